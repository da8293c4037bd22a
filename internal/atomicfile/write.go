package atomicfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// temporary is the pattern of the name of a file that is being written.
const temporary = ".writing-*.tmp"

// Write replaces the file at path, or makes it, with what the function writes.
// The file gets exactly the permissions perm, whatever the old file had and
// whatever the process takes off by default. If path is a symbolic link, the
// link itself is replaced. What the function writes is buffered; its error is
// returned as it is, wrapped.
func Write(path string, perm fs.FileMode, write func(io.Writer) error) error {
	return system().write(path, perm, write)
}

// Create makes the file at path with what the function writes, and refuses a
// path where something exists, with an error that is fs.ErrExist. It claims the
// name first; so of two processes one gets the file. Readers may see a part
// while it is written.
func Create(path string, perm fs.FileMode, write func(io.Writer) error) error {
	return system().create(path, perm, write)
}

func (s steps) write(path string, perm fs.FileMode, write func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	f, err := s.temp(dir, temporary)
	if err != nil {
		return failed("make a temporary file in the folder", err)
	}
	renamed := false
	defer func() {
		if !renamed { // an error, or a panic on its way up
			s.discard(f)
		}
	}()
	if err := s.fill(f, perm, write); err != nil {
		return err
	}
	if err := s.rename(f.Name(), path); err != nil {
		return failed("put the new file in the place of the old one", err)
	}
	renamed = true
	return s.settle(dir)
}

func (s steps) create(path string, perm fs.FileMode, write func(io.Writer) error) (err error) {
	f, err := s.open(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return failed("make a new file", err)
	}
	filled := false
	defer func() {
		if !filled {
			s.discard(f)
		}
	}()
	if err := s.fill(f, perm, write); err != nil {
		return err
	}
	filled = true
	return s.settle(filepath.Dir(path))
}

// fill gives the file its permissions before it has any content, writes it,
// and closes it.
func (s steps) fill(f *os.File, perm fs.FileMode, write func(io.Writer) error) error {
	if err := s.chmod(f, perm); err != nil {
		return failed("set the permissions", err)
	}
	buffered := bufio.NewWriter(pathless{f})
	if err := write(buffered); err != nil {
		return fmt.Errorf("could not write the content: %w", err)
	}
	if err := buffered.Flush(); err != nil {
		return failed("write the content", err)
	}
	if err := s.sync(f); err != nil {
		return failed("sync the file", err)
	}
	if err := s.close(f); err != nil {
		return failed("close the file", err)
	}
	return nil
}

// discard closes the file, if it is open still, and removes it.
func (s steps) discard(f *os.File) {
	_ = f.Close()
	_ = s.remove(f.Name())
}

func (s steps) settle(dir string) error {
	if err := s.folder(dir); err != nil {
		return failed("sync the folder, where the new file is in place", err)
	}
	return nil
}

// pathless is a file whose errors do not repeat its path.
type pathless struct{ f *os.File }

func (p pathless) Write(b []byte) (int, error) {
	n, err := p.f.Write(b)
	return n, cause(err)
}

// failed says which step failed, and why.
func failed(step string, err error) error {
	return fmt.Errorf("could not %s: %w", step, cause(err))
}

// cause leaves out the paths that the errors of package os repeat.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
