package chart

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCheckFindsFaults(t *testing.T) {
	draw := func(f func(c *Canvas)) []ProblemKind {
		c, err := newCanvas(200, hex(0xffffff))
		require.NoError(t, err)
		c.height = 100
		f(c)
		var out []ProblemKind
		for _, p := range (&Figure{canvas: c}).Check() {
			out = append(out, p.Kind)
			assert.NotContains(t, p.String(), "ProblemKind")
		}
		return out
	}
	text := func(x, y float64, s string) Text {
		return Text{At: Point{x, y}, String: s, Font: Font{Size: 10}}
	}
	for _, c := range []struct {
		why  string
		want []ProblemKind
		draw func(c *Canvas)
	}{
		{"nothing", nil, func(c *Canvas) {}},
		{"a text inside", nil, func(c *Canvas) { c.Text(text(10, 20, "Assen")) }},
		{"a text over the right edge", []ProblemKind{Outside}, func(c *Canvas) { c.Text(text(190, 20, "Assen")) }},
		{"a text over the top", []ProblemKind{Outside}, func(c *Canvas) { c.Text(text(10, 5, "Assen")) }},
		{"a line over the edge", []ProblemKind{Outside}, func(c *Canvas) { c.Line(0, 0, 201, 0, Style{}) }},
		{"a circle over the edge", []ProblemKind{Outside}, func(c *Canvas) { c.Circle(3, 50, 5, Style{}) }},
		{"two texts in one place", []ProblemKind{Overlap}, func(c *Canvas) { c.Text(text(10, 20, "a")); c.Text(text(12, 22, "b")) }},
		{"two texts side by side", nil, func(c *Canvas) { c.Text(text(10, 20, "a")); c.Text(text(17, 20, "b")) }},
		{"an upright text across another", []ProblemKind{Overlap}, func(c *Canvas) {
			up := text(30, 60, "Noordenveld")
			up.Up = true
			c.Text(up)
			c.Text(text(10, 40, "Hoogeveen"))
		}},
		{"a text that leaves its box", []ProblemKind{Overflow}, func(c *Canvas) {
			x := text(10, 20, "Assen")
			x.Within = Box{10, 5, 20, 30}
			c.Text(x)
		}},
		{"grey on grey", []ProblemKind{Faint}, func(c *Canvas) {
			x := text(10, 20, "Assen")
			x.Color, x.On = hex(0x888888), hex(0xaaaaaa)
			c.Text(x)
		}},
		{"nowhere", []ProblemKind{Undefined}, func(c *Canvas) { c.Line(math.NaN(), 0, 1, 1, Style{}) }},
		{"texts of nothing are not drawn", nil, func(c *Canvas) { c.Text(text(500, 500, " \x00")) }},
	} {
		assert.Equal(t, c.want, draw(c.draw), c.why)
	}
	assert.Equal(t, "ProblemKind(9)", ProblemKind(9).String())
}

// hostile are labels that a data file may hold.
func hostile() map[string]string {
	return map[string]string{
		"empty":         "",
		"spaces":        "  \t \n ",
		"long word":     strings.Repeat("Verantwoordelijkheidsverdeling", 400),
		"long text":     strings.Repeat("Samenwerking is verbeterd ", 400),
		"controls":      "a\x00\x01\x1b[31m\x7f\u0085b",
		"bad utf8":      "a\xff\xc0\xafb",
		"noncharacters": "\ufffe\uffff\ufdd0",
		"hebrew":        "שיתוף הפעולה השתפר",
		"arabic":        strings.Repeat("تحسن التعاون ", 30),
		"override":      "\u202e\u2066abc\u2069\u202c",
		"emoji":         "👍🏽👩‍👩‍👧‍👦 prima 🇳🇱",
		"han":           strings.Repeat("合作改善", 60),
		"marks":         "e" + strings.Repeat("\u0301", 500) + strings.Repeat("e\u0308", 300),
		"markup":        `</text><script>&amp;"'`,
		"hyphens":       strings.Repeat("-", 300) + strings.Repeat("a-", 300),
		"soft hyphens":  strings.Repeat("\u00ad", 100) + strings.Repeat("ab\u00ad", 200),
		"lines":         strings.Repeat("x\n", 100),
		"wide":          strings.Repeat("WWWW ", 40),
		"number":        "1234567890123456789012345678901234567890",
	}
}

