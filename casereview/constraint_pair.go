package casereview

// RespondedExistence holds for cases in which, if a happens, b happens too, before
// or after it. Without an a it is vacuous.
func RespondedExistence(a, b Activity) Constraint {
	return respondedExistence{inWords("responded-existence", "bij %[1]s ook %[2]s, ervoor of erna", "with %[1]s also %[2]s, before or after it", a, b)}
}

type respondedExistence struct{ wording }

// Check gives the verdict on a case.
func (c respondedExistence) Check(f Followed) Judgement {
	a, b := f.both(c.wording)
	switch {
	case !a:
		return f.judge(Vacuous, false)
	case !b:
		return f.lacking()
	}
	return f.judge(Satisfied, true)
}

// CoExist holds for cases in which both activities happen; with neither it is
// vacuous, and with one of them the other can come while the case is open.
func CoExist(a, b Activity) Constraint {
	return coExist{inWords("co-exist", "%s en %s allebei of geen van beide", "%s and %s both or neither", a, b)}
}

type coExist struct{ wording }

// Check gives the verdict on a case.
func (c coExist) Check(f Followed) Judgement {
	a, b := f.both(c.wording)
	switch {
	case !a && !b:
		return f.judge(Vacuous, false)
	case a != b:
		return f.lacking()
	}
	return f.judge(Satisfied, true)
}

// Exclusive holds for cases in which one of the two activities happens and the
// other does not; with neither it is vacuous.
func Exclusive(a, b Activity) Constraint {
	return exclusive{inWords("exclusive", "niet zowel %s als %s", "not both %s and %s", a, b)}
}

type exclusive struct{ wording }

// Check gives the verdict on a case.
func (c exclusive) Check(f Followed) Judgement {
	a, b := f.both(c.wording)
	switch {
	case !a && !b:
		return f.judge(Vacuous, false)
	case a && b:
		return f.judge(Violated, true)
	}
	return f.judge(Satisfied, false)
}

// both reports which of the two activities of a rule happen.
func (f Followed) both(w wording) (a, b bool) {
	for i := range f.steps {
		a = a || f.steps[i].activity == w.about[0]
		b = b || f.steps[i].activity == w.about[1]
		if a && b {
			break
		}
	}
	return a, b
}
