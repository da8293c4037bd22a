package casereview

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ErrCell says that a cell of a sheet, a query or a data frame has no value that
// can be read, such as #N/A.
var ErrCell = errors.New("the cell holds an error of the spreadsheet, or bytes that are no text in UTF-8")

// fieldColumn is a Field with its texts.
type fieldColumn struct {
	Field
	column tabular.Column
	texts  *distinct[string]
}

// cell returns the text of a cell without the spaces around it, "" when the
// mapping calls it not recorded. It holds until the next row.
func (l *longReader) cell(row tabular.Row, c tabular.Column) string {
	if !c.Found() {
		return ""
	}
	text := strings.TrimSpace(row.Get(c))
	if text == "" || slices.Contains(l.m.Missing, text) {
		return ""
	}
	if row.Kind(c) == tabular.KindFault {
		l.fault(row, c, ErrCell)
		return ""
	}
	return text
}

// fault notes that a cell breaks a rule, the first rule only.
func (l *longReader) fault(row tabular.Row, c tabular.Column, err error) {
	l.faults++
	if slices.ContainsFunc(l.here, func(f cellFault) bool { return f.Number() == c.Number() }) {
		return
	}
	line, column := l.rows.place(row, c)
	l.here = append(l.here, cellFault{c, line, column, err})
}

// cellFault is what is wrong with a cell of this row.
type cellFault struct {
	tabular.Column
	line, column int
	err          error
}

// endRow reports the faults of a row in the order of its cells.
func (l *longReader) endRow() {
	slices.SortStableFunc(l.here, func(a, b cellFault) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.Number(), b.Number()))
	})
	for _, f := range l.here {
		l.problems.Add(f.line, f.column, f.Name(), f.err)
	}
	l.here = l.here[:0]
}

// faultOnce is fault for a column that the file has: one that it does not have
// is reported for the heading.
func (l *longReader) faultOnce(row tabular.Row, c tabular.Column, err error) {
	if c.Found() {
		l.fault(row, c, err)
	}
}

// stamp reads a moment.
func (l *longReader) stamp(row tabular.Row, c tabular.Column, required bool) Stamp {
	text := l.cell(row, c)
	if text == "" {
		if required {
			l.faultOnce(row, c, rma.ErrMissing)
		}
		return Stamp{}
	}
	s, err := l.stamps.readCell(row.Kind(c), text)
	if err != nil {
		l.fault(row, c, err)
	}
	return s
}

// activity reads what happened. Not ok means a fault.
func (l *longReader) activity(row tabular.Row) (uint16, bool) {
	text := l.cell(row, l.activityCol)
	if text == "" {
		l.faultOnce(row, l.activityCol, rma.ErrMissing)
		return 0, false
	}
	n, ok := l.words.find(text)
	if !ok {
		l.fault(row, l.activityCol, fmt.Errorf("%w: give the activity in codes or skip", rma.ErrUnknownTerm))
		return 0, false
	}
	return l.words.value(n), true
}

func (l *longReader) field(row tabular.Row, f *fieldColumn, first bool) int32 {
	text := f.Constant
	if f.Column != "" {
		if text = l.cell(row, f.column); text == "" {
			if f.Required && first {
				l.faultOnce(row, f.column, rma.ErrMissing)
			}
			return 0
		}
	}
	n, ok := f.texts.find(text)
	if ok {
		return n
	}
	if f.Column != "" && len(f.Values) > 0 && !slices.Contains(f.Values, text) {
		l.fault(row, f.column, rma.ErrUnknownTerm)
		return 0
	}
	return addText(f.texts, text)
}

// familyOf reads the family, whose texts are kept with the pseudonyms alone.
func (l *longReader) familyOf(row tabular.Row, first bool) int32 {
	f := l.family
	text := f.Constant
	if f.Column != "" {
		if text = l.cell(row, f.column); text == "" && f.Required && first {
			l.faultOnce(row, f.column, rma.ErrMissing)
		}
	}
	if len(f.Values) > 0 && text != "" && f.Column != "" && !slices.Contains(f.Values, text) {
		l.fault(row, f.column, rma.ErrUnknownTerm)
		return 0
	}
	return l.pseudonym(row, f.column, privacy.FamilyDomain, l.families, text)
}

