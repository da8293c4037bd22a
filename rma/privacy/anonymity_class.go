package privacy

import (
	"fmt"
	"io"
	"iter"
)

// Class is the set of records with one combination of quasi-identifiers. It
// prints as counts; the combination comes from [Class.Values] alone.
type Class struct {
	Size    int // records with the combination
	Matches int // records that could be the same person: Size, or more with MissingMatchesAll

	values func() []string
}

// Values returns the combination, in the order of the quasi-identifiers, with
// "" for missing. It is for the team that coarsens the data: a rare combination
// points at people.
func (c Class) Values() []string {
	if c.values == nil {
		return nil
	}
	return c.values()
}

// String returns the counts.
func (c Class) String() string { return fmt.Sprintf("size=%d, matches=%d", c.Size, c.Matches) }

// Format writes String whatever the verb, so that no form of printing shows the
// combination.
func (c Class) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// HomogeneousClass is a class in which a sensitive column has too few values.
type HomogeneousClass struct {
	Column   string // the sensitive column
	Distinct int    // its values in the class; missing is none
	Class    Class
}

// OffendingClasses yields the combinations that fewer than K records share, the
// rarest first; equally rare ones in the order of their values, column by
// column. The order of the records does not matter.
func (a Anonymity) OffendingClasses() iter.Seq[Class] {
	return func(yield func(Class) bool) {
		c := a.within()
		for _, i := range c.offending {
			if !yield(c.class(i)) {
				return
			}
		}
	}
}

// HomogeneousClasses yields the classes with fewer than L distinct values in a
// sensitive column: column by column, and then in the order of
// OffendingClasses.
// Classes of one record are always among them, unless the value is missing.
func (a Anonymity) HomogeneousClasses() iter.Seq[HomogeneousClass] {
	return func(yield func(HomogeneousClass) bool) {
		c := a.within()
		for s, d := range c.sensitive {
			for _, i := range c.homogeneous[s] {
				if !yield(HomogeneousClass{c.options.Sensitive[s], int(d.distinct[i]), c.class(i)}) {
					return
				}
			}
		}
	}
}

// AllClasses yields every combination that occurs, also those that enough records
// share, in the order of their first records. It is for the team, like
// OffendingClasses.
func (a Anonymity) AllClasses() iter.Seq[Class] {
	return func(yield func(Class) bool) {
		c := a.within()
		for i := range c.size {
			if !yield(c.class(uint32(i))) {
				return
			}
		}
	}
}

// within returns the classes, none for an Anonymity that no check has made.
func (a Anonymity) within() *anonymityClasses {
	if a.inside == nil {
		return &anonymityClasses{}
	}
	return a.inside()
}

func (c *anonymityClasses) class(i uint32) Class {
	return Class{Size: c.size[i], Matches: c.matches[i], values: func() []string {
		out := make([]string, len(c.codes))
		for column := range c.codes {
			out[column] = c.values[column][c.codes[column][i]]
		}
		return out
	}}
}
