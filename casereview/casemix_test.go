package casereview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// mixed makes cases with attributes, some of them missing.
func mixed(rng *rand.Rand, n int) []Case {
	var cases []Case
	for i := range n {
		c := Case{ID: caseID(fmt.Sprintf("M%04d", i)), Pilot: []string{"EMM", "HOO", "EMM", ""}[rng.IntN(4)], Attrs: map[string]string{}}
		if v := []string{"ja", "nee", "yes", "", "?"}[rng.IntN(5)]; v != "" {
			c.Attrs["children"] = v
		}
		if rng.IntN(4) > 0 {
			c.Attrs["age"] = []string{"0-4", "5-11", "12-17"}[rng.IntN(3)]
		}
		cases = append(cases, c)
	}
	return cases
}

func byAge() []Split { return []Split{SplitByAttr("age", rma.T("leeftijd", "age"))} }

func TestCaseMixCounts(t *testing.T) {
	var cases []Case
	for i, v := range []string{"ja", "ja", "yes", "nee", "", "x", "ja", "no", "ja", "ja", "", "nee"} {
		cases = append(cases, Case{ID: caseID(fmt.Sprintf("c%02d", i)), Pilot: []string{"EMM", "HOO", ""}[i%3], Attrs: map[string]string{"children": v}})
	}
	log, err := NewLog(cases, nil)
	require.NoError(t, err)
	m, err := CaseMix(log, CaseMixOptions{})
	require.NoError(t, err)
	require.Len(t, m.Parts, 1)
	p := m.Parts[0]
	require.Len(t, p.Levels, 3)
	for i, c := range []struct {
		key      string
		k        int
		recorded rma.Proportion
		pilots   []int
		why      string
	}{
		{"no", 3, rma.Proportion{K: 3, N: 9}, []int{1, 1, 1}, "nee and no"},
		{"yes", 6, rma.Proportion{K: 6, N: 9}, []int{3, 1, 2}, "ja and yes"},
		{"unknown", 3, rma.Proportion{N: 9}, []int{0, 2, 1}, "empty, or neither yes nor no"},
	} {
		l := p.Levels[i]
		assert.Equal(t, c.key, l.Key, c.why)
		assert.Equal(t, rma.Proportion{K: c.k, N: 12}, l.Share.Proportion, c.why)
		assert.Equal(t, c.recorded, l.OfRecorded.Proportion, c.why)
		assert.Equal(t, c.pilots, l.Pilots, c.why)
	}
	assert.Equal(t, 3, p.Missing.K)
	assert.Equal(t, []MixPilot{{"EMM", 4}, {"HOO", 4}, {"", 4}}, m.Pilots)
	assert.True(t, rma.HasWarning(m.Warnings, rma.WarnMissingAnswers))
	one, err := CaseMix(log, CaseMixOptions{In: InPilot("EMM")})
	require.NoError(t, err)
	assert.Equal(t, 4, one.Cases)
}

// By the definition, and everything adds up.
func TestCaseMixByDefinition(t *testing.T) {
	for round := range 60 {
		rng := rand.New(rand.NewPCG(51, uint64(round)))
		cases := mixed(rng, rng.IntN(40))
		log, err := NewLog(cases, nil)
		require.NoError(t, err)
		m, err := CaseMix(log, CaseMixOptions{By: byAge()})
		require.NoError(t, err)
		for _, l := range m.Parts[1].Levels {
			n, inPilot := 0, make([]int, len(m.Pilots))
			for _, c := range cases {
				if nameOr(c.Attrs["age"], "unknown") == l.Key {
					n++
					inPilot[slices.IndexFunc(m.Pilots, func(p MixPilot) bool { return p.Pilot == c.Pilot })]++
				}
			}
			require.Equal(t, n, l.Share.K)
			require.Equal(t, inPilot, l.Pilots)
		}
		for _, p := range m.Parts {
			all := 0
			for _, l := range p.Levels {
				all += l.Share.K
			}
			require.Equal(t, len(cases), all)
		}
	}
}

