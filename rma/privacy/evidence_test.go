package privacy

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

type observed []rma.Observation

func (o observed) Observations() []rma.Observation { return o }

func evidence(t testing.TB, list ...rma.Observation) *rma.Evidence {
	t.Helper()
	e, err := rma.Collect(observed(list))
	require.NoError(t, err)
	return e
}

func shareObs(id string, k, n int) rma.Observation {
	p := rma.Proportion{K: k, N: n}
	return rma.Observation{ID: id, N: n, Share: &rma.Share{Proportion: p, Interval: p.Wilson(0)},
		Refs: []rma.Ref{{Kind: rma.RefCase, ID: "C-0001"}, {Kind: rma.RefItem, ID: "Q1"}}, Warnings: []rma.Warning{rma.Warn(rma.WarnPending, "n=%d", 3)}}
}

func estimateObs(id string, n int, counts ...int) rma.Observation {
	return rma.Observation{ID: id, N: n, Estimate: &rma.Estimate{Value: 3.4, N: n, Counts: counts,
		P: math.NaN(), Interval: rma.Interval{Lo: math.NaN(), Hi: math.NaN()}}}
}

// shownOf returns what a policy shows of each observation.
func shownOf(t testing.TB, m Material, p Policy) map[string]string {
	t.Helper()
	r, err := Protect(m, p)
	require.NoError(t, err)
	out := map[string]string{}
	for _, o := range r.Evidence().All() {
		out[o.ID] = o.Format(rma.English)
	}
	return out
}

func TestObservationsOnTheirOwn(t *testing.T) {
	three, twelve := 3, 12
	m := Material{Evidence: evidence(t,
		shareObs("share", 9, 21), shareObs("small", 3, 21), shareObs("rest", 19, 21), shareObs("large", 42, 79),
		rma.Observation{ID: "count", Count: &twelve}, rma.Observation{ID: "small-count", Count: &three},
		estimateObs("mean", 30), estimateObs("mean-of-few", 8), estimateObs("odds", 30, 10, 10, 3, 7),
		rma.Observation{ID: "quote", Passage: &rma.Passage{Text: "woorden"}},
		rma.Observation{ID: "cleared", Passage: &rma.Passage{Text: "vrijgegeven", ClearedBy: "MB"}},
	)}
	assert.Equal(t, map[string]string{
		"share": ".", "small": ".", "rest": ".", "large": "40 of 80 (50%), 39%–61%", "count": "10", "small-count": ".",
		"mean": "3.4", "mean-of-few": ".", "odds": ".", "quote": ".", "cleared": "vrijgegeven",
	}, shownOf(t, m, Policy{}))
	assert.Equal(t, map[string]string{
		"share": "9 of 21 (43%), 24%–63%", "small": ".", "rest": ".", "large": "42 of 79 (53%), 42%–64%", "count": "12", "small-count": ".",
		"mean": "3.40", "mean-of-few": ".", "odds": ".", "quote": ".", "cleared": "vrijgegeven",
	}, shownOf(t, m, Policy{Audience: SteeringGroup}))
	assert.Equal(t, ".", shownOf(t, m, Policy{Audience: Team, Quotes: NoQuotes})["quote"])
	assert.Equal(t, "woorden", shownOf(t, m, Policy{Audience: Team})["quote"])
}

// TestNothingElseIsLeftOfAnObservation looks at the fields of what is shown.
func TestNothingElseIsLeftOfAnObservation(t *testing.T) {
	period := rma.Period{From: rma.NewDate(2023, 2, 6), To: rma.NewDate(2023, 5, 1)}
	small, large := shareObs("small", 3, 21), shareObs("large", 42, 79)
	small.Period, large.Period = period, period
	large.Share.AtMost = 44
	r, err := Protect(Material{Evidence: evidence(t, small, large)}, Policy{})
	require.NoError(t, err)
	o, ok := r.Evidence().Get("small")
	require.True(t, ok)
	assert.True(t, o.Withheld)
	assert.Nil(t, o.Share)
	assert.Zero(t, o.N)
	assert.True(t, r.Evidence().IsShare("small"), "that it is a share is no secret")
	o, _ = r.Evidence().Get("large")
	assert.Equal(t, []rma.Ref{{Kind: rma.RefItem, ID: "Q1"}}, o.Refs, "cases are for the team")
	assert.Empty(t, o.Warnings[0].Detail, "a detail is a figure")
	assert.Equal(t, 80, o.N)
	assert.Zero(t, o.Share.AtMost, "how many are unknown is a count too")
	assert.Equal(t, rma.Period{From: rma.NewDate(2023, 1, 1), To: rma.NewDate(2023, 6, 30)}, o.Period, "by quarter")
	team, err := Protect(Material{Evidence: evidence(t, large)}, Policy{Audience: Team})
	require.NoError(t, err)
	exact, _ := team.Evidence().Get("large")
	assert.Equal(t, large, exact)
	none, ok := (*Evidence)(nil).Get("x")
	assert.False(t, ok)
	assert.Zero(t, none)
	assert.Empty(t, (*Release)(nil).Evidence().All())
}

