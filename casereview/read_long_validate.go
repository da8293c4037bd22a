package casereview

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Validate reports everything that is wrong with the mapping itself, as
// *rma.DataError whose Field names the part: rma.ErrMissing, rma.ErrUnknownTerm
// for an activity that is neither known nor declared, rma.ErrDuplicate for an
// attribute or a word that occurs twice, rma.ErrSchema and rma.ErrFormat.
func (m LongMapping) Validate() error { return m.validate("") }

func (m LongMapping) validate(file string) error {
	p := rma.Problems{File: file}
	m.check(&p, strictjson.Places{})
	return p.Err()
}

// usual returns what a wide mapping has as well.
func (m LongMapping) usual() WideMapping {
	return WideMapping{Schema: m.Schema, Zone: m.Zone, ListSeparator: m.ListSeparator, PairSeparator: m.PairSeparator,
		OwnActivities: m.OwnActivities, OwnConcerns: m.OwnConcerns, Order: m.Order, NoUsualOrder: m.NoUsualOrder}
}

// check notes what is wrong, at its place if that is known.
func (m LongMapping) check(p *rma.Problems, places strictjson.Places) {
	c := mappingCheck{m.usual(), p, places}
	c.general()
	c.required("case", m.Case)
	c.required("activity", m.Activity)
	c.required("at", m.At)
	c.field("family", m.Family)
	c.field("pilot", m.Pilot)
	c.field("municipality", m.Municipality)
	c.field("org", m.Org)
	c.field("to", m.To)
	c.codes(m)
	c.layouts("layouts", m.Layouts)
	c.lifecycle(m)
	c.attributes("attributes", m.Attributes)
	c.attributes("case_attributes", m.OfCase)
	for i, r := range m.Order {
		path := fmt.Sprintf("order[%d]", i)
		if r.FirstColumn != "" || r.ThenColumn != "" {
			c.add(path, fmt.Errorf("%w: rules of a file with one row per event name activities", rma.ErrFormat))
			continue
		}
		c.order(path, r)
	}
}

// general checks what every mapping has.
func (c mappingCheck) general() {
	if c.m.Schema != 0 && c.m.Schema != mappingSchema {
		c.add("schema", rma.ErrSchema)
	}
	if _, err := c.m.location(); err != nil {
		c.add("zone", fmt.Errorf("%w: a zone that this computer does not know", rma.ErrFormat))
	}
	if c.m.listSeparator() == c.m.pairSeparator() {
		c.add("pair_separator", fmt.Errorf("%w: it must differ from list_separator", rma.ErrFormat))
	}
}

// codes checks the words for activities. The keys are content of the file, so
// no message names one.
func (c mappingCheck) codes(m LongMapping) {
	for _, word := range slices.Sorted(maps.Keys(m.Codes)) {
		if strings.TrimSpace(word) == "" {
			c.add("codes", fmt.Errorf("%w: a word for an activity", rma.ErrMissing))
			continue
		}
		c.activity("codes", m.Codes[word])
		if slices.Contains(m.Skip, word) {
			c.add("skip", fmt.Errorf("%w: a word stands in codes and in skip", rma.ErrDuplicate))
		}
	}
}

func (c mappingCheck) layouts(path string, list []string) {
	for _, layout := range list {
		if layoutPrecision(layout) == PrecisionNotRecorded {
			c.add(path, fmt.Errorf("%w: a layout as of package time, such as 02-01-2006 15:04, or %s", rma.ErrFormat, WeekLayout))
		}
	}
}

func (c mappingCheck) lifecycle(m LongMapping) {
	l := m.Lifecycle
	if l.Column == "" {
		if l.Instance != "" || len(l.Start)+len(l.Complete)+len(l.Other) > 0 {
			c.add("lifecycle.column", rma.ErrMissing)
		}
		return
	}
	if m.End != "" {
		c.add("end", fmt.Errorf("%w: the end stands in a column or in a row of its own, not both", rma.ErrFormat))
	}
	seen := map[string]bool{}
	for _, word := range slices.Concat(l.starts(), l.completes(), l.others()) {
		word = strings.ToLower(strings.TrimSpace(word))
		if seen[word] {
			c.add("lifecycle", fmt.Errorf("%w: a word for two transitions", rma.ErrDuplicate))
		}
		seen[word] = true
	}
}

func (l Lifecycle) starts() []string { return orElse(l.Start, "start") }

func (l Lifecycle) completes() []string { return orElse(l.Complete, "complete") }

// others are the transitions of XES besides start and complete, but for those
// that the mapping has another use for.
func (l Lifecycle) others() []string {
	if l.Other != nil {
		return l.Other
	}
	usual := []string{"schedule", "assign", "withdraw", "reassign", "suspend", "resume", "pi_abort", "ate_abort", "autoskip", "manualskip"}
	return slices.DeleteFunc(usual, func(word string) bool {
		same := func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), word) }
		return slices.ContainsFunc(l.Start, same) || slices.ContainsFunc(l.Complete, same)
	})
}

func orElse(list []string, usual string) []string {
	if len(list) == 0 {
		return []string{usual}
	}
	return list
}

func (m LongMapping) location() (*time.Location, error) { return m.usual().location() }

// columns returns the names of all columns that are read, each once.
func (m LongMapping) columns() []string {
	var names []string
	add := func(list ...string) {
		for _, name := range list {
			if name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	add(m.Case, m.Family.Column, m.Pilot.Column, m.Municipality.Column, m.Activity, m.At, m.End,
		m.Lifecycle.Column, m.Lifecycle.Instance, m.Org.Column, m.To.Column, m.With, m.Actor, m.Subjects, m.Concerns)
	for _, a := range m.Attributes {
		add(a.Column)
	}
	for _, a := range m.OfCase {
		add(a.Column)
	}
	return names
}