func TestCaseMixProperties(t *testing.T) {
	text := func(cases []Case) string {
		log, err := NewLog(cases, nil)
		require.NoError(t, err)
		m, err := CaseMix(log, CaseMixOptions{By: byAge()})
		require.NoError(t, err)
		return plain(m.Table()) + m.String()
	}
	for round := range 30 {
		rng := rand.New(rand.NewPCG(52, uint64(round)))
		cases := mixed(rng, 30)
		want := text(cases)
		c, _ := renamed(cases, nil)
		require.Equal(t, want, text(c), "renamed")
		rng.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		require.Equal(t, want, text(cases), "shuffled")
		log, err := NewLog(cases, nil)
		require.NoError(t, err)
		a, b := NewCaseMixTally(CaseMixOptions{By: byAge()}), NewCaseMixTally(CaseMixOptions{By: byAge()})
		for _, tr := range log.Cases() {
			if rng.IntN(2) == 0 {
				a.Add(tr)
			} else {
				b.Add(tr)
			}
		}
		require.NoError(t, b.Merge(a))
		require.NoError(t, b.Merge(nil))
		m, err := b.Result()
		require.NoError(t, err)
		require.Equal(t, want, plain(m.Table())+m.String(), "merged")
		require.NoError(t, b.Merge(a))
		if len(a.courses.cases) > 0 {
			_, err = b.Result()
			require.ErrorIs(t, err, rma.ErrDuplicate)
		}
	}
}

func TestCaseMixOptionsAndDegenerate(t *testing.T) {
	for why, o := range map[string]CaseMixOptions{
		"a level": {Level: 2}, "a split": {By: []Split{{}}}, "two with one key": {By: append(byAge(), byAge()...)},
		"the key of the children": {By: []Split{{Key: "children", Of: func(Trace, Stamp) string { return "" }}}},
	} {
		log, err := NewLog(mixed(rand.New(rand.NewPCG(53, 1)), 3), nil)
		require.NoError(t, err)
		_, err = CaseMix(log, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	require.ErrorIs(t, NewCaseMixTally(CaseMixOptions{}).Merge(NewCaseMixTally(CaseMixOptions{Children: "kinderen"})), ErrOptions)
	require.ErrorIs(t, NewCaseMixTally(CaseMixOptions{}).Merge(NewCaseMixTally(CaseMixOptions{By: byAge()})), ErrOptions)
	hostile, err := NewLog([]Case{{ID: caseID("a"), Pilot: "=1\x00\xff\u202e", Attrs: map[string]string{"children": "\xff", "age": "=2"}}}, nil)
	require.NoError(t, err)
	for _, log := range []*Log{nil, {}, hostile} {
		m, err := CaseMix(log, CaseMixOptions{By: append(byAge(), SplitByWeekend(Weekend{}), SplitFromDay(rma.NewDate(2023, 1, 1)), SplitBySameDay(Consult))})
		require.NoError(t, err)
		_, err = rma.Collect(m)
		require.NoError(t, err)
		for _, r := range m.Table().Rows {
			require.Len(t, r.Cells, len(m.Table().Columns))
		}
		assert.NotEmpty(t, m.Warnings)
	}
	assert.NotPanics(t, func() { _, _, _ = Mixture{}.Table(), Mixture{}.Observations(), Mixture{}.String() })
}

func TestCaseMixCanBeReleased(t *testing.T) {
	for _, n := range []int{8, 60, 400} {
		log, err := NewLog(mixed(rand.New(rand.NewPCG(54, uint64(n))), n), nil)
		require.NoError(t, err)
		m, err := CaseMix(log, CaseMixOptions{By: byAge()})
		require.NoError(t, err)
		shown := released(t, []rma.Table{m.Table()}, m)
		if n == 400 {
			assert.Positive(t, shown)
		}
		assertReleasable(t, []rma.Table{m.Table()}, m)
	}
}

func BenchmarkCaseMix(b *testing.B) {
	for _, dossiers := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, dossiers)
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := CaseMix(log, CaseMixOptions{By: byAge()}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
