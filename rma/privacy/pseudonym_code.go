package privacy

import (
	"encoding/base32"
	"strings"
)

// codeAlphabet holds the 32 characters of a code, in the order of Crockford:
// capitals and digits without I, L, O and U, so that nothing is misread and few
// words arise. Source: Crockford, Base 32, crockford.com/base32.html.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var codeEncoding = base32.NewEncoding(codeAlphabet).WithPadding(base32.NoPadding)

// isCode reports whether a code reads as a code: it holds a digit, so that it
// is no word, a letter, so that it is no number, and no seven digits in a row.
// Thus every pseudonym that is made here passes as declared elsewhere.
func isCode(code string) bool {
	return strings.ContainsAny(code, decimalDigits) && !onlyOf(code, decimalDigits) && longestRun(code) < 7
}
