package casereview

import "strings"

// dissected is what a text says, before it is known whether it exists.
type dissected struct {
	year, month, day int
	form             shape
	minute           int64 // of the day
	offset           int64 // seconds east; of a form with a zone
	zoned            bool
}

// dissect takes a text of one of the forms apart.
func dissect(s string) (w dissected, ok bool) {
	var rest string
	first := len(s) > 4 && s[4] == '-'
	if first {
		w.year, w.month, w.day, rest, ok = digitsYearFirst(s)
	} else {
		w.day, w.month, w.year, rest, ok = digitsDayFirst(s)
		if ok && len(s)-len(rest) < len("02-01-2006") {
			w.form = short
		}
	}
	if !ok || rest == "" {
		w.form |= pick(first, yearFirst, dayFirst)
		return w, ok
	}
	t := rest[0] == 'T'
	if !t && rest[0] != ' ' || t && !first {
		return w, false
	}
	h, okH := twoDigits(rest, 1)
	m, okM := twoDigits(rest, 4)
	if !okH || !okM || rest[3] != ':' || h > 23 || m > 59 {
		return w, false
	}
	w.minute = int64(60*h + m)
	seconds := false
	if rest, seconds, ok = dropSeconds(rest[6:]); !ok {
		return w, false
	}
	if rest != "" {
		w.zoned = true
		if w.offset, ok = zoneOffset(rest); !ok || !first || !t && !seconds {
			return w, false
		}
	}
	w.form |= clockForm(first, t, seconds, w.zoned)
	return w, true
}

func pick(which bool, a, b shape) shape {
	if which {
		return a
	}
	return b
}

func clockForm(first, t, seconds, zoned bool) shape {
	switch {
	case !first:
		return pick(seconds, dayFirstSecond, dayFirstMinute)
	case zoned && t:
		return pick(seconds, yearFirstTSecondZone, yearFirstTZone)
	case zoned:
		return yearFirstSecondZone
	case t:
		return pick(seconds, yearFirstTSecond, yearFirstT)
	}
	return pick(seconds, yearFirstSecond, yearFirstMinute)
}

func digitsYearFirst(s string) (year, month, day int, rest string, ok bool) {
	century, ok1 := twoDigits(s, 0)
	year, ok2 := twoDigits(s, 2)
	month, ok3 := twoDigits(s, 5)
	day, ok4 := twoDigits(s, 8)
	if !ok1 || !ok2 || !ok3 || !ok4 || s[7] != '-' {
		return 0, 0, 0, "", false
	}
	return 100*century + year, month, day, s[10:], true
}

func digitsDayFirst(s string) (day, month, year int, rest string, ok bool) {
	if day, s, ok = upToHyphen(s); !ok {
		return
	}
	if month, s, ok = upToHyphen(s); !ok {
		return
	}
	century, ok1 := twoDigits(s, 0)
	year, ok2 := twoDigits(s, 2)
	if !ok1 || !ok2 {
		return 0, 0, 0, "", false
	}
	return day, month, 100*century + year, s[4:], true
}

// upToHyphen reads one or two digits and the hyphen behind them.
func upToHyphen(s string) (n int, rest string, ok bool) {
	i := strings.IndexByte(s, '-')
	switch {
	case i == 1 && s[0] >= '0' && s[0] <= '9':
		return int(s[0] - '0'), s[2:], true
	case i == 2:
		n, ok = twoDigits(s, 0)
		return n, s[3:], ok
	}
	return 0, "", false
}

func twoDigits(s string, at int) (int, bool) {
	if len(s) < at+2 {
		return 0, false
	}
	a, b := s[at]-'0', s[at+1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

// dropSeconds takes :05 and a fraction off the start of a text.
func dropSeconds(s string) (rest string, seconds, ok bool) {
	if s == "" || s[0] != ':' {
		return s, false, true
	}
	n, ok := twoDigits(s, 1)
	if !ok || n > 59 {
		return s, true, false
	}
	s = s[3:]
	if s == "" || s[0] != '.' {
		return s, true, true
	}
	digits := 1
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	return s[digits:], true, digits > 1 && digits <= 10
}

// zoneOffset reads Z, +01:00 and the like.
func zoneOffset(s string) (seconds int64, ok bool) {
	if s == "Z" {
		return 0, true
	}
	h, ok1 := twoDigits(s, 1)
	m, ok2 := twoDigits(s, 4)
	if len(s) != len("+01:00") || !ok1 || !ok2 || s[3] != ':' || h > 14 || m > 59 {
		return 0, false
	}
	seconds = int64(h*3600 + m*60)
	if s[0] == '-' {
		return -seconds, true
	}
	return seconds, s[0] == '+'
}
