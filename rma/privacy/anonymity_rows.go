package privacy

// OffendingRows returns the records with a combination that fewer than K records
// share, as their places in the records that were given, in order. They count from
// 0, so that rows[i] is the row of [RecordsOf]; the number of a record in an
// error is one higher. There are as many as Offending.Records.
//
// They are for leaving the records out, and then checking again. They are for
// the team, like [Anonymity.OffendingClasses]: the places point at people.
func (a Anonymity) OffendingRows() []int {
	c := a.within()
	return c.rows(c.offending)
}

// HomogeneousRows returns the records of the classes of
// [Anonymity.HomogeneousClasses], each once, as OffendingRows does: those whose
// value in some sensitive column is given away, or nearly, by the combination.
// The two can have records in common.
func (a Anonymity) HomogeneousRows() []int {
	c := a.within()
	return c.rows(c.homogeneous...)
}

// rows returns the records of the classes in the lists.
func (c *anonymityClasses) rows(lists ...[]uint32) []int {
	in := make([]bool, len(c.size))
	for _, list := range lists {
		for _, class := range list {
			in[class] = true
		}
	}
	var out []int
	for i, class := range c.of {
		if in[class] {
			out = append(out, i)
		}
	}
	return out
}
