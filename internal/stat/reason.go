package stat

// Reason says why a figure does not exist. The empty Reason means that it
// does. The texts are codes for programs; a report words them for its reader.
type Reason string

const (
	// Defined is the zero Reason: the figure exists.
	Defined Reason = ""
	// BadInput: an argument that no data set can have, such as a negative
	// count, k > n, a level outside (0, 1), rows of unequal length, a category
	// that was not declared, or an infinite observation.
	BadInput Reason = "bad-input"
	// NoData: nothing is left to compute on.
	NoData Reason = "no-data"
	// TooFew: there are observations, but fewer than the formula needs.
	TooFew Reason = "too-few"
	// TooFewItems: a scale of fewer than two items.
	TooFewItems Reason = "too-few-items"
	// NoVariance: the values that the figure divides by do not differ.
	NoVariance Reason = "no-variance"
	// AllZero: every difference is zero.
	AllZero Reason = "all-zero"
	// ZeroMargin: a row or a column of the table is empty.
	ZeroMargin Reason = "zero-margin"
	// OneCategory: all ratings fall in one category, so that agreement by
	// chance is already complete.
	OneCategory Reason = "one-category"
	// NoPairs: no unit was rated by two coders.
	NoPairs Reason = "no-pairs"
	// NoComplete: no unit was rated by every coder.
	NoComplete Reason = "no-complete"
	// AtBound: the estimate lies on the bound of its scale, where the
	// approximate interval shrinks to a point and says nothing.
	AtBound Reason = "at-bound"
	// OverLimit: an exact computation was left out because the sample exceeds
	// the limit; a larger limit may be asked for.
	OverLimit Reason = "over-limit"
	// NoEvents: nobody had the event.
	NoEvents Reason = "no-events"
	// NotReached: fewer had the event than the figure asks for.
	NotReached Reason = "not-reached"
	// BeyondFollowUp: the time lies after the last that was observed.
	BeyondFollowUp Reason = "beyond-follow-up"
	// OneGroup: fewer than two groups are left to compare.
	OneGroup Reason = "one-group"
)

// goodLevel reports whether level can be a confidence level.
func goodLevel(level float64) bool { return level > 0 && level < 1 }
