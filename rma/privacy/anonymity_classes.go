package privacy

import (
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// anonymityClasses are the combinations of quasi-identifiers that occur. The
// number of a value is its place in the order of the values, so that nothing
// depends on the order of the records; missing comes first.
type anonymityClasses struct {
	options     AnonymityOptions
	of          []uint32   // class, by record
	values      [][]string // by column
	missing     []int      // records without a value, by column
	codes       [][]uint32 // by column, then by class
	size        []int      // records, by class
	matches     []int      // f(r) of the records of a class
	sensitive   []diversity
	offending   []uint32   // classes with matches below K, in the order of ordered
	homogeneous [][]uint32 // by sensitive column, in the same order
}

func (t *anonymityTally) classes(o AnonymityOptions) *anonymityClasses {
	c := &anonymityClasses{options: o, of: t.of, codes: t.codes, size: t.size, sensitive: t.sensitive, homogeneous: make([][]uint32, len(t.sensitive))}
	t.class = nil
	for i := range t.quasi {
		values, rank := t.quasi[i].ranked()
		for j, code := range c.codes[i] {
			c.codes[i][j] = rank[code]
		}
		c.values = append(c.values, values)
		c.missing = append(c.missing, t.quasi[i].missing)
	}
	for i := range c.sensitive {
		c.sensitive[i].number, c.sensitive[i].others = nil, nil
	}
	all := make([]int, len(c.codes))
	for i := range all {
		all[i] = i
	}
	c.matches = c.size
	if o.MissingMatchesAll {
		c.matches = c.matching(all, groupEach(len(c.size)))
	}
	for _, class := range c.ordered() {
		if c.matches[class] < o.K {
			c.offending = append(c.offending, class)
		}
		for i, d := range c.sensitive {
			if n := d.distinct[class]; 0 < n && int(n) < o.L {
				c.homogeneous[i] = append(c.homogeneous[i], class)
			}
		}
	}
	return c
}

// groupEach is the partition in which each class is a group.
func groupEach(classes int) partition {
	p := partition{of: make([]uint32, classes), n: classes}
	for i := range p.of {
		p.of[i] = uint32(i)
	}
	return p
}

// by is the partition by one column.
func (c *anonymityClasses) by(column int) partition {
	return partition{c.codes[column], len(c.values[column])}
}

// offence says what is wrong with some of the columns.
type offence struct {
	smallest int
	ClassCount
}

// offence counts the groups of p, a partition by the given columns, that fewer
// than K records share.
func (c *anonymityClasses) offence(columns []int, p partition) offence {
	sizes := p.sums(c.size)
	matches := sizes
	if c.options.MissingMatchesAll {
		matches = c.matching(columns, p)
	}
	var out offence
	for g, n := range matches {
		if g == 0 || n < out.smallest {
			out.smallest = n
		}
		if n < c.options.K {
			out.Classes++
			out.Records += sizes[g]
		}
	}
	return out
}

// fill computes the result from the classes.
func (a *Anonymity) fill(c *anonymityClasses) {
	a.inside = func() *anonymityClasses { return c }
	a.N, a.Classes = len(c.of), len(c.size)
	perSize := map[int]int{} // records by f(r)
	for i, n := range c.matches {
		perSize[n] += c.size[i]
		if i == 0 || n < a.Smallest {
			a.Smallest = n
		}
		if n < c.options.K {
			a.Offending.Classes++
			a.Offending.Records += c.size[i]
		}
	}
	a.Uniques = perSize[1]
	a.Share = rma.Proportion{K: a.Offending.Records, N: a.N}
	for _, n := range slices.Sorted(maps.Keys(perSize)) {
		a.Reidentified += float64(perSize[n]) / float64(n)
	}
	a.columns(c)
	a.pairs(c)
	for i, d := range c.sensitive {
		s := SensitiveColumn{Column: c.options.Sensitive[i], Missing: d.missing}
		for _, class := range c.homogeneous[i] {
			s.Offending.Classes++
			s.Offending.Records += c.size[class]
		}
		a.Sensitive = append(a.Sensitive, s)
	}
	a.warn()
}

// columns fills in what each column does on its own, and what would be left
// without it: the partition by the columns before it and those behind it.
func (a *Anonymity) columns(c *anonymityClasses) {
	q := len(c.codes)
	behind := make([]partition, q+1)
	behind[q] = oneGroup(len(c.size))
	for i := q - 1; i > 0; i-- {
		behind[i] = bothBy(c.by(i), behind[i+1])
	}
	before := oneGroup(len(c.size))
	for i := range q {
		alone := c.offence([]int{i}, c.by(i))
		column := QuasiColumn{Column: a.Quasi[i], Values: len(c.values[i]), Missing: c.missing[i], Alone: alone.Records}
		if column.Missing > 0 {
			column.Values--
		}
		others := make([]int, 0, q-1)
		for j := range q {
			if j != i {
				others = append(others, j)
			}
		}
		column.Without = c.offence(others, bothBy(before, behind[i+1])).Records
		a.Columns = append(a.Columns, column)
		if alone.Classes > 0 {
			a.Subsets = append(a.Subsets, QuasiSubset{[]string{a.Quasi[i]}, alone.smallest, alone.ClassCount})
		}
		before = bothBy(before, c.by(i))
	}
}

// pairs adds the pairs that offend although neither of the two does.
func (a *Anonymity) pairs(c *anonymityClasses) {
	for i, first := range a.Columns {
		for j, second := range a.Columns {
			if j <= i || first.Alone > 0 || second.Alone > 0 {
				continue
			}
			both := c.offence([]int{i, j}, bothBy(c.by(i), c.by(j)))
			if both.Classes > 0 {
				a.Subsets = append(a.Subsets, QuasiSubset{[]string{first.Column, second.Column}, both.smallest, both.ClassCount})
			}
		}
	}
}
