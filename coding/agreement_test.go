package coding

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestAgreementByCharacter(t *testing.T) {
	for _, c := range []struct {
		why          string
		n            int
		a, b         []Span
		cells        [4]int // both, only a, only b, neither
		po, pe       float64
		kappa, alpha float64
	}{
		{"1000 characters, 50 coded by both, 50 and 100 by one", 1000, []Span{{0, 100}}, []Span{{50, 200}},
			[4]int{50, 50, 100, 800}, .85, .78, 0.318182, 0.314629},
		{"two spans of 20 that share 10 of 100", 100, []Span{{10, 30}}, []Span{{20, 40}},
			[4]int{10, 10, 10, 70}, .80, .68, 0.375, 0.378125},
		{"Krippendorff (1995), example A, on a continuum of 24", 24, []Span{{2, 10}, {14, 20}}, []Span{{4, 8}, {15, 17}},
			[4]int{6, 8, 0, 10}, 2. / 3, (14*6 + 10*18) / 576., 0.384615, 0.328571},
		{"spans of one coder that overlap count once", 100, []Span{{10, 30}, {15, 25}, {10, 20}}, []Span{{20, 40}},
			[4]int{10, 10, 10, 70}, .80, .68, 0.375, 0.378125},
		{"one coder saw nothing", 100, []Span{{10, 30}}, nil, [4]int{0, 20, 0, 80}, .8, .8, 0, -0.105556},
	} {
		got, err := Agree(spanProject(t, c.n, map[string][]Span{"anna": c.a, "bram": c.b}), ByCharacter, AgreementOptions{})
		require.NoError(t, err, c.why)
		one := got.Codes[0]
		p := one.Pairs[0]
		assert.Equal(t, c.cells, [4]int{p.Both, p.OnlyA, p.OnlyB, p.Neither}, c.why)
		assert.Equal(t, c.n, p.N(), c.why)
		assert.Equal(t, c.n, one.N, c.why)
		testkit.Near(t, c.po, p.Po, 1e-12, c.why+": Po")
		testkit.Near(t, c.pe, p.Pe, 1e-12, c.why+": Pe")
		testkit.Near(t, c.kappa, p.Kappa.Value, 5e-7, c.why+": kappa")
		testkit.Near(t, c.alpha, one.Alpha.Value, 5e-7, c.why+": alpha")
		testkit.Near(t, c.po, one.Percent.Value, 1e-12, c.why+": percent")
	}
}

// Hand numbers for units coded 1 or 0 by each coder.
func TestAgreementByTurn(t *testing.T) {
	for _, c := range []struct {
		why                   string
		ratings               [][]int
		percent, kappa, alpha float64
	}{
		{"AAAB against AAAA: high agreement, no kappa", [][]int{{1, 1}, {1, 1}, {1, 1}, {0, 1}}, .75, 0, 0},
		{"ABAB against ABBB", [][]int{{1, 1}, {0, 0}, {1, 0}, {0, 0}}, .75, .5, 8. / 15},
		{"three coders ABA, ABB, ABA: Fleiss .55, alpha by hand", [][]int{{1, 1, 1}, {0, 0, 0}, {1, 0, 1}}, 7. / 9, 2. / 5, .6},
	} {
		got, err := Agree(unitProject(t, c.ratings), ByTurn, AgreementOptions{})
		require.NoError(t, err, c.why)
		one := got.Codes[0]
		testkit.Near(t, c.percent, one.Percent.Value, 1e-12, c.why+": percent")
		testkit.Near(t, c.kappa, one.Pairs[0].Kappa.Value, 1e-12, c.why+": kappa")
		testkit.Near(t, c.alpha, one.Alpha.Value, 1e-12, c.why+": alpha")
	}
}

