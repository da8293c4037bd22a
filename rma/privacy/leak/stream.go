package leak

import "unicode/utf8"

// leakEdge is what stands between a letter or digit and the one before it.
type leakEdge uint8

const (
	edgeNone  leakEdge = iota // nothing
	edgeTurn                  // nothing, but a letter meets a digit, or a small letter a capital
	edgeMark                  // an apostrophe
	edgeLight                 // a space, point, hyphen or the like, as within a telephone number
	edgeWide                  // other characters, a few
	edgeBreak                 // a paragraph ends, or there is too much between
)

// maxGap is how many characters may stand between the words of one name, and
// maxLightGap between two digits of one number.
const (
	maxGap      = 8
	maxLightGap = 3
)

// leakStream takes a text apart into letters and digits as they are compared,
// and what stands between them.
type leakStream struct {
	folder *leakFolder

	gap      leakEdge // since the last letter or digit
	length   int      // of the gap, in characters
	previous leakClass
	upper    bool // the previous character was a capital
}

// each calls f for each byte of the letters and digits: the byte, what stands
// before it, and where its character stands in the text. Bytes of one character
// after the first have nothing before them.
func (st *leakStream) each(s string, f func(b byte, gap leakEdge, at int)) {
	st.gap, st.length, st.previous = edgeBreak, 0, leakGap
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			st.ascii(c, i, f)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		folded := st.folder.of(r)
		switch folded.class {
		case leakInvisible:
		case leakLetter, leakDigit:
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

func (st *leakStream) ascii(c byte, at int, f func(b byte, gap leakEdge, at int)) {
	switch {
	case 'a' <= c && c <= 'z':
		f(c, st.edge(leakLetter, false), at)
	case '0' <= c && c <= '9':
		f(c, st.edge(leakDigit, false), at)
	case 'A' <= c && c <= 'Z':
		f(c|0x20, st.edge(leakLetter, true), at)
	case c == leakEnd:
		st.between(rune(c), leakStop)
	default:
		st.between(rune(c), leakGap)
	}
}

// edge returns what stands before a letter or digit, and starts anew.
func (st *leakStream) edge(class leakClass, upper bool) leakEdge {
	gap := st.gap
	if gap == edgeNone && (class != st.previous || upper && !st.upper) {
		gap = edgeTurn
	}
	st.gap, st.length, st.previous, st.upper = edgeNone, 0, class, upper
	return gap
}

// between adds a character to the gap.
func (st *leakStream) between(r rune, class leakClass) {
	st.length++
	kind := edgeWide
	switch r {
	case '\'', '’', '‘', '`', '´', 'ʼ':
		kind = edgeMark
	case ' ', '\u00a0', '\u202f', '\u2009', '.', '-', '\u2010', '\u2011', '\u2012', '–', '/', '(', ')':
		kind = edgeLight
	}
	switch {
	case class == leakStop || st.length > maxGap:
		kind = edgeBreak
	case kind == edgeMark && st.length > 1, kind == edgeLight && st.length > maxLightGap:
		kind = edgeWide
	}
	st.gap = max(st.gap, kind)
}
