package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// addDivisions ties tables that divide the same cases by a variable of which they
// have no total to the total that another table prints: the parts of it, and a
// rest of which nothing is said. Parts that are more than the total are no
// division, and are left alone.
func (c *counts) addDivisions(tables []rma.Table) error {
	for _, t := range tables {
		if t.Counts == "" {
			continue
		}
		a := &tableCounts{counts: c, t: t}
		var err error
		if a.rowRoot, a.colRoot, err = a.roots(); err != nil {
			return err
		}
		if t.ColumnBy != "" && len(t.ColumnSums) == 0 {
			if err := a.divideRows(); err != nil {
				return err
			}
		}
		if t.RowBy != "" && len(t.RowSums) == 0 {
			if err := a.divideColumns(); err != nil {
				return err
			}
		}
	}
	return nil
}

// divideRows ties the columns of every row to what another table says of all.
func (a *tableCounts) divideRows() error {
	all := *a
	all.colRoot = theRest
	for _, r := range a.t.Rows {
		var parts []string
		for _, c := range a.t.Columns {
			parts = append(parts, a.key(r.Key, c.Key))
		}
		if err := a.addDivision(all.key(r.Key, theRest), parts, a.where(r.Key, "")); err != nil {
			return err
		}
	}
	return nil
}

// divideColumns ties the rows of every column to what another table says of all.
func (a *tableCounts) divideColumns() error {
	all := *a
	all.rowRoot = theRest
	for _, c := range a.t.Columns {
		var parts []string
		for _, r := range a.t.Rows {
			parts = append(parts, a.key(r.Key, c.Key))
		}
		if err := a.addDivision(all.key(theRest, c.Key), parts, a.where("", c.Key)); err != nil {
			return err
		}
	}
	return nil
}

func (a *tableCounts) addDivision(total string, keys []string, where string) error {
	t, ok := a.byKey[total]
	if !ok {
		return nil
	}
	t = a.find(t)
	var parts []int
	known, sum := a.all[t].value != unknown, 0
	for _, key := range keys {
		i, ok := a.byKey[key]
		if !ok || a.find(i) == t {
			continue
		}
		i = a.find(i)
		parts = append(parts, i)
		known = known && a.all[i].value != unknown
		sum += a.all[i].value
	}
	slack := 0
	if a.published {
		slack = a.policy.slack(len(parts))
	}
	if len(parts) == 0 || known && sum > a.all[t].value+slack {
		return nil
	}
	return a.addWithRest(true, t, parts, where)
}
