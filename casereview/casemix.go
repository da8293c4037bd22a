package casereview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// CaseMixOptions says what the cases are described by.
type CaseMixOptions struct {
	Name string           // key of the observations; "" means "case-mix"
	In   func(Trace) bool // nil means every case of the log
	// Children is the attribute of the case that says, with yes or no, whether there
	// are children in the family; "" means "children".
	Children string
	// By is what else the cases are divided by, such as [SplitByAttr]; nil means nothing.
	// The stamp that a split gets is that of the first report, zero without one.
	By     []Split
	Level  float64    // of the intervals; 0 means 0.95
	Origin rma.Origin // for the observations
}

// withUsual fills in what was left open, with the children first of what cases are
// divided by.
func (o CaseMixOptions) withUsual() CaseMixOptions {
	o.Name, o.Children = nameOr(o.Name, "case-mix"), nameOr(o.Children, "children")
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	attr := o.Children
	children := Split{Key: "children", Label: rma.T("kinderen in het gezin", "children in the family"), Name: answerName,
		Of: func(t Trace, _ Stamp) string { return attrAnswer(t.Attr(attr)).String() }}
	o.By = slices.Concat([]Split{children}, o.By)
	return o
}

// Mixture is what kind of cases a log holds.
type Mixture struct {
	Cases    int
	Pilots   []MixPilot // in order of their id, with none last
	Parts    []MixPart  // the children first
	Refs     []rma.Ref
	Options  CaseMixOptions // with what was left open filled in
	Warnings []rma.Warning
}

// MixPilot is the number of cases of a pilot.
type MixPilot struct {
	Pilot string // "" for cases without one
	Cases int
}

// MixPart is how the cases are divided by one thing.
type MixPart struct {
	Key     string
	Label   rma.Text
	Levels  []MixLevel // those recorded, in the order of the values, and then those not recorded
	Missing rma.Share  // cases of which it is not recorded, of all cases
}

// MixLevel is the cases with one value.
type MixLevel struct {
	Key        string // "unknown" for cases of which it is not recorded
	Label      rma.Text
	Share      rma.Share // of all cases
	OfRecorded rma.Share // of those of which it is recorded; 0 of them for what is not recorded
	Pilots     []int     // cases in each of Mixture.Pilots
	missing    bool
}

// CaseMix says what kind of cases a log holds: how many with and without children,
// and what else is declared, in all and in each pilot. Pilots that got other cases are
// not compared by their outcomes alone, and families without children are easily out
// of view.
//
//	share = cases with the value / all cases
//	share of those recorded = cases with the value / cases with any value
//
// From 0 to 1. N counts all cases; those of which it is not recorded are a row of
// their own and stay in N, so that a column adds up. Nothing is assumed of why they
// are missing.
//
// Errors: ErrOptions for a split without key or function, two with one key, one with
// the key "children", or a level that is none. Warnings: rma.WarnMissingAnswers with
// the number of cases of which something is not recorded, for each thing;
// rma.WarnSmallBase and rma.WarnUndefined for few cases or none.
//
// Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212,
// for the intervals.
func CaseMix(log *Log, o CaseMixOptions) (Mixture, error) {
	tally := NewCaseMixTally(o)
	for _, t := range log.Cases() {
		tally.Add(t)
	}
	return tally.Result()
}

// CaseMixTally counts cases one by one, for [CaseMix]. Two of them that counted
// different cases can be merged, and give what one would have given of all cases.
// It is not for use by several goroutines at once.
type CaseMixTally struct {
	options CaseMixOptions
	courses courses
	pilots  map[string]int
	counts  []map[mixAt]int // for each thing
}

// mixAt is a value in a pilot.
type mixAt struct{ value, pilot string }

// NewCaseMixTally makes a tally of no cases.
func NewCaseMixTally(o CaseMixOptions) *CaseMixTally {
	o = o.withUsual()
	c := &CaseMixTally{options: o, pilots: map[string]int{}, counts: make([]map[mixAt]int, len(o.By))}
	for i := range c.counts {
		c.counts[i] = map[mixAt]int{}
	}
	return c
}

