package disclosure

// linear attacks a part that is no network, by linear programming. What can be
// shown by flows through the inner network is shown by those.
type linear struct {
	*part
	inner *network
	now   *programme // over the cells that can move; nil when others can since
	whole bool       // no programme of the last reach broke
	moves func(yield func(cell int))
	used  []int
}

// look tells the inner network, and drops the programme if the cell can now move
// and has no column in it.
func (l *linear) look(k int) {
	l.inner.look(k)
	if l.now != nil && l.now.column[k] < 0 && l.movable(k) {
		l.now = nil
	}
}

func (l *linear) movable(k int) bool {
	up, down := l.of[k].rooms(l.hidden[k])
	return up > 0 || down > 0
}

// reach returns how far the cell can rise and fall, each at most limit. It is
// rounded to whole numbers inside the bounds of the programme.
func (l *linear) reach(cell, limit int) (up, down int) {
	l.used, l.whole = l.used[:0], true
	l.moves = l.movedHere
	return l.furthest(cell, true, limit), l.furthest(cell, false, limit)
}

func (l *linear) sure() bool { return l.whole }

// proves asks the inner network first.
func (l *linear) proves(cell, width int) bool {
	if l.moves = l.inner.moved; l.inner.proves(cell, width) {
		return true
	}
	up, down := l.reach(cell, width)
	return up+down >= width
}

// sound returns the programme over the cells that can move, made anew if its
// numbers grew too large.
func (l *linear) sound() *programme {
	if l.now != nil && !l.now.broken {
		l.now.restart()
		return l.now
	}
	free := make([]bool, len(l.cells))
	for k := range l.of {
		free[k] = l.movable(k)
	}
	l.now = l.programme(free, 1)
	return l.now
}

func (l *linear) furthest(cell int, up bool, limit int) int {
	s := l.sound()
	for j, k := range s.cells {
		roomUp, roomDown := l.of[k].rooms(l.hidden[k])
		s.low[j], s.high[j] = -roomDown, roomUp
	}
	column := s.column[cell]
	if column < 0 {
		return 0
	}
	s.low[column], s.high[column] = max(s.low[column], -limit), min(s.high[column], limit)
	over, under, free := s.raise(column, up)
	if free {
		return limit
	}
	for j, k := range s.cells {
		if v, _ := s.value(j); v != 0 || s.broken {
			l.used = append(l.used, k)
		}
	}
	l.whole = l.whole && !s.broken
	return max(over, -over) / under
}

func (l *linear) moved(yield func(cell int)) { l.moves(yield) }

func (l *linear) movedHere(yield func(cell int)) {
	for _, k := range l.used {
		yield(k)
	}
}
