package casereview

import "fmt"

// Contains holds for cases in which an activity happens at least n times. It is
// pending while the case is open and can still get there, and it is never
// vacuous: with n = 0 it holds for every case.
func Contains(a Activity, n int) Constraint {
	w := inWords(fmt.Sprintf("contains-%d", n), fmt.Sprintf("%%s minstens %d keer", n), fmt.Sprintf("%%s at least %d times", n), a)
	if n == 1 {
		w.text = say("%s minstens één keer", "%s at least once", a)
	}
	return contains{w, n}
}

type contains struct {
	wording
	n int
}

func (c contains) problem() error { return checkTimes(c.wording, c.n) }

// Check gives the verdict on a case.
func (c contains) Check(f Followed) Judgement {
	if f.count(c.about[0]) >= c.n {
		return f.judge(Satisfied, true)
	}
	return f.lacking()
}

// Absent holds for cases in which an activity happens at most n times: with n = 0
// never, with n = 1 not more than once. It is never vacuous, and what is satisfied
// in an open case is not final.
func Absent(a Activity, n int) Constraint {
	w := inWords(fmt.Sprintf("absent-%d", n), fmt.Sprintf("%%s hooguit %d keer", n), fmt.Sprintf("%%s at most %d times", n), a)
	switch n {
	case 0:
		w.text = say("geen %s", "no %s", a)
	case 1:
		w.text = say("%s hooguit één keer", "%s at most once", a)
	}
	return absent{w, n}
}

type absent struct {
	wording
	n int
}

func (c absent) problem() error { return checkTimes(c.wording, c.n) }

// Check gives the verdict on a case.
func (c absent) Check(f Followed) Judgement {
	if f.count(c.about[0]) > c.n {
		return f.judge(Violated, true)
	}
	return f.judge(Satisfied, false)
}

func checkTimes(w wording, n int) error {
	if n < 0 {
		return fmt.Errorf("%w: an activity happens 0 times or more", ErrOptions)
	}
	return w.problem()
}

// count returns how often an activity happened.
func (f Followed) count(a Activity) int {
	n := 0
	for i := range f.steps {
		if f.steps[i].activity == a {
			n++
		}
	}
	return n
}
