package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// steps are the calls to the operating system that can fail. Tests put failing
// ones in their place.
type steps struct {
	temp   func(dir, pattern string) (*os.File, error)
	open   func(path string, flag int, perm fs.FileMode) (*os.File, error)
	chmod  func(f *os.File, perm fs.FileMode) error
	sync   func(f *os.File) error
	close  func(f *os.File) error
	rename func(from, to string) error
	remove func(path string) error
	folder func(dir string) error
}

func system() steps {
	return steps{
		temp:   os.CreateTemp,
		open:   os.OpenFile,
		chmod:  (*os.File).Chmod,
		sync:   (*os.File).Sync,
		close:  (*os.File).Close,
		rename: os.Rename,
		remove: os.Remove,
		folder: syncFolder,
	}
}

// syncFolder writes the names in a folder to the disk. Windows and some network
// drives have no such thing, and there it does nothing.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
