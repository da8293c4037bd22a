package casereview

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrContradicts says that a later row tells otherwise about a case, or about an
// instance, than the first row of it.
var ErrContradicts = errors.New("differs from what an earlier row says")

// Row is one event of a stream, with its case. What rows of one file hold is
// shared and must not be changed.
type Row struct {
	Case  Case
	Event Event
}

// ReadLong reads a file with one row per event and a heading: text delimited by
// semicolons, commas or tabs, or a workbook of Excel (XLSX), which it tells by
// its first bytes. The name of the file is used in errors and in references
// only. A case is there when a row is: the log has no cases without events.
//
// A row with a wrong value gives an error, and a file with an error gives no
// log: nothing is left out quietly. All errors are reported together, up to 100,
// as *rma.DataError with the line, the column and the rule, and never what the
// cell holds: rma.ErrMissingColumn and the others of a delimited file or a
// workbook; rma.ErrMissing for a required value that is not there;
// rma.ErrUnknownTerm for an activity that the mapping does not know, and other
// words; rma.ErrDate, rma.ErrNumber and rma.ErrFormat for a cell;
// [ErrContradicts] for a case in two families; rma.ErrOrder for an end that
// surely lies before its start and, behind the others, for an event that surely
// lies before the one it follows, such as a visit before its report.
//
// Warnings of the log: rma.WarnUndetermined for events that may lie before those
// they follow, as for [ReadWide]; rma.WarnRowsAlike for events that are alike in
// everything that was read, which an export that joins tables makes of one;
// rma.WarnRowsLeftOut for rows of activities and transitions that the mapping
// leaves out; privacy.WarnErased for rows with somebody who was erased. No
// reader is rma.ErrMissing.
//
// In a workbook a day is a number that is shown as a date: a whole one is a day,
// one with a fraction a minute, the nearest; the layouts of the mapping are for
// texts. A number that is not shown as a date is none. A cell with an error such as
// #N/A is [ErrCell].
//
// What the file calls its cases, families, persons and professionals is taken
// for an identifier, and the log holds pseudonyms: see [ReadOptions]. With a
// privacy.Collector these identifiers are collected, as [ReadIdentifiers] does for
// a file with one row per case. The memory
// that is used follows from the log, not from the file: about 400 bytes an
// event.
func ReadLong(r io.Reader, file string, m LongMapping, o ReadOptions) (*Log, error) {
	rows, err := openRows(r, file, m.Sheet, true)
	if err != nil {
		return nil, err
	}
	return readLong(rows, file, m, o)
}

// EachLong reads the same files as [ReadLong], one event at a time: it keeps what
// it must know of the cases, and no events. It is for files that are larger than
// memory, and for one pass over the events. Events come in the order of the
// rows; with a Lifecycle, an event comes with the row that ends it, and those
// that nothing ends come last.
//
// An error is that of one row, or several joined, and the loop may go on; errors
// of the heading and of the file end it. Order is not checked, since that needs
// all events of a case, and rows that are left out are not counted.
func EachLong(r io.Reader, file string, m LongMapping, o ReadOptions) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := openRows(r, file, m.Sheet, true)
		if err != nil {
			yield(Row{}, err)
			return
		}
		eachLong(rows, file, m, o, yield)
	}
}

// rowReader is a reader of rows, and how errors name a place in them.
type rowReader struct {
	*tabular.Reader
	place  func(row tabular.Row, c tabular.Column) (line, column int)
	fits   func(c tabular.Column) error // whether a column can hold what is asked of it; nil when all can
	nested *int                         // attributes that were not read; nil for rows of cells
}

// counts reports that a row says something: what a spreadsheet leaves below its
// data is no row.
func (r rowReader) counts(row tabular.Row) bool { return r.nested != nil || !row.Blank() }

func inColumns(row tabular.Row, c tabular.Column) (line, column int) { return row.Line, c.Number() }

func readLong(rows rowReader, file string, m LongMapping, o ReadOptions) (*Log, error) {
	l, err := newLongReader(rows, file, m, o)
	if err != nil {
		return nil, err
	}
	if l.readable() {
		for row, err := range rows.Ahead() {
			switch {
			case err != nil:
				l.problems.AddTabular(err)
			case rows.counts(row):
				if rec, ok := l.read(row); ok {
					l.keep(row, rec)
				}
				l.endRow()
			}
		}
	}
	return l.log()
}

// keep stores a record, or ends the one that it is the end of.
func (l *longReader) keep(row tabular.Row, rec record) {
	n := l.records.n
	switch l.transition {
	case startRow:
		l.open(row, rec, n)
	case completeRow:
		if i, ok := l.close(row, rec); ok {
			l.finishWith(row, l.records.at(i), rec)
			return
		}
	}
	l.records.add(rec)
}

func eachLong(rows rowReader, file string, m LongMapping, o ReadOptions, yield func(Row, error) bool) {
	l, err := newLongReader(rows, file, m, o)
	if err == nil {
		err = l.problems.Err()
	}
	if err != nil {
		yield(Row{}, err)
		return
	}
	s := stream{longReader: l, held: map[int]record{}}
	for row, err := range rows.Ahead() {
		if err == nil && !rows.counts(row) {
			continue
		}
		l.problems = rma.Problems{File: file}
		var out Row
		ok := false
		if err != nil {
			l.problems.AddTabular(err)
		} else {
			out, ok = s.take(row)
			l.endRow()
		}
		if err := l.problems.Err(); err != nil {
			out, ok = Row{}, false
			if !yield(Row{}, err) {
				return
			}
		}
		if ok && !yield(out, nil) {
			return
		}
	}
	for _, n := range slices.Sorted(maps.Keys(s.held)) {
		rec := s.held[n]
		if !yield(l.row(&rec, n), nil) {
			return
		}
	}
}

// stream holds the events of which the end is still to come.
type stream struct {
	*longReader
	held map[int]record
	n    int // rows that begin an event
}

// take reads a row, and gives the event that it makes whole.
func (s *stream) take(row tabular.Row) (Row, bool) {
	rec, ok := s.read(row)
	if !ok {
		return Row{}, false
	}
	switch s.transition {
	case startRow:
		s.open(row, rec, s.n)
		s.held[s.n] = rec
		s.n++
		return Row{}, false
	case completeRow:
		if i, ok := s.close(row, rec); ok {
			whole := s.held[i]
			delete(s.held, i)
			s.finishWith(row, &whole, rec)
			return s.row(&whole, i), true
		}
	}
	s.n++
	out := s.row(&rec, s.n-1)
	if len(s.held) == 0 { // what few events have is kept for those that are held
		s.rests = blocks[extra]{}
		s.rests.add(extra{})
	}
	return out, true
}

// row makes an event of a record.
func (l *longReader) row(rec *record, n int) Row {
	return Row{Case: l.caseOf(rec.of), Event: l.event(rec, n)}
}

// errLater names the line of the row that was first.
func errLater(line int32) error { return fmt.Errorf("%w: first on line %d", ErrContradicts, line) }
