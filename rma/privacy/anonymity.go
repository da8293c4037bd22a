package privacy

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrAnonymity is the cause when a check of anonymity is asked that cannot be
// made, or that would call any file safe.
var ErrAnonymity = errors.New("anonymity cannot be checked in this way")

// The smallest number of records that may share a combination, by audience.
const (
	PublicK        = 10
	SteeringGroupK = 5
	TeamK          = 3
)

// DefaultL is how many values of a sensitive column a class has at least when
// the options say 0.
const DefaultL = 2

// MaxQuasi is how many quasi-identifiers a check takes at most.
const MaxQuasi = 64

// AnonymityOptions are the settings of [CheckAnonymity]. The zero value works.
type AnonymityOptions struct {
	K int // records that share a combination at least, 2 or more; 0 means PublicK

	// Sensitive are the columns that nobody should learn of a person: the kind
	// of violence, a measure. None means that only K is checked.
	Sensitive []string
	L         int // distinct values of each of them in a class at least, 2 or more; 0 means DefaultL

	// MissingMatchesAll counts a missing quasi-identifier as any value: see
	// CheckAnonymity. false means that missing is a value of its own.
	MissingMatchesAll bool
}

// Anonymity is the result of [CheckAnonymity]. Printing it, or writing it as
// JSON, gives counts and the names of columns. The combinations point at people
// and come from [Anonymity.OffendingClasses], [Anonymity.HomogeneousClasses] and
// the tables of those two alone.
type Anonymity struct {
	Quasi   []string         // the quasi-identifiers, as declared
	Options AnonymityOptions // as used

	N       int // records
	Classes int // combinations of quasi-identifiers that occur
	// Smallest is the number of records that share the rarest combination: the
	// k that the file has. 0 without records.
	Smallest  int
	Uniques   int            // records that share their combination with no other
	Offending ClassCount     // combinations that fewer than K records share
	Share     rma.Proportion // records with such a combination, of all
	// Reidentified is how many records somebody would rightly put a name to who
	// knows the quasi-identifiers of everybody in the file and guesses within
	// the class (the prosecutor model).
	Reidentified float64

	Columns   []QuasiColumn     // in the order of Quasi
	Subsets   []QuasiSubset     // that offend on their own: first the single ones, then the pairs
	Sensitive []SensitiveColumn // in the order of Options.Sensitive
	Warnings  []rma.Warning

	inside func() *anonymityClasses
}

// ClassCount is a number of classes, and of the records in them.
type ClassCount struct{ Classes, Records int }

// QuasiColumn says what one quasi-identifier does.
type QuasiColumn struct {
	Column  string
	Values  int // distinct ones, not counting missing
	Missing int // records without a value
	Alone   int // records in offending classes when only this column is known
	Without int // records in offending classes when this column is left out
}

// QuasiSubset is a set of one or two quasi-identifiers that offends: fewer than
// K records share some combination of these alone. No part of it offends.
type QuasiSubset struct {
	Columns   []string
	Smallest  int // records that share the rarest combination
	Offending ClassCount
}

// SensitiveColumn says in how many classes of quasi-identifiers a sensitive
// column has fewer than L distinct values.
type SensitiveColumn struct {
	Column    string
	Missing   int // records without a value
	Offending ClassCount
}

