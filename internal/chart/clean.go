package chart

import (
	"strings"
	"unicode"
)

const (
	softHyphen     = '\u00ad' // may break here, and then shows a hyphen
	zeroWidthSpace = '\u200b' // may break here
	hardHyphen     = '\u2011' // a hyphen where no line breaks
	hardSpace      = '\u00a0'
	nonJoiner      = '\u200c'
	joiner         = '\u200d' // makes one picture of two

	// maxMarks is how many marks a character may carry: enough for pointed
	// Hebrew and for Vietnamese, too few to reach into the next line.
	maxMarks = 4
	// maxJoined is how many characters may make up one sign with the first:
	// enough for a picture of two people with skin tones and a heart.
	maxJoined = 12
)

// clean makes a text safe to draw: bytes that are no UTF-8 become U+FFFD,
// white space becomes single spaces, line ends are kept as '\n', and control
// characters, characters that XML forbids and marks that would reorder what
// stands around them are left out. So are marks
// beyond what one character carries.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	var b strings.Builder
	b.Grow(len(s))
	pending := rune(0) // white space that is written when something follows it
	marks, joined, last := 0, 0, rune(0)
	for _, r := range s {
		if marks++; !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
		}
		if joined++; !joins(r) && last != joiner {
			joined = 0
		}
		last = r
		// White space waits: at the end of the text it is never written, and
		// between words one sign stands for all of it.
		switch {
		case r == '\n':
			pending = '\n'
		case r != hardSpace && unicode.IsSpace(r):
			if pending == 0 {
				pending = ' '
			}
		case forbidden(r), marks > maxMarks, joined > maxJoined:
		default:
			if pending != 0 && b.Len() > 0 {
				b.WriteRune(pending)
			}
			pending = 0
			b.WriteRune(r)
		}
	}
	return b.String()
}

// forbidden reports characters that are never drawn: controls, noncharacters,
// and invisible format characters, among them those that override the
// direction of text. The characters that join or may break a word stay.
func forbidden(r rune) bool {
	switch r {
	case softHyphen, zeroWidthSpace, joiner, nonJoiner:
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf) || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// oneLine is clean for texts that have no lines: titles of elements, codes.
// Break marks, which only wrapping reads, are taken out.
func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", string(softHyphen), "", string(zeroWidthSpace), "", string(hardHyphen), "-").Replace(clean(s))
}

// joins reports runes that belong to the rune before them: combining marks,
// variation selectors and joiners. No line breaks before one.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == joiner || r == nonJoiner ||
		r >= 0x1f3fb && r <= 0x1f3ff // skin tones
}
