package privacy

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// shown is a release as one reads it who knows its policy: what every count lies
// between, and what adds up to what. It does not change.
type shown struct {
	id     string
	policy Policy
	names  [][]string     // per count, the keys that it has; none for a rest that is printed nowhere
	at     map[string]int // the count with that key
	known  []reach        // per count
	groups []shownGroup   // the tables in order, and the observations at the end
}

// shownGroup is what stands in one table, or in the observations when the table
// is "".
type shownGroup struct {
	table     string
	counts    []int           // printed or hidden there, and what is left of shares; each once
	sums      [][]int         // each a total and then its parts
	following [][]int         // sums that say nothing more than those
	likely    [][]int         // sums that nobody declared
	divisions []shownDivision // of counts that stand elsewhere, if they do
}

// shownDivision says that counts are parts of one that another table, perhaps of
// another release, may print.
type shownDivision struct {
	total string // its key
	parts []int
}

// reach is what is known of a count.
type reach struct {
	low, high int // high is Unlimited when nothing limits it
	printed   bool
	follows   bool // printed nowhere, but what is left of a share that is
	value     int  // as it was printed, or follows from what was
}

// within narrows what is known to what both say, and reports whether it did.
func (r reach) within(o reach) (reach, bool) {
	out := r
	out.low, out.high = max(r.low, o.low), min(r.high, o.high)
	return out, out.low != r.low || out.high != r.high
}

func (r reach) empty() bool { return r.low > r.high }

// fixed reports whether the count is known.
func (r reach) fixed() bool { return r.low == r.high }

// shownBuilder gathers the counts of an entry.
type shownBuilder struct {
	*counts
	entry  Entry
	floors map[int]int  // per count that is hidden somewhere: what it is at least
	exact  map[int]bool // counts that were let through
	rests  map[place]int
	groups []shownGroup
	shares [][]place      // per group
	also   map[string]int // keys that a count has by the sums that nobody declared
}

// newShown returns the entry as a reader holds it. The error comes with the
// number of the table that it is about, and repeats nothing of it.
func newShown(e Entry) (*shown, int, error) {
	b := &shownBuilder{counts: newCounts(), entry: e, floors: map[int]int{}, exact: map[int]bool{}, rests: map[place]int{}, also: map[string]int{}}
	b.published = true
	var tables []rma.Table
	for _, t := range e.Tables {
		tables = append(tables, t.table())
	}
	b.findRoots(tables)
	var gathered []*tableCounts
	for i, t := range e.Tables {
		a, err := b.addPublished(t, tables[i])
		if errors.Is(err, ErrLinked) {
			return nil, i, ErrLinked
		}
		if err != nil {
			return nil, i, ErrSum
		}
		gathered = append(gathered, a)
	}
	if err := b.addObservations(); err != nil {
		return nil, 0, ErrLinked
	}
	b.addRests()
	b.addLikely(tables, gathered)
	return b.flat(), 0, nil
}

// addPublished gathers the counts of a table.
func (b *shownBuilder) addPublished(t PublishedTable, table rma.Table) (*tableCounts, error) {
	before, following := len(b.sums), len(b.following)
	a, err := b.tableCounts(table)
	if err != nil {
		return nil, err
	}
	if err := a.addSums(table.RowSums, table.ColumnSums); err != nil {
		return nil, err
	}
	g := shownGroup{table: t.ID, sums: sumsOf(b.sums[before:]), following: sumsOf(b.following[following:])}
	var shares []place
	for j := range t.Columns {
		for i := range t.Rows {
			p := a.places[i][j]
			if !p.isCount() {
				continue
			}
			if t.Cells[i][j].Kind == PrintedHidden && !p.isShare() {
				b.floors[p.k] = max(b.floors[p.k], b.entry.Policy.floor()) // K of a hidden share may be 0
			}
			g.counts = append(g.counts, p.k)
			if p.isShare() {
				g.counts = append(g.counts, p.n)
				shares = append(shares, p)
			}
			b.waive(p, Count{Table: t.ID, Row: t.Rows[i], Column: t.Columns[j]})
		}
	}
	b.groups, b.shares = append(b.groups, g), append(b.shares, shares)
	return a, nil
}

// sumsOf returns sums as lists, each a total and then its parts.
func sumsOf(sums []countSum) [][]int {
	var out [][]int
	for _, s := range sums {
		out = append(out, append([]int{s.total}, s.parts...))
	}
	return out
}

