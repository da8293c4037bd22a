package chart

import (
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func usualTheme(t testing.TB) Theme {
	t.Helper()
	theme, err := Theme{}.filled()
	require.NoError(t, err)
	return theme
}

func TestContrastAndLightness(t *testing.T) {
	black, white := hex(0x000000), hex(0xffffff)
	testkit.Near(t, 21, Contrast(black, white), 1e-12, "black on white")
	testkit.Near(t, 21, Contrast(white, black), 1e-12, "white on black")
	testkit.Near(t, 1, Contrast(white, white), 0, "white on white")
	testkit.Near(t, 4.54, Contrast(hex(0x767676), white), 0.005, "the lightest grey for text on white (WCAG)")
	testkit.Near(t, 100, Lightness(white), 1e-9, "white")
	testkit.Near(t, 0, Lightness(black), 1e-9, "black")
	testkit.Near(t, 53.59, Lightness(hex(0x808080)), 0.01, "middle grey")
}

func TestReadableOnEveryGrey(t *testing.T) {
	theme := usualTheme(t)
	for v := range 256 {
		c := color.RGBA{uint8(v), uint8(v), uint8(v), 255}
		assert.GreaterOrEqual(t, Contrast(theme.readable(c), c), minContrast, "grey %d", v)
	}
}

func TestTextOnEveryFill(t *testing.T) {
	theme := usualTheme(t)
	for f := range fillCount {
		c := theme.color(f)
		assert.GreaterOrEqual(t, Contrast(theme.readable(c), c), minContrast, f.String())
	}
	assert.GreaterOrEqual(t, Contrast(theme.Muted, theme.Background), minContrast)
	assert.Equal(t, "Fill(99)", Fill(99).String())
}

// The fills that stand for judgements differ on a grey print, and from the
// blank cell.
func TestFillsDifferInGrey(t *testing.T) {
	theme := usualTheme(t)
	fills := []Fill{FillBlank, FillPositive, FillMixed, FillNegative}
	for i, a := range fills {
		for _, b := range fills[i+1:] {
			d := math.Abs(Lightness(theme.color(a)) - Lightness(theme.color(b)))
			assert.Greater(t, d, 12.0, "%v and %v", a, b)
		}
	}
}

func TestDivergingScales(t *testing.T) {
	theme := usualTheme(t)
	for levels := 2; levels <= 11; levels++ {
		colors := theme.diverging(levels/2, levels/2, levels%2 == 1)
		require.Len(t, colors, levels)
		for i, a := range colors {
			assert.GreaterOrEqual(t, Contrast(theme.readable(a), a), minContrast)
			assert.Less(t, Lightness(a), 93.0, "a level that cannot be told from the paper")
			for j, b := range colors[i+1:] {
				d := math.Abs(Lightness(a) - Lightness(b))
				assert.Greater(t, d, 4.0, "%d levels: %d and %d look alike in grey", levels, i, i+1+j)
			}
		}
		for i := 1; i < levels/2; i++ { // lighter towards the centre
			assert.Greater(t, Lightness(colors[i]), Lightness(colors[i-1]))
			assert.Greater(t, Lightness(colors[levels-1-i]), Lightness(colors[levels-i]))
		}
	}
	assert.Len(t, theme.diverging(1, 10, false), 11)
	assert.Len(t, theme.diverging(0, 0, true), 1)
}

// Machado, Oliveira and Fernandes (2009), severity 1: what a person sees who
// lacks the middle-wave cones. The sides of a scale stay apart in hue.
func TestSidesDifferForDeuteranopes(t *testing.T) {
	theme := usualTheme(t)
	seen := func(c color.RGBA) float64 { // red minus blue, which that person keeps apart
		r, g, b := float64(c.R), float64(c.G), float64(c.B)
		red := 0.367322*r + 0.860646*g - 0.227968*b
		blue := -0.011820*r + 0.042940*g + 0.968881*b
		return red - blue
	}
	colors := theme.diverging(2, 2, true)
	for i := range 2 {
		assert.Greater(t, seen(colors[i])-seen(colors[4-i]), 25.0, "level %d", i)
	}
}

func TestRamp(t *testing.T) {
	theme := usualTheme(t)
	for l := 25.0; l <= 90; l += 5 {
		testkit.Near(t, l, Lightness(theme.Low.at(l)), 1, "brown")
		testkit.Near(t, l, Lightness(theme.High.at(l)), 1, "green")
	}
	assert.Equal(t, theme.Low[0], theme.Low.at(200))
	assert.Equal(t, theme.Low[4], theme.Low.at(-5))
	own := Ramp{0: hex(0xfefefe)}.or(theme.Step)
	assert.Equal(t, theme.Step[4], own[4], "a colour that is not set has its default")
}

func TestThemeLimits(t *testing.T) {
	for _, c := range []struct {
		why   string
		theme Theme
	}{
		{"too small to read", Theme{TitleSize: 1}},
		{"negative", Theme{LabelSize: -8}},
		{"too large to place", Theme{SmallSize: 100}},
		{"no number", Theme{SubtitleSize: math.NaN()}},
		{"a margin without end", Theme{Margin: math.Inf(1)}},
		{"a gap below zero", Theme{Gap: -1}},
	} {
		_, err := Matrix{}.Figure(Options{Theme: c.theme})
		assert.ErrorIs(t, err, ErrOption, c.why)
	}
	f, err := claims().Figure(Options{Theme: Theme{Ink: color.RGBA{R: 90, A: 1}}})
	require.NoError(t, err)
	assert.Contains(t, svgOf(t, f), "#5a0000", "a colour with any A is opaque")
}
