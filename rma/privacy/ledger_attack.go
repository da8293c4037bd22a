package privacy

import (
	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
)

// attacked is what somebody finds out who holds several releases.
type attacked struct {
	// exposed has the keys of counts that are known to be small, and more narrowly
	// than a policy asks, with the earlier releases that they follow from.
	exposed map[string]map[string]bool
	// broken has the earlier releases that no counts fit, together with the rest.
	broken map[string]bool
}

// largestAttack bounds the linear programmes, by counts times sums.
const largestAttack = 12_000

// attack works out what the releases give away together. With onlyNews it looks
// only at counts that hang together with something that an earlier release adds
// to the one that is to be published.
//
// First it draws from every sum what follows from it alone. What is known then
// ties nothing together any more, and of every piece that is left the narrowest
// bounds are found, unless it is larger than largestAttack.
func (j *joint) attack(p Policy, onlyNews bool) attacked {
	out := attacked{map[string]map[string]bool{}, map[string]bool{}}
	var all []int
	for i := range j.known {
		if j.find(i) == i {
			all = append(all, i)
		}
	}
	for _, q := range j.split(all, j.sums, func(int) bool { return false }) {
		releases, hasNext := j.about(q)
		if onlyNews && !(hasNext && len(releases) > 0) {
			continue
		}
		if !j.attackPart(q, p) {
			for release := range releases {
				out.broken[release] = true
			}
			continue
		}
		for _, c := range q.cells {
			if j.known[c].exposed(p) {
				for _, key := range j.names[c] {
					out.exposed[key] = releases
				}
			}
		}
	}
	return out
}

// exposed reports whether a count is known to be small, 0 apart, and is enclosed
// more narrowly than the policy asks.
func (r reach) exposed(p Policy) bool {
	return !r.empty() && r.high > 0 && r.high < p.MinCell && r.high-r.low < p.MinCell-1
}

// about returns the earlier releases that bring news to what hangs together, and
// whether the one that is to be published has a part in it.
func (j *joint) about(q *jointPart) (releases map[string]bool, hasNext bool) {
	releases = map[string]bool{}
	for _, c := range q.cells {
		hasNext = hasNext || j.next[c]
		for release := range j.news[c] {
			releases[release] = true
		}
	}
	return releases, hasNext
}

// attackPart narrows what is known of the counts of a part, and reports whether
// any counts fit.
func (j *joint) attackPart(q *jointPart, p Policy) bool {
	if !j.tighten(q) {
		return false
	}
	for _, rest := range j.split(q.cells, q.sums, func(c int) bool { return j.known[c].fixed() }) {
		if len(rest.sums) == 0 || len(rest.cells)*len(rest.sums) > largestAttack || !j.promises(rest, p) {
			continue
		}
		if !j.solve(rest) {
			return false
		}
	}
	return true
}

// promises reports whether a count of the part may turn out to be small.
func (j *joint) promises(q *jointPart, p Policy) bool {
	for _, c := range q.cells {
		if k := j.known[c]; !k.printed && k.low < p.MinCell && !k.exposed(p) {
			return true
		}
	}
	return false
}

// solve finds the narrowest bounds of the counts of a part. Counts that are known
// enter each sum as one number.
func (j *joint) solve(q *jointPart) bool {
	var problem disclosure.Problem
	var hidden []bool
	place := map[int]int{}
	add := func(r reach) int {
		problem.Cells = append(problem.Cells, disclosure.Cell{Low: r.low, High: r.high, Floor: r.low})
		hidden = append(hidden, r.high == Unlimited)
		return len(hidden) - 1
	}
	for _, c := range q.cells {
		place[c] = add(j.known[c])
	}
	for _, s := range q.sums {
		var out disclosure.Sum
		constant, count := 0, map[int]int{}
		for _, c := range s.parts {
			if c = j.find(c); j.known[c].fixed() {
				constant += j.known[c].low
			} else if count[c]++; count[c] > 1 {
				return true // a count that is added twice; nothing more is drawn from it
			} else {
				out.Parts = append(out.Parts, place[c])
			}
		}
		total := j.find(s.total)
		switch {
		case j.known[total].fixed():
			out.Total = add(j.known[total])
		case count[total] > 0:
			continue // the others are 0, which was found before
		default:
			out.Total = place[total]
		}
		out.Parts = append(out.Parts, add(reach{low: constant, high: constant}))
		problem.Sums = append(problem.Sums, out)
	}
	intervals, err := problem.Attack(hidden)
	if err != nil {
		return false
	}
	for _, c := range q.cells {
		i := intervals[place[c]]
		j.known[c], _ = j.known[c].within(reach{low: i.Low, high: i.High})
	}
	return true
}

// jointPart is what hangs together.
type jointPart struct {
	cells []int
	sums  []jointSum
}

// split returns what hangs together, in the order of the counts. Counts that are
// closed tie nothing together, and are in no part.
func (j *joint) split(cells []int, sums []jointSum, closed func(cell int) bool) []*jointPart {
	root := map[int]int{}
	var find func(i int) int
	find = func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, c := range cells {
		if !closed(c) {
			root[c] = c
		}
	}
	first := make([]int, len(sums)) // an open count of every sum, -1 when there is none
	for i, s := range sums {
		first[i] = -1
		for _, c := range append([]int{s.total}, s.parts...) {
			if c = j.find(c); closed(c) {
				continue
			}
			if first[i] < 0 {
				first[i] = c
			}
			root[find(c)] = find(first[i])
		}
	}
	var parts []*jointPart
	at := map[int]*jointPart{}
	for _, c := range cells {
		if closed(c) {
			continue
		}
		r := find(c)
		if at[r] == nil {
			at[r] = &jointPart{}
			parts = append(parts, at[r])
		}
		at[r].cells = append(at[r].cells, c)
	}
	for i, s := range sums {
		if first[i] >= 0 {
			q := at[find(first[i])]
			q.sums = append(q.sums, s)
		}
	}
	return parts
}