func TestAgreementUndefined(t *testing.T) {
	got, err := Agree(spanProject(t, 50, map[string][]Span{"anna": nil, "bram": nil}), ByCharacter, AgreementOptions{})
	require.NoError(t, err)
	one := got.Codes[0]
	assert.True(t, math.IsNaN(one.Alpha.Value), "nobody gave the code: undefined, not 1")
	assert.True(t, math.IsNaN(one.Pairs[0].Kappa.Value))
	assert.Equal(t, 1.0, one.Percent.Value)
	assert.Equal(t, rma.Warn(rma.WarnOneCategory, "α, n=50"), one.Warnings[0])
	assert.Equal(t, rma.Warn(rma.WarnOneCategory, "κ, n=50"), one.Warnings[1])
	assert.True(t, math.IsNaN(got.Pooled[0].Kappa.Value))
	assert.Equal(t, rma.Warn(rma.WarnUndefined, "κ: codes=1"), got.Warnings[0])
	assert.Equal(t, rma.Warn(rma.WarnNoInterval, "n=1, n≥5"), got.Warnings[1])
}

func TestAgreementWarnsOfDocumentsWithoutAUnit(t *testing.T) {
	p := markedProject(t, []string{"anna", "bram"}, markedDoc{"a", "", "R: «ja|WP.BEL»\n"}, markedDoc{"b", "", "Notities.\n"})
	got, err := Agree(p, ByTurn, AgreementOptions{Replicates: -1})
	require.NoError(t, err)
	assert.Equal(t, 1, got.NoUnits)
	w := rma.Warn(rma.WarnNoUnit, "1/2")
	assert.Contains(t, got.Warnings, w)
	assert.Equal(t, "documenten zonder eenheid om te vergelijken (1/2)", w.Label(rma.Dutch), "no word of another language")
}

// De Vries and others (2008): the pooled kappa is not the mean of the kappas.
func TestPooledKappa(t *testing.T) {
	p := newPool(2, 0)
	p.add(0, PairAgreement{Po: .8, Pe: .68})
	p.add(0, PairAgreement{Po: .9, Pe: .5})
	p.add(0, PairAgreement{Po: math.NaN(), Pe: math.NaN()})
	got := p.result([]string{"a", "b"}, .95)[0]
	testkit.Near(t, 0.634146, got.Kappa.Value, 5e-7, "pooled kappa")
	assert.Equal(t, 2, got.Codes, "a code without units is left out")
}

func TestAgreementErrors(t *testing.T) {
	p := spanProject(t, 10, map[string][]Span{"anna": nil, "bram": nil})
	one := spanProject(t, 10, map[string][]Span{"anna": nil})
	apart := spanProject(t, 10, map[string][]Span{"anna": nil, "bram": nil})
	apart.Assignments = apart.Assignments[:1]
	for _, c := range []struct {
		why  string
		p    *Project
		unit Unit
		o    AgreementOptions
		is   error
	}{
		{"no unit declared", p, UnitNotDeclared, AgreementOptions{}, ErrNoUnit},
		{"a unit that does not exist", p, Unit(9), AgreementOptions{}, ErrNoUnit},
		{"one coder", one, ByCharacter, AgreementOptions{}, ErrCoders},
		{"no document in common", apart, ByCharacter, AgreementOptions{}, ErrCoders},
		{"an unknown coder", p, ByCharacter, AgreementOptions{Coders: []string{"anna", "x"}}, rma.ErrUnknownID},
		{"an unknown code", p, ByCharacter, AgreementOptions{Codes: []string{"x"}}, rma.ErrUnknownID},
		{"characters are not independent", p, ByCharacter, AgreementOptions{IndependentUnits: true}, errOptions},
		{"a level as a percentage", p, ByCharacter, AgreementOptions{Level: 95}, errOptions},
		{"a share above 1", p, ByTurn, AgreementOptions{MinOverlap: 50}, errOptions},
		{"no project", nil, ByTurn, AgreementOptions{}, rma.ErrMissing},
	} {
		_, err := Agree(c.p, c.unit, c.o)
		assert.ErrorIs(t, err, c.is, c.why)
	}
}

