package privacy

// addCumulatives adds what the table looks to add up from place to place. Increments
// that stand nowhere follow from two counts that do.
func (a *tableCounts) addCumulatives() error {
	roundTo := 0
	if a.published {
		roundTo = a.policy.RoundTo
	}
	rows, columns := cumulatives(a.t, roundTo)
	for _, c := range columns {
		err := a.addCumulative(c, func(line, at string) (int, string) {
			k, _ := a.inRow(a.row[at], line)
			return k, a.where(at, line)
		})
		if err != nil {
			return err
		}
	}
	for _, c := range rows {
		err := a.addCumulative(c, func(line, at string) (int, string) {
			p, _ := a.inColumn(line, indexOf(a.t.Columns, at))
			return p.k, a.where(line, at)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *tableCounts) addCumulative(c cumulative, count func(line, at string) (int, string)) error {
	before := -1
	for i, at := range c.places {
		cum, where := count(c.cum, at)
		n := -1
		if c.n != "" {
			n, _ = count(c.n, at)
		}
		var err error
		switch {
		case i == 0 && c.starts:
			err = a.add(cum, []int{n}, where)
		case i > 0 && c.n == "" && !a.supposed:
			a.addSince(cum, before, where)
		case i > 0 && c.n != "":
			err = a.add(cum, []int{before, n}, where)
		}
		if err != nil {
			return err
		}
		before = cum
	}
	for _, at := range c.totals {
		cum, where := count(c.cum, at)
		if err := a.add(cum, []int{before}, where); err != nil {
			return err
		}
	}
	return nil
}

// addSince notes what came to a cumulative count since the one before, which is
// printed nowhere.
func (a *tableCounts) addSince(cum, before int, where string) {
	value := unknown
	if !a.published {
		value = a.all[cum].value - a.all[before].value
	}
	rest := a.addRest(value, where)
	a.all[rest].waived = a.all[cum].waived && a.all[before].waived
	a.since[cum] = rest
	a.sums = append(a.sums, countSum{cum, []int{before, rest}, where})
}
