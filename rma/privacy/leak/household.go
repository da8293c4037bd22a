package leak

import (
	"slices"
	"strings"
)

// households are words before a name that a text leaves out, or has others for:
// familie van den Berg is the gezin van den Berg of a report.
const households = "familie fam gezin huishouden family household dhr mevr mw mr mrs ms dr prof " + titles

// bareForms returns the forms of a name without the household or the title before
// it; none when there is none, or when fewer letters are left than DefaultLen.
func bareForms(f *textFolder, s string, initials bool) []nameForm {
	words := splitWords(f, s)
	before := strings.Fields(households)
	n := 0
	for n < len(words) {
		skip := 0
		if words[n] == "de" || words[n] == "the" {
			skip = 1
		}
		if n+skip >= len(words) || !slices.Contains(before, words[n+skip]) {
			break
		}
		n += skip + 1
	}
	rest := strings.Join(words[n:], " ")
	if n == 0 || len(strings.ReplaceAll(rest, " ", "")) < DefaultLen {
		return nil
	}
	return nameForms(f, rest, initials)
}
