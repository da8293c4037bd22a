package leak

import (
	"unicode"
	"unicode/utf8"
)

// decimalDigit returns the digit of ASCII for a decimal digit of another
// script. Unicode has each script's ten in a row, from nought on.
func decimalDigit(r rune) (digit rune, is bool) {
	if r < utf8.RuneSelf || !unicode.IsDigit(r) {
		return r, false
	}
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	return r, false
}

// The characters of ASCII as wide as those of Chinese.
const (
	wideFirst = '\uff01'
	wideLast  = '\uff5e'
	wideFrom  = wideFirst - '!'
)

// plainDigits replaces digits of other scripts, and wide characters, by those of
// ASCII.
func plainDigits(t *placedText) *placedText {
	var w *viewWriter
	done := 0
	for i, r := range t.s {
		if r < utf8.RuneSelf {
			continue
		}
		plain, is := decimalDigit(r)
		if wideFirst <= r && r <= wideLast {
			plain, is = r-wideFrom, true
		}
		if !is {
			continue
		}
		if w == nil {
			w = newWriter(t)
		}
		w.copy(done, i)
		w.put(i, string(plain))
		done = i + utf8.RuneLen(r)
	}
	if w == nil {
		return t
	}
	w.copy(done, len(t.s))
	return w.text()
}
