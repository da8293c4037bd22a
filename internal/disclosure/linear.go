package disclosure

import "math"

// linear attacks a part that is no network, by linear programming.
type linear struct {
	*part
	changes   *simplex // of one variable per cell: how far its count is shifted
	halves    *simplex // of two: how far it rises and how far it falls
	unit      []float64
	low, high []float64
	used      []int
}

func newLinear(q *part) *linear {
	n := len(q.cells)
	l := &linear{part: q, unit: make([]float64, n), low: make([]float64, n), high: make([]float64, n)}
	l.changes = newSimplex(q.matrix(1), n)
	return l
}

// look does nothing: the bounds of cells are read at every programme.
func (l *linear) look(int) {}

// matrix returns a row for every sum; with two halves, cell k has column k for
// what it rises and column n+k for what it falls.
func (q *part) matrix(halves int) [][]float64 {
	n := len(q.cells)
	var a [][]float64
	for _, s := range q.sums {
		r := make([]float64, halves*n)
		set := func(k int, v float64) {
			r[k] = v
			if halves == 2 {
				r[n+k] = -v
			}
		}
		set(s.Total, -1)
		for _, k := range s.Parts {
			set(k, 1)
		}
		a = append(a, r)
	}
	return a
}

// reach returns how far the cell can rise and fall, each at most limit. It is
// rounded to whole numbers inside the bounds of the programme.
func (l *linear) reach(cell, limit int) (up, down int) {
	l.used = l.used[:0]
	for k, c := range l.of {
		roomUp, roomDown := c.rooms(l.hidden[k])
		l.low[k], l.high[k] = -float64(roomDown), float64(roomUp)
		if roomUp >= endless {
			l.high[k] = math.Inf(1)
		}
	}
	l.unit[cell] = 1
	up = l.furthest(limit)
	l.unit[cell] = -1
	down = l.furthest(limit)
	l.unit[cell] = 0
	return up, down
}

func (l *linear) furthest(limit int) int {
	v := l.changes.maximize(l.unit, l.low, l.high, float64(limit))
	for k, d := range l.changes.x {
		if math.Abs(d) > 1e-6 {
			l.used = append(l.used, k)
		}
	}
	if v >= float64(limit) {
		return limit
	}
	return int(math.Floor(v + 1e-6))
}

func (l *linear) moved(yield func(cell int)) {
	for _, k := range l.used {
		yield(k)
	}
}

// repair asks for the shift of counts that makes the cell rise by up, and then
// for the one that makes it fall by down, such that the cost of the cells that
// move, times how far, is least. The cells that move are those to hide.
func (l *linear) repair(cell, up, down int, banned []bool) ([]int, bool) {
	if l.halves == nil {
		l.halves = newSimplex(l.matrix(2), 2*len(l.cells))
	}
	open := append([]bool(nil), l.hidden...)
	var added []int
	for _, half := range []struct{ column, amount int }{{cell, up}, {len(l.cells) + cell, down}} {
		if half.amount == 0 {
			continue
		}
		more, ok := l.cheapest(cell, half.column, half.amount, open, banned)
		if !ok {
			return nil, false
		}
		for _, k := range more {
			open[k] = true
		}
		added = append(added, more...)
	}
	return added, true
}

// cheapest solves for one half: the column must reach the amount.
func (l *linear) cheapest(cell, column, amount int, open, banned []bool) ([]int, bool) {
	n := len(l.cells)
	c, high := make([]float64, 2*n), make([]float64, 2*n)
	dearest := 1
	for k, of := range l.of {
		hidable := !open[k] && !of.Keep && !banned[k]
		roomUp, roomDown := of.rooms(open[k] || hidable)
		high[k], high[n+k] = float64(roomUp), float64(roomDown)
		if hidable {
			c[k], c[n+k] = -float64(of.cost()), -float64(of.cost())
			dearest = max(dearest, of.cost())
		}
	}
	if high[column] < float64(amount) {
		return nil, false
	}
	high[cell], high[n+cell] = 0, 0
	high[column] = float64(amount)
	c[column] = float64(2 * (n + 1) * dearest)
	l.halves.maximize(c, make([]float64, 2*n), high, math.Inf(1))
	x := l.halves.x
	if x[column] < float64(amount)-1e-6 {
		return nil, false
	}
	var added []int
	for k, of := range l.of {
		up, down := of.rooms(false)
		moved := x[k] - x[n+k]
		if !open[k] && k != cell && (moved > float64(up)+1e-6 || -moved > float64(down)+1e-6) {
			added = append(added, k)
		}
	}
	return added, true
}