// pseudonym returns the number of what a cell calls somebody. Who was erased has
// the zero pseudonym.
func (l *longReader) pseudonym(row tabular.Row, c tabular.Column, d privacy.Domain, known *distinct[privacy.Pseudonym], text string) int32 {
	n, ok := known.find(text)
	if !ok {
		p, ok := l.replace(row, c, d, text)
		if !ok {
			return 0
		}
		n = known.add(text, p)
	}
	if n != 0 && known.value(n).IsZero() {
		l.erasedHere = true
	}
	return n
}

// replace makes a pseudonym, the zero one for somebody who was erased. Not ok is
// a fault.
func (l *longReader) replace(row tabular.Row, c tabular.Column, d privacy.Domain, text string) (privacy.Pseudonym, bool) {
	p, err := l.ids.Pseudonym(d, privacy.NewIdentifier(text))
	if err != nil && !errors.Is(err, privacy.ErrErased) {
		l.fault(row, c, err)
		return p, false
	}
	return p, true
}

// parts splits a cell. An empty part, as in "a||b", is an error.
func (l *longReader) parts(row tabular.Row, c tabular.Column, text string) []string {
	parts := strings.Split(text, l.m.usual().listSeparator())
	for i, p := range parts {
		if parts[i] = strings.TrimSpace(p); parts[i] == "" {
			l.fault(row, c, rma.ErrMissing)
		}
	}
	return parts
}

func (l *longReader) organisations(row tabular.Row) int32 {
	text := l.cell(row, l.with)
	n, ok := l.orgLists.find(text)
	if ok {
		return n
	}
	before := l.faults
	var list []OrgID
	for _, p := range l.parts(row, l.with, text) {
		list = append(list, OrgID(strings.Clone(p)))
	}
	if l.faults > before {
		return 0
	}
	return l.orgLists.add(text, slices.Clip(list))
}

func (l *longReader) readSubjects(row tabular.Row) int32 {
	text := l.cell(row, l.subjects)
	n, ok := l.people.find(text)
	if !ok {
		before := l.faults
		var who peopleList
		for _, p := range l.parts(row, l.subjects, text) {
			if p == "" {
				continue
			}
			if id, _ := l.replace(row, l.subjects, privacy.PersonDomain, p); id.IsZero() {
				who.erased = true
			} else {
				who.list = append(who.list, PersonID{id})
			}
		}
		if l.faults > before {
			return 0
		}
		who.list = slices.Clip(who.list)
		n = l.people.add(text, who)
	}
	l.erasedHere = l.erasedHere || l.people.value(n).erased
	return n
}

func (l *longReader) readConcerns(row tabular.Row) int32 {
	text := l.cell(row, l.concerns)
	n, ok := l.worries.find(text)
	if !ok {
		before := l.faults
		var what concernList
		for _, pair := range l.parts(row, l.concerns, text) {
			if c, ok := l.concern(row, pair); ok {
				what.list = append(what.list, c)
			} else {
				what.erased = true
			}
		}
		if l.faults > before {
			return 0
		}
		what.list = slices.Clip(what.list)
		n = l.worries.add(text, what)
	}
	l.erasedHere = l.erasedHere || l.worries.value(n).erased
	return n
}

// concern reads person and kind. Not ok is a fault, or a person who was erased.
func (l *longReader) concern(row tabular.Row, pair string) (Concern, bool) {
	separator := l.m.usual().pairSeparator()
	person, kind, ok := strings.Cut(pair, separator)
	person = strings.TrimSpace(person)
	c := Concern{Kind: ConcernKind(strings.Clone(strings.TrimSpace(kind)))}
	switch {
	case !ok || person == "":
		l.fault(row, l.concerns, fmt.Errorf("%w: a concern is person%skind", rma.ErrFormat, separator))
		return c, false
	case !c.Kind.Known() && !containsKind(l.m.OwnConcerns, c.Kind):
		l.fault(row, l.concerns, rma.ErrUnknownTerm)
		return c, false
	}
	p, _ := l.replace(row, l.concerns, privacy.PersonDomain, person)
	c.Person = PersonID{p}
	return c, !p.IsZero()
}

// sortedCodes yields the words for activities in order.
func sortedCodes(codes map[string]Activity) iter.Seq2[string, Activity] { return sorted(codes) }

// sortedAttrs yields attributes in the order of their names.
func sortedAttrs(attrs map[string]string) iter.Seq2[string, string] { return sorted(attrs) }

func sorted[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
