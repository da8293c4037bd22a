package privacy

import (
	"cmp"
	"math"
	"slices"
)

// shareRun is some lines with shares in a row, of which the first is from and the
// last to-1, and how well their K add up to N, place by place.
type shareRun struct {
	span
	fits     []int // places in which they do, or may where some are hidden
	sure     int   // of those, in which it is seen
	short    int   // places in which they do not yet
	over     int   // places in which they do not, and will not
	evidence float64
	own      []float64 // per place of fits: its evidence
	hidden   bool      // some of the evidence is of hidden counts
	answers  int       // lines that are called after answers
}

// shareSum is what the shares of a run add up to in one place.
type shareSum struct {
	sum, n, positive, hidden int
	other                    bool // not all are shares of one N
}

func (s *shareSum) put(c shareCell) {
	switch {
	case c.k == absent:
		s.other = true
	case c.k == unknown:
		s.hidden++
	case s.n != 0 && s.n != c.n:
		s.other = true
	default:
		s.n, s.sum = c.n, s.sum+c.k
		if c.k > 0 {
			s.positive++
		}
	}
}

// run says of lines how well they divide N. Shares of which all but one are shown
// show it too when what is left is as small as what is hidden.
func (l *shareLines) run(at span, sums []shareSum) shareRun {
	parts := at.to - at.from
	r := shareRun{span: at}
	slack := l.slack(parts)
	for place, s := range sums {
		left, own := s.n-s.sum, 0.0
		switch {
		case s.other:
			r.over++
			continue
		case s.n == 0 && s.hidden == 0:
			continue // 0 of 0
		case s.n == 0:
		case left < -slack:
			r.over++
			continue
		case s.hidden == 0 && left > slack:
			r.short++
			continue
		case s.hidden == 0:
			if own = likelyAs(s.positive, s.n) - math.Log(float64(2*slack+1)); s.positive > 1 {
				r.sure++
			}
		case s.hidden == 1 && left > 0 && left < l.minCell+slack && s.positive > 1:
			own = math.Log(float64(s.n+1) / float64(l.minCell-1+2*slack))
			r.sure, r.hidden = r.sure+1, true
		}
		own = max(0, own)
		r.fits, r.own, r.evidence = append(r.fits, place), append(r.own, own), r.evidence+own
	}
	for i := at.from; i < at.to; i++ {
		if l.answer[i] {
			r.answers++
		}
	}
	return r
}

// grow returns the runs that begin at a line, from two lines on, until nothing can
// come of a longer one.
func (l *shareLines) grow(from, end int) []shareRun {
	sums := make([]shareSum, len(l.places))
	var out []shareRun
	for i := from; i < min(end, from+farthest); i++ {
		for at := range sums {
			sums[at].put(l.cells[i][at])
		}
		if i == from {
			continue
		}
		r := l.run(span{from, i + 1}, sums)
		out = append(out, r)
		if r.over == len(l.places) {
			break
		}
	}
	return out
}

// With so much evidence the shares of a whole block, of three lines or more, are
// taken to divide N: by chance one such block in 25 does. With a hidden count there
// is less of it.
const (
	wholeShown  = 3.2
	wholeHidden = 2.3
)

// divisions returns the runs of a block that divide N: the whole of it, by one
// question or by several of one N, or else what can hardly be chance.
func (l *shareLines) divisions(block span) []shareRun {
	if tiles := l.tiles(block); tiles != nil {
		return tiles
	}
	lines := min(block.to-block.from, farthest)
	runs := float64(lines) * float64(block.to-block.from-1) / 2
	var found []shareRun
	for from := block.from; from < block.to-1; from++ {
		for _, r := range l.grow(from, block.to) {
			if r, ok := r.isDivision(math.Log(30*runs), len(l.places)); ok {
				found = append(found, r)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b shareRun) int { return cmp.Compare(b.evidence, a.evidence) })
	var out []shareRun
	for _, r := range found {
		if !slices.ContainsFunc(out, func(o shareRun) bool { return r.from < o.to && o.from < r.to }) {
			out = append(out, r)
		}
	}
	return out
}

// tiles returns the runs that a block falls into, if all of it does, one after the
// other, and that is more than chance.
func (l *shareLines) tiles(block span) []shareRun {
	var out []shareRun
	evidence, hidden, answers := 0.0, false, 0
	for from := block.from; from < block.to; {
		best := shareRun{}
		for _, r := range l.grow(from, block.to) {
			if r.sure > 0 && r.short+r.over == 0 {
				best = r // with the noughts behind it
			} else if best.to > 0 {
				break
			}
		}
		if best.to == 0 {
			return nil
		}
		out, from = append(out, best), best.to
		evidence, hidden, answers = evidence+best.evidence, hidden || best.hidden, answers+best.answers
	}
	enough := wholeShown
	if hidden {
		enough = wholeHidden
	}
	if answers < block.to-block.from && (block.to-block.from < 3 || evidence < enough) {
		return nil
	}
	return out
}

// isDivision reports whether a run divides N, with the places in which it does: in
// all, but for one in five when the others are many; in all when the lines are called
// after answers; or else in those that are no chance by themselves.
func (r shareRun) isDivision(asked float64, places int) (shareRun, bool) {
	misfits, answers := r.short+r.over, r.answers == r.to-r.from
	if r.to-r.from == 2 {
		asked += math.Log(4) // K and what is left of N
	}
	switch {
	case misfits == 0 && (r.evidence >= asked || answers && len(r.fits) > 0):
		return r, true
	case misfits > 0 && r.sure >= 4*misfits && (r.evidence >= max(strong, asked) || answers):
		return r, true
	}
	asked += math.Log(float64(places))
	alone := r
	alone.fits, alone.own, alone.evidence = nil, nil, 0
	for k, at := range r.fits {
		if r.own[k] >= asked {
			alone.fits, alone.own, alone.evidence = append(alone.fits, at), append(alone.own, r.own[k]), alone.evidence+r.own[k]
		}
	}
	return alone, len(alone.fits) > 0
}
