package survey

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// secret holds the respondent codes of a wave, in normal form and empty for a
// respondent without one. It is a function because no way of printing looks
// inside one: a slice in a field that is not exported shows up in %s and %+v.
type secret func() []string

func hide(codes []string) secret { return func() []string { return codes } }

// reveal returns the codes, for pairing alone.
func (s secret) reveal() []string {
	if s == nil {
		return nil
	}
	return s()
}

// NormalCode returns the form in which respondent codes are compared: without
// white space around it, in upper case, and with accents taken off, so that
// " josé3" and "JOSE3" are one code. Nothing else is changed: a 0 stays a 0
// and a hyphen a hyphen.
func NormalCode(code string) string {
	code = strings.TrimSpace(code)
	if plainCode(code) {
		return code
	}
	return strings.TrimSpace(norm.NFC.String(bare(strings.ToUpper(bare(code)))))
}

// bare takes the accents off.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// plainCode reports whether a code has its normal form already.
func plainCode(code string) bool {
	for i := range len(code) {
		if c := code[i]; c >= 0x80 || c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}
