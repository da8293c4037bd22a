package leak

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// titles are words in an identifier that are no part of the name, besides the
// words for people.
const titles = "heer mevrouw meneer juffrouw mister madam dokter doctor professor meester tante grootmoeder grootvader"

// commonWords returns the words of names that are not looked for by themselves.
func commonWords(f *textFolder) map[string]bool {
	out := map[string]bool{}
	for _, list := range [][]string{PeopleNouns(), strings.Fields(particles), strings.Fields(titles)} {
		for _, w := range list {
			folded, _ := f.text(w)
			out[string(folded)] = true
		}
	}
	return out
}

// partForms returns the words of a name of several words, each by itself. What
// has a digit, such as an address, is no name.
func partForms(f *textFolder, s string, common map[string]bool) []nameForm {
	words := splitWords(f, s)
	if len(words) < 2 || len(words) > maxNameWords || hasDigit(words) {
		return nil
	}
	slices.Sort(words)
	var out []nameForm
	for _, w := range slices.Compact(words) {
		if utf8.RuneCountInString(w) >= DefaultLen && !common[w] {
			out = append(out, newForm(f, w))
		}
	}
	return out
}
