package coding

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneLine gathers text on one line, with a single space for each stretch of
// white space, and takes no more than one code point beyond the limit: enough
// to see that it must be cut. A limit of 0 or less takes everything.
type oneLine struct {
	b     strings.Builder
	limit int
	n     int  // code points
	space bool // white space was seen since the last one
}

func (l *oneLine) full() bool { return l.limit > 0 && l.n > l.limit }

func (l *oneLine) add(s string) {
	for _, r := range s {
		if l.full() {
			return
		}
		if unicode.IsSpace(r) {
			l.space = true
			continue
		}
		if l.space && l.n > 0 {
			l.b.WriteByte(' ')
			l.n++
		}
		l.b.WriteRune(r)
		l.n++
		l.space = false
	}
}

// clip puts s on one line and cuts it to at most limit code points, the
// ellipsis included, at a word. A limit of 0 or less cuts nothing.
func clip(s string, limit int) string {
	s = foldSpace(s)
	if limit <= 0 || utf8.RuneCountInString(s) <= limit {
		return s
	}
	cut, n := 0, 0
	for i, r := range s {
		if n > limit-2 { // room for a space and the ellipsis
			break
		}
		if unicode.IsSpace(r) {
			cut = i
		}
		n++
	}
	if cut == 0 { // one long word
		runes := []rune(s)
		return string(runes[:max(0, limit-1)]) + "…"
	}
	return s[:cut] + " …"
}
