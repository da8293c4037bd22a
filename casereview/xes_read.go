package casereview

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/internal/xmlbytes"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ReadXES reads an event log in XES (IEEE 1849), as it is or zipped with gzip.
// The columns of the mapping are the keys of attributes, those of a trace with
// "case:" before them, as in [PM4Py], which is the mapping to start from:
//
//	m := casereview.PM4Py()
//	m.Codes = map[string]casereview.Activity{"Melding ontvangen": casereview.Report}
//	m.Lifecycle = casereview.Lifecycle{Column: "lifecycle:transition", Instance: "concept:instance"}
//	m.Family.Column = "case:gezin"
//
// [XESMapping] is the mapping of what [WriteXES] wrote. A date is read to the
// minute. A trace without events is a case without events. What stands in
// attributes of attributes, in lists and in containers is not read, and counted
// in a warning with the code rma.WarnNestedLeftOut; globals, classifiers and
// attributes of the log as a whole say nothing of a case, and are not read.
//
// Errors are those of [ReadLong], with the line of the attribute, or of the event
// or trace that does not have it, and the key as the field; rma.ErrFormat for a
// file that is not XES; rma.ErrTooLarge for elements that nest more than 64
// deep, a tag or text of more than 1 MiB, and more than 16 GiB. Entities are
// refused. After an error in the form of the file nothing more is read.
func ReadXES(r io.Reader, file string, m LongMapping, o ReadOptions) (*Log, error) {
	rows, err := openXESRows(r, file, m)
	if err != nil {
		return nil, err
	}
	return readLong(rows, file, m, o)
}

// EachXES reads the same files as [ReadXES], one event at a time, as [EachLong]
// does.
func EachXES(r io.Reader, file string, m LongMapping, o ReadOptions) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := openXESRows(r, file, m)
		if err != nil {
			yield(Row{}, err)
			return
		}
		eachLong(rows, file, m, o, yield)
	}
}

func openXESRows(r io.Reader, file string, m LongMapping) (rowReader, error) {
	if r == nil {
		return rowReader{}, errNoReader(file)
	}
	b, err := openXES(r, xesLimits())
	if err != nil {
		return rowReader{}, &rma.DataError{File: file, Line: 1, Err: err}
	}
	s := newXESSource(b, m)
	place := func(row tabular.Row, c tabular.Column) (line, column int) {
		if n := c.Number(); n > 0 && s.lines[n-1] > 0 {
			return s.lines[n-1], 0
		}
		return row.Line, 0
	}
	return rowReader{Reader: tabular.NewSourceReader(s), place: place, nested: &s.nested}, nil
}

// xesSource gives the events of a file as rows, with a column for each key that
// the mapping names. It keeps one event.
type xesSource struct {
	xml      *xmlbytes.Reader
	names    []string
	ofTrace  map[string]int // key to column
	ofEvent  map[string]int
	activity int // column

	headed bool
	began  bool // the element log
	trace  int  // line where the trace begins, 0 outside one
	event  int  // line where the event begins, 0 outside one
	events int  // of the trace
	nested int

	fields []string
	kinds  []tabular.Kind
	lines  []int // where each cell was read
}

const caseKey = "case:" // before the keys of a trace

func newXESSource(x *xmlbytes.Reader, m LongMapping) *xesSource {
	s := &xesSource{xml: x, names: m.columns(), ofTrace: map[string]int{}, ofEvent: map[string]int{}, activity: -1}
	for i, name := range s.names {
		if key, ok := strings.CutPrefix(name, caseKey); ok {
			s.ofTrace[key] = i
		} else {
			s.ofEvent[name] = i
		}
		if name == m.Activity {
			s.activity = i
		}
	}
	s.fields, s.kinds, s.lines = make([]string, len(s.names)), make([]tabular.Kind, len(s.names)), make([]int, len(s.names))
	return s
}

// Next gives the next event, or a trace that has none.
func (s *xesSource) Next() (tabular.Record, error) {
	if !s.headed {
		s.headed = true
		return tabular.Record{Line: 1, Fields: s.names}, nil
	}
	for {
		token, line, err := s.xml.Token()
		if err == io.EOF && !s.began {
			err = xmlbytes.ErrEnd
		}
		if err != nil && err != io.EOF {
			err = xesRule(err)
		}
		if t, ok := token.(xml.StartElement); ok && err == nil {
			err = s.open(t, line)
		}
		if err != nil {
			return tabular.Record{Line: line}, err
		}
		if _, ok := token.(xml.EndElement); ok {
			if rec, ok := s.close(); ok {
				return rec, nil
			}
		}
	}
}

// open takes an element.
func (s *xesSource) open(t xml.StartElement, line int) error {
	name, depth := t.Name.Local, s.xml.Depth()
	switch {
	case depth == 1:
		if s.began {
			return fmt.Errorf("%w: a second log", rma.ErrFormat)
		}
		if s.began = name == "log"; !s.began {
			return fmt.Errorf("%w: the outermost element of XES is log", rma.ErrFormat)
		}
	case depth == 2 && name == "trace":
		s.trace, s.events = line, 0
		s.clear(s.ofTrace)
		s.clear(s.ofEvent)
	case depth == 2 && name == "event":
		return fmt.Errorf("%w: an event outside a trace", rma.ErrFormat)
	case depth == 3 && s.trace > 0 && name == "event":
		s.event = line
		s.clear(s.ofEvent)
	case depth == 3 && s.trace > 0:
		return s.attribute(t, s.ofTrace, line)
	case depth == 4 && s.event > 0:
		return s.attribute(t, s.ofEvent, line)
	case s.trace > 0:
		s.nested++
	}
	return nil
}

// close gives the row of an event or of a trace that ends here.
func (s *xesSource) close() (tabular.Record, bool) {
	switch depth := s.xml.Depth(); {
	case depth == 2 && s.event > 0:
		line := s.event
		s.event = 0
		s.events++
		return tabular.Record{Line: line, Fields: s.fields, Kinds: s.kinds}, true
	case depth == 1 && s.trace > 0:
		line := s.trace
		s.trace = 0
		if s.events > 0 {
			return tabular.Record{}, false
		}
		if s.activity >= 0 {
			s.kinds[s.activity] = tabular.KindNone
		}
		return tabular.Record{Line: line, Fields: s.fields, Kinds: s.kinds}, true
	}
	return tabular.Record{}, false
}

func (s *xesSource) clear(keys map[string]int) {
	for _, i := range keys {
		s.fields[i], s.kinds[i], s.lines[i] = "", tabular.KindText, 0
	}
}

// attribute takes the value of a key that the mapping names.
func (s *xesSource) attribute(t xml.StartElement, keys map[string]int, line int) error {
	var key, value string
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "key":
			key = a.Value
		case "value":
			value = a.Value
		}
	}
	i, asked := keys[key]
	switch {
	case t.Name.Local == "list" || t.Name.Local == "container":
		s.nested++
		return nil
	case !asked:
		return nil
	case s.lines[i] > 0:
		return fmt.Errorf("%w: an attribute that the mapping names", rma.ErrDuplicate)
	case s.event == 0 && s.events > 0:
		return fmt.Errorf("%w: the attributes of a trace stand before its events", rma.ErrFormat)
	}
	s.fields[i], s.kinds[i], s.lines[i] = value, xesKind(t.Name.Local), line
	return nil
}

// xesKind gives the kind of a cell by the element of an attribute.
func xesKind(element string) tabular.Kind {
	switch element {
	case "date":
		return tabular.KindDate
	case "int", "float":
		return tabular.KindNumber
	}
	return tabular.KindText
}
