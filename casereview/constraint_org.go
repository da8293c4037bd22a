package casereview

import "slices"

// DifferentOrg holds for cases in which a and b are done by different
// organisations: no organisation that did an a also did a b. Only who did it
// counts (Event.Org), not who took part. Events that do not say who did them are
// left out, and noted; without an a or a b the rule is vacuous.
func DifferentOrg(a, b Activity) Constraint {
	return differentOrg{inWords("different-org", "%s en %s door verschillende organisaties", "%s and %s by different organisations", a, b)}
}

type differentOrg struct{ wording }

// Check gives the verdict on a case.
func (c differentOrg) Check(f Followed) Judgement {
	var by [2]map[OrgID]bool
	unrecorded := false
	for i := range f.trace.events {
		e := &f.trace.events[i]
		side := slices.Index(c.about, e.Activity)
		switch {
		case side < 0:
		case e.Org == "":
			unrecorded = true
		case by[side] == nil:
			by[side] = map[OrgID]bool{e.Org: true}
		default:
			by[side][e.Org] = true
		}
	}
	j := f.judge(Satisfied, false)
	if len(by[0]) == 0 || len(by[1]) == 0 {
		j = f.judge(Vacuous, false)
	}
	for org := range by[0] {
		if by[1][org] {
			j = f.judge(Violated, true)
		}
	}
	j.Unrecorded = unrecorded
	return j
}

// Joint holds for cases in which every time that an activity happens at least two
// organisations take part (Event.Org and Event.With), as in a joint visit. Events
// that do not say who took part are left out, and noted; without others the rule
// is vacuous.
func Joint(a Activity) Constraint {
	return joint{inWords("joint", "%s door minstens twee organisaties samen", "%s by at least two organisations together", a)}
}

type joint struct{ wording }

// Check gives the verdict on a case.
func (c joint) Check(f Followed) Judgement {
	v, unrecorded := Vacuous, false
	for i := range f.trace.events {
		e := &f.trace.events[i]
		if e.Activity != c.about[0] {
			continue
		}
		switch n := organisations(e); {
		case n == 0:
			unrecorded = true
		case n == 1:
			v = Violated
		case v == Vacuous:
			v = Satisfied
		}
	}
	j := f.judge(v, v == Violated)
	j.Unrecorded = unrecorded
	return j
}

// organisations returns how many took part: 0 when none is recorded, 2 for two or
// more.
func organisations(e *Event) int {
	one := e.Org
	for _, o := range e.With {
		switch {
		case o == "" || o == one:
		case one == "":
			one = o
		default:
			return 2
		}
	}
	if one == "" {
		return 0
	}
	return 1
}
