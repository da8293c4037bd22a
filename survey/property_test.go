package survey

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// people are rows of answers by respondent code, before and after.
type people struct {
	codes     []string
	pre, post []string // answers without the code
}

func randomPeople(r *rand.Rand, n int) people {
	row := func() string {
		pressure := []string{"0", "0.5", "1", "1.5", ""}
		five := []string{"1", "2", "3", "4", "5", "8", "9", ""}
		return fmt.Sprintf("E,%s,%s,%s,%s,%s", five[r.IntN(8)], five[r.IntN(8)], five[r.IntN(8)], pressure[r.IntN(5)], pressure[r.IntN(5)])
	}
	var p people
	for i := range n {
		p.codes = append(p.codes, fmt.Sprintf("K%03d", i))
		p.pre, p.post = append(p.pre, row()), append(p.post, row())
	}
	return p
}

func rows(codes, answers []string) []string {
	out := make([]string, len(codes))
	for i := range codes {
		out[i] = codes[i] + "," + answers[i]
	}
	return out
}

func (p people) pairing(t testing.TB) *Pairing {
	t.Helper()
	out, err := Pair(waveOf(t, "voor", rows(p.codes, p.pre)...), waveOf(t, "na", rows(p.codes, p.post)...), PairOptions{})
	require.NoError(t, err)
	return out
}

// numbers returns every figure of a comparison, without names of people.
func numbers(c *Comparison) string {
	d := *c
	d.PairIDs, d.Warnings = nil, nil
	return fmt.Sprintf("%v", struct {
		A, B Summary
		C    []float64
		D    []int
	}{d.Pre, d.Post, []float64{d.Shift, d.ShiftMoved, d.ShiftInterval.Lo, d.ShiftInterval.Hi, d.RankBiserial, d.RankBiserialInterval.Lo,
		d.VPlus, d.VMinus, d.Z, d.P}, []int{d.N, d.Improved, d.Same, d.Worsened, d.Ties, d.Pairs, d.MissingPre, d.MissingPost}})
}

func eachMeasure(t *testing.T, n int, f func(t *testing.T, p people, o CompareOptions)) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 7))
		p := randomPeople(r, n)
		for _, o := range []CompareOptions{{Scale: "afstemming"}, {Scale: "werkdruk", Zeros: PrattZeros}, {Item: "Q3"}} {
			t.Run(fmt.Sprintf("%d/%s%s", seed, o.Scale, o.Item), func(t *testing.T) { f(t, p, o) })
		}
	}
}

func TestSwappingWavesMirrors(t *testing.T) {
	eachMeasure(t, 15, func(t *testing.T, p people, o CompareOptions) {
		there, err := Compare(p.pairing(t), o)
		require.NoError(t, err)
		back, err := Compare(people{p.codes, p.post, p.pre}.pairing(t), o)
		require.NoError(t, err)
		const tol = 1e-12
		testkit.Near(t, -there.Shift, back.Shift, tol, "shift")
		testkit.Near(t, -there.ShiftInterval.Lo, back.ShiftInterval.Hi, tol, "interval")
		testkit.Near(t, -there.ShiftInterval.Hi, back.ShiftInterval.Lo, tol, "interval")
		testkit.Near(t, -there.RankBiserial, back.RankBiserial, tol, "rank-biserial")
		testkit.Near(t, -there.RankBiserialInterval.Lo, back.RankBiserialInterval.Hi, tol, "its interval")
		testkit.Near(t, -there.Z, back.Z, tol, "z")
		testkit.Near(t, there.P, back.P, tol, "p")
		assert.Equal(t, []float64{there.VPlus, there.VMinus}, []float64{back.VMinus, back.VPlus})
		assert.Equal(t, []int{there.Improved, there.Same, there.Worsened}, []int{back.Worsened, back.Same, back.Improved})
		assert.Equal(t, []int{there.MissingPre, there.MissingPost}, []int{back.MissingPost, back.MissingPre})
		assert.Equal(t, there.Pre, back.Post)
	})
}

