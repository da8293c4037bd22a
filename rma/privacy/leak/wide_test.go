package leak

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWideCharacters(t *testing.T) {
	c := namesOnly(t, Options{}, "Zeldzaam", hidden)
	text := "door Jané Piet Quist gezegd 🙂\x1e"
	for _, x := range []struct {
		content string
		found   bool
		why     string
	}{
		{utf32Of(text, binary.LittleEndian, true), true, "UTF-32, little end first"},
		{utf32Of(text, binary.BigEndian, true), true, "UTF-32, big end first"},
		{utf32Of(text, binary.LittleEndian, false), true, "UTF-32 without a mark, little end first"},
		{utf32Of(text, binary.BigEndian, false), true, "UTF-32 without a mark, big end first"},
		{utf32Of(text, binary.BigEndian, true) + "\x00", true, "UTF-32 cut off"},
		{utf16Of("\x00"+text, binary.LittleEndian, true), true, "UTF-16 that begins as UTF-32 does"},
		{utf16Of(text, binary.LittleEndian, true), true, "UTF-16"},
		{zipOf(t, "x.csv", utf32Of("a\tb\n"+text, binary.LittleEndian, true)), true, "UTF-32 in an archive"},
		{utf32Of("door Jané Piet Kist", binary.LittleEndian, true), false, "another name"},
		{"\xff\xfe\x00\x00", false, "nothing but the mark"},
		{"\x00\x00\xfe\xff\x00\x00", false, "half a character"},
		{"\x00\x00\xfe\xff\xff\xff\xff\xff", false, "no characters"},
		{strings.Repeat("\x00", 64), false, "NUL"},
	} {
		found := scan(t, c, "x", x.content)
		if x.found {
			assert.Equal(t, []int{1}, whats(found, OfIdentifier), x.why)
			continue
		}
		assert.Empty(t, found, x.why)
	}
	assert.Equal(t, Leaks{{File: "x.csv", Line: 2, Column: 4, Kind: OfIdentifier, What: 1}},
		scan(t, c, "x.csv", utf32Of("é\nxx "+hidden, binary.BigEndian, true)), "where it stands")
}
