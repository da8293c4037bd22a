package xmlbytes

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// These are the rules that a file can break.
var (
	ErrForm     = errors.New("not XML in UTF-8 that is well formed, and has no entities of its own")
	ErrEnd      = errors.New("the file ends too early")
	ErrTooLarge = errors.New("larger than the limit")
)

// Limits bound a file. All of them are set by the reader of a kind of file.
type Limits struct {
	Total int64 // bytes
	Token int64 // bytes in a tag, a comment or a text
	Depth int   // elements in one another
}

// Reader gives the tokens of a file. It is for one goroutine.
type Reader struct {
	from   *bufio.Reader
	dec    *xml.Decoder
	limits Limits
	line   int
	depth  int
	total  int64
	token  int64 // bytes since the last token
	stop   error // what stopped the bytes
}

// NewReader gives a Reader of r, from which it takes a byte order mark.
func NewReader(r io.Reader, limits Limits) *Reader {
	x := &Reader{from: bufio.NewReaderSize(r, 1<<16), limits: limits, line: 1}
	if head, _ := x.from.Peek(3); string(head) == "\xef\xbb\xbf" {
		_, _ = x.from.Discard(3)
	}
	x.dec = xml.NewDecoder((*source)(x))
	return x
}

// Line gives the line that was reached, counted from 1.
func (r *Reader) Line() int { return r.line }

// Depth gives how many elements are open.
func (r *Reader) Depth() int { return r.depth }

// Token gives the next token and the line on which it begins. The error is io.EOF
// when all elements are closed and nothing follows, one of this package, or that
// of the stream; after it there are no more. The token is valid until the next.
func (r *Reader) Token() (token xml.Token, line int, err error) {
	r.token, line = 0, r.line
	token, err = r.dec.Token()
	if err != nil {
		return nil, r.line, r.rule(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > r.limits.Depth {
			return nil, line, fmt.Errorf("%w of %d elements in one another", ErrTooLarge, r.limits.Depth)
		}
	case xml.EndElement:
		r.depth--
	case xml.Directive:
		return nil, line, ErrForm
	}
	return token, line, nil
}

// rule gives the rule that an error of the decoder stands for.
func (r *Reader) rule(err error) error {
	switch {
	case err == io.EOF:
		return io.EOF
	case r.stop == nil:
		return ErrForm
	case errors.Is(r.stop, io.EOF), errors.Is(r.stop, io.ErrUnexpectedEOF):
		return ErrEnd
	}
	return r.stop
}

// source gives the decoder single bytes, so that it never reads ahead.
type source Reader

// ReadByte gives the next byte.
func (s *source) ReadByte() (byte, error) {
	if s.stop != nil {
		return 0, s.stop
	}
	c, err := s.from.ReadByte()
	if err != nil {
		s.stop = err
		return 0, err
	}
	s.total++
	s.token++
	switch {
	case s.total > s.limits.Total:
		s.stop = fmt.Errorf("%w of %d bytes", ErrTooLarge, s.limits.Total)
	case s.token > s.limits.Token:
		s.stop = fmt.Errorf("%w of %d bytes in a tag or a text", ErrTooLarge, s.limits.Token)
	case c == '\n':
		s.line++
	}
	return c, s.stop
}

// Read is there because a decoder wants an io.Reader; it calls ReadByte.
func (s *source) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := s.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}
