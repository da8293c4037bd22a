package leak

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// placedText is a text that was made of another, and where its parts stood there.
type placedText struct {
	s     string
	marks []emphasisMark // in order; none means that nothing moved
	from  *placedText    // nil for a file as it was read
}

// emphasisMark says that from out on the text is what stood from in on.
type emphasisMark struct{ out, in int }

// at returns where a byte of the text stood in the file.
func (t *placedText) at(i int) int {
	for ; t != nil; t = t.from {
		n := sort.Search(len(t.marks), func(j int) bool { return t.marks[j].out > i })
		if n > 0 {
			i += t.marks[n-1].in - t.marks[n-1].out
		}
	}
	return i
}

// viewWriter makes a placedText.
type viewWriter struct {
	from  *placedText
	b     strings.Builder
	marks []emphasisMark
	moved int // how far what was written last stood from where it is now
}

func newWriter(from *placedText) *viewWriter { return &viewWriter{from: from} }

// mark notes that what comes next stood at i.
func (w *viewWriter) mark(i int) {
	if moved := i - w.b.Len(); moved != w.moved {
		w.moved = moved
		w.marks = append(w.marks, emphasisMark{w.b.Len(), i})
	}
}

// copy takes a part of the text as it is.
func (w *viewWriter) copy(i, j int) {
	if i < j {
		w.mark(i)
		w.b.WriteString(w.from.s[i:j])
	}
}

// put writes something in place of what stood at i.
func (w *viewWriter) put(i int, s string) {
	w.mark(i)
	w.b.WriteString(s)
}

// text returns what was made.
func (w *viewWriter) text() *placedText { return &placedText{w.b.String(), w.marks, w.from} }

// decodeText returns a file as UTF-8: it has a byte order mark of UTF-16 or
// UTF-32, looks like one of them, or is taken for UTF-8. Bytes that are not UTF-8 are taken
// for Windows-1252, which has all letters of Latin-1, so that both may stand in
// one file.
func decodeText(b []byte) string {
	wide, order := utf32Order(b), utf16Order(b)
	switch {
	case wide != nil:
		return decodeUTF32(b, wide)
	case order != nil:
		return decodeUTF16(b, order)
	case utf8.Valid(b) && !hasMarks(b):
		return strings.TrimPrefix(string(b), "\ufeff")
	}
	var out strings.Builder
	out.Grow(len(b))
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			r = charmap.Windows1252.DecodeByte(b[0])
		case r == textEnd || r == sheetCell:
			r = ' '
		}
		out.WriteRune(r)
		b = b[size:]
	}
	return strings.TrimPrefix(out.String(), "\ufeff")
}

func hasMarks(b []byte) bool {
	for _, c := range b {
		if c == textEnd || c == sheetCell {
			return true
		}
	}
	return false
}
