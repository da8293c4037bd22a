package chart

import (
	"fmt"
	"image/color"
)

// Font is a size in points and a weight; the face is always Liberation Sans.
type Font struct {
	Size float64
	Bold bool
}

// line returns the distance between the baselines of two lines.
func (f Font) line() float64 { return 1.25 * f.Size }

// Theme holds what makes figures look alike. The zero value is the default
// theme; so is each field that is zero. In a colour, A 0 means the default and
// any other A means opaque.
type Theme struct {
	TitleSize    float64 // points; 0 means 11
	SubtitleSize float64 // points; 0 means 8.5
	LabelSize    float64 // points; 0 means 8.5: labels of rows, codes in cells
	SmallSize    float64 // points; 0 means 7.5: axes, heads, legend, footnote

	Margin float64 // points around the figure; 0 means 10
	Gap    float64 // points between the blocks of a figure; 0 means 9

	Ink        color.RGBA // text and marks; default nearly black
	Muted      color.RGBA // subtitle, axes, footnote; default grey
	Rule       color.RGBA // grid lines and empty cells; default light grey
	Background color.RGBA // default white
	Neutral    color.RGBA // neutral level and neutral cells; default light grey

	Low  Ramp // the low side of a diverging scale; default the browns of BrBG
	High Ramp // the high side; default the greens of BrBG
	Step Ramp // amounts; default Blues
}

// Sizes beyond these limits make text that cannot be read or cannot be placed.
const (
	minFontSize = 4.0
	maxFontSize = 24.0
	maxSpacing  = 72.0
)

// filled returns the theme with its defaults in place, or an error for a size
// that no figure can use.
func (t Theme) filled() (Theme, error) {
	sizes := []struct {
		name         string
		value        *float64
		usual        float64
		lowest, most float64
	}{
		{"TitleSize", &t.TitleSize, 11, minFontSize, maxFontSize},
		{"SubtitleSize", &t.SubtitleSize, 8.5, minFontSize, maxFontSize},
		{"LabelSize", &t.LabelSize, 8.5, minFontSize, maxFontSize},
		{"SmallSize", &t.SmallSize, 7.5, minFontSize, maxFontSize},
		{"Margin", &t.Margin, 10, 0, maxSpacing},
		{"Gap", &t.Gap, 9, 0, maxSpacing},
	}
	for _, s := range sizes {
		if *s.value == 0 {
			*s.value = s.usual
		}
		if !(*s.value >= s.lowest && *s.value <= s.most) { // also refuses NaN
			return t, fmt.Errorf("theme: %s must lie between %g and %g points: %w", s.name, s.lowest, s.most, ErrOption)
		}
	}
	setColor(&t.Ink, hex(0x1a1a1a))
	setColor(&t.Muted, hex(0x555555))
	setColor(&t.Rule, hex(0xd4d4d4))
	setColor(&t.Background, hex(0xffffff))
	setColor(&t.Neutral, hex(0xe6e6e6))
	t.Low = t.Low.or(Ramp{hex(0xf6e8c3), hex(0xdfc27d), hex(0xbf812d), hex(0x8c510a), hex(0x543005)})
	t.High = t.High.or(Ramp{hex(0xc7eae5), hex(0x80cdc1), hex(0x35978f), hex(0x01665e), hex(0x003c30)})
	t.Step = t.Step.or(Ramp{hex(0xeff3ff), hex(0xbdd7e7), hex(0x6baed6), hex(0x2171b5), hex(0x084594)})
	return t, nil
}

// setColor puts the usual colour in the place of one that is not set.
func setColor(c *color.RGBA, usual color.RGBA) {
	if c.A == 0 {
		*c = usual
	}
	c.A = 255
}

// The fonts by their role.

func (t Theme) title() Font    { return Font{Size: t.TitleSize, Bold: true} }
func (t Theme) subtitle() Font { return Font{Size: t.SubtitleSize} }
func (t Theme) label() Font    { return Font{Size: t.LabelSize} }
func (t Theme) strong() Font   { return Font{Size: t.LabelSize, Bold: true} }
func (t Theme) small() Font    { return Font{Size: t.SmallSize} }
func (t Theme) head() Font     { return Font{Size: t.SmallSize, Bold: true} }
