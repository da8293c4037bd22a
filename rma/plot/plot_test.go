package plot

import (
	"bytes"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/survey"
)

func triangulation(t testing.TB) rma.Triangulation {
	t.Helper()
	used := map[string]rma.Usage{"A": {Coverage: rma.Used}}
	s := &rma.Study{
		Groups: []rma.Group{{ID: "g"}, {ID: "h"}, {ID: "i"}},
		Pilots: []rma.Pilot{{ID: "A"}},
		Methods: []rma.MethodUse{
			{ID: "m1", Method: rma.CaseMonitoring, Groups: []string{"g"}, Pilots: used, Covers: []string{"C1"}},
			{ID: "m2", Method: rma.GroupEvaluation, Groups: []string{"h"}, Pilots: used},
			{ID: "m3", Method: rma.FacilitatorNote, Groups: []string{"i"}, Pilots: used},
		},
		Claims: []rma.Claim{
			{ID: "C1", Statement: rma.T("Hulp start eerder", "Help starts earlier"), Bouwsteen: rma.Werkprocessen},
			{ID: "C2", Statement: rma.T("De samenwerking tussen organisaties is in alle pilots van dit onderzoek verbeterd", "Cooperation improved"), Bouwsteen: rma.Samenwerking},
			{ID: "C3", Statement: rma.T("Gezinnen zijn veiliger", "Families are safer")},
		},
		Findings: []rma.Finding{
			{ID: "F1", Method: "m1", Pilot: "A"}, {ID: "F2", Method: "m2", Pilot: "A"}, {ID: "F3", Method: "m3", Pilot: "A", Withheld: true},
		},
		Appraisals: []rma.Appraisal{
			{Claim: "C1", Finding: "F1", Stance: rma.Supports, Coder: "x"},
			{Claim: "C1", Finding: "F2", Stance: rma.Contradicts, Coder: "x"},
			{Claim: "C2", Finding: "F2", Stance: rma.Qualifies, Coder: "x"},
			{Claim: "C2", Finding: "F3", Stance: rma.Supports, Coder: "x"},
		},
	}
	tr, err := rma.Triangulate(s, rma.TriangulateOptions{})
	require.NoError(t, err)
	return tr
}

func shareOf(id, what string, k, n int) rma.Observation {
	p := rma.Proportion{K: k, N: n}
	return rma.Observation{ID: id, What: rma.T(what, what), Origin: rma.Origin{Pilot: "HOO"}, Share: &rma.Share{Proportion: p, Interval: p.Wilson(0)}}
}

func wave(t testing.TB, id, answers string) *survey.Wave {
	t.Helper()
	in, err := survey.ReadInstrument(strings.NewReader(`{"schema":1,"id":"i","version":"1","title":{"nl":"t"},
"response_scales":[{"id":"s","levels":[{"value":1,"label":{"nl":"oneens"}},{"value":2,"label":{"nl":"neutraal"}},{"value":3,"label":{"nl":"eens"}}]}],
"items":[{"id":"q1","text":{"nl":"Ik weet wie ik bel"},"response":"s"},{"id":"q2","text":{"nl":"Er is tijd"},"response":"s"}]}`), "i.json")
	require.NoError(t, err)
	w, err := survey.ReadWave(strings.NewReader("q1;q2\n"+answers), "w.csv", in, survey.WaveMapping{Wave: id}, survey.ReadOptions{})
	require.NoError(t, err)
	return w
}

func describe(t testing.TB, id, answers string) *survey.Description {
	t.Helper()
	d, err := survey.Describe(wave(t, id, answers), survey.DescribeOptions{})
	require.NoError(t, err)
	return d
}

// observations is a source of them.
type observations []rma.Observation

func (o observations) Observations() []rma.Observation { return o }