func TestAgreementScope(t *testing.T) {
	text := "I: Wat ging er «mis|WP.BEL|anna»?\n" +
		"R: De «warme overdracht|WP.BEL|anna» «ontbrak|WP.BEL|bram» en wij wachtten.\n" +
		"R: Verder ging het goed.\n" +
		"R: Niets te melden.\n"
	p := markedProject(t, []string{"anna", "bram"}, markedDoc{"d1", "HOO", text})
	for _, c := range []struct {
		why   string
		unit  Unit
		o     AgreementOptions
		cells [4]int
	}{
		{"one character makes a turn coded", ByTurn, AgreementOptions{}, [4]int{1, 1, 0, 2}},
		{"participants only", ByTurn, AgreementOptions{ParticipantsOnly: true}, [4]int{1, 0, 0, 2}},
		{"only what somebody coded", ByTurn, AgreementOptions{OnlyCoded: true}, [4]int{1, 1, 0, 0}},
		{"a third of the turn must be coded", ByTurn, AgreementOptions{MinOverlap: 0.33}, [4]int{0, 1, 0, 3}},
		{"paragraphs within turns", ByParagraph, AgreementOptions{}, [4]int{1, 1, 0, 2}},
		{"characters of participants", ByCharacter, AgreementOptions{ParticipantsOnly: true}, [4]int{0, 16, 7, 58}},
		{"characters that somebody coded", ByCharacter, AgreementOptions{OnlyCoded: true}, [4]int{0, 19, 7, 0}},
	} {
		o := c.o
		o.Codes = []string{"WP.BEL"}
		got, err := Agree(p, c.unit, o)
		require.NoError(t, err, c.why)
		pair := got.Codes[0].Pairs[0]
		assert.Equal(t, c.cells, [4]int{pair.Both, pair.OnlyA, pair.OnlyB, pair.Neither}, c.why)
	}
	got, err := Agree(p, ByTurn, AgreementOptions{MinOverlap: .5, ParticipantsOnly: true})
	require.NoError(t, err)
	assert.Equal(t, "Unit: turn; coded from 50% of the characters; participants' words only; documents that all coders coded", got.Scope().EN)
}

// A parent stands for the codes under it: coders who chose another aspect of
// one bouwsteen agree on the bouwsteen.
func TestAgreementOnAParent(t *testing.T) {
	p := markedProject(t, []string{"anna", "bram"}, markedDoc{"d", "", "R: «een|WP.BEL|anna»\nR: «twee|WP.BEL|anna»\nR: drie\nR: «««vier|WP.AAN|bram»|WP.BEL|anna» vijf|SW.BEL|bram»\nR: «zes|WP.RVW|bram»\n"})
	got, err := Agree(p, ByTurn, AgreementOptions{Codes: []string{"WP.BEL", "WP"}})
	require.NoError(t, err)
	require.Len(t, got.Codes, 2)
	assert.Equal(t, "WP", got.Codes[0].Code, "in the order of the tree")
	assert.Equal(t, 1, got.Codes[0].Pairs[0].Both)
	assert.Equal(t, 0, got.Codes[1].Pairs[0].Both)
}

// Who was not asked is missing, and no coder who saw nothing.
func TestAgreementMissing(t *testing.T) {
	ratings := [][]int{{1, 1, -1}, {0, 0, 0}, {1, 0, 1}, {1, -1, -1}, {-1, 1, 1}}
	p := unitProject(t, ratings)
	all, err := Agree(p, ByTurn, AgreementOptions{})
	require.NoError(t, err)
	assert.Equal(t, 2, all.Codes[0].N, "documents of all three coders")
	assert.Equal(t, 3, all.LeftOut)
	some, err := Agree(p, ByTurn, AgreementOptions{Partial: true})
	require.NoError(t, err)
	assert.Equal(t, 4, some.Codes[0].N, "units with two ratings")
	assert.Equal(t, 1, some.LeftOut)
	assert.Equal(t, []rma.Proportion{{K: 2, N: 3}, {K: 2, N: 4}, {K: 2, N: 3}}, some.Codes[0].Prevalence)
	assert.Equal(t, 3, some.Codes[0].Pairs[0].N(), "a pair is compared on what both did")
	testkit.Near(t, 1-(2./10)/(2.*6*4/90), some.Codes[0].Alpha.Value, 1e-12, "alpha by hand")
}

