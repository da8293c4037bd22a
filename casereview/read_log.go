package casereview

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// log makes a log of the records, and takes each event into it once.
func (l *longReader) log() (*Log, error) {
	order, from := l.sorted()
	open := l.checkOrder(order, from)
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	warnings := append(open, l.counted(order, from)...)
	if l.rows.nested != nil && *l.rows.nested > 0 {
		warnings = append(warnings, rma.Warn(rma.WarnNestedLeftOut, "n=%d", *l.rows.nested))
	}
	l.forget()
	log := &Log{traces: make([]Trace, 0, l.cases.n), events: len(order), warnings: warnings}
	events := l.makeEvents(order, from)
	for _, n := range l.orderOfCases() {
		if own := events[n]; len(own) > 0 || l.cases.at(int(n)).alone {
			log.traces = append(log.traces, Trace{Case: l.caseOf(n), events: own})
		}
	}
	return log, nil
}

// counted words how many rows are alike, were left out, or name somebody who was
// erased.
func (l *longReader) counted(order, from []int32) []rma.Warning {
	var list []rma.Warning
	for _, w := range []struct {
		code rma.Code
		n    int
	}{{rma.WarnRowsAlike, l.alike(order, from)}, {rma.WarnRowsLeftOut, l.leftOut}, {privacy.WarnErased, l.erased}} {
		if w.n > 0 {
			list = append(list, rma.Warn(w.code, "n=%d", w.n))
		}
	}
	return list
}

// makeEvents returns the events of each case. Records are dropped as they are
// used: in a file with one case after the other, memory for them is free again
// before the last event is made.
func (l *longReader) makeEvents(order, from []int32) [][]Event {
	byCase := make([][]Event, l.cases.n)
	unused := make([]int, len(l.records.list))
	for i, b := range l.records.list {
		unused[i] = len(b)
	}
	var room []Event
	for n := range byCase {
		list := order[from[n]:from[n+1]]
		if len(list) == 0 {
			continue
		}
		if len(room) < len(list) {
			room = make([]Event, max(len(list), min(perBlock, int(from[l.cases.n]-from[n]))))
		}
		byCase[n], room = room[:len(list):len(list)], room[len(list):]
		for i, at := range list {
			byCase[n][i] = l.event(l.records.at(int(at)), int(at))
			if b := at / perBlock; unused[b] == 1 {
				l.records.list[b] = nil
			} else {
				unused[b]--
			}
		}
	}
	return byCase
}

// forget drops what is needed to read more.
func (l *longReader) forget() {
	l.casesNamed, l.casesByID, l.opened = nil, nil, nil
	l.families.forget()
	l.actors.forget()
	l.people.forget()
	l.worries.forget()
	l.orgLists.forget()
}

// sorted returns the numbers of the records by case, and within a case by
// earliest moment and then import order; those of case n stand from from[n] up
// to from[n+1].
func (l *longReader) sorted() (order, from []int32) {
	from = make([]int32, l.cases.n+2)
	for i := range l.records.n {
		from[l.records.at(i).of+2]++
	}
	for i := 2; i < len(from); i++ {
		from[i] += from[i-1]
	}
	order = make([]int32, l.records.n)
	for i := range l.records.n {
		of := l.records.at(i).of
		order[from[of+1]] = int32(i)
		from[of+1]++
	}
	from = from[:l.cases.n+1]
	for n := range l.cases.n {
		slices.SortFunc(order[from[n]:from[n+1]], func(a, b int32) int {
			if c := cmp.Compare(l.records.at(int(a)).at, l.records.at(int(b)).at); c != 0 {
				return c
			}
			return cmp.Compare(a, b)
		})
	}
	return order, from
}

// orderOfCases returns the numbers of the cases in the order of their ids.
func (l *longReader) orderOfCases() []int32 {
	list := make([]int32, l.cases.n)
	for i := range list {
		list[i] = int32(i)
	}
	slices.SortFunc(list, func(a, b int32) int { return l.cases.at(int(a)).id.Compare(l.cases.at(int(b)).id.Pseudonym) })
	return list
}

// caseOf returns a case as the log has it.
func (l *longReader) caseOf(n int32) Case {
	c := l.cases.at(int(n))
	return Case{ID: c.id, Family: FamilyID{l.families.value(c.family)}, Pilot: l.pilot.texts.value(c.pilot),
		Municipality: l.municipality.texts.value(c.place), Attrs: l.ofCase.sets.value(c.attrs).attrs, File: l.file, Line: int(c.line)}
}

// event returns record n as the log has it.
func (l *longReader) event(rec *record, n int) Event {
	more := l.rest(rec)
	e := Event{Case: l.cases.at(int(rec.of)).id, Activity: l.activities[rec.activity], At: rec.start(),
		Org: OrgID(l.org.texts.value(rec.org)), To: OrgID(l.to.texts.value(more.to)), With: l.orgLists.value(more.with),
		Actor: PersonID{l.actors.value(rec.actor)}, Subjects: l.people.value(rec.subjects).list,
		Concerns: l.worries.value(rec.worry).list, Attrs: l.attrs.sets.value(rec.attrs).attrs,
		Seq: n + 1, File: l.file, Line: int(rec.line), Column: l.atCol.Number()}
	e.At.loc = l.stamps.loc
	if more.p != PrecisionNotRecorded {
		e.End = more.finish()
		e.End.loc = l.stamps.loc
	}
	return e
}

// alike counts the events that are as one before them in every column that was
// read.
func (l *longReader) alike(order, from []int32) int {
	total := 0
	seen := map[likeness]bool{}
	for n := range l.cases.n {
		list := order[from[n]:from[n+1]]
		for i := 0; i < len(list); {
			end := i + 1
			for end < len(list) && l.records.at(int(list[end])).at == l.records.at(int(list[i])).at {
				end++
			}
			if end-i > 1 {
				clear(seen)
				for _, at := range list[i:end] {
					seen[l.likeness(l.records.at(int(at)))] = true
				}
				total += end - i - len(seen)
			}
			i = end
		}
	}
	return total
}

// checkOrder holds every case against the rules. An event that breaks one is an
// error, and those that may are counted in warnings.
func (l *longReader) checkOrder(order, from []int32) []rma.Warning {
	var warnings []rma.Warning
	for _, rule := range l.m.usual().orderRules() {
		first, then := slices.Index(l.activities, rule.First), slices.Index(l.activities, rule.Then)
		if first < 0 || then < 0 {
			continue
		}
		possible := 0
		for n := range l.cases.n {
			list := order[from[n]:from[n+1]]
			for _, at := range list {
				if rec := l.records.at(int(at)); int(rec.activity) == then {
					possible += l.holdTo(rule, uint16(first), list, rec)
				}
			}
		}
		if possible > 0 {
			warnings = append(warnings, rma.Warn(rma.WarnUndetermined, "%s < %s: n=%d", rule.First, rule.Then, possible))
		}
	}
	return warnings
}

// holdTo checks the rule for one event of a case, and returns 1 when it may be
// broken.
func (l *longReader) holdTo(rule OrderRule, first uint16, list []int32, then *record) int {
	var o ordering
	for _, at := range list {
		// Events stand in order: behind one that is too late, all are.
		if rec := l.records.at(int(at)); rec.activity == first && (o.see(rec.start(), then.start()) || o.broken) {
			break
		}
	}
	switch o.outcome() {
	case breaks:
		line, column := int(then.line), l.atCol.Number()
		l.problems.Add(line, column, l.atCol.Name(), fmt.Errorf("%w: %s", rma.ErrOrder, rule))
	case mayBreak:
		return 1
	}
	return 0
}
