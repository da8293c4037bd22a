package casereview

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// DotOrder says in which order cases stand in a dotted chart.
type DotOrder uint8

const (
	DotsByStart    DotOrder = iota // the earliest first event first
	DotsByDuration                 // the shortest first
	DotsByCase                     // by the id of the case
)

var dotOrderTerms = rma.Terms{
	{"start", "naar begin", "by start"},
	{"duration", "naar duur", "by duration"},
	{"case", "naar dossier", "by case"},
}

// String returns the key used in files.
func (d DotOrder) String() string { return dotOrderTerms.Key("DotOrder", uint8(d)) }

// Label returns the name in language l.
func (d DotOrder) Label(l rma.Lang) string { return dotOrderTerms.Text("DotOrder", uint8(d)).In(l) }

// DotOptions says how a dotted chart is laid out.
type DotOptions struct {
	Name     string     // id of the table; "" means "dots"
	Order    DotOrder   // 0 means by start
	Relative bool       // days are counted from the first event of the case, and otherwise from that of all cases
	Ignore   []Activity // events that are left out
	AsOf     time.Time  // events surely later are left out; zero means none are
}

// Dot is one event in a dotted chart.
type Dot struct {
	Row      int // from 0; a case has one row
	Case     CaseID
	Activity Activity
	Org      OrgID
	At       Stamp
	Day      float64 // days to the earliest moment
	To       float64 // days to the end of the stamp
}

// Dots is a dotted chart: every event of every case, so that one sees how the cases
// came in and what happened together. It points at cases and is for the team: it
// has no observations.
type Dots struct {
	Dots    []Dot // by row, and in a row in the order of the case
	Rows    []CaseID
	Empty   int // cases without an event that counts
	Options DotOptions
}

// DottedChart lays out the events of all cases.
//
// Errors: ErrOptions for an order that does not exist.
func DottedChart(log *Log, o DotOptions) (Dots, error) {
	if int(o.Order) >= len(dotOrderTerms) {
		return Dots{}, fmt.Errorf("%w: dots are by start, by duration or by case", ErrOptions)
	}
	o.Name, o.Ignore = nameOr(o.Name, "dots"), slices.Clone(o.Ignore)
	d := Dots{Options: o}
	c := courses{ignore: o.Ignore, asOf: o.AsOf}
	lines, events := dotLines(log, &c)
	o.Order.sort(lines)
	d.Dots, d.Rows = make([]Dot, 0, events), make([]CaseID, 0, len(lines))
	zero := int64(math.MaxInt64)
	for _, l := range lines {
		zero = min(zero, l.list[0].lo)
	}
	for row, l := range lines {
		d.Rows = append(d.Rows, l.trace.Case.ID)
		if o.Relative {
			zero = l.list[0].lo
		}
		for _, m := range l.list {
			e := &l.trace.events[m.at]
			d.Dots = append(d.Dots, Dot{Row: row, Case: e.Case, Activity: e.Activity, Org: e.Org, At: e.At, Day: inDays(m.lo - zero), To: inDays(m.hi - zero)})
		}
	}
	d.Empty = c.empty
	return d, nil
}

// dotLine is a case with the events of it that count.
type dotLine struct {
	trace Trace
	list  []met
}

// dotLines returns the cases with an event that counts, and how many events they have.
func dotLines(log *Log, c *courses) (lines []dotLine, events int) {
	for _, t := range log.Cases() {
		if list := slices.Clone(c.read(t)); len(list) > 0 {
			lines, events = append(lines, dotLine{t, list}), events+len(list)
		}
	}
	return lines, events
}

// sort puts cases in order; those that are equal stay by id.
func (d DotOrder) sort(lines []dotLine) {
	lasting := func(l dotLine) int64 { return l.list[len(l.list)-1].lo - l.list[0].lo }
	slices.SortStableFunc(lines, func(a, b dotLine) int {
		switch d {
		case DotsByStart:
			return cmp.Compare(a.list[0].lo, b.list[0].lo)
		case DotsByDuration:
			return cmp.Compare(lasting(a), lasting(b))
		}
		return 0
	})
}

// Table lists the events. It is for the team.
func (d Dots) Table() rma.Table {
	t := rma.Table{ID: d.Options.Name, Title: rma.T("Gebeurtenissen in de tijd", "Events in time"), RowHead: rma.T("dossier", "case"), TeamOnly: true,
		Columns: []rma.Column{
			{Key: "activity", Label: rma.T("activiteit", "activity"), Things: true},
			{Key: "org", Label: rma.T("organisatie", "organisation"), Things: true},
			{Key: "at", Label: rma.T("moment", "moment"), Things: true},
			{Key: "day", Label: rma.T("dag", "day"), Things: true},
			{Key: "to", Label: rma.T("tot dag", "to day"), Things: true},
		}}
	for _, dot := range d.Dots {
		t.Rows = append(t.Rows, rma.Row{Key: dot.Case.String(), Label: rma.PlainText(dot.Case.String()), Cells: []rma.Cell{
			rma.TextCell(dot.Activity.text()), rma.PlainCell(string(dot.Org)), rma.PlainCell(dot.At.String()), rma.NumberCell(dot.Day, 2), rma.NumberCell(dot.To, 2)}})
	}
	return t
}
