package stat

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// numbers is a list in which null stands for a missing value.
type numbers []float64

func (x *numbers) UnmarshalJSON(raw []byte) error {
	var list []*float64
	if err := json.Unmarshal(raw, &list); err != nil {
		return err
	}
	*x = make(numbers, len(list))
	for i, v := range list {
		(*x)[i] = math.NaN()
		if v != nil {
			(*x)[i] = *v
		}
	}
	return nil
}

// generator describes input that the reference files do not list but generate
// with the minimal standard generator: x ← 48271 x mod 2147483647.
type generator struct {
	Kind       string
	Seed       int
	N, K       int
	Percent    int
	Units      int
	Raters     int
	Categories int
}

// minstd is the generator of the reference data.
type minstd int

func (x *minstd) next() int {
	*x = *x * 48271 % 2147483647
	return int(*x)
}

func (g generator) differences() []float64 {
	x := minstd(g.Seed)
	d := make([]float64, g.N)
	for i := range d {
		if g.Kind == "minstd_signed_ranks" {
			d[i] = float64(i + 1)
			if x.next()%100 >= g.Percent {
				d[i] = -d[i]
			}
			continue
		}
		pre := 1 + x.next()%5
		step := []int{-2, -1, -1, 0, 0, 0, 1, 1, 1, 2}[x.next()%10]
		d[i] = float64(min(5, max(1, pre+step)) - pre)
	}
	return d
}

func (g generator) items() [][]float64 {
	x := minstd(g.Seed)
	rows := make([][]float64, g.N)
	for i := range rows {
		rows[i] = make([]float64, g.K)
		th := x.next() % 5
		for j := range rows[i] {
			rows[i][j] = float64(min(5, max(1, 1+th+x.next()%3-1)))
		}
	}
	return rows
}

func (g generator) survival() (time []float64, event []bool, group []int) {
	x := minstd(g.Seed)
	time, event, group = make([]float64, g.N), make([]bool, g.N), make([]int, g.N)
	for i := range time {
		time[i] = float64(1 + x.next()%365)
		event[i] = x.next()%100 < 60
		group[i] = x.next() % 2
	}
	return time, event, group
}

func (g generator) ratings() Ratings {
	x := minstd(g.Seed)
	r := Ratings{Coders: g.Raters, Categories: g.Categories}
	for range g.Units {
		t := x.next() % g.Categories
		for range g.Raters {
			v := Unrated
			switch u := x.next() % 100; {
			case u >= 80:
				v = int8(x.next() % g.Categories)
			case u >= 5:
				v = int8(t)
			}
			r.Values = append(r.Values, v)
		}
	}
	return r
}

// coded turns a table of labels, null where there is none, into Ratings. The
// categories are those declared, or those in use when none are.
func coded(t *testing.T, rows [][]any, declared []any) Ratings {
	t.Helper()
	place := map[string]int8{}
	add := func(v any) {
		if _, ok := place[fmt.Sprint(v)]; v != nil && !ok {
			place[fmt.Sprint(v)] = int8(len(place))
		}
	}
	for _, v := range declared {
		add(v)
	}
	for _, row := range rows {
		for _, v := range row {
			add(v)
		}
	}
	require.NotEmpty(t, rows)
	r := Ratings{Coders: len(rows[0]), Categories: len(place)}
	for _, row := range rows {
		for _, v := range row {
			code := Unrated
			if v != nil {
				code = place[fmt.Sprint(v)]
			}
			r.Values = append(r.Values, code)
		}
	}
	return r
}

// randomRatings makes ratings that agree more than by chance, with gaps.
func randomRatings(rng *rand.Rand, units, coders, categories int) Ratings {
	r := Ratings{Coders: coders, Categories: categories}
	for range units {
		truth := rng.IntN(categories)
		for range coders {
			switch u := rng.IntN(10); {
			case u == 0:
				r.Values = append(r.Values, Unrated)
			case u < 6:
				r.Values = append(r.Values, int8(truth))
			default:
				r.Values = append(r.Values, int8(rng.IntN(categories)))
			}
		}
	}
	return r
}

// expand repeats each unit as often as its weight says.
func expand(r Ratings) Ratings {
	out := Ratings{Coders: r.Coders, Categories: r.Categories}
	for i := range r.units() {
		for range r.weight(i) {
			out.Values = append(out.Values, r.Values[i*r.Coders:(i+1)*r.Coders]...)
		}
	}
	return out
}

// relabelled gives every category the number that perm has for it.
func relabelled(r Ratings, perm []int) Ratings {
	r.Values = slices.Clone(r.Values)
	for i, v := range r.Values {
		if v != Unrated {
			r.Values[i] = int8(perm[v])
		}
	}
	return r
}

// reordered gives the coders of each unit in the order of perm.
func reordered(r Ratings, perm []int) Ratings {
	values := slices.Clone(r.Values)
	for i := range r.units() {
		for j, p := range perm {
			values[i*r.Coders+j] = r.Values[i*r.Coders+p]
		}
	}
	r.Values = values
	return r
}

// sameFloats compares two rows bit by bit, so that NaN equals NaN.
func sameFloats(t *testing.T, want, got []float64, what string) {
	t.Helper()
	require.Len(t, got, len(want), what)
	for i := range want {
		assert.Equal(t, math.Float64bits(want[i]), math.Float64bits(got[i]), "%s[%d]", what, i)
	}
}

// allNaN fails unless every figure is undefined.
func allNaN(t *testing.T, what string, figures ...float64) {
	t.Helper()
	for i, f := range figures {
		assert.True(t, math.IsNaN(f), "%s: figure %d is %v, and must be undefined", what, i, f)
	}
}

func testRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func floats(x []int) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = float64(v)
	}
	return out
}
