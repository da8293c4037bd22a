package coding

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func shuffled(p *Project, rng *rand.Rand) *Project {
	q := *p
	q.Documents, q.Coders = slices.Clone(p.Documents), slices.Clone(p.Coders)
	q.Assignments, q.Codings = slices.Clone(p.Assignments), slices.Clone(p.Codings)
	rng.Shuffle(len(q.Documents), func(i, j int) { q.Documents[i], q.Documents[j] = q.Documents[j], q.Documents[i] })
	rng.Shuffle(len(q.Coders), func(i, j int) { q.Coders[i], q.Coders[j] = q.Coders[j], q.Coders[i] })
	rng.Shuffle(len(q.Assignments), func(i, j int) { q.Assignments[i], q.Assignments[j] = q.Assignments[j], q.Assignments[i] })
	rng.Shuffle(len(q.Codings), func(i, j int) { q.Codings[i], q.Codings[j] = q.Codings[j], q.Codings[i] })
	return &q
}

// same compares values in which NaN must equal NaN.
func same(t *testing.T, a, b any) {
	t.Helper()
	assert.Equal(t, fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", b))
}

func TestOrderChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 20 {
		p := randomProject(t, rng, 6, 3)
		q := shuffled(p, rng)
		for _, unit := range []Unit{ByCharacter, ByTurn, ByParagraph} {
			a, err := Agree(p, unit, AgreementOptions{Partial: true, Replicates: 50})
			require.NoError(t, err)
			b, err := Agree(q, unit, AgreementOptions{Partial: true, Replicates: 50})
			require.NoError(t, err)
			same(t, a, b)
			da, err := FindDisagreements(p, unit, AgreementOptions{Partial: true})
			require.NoError(t, err)
			db, err := FindDisagreements(q, unit, AgreementOptions{Partial: true})
			require.NoError(t, err)
			assert.Equal(t, da, db)
		}
		ma, err := NewMatrix(p, MatrixOptions{})
		require.NoError(t, err)
		mb, err := NewMatrix(q, MatrixOptions{})
		require.NoError(t, err)
		assert.Equal(t, ma, mb)
		ta, err := FindThemes(p, ThemeOptions{})
		require.NoError(t, err)
		tb, err := FindThemes(q, ThemeOptions{})
		require.NoError(t, err)
		assert.Equal(t, ta.Observations(), tb.Observations())
	}
}

func TestOtherNamesForCodesAndCodersChangeNoFigure(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	p := randomProject(t, rng, 6, 2)
	name := strings.NewReplacer("x", "z", "y", "x", "z", "y", "k0", "k1", "k1", "k0")
	q := *p
	q.Codebook.Codes = slices.Clone(p.Codebook.Codes)
	for i := range q.Codebook.Codes {
		q.Codebook.Codes[i].ID = name.Replace(q.Codebook.Codes[i].ID)
	}
	q.Assignments, q.Codings = slices.Clone(p.Assignments), slices.Clone(p.Codings)
	for i, a := range q.Assignments {
		q.Assignments[i].Coder, q.Assignments[i].Codes = name.Replace(a.Coder), slices.Clone(a.Codes)
		for j := range a.Codes {
			q.Assignments[i].Codes[j] = name.Replace(a.Codes[j])
		}
	}
	for i, c := range q.Codings {
		q.Codings[i].Code, q.Codings[i].Coder = name.Replace(c.Code), name.Replace(c.Coder)
	}
	a, err := Agree(p, ByCharacter, AgreementOptions{Partial: true})
	require.NoError(t, err)
	b, err := Agree(&q, ByCharacter, AgreementOptions{Partial: true})
	require.NoError(t, err)
	for i, one := range a.Codes {
		other := b.Codes[i]
		assert.Equal(t, name.Replace(one.Code), other.Code)
		testkit.Near(t, one.Alpha.Value, other.Alpha.Value, 1e-12, one.Code+": alpha")
		testkit.Near(t, one.Alpha.Interval.Lo, other.Alpha.Interval.Lo, 1e-12, one.Code+": alpha interval")
		testkit.Near(t, one.Pairs[0].Kappa.Value, other.Pairs[0].Kappa.Value, 1e-12, one.Code+": kappa")
		assert.Equal(t, one.Pairs[0].OnlyA, other.Pairs[0].OnlyB, "the coders have changed places")
	}
}

// Text behind the last coding adds to the cell of neither, and to no other.
func TestTextThatNobodyCoded(t *testing.T) {
	spans := map[string][]Span{"anna": {{10, 30}}, "bram": {{20, 40}}}
	short, err := Agree(spanProject(t, 100, spans), ByCharacter, AgreementOptions{})
	require.NoError(t, err)
	long, err := Agree(spanProject(t, 1100, spans), ByCharacter, AgreementOptions{})
	require.NoError(t, err)
	a, b := short.Codes[0].Pairs[0], long.Codes[0].Pairs[0]
	assert.Equal(t, [3]int{a.Both, a.OnlyA, a.OnlyB}, [3]int{b.Both, b.OnlyA, b.OnlyB})
	assert.Equal(t, a.Neither+1000, b.Neither)
	c, err := Agree(spanProject(t, 100, spans), ByCharacter, AgreementOptions{OnlyCoded: true})
	require.NoError(t, err)
	d, err := Agree(spanProject(t, 1100, spans), ByCharacter, AgreementOptions{OnlyCoded: true})
	require.NoError(t, err)
	same(t, c.Codes, d.Codes)
}

// The sums that the draws use give what the kernels give.
func TestSumsAgreeWithKernels(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for range 200 {
		coders := 2 + rng.IntN(3)
		s := newSums(coders)
		var ps []pattern
		for range 1 + rng.IntN(6) {
			rated := rng.Uint64N(1 << coders)
			p := pattern{rated, rng.Uint64() & rated, 1 + rng.IntN(20)}
			ps = append(ps, p)
			s.add(p, coders)
		}
		tally, _ := ratings(ps, coders).Tally()
		testkit.Near(t, tally.Krippendorff().Alpha, s.alpha(), 1e-9, "alpha")
		testkit.Near(t, tally.Percent(.95).Pairwise, s.percent(), 1e-9, "percent")
		pair, _ := newPair(ps, 0, 1, make([]string, coders), AgreementOptions{Level: .95}, nil)
		po, pe := s.pairs[0].chance()
		testkit.Near(t, pair.Kappa.Value, kappa(po, pe), 1e-9, "kappa")
	}
}

func TestArgumentsAreNotChanged(t *testing.T) {
	p := randomProject(t, rand.New(rand.NewPCG(9, 9)), 6, 3)
	o := AgreementOptions{Coders: []string{"k2", "k0"}, Codes: []string{"y", "x"}, Partial: true}
	testkit.Unchanged(t, &o, func() {
		testkit.Unchanged(t, p, func() {
			_, err := Agree(p, ByTurn, o)
			require.NoError(t, err)
			_, err = FindDisagreements(p, ByCharacter, o)
			require.NoError(t, err)
			_, err = NewMatrix(p, MatrixOptions{Coders: o.Coders, Codes: o.Codes})
			require.NoError(t, err)
			_, err = Quotes(p, QuoteOptions{Coders: o.Coders, Context: 10})
			require.NoError(t, err)
			_, err = FindThemes(p, ThemeOptions{Coders: o.Coders})
			require.NoError(t, err)
			_, err = UnitFrame(p, ByTurn, UnitOptions{})
			require.NoError(t, err)
		})
	})
}
