package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// leakClass says what a character is to the check of leaks.
type leakClass uint8

const (
	leakGap       leakClass = iota // neither letter nor digit
	leakLetter                     // a letter, or a mark that stays
	leakDigit                      // a digit
	leakInvisible                  // dropped, as the normal form of an identifier drops it, and accents
	leakStop                       // no identifier goes on behind it
)

// The two characters with which a text that was decoded marks its parts. In the
// files themselves they are taken for spaces.
const (
	leakEnd  = 0x1e // the end of a paragraph, a row or a value of an attribute
	leakCell = 0x1f // the end of a cell
)

// leakPlain has the letters that Unicode does not take apart into a letter and
// an accent.
var leakPlain = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ħ", "h", "ı", "i", "æ", "ae", "œ", "oe")

// leakFolder gives characters in the form in which the check of leaks compares
// them: the normal form of an identifier, with accents and what is no letter
// or digit taken off. One character at a time can be folded, since without
// accents none has to do with its neighbours.
type leakFolder struct {
	fold  cases.Caser
	known map[rune]leakFolded
}

type leakFolded struct {
	text  string
	class leakClass
	upper bool
}

// maxFolded keeps a hostile text from filling the memory with characters.
const maxFolded = 1 << 14

func newLeakFolder() *leakFolder {
	return &leakFolder{fold: cases.Fold(), known: map[rune]leakFolded{}}
}

// of returns how a character is compared.
func (f *leakFolder) of(r rune) leakFolded {
	got, ok := f.known[r]
	if ok {
		return got
	}
	if len(f.known) >= maxFolded {
		clear(f.known)
	}
	got = f.make(r)
	f.known[r] = got
	return got
}

func (f *leakFolder) make(r rune) leakFolded {
	switch {
	case r == leakEnd:
		return leakFolded{class: leakStop}
	case unicode.Is(unicode.Cf, r):
		return leakFolded{class: leakInvisible}
	}
	s := string(r)
	for range 2 {
		s = norm.NFKD.String(f.fold.String(norm.NFKD.String(s)))
	}
	kept := strings.Map(keepForLeaks, leakPlain.Replace(s))
	class := leakGap
	switch first, _ := utf8.DecodeRuneInString(kept); {
	case kept == "" && s != "" && strings.TrimLeftFunc(s, func(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Cf) }) == "":
		class = leakInvisible
	case kept == "":
	case unicode.IsDigit(first):
		class = leakDigit
	default:
		class = leakLetter
	}
	return leakFolded{kept, class, unicode.IsUpper(r) || unicode.IsTitle(r)}
}

// keepForLeaks drops what is no letter, digit or mark that takes room.
func keepForLeaks(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r) {
		return r
	}
	return -1
}

// text folds a whole text: its letters and digits, and for each byte what
// stands before it. It is for identifiers; texts go through a leakStream.
func (f *leakFolder) text(s string) (folded []byte, gaps []leakEdge) {
	st := leakStream{folder: f}
	st.each(s, func(b byte, gap leakEdge, _ int) {
		folded = append(folded, b)
		gaps = append(gaps, gap)
	})
	return folded, gaps
}
