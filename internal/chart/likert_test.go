package chart

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func levels(n int) []string {
	return []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"}[:n]
}

func TestLikertErrors(t *testing.T) {
	item := func(counts ...int) []LikertItem { return []LikertItem{{Bars: []LikertBar{{Counts: counts}}}} }
	for _, c := range []struct {
		why  string
		l    Likert
		want error
	}{
		{"one level is no scale", Likert{Levels: levels(1)}, ErrShape},
		{"twelve levels are too many", Likert{Levels: append(levels(11), "12")}, ErrShape},
		{"a count is left out", Likert{Levels: levels(3), Items: item(1, 2)}, ErrShape},
		{"nothing left of the split", Likert{Levels: levels(3), Split: -1}, ErrShape},
		{"nothing right of it", Likert{Levels: levels(3), Split: 3}, ErrShape},
		{"a negative count", Likert{Levels: levels(2), Items: item(1, -1)}, ErrCount},
		{"a count beyond counting", Likert{Levels: levels(2), Items: item(1, math.MaxInt)}, ErrCount},
		{"negative missing", Likert{Levels: levels(2), Items: []LikertItem{{Bars: []LikertBar{{Label: "", Counts: []int{1, 1}, Missing: -2}}}}}, ErrCount},
		{"a mode that does not exist", Likert{Levels: levels(3), Neutral: 9}, ErrOption},
		{"a label style that does not exist", Likert{Levels: levels(3), Labels: 9}, ErrOption},
		{"a label limit that is no share", Likert{Levels: levels(3), LabelMin: 7}, ErrOption},
		{"one that is no number", Likert{Levels: levels(3), LabelMin: math.NaN()}, ErrOption},
	} {
		_, err := c.l.Figure(Options{})
		assert.ErrorIs(t, err, c.want, c.why)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		why    string
		l      Likert
		counts []int
		base   int
		left   float64
		right  float64
		aside  float64
	}{
		{"a neutral level is halved", Likert{Levels: levels(3)}, []int{1, 2, 1}, 4, -0.5, 0.5, 0},
		{"or set aside", Likert{Levels: levels(3), Neutral: NeutralAside}, []int{1, 2, 1}, 4, -0.25, 0.25, 0.5},
		{"or dropped from the base", Likert{Levels: levels(3), Neutral: NeutralDropped}, []int{1, 2, 1}, 2, -0.5, 0.5, 0},
		{"an even scale has none", Likert{Levels: levels(4), Neutral: NeutralAside}, []int{1, 1, 2, 4}, 8, -0.25, 0.75, 0},
		{"nor has a scale with its own split", Likert{Levels: levels(3), Split: 1}, []int{1, 2, 1}, 4, -0.25, 0.75, 0},
		{"all on one side", Likert{Levels: levels(5)}, []int{3, 0, 0, 0, 0}, 3, -1, 0, 0},
	} {
		s := c.l.shares(LikertBar{Counts: c.counts})
		require.NotEmpty(t, s.segments, c.why)
		assert.Equal(t, c.base, s.base, c.why)
		testkit.Near(t, c.left, s.segments[0].from, 1e-12, c.why)
		testkit.Near(t, c.right, s.segments[len(s.segments)-1].to, 1e-12, c.why)
		testkit.Near(t, c.aside, s.aside.to, 1e-12, c.why)
	}
	empty := Likert{Levels: levels(3), Neutral: NeutralDropped}.shares(LikertBar{Counts: []int{0, 5, 0}})
	assert.Zero(t, empty.base, "only neutral answers leave no base")
	assert.Empty(t, empty.segments)
}

// Segments follow each other without gaps and together hold the whole base;
// the scale read backwards gives the mirror image.
func TestSharesProperties(t *testing.T) {
	for n := 2; n <= 11; n++ {
		for _, mode := range []Neutral{NeutralSplit, NeutralAside, NeutralDropped} {
			l := Likert{Levels: levels(n), Neutral: mode}
			counts := make([]int, n)
			for i := range counts {
				counts[i] = (i*i*7 + n) % 13
			}
			s := l.shares(LikertBar{Counts: counts})
			total := s.aside.to
			for i, g := range s.segments {
				total += g.to - g.from
				testkit.Near(t, float64(g.count)/float64(s.base), g.to-g.from, 1e-12, "width of a segment")
				if i > 0 {
					testkit.Near(t, s.segments[i-1].to, g.from, 1e-12, "segments touch")
				}
			}
			testkit.Near(t, 1, total, 1e-12, "the whole")

			slices.Reverse(counts)
			back := l.shares(LikertBar{Counts: counts})
			require.Len(t, back.segments, len(s.segments))
			for i, g := range back.segments {
				twin := s.segments[len(s.segments)-1-i]
				testkit.Near(t, -twin.to, g.from, 1e-12, "mirror image")
			}
		}
	}
}