// CheckAnonymity tells whether records can be told apart by what others may
// know of a person: place, age, month of the report, kind of family. A class
// is the set of records with one combination of these quasi-identifiers.
//
//	f(r) = number of records with the combination of record r
//	r offends when f(r) < K                            (k-anonymity)
//	Reidentified = Σ over records 1/f(r) = number of classes
//	a class offends on a sensitive column when it has 1 to L-1 distinct values there (distinct l-diversity)
//
// It lists the offending combinations, smallest first, and says what would
// help: for every quasi-identifier how many records would still offend without
// it ([Anonymity.Columns]), and which single ones and pairs offend on their own
// ([Anonymity.Subsets]). A class can have K records and still give people away:
// when all of them have one value in a sensitive column, who knows that
// somebody is in the class knows the value.
//
// What to do when records offend, in this order. Make classes coarser, first in
// the column with the lowest Without: wider [Bands] for ages, [Regions] for
// places (put a small place in one region with another), quarters for months
// ([Generalise]). Leave out a column that the receiver does not need. Leave out
// the records that still offend ([Anonymity.OffendingRows]) when they are few:
// they are the unusual cases, so say how many there were, and take the figures of
// the study from the whole file. Check again after each step: with
// MissingMatchesAll, leaving records out can make others offend.
//
// Assumes that the quasi-identifiers are all that others may know, and that a
// record is a person: give one record for each, because ten records of one
// person would pass as ten people. The check looks at one file. Two files that
// are each safe may not be so together.
//
// Missing: a cell that is empty or white space. By default missing is a value
// of its own, so a record without an age shares a class only with others
// without an age. With MissingMatchesAll it could be anybody's: f(r) counts the
// records that agree with r wherever both have a value, as sdcMicro counts by
// default. It is never lower than the first count, and is right only when
// cells were made empty to protect people and nobody can know which; a
// register that leaves out what was not asked gives away whom. Reidentified is
// then Σ 1/f(r), and Smallest the lowest f(r). A missing sensitive value adds
// nothing to the values of a class, and a class with no value at all gives
// nothing away. Sensitive columns are looked at in classes of equal
// combinations under either count. Values are compared as they are written.
//
// Time grows with the number of records, and memory with the number of classes
// and by four bytes for each record.
// With MissingMatchesAll time also grows with the number of different sets of
// columns in which records miss a value.
//
// Errors wrap ErrAnonymity (an option out of range; no quasi-identifier, since
// any file passes without; more than MaxQuasi; a column that is both
// quasi-identifier and sensitive), rma.ErrMissingColumn, rma.ErrDuplicateColumn,
// rma.ErrDuplicate, ErrRecords, and for a row of another length an
// *rma.DataError with rma.ErrRagged and the number of the record. Warnings:
// WarnFewInClass, WarnHomogeneous for each sensitive column, rma.WarnUndefined
// when there are no records.
//
// Sources: Sweeney (2002), International Journal of Uncertainty, Fuzziness and
// Knowledge-Based Systems 10(5), 557-570. Machanavajjhala, Kifer, Gehrke and
// Venkitasubramaniam (2007), ACM Transactions on Knowledge Discovery from Data
// 1(1), article 3. El Emam and Dankar (2008), Journal of the American Medical
// Informatics Association 15(5), 627-637, for the prosecutor model. Checked
// against counting all pairs of records.
func CheckAnonymity(records Records, quasi []string, o AnonymityOptions) (Anonymity, error) {
	o, err := o.checked(quasi)
	if err != nil {
		return Anonymity{}, err
	}
	places, err := records.places(slices.Concat(quasi, o.Sensitive))
	if err != nil {
		return Anonymity{}, err
	}
	tally := newAnonymityTally(places[:len(quasi)], places[len(quasi):], o.L)
	if err := records.each(tally.add); err != nil {
		return Anonymity{}, err
	}
	a := Anonymity{Quasi: slices.Clone(quasi), Options: o}
	a.fill(tally.classes(o))
	return a, nil
}

// checked returns the options with defaults filled in.
func (o AnonymityOptions) checked(quasi []string) (AnonymityOptions, error) {
	if o.K == 0 {
		o.K = PublicK
	}
	if o.L == 0 {
		o.L = DefaultL
	}
	o.Sensitive = slices.Clone(o.Sensitive)
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("%w: "+format, append([]any{ErrAnonymity}, args...)...))
	}
	if o.K < 2 {
		fail("K is 2 or more, or 0 for %d: every file has a K of 1", PublicK)
	}
	if o.L < 2 {
		fail("L is 2 or more, or 0 for %d", DefaultL)
	}
	if len(quasi) == 0 {
		fail("declare at least one quasi-identifier: without any, every file passes")
	}
	if len(quasi) > MaxQuasi {
		fail("%d quasi-identifiers, and %d is the limit", len(quasi), MaxQuasi)
	}
	for _, name := range o.Sensitive {
		if slices.Contains(quasi, name) {
			fail("column %q is either a quasi-identifier or sensitive: a class has one value of a quasi-identifier", name)
		}
	}
	return o, errors.Join(errs...)
}

// String returns the counts, and no combination.
func (a Anonymity) String() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%d records, %d combinations of %d quasi-identifiers (%s)", a.N, a.Classes, len(a.Quasi), strings.Join(a.Quasi, ", "))
	line("records that share the rarest combination: %d (K = %d)", a.Smallest, a.Options.K)
	line("shared by fewer than K: %d combinations, %s records; unique: %d",
		a.Offending.Classes, a.Share.Format(rma.English, 0), a.Uniques)
	line("expected re-identifications: %s", rma.FormatNumber(a.Reidentified, 1, rma.English))
	for _, c := range a.Columns {
		line("%s: %d records offend on it alone, %d without it", c.Column, c.Alone, c.Without)
	}
	for _, s := range a.Subsets {
		line("offends on its own: %s, %d records", strings.Join(s.Columns, " with "), s.Offending.Records)
	}
	for _, s := range a.Sensitive {
		line("%s: fewer than %d values in %d combinations, %d records", s.Column, a.Options.L, s.Offending.Classes, s.Offending.Records)
	}
	return b.String()
}

// Format writes String whatever the verb, so that no form of printing shows a
// combination.
func (a Anonymity) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, a.String()) }
