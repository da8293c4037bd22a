package chart

import (
	"image/color"
	"math"
)

// hex returns the opaque colour 0xRRGGBB.
func hex(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// Ramp is a row of five colours of one hue, from light to dark.
type Ramp [5]color.RGBA

// or returns the ramp, or usual when the ramp is the zero value.
func (r Ramp) or(usual Ramp) Ramp {
	if r == (Ramp{}) {
		return usual
	}
	for i := range r {
		setColor(&r[i], usual[i])
	}
	return r
}

// at returns the colour of the ramp that has the given CIE lightness, 0 to 100.
// A lightness outside the ramp gives its first or last colour.
func (r Ramp) at(lightness float64) color.RGBA {
	lo, hi := 0.0, float64(len(r)-1)
	for range 40 { // halving: the ramp darkens from left to right
		mid := (lo + hi) / 2
		if Lightness(r.mix(mid)) > lightness {
			lo = mid
		} else {
			hi = mid
		}
	}
	return r.mix(hi)
}

// mix returns the colour at place t, 0 to 4, between the colours of the ramp.
func (r Ramp) mix(t float64) color.RGBA {
	i := min(int(t), len(r)-2)
	f := t - float64(i)
	part := func(a, b uint8) uint8 {
		return uint8(math.Round(float64(a) + f*(float64(b)-float64(a))))
	}
	a, b := r[i], r[i+1]
	return color.RGBA{R: part(a.R, b.R), G: part(a.G, b.G), B: part(a.B, b.B), A: 255}
}

// luminance is the relative luminance of WCAG 2.2, 0 to 1.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Lightness is the CIE 1976 lightness L* of a colour, 0 (black) to 100 (white):
// what is left of a colour on a grey printer.
func Lightness(c color.RGBA) float64 {
	y := luminance(c)
	if y <= 216.0/24389 {
		return y * 24389 / 27
	}
	return 116*math.Cbrt(y) - 16
}

// Contrast is the contrast ratio of two colours by WCAG 2.2, 1 to 21.
func Contrast(a, b color.RGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// minContrast is what WCAG 2.2 asks of text of ordinary size (1.4.3, level AA).
const minContrast = 4.5

// readable returns the colour for text on a fill: the ink of the theme or white
// where that reads well, else the better of black and white. One of these two
// always has a contrast of at least 4.58.
func (t Theme) readable(fill color.RGBA) color.RGBA {
	white, black := hex(0xffffff), hex(0x000000)
	switch {
	case Contrast(t.Ink, fill) >= minContrast:
		return t.Ink
	case Contrast(white, fill) >= minContrast:
		return white
	case Contrast(black, fill) > Contrast(white, fill):
		return black
	}
	return white
}

// diverging returns the colours of a scale with low levels on one side, high
// levels on the other and, when neutral is set, one between them, in the order
// of the scale. The hues differ for people who do not tell red from green, and
// all levels differ in lightness: seen from the centre, each high level is
// darker than its low twin and lighter than the next low level, so that the
// order survives a grey print.
func (t Theme) diverging(low, high int, neutral bool) []color.RGBA {
	colors := make([]color.RGBA, 0, low+high+1)
	lows, highs := rungs(max(low, high))
	for j := low - 1; j >= 0; j-- {
		colors = append(colors, t.Low.at(lows[j]))
	}
	if neutral {
		colors = append(colors, t.Neutral)
	}
	for j := range high {
		colors = append(colors, t.High.at(highs[j]))
	}
	return colors
}

// rungs makes the ladder of lightness of a diverging scale. Printed scales are
// usually symmetric, so that both ends have one grey; here the two sides
// alternate. The lightness from 85 to 28 is divided over k levels on each side,
// from the centre outwards; the high side lies up to 9 below the low side, at
// most half a step. The neutral level of the theme is lighter than all.
func rungs(k int) (low, high []float64) {
	const lightest, darkest = 85.0, 28.0
	if k < 2 { // two strong colours read better than one pale and one dark
		return []float64{62}, []float64{42}
	}
	offset := min(9, (lightest-darkest)/float64(2*k-1))
	step := (lightest - darkest - offset) / float64(k-1)
	for j := range k {
		at := lightest - float64(j)*step
		low, high = append(low, at), append(high, at-offset)
	}
	return low, high
}
