package privacy

import (
	"encoding/binary"
	"slices"
)

// joint is several releases side by side, as somebody holds them who kept all:
// counts with one key are one count, of which everything is known that any of
// them says, as long as they agree. A count that changed is there once for each
// of its versions.
type joint struct {
	care     care
	number   map[string]int          // of every key
	versions [][]int                 // per key: the counts that have it, the last first
	order    []*shown                // the releases
	cells    map[*shown][]int        // per count: 1 + its place here; 0 when it is left out
	same     twins                   // of the counts
	known    []reach                 // per count
	next     []bool                  // per count: the release that is to be published has it
	first    []int                   // per count: its first version, nameless when it has no key
	changed  bool                    // some count has two versions
	sums     []jointSum              // those that are declared, and those that are likely
	likely   int                     // tables that added sums that are not declared
	seen     map[string][]int        // sums of the same counts, whichever version
	sumsOf   map[int][]int           // per count: the sums that it is the total of
	news     map[int]map[string]bool // per count: earlier releases that say more of it
}

// care says how much is left out for the sake of counts that changed.
type care uint8

const (
	doubtWhatContradicts care = iota // counts in a sum that does not add up otherwise
	doubtWhatIsBeside                // counts in a sum with one that changed
	doubtTables                      // tables with a count that changed, as a whole
)

// jointSum says what a count adds up from. Of a sum that nobody declared, likely
// is the number of the table that looks to have it. One that follows from others is
// there to be held against its versions.
type jointSum struct {
	total   int
	parts   []int
	likely  int
	follows bool
}

const nameless = -1

// joinAll puts releases side by side, the last one first: where the cases changed
// in between, it is the last that a count is held against first.
func joinAll(earlier []*shown, next *shown, c care) *joint {
	j := &joint{care: c, number: map[string]int{}, cells: map[*shown][]int{}, seen: map[string][]int{}, sumsOf: map[int][]int{}, news: map[int]map[string]bool{}}
	if next != nil {
		j.add(next, true)
	}
	for _, s := range slices.Backward(earlier) {
		j.add(s, false)
	}
	for i, s := range j.order {
		j.addDivisions(s, next != nil && i == 0)
	}
	return j
}

func (j *joint) find(i int) int { return j.same.find(i) }

// add adds a release. What it says that was not known before is news.
func (j *joint) add(s *shown, next bool) {
	l := newLink(j, s)
	j.order, j.cells[s] = append(j.order, s), l.cells
	for _, g := range l.groups {
		for _, i := range g.counts {
			cell := l.place(i, next)
			j.next[cell] = j.next[cell] || next
		}
		for _, sum := range g.sums {
			l.addSum(sum, jointSum{}, next)
		}
		for _, sum := range g.following {
			l.addSum(sum, jointSum{follows: true}, next)
		}
		j.likely += min(1, len(g.likely))
		for _, sum := range g.likely {
			l.addSum(sum, jointSum{likely: j.likely}, next)
		}
	}
}

// addDivisions adds what the tables of a release divide, if it is printed
// somewhere.
func (j *joint) addDivisions(s *shown, next bool) {
	for _, g := range s.groups {
		j.likely += min(1, len(g.divisions))
		for _, d := range g.divisions {
			total, ok := j.printedFor(s, d.total)
			if !ok {
				continue
			}
			sum := jointSum{total: total, likely: j.likely}
			low := 0
			for _, i := range d.parts {
				if n := j.cells[s][i]; n > 0 && j.find(n-1) != total {
					sum.parts = append(sum.parts, j.find(n-1))
					low += j.known[j.find(n-1)].low
				}
			}
			if len(sum.parts) == 0 || low > j.known[total].high {
				continue // it is no division
			}
			sum.parts = append(sum.parts, j.put(reach{high: Unlimited}, nameless))
			if !j.addOnce(sum) {
				continue
			}
			for _, e := range j.order {
				if _, has := e.at[d.total]; e == s && !next || has && !j.next[total] {
					j.note(total, e.id)
				}
			}
		}
	}
}

// printedFor returns the count with a key, for a table of a release: of that
// release, or the last.
func (j *joint) printedFor(s *shown, key string) (int, bool) {
	if i, ok := s.at[key]; ok && j.cells[s][i] > 0 {
		return j.find(j.cells[s][i] - 1), true
	}
	k, ok := j.number[key]
	if !ok {
		return 0, false
	}
	return j.find(j.versions[k][0]), true
}

// put adds a count; nameless ones have no other version.
func (j *joint) put(known reach, first int) int {
	j.known, j.next, j.first = append(j.known, known), append(j.next, false), append(j.first, first)
	return j.same.add()
}

// addOnce adds a sum, unless it is there. It reports whether it was new.
func (j *joint) addOnce(sum jointSum) bool {
	same := func(n int) bool {
		if !j.isSame(sum, j.sums[n]) {
			return false
		}
		j.sums[n].likely = min(j.sums[n].likely, sum.likely)
		j.sums[n].follows = j.sums[n].follows && sum.follows
		return true
	}
	if slices.ContainsFunc(j.sumsOf[sum.total], same) {
		return false
	}
	sign := j.sign(j.first[sum.total], sum.parts)
	if slices.ContainsFunc(j.seen[sign], same) {
		return false
	}
	j.seen[sign] = append(j.seen[sign], len(j.sums))
	j.sumsOf[sum.total] = append(j.sumsOf[sum.total], len(j.sums))
	j.sums = append(j.sums, sum)
	return true
}

// sign names a sum by the first versions of its counts.
func (j *joint) sign(total int, parts []int) string {
	first := make([]int, len(parts))
	for k, c := range parts {
		first[k] = j.first[j.find(c)]
	}
	return signOf(total, first)
}

// signOf changes the order of the parts.
func signOf(total int, parts []int) string {
	slices.Sort(parts)
	out := binary.AppendVarint(make([]byte, 0, 4*len(parts)+4), int64(total))
	for _, p := range parts {
		out = binary.AppendVarint(out, int64(p))
	}
	return string(out)
}

// isSame reports whether two sums of the same first versions are of the same
// counts; what is left counts as the same, whichever count that is.
func (j *joint) isSame(a, b jointSum) bool {
	if j.find(a.total) != j.find(b.total) || len(a.parts) != len(b.parts) {
		return false
	}
	if slices.EqualFunc(a.parts, b.parts, func(c, d int) bool {
		return j.find(c) == j.find(d) || j.first[c] == nameless && j.first[d] == nameless
	}) {
		return true
	}
	in := map[int]int{}
	for _, c := range b.parts {
		in[j.find(c)]++
	}
	for _, c := range a.parts {
		if c = j.find(c); j.first[c] != nameless && in[c] == 0 {
			return false
		}
		in[c]--
	}
	return true
}

func (j *joint) note(cell int, release string) {
	if j.news[cell] == nil {
		j.news[cell] = map[string]bool{}
	}
	j.news[cell][release] = true
}

// unite notes that two counts are one, and returns it.
func (j *joint) unite(a, b int) int {
	j.same.join(a, b)
	j.known[a], _ = j.known[a].within(j.known[b])
	j.next[a] = j.next[a] || j.next[b]
	for release := range j.news[b] {
		j.note(a, release)
	}
	return a
}