func TestUnpairedPeopleChangeNothing(t *testing.T) {
	eachMeasure(t, 12, func(t *testing.T, p people, o CompareOptions) {
		want, err := Compare(p.pairing(t), o)
		require.NoError(t, err)
		strangers := []string{"X1,E,5,5,1,0,0", ",E,1,1,5,1.5,1.5", "D,E,1,1,1,1,1", "D,E,2,2,2,1,1"}
		a := waveOf(t, "voor", append(strangers, rows(p.codes, p.pre)...)...)
		b := waveOf(t, "na", append(rows(p.codes, p.post), "X2,E,1,1,1,1,1", "D,E,3,3,3,1,1")...)
		more, err := Pair(a, b, PairOptions{})
		require.NoError(t, err)
		got, err := Compare(more, o)
		require.NoError(t, err)
		assert.Equal(t, numbers(want), numbers(got))
	})
}

func TestRowOrderAndCodesChangeNothing(t *testing.T) {
	eachMeasure(t, 12, func(t *testing.T, p people, o CompareOptions) {
		want, err := Compare(p.pairing(t), o)
		require.NoError(t, err)
		r := rand.New(rand.NewPCG(1, 2))
		names := make([]string, len(p.codes)) // other codes, in another order
		for i, k := range r.Perm(len(names)) {
			names[i] = fmt.Sprintf("zé%d", k)
		}
		shuffled := func(rs []string) []string {
			out := slices.Clone(rs)
			r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
			return out
		}
		pre, post := shuffled(rows(names, p.pre)), shuffled(rows(names, p.post))
		for i := range post {
			post[i] = strings.ToUpper(post[i])
		}
		a, b := waveOf(t, "voor", pre...), waveOf(t, "na", post...)
		again, err := Pair(a, b, PairOptions{})
		require.NoError(t, err)
		got, err := Compare(again, o)
		require.NoError(t, err)
		testkit.Near(t, want.Shift, got.Shift, 1e-12, "shift")
		testkit.Near(t, want.P, got.P, 1e-12, "p")
		testkit.Near(t, want.Pre.Mean, got.Pre.Mean, 1e-12, "mean")
		assert.Equal(t, []int{want.N, want.Improved, want.Same, want.Ties}, []int{got.N, got.Improved, got.Same, got.Ties})

		original := waveOf(t, "voor", rows(p.codes, p.pre)...)
		d1, err := Describe(original, DescribeOptions{By: "pilot"})
		require.NoError(t, err)
		d2, err := Describe(a, DescribeOptions{By: "pilot"})
		require.NoError(t, err)
		assert.Equal(t, d1.Items, d2.Items)
		r1, err := Reliability(original, ReliabilityOptions{Scale: "afstemming"})
		require.NoError(t, err)
		r2, err := Reliability(a, ReliabilityOptions{Scale: "afstemming"})
		require.NoError(t, err)
		testkit.Near(t, r1.Alpha, r2.Alpha, 1e-12, "alpha")
	})
}

// The median of all averages of two differences, and the share of sign
// patterns that are as far out, both by brute force.
func TestCompareBySlowReference(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 9))
		pre, post := make([]int, 9), make([]int, 9)
		for i := range pre {
			pre[i], post[i] = 1+r.IntN(5), 1+r.IntN(5)
		}
		c, err := Compare(pairingOf(t, pre, post), CompareOptions{Item: "Q1"})
		require.NoError(t, err)
		var walsh, d []float64
		for i := range pre {
			for j := i; j < len(pre); j++ {
				walsh = append(walsh, float64(post[i]-pre[i]+post[j]-pre[j])/2)
			}
			if post[i] != pre[i] {
				d = append(d, float64(post[i]-pre[i]))
			}
		}
		slices.Sort(walsh)
		m := len(walsh)
		testkit.Near(t, (walsh[(m-1)/2]+walsh[m/2])/2, c.Shift, 0, "shift")
		testkit.Near(t, slowP(d), c.P, 1e-12, "p")
	}
}

func slowP(d []float64) float64 {
	ranks := make([]float64, len(d))
	var total, plus float64
	for i, a := range d {
		for _, b := range d {
			switch x, y := a*a, b*b; {
			case y < x:
				ranks[i]++
			case y == x:
				ranks[i] += 0.5
			}
		}
		ranks[i] += 0.5
		total += ranks[i]
		if a > 0 {
			plus += ranks[i]
		}
	}
	out := 0
	far := func(v float64) float64 { return max(v-total/2, total/2-v) }
	for signs := range 1 << len(d) {
		v := 0.0
		for i := range d {
			if signs>>i&1 == 1 {
				v += ranks[i]
			}
		}
		if far(v) >= far(plus) {
			out++
		}
	}
	return float64(out) / float64(int(1)<<len(d))
}
