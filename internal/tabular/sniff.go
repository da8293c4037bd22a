package tabular

import "bytes"

// delimiters are those that can be sniffed; in a tie the first one wins.
const delimiters = "\t;,"

// validDelimiter reports whether c may separate fields.
func validDelimiter(c byte) bool {
	switch {
	case c == '\t':
		return true
	case c <= ' ' || c > '~' || c == '"' || c == '=':
		return false
	}
	return !('0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z')
}

// open drops the byte order mark and settles the delimiter: the one that was
// told, the one of a line sep=, or the one that the heading shows.
func (s *scanner) open(told byte) error {
	s.line = 1
	for s.end < 3 && s.err == nil {
		s.fill()
	}
	head := s.buf[:s.end]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return &Error{Line: 1, Err: errUTF16}
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		s.start = 3
	}
	s.comma = told
	if hint := s.hint(); s.comma == 0 {
		s.comma = hint
	}
	if s.comma == 0 {
		s.comma = s.sniff()
	}
	return nil
}

// hint consumes a first line sep=; and gives its delimiter, or 0 if there is
// no such line.
func (s *scanner) hint() byte {
	to, err := s.lineEnd(0)
	if err != nil {
		return 0
	}
	line := withoutEnd(s.buf[s.start : s.start+to])
	if !isHint(line) {
		return 0
	}
	c := line[4]
	s.start += to
	s.line++
	return c
}

// isHint reports whether a line, without its end, names a delimiter.
func isHint(line []byte) bool {
	return len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && validDelimiter(line[4])
}

// sniff chooses between the delimiters that stand in the heading. Question
// texts hold commas, and a spreadsheet does not quote these when it writes
// semicolons; the record after the heading then tells which one separates.
func (s *scanner) sniff() byte {
	heading, to := s.count(0)
	candidates := 0
	for _, n := range heading {
		if n > 0 {
			candidates++
		}
	}
	if candidates == 0 {
		return ';'
	}
	if candidates > 1 {
		row, _ := s.count(to)
		if c := agreeing(heading, row); c != 0 {
			return c
		}
	}
	best := 0
	for i, n := range heading {
		if n > heading[best] {
			best = i
		}
	}
	return delimiters[best]
}

// agreeing gives the only delimiter that occurs in the heading and as often in
// the row, or 0 if there are none or several.
func agreeing(heading, row [len(delimiters)]int) byte {
	var found byte
	for i, n := range heading {
		if n == 0 || n != row[i] {
			continue
		}
		if found != 0 {
			return 0
		}
		found = delimiters[i]
	}
	return found
}

// count counts the delimiters outside quotes in the first record that is not
// empty at or after offset from, and gives where that record ends.
func (s *scanner) count(from int) (counts [len(delimiters)]int, end int) {
	inside, seen := false, false
	for {
		to, err := s.lineEnd(from)
		if err != nil {
			return counts, from
		}
		line := withoutEnd(s.buf[s.start+from : s.start+to])
		for _, c := range line {
			if c == '"' {
				inside = !inside
			} else if i := bytes.IndexByte([]byte(delimiters), c); i >= 0 && !inside {
				counts[i]++
			}
		}
		seen = seen || len(line) > 0
		if from = to; seen && !inside {
			return counts, to
		}
	}
}
