package casereview

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ReadWide reads a file with one row per case and a heading: text delimited by
// semicolons, commas or tabs, with or without a byte order mark, or a workbook of
// Excel (XLSX), which it tells by its first bytes. The name of the file is used in
// errors and in references only.
//
// In a workbook a day is a number that is shown as a date: a whole one is a day,
// one with a fraction a minute, the nearest; the layouts of the mapping are for
// texts. A number that is not shown as a date is none, and a cell with an error
// such as #N/A is [ErrCell].
//
// A row with a wrong value gives an error, and a file with an error gives no
// log: nothing is left out quietly. All errors are reported together, up to
// 100, as *rma.DataError with the line, the column and the rule, and never what
// the cell holds: rma.ErrMissingColumn and the others of a delimited file;
// rma.ErrMissing for a required value that is not there, and for a date that is
// not there although the columns that go with it alone are filled;
// rma.ErrDuplicate for a case that occurs twice; rma.ErrDate, rma.ErrNumber,
// rma.ErrUnknownTerm and rma.ErrFormat for a cell; rma.ErrOrder for an event
// that surely lies before the one it follows, such as a visit before its report.
//
// An event that may lie before the one it follows, because of the precision of
// the stamps, is kept and counted in a warning of the log with the code
// rma.WarnUndetermined. Two stamps that are written alike do not count. No
// reader is rma.ErrMissing.
//
// What the file calls its cases, families and persons is taken for an
// identifier, and the log holds pseudonyms: see [ReadOptions]. An identifier for
// which there can be none is an error of package privacy, at its place. The rows
// of cases and families that were erased are left out, and so are persons who
// were; a warning with the code privacy.WarnErased counts the rows.
func ReadWide(r io.Reader, file string, m WideMapping, o ReadOptions) (*Log, error) {
	if r == nil {
		return nil, errNoReader(file)
	}
	if err := m.validate(file); err != nil {
		return nil, err
	}
	rows, err := openRows(r, file, m.Sheet, false)
	if err != nil {
		return nil, err
	}
	loc, err := m.location()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	w := wideReader{m: m, file: file, loc: loc, rows: rows.Reader,
		problems: rma.Problems{File: file}, columns: map[string]tabular.Column{},
		ids: o.pseudonymiser(), uses: map[string]int{}, firstSeen: map[CaseID]int{}, possible: make([]int, len(m.orderRules()))}
	w.findColumns()
	if w.columns[m.Case].Found() {
		w.eachRow(w.readCase)
	}
	if err := w.problems.Err(); err != nil {
		return nil, err
	}
	log, err := NewLog(w.cases, w.events)
	if err != nil {
		return nil, err
	}
	log.warnings = w.orderWarnings()
	if w.erased > 0 {
		log.warnings = append(log.warnings, rma.Warn(privacy.WarnErased, "n=%d", w.erased))
	}
	return log, nil
}

func errNoReader(file string) error {
	return &rma.DataError{File: file, Err: fmt.Errorf("%w: a reader", rma.ErrMissing)}
}

type wideReader struct {
	m         WideMapping
	file      string
	loc       *time.Location
	rows      *tabular.Reader
	ids       privacy.Pseudonymiser
	erasedIn  map[privacy.Domain]bool // who of this row was erased
	erased    int                     // rows with somebody who was erased
	columns   map[string]tabular.Column
	uses      map[string]int // how often the mapping names a column
	problems  rma.Problems
	reported  map[int]bool // columns of this row with an error
	firstSeen map[CaseID]int
	possible  []int // possible violations per order rule
	cases     []Case
	events    []Event
}

// findColumns looks up every column of the mapping once, in its order.
func (w *wideReader) findColumns() {
	names := w.need(nil, w.m.Case, w.m.Family.Column, w.m.Pilot.Column, w.m.Municipality.Column)
	for _, e := range w.m.Events {
		names = w.need(names, e.Column)
		names = w.need(names, e.companions()...)
	}
	for _, a := range w.m.Attributes {
		names = w.need(names, a.Column)
	}
	w.find(names)
}

// need adds the columns that are named and were not before.
func (w *wideReader) need(names []string, list ...string) []string {
	for _, name := range list {
		if name == "" {
			continue
		}
		if w.uses[name]++; w.uses[name] == 1 {
			names = append(names, name)
		}
	}
	return names
}

func (w *wideReader) find(names []string) {
	found, err := w.rows.Columns(names...)
	w.problems.AddTabular(err)
	for _, c := range found {
		w.columns[c.Name()] = c
	}
}

// companions returns the columns that go with the moment of an event.
func (e EventColumn) companions() []string {
	list := []string{e.Org.Column, e.Subjects, e.Concerns}
	for _, a := range e.Attributes {
		list = append(list, a.Column)
	}
	return list
}

