package review

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestFactors(t *testing.T) {
	labels := map[string]rma.Text{"korte-lijnen": rma.T("korte lijnen", "short lines")}
	m, err := Factors(all(t), Options{Origin: origin, Labels: labels})
	require.NoError(t, err)
	assert.Equal(t, Base{Options: Options{Name: "factors", AtLeast: Analysed, Labels: labels, Level: 0.95, Origin: origin}, Reviews: 4, Cases: 3, LeftOut: 1}, m.Base)
	assert.Equal(t, []rma.Ref{{Kind: rma.RefCase, ID: "AAH-01"}, {Kind: rma.RefCase, ID: "AAH-02"}, {Kind: rma.RefCase, ID: "MEP-01"}}, m.Cases)
	type row struct {
		code   string
		byCase []Seen
		share  rma.Proportion
	}
	var got []row
	for _, r := range m.Rows {
		got = append(got, row{r.Code, r.ByCase, r.Share.Proportion})
	}
	assert.Equal(t, []row{
		{"korte-lijnen", []Seen{SeenBoth, SeenSupports, NotSeen}, rma.Proportion{K: 2, N: 3}},
		{"tijd", []Seen{NotSeen, SeenSupports, SeenUnclear}, rma.Proportion{K: 2, N: 3}},
		{"werkdruk", []Seen{SeenHinders, NotSeen, SeenHinders}, rma.Proportion{K: 2, N: 3}},
		{"systeem", []Seen{SeenHinders, NotSeen, NotSeen}, rma.Proportion{K: 1, N: 3}},
	}, got, "two reviews of one case are one case")
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnSmallBase, "n=3, n≥10")}, m.Warnings)
	assert.Equal(t, "korte lijnen", m.Rows[0].Label.In(rma.Dutch))
	o := m.Observations()[0]
	assert.Equal(t, "casusreview/AAH/factors-korte-lijnen", o.ID)
	assert.Equal(t, "2 van de 3", o.Format(rma.Dutch), "no percentage on three cases")
	assert.Len(t, o.Refs, 2)
	assert.Contains(t, m.String(), "short lines: 2 of 3\n")
}

func TestPercentagesFromTenCasesOn(t *testing.T) {
	for _, n := range []int{9, 10} {
		var list []Review
		for i := range n {
			list = append(list, Review{ID: fmt.Sprint("R", i), Case: caseID(fmt.Sprint("C-", i)), Status: Final, Episodes: []Episode{{ID: "E", Factors: []Factor{{Code: "a", Direction: Supports}}}}})
		}
		m, err := Factors(list, Options{})
		require.NoError(t, err)
		b, err := Balance(list, Options{})
		require.NoError(t, err)
		p, err := Patterns(list, Options{})
		require.NoError(t, err)
		for _, table := range append([]rma.Table{m.Table(), m.CaseTable(), p.Table()}, b.Tables()...) {
			assert.Equal(t, n == 10, containsPercent(table), "%s with %d cases", table.ID, n)
		}
		assert.Equal(t, n < 10, rma.HasWarning(m.Warnings, rma.WarnSmallBase))
	}
}

func containsPercent(t rma.Table) bool {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			for _, x := range c.Format(rma.Dutch) {
				if x == '%' {
					return true
				}
			}
		}
	}
	return false
}

func TestNothingToCount(t *testing.T) {
	for why, list := range map[string][]Review{"no reviews": nil, "none that count": {{ID: "R1", Status: Planned}, {ID: "R2", Status: 77}}} {
		m, err := Factors(list, Options{})
		require.NoError(t, err, why)
		assert.Empty(t, m.Rows, why)
		assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnUndefined, "n=0")}, m.Warnings, why)
		assert.Equal(t, len(list), m.LeftOut, why)
		b, err := Balance(list, Options{})
		require.NoError(t, err, why)
		assert.Empty(t, b.Observations(), why)
		assert.Zero(t, b.All.N(), why)
		p, err := Patterns(list, Options{})
		require.NoError(t, err, why)
		assert.Empty(t, p.Observations(), why)
		s, err := NewFactors(list, Options{})
		require.NoError(t, err, why)
		assert.Empty(t, s.Observations(), why)
		assert.True(t, rma.HasWarning(s.Warnings, rma.WarnUndefined), why)
		e, err := ListEpisodes(list, Options{})
		require.NoError(t, err, why)
		assert.Empty(t, e.Observations(), why)
		for _, table := range []rma.Table{m.Table(), m.CaseTable(), b.Table(), b.LevelTable(), p.Table(), p.StatementTable(), s.Table(), e.Table()} {
			for _, r := range table.Rows {
				assert.Len(t, r.Cells, len(table.Columns), "%s: %s", why, table.ID)
			}
			assert.NotPanics(t, func() { table.Text(rma.English) })
		}
	}
}

func TestAnalysesRefuse(t *testing.T) {
	for _, c := range []struct {
		why   string
		list  []Review
		o     Options
		cause error
	}{
		{"no id", []Review{{Status: Final}}, Options{}, rma.ErrMissing},
		{"one id twice", []Review{{ID: "R1"}, {ID: "R1"}}, Options{}, rma.ErrDuplicate},
		{"a level in percent", nil, Options{Level: 95}, ErrOptions},
		{"a level below 0", nil, Options{Level: -0.5}, ErrOptions},
	} {
		for name, analyse := range map[string]func() error{
			"Factors":      func() error { _, err := Factors(c.list, c.o); return err },
			"Balance":      func() error { _, err := Balance(c.list, c.o); return err },
			"Patterns":     func() error { _, err := Patterns(c.list, c.o); return err },
			"NewFactors":   func() error { _, err := NewFactors(c.list, c.o); return err },
			"ListEpisodes": func() error { _, err := ListEpisodes(c.list, c.o); return err },
			"Agree":        func() error { _, err := Agree(c.list, "x", c.o); return err },
		} {
			assert.ErrorIs(t, analyse(), c.cause, "%s: %s", name, c.why)
		}
	}
}

