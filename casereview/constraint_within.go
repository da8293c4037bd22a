package casereview

import (
	"fmt"
	"math"
	"time"
)

// Within holds for cases in which every a is followed by a b not later than a
// limit; equality counts. The limit is a whole number of minutes.
//
//	met      b.Lo - a.Lo <= limit, for the first b after it
//	pending  no b after it, the case is open, and the limit had not surely passed at asOf
//	violated otherwise
//
// One a that is violated makes the case so; without an a the rule is vacuous. The
// time runs from earliest moment to earliest moment, in the order of the trace.
//
// A verdict is ambiguous when it does not hold wherever in their stamps the events
// lie. Each a is looked at apart: where several stamps overlap at once this can
// count a case whose verdict no choice of moments would change, and never misses
// one that a choice would change. [TimeToVisit] differs: it looks at the first report
// of a case only, and keeps what is not sure apart as undetermined.
func Within(a, b Activity, limit time.Duration) Constraint {
	in := span(limit)
	w := inWords("within", "na %[1]s binnen "+in.NL+" %[2]s", "%[1]s is followed by %[2]s within "+in.EN, a, b)
	w.key += "-" + in.EN
	return within{w, limit}
}

type within struct {
	wording
	limit time.Duration
}

func (c within) problem() error {
	if c.limit < 0 || c.limit%time.Minute != 0 {
		return fmt.Errorf("%w: a limit is a whole number of minutes", ErrOptions)
	}
	return c.wording.problem()
}

// Check gives the verdict on a case.
func (c within) Check(f Followed) Judgement {
	var sides withinSides
	n := f.count(c.about[0])
	if n == 0 {
		return f.judge(Vacuous, false)
	}
	sides.fill(f.steps, c.about[1])
	limit := int64(c.limit / time.Second)
	violated, pending, surely, open := false, false, false, false
	next := int64(math.MaxInt64) // earliest moment of the first b after the event
	for i := len(f.steps) - 1; i >= 0; i-- {
		s := &f.steps[i]
		switch s.activity {
		case c.about[1]:
			next = s.lo
		case c.about[0]:
			met := next != math.MaxInt64 && next-s.lo <= limit
			waits := !met && next == math.MaxInt64 && !f.closed && f.asOf.Unix()-(s.hi-minute) < limit
			violated, pending = violated || !met && !waits, pending || waits
			can := sides.canMeet(s, limit)
			surely = surely || !met && !waits && !can
			open = open || met && !sides.surelyMeets(s, limit) || !met && can
		}
	}
	j := f.judge(Satisfied, false)
	switch {
	case violated:
		j = f.judge(Violated, true)
	case pending:
		j = f.judge(PendingVerdict, false)
	}
	return j.when(open && !surely)
}

const minute = 60 // in seconds

// withinSides is the events of b by their earliest moment, with what can be asked
// of those before and after a place in that order.
type withinSides struct {
	lo      []int64
	maxHi   []int64 // of this one and those before it
	leastHi []int64 // of this one and those after it
}

func (w *withinSides) fill(steps []step, b Activity) {
	for i := range steps {
		if s := &steps[i]; s.activity == b {
			w.lo, w.maxHi, w.leastHi = append(w.lo, s.lo), append(w.maxHi, s.hi), append(w.leastHi, s.hi)
		}
	}
	for i := 1; i < len(w.lo); i++ {
		w.maxHi[i] = max(w.maxHi[i], w.maxHi[i-1])
	}
	for i := len(w.lo) - 2; i >= 0; i-- {
		w.leastHi[i] = min(w.leastHi[i], w.leastHi[i+1])
	}
}

// canMeet reports whether some b may lie after the event and in time.
func (w *withinSides) canMeet(s *step, limit int64) bool {
	i := firstAbove(w.lo, s.hi-minute+limit)
	return i > 0 && w.maxHi[i-1] > s.lo
}

// surelyMeets reports whether some b surely lies after the event and in time.
func (w *withinSides) surelyMeets(s *step, limit int64) bool {
	i := firstAbove(w.lo, s.hi-1)
	return i < len(w.lo) && w.leastHi[i]-minute-s.lo <= limit
}

// firstAbove returns the place of the first number above a limit in a sorted list.
func firstAbove(list []int64, limit int64) int {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); list[mid] > limit {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
