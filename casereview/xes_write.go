package casereview

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// The keys of our own. What XES has no word for stands under these; an attribute
// of ours has attrKey before its name.
const (
	stampKey   = "stamp" // as Stamp.String writes it, with its precision
	attrKey    = "attr_"
	xesClock   = "2006-01-02T15:04:05.000-07:00"
	xesHeading = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
	<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
	<global scope="trace">
		<string key="concept:name" value=""/>
	</global>
	<global scope="event">
		<string key="concept:name" value=""/>
		<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
		<string key="lifecycle:transition" value="complete"/>
	</global>
	<classifier name="Activity" keys="concept:name"/>
	<classifier name="Activity and transition" keys="concept:name lifecycle:transition"/>
`
)

// WriteXES writes a log in XES (IEEE 1849), which ProM, pm4py, bupaR and others
// read. [ReadXES] with [XESMapping] reads the same log again.
//
// Cases, families, persons and professionals stand there by their pseudonyms,
// which remain personal data: it is a file for colleagues, not for publication.
// An activity has our key; an organisation is org:group, a professional
// org:resource. Other programs know moments only: time:timestamp is the earliest
// that a stamp can mean, and the stamp itself, with its precision, stands beside
// it. An event with an End is two, start and complete, with one
// concept:instance. Events stand by time.
//
// Errors, before anything is written: rma.ErrEncoding for a text that XML cannot
// hold; rma.ErrFormat for an organisation of With or a concern with a | in it,
// or without a name; rma.ErrMissing for a concern about nobody; rma.ErrOrder for an event that surely ends before it starts.
// They are *rma.DataError with the place that the event carries. A nil log is
// one without cases.
func WriteXES(w io.Writer, l *Log) error {
	if err := checkXES(l); err != nil {
		return err
	}
	x := xesWriter{w: bufio.NewWriter(w)}
	x.raw(xesHeading)
	for _, t := range l.Cases() {
		x.trace(t)
	}
	x.raw("</log>\n")
	if x.err != nil {
		return x.err
	}
	return x.w.Flush()
}

// XESMapping returns the mapping with which [ReadXES] reads what [WriteXES] wrote
// of a log: with the activities, concerns and attributes of one's own that occur
// in it. Give privacy.Declared with it, since the file holds pseudonyms. A nil
// log has nothing of its own.
func XESMapping(l *Log) LongMapping {
	m := LongMapping{
		Case: "case:concept:name", Family: Field{Column: "case:family"}, Pilot: Field{Column: "case:pilot"}, Municipality: Field{Column: "case:municipality"},
		Activity: "concept:name", At: stampKey, Lifecycle: Lifecycle{Column: "lifecycle:transition", Instance: "concept:instance"},
		Org: Field{Column: "org:group"}, To: Field{Column: "to"}, With: "with", Actor: "org:resource", Subjects: "subjects", Concerns: "concerns",
		NoUsualOrder: true,
	}
	ofCase, ofEvent := map[string]map[string]bool{}, map[string]map[string]bool{}
	activities, concerns := map[Activity]bool{}, map[ConcernKind]bool{}
	for _, t := range l.Cases() {
		noteAttrs(ofCase, t.Case.Attrs)
		for e := range t.All() {
			if _, err := time.LoadLocation(e.At.loc.String()); m.Zone == "" && err == nil {
				m.Zone = e.At.loc.String()
			}
			noteAttrs(ofEvent, e.Attrs)
			activities[e.Activity] = true
			for _, c := range e.Concerns {
				concerns[c.Kind] = true
			}
		}
	}
	m.OfCase, m.Attributes = attrMappings(caseKey, ofCase), attrMappings("", ofEvent)
	for _, a := range slices.Sorted(maps.Keys(activities)) {
		if !a.Known() {
			m.OwnActivities = append(m.OwnActivities, a)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(concerns)) {
		if !k.Known() {
			m.OwnConcerns = append(m.OwnConcerns, k)
		}
	}
	return m
}

func noteAttrs(met map[string]map[string]bool, attrs map[string]string) {
	for name, value := range attrs {
		if met[name] == nil {
			met[name] = map[string]bool{}
		}
		met[name][value] = true
	}
}

func attrMappings(prefix string, met map[string]map[string]bool) []AttrColumn {
	var list []AttrColumn
	for _, name := range slices.Sorted(maps.Keys(met)) {
		list = append(list, AttrColumn{Column: prefix + attrKey + name, Name: name, Values: slices.Sorted(maps.Keys(met[name]))})
	}
	return list
}

// checkXES looks for what the form cannot hold.
func checkXES(l *Log) error {
	var p rma.Problems
	text := func(line, column int, field string, list ...string) {
		if slices.ContainsFunc(list, func(s string) bool { return !utf8.ValidString(s) || strings.ContainsFunc(s, noXML) }) {
			p.Add(line, column, field, rma.ErrEncoding)
		}
	}
	listed := func(e Event, field, s string) {
		if s == "" || strings.Contains(s, "|") {
			p.Add(e.Line, e.Column, field, fmt.Errorf("%w: what stands in a list has a name, without a | in it", rma.ErrFormat))
		}
	}
	for _, t := range l.Cases() {
		c := t.Case
		p.File = c.File
		text(c.Line, 0, "case", c.Pilot, c.Municipality)
		for name, value := range sortedAttrs(c.Attrs) {
			text(c.Line, 0, "case_attributes", name, value)
		}
		for e := range t.All() {
			p.File = e.File
			text(e.Line, e.Column, "event", string(e.Activity), string(e.Org), string(e.To))
			for name, value := range sortedAttrs(e.Attrs) {
				text(e.Line, e.Column, "attributes", name, value)
			}
			for _, o := range e.With {
				text(e.Line, e.Column, "with", string(o))
				listed(e, "with", string(o))
			}
			for _, k := range e.Concerns {
				text(e.Line, e.Column, "concerns", string(k.Kind))
				listed(e, "concerns", string(k.Kind))
				if k.Person.IsZero() {
					p.Add(e.Line, e.Column, "concerns", rma.ErrMissing)
				}
			}
			if e.End.Before(e.At) {
				p.Add(e.Line, e.Column, "end", rma.ErrOrder)
			}
		}
	}
	return p.Err()
}

// noXML reports a character that XML cannot hold.
func noXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
}

// xesWriter writes elements until something goes wrong.
type xesWriter struct {
	w         *bufio.Writer
	err       error
	instances int
}

// xesMoment is one of the events that XES has for one of ours.
type xesMoment struct {
	Event
	stamp      Stamp
	at         int64 // to sort by
	transition string
	instance   string
}

func (x *xesWriter) trace(t Trace) {
	x.raw("\t<trace>\n")
	x.text(2, "concept:name", t.Case.ID.String())
	x.text(2, "family", t.Case.Family.String())
	x.text(2, "pilot", t.Case.Pilot)
	x.text(2, "municipality", t.Case.Municipality)
	for name, value := range sortedAttrs(t.Case.Attrs) {
		x.text(2, attrKey+name, value)
	}
	var list []xesMoment
	for e := range t.All() {
		if e.End.IsZero() {
			list = append(list, xesMoment{e, e.At, e.At.at, "complete", ""})
			continue
		}
		x.instances++
		instance := strconv.Itoa(x.instances)
		list = append(list, xesMoment{e, e.At, e.At.at, "start", instance}, xesMoment{e, e.End, max(e.At.at, e.End.at), "complete", instance})
	}
	slices.SortStableFunc(list, func(a, b xesMoment) int { return int(min(1, max(-1, a.at-b.at))) })
	for _, m := range list {
		x.event(m)
	}
	x.raw("\t</trace>\n")
}

func (x *xesWriter) event(m xesMoment) {
	x.raw("\t\t<event>\n")
	x.text(3, "concept:name", string(m.Activity))
	x.element(3, "date", "time:timestamp", m.stamp.moment(m.at).Format(xesClock))
	x.text(3, "lifecycle:transition", m.transition)
	x.text(3, "concept:instance", m.instance)
	x.text(3, stampKey, m.stamp.String())
	if m.transition == "start" || m.instance == "" {
		x.details(m.Event)
	} else {
		x.text(3, "org:group", string(m.Org))
		x.text(3, "org:resource", m.Actor.String())
	}
	x.raw("\t\t</event>\n")
}

// details writes everything but what happened and when.
func (x *xesWriter) details(e Event) {
	x.text(3, "org:group", string(e.Org))
	x.text(3, "org:resource", e.Actor.String())
	x.text(3, "to", string(e.To))
	var with, subjects, concerns []string
	for _, o := range e.With {
		with = append(with, string(o))
	}
	for _, p := range e.Subjects {
		subjects = append(subjects, p.String())
	}
	for _, c := range e.Concerns {
		concerns = append(concerns, c.Person.String()+":"+string(c.Kind))
	}
	x.text(3, "with", strings.Join(with, "|"))
	x.text(3, "subjects", strings.Join(subjects, "|"))
	x.text(3, "concerns", strings.Join(concerns, "|"))
	for name, value := range sortedAttrs(e.Attrs) {
		x.text(3, attrKey+name, value)
	}
}

// text writes a text that is there.
func (x *xesWriter) text(depth int, key, value string) {
	if value != "" {
		x.element(depth, "string", key, value)
	}
}

func (x *xesWriter) element(depth int, element, key, value string) {
	x.raw("\t\t\t"[:depth] + "<" + element + ` key="`)
	x.escaped(key)
	x.raw(`" value="`)
	x.escaped(value)
	x.raw("\"/>\n")
}

func (x *xesWriter) raw(s string) {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
}

func (x *xesWriter) escaped(s string) {
	if x.err == nil {
		x.err = xml.EscapeText(x.w, []byte(s))
	}
}
