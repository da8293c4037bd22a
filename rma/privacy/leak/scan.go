package leak

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Scan looks through one file, of which the name decides with the content how
// it is read. What was found is returned with an error too.
//
// Errors, all at once, each an *rma.DataError with the file, and the part as
// its field: ErrUnread, ErrLimit.
func (c Check) Scan(name string, r io.Reader) (Leaks, error) {
	s := newScan(context.Background(), c.get())
	shown := s.name("", path.Base(name), name, "[name]")
	err := s.file(shown, name, r)
	return s.sorted(), err
}

// ScanFS looks through every file of a folder and the folders in it, in the
// order of their names. A file that cannot be looked into is an error, and does
// not stop the check; a context that is done does. What is neither a file nor a
// folder, such as a link, is ErrUnread, and so is a folder without files, of which
// nothing was looked into.
func (c Check) ScanFS(ctx context.Context, fsys fs.FS) (Leaks, error) {
	s := newScan(ctx, c.get())
	err := errors.Join(s.folder(fsys, ".", "")...)
	if err == nil && s.files == 0 {
		err = fmt.Errorf("%w: the folder holds no file", ErrUnread)
	}
	return s.sorted(), err
}

// scanner is a check at work, in one goroutine.
type scanner struct {
	ctx     context.Context
	check   *checkState
	fold    *textFolder
	finder  *matchFinder
	seen    *seenPlaces
	words   []wordAt
	scratch []byte

	leaks Leaks
	files int

	// Of the file at hand:
	shown    string
	problems rma.Problems
	from     int // leaks of the files before
	parts    int
	bytes    int64
	over     bool // more leaks than are noted
}

func newScan(ctx context.Context, check *checkState) *scanner {
	folder := newFolder()
	return &scanner{
		ctx: ctx, check: check, fold: folder,
		finder: newFinder(check.identifiers, folder), seen: newSeen(check.combinations, folder),
	}
}

func (s *scanner) sorted() Leaks {
	slices.SortFunc(s.leaks, Leak.compare)
	return slices.Compact(s.leaks)
}

// folder looks through a folder, and returns the errors of its files.
func (s *scanner) folder(fsys fs.FS, dir, shown string) []error {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return []error{&rma.DataError{File: shown, Err: unread(err)}}
	}
	var errs []error
	for i, e := range entries {
		if err := s.ctx.Err(); err != nil {
			return append(errs, err)
		}
		file := s.name(shown, e.Name(), e.Name(), fmt.Sprintf("[entry %d]", i+1))
		name := path.Join(dir, e.Name())
		switch {
		case e.IsDir():
			errs = append(errs, s.folder(fsys, name, file)...)
			if s.ctx.Err() != nil {
				return errs
			}
		case !e.Type().IsRegular():
			errs = append(errs, &rma.DataError{File: file, Err: fmt.Errorf("%w: it is neither a file nor a folder", ErrUnread)})
		default:
			errs = append(errs, s.open(fsys, name, file))
		}
	}
	return errs
}

func (s *scanner) open(fsys fs.FS, name, shown string) error {
	s.files++
	f, err := fsys.Open(name)
	if err != nil {
		return &rma.DataError{File: shown, Err: unread(err)}
	}
	defer func() { _ = f.Close() }()
	return s.file(shown, name, f)
}

// unread gives an error of the system without the name in it.
func unread(err error) error {
	for _, known := range []error{fs.ErrNotExist, fs.ErrPermission, fs.ErrInvalid, context.Canceled, context.DeadlineExceeded, io.ErrUnexpectedEOF} {
		if errors.Is(err, known) {
			return fmt.Errorf("%w: %w", ErrUnread, known)
		}
	}
	return ErrUnread
}

// name looks at the name of a file or a folder, and returns how it is shown.
func (s *scanner) name(dir, base, full, instead string) string {
	file := full
	if dir != "" {
		file = dir + "/" + base
	}
	var found []matched
	for _, t := range nameViews(full) {
		s.finder.find(t.s, func(what, at int) {
			found = append(found, matched{t.at(at), OfFileName, what})
		})
	}
	if len(found) == 0 {
		return file
	}
	file = instead
	if dir != "" {
		file = dir + "/" + instead
	}
	for _, h := range found {
		s.leaks = append(s.leaks, Leak{File: file, Column: characters(full[:h.at]) + 1, Kind: OfFileName, What: h.what})
	}
	return file
}

// nameViews returns a name as it is written, and decoded.
func nameViews(name string) []*placedText {
	base := &placedText{s: noMarks(name)}
	out := []*placedText{base}
	if t := percentDecoded(base); t != base {
		out = append(out, t)
	}
	return out
}

// file looks through one file.
func (s *scanner) file(shown, name string, r io.Reader) error {
	s.shown, s.problems, s.from = shown, rma.Problems{File: shown}, len(s.leaks)
	s.parts, s.bytes, s.over = 0, 0, false
	limit := s.check.limits.File
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		s.problem("", unread(err))
	case int64(len(data)) > limit:
		s.problem("", fmt.Errorf("%w: more than %d bytes", ErrLimit, limit))
		return s.problems.Err()
	}
	s.content(filePart{name: name}, data)
	if s.over {
		s.problem("", fmt.Errorf("%w: more than %d leaks", ErrLimit, s.check.limits.Leaks))
	}
	return s.problems.Err()
}

// problem notes what could not be looked into.
func (s *scanner) problem(part string, err error) { s.problems.Add(0, 0, part, err) }