// waive notes that the counts of a place were let through as they are, if they
// were.
func (b *shownBuilder) waive(p place, at Count) {
	for _, w := range b.entry.Waivers {
		if w.Of == at {
			b.exact[p.k] = true
			if p.isShare() {
				b.exact[p.n] = true
			}
		}
	}
}

func (b *shownBuilder) addObservations() error {
	var g shownGroup
	var shares []place
	for _, o := range b.entry.Observations {
		p, err := b.placeOf(fmt.Sprintf("observation %q", o.ID), o.Printed.cell(), false, "")
		if err != nil {
			return err
		}
		g.counts = append(g.counts, p.k)
		if p.isShare() {
			g.counts = append(g.counts, p.n)
			shares = append(shares, p)
		}
		b.waive(p, Count{Observation: o.ID})
	}
	b.groups, b.shares = append(b.groups, g), append(b.shares, shares)
	return nil
}

// addRests notes what is left of every share, under the key of its K.
func (b *shownBuilder) addRests() {
	names := make([]string, len(b.all))
	for key, i := range b.byKey {
		names[i] = key
	}
	for g, shares := range b.shares {
		for _, p := range shares {
			name := names[p.k]
			p = place{b.find(p.k), b.find(p.n)}
			if p.k == p.n {
				continue
			}
			rest, ok := b.rests[p]
			if !ok {
				rest, _ = b.note(name+"/rest", unknown, "") // no error: it is unknown
				b.rests[p] = rest
			}
			b.groups[g].counts = append(b.groups[g].counts, rest)
			b.groups[g].sums = append(b.groups[g].sums, []int{p.n, p.k, rest})
		}
	}
}

// flat numbers the counts from 0, those that are the same under one number.
func (b *shownBuilder) flat() *shown {
	s := &shown{id: b.entry.ID, policy: b.entry.Policy, at: map[string]int{}}
	number := make([]int, len(b.all))
	for i := range b.all {
		if b.find(i) == i {
			number[i] = len(s.known)
			s.known = append(s.known, b.reachOf(b.all[i].value, false))
			s.names = append(s.names, nil)
		}
	}
	for i := range b.all {
		number[i] = number[b.find(i)]
		k := &s.known[number[i]]
		if b.exact[i] && k.printed {
			*k = b.reachOf(k.value, true)
		}
		if floor := b.floors[i]; !k.printed {
			k.low = max(k.low, floor)
		}
	}
	for p, rest := range b.rests {
		k, n := s.known[number[p.k]], s.known[number[p.n]]
		if at := number[rest]; k.printed && n.printed && !s.known[at].printed {
			s.known[at] = reach{low: max(0, n.low-k.high), high: n.high - k.low, follows: true, value: n.value - k.value}
		}
	}
	for _, keys := range []map[string]int{b.byKey, b.also} {
		for _, key := range sortedKeys(keys) {
			i := number[keys[key]]
			s.at[key] = i
			s.names[i] = append(s.names[i], key)
		}
	}
	for _, g := range b.groups {
		s.groups = append(s.groups, g.renumber(number))
	}
	return s
}

func (b *shownBuilder) reachOf(value int, exact bool) reach {
	if value == unknown {
		return reach{low: 0, high: Unlimited}
	}
	low, high := value, value
	if !exact {
		low, high = b.entry.Policy.bounds(value)
	}
	return reach{low: low, high: high, printed: true, value: value}
}

func (g shownGroup) renumber(number []int) shownGroup {
	out := shownGroup{table: g.table}
	seen := map[int]bool{}
	for _, i := range g.counts {
		if i = number[i]; !seen[i] {
			seen[i] = true
			out.counts = append(out.counts, i)
		}
	}
	list := func(of []int) []int {
		out := make([]int, len(of))
		for k, i := range of {
			out[k] = number[i]
		}
		return out
	}
	lists := func(of [][]int) (out [][]int) {
		for _, sum := range of {
			out = append(out, list(sum))
		}
		return out
	}
	out.sums, out.following, out.likely = lists(g.sums), lists(g.following), lists(g.likely)
	for _, d := range g.divisions {
		out.divisions = append(out.divisions, shownDivision{d.total, list(d.parts)})
	}
	return out
}
