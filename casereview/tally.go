package casereview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// activityNumbers gives each activity a number in the order in which it is met, so that
// courses can be counted by number.
type activityNumbers struct {
	of    map[Activity]int32
	names []Activity
}

func (n *activityNumbers) number(a Activity) int32 {
	k, ok := n.of[a]
	if !ok {
		if n.of == nil {
			n.of = map[Activity]int32{}
		}
		k = int32(len(n.names))
		n.of[a], n.names = k, append(n.names, a)
	}
	return k
}

// taking gives the numbers here of the activities of another numbering.
func (n *activityNumbers) taking(other *activityNumbers) []int32 {
	list := make([]int32, len(other.names))
	for i, a := range other.names {
		list[i] = n.number(a)
	}
	return list
}

// met is an event as a tally sees it.
type met struct {
	activity int32
	at       int // event of the trace
	lo, hi   int64
}

// courses reads the events of cases for a tally, and keeps which cases it had.
type courses struct {
	activityNumbers
	ignore []Activity
	asOf   time.Time // zero means every event
	cases  []rma.Ref
	empty  int   // cases without an event that counts
	now    []met // of the case that was read last
}

// read takes the events of a case that count, up to asOf.
func (c *courses) read(t Trace) []met {
	c.cases = append(c.cases, t.Case.Ref())
	c.now = c.now[:0]
	if !c.asOf.IsZero() {
		t = t.until(c.asOf)
	}
	for i := range t.events {
		e := &t.events[i]
		if len(c.ignore) > 0 && slices.Contains(c.ignore, e.Activity) {
			continue
		}
		lo, hi := e.At.seconds()
		c.now = append(c.now, met{c.number(e.Activity), i, lo, hi})
	}
	if len(c.now) == 0 {
		c.empty++
	}
	return c.now
}

// take adds the cases of another, and gives the numbers of its activities here.
func (c *courses) take(other *courses) ([]int32, error) {
	if !c.asOf.Equal(other.asOf) || !slices.Equal(c.ignore, other.ignore) {
		return nil, fmt.Errorf("%w: what is merged was counted with the same options", ErrOptions)
	}
	c.cases = append(c.cases, other.cases...)
	c.empty += other.empty
	return c.taking(&other.activityNumbers), nil
}

// refs returns the cases in the order of their ids, whatever the order in which they
// were added. A case that was added twice is rma.ErrDuplicate.
func (c *courses) refs() ([]rma.Ref, error) {
	list := slices.Clone(c.cases)
	byID := func(a, b rma.Ref) int { return strings.Compare(a.ID, b.ID) }
	if !slices.IsSortedFunc(list, byID) {
		slices.SortFunc(list, byID)
	}
	for i := 1; i < len(list); i++ {
		if list[i].ID == list[i-1].ID {
			return nil, fmt.Errorf("%w: a case was counted twice", rma.ErrDuplicate)
		}
	}
	return list, nil
}

// activityOrder puts declared activities in the order of the work, and then those of
// the team by key. No activity, which stands for the outside of a case, is first.
func activityOrder(a, b Activity) int {
	return cmp.Or(cmp.Compare(activityRank(a), activityRank(b)), cmp.Compare(a, b))
}

func activityRank(a Activity) int {
	if a == "" {
		return -1
	}
	for i, n := range activityNames {
		if n.activity == a {
			return i
		}
	}
	return len(activityNames)
}

// orderOpen reports whether the stamps allow another order of activities: two events
// of different activities overlap. What is then changed by it depends on the figure.
func orderOpen(list []met) bool {
	var most, second int64 // latest ends so far, of two different activities
	var of int32 = -1
	for i, m := range list {
		end := most
		if m.activity == of {
			end = second
		}
		if i > 0 && end > m.lo {
			return true
		}
		switch {
		case i == 0:
			most, second, of = m.hi, minTime, m.activity
		case m.activity == of:
			most = max(most, m.hi)
		case m.hi > most:
			most, second, of = m.hi, most, m.activity
		default:
			second = max(second, m.hi)
		}
	}
	return false
}

const minTime = -1 << 63

// bound cuts a label that would not fit anywhere.
func bound(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// upTo adds to a definition up to when events are counted, if that is said.
func upTo(asOf time.Time, l rma.Lang) string {
	if asOf.IsZero() {
		return ""
	}
	return rma.T("; naar de gebeurtenissen tot ", "; by the events up to ").In(l) + moment(asOf, l)
}

// joinOrgs writes who took part.
func joinOrgs(org OrgID, with []OrgID) string {
	var parts []string
	for _, o := range append([]OrgID{org}, with...) {
		if o != "" {
			parts = append(parts, string(o))
		}
	}
	return strings.Join(parts, ", ")
}

func rowKey(i int) string { return fmt.Sprintf("row-%d", i+1) }

// partOf gathers in which rows the count of a column is some of that of another, and
// in which it is all of it, for disclosure control.
type partOf struct {
	part      string
	some, all []string
}

func (p *partOf) add(row string, part, total int) {
	switch {
	case part == total && total > 0:
		p.all = append(p.all, row)
	case part > 0:
		p.some = append(p.some, row)
	}
}

func (p *partOf) sums(total string) []rma.Sum {
	var list []rma.Sum
	if len(p.all) > 0 {
		list = append(list, rma.Sum{Total: total, Parts: []string{p.part}, Only: p.all})
	}
	if len(p.some) > 0 {
		list = append(list, rma.Sum{Total: total, Parts: []string{p.part}, Only: p.some, Rest: true})
	}
	return list
}
