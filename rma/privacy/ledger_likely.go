package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// addLikely gathers what the tables look to add up to besides what they say, as
// [Audit] does: further sums, further keys of the counts that then stand for all,
// and what may be divided by a table that has no total. None of it is certain, so
// that it breaks nothing: what contradicts the tables is left out.
func (b *shownBuilder) addLikely(tables []rma.Table, gathered []*tableCounts) {
	likely, _ := withLikelySums(tables, b.entry.Policy)
	b.findRoots(likely)
	b.supposed = true
	for i, t := range likely {
		a := *gathered[i]
		declared := a.t
		a.t = t
		a.rowRoot, a.colRoot = a.roots()
		before, following := len(b.sums), len(b.following)
		if err := a.addSums(t.RowSums[len(declared.RowSums):], t.ColumnSums[len(declared.ColumnSums):]); err != nil {
			b.sums, b.following = b.sums[:before], b.following[:following]
			continue
		}
		cumulated := len(b.sums)
		if err := a.addCumulatives(); err != nil {
			b.sums = b.sums[:cumulated]
		}
		g := &b.groups[i]
		g.likely, g.following = sumsOf(b.sums[before:]), append(g.following, sumsOf(b.following[following:])...)
		b.addKeys(gathered[i], &a)
	}
	for i, t := range likely { // when every count has all its keys
		a := *gathered[i]
		a.t = t
		a.rowRoot, a.colRoot = a.roots()
		b.groups[i].divisions = b.divided(&a)
	}
}

// addKeys gives the counts of a table the keys that they have by the sums that it
// looks to have. A count with such a key elsewhere is the same one, if it can be.
func (b *shownBuilder) addKeys(declared, likely *tableCounts) {
	if declared.rowRoot == likely.rowRoot && declared.colRoot == likely.colRoot {
		return
	}
	for i, row := range declared.rows {
		for j, c := range declared.t.Columns {
			p, key := declared.places[i][j], likely.key(row, c.Key)
			if !p.isCount() || key == declared.key(row, c.Key) {
				continue
			}
			b.addKey(key, p.k)
			if p.isShare() {
				b.addKey(key+"/n", p.n)
			}
		}
	}
}

func (b *shownBuilder) addKey(key string, i int) {
	if other, ok := b.keyed(key); ok {
		_ = b.unite(other, i) // or they are two
		return
	}
	b.also[key] = i
}

// keyed returns the count with a key.
func (b *shownBuilder) keyed(key string) (int, bool) {
	i, ok := b.byKey[key]
	if !ok {
		i, ok = b.also[key]
	}
	return i, ok
}

// divided returns what the table may be a division of, by the counts that there
// are.
func (b *shownBuilder) divided(a *tableCounts) []shownDivision {
	var out []shownDivision
	for _, d := range a.divisions() {
		s := shownDivision{total: d.total}
		for _, key := range d.parts {
			if i, ok := b.keyed(key); ok {
				s.parts = append(s.parts, i)
			}
		}
		if len(s.parts) > 0 {
			out = append(out, s)
		}
	}
	return out
}
