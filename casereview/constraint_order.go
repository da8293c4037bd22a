package casereview

// Precedence holds for cases in which every b has an a before it, at any distance:
// [a, c, b, b, a] keeps to it. It comes to this, that the first of all a and b is
// an a. Without a b it is vacuous.
func Precedence(a, b Activity) Constraint {
	return precedence{inWords("precedence", "vóór %[2]s eerst %[1]s", "%[1]s before any %[2]s", a, b)}
}

type precedence struct{ wording }

// Check gives the verdict on a case.
func (c precedence) Check(f Followed) Judgement {
	e := f.ends(c.about[0], c.about[1])
	switch {
	case e.b == 0:
		return f.judge(Vacuous, false)
	case e.firstIsA:
		return f.judge(Satisfied, true).when(e.bFirst)
	}
	return f.judge(Violated, true).when(e.aFirst)
}

// Response holds for cases in which every a is followed by a b, at any distance:
// [b, a, a, a, c, b] keeps to it. It comes to this, that the last of all a and b is
// a b. Without an a it is vacuous; an a that waits for its b in an open case is
// pending.
func Response(a, b Activity) Constraint {
	return response{inWords("response", "na %[1]s volgt %[2]s", "%[1]s is followed by %[2]s", a, b)}
}

type response struct{ wording }

// Check gives the verdict on a case.
func (c response) Check(f Followed) Judgement {
	e := f.ends(c.about[0], c.about[1])
	switch {
	case e.a == 0:
		return f.judge(Vacuous, false)
	case e.lastIsA:
		return f.lacking().when(e.bLast)
	}
	return f.judge(Satisfied, false).when(e.aLast)
}

// Succession holds for cases that keep to both [Precedence] and [Response]:
// [a, c, a, b, b] does. Without a and without b it is vacuous.
func Succession(a, b Activity) Constraint {
	return succession{inWords("succession", "geen %[2]s zonder eerst %[1]s, en na %[1]s volgt %[2]s", "no %[2]s without %[1]s before it, and %[1]s is followed by %[2]s", a, b)}
}

type succession struct{ wording }

// Check gives the verdict on a case. Which comes first and which last can be
// chosen apart, but for a case with one event.
func (c succession) Check(f Followed) Judgement {
	e := f.ends(c.about[0], c.about[1])
	switch {
	case e.n == 0:
		return f.judge(Vacuous, false)
	case !e.firstIsA:
		return f.judge(Violated, true).when(e.aFirst && (e.bLast || !f.closed))
	case e.lastIsA:
		return f.lacking().when(e.bLast || e.bFirst && !f.closed)
	}
	return f.judge(Satisfied, false).when(e.aLast || e.bFirst)
}

// when marks a judgement that another order of the events would change.
func (j Judgement) when(another bool) Judgement {
	j.Ambiguous = another
	return j
}
