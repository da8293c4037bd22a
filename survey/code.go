package survey

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ReadOptions are the settings of a reader. The zero value works.
type ReadOptions struct {
	// Pseudonyms makes the pseudonyms of respondents, by which waves are paired.
	// nil means privacy.Transient, which pairs whatever this program reads. Waves
	// that are paired need the same.
	Pseudonyms privacy.Pseudonymiser
}

func (o ReadOptions) pseudonymiser() privacy.Pseudonymiser {
	if o.Pseudonyms == nil {
		return privacy.Transient()
	}
	return o.Pseudonyms
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
