package coding

import (
	"cmp"
	"slices"
	"sort"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// labelSpan is where the label of a speaker stands, from the start of its line
// up to the words. A label that was passed over has no role.
type labelSpan struct {
	span Span
	role Role
}

// noteLabels notes where the labels of the turns stand, and those that were
// passed over: they open too few lines to be taken, and may be names all the
// same.
func (d *Document) noteLabels(passed []opening) {
	c := d.inside()
	for _, t := range c.turns {
		c.labels = append(c.labels, labelSpan{Span{d.lines[t.Line-1], t.Span.Start}, t.Role})
	}
	for _, op := range passed {
		c.labels = append(c.labels, labelSpan{span: d.SpanOf(op.start, op.body)})
	}
	slices.SortStableFunc(c.labels, func(a, b labelSpan) int { return cmp.Compare(a.span.Start, b.span.Start) })
}

// spoken returns the text of a span on one line, cut to at most limit code
// points, with the role in place of every label of a speaker, because a label
// is often a name. A limit of 0 or less cuts nothing.
func (d *Document) spoken(s Span, limit int) string {
	labels := d.inside().labels
	line := oneLine{limit: limit}
	at := s.Start
	first := sort.Search(len(labels), func(i int) bool { return labels[i].span.End > s.Start })
	for _, l := range labels[first:] {
		if l.span.Start >= s.End || line.full() {
			break
		}
		line.add(d.Slice(Span{at, l.span.Start}))
		line.add(" [" + l.role.spoken(d.Lang) + "] ")
		at = l.span.End
	}
	line.add(d.Slice(Span{at, s.End}))
	return clip(line.b.String(), limit)
}

func (r Role) spoken(l rma.Lang) string {
	if r == RoleNotRecorded {
		return rma.T("spreker", "speaker").In(l)
	}
	return r.Label(l)
}
