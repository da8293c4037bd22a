package casereview

import (
	"fmt"
	"hash/maphash"
	"iter"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrApart says that rows of one family, or of one case without a family, do not stand
// together.
var ErrApart = fmt.Errorf("%w: rows of one family stand together when they are counted as they come: sort the file by family, and by case", rma.ErrOrder)

// MonitorRows counts what [Monitor] counts while the rows come in, such as those of
// [EachLong], and keeps the events of some families only: for files that are larger than
// memory. Rows of one family stand together, and so do those of a case without one;
// within a family they may come in any order. With a Lifecycle, [EachLong] gives events
// that nothing ends after all others, away from their family: read such a file with
// [ReadLong] and monitor the log.
//
// A rule that links by person sees the persons of one family only. The families that
// were seen are remembered by a number of eight bytes each, so that rows that stand
// apart are found; by chance two families of a thousand million share one.
//
// Reading and counting go on at once where there are several processors; the result
// does not depend on it. The first error of a row ends it. Errors: those of the rows, ErrApart at its place,
// and those of [Monitor].
func MonitorRows(rows iter.Seq2[Row, error], asOf time.Time, spec MonitorSpec) (Monitored, error) {
	t, err := NewMonitorTally(asOf, spec)
	if err != nil {
		return Monitored{}, err
	}
	if rows == nil {
		return Monitored{}, errNoReader("")
	}
	p := startCounting(t)
	f := familyReader{seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}, batch: p.batch()}
	for row, err := range rows {
		if err == nil {
			err = f.add(&row, p)
		}
		if err != nil {
			f.err = err
			break
		}
	}
	p.give(f.batch)
	if err := p.finish(t); err != nil {
		return Monitored{}, err
	}
	if f.err != nil {
		return Monitored{}, f.err
	}
	return t.Result(), nil
}

// familyReader gathers the rows of families.
type familyReader struct {
	family FamilyID // that is being gathered
	alone  CaseID   // the case, of rows without a family
	first  int      // of its cases in the batch
	seed   maphash.Seed
	seen   map[uint64]struct{}
	batch  *familyBatch
	err    error
}

// familyBatch is some families, to be counted together.
type familyBatch struct {
	n        int // of the batch
	events   []Event
	cases    []Case
	families []familyEnd
	traces   []Trace
}

// familyEnd is where the events and the cases of a family end in its batch.
type familyEnd struct{ events, cases int }

// perBatch is how many events a batch has at least.
const perBatch = 2048

func (f *familyReader) add(row *Row, p *counting) error {
	if !f.goesOn(&row.Case) {
		if err := f.begin(row, p); err != nil {
			return err
		}
	}
	b := f.batch
	of := &b.families[len(b.families)-1]
	if !f.has(row.Case.ID) {
		b.cases = append(b.cases, row.Case)
	}
	b.events = append(b.events, row.Event)
	of.events, of.cases = len(b.events), len(b.cases)
	return nil
}

// goesOn reports whether a case belongs to the family that is being gathered.
func (f *familyReader) goesOn(c *Case) bool {
	if c.Family.IsZero() {
		return f.family.IsZero() && f.alone == c.ID && !c.ID.IsZero()
	}
	return f.family == c.Family
}

// begin begins a family, in a new batch if this one is full.
func (f *familyReader) begin(row *Row, p *counting) error {
	f.family, f.alone = row.Case.Family, row.Case.ID
	sum := maphash.String(f.seed, "family "+f.family.String())
	if f.family.IsZero() {
		sum = maphash.String(f.seed, "case "+f.alone.String())
	}
	if _, again := f.seen[sum]; again {
		return &rma.DataError{File: row.Event.File, Line: row.Event.Line, Err: ErrApart}
	}
	f.seen[sum] = struct{}{}
	if len(f.batch.events) >= perBatch {
		p.give(f.batch)
		f.batch = p.batch()
	}
	f.first = len(f.batch.cases)
	f.batch.families = append(f.batch.families, familyEnd{len(f.batch.events), f.first})
	return nil
}

// has reports whether the family has a case already; most rows are of the last.
func (f *familyReader) has(id CaseID) bool {
	for i := len(f.batch.cases) - 1; i >= f.first; i-- {
		if f.batch.cases[i].ID == id {
			return true
		}
	}
	return false
}

// count counts the families of a batch.
func (b *familyBatch) count(t *MonitorTally) error {
	events, cases := 0, 0
	for _, end := range b.families {
		if err := b.family(b.events[events:end.events], b.cases[cases:end.cases]); err != nil {
			return err
		}
		if err := t.Add(b.traces...); err != nil {
			return err
		}
		events, cases = end.events, end.cases
	}
	return nil
}

// family puts the events of a family under its cases, in the order of a log.
func (b *familyBatch) family(events []Event, cases []Case) error {
	var problems rma.Problems
	for i := range events {
		e := &events[i]
		if field := e.lacks(); field != "" {
			problems.File = e.File
			problems.Add(e.Line, e.Column, field, rma.ErrMissing)
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	slices.SortFunc(cases, func(a, b Case) int { return a.ID.Compare(b.ID.Pseudonym) })
	slices.SortStableFunc(events, func(a, b Event) int {
		if a.Case != b.Case {
			return a.Case.Compare(b.Case.Pseudonym)
		}
		return inLogOrder(a, b)
	})
	b.traces = b.traces[:0]
	for _, c := range cases {
		n := 0
		for n < len(events) && events[n].Case == c.ID {
			n++
		}
		b.traces = append(b.traces, Trace{Case: c, events: events[:n:n]})
		events = events[n:]
	}
	return nil
}
