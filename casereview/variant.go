package casereview

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// VariantOptions says which courses of cases are taken for the same.
type VariantOptions struct {
	Name            string     // key of the observations; "" means "variants"
	CollapseRepeats bool       // take an activity several times in a row for once
	Ignore          []Activity // events that are left out
	AsOf            time.Time  // events surely later are left out; zero means none are
	MinCases        int        // Table shows variants with fewer cases together; 0 means 10, 1 shows each
	Level           float64    // of the intervals; 0 means 0.95
	Origin          rma.Origin // for the observations
}

// Variant is a course that cases have in common: the same activities in the same
// order.
type Variant struct {
	Activities []Activity
	Share      rma.Share      // cases with this course, of the cases with an event
	Coverage   rma.Proportion // cases with this course or one before it in the list
}

// CaseVariants is the courses of the cases, the most frequent first.
type CaseVariants struct {
	Variants  []Variant // of equally many cases, those that come first in the order of the activities
	Cases     int
	Empty     int // cases without an event that counts, which have no variant
	Ambiguous int // cases whose events may have come in another order
	Refs      []rma.Ref
	Options   VariantOptions
	Warnings  []rma.Warning
}

// Variants counts the courses of cases. How many cases follow one of the most
// frequent courses says how much alike the work goes; that cases differ can be what
// was asked for.
//
//	coverage of the first k variants = cases with one of them / cases with an event
//
// The events of a case stand by earliest moment and import order. Ambiguous counts
// the cases in which events of different activities overlap, so that another order
// is possible; with CollapseRepeats that order need not be another variant.
//
// Errors: ErrOptions for a level that is none or a negative MinCases. Warnings:
// rma.WarnUndetermined with the number of ambiguous cases, rma.WarnSmallBase and
// rma.WarnUndefined for a small or empty base.
func Variants(log *Log, o VariantOptions) (CaseVariants, error) {
	tally := NewVariantTally(o)
	for _, t := range log.Cases() {
		tally.Add(t)
	}
	return tally.Result()
}

// VariantTally counts cases one by one, for [Variants]. Two of them that counted
// different cases can be merged, and give what one would have given of all cases.
// It is not for use by several goroutines at once.
type VariantTally struct {
	options   VariantOptions
	courses   courses
	at        map[string]int // by the numbers of the activities
	found     []variantCount
	ambiguous int
	key       []byte
}

type variantCount struct {
	activities []int32
	cases      int
}

// NewVariantTally makes a tally of no cases.
func NewVariantTally(o VariantOptions) *VariantTally {
	o.Ignore = slices.Clone(o.Ignore)
	return &VariantTally{options: o, courses: courses{ignore: o.Ignore, asOf: o.AsOf}, at: map[string]int{}}
}

// Add counts a case. A case may be added once.
func (v *VariantTally) Add(t Trace) {
	list := v.courses.read(t)
	if len(list) == 0 {
		return
	}
	if orderOpen(list) {
		v.ambiguous++
	}
	v.key = v.key[:0]
	n, last := 0, int32(-1)
	for _, m := range list {
		if v.options.CollapseRepeats && m.activity == last {
			continue
		}
		n, last = n+1, m.activity
		v.key = binary.AppendUvarint(v.key, uint64(m.activity))
	}
	v.count(n, 1)
}

// count adds cases of the variant of n activities that stands in v.key.
func (v *VariantTally) count(n, cases int) {
	i, ok := v.at[string(v.key)]
	if !ok {
		i = len(v.found)
		v.at[string(v.key)] = i
		list, rest := make([]int32, n), v.key
		for j := range list {
			k, size := binary.Uvarint(rest)
			list[j], rest = int32(k), rest[size:]
		}
		v.found = append(v.found, variantCount{activities: list})
	}
	v.found[i].cases += cases
}

// Merge adds what another tally counted, which stays as it is. A nil tally counted
// nothing.
//
// Errors: ErrOptions when it counted with other options.
func (v *VariantTally) Merge(other *VariantTally) error {
	if other == nil {
		return nil
	}
	if v.options.CollapseRepeats != other.options.CollapseRepeats {
		return fmt.Errorf("%w: what is merged was counted with the same options", ErrOptions)
	}
	here, err := v.courses.take(&other.courses)
	if err != nil {
		return err
	}
	for _, o := range other.found {
		v.key = v.key[:0]
		for _, a := range o.activities {
			v.key = binary.AppendUvarint(v.key, uint64(here[a]))
		}
		v.count(len(o.activities), o.cases)
	}
	v.ambiguous += other.ambiguous
	return nil
}

// Result gives what was counted so far.
//
// Errors: as those of [Variants]; rma.ErrDuplicate when a case was added twice.
func (v *VariantTally) Result() (CaseVariants, error) {
	o := v.options
	if err := checkLevel(o.Level); err != nil {
		return CaseVariants{}, err
	}
	if err := checkMinCases(o.MinCases); err != nil {
		return CaseVariants{}, err
	}
	o.Name, o.Ignore = nameOr(o.Name, "variants"), slices.Clone(o.Ignore)
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	if o.MinCases == 0 {
		o.MinCases = rma.DefaultMinBase
	}
	refs, err := v.courses.refs()
	if err != nil {
		return CaseVariants{}, err
	}
	r := CaseVariants{Cases: len(refs), Empty: v.courses.empty, Ambiguous: v.ambiguous, Refs: refs, Options: o}
	r.Variants = v.variants(r.Cases-r.Empty, o.Level)
	r.Warnings = baseWarnings(r.Cases - r.Empty)
	if v.ambiguous > 0 {
		r.Warnings = append(r.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", v.ambiguous))
	}
	return r, nil
}

// variants puts the courses of n cases in order.
func (v *VariantTally) variants(n int, level float64) []Variant {
	var list []Variant
	for _, c := range v.found {
		one := Variant{Activities: make([]Activity, len(c.activities)), Share: newShare(rma.Proportion{K: c.cases, N: n}, level)}
		for i, a := range c.activities {
			one.Activities[i] = v.courses.names[a]
		}
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b Variant) int {
		return cmp.Or(cmp.Compare(b.Share.K, a.Share.K), slices.CompareFunc(a.Activities, b.Activities, activityOrder))
	})
	sum := 0
	for i := range list {
		sum += list[i].Share.K
		list[i].Coverage = rma.Proportion{K: sum, N: n}
	}
	return list
}
