package disclosure

// closely and widely are over how many cells a programme looks for a repair before it
// looks over all: its cost grows with the cube of that.
const closely, widely = 250, 1000

// repairs returns rings through the inner network, and programmes over more and
// more cells around the cell.
func (l *linear) repairs(cell int, far bool) []repair {
	out := []repair{l.inner.repair}
	if l.inner.held[cell] {
		out = nil
	}
	for _, most := range []int{closely, widely, len(l.cells)} {
		free := l.around(cell, most)
		out = append(out, func(cell, up, down int, banned []bool) ([]int, bool) {
			return l.repair(cell, up, down, banned, free)
		})
		if most >= len(l.cells) || !far {
			break
		}
	}
	return out
}

// repair asks for the shift of counts that makes the cell rise by up, and then
// for the one that makes it fall by down, such that the cost of the cells that
// move, times how far, is least. The cells that move are those to hide; of the
// shown ones it looks at those in free.
func (l *linear) repair(cell, up, down int, banned, free []bool) ([]int, bool) {
	open := append([]bool(nil), l.hidden...)
	var added []int
	for _, half := range []struct {
		rise   bool
		amount int
	}{{true, up}, {false, down}} {
		if half.amount == 0 {
			continue
		}
		hidable := make([]bool, len(l.cells))
		for k, of := range l.of {
			hidable[k] = free[k] && !open[k] && !of.Keep && !banned[k]
		}
		more, ok := l.cheapest(cell, half.rise, half.amount, open, hidable)
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

// cheapest solves for one half: the cell must rise or fall by the amount, and
// then the cost is brought down.
func (l *linear) cheapest(cell int, rise bool, amount int, open, hidable []bool) ([]int, bool) {
	free := make([]bool, len(l.cells))
	for k, of := range l.of {
		up, down := of.rooms(open[k] || hidable[k])
		free[k] = up > 0 || down > 0
	}
	s := l.programme(free, 2)
	if s.column[cell] < 0 {
		return nil, false
	}
	n := len(s.cells)
	cost := make([]int, 2*n)
	for j, k := range s.cells {
		s.high[j], s.high[n+j] = l.of[k].rooms(open[k] || hidable[k])
		if hidable[k] {
			cost[j], cost[n+j] = l.of[k].cost(), l.of[k].cost()
		}
	}
	own := s.column[cell]
	column := own
	if !rise {
		column += n
	}
	if s.high[column] < amount {
		return nil, false
	}
	s.high[own], s.high[n+own] = 0, 0
	s.high[column] = amount
	if over, under, _ := s.raise(column, true); over < amount*under {
		return nil, false
	}
	s.low[column] = amount
	s.cheapen(cost)
	if s.broken {
		return nil, false
	}
	return l.shifted(s, cell, open), true
}

// shifted returns the shown cells that a programme of two halves shifts further
// than what is shown of them allows.
func (l *linear) shifted(s *programme, cell int, open []bool) (added []int) {
	for j, k := range s.cells {
		up, down := l.of[k].rooms(false)
		by := s.near(j) - s.near(len(s.cells)+j)
		if !open[k] && k != cell && (by > float64(up)+tiny || -by > float64(down)+tiny) {
			added = append(added, k)
		}
	}
	return added
}

// tiny is what counts as nought where a fraction is compared as a float. Only
// which cells to try rests on it, not whether they protect.
const tiny = 1e-6
