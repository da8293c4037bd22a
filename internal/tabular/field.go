package tabular

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// plain splits a line that has no quote. It makes one string for the whole
// line, of which the fields are parts.
func (s *scanner) plain(line []byte) (column int, err error) {
	if i := badByte(line); i >= 0 {
		return 1 + bytes.Count(line[:i], []byte{s.comma}), ErrEncoding
	}
	if i := bytes.IndexByte(line, '\r'); i >= 0 {
		return 1 + bytes.Count(line[:i], []byte{s.comma}), ErrLineEnd
	}
	rest := s.whole(line)
	s.fields = s.fields[:0]
	for {
		i := strings.IndexByte(rest, s.comma)
		field := rest
		if i >= 0 {
			field = rest[:i]
		}
		if len(field) > MaxField {
			return len(s.fields) + 1, errFieldSize
		}
		if len(s.fields) == MaxFields {
			return 0, errFieldsCount
		}
		s.fields = append(s.fields, field)
		if i < 0 {
			return 0, nil
		}
		rest = rest[i+1:]
	}
}

// quoted splits a record in which quotes occur into s.text and s.ends. The
// record may go on over more lines than the first, which ends at offset to.
func (s *scanner) quoted(to int) (end, column int, err error) {
	s.text, s.ends = s.text[:0], s.ends[:0]
	for at, more := 0, true; more; {
		column = len(s.ends) + 1
		if column > MaxFields {
			return to, 0, errFieldsCount
		}
		if at < to && s.buf[s.start+at] == '"' {
			at, to, more, err = s.inQuotes(at+1, to)
		} else {
			at, more, err = s.bare(at, to)
		}
		if err != nil {
			return to, column, err
		}
		s.ends = append(s.ends, len(s.text))
	}
	return to, 0, nil
}

// bare takes the field without quotes at offset at of the line that ends at
// offset to. It gives where the next field starts, and whether there is one.
func (s *scanner) bare(at, to int) (next int, more bool, err error) {
	field := withoutEnd(s.buf[s.start+at : s.start+to])
	next = to
	if i := bytes.IndexByte(field, s.comma); i >= 0 {
		field, next, more = field[:i], at+i+1, true
	}
	switch {
	case len(field) > MaxField:
		return 0, false, errFieldSize
	case bytes.IndexByte(field, '"') >= 0:
		return 0, false, ErrQuote
	case bytes.IndexByte(field, '\r') >= 0:
		return 0, false, ErrLineEnd
	}
	s.text = append(s.text, field...)
	return next, more, nil
}

// inQuotes takes the field whose opening quote is just before offset at. It
// reads on over line ends and gives, besides what bare gives, the end of the
// line where the field closes.
func (s *scanner) inQuotes(at, to int) (next, end int, more bool, err error) {
	first := len(s.text)
	for {
		data := s.buf[s.start+at : s.start+to]
		i := bytes.IndexByte(data, '"')
		if i < 0 {
			i = len(data)
		}
		s.text = appendText(s.text, data[:i])
		if len(s.text)-first > MaxField {
			return 0, to, false, errFieldSize
		}
		if i == len(data) { // the field goes on after the line end
			at = to
			if to, err = s.lineEnd(at); err != nil {
				return 0, at, false, unclosed(err)
			}
			continue
		}
		at += i + 1
		rest := data[i+1:]
		switch {
		case len(rest) > 0 && rest[0] == '"':
			s.text = append(s.text, '"')
			at++
		case len(rest) > 0 && rest[0] == s.comma:
			return at + 1, to, true, nil
		case len(withoutEnd(rest)) == 0:
			return to, to, false, nil
		default:
			return 0, to, false, ErrQuote
		}
	}
}

// unclosed says why a quoted field has no further line. Where the stream ends
// the quote is at fault, not the stream.
func unclosed(err error) error {
	if err == io.EOF {
		return ErrQuote
	}
	return err
}

// appendText appends the inside of a quoted field, with every line end as LF.
func appendText(dst, src []byte) []byte {
	for {
		i := bytes.IndexByte(src, '\r')
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i]...)
		dst = append(dst, '\n')
		if src = src[i+1:]; len(src) > 0 && src[0] == '\n' {
			src = src[1:]
		}
	}
}

// badByte gives the offset of the first NUL or of the first byte that is not
// UTF-8, or -1.
func badByte(b []byte) int {
	nul := bytes.IndexByte(b, 0)
	if utf8.Valid(b) {
		return nul
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(b[i:])
		if r == 0 || r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
}