func TestAgreementInterval(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	ratings := make([][]int, 40)
	for i := range ratings {
		a := rng.IntN(2)
		b := a
		if rng.IntN(5) == 0 {
			b = 1 - a
		}
		ratings[i] = []int{a, b}
	}
	p := unitProject(t, ratings)
	one, err := Agree(p, ByTurn, AgreementOptions{})
	require.NoError(t, err)
	again, err := Agree(p, ByTurn, AgreementOptions{})
	require.NoError(t, err)
	same(t, one, again)
	other, err := Agree(p, ByTurn, AgreementOptions{Seed: 9})
	require.NoError(t, err)
	assert.NotEqual(t, one.Codes[0].Alpha.Interval, other.Codes[0].Alpha.Interval)
	independent, err := Agree(p, ByTurn, AgreementOptions{IndependentUnits: true})
	require.NoError(t, err)
	k, large := one.Codes[0].Pairs[0].Kappa, independent.Codes[0].Pairs[0].Kappa
	assert.Less(t, k.Interval.Lo, k.Value)
	assert.Greater(t, k.Interval.Hi, k.Value)
	// Every document is one unit, so that drawing documents and the formula
	// for independent units are about the same thing.
	testkit.Near(t, large.Interval.Lo, k.Interval.Lo, 0.06, "lower bound")
	testkit.Near(t, large.Interval.Hi, k.Interval.Hi, 0.06, "upper bound")
	assert.Equal(t, "Fleiss-Cohen-Everitt", large.Interval.Method)
	assert.True(t, math.IsNaN(independent.Codes[0].Alpha.Interval.Lo))
	none, err := Agree(p, ByTurn, AgreementOptions{Replicates: -1})
	require.NoError(t, err)
	assert.True(t, math.IsNaN(none.Codes[0].Alpha.Interval.Lo))
	assert.Equal(t, []rma.Warning{{Code: rma.WarnNoInterval}}, none.Warnings, "none was asked for")
	assert.Contains(t, independent.Warnings, rma.Warn(rma.WarnNoInterval, "α, κ"))
}

func TestQuantile(t *testing.T) {
	// R: quantile(c(1, 2, 3, 4), .25, type = 7) is 1.75
	testkit.Near(t, 1.75, quantile([]float64{1, 2, 3, 4}, .25), 1e-12, "type 7")
	testkit.Near(t, 4, quantile([]float64{1, 2, 3, 4}, 1), 0, "maximum")
	assert.True(t, math.IsNaN(interval([]float64{1, math.NaN()}, .95).Lo), "half of the draws are undefined")
	assert.Equal(t, 1.0, interval(append(slices.Repeat([]float64{1}, 19), math.NaN()), .95).Lo, "a twentieth is not")
}

// Character by character, as slowly as can be.
func TestAgreementAgainstEveryCharacter(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range 60 {
		p := randomProject(t, rng, 1+rng.IntN(4), 2+rng.IntN(3))
		o := AgreementOptions{ParticipantsOnly: round%2 == 0, OnlyCoded: round%3 == 0, Partial: round%4 == 0, Replicates: -1}
		got, err := Agree(p, ByCharacter, o)
		if err != nil {
			require.ErrorIs(t, err, ErrCoders)
			continue
		}
		for _, code := range got.Codes {
			want := slowCells(p, o, code.Code, got.Coders)
			for i, pair := range code.Pairs {
				require.Equal(t, want[i], [4]int{pair.Both, pair.OnlyA, pair.OnlyB, pair.Neither}, "round %d, %s", round, code.Code)
			}
		}
	}
}

