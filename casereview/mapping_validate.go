package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Validate reports everything that is wrong with the mapping itself, as
// *rma.DataError whose Field names the part: rma.ErrMissing, rma.ErrUnknownTerm
// for an activity that is neither known nor declared, rma.ErrDuplicate for an
// attribute that occurs twice, rma.ErrSchema and rma.ErrFormat.
func (m WideMapping) Validate() error { return m.validate("") }

func (m WideMapping) validate(file string) error {
	p := rma.Problems{File: file}
	m.check(&p, strictjson.Places{})
	return p.Err()
}

// check notes what is wrong, at its place if that is known.
func (m WideMapping) check(p *rma.Problems, places strictjson.Places) {
	c := mappingCheck{m, p, places}
	if m.Schema != 0 && m.Schema != mappingSchema {
		c.add("schema", rma.ErrSchema)
	}
	if _, err := m.location(); err != nil {
		c.add("zone", fmt.Errorf("%w: a zone that this computer does not know", rma.ErrFormat))
	}
	if m.listSeparator() == m.pairSeparator() {
		c.add("pair_separator", fmt.Errorf("%w: it must differ from list_separator", rma.ErrFormat))
	}
	if _, nameless := m.ActivityNames[""]; nameless {
		c.add("activity_names", fmt.Errorf("%w: the key of an activity", rma.ErrMissing))
	}
	c.required("case", m.Case)
	c.field("family", m.Family)
	c.field("pilot", m.Pilot)
	c.field("municipality", m.Municipality)
	if len(m.Events) == 0 {
		c.add("events", rma.ErrMissing)
	}
	for i, e := range m.Events {
		c.event(fmt.Sprintf("events[%d]", i), e)
	}
	c.attributes("attributes", m.Attributes)
	for i, r := range m.Order {
		c.order(fmt.Sprintf("order[%d]", i), r)
	}
}

type mappingCheck struct {
	m        WideMapping
	problems *rma.Problems
	places   strictjson.Places
}

func (c mappingCheck) add(path string, err error) {
	line, column := c.places.At(path)
	c.problems.Add(line, column, path, err)
}

func (c mappingCheck) required(path, value string) {
	if value == "" {
		c.add(path, rma.ErrMissing)
	}
}

func (c mappingCheck) field(path string, f Field) {
	switch {
	case f.Column != "" && f.Constant != "":
		c.add(path, fmt.Errorf("%w: a column or a constant, not both", rma.ErrFormat))
	case f.Column == "" && f.Constant == "" && (f.Required || len(f.Values) > 0):
		c.add(path, fmt.Errorf("%w: a column or a constant", rma.ErrMissing))
	}
}

func (c mappingCheck) activity(path string, a Activity) {
	switch {
	case a == "":
		c.add(path, rma.ErrMissing)
	case !c.m.ActivityNames.Has(a) && !slices.Contains(c.m.OwnActivities, a):
		c.add(path, fmt.Errorf("%w: an activity of one's own stands in own_activities or activity_names", rma.ErrUnknownTerm))
	}
}

func (c mappingCheck) event(path string, e EventColumn) {
	c.required(path+".column", e.Column)
	c.activity(path+".activity", e.Activity)
	c.field(path+".org", e.Org)
	c.attributes(path+".attributes", e.Attributes)
	for _, layout := range e.Layouts {
		if layoutPrecision(layout) == PrecisionNotRecorded {
			c.add(path+".layouts", fmt.Errorf("%w: a layout as of package time, such as 02-01-2006 15:04, or %s", rma.ErrFormat, WeekLayout))
		}
	}
}

func (c mappingCheck) attributes(path string, list []AttrColumn) {
	seen := map[string]bool{}
	for i, a := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.required(at+".column", a.Column)
		declared := len(a.Values) > 0 || len(a.Codes) > 0
		if declared == a.Number {
			c.add(at, fmt.Errorf("%w: an attribute is a number, or has declared values or codes", rma.ErrFormat))
		}
		if seen[a.name()] {
			c.add(at+".name", rma.ErrDuplicate)
		}
		seen[a.name()] = true
	}
}

func (c mappingCheck) order(path string, r OrderRule) {
	if r.FirstColumn == "" && r.ThenColumn == "" {
		c.activity(path+".first", r.First)
		c.activity(path+".then", r.Then)
		return
	}
	if r.First != "" || r.Then != "" {
		c.add(path, fmt.Errorf("%w: two activities or two columns, not both", rma.ErrFormat))
	}
	for _, column := range []string{r.FirstColumn, r.ThenColumn} {
		if !slices.ContainsFunc(c.m.Events, func(e EventColumn) bool { return e.Column == column }) {
			c.add(path, fmt.Errorf("%w: it names columns of events", rma.ErrUnknownID))
		}
	}
}

func (m WideMapping) location() (*time.Location, error) {
	if m.Zone == "" {
		return time.LoadLocation(DefaultZone)
	}
	return time.LoadLocation(m.Zone)
}

func (m WideMapping) listSeparator() string {
	if m.ListSeparator == "" {
		return "|"
	}
	return m.ListSeparator
}

func (m WideMapping) pairSeparator() string {
	if m.PairSeparator == "" {
		return ":"
	}
	return m.PairSeparator
}

// orderRules returns the rules to check.
func (m WideMapping) orderRules() []OrderRule {
	if m.NoUsualOrder {
		return m.Order
	}
	return append([]OrderRule{{First: Report, Then: HomeVisit}}, m.Order...)
}
