package privacy

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// measure is one number in every row of a table, or in every column: a count, or K or
// N of the shares.
type measure struct {
	keys   []string // of the places, in order
	counts []int    // -1 where there is none
	of     string   // what else has these places: tables of the same cases by the same variable
}

// uniteEqual takes it that numbers are one count where two columns, or two rows, have
// the same everywhere, in so many places that it is no chance: K of one share that is
// N of the next, or that stands as a count besides. Tables of the same cases are looked
// at together. What differs anywhere is not the same.
//
// By chance two numbers up to n are the same once in n+1, and all pairs are tried:
//
//	Σ ln(n + 1) ≥ ln(100 × measures²)
//
// Of what was published only columns are looked at, which are the same in three rows
// that show both, and not when it was rounded.
func (c *counts) uniteEqual(tables []rma.Table, places [][][]place) error {
	groups, order := map[string][]measure{}, []string(nil)
	for i, t := range tables {
		for _, m := range c.measuresOf(t, places[i], i) {
			if groups[m.of] == nil {
				order = append(order, m.of)
			}
			groups[m.of] = append(groups[m.of], m)
		}
	}
	for _, of := range order {
		if err := c.uniteMeasures(groups[of]); err != nil {
			return err
		}
	}
	return nil
}

// measuresOf returns those of the columns of a table, and of its rows. Rows that are
// alike as far as they are shown are no reason to think that they are so everywhere.
func (c *counts) measuresOf(t rma.Table, places [][]place, table int) []measure {
	rows, _ := rowNames(t)
	of := fmt.Sprintf("columns of table %d", table)
	if t.Counts != "" && t.RowBy != "" {
		of = fmt.Sprintf("columns of %q by %q", t.Counts, t.RowBy)
	}
	var out []measure
	add := func(of string, keys []string, at func(k int) place) {
		k, n := measure{keys: keys, of: of}, measure{keys: keys, of: of}
		isShare := false
		for i := range keys {
			p := at(i)
			k.counts, n.counts = append(k.counts, p.k), append(n.counts, p.n)
			isShare = isShare || p.isShare()
		}
		if len(keys) == 0 {
			return
		}
		if out = append(out, k); isShare {
			out = append(out, n)
		}
	}
	var columns []string
	for j, column := range t.Columns {
		columns = append(columns, column.Key)
		if !column.Things {
			add(of, rows, func(i int) place { return places[i][j] })
		}
	}
	for i := range places {
		if c.published {
			break
		}
		add(fmt.Sprintf("rows of table %d", table), columns, func(j int) place { return places[i][j] })
	}
	return out
}

// mostPairs is how many pairs of measures are looked at.
const mostPairs = 1 << 20

func (c *counts) uniteMeasures(list []measure) error {
	if len(list)*len(list) > 2*mostPairs {
		return nil
	}
	asked := math.Log(100 * float64(len(list)) * float64(len(list)))
	for i, a := range list {
		for _, b := range list[:i] {
			pairs, evidence := c.pairs(a, b)
			if evidence < asked {
				continue
			}
			for _, p := range pairs {
				if err := c.unite(p[0], p[1]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// pairs returns the counts that two measures have in the same places, with the
// evidence that they are the same; none when they differ anywhere, or are one already.
func (c *counts) pairs(a, b measure) (out [][2]int, evidence float64) {
	at := func(i int) int { return b.counts[i] }
	if len(a.keys) != len(b.keys) || &a.keys[0] != &b.keys[0] {
		places := map[string]int{}
		for i, key := range b.keys {
			places[key] = b.counts[i]
		}
		at = func(i int) int {
			if k, ok := places[a.keys[i]]; ok {
				return k
			}
			return -1
		}
	}
	alike := 0
	for i, k := range a.counts {
		o := at(i)
		if k < 0 || o < 0 {
			continue
		}
		k, o = c.find(k), c.find(o)
		x, y := c.all[k].value, c.all[o].value
		switch {
		case k == o:
			continue
		case x == unknown || y == unknown:
		case x != y:
			return nil, 0
		default:
			evidence += math.Log(float64(x + 1))
			alike++
		}
		out = append(out, [2]int{k, o})
	}
	if c.published && (alike < 3 || c.policy.RoundTo > 1) {
		return nil, 0
	}
	return out, evidence
}