// yesNo is a table of one row: yes and no of a base, with the observation of it.
func yesNo(id string, yes, no int, obs string) rma.Table {
	return rma.Table{ID: id, Columns: []rma.Column{{Key: "yes"}, {Key: "no"}, {Key: "all"}},
		ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"yes", "no"}}},
		Rows:       []rma.Row{{Key: "r", Cells: []rma.Cell{rma.CountCell(yes).WithRefs(obs), rma.CountCell(no), rma.CountCell(yes + no)}}}}
}

func TestObservationsFollowTheirTable(t *testing.T) {
	three, thirty := 3, 30
	yes, no := rma.Observation{ID: "yes", Count: &three}, rma.Observation{ID: "no", Count: &thirty}
	m := Material{Evidence: evidence(t, yes, no)}
	assert.Equal(t, "30", shownOf(t, m, atLeast5)["no"], "alone it tells nothing")
	table := yesNo("t", 3, 30, "yes")
	table.Rows[0].Cells[1] = table.Rows[0].Cells[1].WithRefs("no")
	m.Tables = []rma.Table{table}
	assert.Equal(t, ".", shownOf(t, m, atLeast5)["no"], "with the total beside it, it tells the other")
	m.Tables, m.Behind = nil, []rma.Table{table}
	assert.Equal(t, "30", shownOf(t, m, atLeast5)["no"], "the total is not printed")
	total := 33
	m.Evidence = evidence(t, yes, no, rma.Observation{ID: "all", Count: &total})
	table.Rows[0].Cells[2] = table.Rows[0].Cells[2].WithSame("all")
	m.Behind = []rma.Table{table}
	got := shownOf(t, m, atLeast5)
	assert.Equal(t, ".", got["yes"])
	assert.True(t, (got["no"] == ".") != (got["all"] == "."), "now it is, as an observation, and one of the two goes: %v", got)
}

func TestSameCounts(t *testing.T) {
	a, b := yesNo("a", 3, 30, ""), yesNo("b", 3, 30, "")
	b.ColumnSums = nil
	same := func(column string) Same {
		return Same{Count{Table: "a", Row: "r", Column: column}, Count{Table: "b", Row: "r", Column: column}}
	}
	r, err := Protect(Material{Tables: []rma.Table{a, b}, Same: []Same{same("no"), same("all")}}, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, printed(r.Tables()[0]), printed(r.Tables()[1]), "what is hidden in one is hidden in the other")
	_, err = Protect(Material{Tables: []rma.Table{a, b}, Same: []Same{{same("no").A, same("all").B}}}, atLeast5)
	assert.ErrorIs(t, err, ErrLinked)
	_, err = Protect(Material{Tables: []rma.Table{a, b}, Same: []Same{{same("no").A, Count{Table: "c"}}}}, atLeast5)
	assert.ErrorIs(t, err, ErrSame)
}

func TestMeansFollowTheirTable(t *testing.T) {
	row := func(key string, n int, obs string) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(3, 1).WithRefs(obs)}}
	}
	m := Material{
		Behind: []rma.Table{{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "mean", Base: "n", Values: true}},
			Rows:    []rma.Row{row("a", 12, "a"), row("b", 8, "b"), row("c", 30, "c"), row("all", 50, "all")},
			RowSums: []rma.Sum{{Total: "all", Parts: []string{"a", "b", "c"}}}}},
		Evidence: evidence(t, estimateObs("a", 12), estimateObs("b", 8), estimateObs("c", 30), estimateObs("all", 50)),
	}
	assert.Equal(t, map[string]string{"a": ".", "b": ".", "c": "3.40", "all": "3.40"}, shownOf(t, m, Policy{Audience: SteeringGroup}),
		"that of b follows from the others unless a goes too")
}

func TestEvidenceTables(t *testing.T) {
	r, err := Protect(Material{Evidence: evidence(t, shareObs("small", 3, 21), shareObs("large", 42, 79), estimateObs("mean", 30))}, Policy{})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"", "", "", ".", ""}, {"", "", "", "40 of 80 (50%), 39%–61%", "80"}, {"", "", "", "3.4", "30"}}, printed(r.Evidence().Table()))
	assert.Equal(t, [][]string{{"", ".", "", ""}, {"", "40 of 80 (50%)", "39%–61%", ""}},
		printed(r.Evidence().ShareTable("s", rma.Text{}, []string{"small", "large", "mean", "nowhere"})))
	assert.Empty(t, (*Evidence)(nil).Table().View().Rows)
	assert.Equal(t, Public, (*Evidence)(nil).Audience())
}

