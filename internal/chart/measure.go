package chart

import (
	"errors"
	"math"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font/liberation"
)

// Shares of the font size, from the font file: the height of a capital letter,
// and the reach of letters above and below the baseline.
const (
	capHeight = 1409.0 / 2048
	ascent    = 1854.0 / 2048
	descent   = 434.0 / 2048
)

// face is one weight of the font with the widths that were asked before.
type face struct {
	font    *sfnt.Font
	em      fixed.Int26_6
	advance map[rune]float64    // in ems
	kern    map[[2]rune]float64 // in ems
}

// ruler measures text with the advances and the kerning of the font, unhinted,
// so that a width is proportional to the font size and the same at any
// resolution. It remembers widths and texts, so it serves one goroutine.
type ruler struct {
	faces [2]face // regular, bold
	buf   sfnt.Buffer
	known map[string][]atom // texts that were wrapped before
}

func newRuler() (*ruler, error) {
	r := &ruler{known: map[string][]atom{}}
	for i, weight := range []stdfont.Weight{stdfont.WeightNormal, stdfont.WeightBold} {
		f, err := sans(weight)
		if err != nil {
			return nil, err
		}
		r.faces[i] = face{
			font:    f,
			em:      fixed.Int26_6(f.UnitsPerEm()),
			advance: map[rune]float64{},
			kern:    map[[2]rune]float64{},
		}
	}
	return r, nil
}

// sans returns Liberation Sans, upright, of a weight.
func sans(weight stdfont.Weight) (*sfnt.Font, error) {
	for _, f := range liberation.Collection() {
		if f.Font.Variant == "Sans" && f.Font.Style == stdfont.StyleNormal && f.Font.Weight == weight {
			return f.Face, nil
		}
	}
	return nil, errors.New("the font Liberation Sans is not in this program")
}

func (r *ruler) face(f Font) *face {
	if f.Bold {
		return &r.faces[1]
	}
	return &r.faces[0]
}

// width returns the width in points of a line of text, with kerning.
func (r *ruler) width(s string, f Font) float64 {
	return r.upTo(s, f, math.Inf(1))
}

// upTo is width for texts that may be long: it stops soon after the width
// passes most.
func (r *ruler) upTo(s string, f Font, most float64) float64 {
	face := r.face(f)
	most /= f.Size
	sum, last := 0.0, rune(-1)
	for _, c := range s {
		sum += r.step(face, last, c)
		if sum > most+1 { // what follows cannot take back more than an em
			break
		}
		last = c
	}
	return sum * f.Size
}

// step returns what a character adds to the width behind another, in ems; last
// is -1 at the beginning.
func (r *ruler) step(f *face, last, c rune) float64 {
	if last == joiner && c >= firstPicture {
		return 0 // part of the picture before it
	}
	if c == hardHyphen {
		c = '-'
	}
	if last == hardHyphen {
		last = '-'
	}
	if last < 0 {
		return r.advance(f, c)
	}
	return r.kern(f, last, c) + r.advance(f, c)
}

// Room for a character that the font lacks, in ems: what the fonts of viewers
// take for a picture sign and for any other sign.
const (
	pictureWidth = 1.4
	missingWidth = 1.0

	firstPicture = 0x2190  // no letter above this is written with a joiner
	firstWide    = 0x1f000 // the first of the picture signs
)

// advance returns how far a character moves on, in ems. For one that the font
// lacks it is a guess on the safe side: the viewer takes it from another font.
func (r *ruler) advance(f *face, c rune) float64 {
	if a, ok := f.advance[c]; ok {
		return a
	}
	a := missingWidth
	index, err := f.font.GlyphIndex(&r.buf, c)
	switch {
	case err == nil && index != 0:
		units, err := f.font.GlyphAdvance(&r.buf, index, f.em, stdfont.HintingNone)
		if err == nil {
			a = float64(units) / float64(f.em)
		}
	case joins(c), c == softHyphen, c == zeroWidthSpace:
		a = 0
	case c >= firstWide:
		a = pictureWidth
	}
	f.advance[c] = a
	return a
}

// kern returns how much closer two characters stand, in ems; mostly 0.
func (r *ruler) kern(f *face, a, b rune) float64 {
	pair := [2]rune{a, b}
	if k, ok := f.kern[pair]; ok {
		return k
	}
	k := 0.0
	i, errA := f.font.GlyphIndex(&r.buf, a)
	j, errB := f.font.GlyphIndex(&r.buf, b)
	if errA == nil && errB == nil && i != 0 && j != 0 {
		if units, err := f.font.Kern(&r.buf, i, j, f.em, stdfont.HintingNone); err == nil {
			k = float64(units) / float64(f.em)
		}
	}
	f.kern[pair] = k
	return k
}

// has reports whether the font draws the character.
func (r *ruler) has(f Font, c rune) bool {
	index, err := r.face(f).font.GlyphIndex(&r.buf, c)
	return err == nil && index != 0
}

// column returns the width that texts need when they wrap within most on at
// most limit lines: that of their widest line.
func (r *ruler) column(f Font, most float64, limit int, texts ...string) float64 {
	w := 0.0
	for _, s := range texts {
		lines, _ := r.wrap(s, f, most, limit)
		w = max(w, r.across(f, lines))
	}
	return min(w, most)
}

// across returns the width of the widest line.
func (r *ruler) across(f Font, lines []string) float64 {
	w := 0.0
	for _, line := range lines {
		w = max(w, r.width(line, f))
	}
	return w
}