// Add counts a case. A case may be added once.
func (c *CaseMixTally) Add(t Trace) {
	if c.options.In != nil && !c.options.In(t) {
		return
	}
	c.courses.cases = append(c.courses.cases, t.Case.Ref())
	pilot := t.Case.Pilot
	c.pilots[pilot]++
	report, _ := t.First(Report)
	for i, s := range c.options.By {
		if s.Of != nil {
			c.counts[i][mixAt{s.Of(t, report.At), pilot}]++
		}
	}
}

// Merge adds what another tally counted, which stays as it is. A nil tally counted
// nothing.
//
// Errors: ErrOptions when it counted by other things.
func (c *CaseMixTally) Merge(other *CaseMixTally) error {
	if other == nil {
		return nil
	}
	same := func(a, b Split) bool { return a.Key == b.Key }
	if c.options.Children != other.options.Children || !slices.EqualFunc(c.options.By, other.options.By, same) {
		return fmt.Errorf("%w: what is merged was counted with the same options", ErrOptions)
	}
	if _, err := c.courses.take(&other.courses); err != nil {
		return err
	}
	for pilot, n := range other.pilots {
		c.pilots[pilot] += n
	}
	for i, counts := range other.counts {
		for at, n := range counts {
			c.counts[i][at] += n
		}
	}
	return nil
}

// Result gives what was counted so far.
//
// Errors: as those of [CaseMix]; rma.ErrDuplicate when a case was added twice.
func (c *CaseMixTally) Result() (Mixture, error) {
	o := c.options
	if err := checkSplits(o.By); err != nil {
		return Mixture{}, err
	}
	if err := checkLevel(o.Level); err != nil {
		return Mixture{}, err
	}
	refs, err := c.courses.refs()
	if err != nil {
		return Mixture{}, err
	}
	m := Mixture{Cases: len(refs), Refs: refs, Options: o, Warnings: baseWarnings(len(refs))}
	for pilot, n := range c.pilots {
		m.Pilots = append(m.Pilots, MixPilot{pilot, n})
	}
	slices.SortFunc(m.Pilots, func(a, b MixPilot) int { return emptyLast(a.Pilot, b.Pilot) })
	for i, s := range o.By {
		p := m.part(s, c.counts[i])
		if p.Missing.K > 0 {
			m.Warnings = append(m.Warnings, rma.Warn(rma.WarnMissingAnswers, "%s: n=%d", s.Key, p.Missing.K))
		}
		m.Parts = append(m.Parts, p)
	}
	return m, nil
}

// emptyLast orders by text, with nothing last.
func emptyLast(a, b string) int {
	if (a == "") != (b == "") {
		return -strings.Compare(a, b)
	}
	return strings.Compare(a, b)
}

func (m *Mixture) part(s Split, counts map[mixAt]int) MixPart {
	p := MixPart{Key: s.Key, Label: s.label()}
	byValue := map[string][]int{"": make([]int, len(m.Pilots))} // that nothing is missing is worth a row
	for at, n := range counts {
		if byValue[at.value] == nil {
			byValue[at.value] = make([]int, len(m.Pilots))
		}
		i := slices.IndexFunc(m.Pilots, func(q MixPilot) bool { return q.Pilot == at.pilot })
		byValue[at.value][i] += n
	}
	var values []string
	for v := range byValue {
		values = append(values, v)
	}
	slices.SortFunc(values, emptyLast)
	recorded := m.Cases - total(byValue[""])
	for _, v := range values {
		l := MixLevel{Key: nameOr(v, "unknown"), Label: s.name(v), Pilots: byValue[v], missing: v == ""}
		n := total(l.Pilots)
		l.Share = newShare(rma.Proportion{K: n, N: m.Cases}, m.Options.Level)
		if l.missing {
			p.Missing = l.Share
			n = 0
		}
		l.OfRecorded = newShare(rma.Proportion{K: n, N: recorded}, m.Options.Level)
		p.Levels = append(p.Levels, l)
	}
	return p
}

func total(list []int) int {
	n := 0
	for _, k := range list {
		n += k
	}
	return n
}
