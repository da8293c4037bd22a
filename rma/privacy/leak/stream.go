package leak

import "unicode/utf8"

// wordEdge is what stands between a letter or digit and the one before it.
type wordEdge uint8

const (
	edgeNone  wordEdge = iota // nothing
	edgeTurn                  // nothing, but a letter meets a digit, or a small letter a capital
	edgeMark                  // an apostrophe
	edgeLight                 // a space, point, hyphen or the like, as within a telephone number
	edgeWide                  // other characters, a few
	edgeTorn                  // a hyphen and the end of a line, within one word or between two
	edgeBreak                 // a paragraph ends, or there is too much between
)

// maxGap is how many characters may stand between the words of one name, and
// maxLightGap between two digits of one number.
const (
	maxGap      = 8
	maxLightGap = 3
)

// runStream takes a text apart into letters and digits as they are compared,
// and what stands between them.
type runStream struct {
	folder *textFolder

	gap      wordEdge // since the last letter or digit
	length   int      // of the gap, in characters
	previous charClass
	upper    bool // the previous character was a capital
}

// each calls f for each byte of the letters and digits: the byte, what stands
// before it, and where its character stands in the text. Bytes of one character
// after the first have nothing before them.
func (st *runStream) each(s string, f func(b byte, gap wordEdge, at int)) {
	st.gap, st.length, st.previous = edgeBreak, 0, gapLength
	for i := 0; i < len(s); {
		c := s[i]
		if (c == '-' || c >= utf8.RuneSelf) && st.gap == edgeNone {
			if n := torn(s[i:]); n > 0 {
				st.gap = edgeTorn
				i += n
				continue
			}
		}
		if c < utf8.RuneSelf {
			st.ascii(c, i, f)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		folded := st.folder.of(r)
		switch folded.class {
		case invisible:
		case letterClass, digitClass:
			gap := st.edge(folded.class, folded.upper)
			for j := range len(folded.text) {
				f(folded.text[j], gap, i)
				gap = edgeNone
			}
		default:
			st.between(r, folded.class)
		}
		i += size
	}
}

func (st *runStream) ascii(c byte, at int, f func(b byte, gap wordEdge, at int)) {
	switch {
	case 'a' <= c && c <= 'z':
		f(c, st.edge(letterClass, false), at)
	case '0' <= c && c <= '9':
		f(c, st.edge(digitClass, false), at)
	case 'A' <= c && c <= 'Z':
		f(c|0x20, st.edge(letterClass, true), at)
	case c == textEnd:
		st.between(rune(c), stopMark)
	default:
		st.between(rune(c), gapLength)
	}
}

// edge returns what stands before a letter or digit, and starts anew.
func (st *runStream) edge(class charClass, upper bool) wordEdge {
	gap := st.gap
	switch {
	case gap == edgeNone && (class != st.previous || upper && !st.upper):
		gap = edgeTurn
	case gap == edgeTorn && class != st.previous:
		gap = edgeWide
	case gap == edgeTorn && class == digitClass:
		gap = edgeLight
	}
	st.gap, st.length, st.previous, st.upper = edgeNone, 0, class, upper
	return gap
}

// between adds a character to the gap.
func (st *runStream) between(r rune, class charClass) {
	st.length++
	kind := edgeWide
	switch r {
	case '\'', '’', '‘', '`', '´', 'ʼ':
		kind = edgeMark
	case ' ', lineBreak, '\u00a0', '\u202f', '\u2009', '.', '-', '\u2010', '\u2011', '\u2012', '–', '/', '(', ')':
		kind = edgeLight
	}
	switch {
	case class == stopMark || st.length > maxGap:
		kind = edgeBreak
	case kind == edgeMark && st.length > 1, kind == edgeLight && st.length > maxLightGap:
		kind = edgeWide
	}
	st.gap = max(st.gap, kind)
}