func TestReleaseShareCell(t *testing.T) {
	r, err := Protect(Material{}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	for p, want := range map[rma.Proportion]string{{K: 9, N: 21}: "9 of 21 (43%)", {K: 3, N: 21}: ".", {K: 19, N: 21}: ".", {K: 0, N: 21}: "0 of 21 (0%)", {K: 2, N: 4}: "."} {
		assert.Equal(t, want, r.ShareCell(p).Format(rma.English))
	}
	assert.Equal(t, rma.Withheld, (*Release)(nil).ShareCell(rma.Proportion{K: 3, N: 21}).Kind, "without a release it is for everyone")
}

// A table behind the evidence is not published, so that it need not be fit for that.
func TestTablesBehindTheEvidence(t *testing.T) {
	mean, share := estimateObs("mean", 30), shareObs("share", 42, 79)
	behind := rma.Table{ID: "t", Columns: columnsOf("n", "mean"), Rows: []rma.Row{
		{Key: "a", Cells: []rma.Cell{rma.CountCell(30), rma.NumberCell(3, 1).WithRefs("mean")}},
		{Key: "b", Cells: []rma.Cell{{Kind: rma.Withheld}, rma.NumberCell(3, 1)}}}}
	got := shownOf(t, Material{Evidence: evidence(t, mean, share), Behind: []rma.Table{behind}}, Policy{Audience: SteeringGroup})
	assert.Equal(t, map[string]string{"mean": ".", "share": "42 of 79 (53%), 42%–64%"}, got, "a figure without a base may rest on few")

	behind.Rows[0].Cells = append(behind.Rows[0].Cells, rma.CountCell(1))
	tabled, err := rma.Collect(tabledSource{observed{mean}, behind})
	require.NoError(t, err)
	_, err = Protect(Material{Evidence: tabled}, Policy{})
	assert.ErrorIs(t, err, ErrShape, "but it must be a table")
}

type tabledSource struct {
	observed
	table rma.Table
}

func (s tabledSource) Tables() []rma.Table { return []rma.Table{s.table} }

// What is read of a release is what is printed: 24/7 tells that there were 7.
func TestFiguresAreAsPreciseAsTheyArePrinted(t *testing.T) {
	obs := estimateObs("shift", 24)
	obs.Estimate.Value, obs.Estimate.P, obs.Estimate.Test = -24.0/7, 0.0006, "exact"
	obs.Estimate.Interval = rma.Interval{Lo: -5.0 / 3, Hi: math.Inf(1), Level: 0.958}
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "shift", Base: "n", Values: true}, {Key: "ci", Base: "n", Values: true}, {Key: "p", Values: true}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{
		rma.CountCell(24), rma.CountCell(12), rma.NumberCell(24.0/7, 2).WithRefs("shift"), rma.IntervalCell(rma.Interval{Lo: 1.0 / 3, Hi: 17.0 / 3}, 1), rma.PValueCell(0.0312345).WithN(24)}}}}
	steering := Policy{Audience: SteeringGroup}
	r, err := Protect(Material{Tables: []rma.Table{table}, Evidence: evidence(t, obs)}, steering)
	require.NoError(t, err)
	row := r.Tables()[0].View().Rows[0].Cells
	assert.Equal(t, []float64{3.43, 0.3, 5.7, 0.031}, []float64{row[2].Number, row[3].Interval.Lo, row[3].Interval.Hi, row[4].Number})
	o, _ := r.Evidence().Get("shift")
	assert.Equal(t, []float64{-3.43, -1.67, math.Inf(1), 0.958, 0.0005}, []float64{o.Estimate.Value, o.Estimate.Interval.Lo, o.Estimate.Interval.Hi, o.Estimate.Interval.Level, o.Estimate.P})
	assert.Equal(t, "\u22123.43 (\u22121.67 to \u221e; p < 0.001)", o.Format(rma.English))

	table.Rows[0].Cells[1] = rma.CountCell(3)
	r, err = Protect(Material{Tables: []rma.Table{table}, Evidence: evidence(t, obs)}, steering)
	require.NoError(t, err)
	o, _ = r.Evidence().Get("shift")
	assert.Equal(t, "\u22123.43 (\u22121.67 to \u221e)", o.Format(rma.English), "beside a hidden count no p-value")
	assert.Zero(t, o.Estimate.Interval.Level)
}