// release protects observations and the tables of descriptions.
func release(t testing.TB, p privacy.Policy, obs observations, ds ...*survey.Description) *privacy.Release {
	t.Helper()
	e, err := rma.Collect(obs)
	require.NoError(t, err)
	m := privacy.Material{Evidence: e}
	for _, d := range ds {
		m.Tables = append(m.Tables, d.Table())
	}
	r, err := privacy.Protect(m, p)
	require.NoError(t, err)
	return r
}

var team = privacy.Policy{Audience: privacy.Team}

func figures(t testing.TB, o Options) []Figure { return figuresFor(t, team, o) }

func figuresFor(t testing.TB, p privacy.Policy, o Options) []Figure {
	t.Helper()
	obs := observations{
		shareOf("a", "bezoek binnen 24 uur", 9, 21), shareOf("b", "klein aantal", 2, 2), {ID: "c", What: rma.T("geen aandeel", "no share")},
	}
	pre, post := describe(t, "voor", strings.Repeat("1;2\n", 7)+strings.Repeat("3;1\n", 5)), describe(t, "na", "3;3\n2;\n")
	r := release(t, p, obs, pre, post)
	c, err := Convergence(triangulation(t), o)
	require.NoError(t, err)
	i, err := Intervals(rma.T("Kerncijfers", "Key figures"), r.Evidence(), []string{"a", "b", "c", "d"}, IntervalOptions{Options: o})
	require.NoError(t, err)
	l, err := Likert(rma.T("Voor en na", "Before and after"), r, LikertOptions{Options: o}, pre, post)
	require.NoError(t, err)
	return []Figure{c, i, l}
}

func TestGolden(t *testing.T) {
	for _, f := range figures(t, Options{Note: rma.T("Synthetische gegevens.", "Synthetic data.")}) {
		var b bytes.Buffer
		require.NoError(t, f.SVG(&b))
		testkit.Golden(t, f.ID+".svg", b.Bytes())
		assert.Empty(t, f.Check(), f.ID)
	}
}

func TestFiguresInEnglish(t *testing.T) {
	for _, f := range figures(t, Options{Lang: rma.English}) {
		var b bytes.Buffer
		require.NoError(t, f.SVG(&b))
		assert.Contains(t, b.String(), `lang="en"`)
		assert.NotContains(t, b.String(), "geen")
		assert.Empty(t, f.Check(), f.ID)
	}
}

func TestEveryFigureHasATwin(t *testing.T) {
	for _, f := range figures(t, Options{}) {
		assert.NotEmpty(t, f.Alt(), f.ID)
		assert.NotEmpty(t, f.Table.View().Rows, f.ID)
		for _, r := range f.Table.View().Rows {
			assert.Len(t, r.Cells, len(f.Table.View().Columns), f.ID)
		}
	}
}

func TestSmallBaseHasNoMark(t *testing.T) {
	f := figures(t, Options{})[1]
	assert.Contains(t, f.Alt(), "klein aantal (HOO): 2 van de 2.")
	require.Len(t, f.Table.View().Rows, 2, "an observation without a share is left out")
	assert.Equal(t, rma.Blank, f.Table.View().Rows[1].Cells[2].Kind, "no interval below the base")
}

func TestPNG(t *testing.T) {
	for _, f := range figures(t, Options{}) {
		var b bytes.Buffer
		require.NoError(t, f.PNG(&b, 100))
		img, err := png.Decode(&b)
		require.NoError(t, err)
		w, h := f.Size()
		assert.InDelta(t, 100*w, img.Bounds().Dx(), 1)
		assert.InDelta(t, 100*h, img.Bounds().Dy(), 1)
	}
}

func TestSameBytesOnOneCore(t *testing.T) {
	all := func() string {
		var b bytes.Buffer
		for _, f := range figures(t, Options{}) {
			require.NoError(t, f.SVG(&b))
		}
		return b.String()
	}
	two := all()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	assert.True(t, two == all())
}