// hostileLayouts puts one label everywhere.
func hostileLayouts(s string) []layout {
	nan, inf := math.NaN(), math.Inf(1)
	m := Matrix{Title: s, Subtitle: s, Footnote: s, Alt: s, RowHead: s, SideHead: s, Columns: []string{s, s, "Emmen", s},
		Rows: []MatrixRow{
			{s, s, []Cell{{s, FillBlank}, {s, FillHatched}, {s, FillOutlined}, {s, FillPositive}}, s},
			{s, s, []Cell{{s, FillMixed}, {s, FillNegative}, {s, FillNeutral}, {s, FillStep5}}, s},
		}, Legend: []MatrixKey{{Cell{s, FillPositive}, s}, {Cell{"+", FillHatched}, s}}, NoData: s}
	l := Likert{Title: s, Subtitle: s, Footnote: s, Alt: s, Levels: []string{s, s, "midden", s, s}, NoData: s, AxisLabel: s,
		BaseHead: s, MissingHead: s, AsideHead: s, MinBase: 20, MinBaseMark: "*", Neutral: NeutralAside,
		Items: []LikertItem{
			{s, s, []LikertBar{{Label: s, Counts: []int{1, 2, 3, 4, 5}, Missing: 6}, {Label: s, Counts: []int{0, 0, 0, 0, 0}, Missing: 99999}}},
			{s, s, nil}, {"", s, []LikertBar{{Label: "", Counts: []int{0, 0, 1 << 40, 0, 1 << 40}, Missing: 0}}},
		}}
	v := Interval{Title: s, Subtitle: s, Footnote: s, Alt: s, LabelHead: s, TextHead: s, AxisLabel: s, NoInterval: s, NoEstimate: s,
		References: []Reference{{-1, s}, {0, s}, {1e5, s}}, NoData: s, Legend: []IntervalKey{{MarkRing, s}, {MarkDot, s}},
		Rows: []IntervalRow{
			{s, s, 1, 0, 3, s, MarkDot, ""}, {s, s, 2, -inf, inf, s, MarkRing, ""}, {"", s, nan, 1, 2, s, MarkDot, ""},
			{"", s, -4, nan, 2, s, MarkSquare, ""}, {"", s, 1e5, 1, inf, s, MarkDiamond, ""}, {"", s, 3, nan, nan, s, MarkDot, ""},
		}}
	var empty Matrix
	empty.NoData = s
	split := l
	split.Neutral, split.Items = NeutralSplit, split.Items[:2]
	return []layout{m, l, split, v, empty}
}

func TestHostileLabels(t *testing.T) {
	settings := map[string]Options{
		"usual":         {},
		"narrow":        {Width: 3},
		"large":         {Width: 4.5, Theme: Theme{TitleSize: 20, SubtitleSize: 16, LabelSize: 16, SmallSize: 14}},
		"large, wide":   {Width: 16, Theme: Theme{TitleSize: 20, SubtitleSize: 16, LabelSize: 16, SmallSize: 14}},
		"small":         {Width: 3, Theme: Theme{TitleSize: 5, SubtitleSize: 4, LabelSize: 4, SmallSize: 4, Margin: 1, Gap: 1}},
		"large labels":  {Theme: Theme{LabelSize: 24, SmallSize: 4}},
		"large heads":   {Theme: Theme{LabelSize: 5, SmallSize: 18}},
		"heads, narrow": {Width: 4.5, Theme: Theme{LabelSize: 5, SmallSize: 18}},
	}
	drawn := 0
	for name, s := range hostile() {
		for i, l := range hostileLayouts(s) {
			for setting, o := range settings {
				why := fmt.Sprintf("%s, layout %d, %s", name, i, setting)
				f, err := l.Figure(o)
				if errors.Is(err, ErrWidth) {
					continue // an answer, too
				}
				require.NoError(t, err, why)
				assert.Empty(t, f.Check(), why)
				drawn++
			}
			_ = svgOf(t, figureOf(t, l, Options{Width: 9}))
		}
	}
	assert.Greater(t, drawn, 400)
}

func TestHostileLabelsAsImages(t *testing.T) {
	for _, name := range []string{"controls", "bad utf8", "hebrew", "arabic", "emoji", "han", "marks"} {
		for _, l := range hostileLayouts(hostile()[name]) {
			f := figureOf(t, l, Options{Width: 9})
			assert.NotEmpty(t, pngOf(t, f, 30), name)
		}
	}
}

// Every width a report may ask for either works or is refused.
func TestEveryWidth(t *testing.T) {
	for _, c := range figures() {
		refused := 0.0
		for w := 3.0; w <= 14; w += 0.1 {
			f, err := c.layout.Figure(Options{Width: w})
			if err != nil {
				require.ErrorIs(t, err, ErrWidth, c.name)
				refused = w
				continue
			}
			assert.Empty(t, f.Check(), "%s at %g", c.name, w)
		}
		assert.Less(t, refused, 6.0, c.name)
	}
}

// The width that an error names is enough.
func TestErrorNamesEnough(t *testing.T) {
	wide := Matrix{Rows: []MatrixRow{{Label: strings.Repeat("x ", 60), Side: strings.Repeat("y ", 60)}}}
	for range 40 {
		wide.Columns = append(wide.Columns, "kolom")
		wide.Rows[0].Cells = append(wide.Rows[0].Cells, Cell{"+", FillPositive})
	}
	for _, l := range []layout{wide, likertWith(NeutralAside), hostileLayouts(strings.Repeat("woord ", 50))[1], hostileLayouts("Onderdeel van de keten")[3]} {
		_, err := l.Figure(Options{Width: 3, Theme: Theme{LabelSize: 16, SmallSize: 14, Margin: 40}})
		require.ErrorIs(t, err, ErrWidth)
		var enough float64
		for word := range strings.FieldsSeq(err.Error()) {
			if n, _ := fmt.Sscanf(word, "%f", &enough); n == 1 && strings.Contains(word, ".") {
				break
			}
		}
		require.Greater(t, enough, 3.0, err.Error())
		_, err = l.Figure(Options{Width: enough, Theme: Theme{LabelSize: 16, SmallSize: 14, Margin: 40}})
		assert.NoError(t, err)
	}
}

func FuzzFigure(f *testing.F) {
	f.Add("Samenwerking", 7.2, 8.5)
	f.Fuzz(func(t *testing.T, s string, width, size float64) {
		for _, l := range hostileLayouts(s) {
			fig, err := l.Figure(Options{Width: width, Theme: Theme{LabelSize: size}})
			if err != nil {
				continue
			}
			if p := fig.Check(); len(p) > 0 {
				t.Fatal(p)
			}
		}
	})
}
