package stat

// Unrated marks in [Ratings] that a coder did not rate a unit.
const Unrated int8 = -1

// Ratings are the nominal codes that coders gave to units: segments, answers
// or stretches of text. A unit on which the coders agree that no code applies
// needs a category of its own for that; Unrated means that a coder never saw
// the unit.
type Ratings struct {
	Coders     int // coders per unit, at least 1
	Categories int // declared categories, 1 to 127, used or not

	// Values holds unit after unit, in each the category of every coder in
	// turn: 0 to Categories-1, or Unrated.
	Values []int8

	// Weights says for how many equal units each unit stands, such as the
	// number of characters in a stretch of text that all coders treated
	// alike; 0 leaves the unit out. nil means 1 for each.
	Weights []int
}

// units returns the number of units, or -1 when the parts do not fit.
func (r Ratings) units() int {
	if r.Coders < 1 || r.Categories < 1 || r.Categories > 127 || len(r.Values)%r.Coders != 0 {
		return -1
	}
	n := len(r.Values) / r.Coders
	if r.Weights != nil && len(r.Weights) != n {
		return -1
	}
	return n
}

// weight returns for how many units unit i stands.
func (r Ratings) weight(i int) int {
	if r.Weights == nil {
		return 1
	}
	return r.Weights[i]
}

// Tally returns the counts from which the coefficients of agreement follow.
func (r Ratings) Tally() (Tally, Reason) {
	n := r.units()
	if n < 0 {
		return Tally{}, BadInput
	}
	t, why := NewTally(r.Coders, r.Categories)
	for i := 0; i < n && why == Defined; i++ {
		why = t.Add(r.Values[i*r.Coders:(i+1)*r.Coders], r.weight(i))
	}
	return t, why
}
