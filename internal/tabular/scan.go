package tabular

import (
	"bytes"
	"fmt"
	"io"
	"unsafe"
)

// The limits of one file. They bound memory and are far above what an export
// of a survey or a case system holds.
const (
	MaxField  = 1 << 20   // bytes in one field
	MaxRecord = 16 << 20  // bytes in one record, quotes and line end included
	MaxFields = 16384     // fields in one record, as in a spreadsheet
	bufSize   = 64 * 1024 // bytes asked for at a time
)

var (
	errUTF16       = fmt.Errorf("%w (it looks like UTF-16)", ErrEncoding)
	errFieldSize   = fmt.Errorf("%w of %d bytes in a field", ErrTooLarge, MaxField)
	errRecordSize  = fmt.Errorf("%w of %d bytes in a record", ErrTooLarge, MaxRecord)
	errFieldsCount = fmt.Errorf("%w of %d fields in a record", ErrTooLarge, MaxFields)
)

// A scanner cuts a stream into records. buf[start:end] holds what was read and
// not yet consumed. A record stays in the buffer until it is whole, so that
// after a bad one scanning can go on at the line after its first. All offsets
// passed between the methods count from start, because filling the buffer
// moves its bytes.
type scanner struct {
	src        io.Reader
	buf        []byte
	start, end int
	line       int   // 1-based number of the line at start
	err        error // what src returned last; io.EOF at the end
	comma      byte
	borrow     bool // fields are parts of buf or text, until the next record

	text   []byte   // the record without its quotes
	ends   []int    // where each field ends in text
	fields []string // the fields of the last record
}

// fill makes room and reads once.
func (s *scanner) fill() {
	if s.start > 0 {
		copy(s.buf, s.buf[s.start:s.end])
		s.start, s.end = 0, s.end-s.start
	}
	if s.end == len(s.buf) {
		larger := make([]byte, max(bufSize, 2*len(s.buf)))
		copy(larger, s.buf[:s.end])
		s.buf = larger
	}
	for range 100 {
		n, err := s.src.Read(s.buf[s.end:])
		s.end += n
		s.err = err
		if n > 0 || err != nil {
			return
		}
	}
	s.err = io.ErrNoProgress
}

// lineEnd gives the offset just past the line that begins at offset from. The
// last line need not have a line end. A line that a read error cut short is
// not given. At the end of the stream the error is io.EOF.
func (s *scanner) lineEnd(from int) (int, error) {
	for seen := from; ; {
		i := bytes.IndexByte(s.buf[s.start+seen:s.end], '\n')
		if i >= 0 {
			seen += i + 1
		} else {
			seen = s.end - s.start
		}
		switch {
		case seen > MaxRecord:
			return 0, errRecordSize
		case i >= 0:
			return seen, nil
		case s.err == io.EOF && seen > from:
			return seen, nil
		case s.err != nil:
			return 0, s.err
		}
		s.fill()
	}
}

// skipLine consumes the line at start without holding it.
func (s *scanner) skipLine() {
	s.line++
	for {
		if i := bytes.IndexByte(s.buf[s.start:s.end], '\n'); i >= 0 {
			s.start += i + 1
			return
		}
		s.start = s.end
		if s.err != nil {
			return
		}
		s.fill()
	}
}

// next scans a record into s.fields and gives the line where it starts. Its
// errors are io.EOF, the error of the stream, or an *Error after which the
// next call goes on with a later line.
func (s *scanner) next() (int, error) {
	to, err := s.lineEnd(0)
	for err == nil && len(withoutEnd(s.buf[s.start:s.start+to])) == 0 {
		s.start += to
		s.line++
		to, err = s.lineEnd(0)
	}
	at, column := s.line, 0
	if err == nil {
		to, column, err = s.record(to)
	}
	switch {
	case err == nil:
		s.consume(to)
		return at, nil
	case err == s.err:
		return at, err // end of the stream, or it failed
	case err == ErrEncoding: // the form of the record is sound
		s.consume(to)
	default:
		s.skipLine()
	}
	return at, &Error{Line: at, Column: column, Err: err}
}

// consume moves past a record of n bytes.
func (s *scanner) consume(n int) {
	s.line += bytes.Count(s.buf[s.start:s.start+n], []byte{'\n'})
	if s.buf[s.start+n-1] != '\n' {
		s.line++
	}
	s.start += n
}

// record scans the record whose first line ends at offset to. It gives the
// offset where the record ends, or the column of the problem.
func (s *scanner) record(to int) (end, column int, err error) {
	line := withoutEnd(s.buf[s.start : s.start+to])
	if bytes.IndexByte(line, '"') < 0 {
		column, err = s.plain(line)
		return to, column, err
	}
	if end, column, err = s.quoted(to); err != nil {
		return end, column, err
	}
	if i := badByte(s.text); i >= 0 {
		for column = 1; s.ends[column-1] <= i; column++ {
		}
		return end, column, ErrEncoding
	}
	whole := s.whole(s.text)
	s.fields = s.fields[:0]
	from := 0
	for _, e := range s.ends {
		s.fields = append(s.fields, whole[from:e])
		from = e
	}
	return end, 0, nil
}

// withoutEnd drops the line end: LF and any CR before it. The same holds for a
// CR at the end of the file.
func withoutEnd(line []byte) []byte {
	n := len(line)
	if n > 0 && line[n-1] == '\n' {
		n--
	}
	for n > 0 && line[n-1] == '\r' {
		n--
	}
	return line[:n]
}

// whole gives the string of which the fields are parts.
func (s *scanner) whole(text []byte) string {
	if s.borrow {
		return unsafe.String(unsafe.SliceData(text), len(text))
	}
	return string(text)
}