// slowCells counts both, only A, only B and neither for each pair of coders by
// looking at every character.
func slowCells(p *Project, o AgreementOptions, code string, coders []string) [][4]int {
	out := make([][4]int, len(coders)*(len(coders)-1)/2)
	for _, d := range p.Documents {
		rated := map[string]bool{}
		for _, a := range p.Assignments {
			if a.Doc == d.ID && a.covers(p.Codebook)[code] {
				rated[a.Coder] = true
			}
		}
		if len(rated) < 2 || !o.Partial && len(rated) < len(coders) {
			continue
		}
		for at := range d.Len() {
			here := Span{at, at + 1}
			turn, ok := d.TurnAt(here)
			if o.ParticipantsOnly && (!ok || turn.Role != Participant) {
				continue
			}
			gave, any := map[string]bool{}, false
			for _, c := range p.Codings {
				if c.Doc == d.ID && c.Span.Contains(here) {
					gave[c.Coder] = gave[c.Coder] || c.Code == code
					any = any || ratedFor(p, c, coders, o)
				}
			}
			if o.OnlyCoded && !any {
				continue
			}
			countPairs(out, coders, rated, gave)
		}
	}
	return out
}

// ratedFor reports whether the coding is of a code that enough coders were
// asked for in that document.
func ratedFor(p *Project, c Coding, coders []string, o AgreementOptions) bool {
	n := 0
	for _, a := range p.Assignments {
		if a.Doc == c.Doc && a.covers(p.Codebook)[c.Code] {
			n++
		}
	}
	return n >= 2 && (o.Partial || n == len(coders))
}

func countPairs(out [][4]int, coders []string, rated, gave map[string]bool) {
	at := 0
	for i, a := range coders {
		for _, b := range coders[i+1:] {
			switch {
			case !rated[a] || !rated[b]:
			case gave[a] && gave[b]:
				out[at][0]++
			case gave[a]:
				out[at][1]++
			case gave[b]:
				out[at][2]++
			default:
				out[at][3]++
			}
			at++
		}
	}
}

// randomProject has a few short documents with turns, three codes, and random
// assignments and spans.
func randomProject(t testing.TB, rng *rand.Rand, docs, coders int) *Project {
	t.Helper()
	p := &Project{Codebook: Codebook{Codes: []Code{
		{ID: "x", Label: textOf("x"), Codable: true}, {ID: "y", Label: textOf("y"), Codable: true}, {ID: "z", Label: textOf("z"), Codable: true}}}}
	for i := range coders {
		p.Coders = append(p.Coders, Coder{ID: fmt.Sprintf("k%d", i)})
	}
	for i := range docs {
		var b strings.Builder
		for range 1 + rng.IntN(4) {
			b.WriteString([]string{"I: vraag\n", "R: een antwoord é😀\n\n", "R1: nog een\n"}[rng.IntN(3)])
		}
		id := fmt.Sprintf("d%d", i)
		d, err := ReadTranscript(strings.NewReader(b.String()), id+".txt", TranscriptOptions{ID: id, Attributes: map[string]string{AttrPilot: fmt.Sprint(i % 2)}})
		require.NoError(t, err)
		p.Documents = append(p.Documents, d)
		for _, c := range p.Coders {
			switch rng.IntN(5) {
			case 0:
				continue // not asked
			case 1:
				p.Assignments = append(p.Assignments, Assignment{Coder: c.ID, Doc: id, Codes: []string{"x", "y"}})
			default:
				p.Assignments = append(p.Assignments, Assignment{Coder: c.ID, Doc: id})
			}
			seen := map[codeAt]bool{}
			for n := range rng.IntN(6) {
				s := Span{rng.IntN(d.Len()), rng.IntN(d.Len() + 1)}
				key := codeAt{s, []string{"x", "y"}[rng.IntN(2)]}
				if s.Start < s.End && !seen[key] {
					seen[key] = true
					p.Codings = append(p.Codings, Coding{ID: fmt.Sprint(n), Doc: id, Span: s, Code: key.code, Coder: c.ID})
				}
			}
		}
	}
	require.NoError(t, p.Validate())
	return p
}
