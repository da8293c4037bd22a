package atomicfile

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Append adds a record to the end of the file at path in one write, and makes
// the file when there is none. The record is on the disk when Append returns
// nil: the file is synced, and so is the folder when the file was new or empty.
// A new file gets exactly the permissions perm; one that exists keeps its own.
//
// A process that is killed may leave a part of the record at the end of the
// file, and never touches what stood there before. After an error of the write
// itself, such as a full disk, the part is taken off again where that can be
// done. Two processes that append at the same time are not kept apart.
func Append(path string, perm fs.FileMode, record []byte) error {
	return system().append(path, perm, record)
}

func (s steps) append(path string, perm fs.FileMode, record []byte) (err error) {
	f, err := s.open(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, perm)
	if err != nil {
		return failed("open the file to append", err)
	}
	open := true
	defer func() {
		if open {
			_ = f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return failed("look at the file", err)
	}
	first := info.Size() == 0
	if first {
		if err := s.chmod(f, perm); err != nil {
			return failed("set the permissions", err)
		}
	}
	if err := s.addTo(f, record, info.Size()); err != nil {
		return err
	}
	open = false
	if err := s.close(f); err != nil {
		return failed("close the file", err)
	}
	if first {
		return s.settle(filepath.Dir(path))
	}
	return nil
}

// addTo writes the record and syncs it. A record of which a part was written is
// taken off.
func (s steps) addTo(f *os.File, record []byte, size int64) error {
	if _, err := f.Write(record); err != nil {
		if undo := f.Truncate(size); undo != nil {
			return fmt.Errorf("could not write the record, and a part of it may stand at the end: %w", cause(err))
		}
		return failed("write the record", err)
	}
	if err := s.sync(f); err != nil {
		return failed("sync the file, which may or may not hold the record", err)
	}
	return nil
}
