package casereview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// openKey says to which starts the row of an end may belong.
type openKey struct {
	of       int32
	activity uint16 // 0 when there is an instance
	instance string
}

func (l *longReader) openKey(row tabular.Row, rec record) openKey {
	if text := l.cell(row, l.instanceCol); text != "" {
		return openKey{of: rec.of, instance: text}
	}
	return openKey{of: rec.of, activity: rec.activity}
}

// open notes that event n has started.
func (l *longReader) open(row tabular.Row, rec record, n int) {
	k := l.openKey(row, rec)
	if k.instance != "" && len(l.opened[k]) > 0 {
		l.fault(row, l.instanceCol, fmt.Errorf("%w: an instance that starts twice", rma.ErrDuplicate))
		return
	}
	k.instance = strings.Clone(k.instance)
	l.opened[k] = append(l.opened[k], n)
}

// close returns the event that the row ends, if it has started.
func (l *longReader) close(row tabular.Row, rec record) (n int, ok bool) {
	k := l.openKey(row, rec)
	list := l.opened[k]
	switch len(list) {
	case 0:
		return 0, false
	case 1:
		delete(l.opened, k)
	default:
		l.opened[k] = list[1:]
	}
	return list[0], true
}

// finishWith gives an event its end, and what only the row of the end says.
func (l *longReader) finishWith(row tabular.Row, start *record, end record) {
	if end.activity != start.activity {
		l.fault(row, l.activityCol, errLater(start.line))
	}
	if end.start().Before(start.start()) {
		l.fault(row, l.atCol, fmt.Errorf("%w: it ends before it starts", rma.ErrOrder))
	}
	more, later := l.rest(start), l.rest(&end)
	more.setEnd(end.start())
	differ := func(a, b int32) bool { return a != b }
	for _, p := range []struct {
		first  *int32
		later  int32
		c      tabular.Column
		differ func(a, b int32) bool
	}{
		{&start.org, end.org, l.org.column, differ}, {&more.to, later.to, l.to.column, differ}, {&more.with, later.with, l.with, differ},
		{&start.actor, end.actor, l.actor, func(a, b int32) bool { return l.actors.value(a) != l.actors.value(b) }},
		{&start.subjects, end.subjects, l.subjects, func(a, b int32) bool { return !slices.Equal(l.people.value(a).list, l.people.value(b).list) }},
		{&start.worry, end.worry, l.concerns, func(a, b int32) bool { return !slices.Equal(l.worries.value(a).list, l.worries.value(b).list) }},
	} {
		switch {
		case *p.first == 0:
			*p.first = p.later
		case p.later != 0 && p.differ(*p.first, p.later):
			l.fault(row, p.c, errLater(start.line))
		}
	}
	attrs, differs := l.attrs.merge(start.attrs, end.attrs)
	if differs >= 0 {
		l.fault(row, l.attrs.list[differs].column, errLater(start.line))
	}
	start.attrs = attrs
	l.setRest(start, more)
}
