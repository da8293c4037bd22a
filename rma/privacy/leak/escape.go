package leak

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// longestEntity is how long a character may be in HTML by its name.
const longestEntity = 40

// decodeEntities replaces the characters that HTML and XML write by a name or a
// number.
func decodeEntities(t *placedText) *placedText {
	return replaceAt(t, '&', func(s string) (string, int) {
		end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
		if end < 2 {
			return "", 0
		}
		out := html.UnescapeString(s[:end+1])
		if out == s[:end+1] {
			return "", 0
		}
		return noMarks(out), end + 1
	})
}

// noMarks keeps a text from marking its own parts.
func noMarks(s string) string {
	return strings.NewReplacer("\x1e", " ", "\x1f", " ").Replace(s)
}

// escapes replaces what JSON, JavaScript and Go write with a backslash.
func escapes(t *placedText) *placedText {
	return replaceAt(t, '\\', func(s string) (string, int) {
		if len(s) < 2 {
			return "", 0
		}
		switch s[1] {
		case 't':
			return " ", 2
		case 'n', 'r', 'f', 'v':
			return string(lineBreak), 2
		case 'b':
			return "", 2
		case '"', '\'', '\\', '/':
			return s[1:2], 2
		case 'x':
			return escaped(s, 2, 2)
		case 'u':
			if strings.HasPrefix(s[2:], "{") {
				if end := strings.IndexByte(s[:min(len(s), 12)], '}'); end > 3 {
					out, n := escaped(s, 3, end-3)
					return out, min(n*2, n+1)
				}
			}
			return escapedPair(s)
		}
		return "", 0
	})
}

// escaped returns the character of some hexadecimal digits.
func escaped(s string, from, digits int) (string, int) {
	if len(s) < from+digits {
		return "", 0
	}
	n, err := strconv.ParseUint(s[from:from+digits], 16, 32)
	if err != nil || n > utf8.MaxRune {
		return "", 0
	}
	return noMarks(string(rune(n))), from + digits
}

// escapedPair reads \u with four digits, and two of them when they are one
// character.
func escapedPair(s string) (string, int) {
	first, n := escaped(s, 2, 4)
	if n == 0 {
		return "", 0
	}
	if high, _ := strconv.ParseUint(s[2:6], 16, 32); utf16.IsSurrogate(rune(high)) && strings.HasPrefix(s[6:], `\u`) && len(s) >= 12 {
		low, _ := strconv.ParseUint(s[8:12], 16, 32)
		if r := utf16.DecodeRune(rune(high), rune(low)); r != utf8.RuneError {
			return string(r), 12
		}
	}
	return first, n
}

// percentDecoded replaces the bytes that a URL writes as two hexadecimal digits
// behind a per cent sign.
func percentDecoded(t *placedText) *placedText {
	return replaceAt(t, '%', func(s string) (string, int) {
		var b []byte
		i := 0
		for i+2 < len(s) && s[i] == '%' {
			n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if err != nil {
				break
			}
			b = append(b, byte(n))
			i += 3
		}
		if i == 0 {
			return "", 0
		}
		return decodeText(b), i
	})
}

// replaceAt replaces what begins with a character. What is given the rest of the
// text from there on, and returns what to put in its place and the number of
// bytes that it stands for, 0 to leave them.
func replaceAt(t *placedText, c byte, what func(s string) (string, int)) *placedText {
	if strings.IndexByte(t.s, c) < 0 {
		return t
	}
	w := newWriter(t)
	done, found := 0, false
	for i := 0; i < len(t.s); {
		j := strings.IndexByte(t.s[i:], c)
		if j < 0 {
			break
		}
		i += j
		out, n := what(t.s[i:])
		if n == 0 {
			i++
			continue
		}
		w.copy(done, i)
		w.put(i, out)
		i += n
		done, found = i, true
	}
	if !found {
		return t
	}
	w.copy(done, len(t.s))
	return w.text()
}