func TestEmptyFigures(t *testing.T) {
	c, err := Convergence(rma.Triangulation{}, Options{})
	require.NoError(t, err)
	i, err := Intervals(rma.Text{}, nil, nil, IntervalOptions{})
	require.NoError(t, err)
	l, err := Likert(rma.Text{}, nil, LikertOptions{})
	require.NoError(t, err)
	for _, f := range []Figure{c, i, l} {
		assert.Empty(t, f.Check(), f.ID)
	}
}

func TestLikertRefusesTwoScales(t *testing.T) {
	a, b := describe(t, "voor", "1;1\n"), describe(t, "na", "1;1\n")
	b.Responses = []survey.ResponseScale{{ID: "other"}}
	r := release(t, team, nil, a, b)
	_, err := Likert(rma.Text{}, r, LikertOptions{}, a, b)
	require.ErrorIs(t, err, ErrScales)
}

func TestChartsShowWhatIsReleased(t *testing.T) {
	for _, f := range figuresFor(t, privacy.Policy{}, Options{})[1:] {
		assert.Empty(t, f.Check(), f.ID)
		var b bytes.Buffer
		require.NoError(t, f.SVG(&b))
		testkit.Golden(t, f.ID+"-public.svg", b.Bytes())
		assert.NotContains(t, b.String(), "9 van de 21", "9 is below 10")
		assert.NotContains(t, b.String(), "2 van de 2")
		assert.NotContains(t, f.Table.String(), "9 van de 21")
		assert.Contains(t, b.String(), "niet getoond")
		assert.Contains(t, f.Table.String(), ".")
	}
	_, err := Likert(rma.Text{}, nil, LikertOptions{}, describe(t, "voor", "1;1\n"))
	assert.ErrorIs(t, err, ErrNotReleased)
}

func TestFiguresForFewSayForWhom(t *testing.T) {
	for _, f := range figures(t, Options{})[1:] {
		var b bytes.Buffer
		require.NoError(t, f.SVG(&b))
		assert.Contains(t, b.String(), "INTERN")
	}
}

func TestIDs(t *testing.T) {
	for _, id := range []string{"a b", "9a", "-a", "../x", "a\"b", "é"} {
		_, err := Likert(rma.Text{}, nil, LikertOptions{ID: id})
		require.ErrorIs(t, err, ErrID, id)
		_, err = Intervals(rma.Text{}, nil, nil, IntervalOptions{ID: id})
		require.ErrorIs(t, err, ErrID, id)
	}
	f, err := Intervals(rma.Text{}, nil, nil, IntervalOptions{ID: "tempo-2"})
	require.NoError(t, err)
	assert.Equal(t, "tempo-2", f.ID)
}

func TestZeroFigure(t *testing.T) {
	var f Figure
	assert.Empty(t, f.Alt())
	assert.Error(t, f.SVG(&bytes.Buffer{}))
	assert.Error(t, f.PNG(&bytes.Buffer{}, 100))
	assert.Empty(t, f.Check())
	w, h := f.Size()
	assert.Zero(t, w+h)
	_, err := Likert(rma.Text{}, nil, LikertOptions{}, nil)
	require.NoError(t, err, "a wave that is not there is passed over")
}

func TestHostileLabels(t *testing.T) {
	tr := triangulation(t)
	tr.Claims[0].Claim.Statement = rma.PlainText(strings.Repeat("</svg><script>", 800) + "\u202e\x00")
	f, err := Convergence(tr, Options{})
	require.NoError(t, err)
	assert.Empty(t, f.Check())
	var b bytes.Buffer
	require.NoError(t, f.SVG(&b))
	assert.NotContains(t, b.String(), "<script")
}

func BenchmarkConvergenceSVG(b *testing.B) {
	tr := triangulation(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := Convergence(tr, Options{})
		if err != nil {
			b.Fatal(err)
		}
		var w bytes.Buffer
		if err := f.SVG(&w); err != nil {
			b.Fatal(err)
		}
	}
}
