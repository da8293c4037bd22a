package tabular

import (
	"math"
	"strconv"
	"strings"
)

// Number reads a number whose decimal mark is not known. Spaces around it are
// dropped. It has an optional sign, digits, an optional decimal mark followed
// by digits, and an optional exponent. The mark is a comma or a point:
//
//	3,5   3.5   -0,125   .5   1e-3      one mark: it is the decimal mark
//	1.234,5   1,234.5                   both: the last one is, the other groups thousands
//	1.234.567                           one kind, repeated: it groups thousands
//	1.234   12,345                      ErrAmbiguous: decimals or thousands
//
// A number is ambiguous when its only mark stands after one to three digits,
// of which the first is not 0, and before exactly three, without an exponent.
// [Decimal] reads these when the decimal mark of the column is known.
//
// Errors: [ErrBlank], [ErrNumber] (also for NaN and Inf, which are no figures),
// [ErrAmbiguous], [ErrRange].
func Number(s string) (float64, error) { return number(s, 0) }

// Decimal reads a number whose decimal mark, '.' or ',', is known. The other
// one may group thousands: with ',' both 1.234 and 1234 are 1234. Errors are
// as for [Number], but for [ErrAmbiguous].
func Decimal(s string, mark byte) (float64, error) {
	if mark != '.' && mark != ',' {
		return 0, ErrNumber
	}
	return number(s, mark)
}

// Integer reads a whole number in any form that [Number] reads, so that 3.0
// (as software writes a column of whole numbers with gaps) is 3. Errors:
// [ErrBlank], [ErrInteger], [ErrAmbiguous] (1.000), [ErrRange].
func Integer(s string) (int, error) {
	s = strings.TrimSpace(s)
	if digits := strings.TrimLeft(s, "+-"); len(s)-len(digits) <= 1 && countDigits(digits) == len(digits) && digits != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, ErrRange
		}
		return n, nil
	}
	f, err := Number(s)
	switch {
	case err == ErrNumber:
		return 0, ErrInteger
	case err != nil:
		return 0, err
	case f != math.Trunc(f):
		return 0, ErrInteger
	case math.Abs(f) > 1<<53:
		return 0, ErrRange
	}
	return int(f), nil
}

// FormatNumber writes a number with the fewest digits that read back as the
// same number, without grouping; NaN and infinities, which no reader accepts,
// are empty. The mark is '.' or ','. Read it back with [Decimal].
func FormatNumber(v float64, mark byte) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	s := strconv.FormatFloat(v, 'g', -1, 64)
	if mark == ',' {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// numeral is a number cut into its parts.
type numeral struct {
	sign     string
	whole    string // digits, perhaps with groups
	mark     byte   // the decimal mark; 0 if there is none
	group    byte   // what groups thousands; 0 if nothing does
	fraction string // digits
	exponent string // with its e
}

func number(s string, mark byte) (float64, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, ErrBlank
	}
	n, err := cut(s, mark)
	if err != nil {
		return 0, err
	}
	plain := s
	if n.group != 0 || n.mark == ',' {
		var small [64]byte
		b := append(small[:0], n.sign...)
		for i := range len(n.whole) {
			if c := n.whole[i]; c != n.group {
				b = append(b, c)
			}
		}
		b = append(b, '.')
		b = append(b, n.fraction...)
		plain = string(append(b, n.exponent...))
	}
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		if math.IsInf(f, 0) {
			return 0, ErrRange
		}
		return 0, ErrNumber
	}
	return f, nil
}

// cut takes a number apart and checks every part. A mark of 0 is to be found.
func cut(s string, mark byte) (numeral, error) {
	n := numeral{mark: mark}
	if s[0] == '+' || s[0] == '-' {
		n.sign, s = s[:1], s[1:]
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		s, n.exponent = s[:i], s[i:]
		digits := n.exponent[1:]
		if digits != "" && (digits[0] == '+' || digits[0] == '-') {
			digits = digits[1:]
		}
		if digits == "" || countDigits(digits) != len(digits) {
			return n, ErrNumber
		}
	}
	if n.mark == 0 {
		var err error
		if n.mark, err = findMark(s, n.exponent != ""); err != nil {
			return n, err
		}
	}
	n.whole = s
	if i := strings.IndexByte(s, n.mark); i >= 0 && n.mark != 0 {
		n.whole, n.fraction = s[:i], s[i+1:]
		if n.fraction == "" || countDigits(n.fraction) != len(n.fraction) {
			return n, ErrNumber
		}
	}
	if i := strings.IndexAny(n.whole, ".,"); i >= 0 {
		n.group = n.whole[i]
		if !grouped(n.whole, n.group) {
			return n, ErrNumber
		}
	} else if countDigits(n.whole) != len(n.whole) || n.whole+n.fraction == "" {
		return n, ErrNumber
	}
	return n, nil
}

// findMark tells which mark in s is the decimal one; 0 means none.
func findMark(s string, exponent bool) (byte, error) {
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		return 0, nil
	}
	mark := s[last]
	first := strings.IndexAny(s, ".,")
	switch {
	case first == last && !exponent && grouped(s, mark):
		return 0, ErrAmbiguous
	case first != last && s[first] == mark:
		return 0, nil // repeated, so it groups; what follows is checked
	}
	return mark, nil
}

// grouped reports whether s is one to three digits, the first not 0, followed
// by groups of a mark and three digits.
func grouped(s string, mark byte) bool {
	head := strings.IndexByte(s, mark)
	if head < 1 || head > 3 || s[0] == '0' || countDigits(s[:head]) != head {
		return false
	}
	for s = s[head:]; s != ""; s = s[4:] {
		if len(s) < 4 || s[0] != mark || countDigits(s[1:4]) != 3 {
			return false
		}
	}
	return true
}

// countDigits gives the number of ASCII digits in s.
func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}
