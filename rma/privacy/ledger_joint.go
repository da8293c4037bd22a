package privacy

import (
	"fmt"
	"slices"
)

// joint is several releases side by side, as somebody holds them who kept all:
// counts with one key are one count, of which everything is known that any of
// them says.
type joint struct {
	at    map[string]int
	names [][]string
	known []reach
	same  []int // the count that a count is the same as, or itself
	next  []bool
	sums  []jointSum
	seen  map[string]bool         // sums
	news  map[int]map[string]bool // per count: earlier releases that say more of it
	cells map[*shown][]int
}

type jointSum struct {
	total int
	parts []int
}

func newJoint() *joint {
	return &joint{at: map[string]int{}, seen: map[string]bool{}, news: map[int]map[string]bool{}, cells: map[*shown][]int{}}
}

func (j *joint) find(i int) int {
	for j.same[i] != i {
		j.same[i] = j.same[j.same[i]]
		i = j.same[i]
	}
	return i
}

// addNext adds the release that is to be published.
func (j *joint) addNext(s *shown) {
	for _, g := range s.groups {
		j.add(s, g, true)
	}
}

// addEarlier adds the tables of an earlier release that agree with what is there.
func (j *joint) addEarlier(s *shown) {
	for _, g := range s.groups {
		if j.agrees(s, g) {
			j.add(s, g, false)
		}
	}
}

// agrees reports whether the counts of a table can be those that are there.
func (j *joint) agrees(s *shown, g shownGroup) bool {
	for _, i := range g.counts {
		known := s.known[i]
		for _, key := range s.names[i] {
			if at, ok := j.at[key]; ok {
				known, _ = known.within(j.known[j.find(at)])
			}
		}
		if known.empty() {
			return false
		}
	}
	return true
}

// add adds a table. What it says that was not known before is news.
func (j *joint) add(s *shown, g shownGroup, next bool) {
	for _, i := range g.counts {
		cell := j.cell(s, i, next)
		j.next[cell] = j.next[cell] || next
	}
	for _, sum := range g.sums {
		out := jointSum{total: j.cell(s, sum[0], next)}
		sign := fmt.Sprint(out.total, ":")
		var parts []int
		for _, i := range sum[1:] {
			cell := j.cell(s, i, next)
			out.parts = append(out.parts, cell)
			if len(s.names[i]) == 0 {
				cell = -1 // what is left, whichever count that is
			}
			parts = append(parts, cell)
		}
		slices.Sort(parts)
		if sign += fmt.Sprint(parts); j.seen[sign] {
			continue
		}
		j.seen[sign] = true
		j.sums = append(j.sums, out)
		if !next {
			j.note(out.total, s.id)
		}
	}
}

func (j *joint) note(cell int, release string) {
	if j.news[cell] == nil {
		j.news[cell] = map[string]bool{}
	}
	j.news[cell][release] = true
}

// cell returns the place of a count of a release, which is made when there is
// none, and takes over what the release says of it.
func (j *joint) cell(s *shown, i int, next bool) int {
	if j.cells[s] == nil {
		j.cells[s] = make([]int, len(s.known)) // 0 means none yet, and n+1 place n
	}
	if n := j.cells[s][i]; n > 0 {
		return j.find(n - 1)
	}
	cell, news := -1, false
	for _, key := range s.names[i] {
		at, ok := j.at[key]
		switch {
		case !ok:
		case cell < 0:
			cell = j.find(at)
		case j.find(at) != cell:
			cell, news = j.unite(cell, j.find(at)), true
		}
	}
	if cell < 0 {
		cell = len(j.known)
		j.known = append(j.known, s.known[i])
		j.same, j.next, j.names = append(j.same, cell), append(j.next, false), append(j.names, nil)
	} else {
		narrower := false
		j.known[cell], narrower = j.known[cell].within(s.known[i])
		news = news || narrower
	}
	if news && !next {
		j.note(cell, s.id)
	}
	for _, key := range s.names[i] {
		if _, ok := j.at[key]; !ok {
			j.at[key] = cell
			j.names[cell] = append(j.names[cell], key)
		}
	}
	j.cells[s][i] = cell + 1
	return cell
}

// unite notes that two counts are one, and returns it.
func (j *joint) unite(a, b int) int {
	j.same[b] = a
	j.known[a], _ = j.known[a].within(j.known[b])
	j.next[a] = j.next[a] || j.next[b]
	j.names[a] = append(j.names[a], j.names[b]...)
	for release := range j.news[b] {
		j.note(a, release)
	}
	return a
}

// tighten draws from every sum of a part what it says of its total and of each
// of its parts, until nothing more follows, or for so many rounds. It reports
// whether any counts can fit.
func (j *joint) tighten(q *jointPart) bool {
	const rounds, beyond = 50, 1 << 40 // counts that grow without end fit nothing
	for range rounds {
		changed := false
		for _, s := range q.sums {
			changed = j.tightenBy(s) || changed
		}
		for _, c := range q.cells {
			if k := j.known[c]; k.empty() || k.low > beyond {
				return false
			}
		}
		if !changed {
			break
		}
	}
	return true
}

// tightenBy draws what follows from one sum:
//
//	low(total) ≥ Σ low(part),   low(part) ≥ low(total) - Σ high(other parts)
//
// and the same for what they are at most. It reports whether that was news.
func (j *joint) tightenBy(s jointSum) bool {
	low, high, endless := 0, 0, 0
	for _, p := range s.parts {
		k := j.known[j.find(p)]
		low += k.low
		if k.high == Unlimited {
			endless++
		} else {
			high += k.high
		}
	}
	top := Unlimited
	if endless == 0 {
		top = high
	}
	changed := j.narrow(s.total, low, top)
	total := j.known[j.find(s.total)]
	for _, p := range s.parts {
		k := j.known[j.find(p)]
		from, to := 0, Unlimited
		switch {
		case endless == 0:
			from = total.low - (high - k.high)
		case endless == 1 && k.high == Unlimited:
			from = total.low - high
		}
		if total.high != Unlimited {
			to = total.high - (low - k.low)
		}
		if j.narrow(p, from, to) {
			return true // what was added up above is no longer right
		}
	}
	return changed
}

// narrow takes over what is known of a count, and reports whether it is news.
func (j *joint) narrow(cell, low, high int) bool {
	cell = j.find(cell)
	k, news := j.known[cell].within(reach{low: low, high: high})
	j.known[cell] = k
	return news
}
