package casereview

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// longReader reads rows of events. It keeps every text once, and makes nothing
// for a cell that it met before.
type longReader struct {
	m        LongMapping
	file     string
	rows     rowReader
	stamps   *stampReader
	ids      privacy.Pseudonymiser
	problems rma.Problems
	here     []cellFault // of this row
	faults   int         // of all rows
	misfit   bool        // a column is of the wrong type

	caseCol, activityCol, atCol, endCol tabular.Column
	transitionCol, instanceCol          tabular.Column
	family, pilot, municipality         *fieldColumn
	org, to                             *fieldColumn
	with, actor, subjects, concerns     tabular.Column
	attrs, ofCase                       *attrColumns

	cases      blocks[longCase]
	casesNamed *distinct[int32] // a text may be one of several for a case
	casesByID  *distinct[int32] // by pseudonym
	families   *distinct[privacy.Pseudonym]
	actors     *distinct[privacy.Pseudonym]
	activities []Activity
	words      *distinct[uint16] // of activities
	states     *distinct[transition]
	orgLists   *distinct[[]OrgID]
	people     *distinct[peopleList]
	worries    *distinct[concernList]

	transition transition // of this row
	erasedHere bool       // somebody in this row was erased
	opened     map[openKey][]int
	records    blocks[record]
	rests      blocks[extra] // the first is none
	leftOut    int
	erased     int
}

// longCase is what the first row of a case says.
type longCase struct {
	id                          CaseID
	family, pilot, place, attrs int32
	line                        int32
	erased                      bool
	unsure                      bool // its first row has faults
	alone                       bool // it is in the log without events too
}

type peopleList struct {
	list   []PersonID
	erased bool
}

type concernList struct {
	list   []Concern
	erased bool
}

// skipped marks the words of activities that are not read.
const skipped = 0

func newLongReader(rows rowReader, file string, m LongMapping, o ReadOptions) (*longReader, error) {
	if err := m.validate(file); err != nil {
		return nil, err
	}
	loc, err := m.location()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l := &longReader{m: m, file: file, rows: rows, stamps: newStampReader(loc, m.Layouts), ids: o.pseudonymiser(),
		problems: rma.Problems{File: file}, casesNamed: newDistinct[int32](), casesByID: newDistinct[int32](),
		families: newDistinct[privacy.Pseudonym](), actors: newDistinct[privacy.Pseudonym](), words: newDistinct[uint16](), states: newDistinct[transition](),
		orgLists: newDistinct[[]OrgID](), people: newDistinct[peopleList](), worries: newDistinct[concernList](),
		activities: []Activity{skipped: ""}, opened: map[openKey][]int{}}
	l.rests.add(extra{})
	l.findColumns()
	l.learnWords()
	return l, nil
}

// readable reports that there are the columns without which no row says anything,
// and that they can be read.
func (l *longReader) readable() bool {
	return !l.misfit && l.caseCol.Found() && l.activityCol.Found() && l.atCol.Found()
}

// findColumns looks up every column of the mapping once, in its order.
func (l *longReader) findColumns() {
	m := l.m
	found, err := l.rows.Columns(m.columns()...)
	l.problems.AddTabular(err)
	for _, c := range found {
		if l.rows.fits != nil && c.Found() {
			if err := l.rows.fits(c); err != nil {
				l.problems.Add(0, c.Number(), c.Name(), err)
				l.misfit = true
			}
		}
	}
	get := func(name string) tabular.Column {
		for _, c := range found {
			if c.Name() == name && name != "" {
				return c
			}
		}
		return tabular.Column{}
	}
	field := func(f Field) *fieldColumn {
		return &fieldColumn{Field: f, column: get(f.Column), texts: newDistinct[string]()}
	}
	l.caseCol, l.activityCol, l.atCol, l.endCol = get(m.Case), get(m.Activity), get(m.At), get(m.End)
	l.transitionCol, l.instanceCol = get(m.Lifecycle.Column), get(m.Lifecycle.Instance)
	l.family, l.pilot, l.municipality = field(m.Family), field(m.Pilot), field(m.Municipality)
	l.org, l.to = field(m.Org), field(m.To)
	l.with, l.actor, l.subjects, l.concerns = get(m.With), get(m.Actor), get(m.Subjects), get(m.Concerns)
	l.attrs, l.ofCase = newAttrColumns(m.Attributes, get), newAttrColumns(m.OfCase, get)
}

// learnWords numbers the activities that the mapping knows.
func (l *longReader) learnWords() {
	number := func(a Activity) uint16 {
		if i := slices.Index(l.activities, a); i > 0 {
			return uint16(i)
		}
		l.activities = append(l.activities, a)
		return uint16(len(l.activities) - 1)
	}
	add := func(word string, a uint16) {
		if _, twice := l.words.find(word); !twice {
			l.words.add(word, a)
		}
	}
	for _, word := range l.m.Skip {
		add(strings.TrimSpace(word), skipped)
	}
	for word, a := range sortedCodes(l.m.Codes) {
		add(strings.TrimSpace(word), number(a))
	}
	for _, a := range slices.Concat(Activities(), l.m.OwnActivities) {
		add(string(a), number(a))
	}
	for _, set := range []struct {
		words []string
		is    transition
	}{{l.m.Lifecycle.starts(), startRow}, {l.m.Lifecycle.completes(), completeRow}, {l.m.Lifecycle.others(), otherRow}} {
		for _, word := range set.words {
			if word = strings.ToLower(strings.TrimSpace(word)); word != "" {
				l.states.add(word, set.is)
			}
		}
	}
}

