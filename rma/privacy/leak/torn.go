package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineBreak stands for the end of a line that a tag or an escape makes. What
// tells lines of a file apart does not take it for one.
const lineBreak = '\u2028'

// maxTorn is how many bytes a word that goes on in the next line may be
// indented.
const maxTorn = 120

// hyphens are the signs with which a word is broken off: hyphens, the soft one,
// and the sign that some programs show in its place.
const hyphens = "-\u2010\u2011\u00ad\u00ac"

// torn returns how long the hyphen and the end of the line are with which a
// text begins, when they break off a word that goes on behind them. It is 0 for
// others. A paragraph, a cell or a quoted line may begin there as well, since
// what was taken from a PDF has each line as one.
func torn(s string) int {
	if s == "" || s[0] != '-' && s[0] < utf8.RuneSelf {
		return 0
	}
	hyphen, i := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune(hyphens, hyphen) {
		return 0
	}
	line := false
	for i < len(s) && i <= maxTorn {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n' || r == '\r' || r == '\f' || r == lineBreak || r == textEnd || r == sheetCell:
			line = true
		case unicode.IsSpace(r) || line && r == '>':
		case line && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return i
		default:
			return 0
		}
		i += size
	}
	return 0
}
