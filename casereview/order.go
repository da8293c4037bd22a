package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// placedEvent is an event with the column it was read from.
type placedEvent struct {
	Event
	column string
}

// is reports whether the event is meant by one side of an order rule.
func (e placedEvent) is(a Activity, column string) bool {
	if column != "" {
		return e.column == column
	}
	return e.Activity == a
}

// order is what the stamps of two events say about which came first.
type order uint8

const (
	inOrder order = iota
	mayBreak
	breaks
)

// checkOrder checks the rules for one case. A rule is broken by an event before
// which, for sure, none of the events lies that should.
func (w *wideReader) checkOrder(row tabular.Row, events []placedEvent) {
	for i, rule := range w.m.orderRules() {
		for _, then := range events {
			if !then.is(rule.Then, rule.ThenColumn) {
				continue
			}
			switch rule.check(events, then) {
			case breaks:
				w.fault(row, then.column, fmt.Errorf("%w: %s", rma.ErrOrder, rule))
			case mayBreak:
				w.possible[i]++
			}
		}
	}
}

// check finds the event that speaks most for the rule.
func (r OrderRule) check(events []placedEvent, then placedEvent) order {
	var o ordering
	for _, first := range events {
		if first.is(r.First, r.FirstColumn) && o.see(first.At, then.At) {
			break
		}
	}
	return o.outcome()
}

// ordering weighs the events that should come first.
type ordering struct{ certain, possible, broken bool }

// see weighs one of them, and reports that the others do not matter any more.
func (o *ordering) see(first, then Stamp) bool {
	switch {
	case then.Before(first):
		o.broken = true
	case first.at+int64(first.width)-60 <= then.at, first.Equal(then):
		o.certain = true
	default:
		o.possible = true
	}
	return o.certain
}

func (o *ordering) outcome() order {
	switch {
	case o.certain, !o.possible && !o.broken:
		return inOrder
	case o.possible:
		return mayBreak
	}
	return breaks
}

// String names the rule in the words of the mapping.
func (r OrderRule) String() string {
	first, then := r.sides()
	return first + " before " + then
}

func (r OrderRule) sides() (first, then string) {
	if r.FirstColumn != "" {
		return r.FirstColumn, r.ThenColumn
	}
	return string(r.First), string(r.Then)
}

func (w *wideReader) orderWarnings() []rma.Warning {
	var list []rma.Warning
	for i, rule := range w.m.orderRules() {
		if n := w.possible[i]; n > 0 {
			first, then := rule.sides()
			list = append(list, rma.Warn(rma.WarnUndetermined, "%s < %s: n=%d", first, then, n))
		}
	}
	return list
}
