package leak

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// nameNeed says what must stand before a byte of a form where a text has it.
type nameNeed uint8

const (
	needNone  nameNeed = iota // the letters follow each other, or a line ends between them
	needLight                 // nothing, or a space, point or hyphen: between digits
	needAny                   // nothing, or a few characters
	needGap                   // a few characters, or a capital
)

// allows reports whether what stands in a text is what a form needs.
func (n nameNeed) allows(e wordEdge) bool {
	switch n {
	case needLight:
		return e <= edgeLight
	case needAny:
		return e < edgeBreak
	case needGap:
		return e != edgeNone && e < edgeBreak
	}
	return e <= edgeTurn || e == edgeTorn
}

// nameForm is one way in which an identifier can stand in a text.
type nameForm struct {
	text  string // letters and digits, as compared
	needs string // a nameNeed for each byte
}

// A number of so many digits may have spaces, points and hyphens in other
// places, and a name of so many letters may be written as one word. Shorter
// ones would be found in dates and other words.
const (
	longNumber = 6
	longName   = 8
)

// maxNameWords is how many words a name has at most of which the order may
// differ.
const maxNameWords = 6

// nameForms returns the forms in which the check looks for an identifier; none
// when it has no letters or digits.
func nameForms(f *textFolder, s string, initials bool) []nameForm {
	words := splitWords(f, s)
	if len(words) == 0 {
		return nil
	}
	out := []nameForm{newForm(f, s)}
	if len(words) > 1 && len(words) <= maxNameWords && !hasDigit(words) {
		for i := 1; i < len(words); i++ {
			out = append(out, newForm(f, strings.Join(slices.Concat(words[i:], words[:i]), " ")))
		}
		if initials {
			out = append(out, initialForms(f, s, words)...)
		}
	}
	slices.SortFunc(out, func(a, b nameForm) int {
		return strings.Compare(a.text+"\x00"+a.needs, b.text+"\x00"+b.needs)
	})
	return slices.Compact(out)
}

// newForm returns the form of a text as it is written.
func newForm(f *textFolder, s string) nameForm {
	folded, gaps := f.text(s)
	digits := 0
	for _, b := range folded {
		if '0' <= b && b <= '9' {
			digits++
		}
	}
	needs := make([]byte, len(folded))
	for i := 1; i < len(folded); i++ {
		needs[i] = byte(needAt(folded, gaps, i, digits))
	}
	return nameForm{string(folded), string(needs)}
}

func needAt(folded []byte, gaps []wordEdge, i, digits int) nameNeed {
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	before, here := isDigit(folded[i-1]), isDigit(folded[i])
	switch {
	case !utf8.RuneStart(folded[i]):
		return needNone
	case before && here && digits >= longNumber:
		return needLight
	case before != here, gaps[i] == edgeMark:
		return needAny
	case gaps[i] <= edgeTurn:
		return needNone
	case !before && utf8.RuneCount(folded) >= longName:
		return needAny
	}
	return needGap
}

// splitWords returns the words of a text, folded.
func splitWords(f *textFolder, s string) []string {
	folded, gaps := f.text(s)
	var out []string
	for i, b := range folded {
		if i == 0 || gaps[i] > edgeMark {
			out = append(out, "")
		}
		out[len(out)-1] += string([]byte{b})
	}
	return out
}

func hasDigit(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.ContainsAny(w, "0123456789") })
}

// particles are words before a surname that are no given name.
const particles = " van de der den ten ter te het t in op onder over voor aan bij achter boven tot uit" +
	" von zu zur zum vom la le du da di dos della el al bin ben ibn "

// initialForms returns the forms of a name with initials in place of the given
// names: all initials or the first one, before or behind the surname. The
// surname is what stands before a comma; without one it begins at the first
// particle, or is the last word.
func initialForms(f *textFolder, s string, words []string) []nameForm {
	if before, _, ok := strings.Cut(s, ","); ok {
		n := len(splitWords(f, before))
		words = slices.Concat(words[n:], words[:n])
	}
	surname := slices.IndexFunc(words, func(w string) bool { return strings.Contains(particles, " "+w+" ") })
	if surname <= 0 {
		surname = len(words) - 1
	}
	all := ""
	for _, w := range words[:surname] {
		r, _ := utf8.DecodeRuneInString(w)
		all += string(r)
	}
	_, first := utf8.DecodeRuneInString(all)
	family := strings.Join(words[surname:], " ")
	var out []nameForm
	for _, letters := range []string{all, all[:first]} {
		spread := strings.Join(strings.Split(letters, ""), "'") // nothing or a few characters between them
		out = append(out, newForm(f, spread+" "+family), newForm(f, family+" "+spread))
	}
	return out
}
