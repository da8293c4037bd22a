package casereview

import (
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ReadIdentifiers reads what a file calls its cases, families and persons, each
// once, in the order in which they first stand there. It is for
// [privacy.Rotate] and for the check of what leaves in package leak:
//
//	ids, err := casereview.ReadIdentifiers(file, "HOO.csv", mapping)
//	rotation, err := privacy.Rotate(oldKeyed, newKeyed, privacy.CaseDomain, ids[privacy.CaseDomain])
//
// The columns are those from which [ReadWide] makes pseudonyms with the same
// mapping, and cells are read in the same way. People who were erased are among
// them, and so are persons of an event that has no moment. What stands in
// columns that the mapping does not name, such as a name beside a dossier
// number, is not read.
//
// Errors are those of ReadWide for these columns, all at once, and then there are
// no identifiers. Moments, attributes and cases that occur twice are not looked
// at.
func ReadIdentifiers(r io.Reader, file string, m WideMapping) (privacy.Identifiers, error) {
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
	met := privacy.NewCollector()
	w := wideReader{m: m, file: file, rows: rows.Reader, ids: met,
		problems: rma.Problems{File: file}, columns: map[string]tabular.Column{}, uses: map[string]int{}}
	w.findIdentifiers()
	if w.columns[m.Case].Found() {
		w.eachRow(w.identifiers)
	}
	if err := w.problems.Err(); err != nil {
		return nil, err
	}
	return met.Identifiers(), nil
}

// findIdentifiers looks up the columns that hold identifiers.
func (w *wideReader) findIdentifiers() {
	names := w.need(nil, w.m.Case, w.m.Family.Column)
	for _, e := range w.m.Events {
		names = w.need(names, e.Subjects, e.Concerns)
	}
	w.find(names)
}

// identifiers hands everybody in a row to the collector.
func (w *wideReader) identifiers(row tabular.Row) {
	w.reported = nil
	w.pseudonym(row, w.m.Case, privacy.CaseDomain, w.required(row, w.m.Case))
	w.pseudonym(row, w.m.Family.Column, privacy.FamilyDomain, w.field(row, w.m.Family))
	for _, e := range w.m.Events {
		w.subjects(row, e.Subjects)
		w.concerns(row, e.Concerns)
	}
}