// read reads one row, and reports whether it is an event of the log.
func (l *longReader) read(row tabular.Row) (record, bool) {
	before := l.faults
	l.erasedHere = false
	rec := record{line: int32(row.Line)}
	if row.Kind(l.activityCol) == tabular.KindNone {
		l.caseAlone(row)
		return rec, false
	}
	var ok bool
	if rec.activity, ok = l.activity(row); ok && rec.activity == skipped {
		l.leftOut++
		return rec, false
	}
	if l.transition = l.transitionOf(row); l.transition == otherRow {
		l.leftOut++
		return rec, false
	}
	rec.of = l.readCase(row)
	rec.setAt(l.stamp(row, l.atCol, true))
	more := extra{to: l.field(row, l.to, true), with: l.organisations(row)}
	if l.endCol.Found() {
		more.setEnd(l.stamp(row, l.endCol, false))
		if more.finish().Before(rec.start()) {
			l.fault(row, l.endCol, fmt.Errorf("%w: it ends before it starts", rma.ErrOrder))
		}
	}
	rec.org = l.field(row, l.org, true)
	rec.actor = l.pseudonym(row, l.actor, privacy.ProfessionalDomain, l.actors, l.cell(row, l.actor))
	rec.subjects, rec.worry = l.readSubjects(row), l.readConcerns(row)
	rec.attrs = l.attributes(row, l.attrs, true)
	if l.faults > before {
		return rec, false
	}
	out := l.cases.at(int(rec.of)).erased
	if out || l.erasedHere {
		l.erased++
	}
	l.setRest(&rec, more)
	return rec, !out
}

// caseAlone reads a case that has no events.
func (l *longReader) caseAlone(row tabular.Row) {
	before := l.faults
	if n := l.readCase(row); l.faults == before {
		c := l.cases.at(int(n))
		c.alone = !c.erased
		if c.erased {
			l.erased++
		}
	}
}

// readCase returns the number of the case, and checks that the row says of it
// what the first one says.
func (l *longReader) readCase(row tabular.Row) int32 {
	text := l.cell(row, l.caseCol)
	if text == "" {
		l.faultOnce(row, l.caseCol, rma.ErrMissing)
		return 0
	}
	n, known := l.caseNumber(row, text)
	if n < 0 {
		return 0
	}
	before := l.faults
	c := longCase{id: l.cases.at(int(n)).id, line: int32(row.Line)}
	c.family = l.familyOf(row, !known)
	c.erased = c.id.IsZero() || c.family != 0 && l.families.value(c.family).IsZero()
	c.pilot, c.place = l.field(row, l.pilot, !known), l.field(row, l.municipality, !known)
	c.attrs = l.attributes(row, l.ofCase, !known)
	switch c.unsure = l.faults > before; {
	case !known:
		*l.cases.at(int(n)) = c
	case !c.unsure && !l.cases.at(int(n)).unsure:
		l.compare(row, l.cases.at(int(n)), &c)
	}
	return n
}

// caseNumber gives a case its number, -1 for one that cannot have a pseudonym.
func (l *longReader) caseNumber(row tabular.Row, text string) (n int32, known bool) {
	if i, ok := l.casesNamed.find(text); ok {
		return l.casesNamed.value(i), true
	}
	p, err := l.ids.Pseudonym(privacy.CaseDomain, privacy.NewIdentifier(text))
	if err != nil && !errors.Is(err, privacy.ErrErased) {
		l.faultOnce(row, l.caseCol, err)
		return -1, false
	}
	same, known := l.casesByID.find(p.String())
	if known = known && same != 0; known {
		n = l.casesByID.value(same)
	} else if n = int32(l.cases.add(longCase{id: CaseID{p}})); !p.IsZero() {
		l.casesByID.addOwn(p.String(), n)
	}
	l.casesNamed.add(text, n)
	return n, known
}

// isFamily reports whether two names are of one family: F1 and f1 have one pseudonym.
func (l *longReader) isFamily(a, b int32) bool {
	return a == b || a != 0 && b != 0 && l.families.value(a) == l.families.value(b)
}

// compare reports where a later row says otherwise.
func (l *longReader) compare(row tabular.Row, first, later *longCase) {
	differs := func(a, b int32, c tabular.Column) {
		if b != 0 && a != b {
			l.fault(row, c, errLater(first.line))
		}
	}
	if !l.isFamily(first.family, later.family) {
		differs(first.family, later.family, l.family.column)
	}
	differs(first.pilot, later.pilot, l.pilot.column)
	differs(first.place, later.place, l.municipality.column)
	if first.attrs != later.attrs {
		for i, v := range l.ofCase.sets.value(later.attrs).values {
			a := int32(0)
			if list := l.ofCase.sets.value(first.attrs).values; list != nil {
				a = list[i]
			}
			differs(a, v, l.ofCase.list[i].column)
		}
	}
}
