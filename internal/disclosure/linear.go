package disclosure

// linear attacks a part that is no network, by linear programming.
type linear struct {
	*part
	changes *simplex // of one variable per cell: how far its count is shifted
	halves  *simplex // of two: how far it rises and how far it falls
	used    []int
}

func newLinear(q *part) *linear { return &linear{part: q} }

// look does nothing: the bounds of cells are read at every programme.
func (l *linear) look(int) {}

// sound returns the programme, made anew if there is none or if its numbers grew
// too large.
func (q *part) sound(s *simplex, halves int) *simplex {
	if s == nil || s.broken {
		return newSimplex(q.matrix(halves), halves*len(q.cells))
	}
	s.restart()
	return s
}

// matrix returns a row for every sum; with two halves, cell k has column k for
// what it rises and column n+k for what it falls.
func (q *part) matrix(halves int) [][]int {
	n := len(q.cells)
	var a [][]int
	for _, s := range q.sums {
		r := make([]int, halves*n)
		set := func(k int, v int) {
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
	return l.furthest(cell, true, limit), l.furthest(cell, false, limit)
}

func (l *linear) furthest(cell int, up bool, limit int) int {
	l.changes = l.sound(l.changes, 1)
	s := l.changes
	for k, c := range l.of {
		roomUp, roomDown := c.rooms(l.hidden[k])
		s.low[k], s.high[k] = -roomDown, roomUp
	}
	s.low[cell], s.high[cell] = max(s.low[cell], -limit), min(s.high[cell], limit)
	over, under, free := s.raise(cell, up)
	if free {
		return limit
	}
	for k := range l.of {
		if v, _ := s.value(k); v != 0 || s.broken {
			l.used = append(l.used, k)
		}
	}
	return max(over, -over) / under
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

// cheapest solves for one half: the column must reach the amount, and then the
// cost is brought down.
func (l *linear) cheapest(cell, column, amount int, open, banned []bool) ([]int, bool) {
	l.halves = l.sound(l.halves, 2)
	s, n := l.halves, len(l.cells)
	cost := make([]int, 2*n)
	clear(s.low)
	for k, of := range l.of {
		hidable := !open[k] && !of.Keep && !banned[k]
		s.high[k], s.high[n+k] = of.rooms(open[k] || hidable)
		if hidable {
			cost[k], cost[n+k] = of.cost(), of.cost()
		}
	}
	if s.high[column] < amount {
		return nil, false
	}
	s.high[cell], s.high[n+cell] = 0, 0
	s.high[column] = amount
	if over, under, _ := s.raise(column, true); over < amount*under {
		return nil, false
	}
	s.low[column] = amount
	s.cheapen(cost)
	if s.broken {
		return nil, false
	}
	var added []int
	for k, of := range l.of {
		up, down := of.rooms(false)
		rise, fall := s.near(k), s.near(n+k)
		if !open[k] && k != cell && (rise-fall > float64(up)+tiny || fall-rise > float64(down)+tiny) {
			added = append(added, k)
		}
	}
	return added, true
}

// tiny is what counts as nought where a fraction is compared as a float. Only
// which cells to try rests on it, not whether they protect.
const tiny = 1e-6

// near returns about what a variable is.
func (s *simplex) near(j int) float64 {
	over, under := s.value(j)
	return float64(over) / float64(under)
}
