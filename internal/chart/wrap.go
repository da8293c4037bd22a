package chart

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

const ellipsis = "…"

// glue is what stands between two atoms of a text when no line ends there.
type glue uint8

const (
	glueNone  glue = iota // nothing: the text may break after a hyphen
	glueSpace             // a space
	glueSoft              // nothing; a hyphen when the line does end there
	glueLine              // the line always ends there
)

// atom is a stretch of text in which no line ends, unless it is too long.
type atom struct {
	before glue
	text   string
}

// atoms divides a clean text at spaces, after hyphens, dashes and slashes that
// stand between letters, and at soft hyphens and zero-width spaces.
func atoms(s string) []atom {
	var out []atom
	var b strings.Builder
	next := glueNone // what will stand before the atom that is being read
	flush := func(then glue) {
		if b.Len() > 0 {
			out = append(out, atom{next, b.String()})
			b.Reset()
			next = then
		} else if then == glueLine {
			next = glueLine
		}
	}
	runes := []rune(s)
	for i, r := range runes {
		switch r {
		case '\n':
			flush(glueLine)
		case ' ':
			flush(glueSpace)
		case softHyphen:
			flush(glueSoft)
		case zeroWidthSpace:
			flush(glueNone)
		case '-', '/', '\u2010', '–', '—':
			b.WriteRune(r)
			if i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
				flush(glueNone)
			}
		default:
			b.WriteRune(r)
		}
	}
	flush(glueNone)
	return out
}

// atoms returns the atoms of a text as it was given, and remembers them: labels
// are wrapped at several widths before their column has its place.
func (r *ruler) atoms(s string) []atom {
	all, ok := r.known[s]
	if !ok {
		all = atoms(clean(s))
		r.known[s] = all
	}
	return all
}

// wrap divides a text into at most limit lines that are no wider than width. A
// word that is too long breaks with a hyphen between letters; a text that needs
// more lines ends in an ellipsis, and then cut is true. The empty text has no
// lines.
func (r *ruler) wrap(s string, f Font, width float64, limit int) (lines []string, cut bool) {
	w := wrapper{ruler: r, font: f, width: width, limit: max(limit, 1)}
	all := r.atoms(s)
	for i, a := range all {
		w.add(a, i+1 < len(all) && all[i+1].before == glueSoft)
		if len(w.lines) > w.limit {
			break
		}
	}
	w.end("")
	if len(w.lines) <= w.limit {
		return w.lines, false
	}
	lines = w.lines[:w.limit]
	last := len(lines) - 1
	lines[last] = r.ellipsize(strings.TrimSuffix(lines[last], "-"), f, width)
	return lines, true
}

// wrapper is a text while it is wrapped.
type wrapper struct {
	*ruler
	font  Font
	width float64
	limit int
	lines []string
	line  string // not yet ended
}

// fits allows for the last bits of a sum.
func (w *wrapper) fits(s string) bool { return w.ruler.upTo(s, w.font, w.width) <= w.width+1e-9 }

// end closes the line, with a hyphen or nothing behind it.
func (w *wrapper) end(mark string) {
	if w.line != "" {
		w.lines = append(w.lines, w.line+mark)
	}
	w.line = ""
}

// add puts an atom on the line, or on the next one when the line is full. When
// a soft hyphen follows, there must be room for it too.
func (w *wrapper) add(a atom, softNext bool) {
	tail := ""
	if softNext {
		tail = "-"
	}
	if a.before == glueLine {
		w.end("")
	}
	if w.line != "" {
		joined := w.line + a.text
		if a.before == glueSpace {
			joined = w.line + " " + a.text
		}
		if w.fits(joined + tail) {
			w.line = joined
			return
		}
		if a.before == glueSoft {
			w.end("-")
		} else {
			w.end("")
		}
	}
	// The atom begins a line of its own. When it is longer than that, all but
	// its end become lines at once.
	rest := a.text
	for len(w.lines) <= w.limit && !w.fits(rest+tail) {
		head, mark, more := w.split(rest, tail)
		if more == "" {
			break
		}
		w.line = head
		w.end(mark)
		rest = more
	}
	w.line = rest
}

// split takes from a long word what fits on a line. It keeps at least three
// letters on each side where it can, never parts a character from its marks,
// and sets a hyphen only between letters. The end of the word needs room for
// tail.
func (w *wrapper) split(s, tail string) (head, mark, rest string) {
	runes := []rune(s)
	hyphen := func(n int) string { // what the line shows when it ends before rune n
		switch {
		case n == len(runes):
			return tail
		case unicode.IsLetter(runes[n-1]) && unicode.IsLetter(runes[n]):
			return "-"
		}
		return ""
	}
	bound := func(n int) bool { return n < len(runes) && (joins(runes[n]) || runes[n-1] == joiner) }
	face, most := w.face(w.font), w.width/w.font.Size
	n, sum := 1, w.step(face, -1, runes[0])
	for n < len(runes) {
		next := sum + w.step(face, runes[n-1], runes[n])
		tail := 0.0
		if hyphen(n+1) != "" {
			tail = w.step(face, runes[n], '-')
		}
		if next+tail > most && !bound(n) {
			break
		}
		n, sum = n+1, next
	}
	for n > 3 && n < len(runes) && unicode.IsLetter(runes[n]) && letters(runes[n:]) < 3 {
		n--
	}
	for n > 1 && bound(n) {
		n--
	}
	for bound(n) { // all of it is one character
		n++
	}
	return string(runes[:n]), hyphen(n), string(runes[n:])
}

// letters counts up to the third letter.
func letters(runes []rune) int {
	n := 0
	for i := 0; i < len(runes) && n < 3; i++ {
		if unicode.IsLetter(runes[i]) {
			n++
		}
	}
	return n
}

// ellipsize shortens a line until it fits with an ellipsis behind it. No space
// is left before the ellipsis.
func (r *ruler) ellipsize(s string, f Font, width float64) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	for s != "" && r.width(s+ellipsis, f) > width {
		_, size := utf8.DecodeLastRuneInString(s)
		s = strings.TrimRightFunc(s[:len(s)-size], unicode.IsSpace)
	}
	return s + ellipsis
}

// longest returns the width of the widest stretch in which no line can end
// without breaking a word.
func (r *ruler) longest(f Font, texts ...string) float64 {
	w := 0.0
	for _, s := range texts {
		all := r.atoms(s)
		for i, a := range all {
			text := a.text
			if i+1 < len(all) && all[i+1].before == glueSoft {
				text += "-"
			}
			w = math.Max(w, r.width(text, f))
		}
	}
	return w
}