func TestAtLeast(t *testing.T) {
	for _, c := range []struct {
		why     string
		atLeast Status
		reviews int
	}{{"as usual, those that were analysed", 0, 4}, {"all", Planned, 5}, {"final ones", Final, 1}, {"none reaches beyond final", Final + 1, 0}} {
		m, err := Factors(all(t), Options{AtLeast: c.atLeast})
		require.NoError(t, err)
		assert.Equal(t, c.reviews, m.Reviews, c.why)
		assert.Equal(t, 5-c.reviews, m.LeftOut, c.why)
	}
}

// slowFactors counts cases by the definition: for each code and case it looks
// through everything.
func slowFactors(list []Review) (map[string]int, int) {
	key := func(r Review) string {
		if r.Case.IsZero() {
			return "no case " + r.ID
		}
		return r.Case.String()
	}
	cases, codes := map[string]bool{}, map[string]map[string]bool{}
	for _, r := range list {
		if r.Status < Analysed || r.Status > Final {
			continue
		}
		cases[key(r)] = true
		for _, e := range r.Episodes {
			for _, f := range e.Factors {
				if codes[f.Code] == nil {
					codes[f.Code] = map[string]bool{}
				}
				codes[f.Code][key(r)] = true
			}
		}
	}
	out := map[string]int{}
	for code, in := range codes {
		out[code] = len(in)
	}
	return out, len(cases)
}

func TestAgainstASlowCount(t *testing.T) {
	rng := rand.New(rand.NewPCG(42, 1))
	for range 60 {
		list := randomReviews(rng, 1+rng.IntN(15))
		m, err := Factors(list, Options{})
		require.NoError(t, err)
		want, cases := slowFactors(list)
		assert.Equal(t, cases, m.Base.Cases)
		assert.Len(t, m.Rows, len(want))
		for _, r := range m.Rows {
			assert.Equal(t, want[r.Code], r.Share.K, r.Code)
			assert.Equal(t, r.Share.K, r.Supports+r.Hinders+r.Both+r.Unclear)
			assert.Equal(t, cases, r.Share.N)
		}
		checkBalance(t, list)
		s, err := NewFactors(list, Options{})
		require.NoError(t, err)
		assert.Equal(t, len(want), s.Codes)
		sum := 0
		for _, step := range s.Steps {
			sum += len(step.New)
			assert.Equal(t, sum, step.Total)
			assert.LessOrEqual(t, len(step.New), step.Codes)
		}
	}
}

// checkBalance holds the sums of both tables against a count of all factors.
func checkBalance(t *testing.T, list []Review) {
	t.Helper()
	b, err := Balance(list, Options{})
	require.NoError(t, err)
	n := 0
	for _, r := range list {
		if r.Status >= Analysed {
			n += r.factors()
		}
	}
	assert.Equal(t, n, b.All.N())
	for _, rows := range [][]BalanceRow{b.ByBouwsteen, b.ByLevel} {
		var sum BalanceRow
		for _, r := range rows {
			sum.Supports, sum.Hinders, sum.Unclear = sum.Supports+r.Supports, sum.Hinders+r.Hinders, sum.Unclear+r.Unclear
			assert.LessOrEqual(t, r.CasesSupports.K, r.Supports)
			assert.LessOrEqual(t, r.CasesHinders.K, r.Hinders)
			assert.Equal(t, r.Hinders > 0, r.CasesHinders.K > 0)
		}
		assert.Equal(t, []int{b.All.Supports, b.All.Hinders, b.All.Unclear}, []int{sum.Supports, sum.Hinders, sum.Unclear})
	}
}

// TestOrderAndNamesChangeNothing shuffles the reviews, and gives every case
// another pseudonym.
func TestOrderAndNamesChangeNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(43, 1))
	for range 30 {
		list := randomReviews(rng, 12)
		before := everything(t, list)
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		testkit.Unchanged(t, &list, func() { assert.Equal(t, before, everything(t, list), "another order") })
		for i := range list {
			if !list[i].Case.IsZero() {
				list[i].Case = caseID("Z9-" + list[i].Case.String())
			}
			if !list[i].At.IsZero() {
				list[i].At = list[i].At.AddDays(21)
			}
		}
		assert.Equal(t, before[:len(before)-1], everything(t, list)[:len(before)-1], "other pseudonyms and days")
	}
}

// everything gives the tables that name no case, and last the one that does.
func everything(t *testing.T, list []Review) []string {
	t.Helper()
	m, err := Factors(list, Options{})
	require.NoError(t, err)
	b, err := Balance(list, Options{})
	require.NoError(t, err)
	p, err := Patterns(list, Options{})
	require.NoError(t, err)
	s, err := NewFactors(list, Options{})
	require.NoError(t, err)
	a, err := Agree(list, "kwaliteit", Options{AtLeast: Planned})
	require.NoError(t, err)
	var out []string
	for _, table := range []rma.Table{m.Table(), b.Table(), b.LevelTable(), p.Table(), s.Table(), a.Table(), m.CaseTable()} {
		out = append(out, table.Text(rma.Dutch))
	}
	return out
}
