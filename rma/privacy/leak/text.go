package leak

import (
	"encoding/binary"
	"sort"
	"strings"
	"unicode/utf16"
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

// decodeText returns a file as UTF-8: it has a byte order mark of UTF-16,
// looks like UTF-16, or is taken for UTF-8. Bytes that are not UTF-8 are taken
// for Windows-1252, which has all letters of Latin-1, so that both may stand in
// one file.
func decodeText(b []byte) string {
	switch order := utf16Order(b); {
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

// utf16Order returns the order of bytes of a text in UTF-16, nil for others.
// Without a byte order mark it is one when most of its even or odd bytes are 0
// and the others are not.
func utf16Order(b []byte) binary.ByteOrder {
	switch {
	case len(b) >= 2 && b[0] == 0xff && b[1] == 0xfe:
		return binary.LittleEndian
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		return binary.BigEndian
	}
	zeros := [2]int{}
	n := min(len(b), 4096) &^ 1
	for i := range n {
		if b[i] == 0 {
			zeros[i&1]++
		}
	}
	switch most := n / 2 * 7 / 10; {
	case n < 8:
		return nil
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(b []byte, order binary.ByteOrder) string {
	var out strings.Builder
	out.Grow(len(b) / 2)
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(b) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(b[i+2:]))); pair != utf8.RuneError {
				r = pair
				i += 2
			}
		}
		if r == textEnd || r == sheetCell {
			r = ' '
		}
		out.WriteRune(r)
	}
	return strings.TrimPrefix(out.String(), "\ufeff")
}
