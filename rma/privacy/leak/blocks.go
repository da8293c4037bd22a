package leak

import "strings"

// layout says what parts a text has that are read together.
type layout uint8

const (
	byMark      layout = iota // as its tags had it
	byParagraph               // up to an empty line, a row of a table or an item of a list
	byLine
	byRecord // a line, but not within quotes
	byObject // in JSON
)

// longestRecord is where a quote that is never closed is given up.
const longestRecord = 1 << 16

// blocks calls f for each part of a text that is read together, and where
// it begins.
func blocks(s string, by layout, f func(block string, at int)) {
	start := 0
	cut := func(i, next int) {
		if strings.TrimSpace(s[start:i]) != "" {
			f(s[start:i], start)
		}
		start = next
	}
	quoted := false
	for i := 0; i < len(s); i++ {
		end := s[i] == textEnd
		switch by {
		case byParagraph:
			end = end || s[i] == '\n' && newParagraph(s[i+1:])
		case byLine:
			end = end || s[i] == '\n'
		case byRecord:
			if s[i] == '"' {
				quoted = !quoted
			}
			end = end || s[i] == '\n' && (!quoted || i-start > longestRecord)
			quoted = quoted && !end
		case byObject:
			end = end || s[i] == '{' || s[i] == '}' || s[i] == ']' && nextArray(s[i+1:])
		}
		if end {
			cut(i, i+1)
		}
	}
	cut(len(s), len(s))
}

// newParagraph reports whether a line begins something else than the one
// before.
func newParagraph(line string) bool {
	line = line[:min(len(line), 8)]
	line = strings.TrimLeft(line, " \t\r")
	if line == "" || strings.ContainsRune("\n|#>", rune(line[0])) {
		return true
	}
	if len(line) > 1 && strings.ContainsRune("-*+", rune(line[0])) && line[1] == ' ' {
		return true
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	return digits > 0 && len(line) > digits+1 && (line[digits] == '.' || line[digits] == ')') && line[digits+1] == ' '
}

// nextArray reports whether an array follows one that is over.
func nextArray(s string) bool {
	s = strings.TrimLeft(s[:min(len(s), 64)], " \t\r\n")
	s, comma := strings.CutPrefix(s, ",")
	return comma && strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "[")
}
