package leak

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// widePart is how much of a file tells how many bytes its characters have.
const widePart = 4096

// utf32Order returns the order of bytes of a text in UTF-32, nil for others. A
// mark of UTF-32 is one of UTF-16 as well, so that the characters decide.
// Without a mark it is one when of most of its characters three bytes are 0, and
// the last never is.
func utf32Order(b []byte) binary.ByteOrder {
	n := min(len(b), widePart) &^ 3
	if n < 8 {
		return nil
	}
	zeros, orders := [4]int{}, [...]binary.ByteOrder{binary.LittleEndian, binary.BigEndian}
	characters := [len(orders)]bool{true, true}
	for i := range n {
		if b[i] == 0 {
			zeros[i&3]++
		}
		for j, order := range orders {
			characters[j] = characters[j] && (i&3 > 0 || utf8.ValidRune(rune(order.Uint32(b[i:]))))
		}
	}
	marked := [len(orders)]bool{bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff"))}
	most := n / 4 * 7 / 10
	for j, order := range orders {
		low, high := 3*j, 3*(1-j)
		looks := n >= 16 && zeros[low] == 0 && zeros[high] == n/4 && zeros[1] > most && zeros[2] > most
		if characters[j] && (marked[j] || looks) {
			return order
		}
	}
	return nil
}

func decodeUTF32(b []byte, order binary.ByteOrder) string {
	var out strings.Builder
	out.Grow(len(b) / 4)
	for i := 0; i+3 < len(b); i += 4 {
		r := rune(order.Uint32(b[i:]))
		if r == textEnd || r == sheetCell {
			r = ' '
		}
		out.WriteRune(r)
	}
	return strings.TrimPrefix(out.String(), "\ufeff")
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
	n := min(len(b), widePart) &^ 1
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
