package tabular

import (
	"strings"
	"unicode/utf8"
)

// Guard gives a cell that a spreadsheet shows as text: it puts a ' before a
// cell whose first character after spaces is = + - @, tab, CR, LF, or a
// full-width = + - @. Such a cell may run as a formula when the file is opened.
// A number stays as it is, and so does a - that stands alone: -3.5, -3,5, +31 and
// -1e-3 run nothing.
//
//	=1+1 gives '=1+1        -3.5 gives -3.5        -1+2 gives '-1+2
//
// The mark cannot be told from a ' that was in the data: guard files that are
// meant for a spreadsheet, and no file that is to be read again.
func Guard(cell string) string {
	rest := strings.TrimLeft(cell, " \u00a0\u202f\ufeff")
	first, _ := utf8.DecodeRuneInString(rest)
	switch first {
	case '+', '-':
		if rest == "-" || isNumeral(rest[1:]) {
			return cell
		}
	case '=', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
	default:
		return cell
	}
	return "'" + cell
}

// isNumeral reports whether s is digits with marks between them, and perhaps
// an exponent. It is wider than [Number]: no marks between digits make a
// formula.
func isNumeral(s string) bool {
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		exponent := strings.TrimPrefix(strings.TrimPrefix(s[i+1:], "+"), "-")
		if exponent == "" || countDigits(exponent) != len(exponent) {
			return false
		}
		s = s[:i]
	}
	digits := countDigits(s)
	return digits > 0 && digits+strings.Count(s, ".")+strings.Count(s, ",") == len(s)
}