func (w *wideReader) eachRow(f func(tabular.Row)) {
	for row, err := range w.rows.Rows() {
		switch {
		case err != nil:
			w.problems.AddTabular(err)
		case !row.Blank():
			f(row)
		}
	}
}

func (w *wideReader) readCase(row tabular.Row) {
	w.reported, w.erasedIn = nil, map[privacy.Domain]bool{}
	c := Case{File: w.file, Line: row.Line}
	c.ID = CaseID{w.pseudonym(row, w.m.Case, privacy.CaseDomain, w.required(row, w.m.Case))}
	if first, twice := w.firstSeen[c.ID]; twice && !c.ID.IsZero() {
		w.fault(row, w.m.Case, fmt.Errorf("%w: first on line %d", rma.ErrDuplicate, first))
	} else {
		w.firstSeen[c.ID] = row.Line
	}
	c.Family = FamilyID{w.pseudonym(row, w.m.Family.Column, privacy.FamilyDomain, w.field(row, w.m.Family))}
	c.Pilot = w.field(row, w.m.Pilot)
	c.Municipality = w.field(row, w.m.Municipality)
	c.Attrs = w.attributes(row, w.m.Attributes)
	before := len(w.events)
	own := make([]placedEvent, 0, len(w.m.Events))
	for _, col := range w.m.Events {
		if e, ok := w.event(row, c.ID, col); ok {
			w.events = append(w.events, e)
			own = append(own, placedEvent{e, col.Column})
		}
	}
	w.checkOrder(row, own)
	if len(w.erasedIn) > 0 {
		w.erased++
	}
	if w.erasedIn[privacy.CaseDomain] || w.erasedIn[privacy.FamilyDomain] {
		w.events = w.events[:before]
		return
	}
	w.cases = append(w.cases, c)
}

// event reads one event of a row, and reports whether there is one.
func (w *wideReader) event(row tabular.Row, id CaseID, col EventColumn) (Event, bool) {
	text := w.cell(row, col.Column)
	if text == "" {
		w.absent(row, col)
		return Event{}, false
	}
	at, err := w.stamp(row, col, text)
	if err != nil {
		w.fault(row, col.Column, err)
	}
	e := Event{Case: id, Activity: col.Activity, At: at, Seq: len(w.events) + 1,
		File: w.file, Line: row.Line, Column: w.columns[col.Column].Number()}
	e.Org = OrgID(w.field(row, col.Org))
	e.Subjects = w.subjects(row, col.Subjects)
	e.Concerns = w.concerns(row, col.Concerns)
	e.Attrs = w.attributes(row, col.Attributes)
	return e, err == nil
}

// absent checks that an event without a moment is not required, and that
// nothing stands in the columns that go with it alone.
func (w *wideReader) absent(row tabular.Row, col EventColumn) {
	if col.Required {
		w.required(row, col.Column)
		return
	}
	if !w.columns[col.Column].Found() {
		return
	}
	for _, name := range col.companions() {
		if w.uses[name] == 1 && w.cell(row, name) != "" {
			w.fault(row, col.Column, fmt.Errorf("%w: a column that goes with it is filled", rma.ErrMissing))
			return
		}
	}
}

// pseudonym returns the pseudonym of what a cell calls somebody, the zero one
// for an empty cell.
func (w *wideReader) pseudonym(row tabular.Row, column string, d privacy.Domain, text string) privacy.Pseudonym {
	if text == "" {
		return privacy.Pseudonym{}
	}
	p, err := w.ids.Pseudonym(d, privacy.NewIdentifier(text))
	switch {
	case errors.Is(err, privacy.ErrErased):
		w.erasedIn[d] = true
	case err != nil:
		w.fault(row, column, err)
	}
	return p
}

func (w *wideReader) subjects(row tabular.Row, column string) []PersonID {
	var list []PersonID
	for _, p := range w.list(row, column) {
		if id := (PersonID{w.pseudonym(row, column, privacy.PersonDomain, p)}); !id.IsZero() {
			list = append(list, id)
		}
	}
	return list
}

func (w *wideReader) concerns(row tabular.Row, column string) []Concern {
	var list []Concern
	for _, pair := range w.list(row, column) {
		person, kind, ok := strings.Cut(pair, w.m.pairSeparator())
		person = strings.TrimSpace(person)
		c := Concern{Kind: ConcernKind(strings.TrimSpace(kind))}
		switch {
		case !ok || person == "":
			w.fault(row, column, fmt.Errorf("%w: a concern is person%skind", rma.ErrFormat, w.m.pairSeparator()))
		case !c.Kind.Known() && !containsKind(w.m.OwnConcerns, c.Kind):
			w.fault(row, column, rma.ErrUnknownTerm)
		default:
			if c.Person = (PersonID{w.pseudonym(row, column, privacy.PersonDomain, person)}); !c.Person.IsZero() {
				list = append(list, c)
			}
		}
	}
	return list
}
