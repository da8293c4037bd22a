package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// charClass says what a character is to the check of leaks.
type charClass uint8

const (
	gapLength   charClass = iota // neither letter nor digit
	letterClass                  // a letter, or a mark that stays
	digitClass                   // a digit
	invisible                    // dropped, as the normal form of an identifier drops it, and accents
	stopMark                     // no identifier goes on behind it
)

// The two characters with which a text that was decoded marks its parts. In the
// files themselves they are taken for spaces.
const (
	textEnd   = 0x1e // the end of a paragraph, a row or a value of an attribute
	sheetCell = 0x1f // the end of a cell
)

// plain has the letters that Unicode does not take apart into a letter and
// an accent.
var plain = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ħ", "h", "ı", "i", "æ", "ae", "œ", "oe")

// textFolder gives characters in the form in which the check of leaks compares
// them: the normal form of an identifier, with accents and what is no letter
// or digit taken off. One character at a time can be folded, since without
// accents none has to do with its neighbours.
type textFolder struct {
	fold  cases.Caser
	known map[rune]folded
}

type folded struct {
	text  string
	class charClass
	upper bool
}

// maxFolded keeps a hostile text from filling the memory with characters.
const maxFolded = 1 << 14

func newFolder() *textFolder {
	return &textFolder{fold: cases.Fold(), known: map[rune]folded{}}
}

// of returns how a character is compared.
func (f *textFolder) of(r rune) folded {
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

func (f *textFolder) make(r rune) folded {
	switch {
	case r == textEnd:
		return folded{class: stopMark}
	case unicode.Is(unicode.Cf, r):
		return folded{class: invisible}
	}
	s := string(r)
	for range 2 {
		s = norm.NFKD.String(f.fold.String(norm.NFKD.String(s)))
	}
	kept := strings.Map(keepForLeaks, plain.Replace(s))
	class := gapLength
	switch first, _ := utf8.DecodeRuneInString(kept); {
	case kept == "" && s != "" && strings.TrimLeftFunc(s, func(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Cf) }) == "":
		class = invisible
	case kept == "":
	case unicode.IsDigit(first):
		class = digitClass
	default:
		class = letterClass
	}
	return folded{kept, class, unicode.IsUpper(r) || unicode.IsTitle(r)}
}

// keepForLeaks drops what is no letter, digit or mark that takes room.
func keepForLeaks(r rune) rune {
	if d, is := decimalDigit(r); is {
		return d
	}
	if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r) {
		return r
	}
	return -1
}

// text folds a whole text: its letters and digits, and for each byte what
// stands before it. It is for identifiers; texts go through a runStream.
func (f *textFolder) text(s string) (folded []byte, gaps []wordEdge) {
	st := runStream{folder: f}
	st.each(s, func(b byte, gap wordEdge, _ int) {
		folded = append(folded, b)
		gaps = append(gaps, gap)
	})
	return folded, gaps
}
