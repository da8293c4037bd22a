package disclosure

import "math/bits"

// tableau is a set of equations, each solved for one variable, its basic one:
//
//	own × (basic variable) + Σ a[j] × x[j] = 0
//
// The sum is over the variables that are not basic. Everything is a whole
// number, so that nothing is ever rounded: a fraction is kept as its numerator
// and, in own, its denominator. In the equations of tables own is 1 nearly
// always.
type tableau struct {
	rows  []row
	basis []int // per row: its variable; from len(x) on, the error of that row
	row   []int // per variable: its row, -1 when it is not basic
	x     []int // per variable that is not basic: its value

	full []int // where the row that is taken from others is not 0

	// broken says that a number grew beyond what can be reckoned with. The
	// equations are then of no more use.
	broken bool
}

type row struct {
	a   []int
	own int // greater than 0
	sum int // Σ a[j] × x[j]
}

// ceiling is what the numbers of an equation may grow to: the product of two can
// be added to another product.
const ceiling = 1 << 30

// newTableau takes equations over all variables. Each has its error as a basic
// variable at first, which has no column: once it is nought it leaves for good.
func newTableau(a [][]int, variables int) tableau {
	t := tableau{row: make([]int, variables), x: make([]int, variables)}
	for j := range t.row {
		t.row[j] = -1
	}
	for i, r := range a {
		t.rows = append(t.rows, row{a: r, own: 1})
		t.basis = append(t.basis, variables+i)
	}
	return t
}

// restart makes every variable nought, whatever the basis.
func (t *tableau) restart() {
	clear(t.x)
	for i := range t.rows {
		t.rows[i].sum = 0
	}
}

// value returns a variable as a fraction, of which the second number is greater
// than 0.
func (t *tableau) value(j int) (over, under int) {
	if i := t.row[j]; i >= 0 {
		return -t.rows[i].sum, t.rows[i].own
	}
	return t.x[j], 1
}

// shift adds to a variable that is not basic.
func (t *tableau) shift(j, by int) {
	t.x[j] += by
	for i := range t.rows {
		if r := &t.rows[i]; r.a[j] != 0 {
			r.sum = t.plus(r.sum, t.times(r.a[j], by))
		}
	}
}

// pivot makes variable j basic in place of that of row i, which becomes bound.
func (t *tableau) pivot(i, j, bound int) {
	t.shift(j, -t.x[j])
	r, old := &t.rows[i], t.basis[i]
	r.sum = t.plus(r.sum, t.times(r.own, bound))
	pivot := r.a[j]
	r.a[j] = 0
	if old < len(t.x) {
		r.a[old], t.row[old], t.x[old] = r.own, -1, bound
	}
	t.basis[i], t.row[j] = j, i
	if pivot < 0 {
		pivot, r.sum = -pivot, -r.sum
		for k, v := range r.a {
			r.a[k] = -v
		}
	}
	r.own = pivot
	t.look(r)
	for k := range t.rows {
		if k != i {
			t.eliminate(&t.rows[k], r, j)
		}
	}
}

// look notes where a row is not 0, for eliminate.
func (t *tableau) look(r *row) {
	t.full = t.full[:0]
	for k, v := range r.a {
		if v != 0 {
			t.full = append(t.full, k)
		}
	}
}

// eliminate takes variable j, the basic one of r, out of an equation. The row r
// must have been looked at.
func (t *tableau) eliminate(from, r *row, j int) {
	f := from.a[j]
	if f == 0 {
		return
	}
	from.a[j] = 0
	common := divisor(f, r.own)
	f, m := f/common, r.own/common
	if m != 1 {
		for k, v := range from.a {
			from.a[k] = m * v
		}
		from.own = t.within(t.times(from.own, m))
	}
	for _, k := range t.full {
		from.a[k] = t.within(from.a[k] - f*r.a[k])
	}
	from.sum = t.plus(t.times(m, from.sum), -t.times(f, r.sum))
	if m != 1 {
		t.reduce(from)
	}
}

// reduce divides an equation by what all of its numbers can be divided by.
func (t *tableau) reduce(r *row) {
	common := r.own
	for _, v := range r.a {
		if t.within(v); v != 0 {
			common = divisor(v, common)
		}
	}
	if common <= 1 {
		return
	}
	for k := range r.a {
		r.a[k] /= common
	}
	r.own /= common
	r.sum /= common
}

// divisor returns the greatest common divisor of two numbers.
func divisor(a, b int) int {
	a, b = max(a, -a), max(b, -b)
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// within notes when a number is too large for an equation.
func (t *tableau) within(v int) int {
	if uint(v+ceiling) > 2*ceiling {
		t.broken = true
	}
	return v
}

// times multiplies, and notes when the product is too large. It is then 0.
func (t *tableau) times(a, b int) int {
	high, low := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	if high != 0 || low > 1<<61 {
		t.broken = true
		return 0
	}
	return a * b
}

// plus adds, and notes when the sum is too large. It is then 0.
func (t *tableau) plus(a, b int) int {
	if c := a + b; c <= 1<<61 && c >= -1<<61 {
		return c
	}
	t.broken = true
	return 0
}
