package leak

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"golang.org/x/text/unicode/norm"
)

func TestDecimalDigits(t *testing.T) {
	for r := range unicode.MaxRune {
		d, is := decimalDigit(r)
		if r < utf8.RuneSelf || !unicode.IsDigit(r) {
			assert.False(t, is, "%U", r)
			continue
		}
		if plain := norm.NFKC.String(string(r)); is && plain != string(r) {
			assert.Equal(t, plain, string(d), "%U", r)
		}
		if prior, also := decimalDigit(r - 1); also && prior != '9' {
			assert.Equal(t, prior+1, d, "%U", r)
		}
	}
	assert.NotEmpty(t, scan(t, namesOnly(t, Options{}, "0612345678"), "x.txt", "٠٦-١٢٣٤٥٦٧٨"), "a number of somebody in other digits")
}
