package privacy

import (
	"errors"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
)

// solve finds the narrowest bounds of the counts of a part, and reports whether
// any counts fit.
func (j *joint) solve(q *jointPart) bool {
	b := programme{joint: j, place: map[int]int{}}
	for _, c := range q.cells {
		b.place[c] = b.add(j.known[c])
	}
	for _, s := range q.sums {
		if !b.addSum(s) {
			return true
		}
	}
	intervals, err := b.problem.Attack(b.hidden, nil)
	if errors.Is(err, disclosure.ErrNoSolution) {
		return false
	}
	if err != nil { // too large: nothing more is known
		return true
	}
	for _, c := range q.cells {
		i := intervals[b.place[c]]
		j.known[c], _ = j.known[c].within(reach{low: i.Low, high: i.High})
	}
	return true
}

// programme is a part as a problem to be attacked.
type programme struct {
	*joint
	problem disclosure.Problem
	hidden  []bool
	place   map[int]int // per count that is not known
}

func (b *programme) add(r reach) int {
	b.problem.Cells = append(b.problem.Cells, disclosure.Cell{Low: r.low, High: r.high, Floor: r.low})
	b.hidden = append(b.hidden, r.high == Unlimited)
	return len(b.hidden) - 1
}

// addSum adds a sum, in which the parts that are known are one number. It reports
// whether the sum can be used: not when a count is added twice.
func (b *programme) addSum(s jointSum) bool {
	var out disclosure.Sum
	constant, count := 0, map[int]int{}
	for _, c := range s.parts {
		if c = b.find(c); b.known[c].fixed() {
			constant += b.known[c].low
			continue
		}
		if count[c]++; count[c] > 1 {
			return false
		}
		out.Parts = append(out.Parts, b.place[c])
	}
	total := b.find(s.total)
	switch {
	case b.known[total].fixed():
		out.Total = b.add(b.known[total])
	case count[total] > 0:
		return true // the others are 0, which was found before
	default:
		out.Total = b.place[total]
	}
	out.Parts = append(out.Parts, b.add(reach{low: constant, high: constant}))
	b.problem.Sums = append(b.problem.Sums, out)
	return true
}
