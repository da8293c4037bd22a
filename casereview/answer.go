package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// Answer is yes, no, or not recorded, which is the zero value.
type Answer uint8

const (
	NotRecorded Answer = iota
	Yes
	No
)

var answerTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"yes", "ja", "yes"},
	{"no", "nee", "no"},
}

// String returns the key used in files, "" for not recorded.
func (a Answer) String() string { return answerTerms.Key("Answer", uint8(a)) }

// Label returns the name in language l.
func (a Answer) Label(l rma.Lang) string { return answerTerms.Text("Answer", uint8(a)).In(l) }

func answer(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

// Factor is a yes/no property of a case, with its name for tables.
type Factor struct {
	Label rma.Text
	Of    func(Trace) Answer
}

// Has holds for the cases in which the activity occurs.
func Has(a Activity) func(Trace) bool { return func(t Trace) bool { return t.Has(a) } }

// Lacks holds for the cases in which the activity does not occur.
func Lacks(a Activity) func(Trace) bool { return func(t Trace) bool { return !t.Has(a) } }

// InPilot holds for the cases of one pilot.
func InPilot(id string) func(Trace) bool { return func(t Trace) bool { return t.Case.Pilot == id } }

// AttrIs holds for the cases whose attribute has the value.
func AttrIs(name, value string) func(Trace) bool {
	return func(t Trace) bool { return t.Attr(name) == value }
}

// AttrFactor is yes for the cases whose attribute has the value, no for another
// value, and not recorded when the case has none.
func AttrFactor(name, value string, label rma.Text) Factor {
	return Factor{Label: label, Of: func(t Trace) Answer {
		if t.Attr(name) == "" {
			return NotRecorded
		}
		return answer(t.Attr(name) == value)
	}}
}

// SameDay is yes for the cases in which b happened on the calendar day of the
// first a, no when b happened on other days or not at all, and not recorded
// when there is no a or the precision of the stamps leaves it open.
func SameDay(a, b Activity) Factor {
	return Factor{
		Label: rma.T(a.Label(rma.Dutch)+" en "+b.Label(rma.Dutch)+" op dezelfde dag", a.Label(rma.English)+" and "+b.Label(rma.English)+" on the same day"),
		Of: func(t Trace) Answer {
			first, ok := t.First(a)
			if !ok {
				return NotRecorded
			}
			return sameDay(first.At, t, b)
		},
	}
}

func sameDay(day Stamp, t Trace, a Activity) Answer {
	open := false
	for e := range t.Of(a) {
		least, most := day.daysUntil(e.At)
		switch {
		case least == 0 && most == 0:
			return Yes
		case least <= 0 && most >= 0:
			open = true
		}
	}
	if open {
		return NotRecorded
	}
	return No
}