func TestReach(t *testing.T) {
	one := func(from, to, aside float64) []likertShares {
		return []likertShares{{segments: []segment{{from: from, to: to}}, aside: segment{to: aside}}}
	}
	for _, c := range []struct {
		why         string
		in          []likertShares
		side, aside float64
	}{
		{"nothing", nil, 0.2, 0},
		{"the larger side counts", one(-0.33, 0.12, 0), 0.4, 0},
		{"a round number stays", one(-0.1, 0.5, 0.2), 0.5, 0.2},
		{"the last bits of a sum do not count", one(0, 0.1+0.2, 0), 0.3, 0},
		{"no more than all", one(-1, 0, 1.0000001), 1, 1},
	} {
		side, aside := reach(c.in)
		testkit.Near(t, c.side, side, 1e-12, c.why)
		testkit.Near(t, c.aside, aside, 1e-12, c.why)
	}
}

func TestSegmentLabels(t *testing.T) {
	l := Likert{Levels: levels(2), MinBase: 10, MinBaseMark: "*", BaseHead: "aantal",
		Items: []LikertItem{{Label: "stelling", Bars: []LikertBar{{Label: "a", Counts: []int{93, 7}, Missing: 0}, {Label: "b", Counts: []int{94, 6}, Missing: 0}, {Label: "c", Counts: []int{3, 6}, Missing: 0}}}}}
	got := texts(figureOf(t, l, Options{}))
	for _, want := range []string{"93%", "94%", "3", "6", "100", "9*", "aantal"} {
		assert.Contains(t, got, want)
	}
	assert.NotContains(t, got, "6%", "under 7 percent")
	assert.NotContains(t, got, "33%", "a base under MinBase")

	l.MinBase = 0
	got = texts(figureOf(t, l, Options{}))
	assert.Contains(t, got, "93", "no sign where nothing else stands in the bars")
	assert.Contains(t, got, "67")
	assert.NotContains(t, got, "9*")

	l.Labels = LabelCount
	assert.Contains(t, texts(figureOf(t, l, Options{})), "94")
	l.Labels = LabelNone
	assert.NotContains(t, texts(figureOf(t, l, Options{})), "94")
}

func TestMissingColumn(t *testing.T) {
	l := Likert{Levels: levels(2), Items: []LikertItem{{Label: "a", Bars: []LikertBar{{Label: "", Counts: []int{50, 50}, Missing: 0}}}}}
	assert.NotContains(t, texts(figureOf(t, l, Options{})), "0")
	l.MissingHead = "weet niet"
	assert.Contains(t, texts(figureOf(t, l, Options{})), "0", "a head asks for the column")
	l.MissingHead, l.Items[0].Bars[0].Missing = "", 17
	assert.Contains(t, texts(figureOf(t, l, Options{})), "17", "missing answers always show")
}

func TestLikertEdges(t *testing.T) {
	for _, c := range []struct {
		why  string
		l    Likert
		want string
	}{
		{"no items", Likert{Levels: levels(5), NoData: "geen antwoorden"}, "geen antwoorden"},
		{"a bar without a base", Likert{Levels: levels(2), NoData: "geen antwoorden", Items: []LikertItem{{Bars: []LikertBar{{Counts: []int{0, 0}, Missing: 4}}}}}, "geen antwoorden"},
		{"an item without bars", Likert{Levels: levels(2), Items: []LikertItem{{Label: "volgt"}}}, "volgt"},
		{"only neutral answers, set aside", Likert{Levels: levels(3), Neutral: NeutralAside, Items: []LikertItem{{Bars: []LikertBar{{Label: "", Counts: []int{0, 9, 0}, Missing: 0}}}}}, "100"},
		{"eleven levels", Likert{Levels: levels(11), Items: []LikertItem{{Bars: []LikertBar{{Label: "", Counts: []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, Missing: 0}}}}}, "55"},
	} {
		f := figureOf(t, c.l, Options{})
		assert.Contains(t, texts(f), c.want, c.why)
		assert.Empty(t, f.Check(), c.why)
	}
}

// The axis counts from the centre to both sides.
func TestLikertAxisIsSymmetric(t *testing.T) {
	var axis []string
	for _, s := range figureOf(t, answers(), Options{}).canvas.shapes {
		if s.kind == textShape && s.text.Color == hex(0x555555) && s.text.Anchor == Middle {
			axis = append(axis, s.text.String)
		}
	}
	axis = axis[:len(axis)-1] // the title of the axis
	require.NotEmpty(t, axis)
	back := slices.Clone(axis)
	slices.Reverse(back)
	assert.Equal(t, axis, back)
	assert.Equal(t, "0%", axis[len(axis)/2])
}
