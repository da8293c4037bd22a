package casereview

import (
	"fmt"
	"iter"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrApart says that rows of one family, or of one case without a family, do not stand
// together.
var ErrApart = fmt.Errorf("%w: rows of one family stand together when they are counted as they come: sort the file by family, and by case", rma.ErrOrder)

// MonitorRows counts what [Monitor] counts while the rows come in, such as those of
// [EachLong], and keeps the events of one family only: for files that are larger than
// memory. Rows of one family stand together, and so do those of a case without one;
// within a family they may come in any order.
//
// A rule that links by person sees the persons of one family only. The families that
// were seen are remembered by a number of eight bytes each, so that rows that stand
// apart are found; by chance two families of a thousand million share one.
//
// The first error of a row ends it. Errors: those of the rows, ErrApart at its place,
// and those of [Monitor].
func MonitorRows(rows iter.Seq2[Row, error], asOf time.Time, spec MonitorSpec) (Monitored, error) {
	t, err := NewMonitorTally(asOf, spec)
	if err != nil {
		return Monitored{}, err
	}
	if rows == nil {
		return Monitored{}, errNoReader("")
	}
	f := familyReader{tally: t, seen: map[uint64]struct{}{}, cases: map[CaseID]bool{}}
	for row, err := range rows {
		if err == nil {
			err = f.add(row)
		}
		if err != nil {
			return Monitored{}, err
		}
	}
	if err := f.finish(); err != nil {
		return Monitored{}, err
	}
	return t.Result(), nil
}

// familyReader gathers the rows of one family.
type familyReader struct {
	tally  *MonitorTally
	key    string
	seen   map[uint64]struct{}
	cases  map[CaseID]bool
	list   []Case
	events []Event
}

func (f *familyReader) add(row Row) error {
	key := "case " + row.Case.ID.String()
	if !row.Case.Family.IsZero() {
		key = "family " + row.Case.Family.String()
	}
	if key != f.key {
		if err := f.finish(); err != nil {
			return err
		}
		f.key = key
		sum := fingerprint(key)
		if _, again := f.seen[sum]; again {
			return &rma.DataError{File: row.Event.File, Line: row.Event.Line, Err: ErrApart}
		}
		f.seen[sum] = struct{}{}
	}
	if !f.cases[row.Case.ID] {
		f.cases[row.Case.ID] = true
		f.list = append(f.list, row.Case)
	}
	f.events = append(f.events, row.Event)
	return nil
}

// finish counts the family that was gathered.
func (f *familyReader) finish() error {
	if len(f.list) == 0 {
		return nil
	}
	log, err := NewLog(f.list, f.events)
	if err != nil {
		return err
	}
	clear(f.cases)
	f.list, f.events = f.list[:0], f.events[:0]
	return f.tally.Add(log.traces...)
}

// fingerprint is a number for a text, by the method of Fowler, Noll and Vo (FNV-1a).
func fingerprint(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
