package casereview

import "math"

// MustStart holds for cases in which an activity is the first. It is never
// vacuous: a closed case without events violates it, and in an open one the first
// event can still come.
func MustStart(a Activity) Constraint {
	return mustStart{inWords("starts", "begint met %s", "starts with %s", a)}
}

type mustStart struct{ wording }

// Check gives the verdict on a case.
func (c mustStart) Check(f Followed) Judgement {
	e := f.ends(c.about[0], anyOther)
	if e.n == 0 {
		return f.lacking()
	}
	v := Violated
	if e.firstIsA {
		v = Satisfied
	}
	j := f.judge(v, true)
	j.Ambiguous = e.aFirst && e.bFirst
	return j
}

// MustEnd holds for cases in which an activity is the last. While a case is open
// nothing is surely the last: it is pending, or satisfied and not final.
func MustEnd(a Activity) Constraint {
	return mustEnd{inWords("ends", "eindigt met %s", "ends with %s", a)}
}

type mustEnd struct{ wording }

// Check gives the verdict on a case.
func (c mustEnd) Check(f Followed) Judgement {
	e := f.ends(c.about[0], anyOther)
	j := f.lacking()
	if e.n > 0 && e.lastIsA {
		j = f.judge(Satisfied, false)
	}
	j.Ambiguous = e.aLast && e.bLast
	return j
}

// anyOther stands for every activity but the first of a rule.
const anyOther Activity = ""

// ends is which of two sides comes first and last among the events of both.
type ends struct {
	n, a, b           int  // events of both, and of each side
	firstIsA, lastIsA bool // by earliest moment and import order
	aFirst, bFirst    bool // can be first, in some order that the stamps allow
	aLast, bLast      bool // can be last
}

// ends looks at the events of two activities. One can come first if no other lies
// surely before it, and last if none lies surely after it; and when one can be
// first and another last, both can be so at once. So what these four say of the
// orders that the stamps allow is exact.
func (f Followed) ends(a, b Activity) ends {
	var e ends
	minHi, maxLo := int64(math.MaxInt64), int64(math.MinInt64)
	for i := range f.steps {
		s := &f.steps[i]
		isA := s.activity == a
		if !isA && b != anyOther && s.activity != b {
			continue
		}
		if e.n == 0 {
			e.firstIsA = isA
		}
		e.n++
		if isA {
			e.a++
		}
		e.lastIsA = isA
		minHi, maxLo = min(minHi, s.hi), max(maxLo, s.lo)
	}
	e.b = e.n - e.a
	if e.a == 0 || e.b == 0 {
		e.aFirst, e.aLast = e.a > 0, e.a > 0
		e.bFirst, e.bLast = e.b > 0, e.b > 0
		return e
	}
	for i := range f.steps {
		s := &f.steps[i]
		isA := s.activity == a
		if !isA && b != anyOther && s.activity != b {
			continue
		}
		first, last := s.lo < minHi, s.hi > maxLo
		e.aFirst, e.bFirst = e.aFirst || isA && first, e.bFirst || !isA && first
		e.aLast, e.bLast = e.aLast || isA && last, e.bLast || !isA && last
	}
	return e
}
