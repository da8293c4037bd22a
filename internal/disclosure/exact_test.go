package disclosure

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLinearIsExact compares the intervals of sums that tangle with those of a
// slow simplex method in fractions of any size. Counts of up to 10^9 stand beside
// counts of 0 and 1, and bounds of halves and thirds occur.
func TestLinearIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(40, 42))
	networks, fractions := 0, 0
	for range times(200) {
		p := tangled(r, 4+r.IntN(5), 3+r.IntN(4), []int{1, 1e3, 1e6, 1e9}[r.IntN(4)])
		hidden := make([]bool, len(p.Cells))
		for i := range hidden {
			hidden[i] = r.IntN(3) > 0
		}
		audit, err := p.Audit(hidden)
		require.NoError(t, err)
		attack, err := p.Attack(hidden, nil)
		require.NoError(t, err)
		for i := range p.Cells {
			want, whole := exactInterval(t, p, hidden, i)
			if !whole {
				fractions++
			}
			if audited := hidden[i] || p.Cells[i].Low < p.Cells[i].High; audited {
				assert.Equal(t, want, audit[i], "what the counts say")
			}
			assert.Equal(t, want, attack[i], "what is shown says")
		}
		for _, q := range p.split(hidden) {
			if _, ok := newNetwork(q); ok {
				networks++
			}
		}
	}
	t.Logf("%d parts were networks, %d bounds were no whole number", networks, fractions)
	assert.Positive(t, fractions, "rounding must have been put to the test")
}

// tangled returns cells of which some are sums of others at random, so that most
// stand in several sums: no table, and no network.
func tangled(r *rand.Rand, cells, sums, scale int) *Problem {
	p := &Problem{Width: 4}
	for range cells {
		v := r.IntN(6)
		if r.IntN(2) == 0 {
			v = r.IntN(6 * scale)
		}
		p.Cells = append(p.Cells, Exact(v))
	}
	for range sums {
		s := Sum{Total: len(p.Cells)}
		total := 0
		for _, i := range r.Perm(len(p.Cells))[:2+r.IntN(3)] {
			s.Parts = append(s.Parts, i)
			total += p.Cells[i].Count
		}
		p.Cells = append(p.Cells, Exact(total))
		p.Sums = append(p.Sums, s)
	}
	for i := range p.Cells {
		c := &p.Cells[i]
		c.Sensitive, c.Keep = c.Count > 0 && c.Count < 5, c.Count == 0
		if r.IntN(4) == 0 {
			c.Low, c.High = max(0, c.Count-r.IntN(3)), c.Count+r.IntN(3)
		}
	}
	return p
}

// exactInterval is the interval of a cell by linear programmes in fractions,
// rounded inwards, and whether nothing had to be rounded.
func exactInterval(t *testing.T, p *Problem, hidden []bool, cell int) (i Interval, whole bool) {
	t.Helper()
	low, ok := newFractions(p, hidden).maximize(cell, -1)
	require.True(t, ok, "there is always an end below")
	i.Low = int(new(big.Int).Neg(floor(low)).Int64()) // low is of what is less
	high, ok := newFractions(p, hidden).maximize(cell, +1)
	if !ok {
		return Interval{i.Low, Unbounded}, low.IsInt()
	}
	i.High = int(floor(high).Int64())
	return i, low.IsInt() && high.IsInt()
}

func floor(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }

// fractions is a programme in standard form: rows of fractions, the right-hand
// side last, over cells, what they may still rise, and errors.
type fractions struct {
	cells int
	low   []int
	rows  [][]*big.Rat
	basis []int
	width int // of the variables that are no errors
}

func newFractions(p *Problem, hidden []bool) *fractions {
	f := &fractions{cells: len(p.Cells), width: 2 * len(p.Cells)}
	var rows [][]int
	for i, c := range p.Cells {
		low, high := c.known(hidden[i])
		f.low = append(f.low, low)
		if high < endless {
			row := make([]int, f.width+1)
			row[i], row[f.cells+i], row[f.width] = 1, 1, high-low
			rows = append(rows, row)
		}
	}
	for _, s := range p.Sums {
		row := make([]int, f.width+1)
		row[s.Total], row[f.width] = -1, f.low[s.Total]
		for _, k := range s.Parts {
			row[k] = 1
			row[f.width] -= f.low[k]
		}
		rows = append(rows, row)
	}
	for i, row := range rows {
		sign := 1
		if row[f.width] < 0 {
			sign = -1
		}
		out := make([]*big.Rat, f.width+len(rows)+1)
		for j := range out {
			out[j] = new(big.Rat)
		}
		for j, v := range row[:f.width] {
			out[j].SetInt64(int64(sign * v))
		}
		out[f.width+i].SetInt64(1)
		out[len(out)-1].SetInt64(int64(sign * row[f.width]))
		f.rows, f.basis = append(f.rows, out), append(f.basis, f.width+i)
	}
	return f
}

// maximize returns the most that sign times a cell can be.
func (f *fractions) maximize(cell, sign int) (*big.Rat, bool) {
	all := f.width + len(f.rows)
	c := make([]*big.Rat, all+1)
	for j := range c {
		c[j] = new(big.Rat)
		if j >= f.width && j < all {
			c[j].SetInt64(-1)
		}
	}
	f.climb(c, all)
	for j := range c {
		c[j] = new(big.Rat)
	}
	c[cell].SetInt64(int64(sign))
	value, ok := f.climb(c, f.width)
	return value.Add(value, big.NewRat(int64(sign*f.low[cell]), 1)), ok
}

// climb maximizes c over the first variables by Bland's rule.
func (f *fractions) climb(c []*big.Rat, first int) (*big.Rat, bool) {
	gain := append([]*big.Rat(nil), c...)
	for i, b := range f.basis {
		gain = minus(gain, f.rows[i], gain[b])
	}
	last := len(gain) - 1
	for {
		in, out := -1, -1
		for j := first - 1; j >= 0; j-- {
			if gain[j].Sign() > 0 {
				in = j
			}
		}
		if in < 0 {
			return new(big.Rat).Neg(gain[last]), true
		}
		var least *big.Rat
		for i, r := range f.rows {
			if f.basis[i] >= first && r[in].Sign() != 0 && r[last].Sign() == 0 {
				least, out = new(big.Rat), i // an error of 0 stays 0
				break
			}
			if r[in].Sign() <= 0 {
				continue
			}
			q := new(big.Rat).Quo(r[last], r[in])
			if out < 0 || q.Cmp(least) < 0 || q.Cmp(least) == 0 && f.basis[i] < f.basis[out] {
				least, out = q, i
			}
		}
		if out < 0 {
			return new(big.Rat), false
		}
		pivot := new(big.Rat).Inv(f.rows[out][in])
		for _, v := range f.rows[out] {
			v.Mul(v, pivot)
		}
		for i := range f.rows {
			if i != out {
				f.rows[i] = minus(f.rows[i], f.rows[out], f.rows[i][in])
			}
		}
		gain = minus(gain, f.rows[out], gain[in])
		f.basis[out] = in
	}
}

// minus returns a - f b.
func minus(a, b []*big.Rat, f *big.Rat) []*big.Rat {
	out := append([]*big.Rat(nil), a...)
	for j := range a {
		if f.Sign() != 0 && b[j].Sign() != 0 {
			out[j] = new(big.Rat).Sub(a[j], new(big.Rat).Mul(f, b[j]))
		}
	}
	return out
}
