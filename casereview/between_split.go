package casereview

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Split divides cases by something that is known of them: the pilot, an attribute,
// or the moment at which the clock starts.
type Split struct {
	Key   string                      // in the ids of observations; must be given
	Label rma.Text                    // heading; empty means Key
	Of    func(Trace, Stamp) string   // value of a case of which the clock starts at the stamp; "" when it is not recorded
	Name  func(value string) rma.Text // wording of a value; nil means the value itself
}

// SplitByPilot divides by pilot.
func SplitByPilot() Split {
	return Split{Key: "pilot", Label: rma.T("pilot", "pilot"), Of: func(t Trace, _ Stamp) string { return t.Case.Pilot }}
}

// SplitByAttr divides by an attribute of the case.
func SplitByAttr(name string, label rma.Text) Split {
	return Split{Key: name, Label: label, Of: func(t Trace, _ Stamp) string { return t.Attr(name) }}
}

// SplitByWeekend divides by whether the clock starts in the weekend. What the
// precision of the stamp leaves open is not recorded.
func SplitByWeekend(w Weekend) Split {
	return Split{Key: "weekend", Label: rma.T("begin in het weekend ("+w.Label(rma.Dutch)+")", "start at the weekend ("+w.Label(rma.English)+")"),
		Of: func(_ Trace, s Stamp) string { return w.Contains(s).String() }, Name: answerName}
}

// SplitBySameDay divides by whether an activity, such as a consult, took place on
// the calendar day on which the clock starts.
func SplitBySameDay(a Activity) Split {
	return Split{Key: "same-day-" + string(a), Label: rma.T(a.Label(rma.Dutch)+" op de dag van het begin", a.Label(rma.English)+" on the day of the start"),
		Of: func(t Trace, s Stamp) string { return sameDay(s, t, a).String() }, Name: answerName}
}

func answerName(value string) rma.Text {
	for _, a := range []Answer{Yes, No} {
		if a.String() == value {
			return answerTerms.Text("Answer", uint8(a))
		}
	}
	return rma.PlainText(value)
}

func checkSplits(list []Split) error {
	for i, s := range list {
		if s.Key == "" || s.Of == nil {
			return fmt.Errorf("%w: a split has a key and a function", ErrOptions)
		}
		if slices.ContainsFunc(list[:i], func(t Split) bool { return t.Key == s.Key }) {
			return fmt.Errorf("%w: two splits have one key", ErrOptions)
		}
	}
	return nil
}

func (s Split) label() rma.Text {
	if s.Label.IsZero() {
		return rma.PlainText(s.Key)
	}
	return s.Label
}

// name words a value.
func (s Split) name(value string) rma.Text {
	switch {
	case value == "":
		return rma.T("niet vastgelegd", "not recorded")
	case s.Name != nil:
		return s.Name(value)
	}
	return rma.PlainText(value)
}

// splitValues gives the value of a case for every split.
func splitValues(list []Split, t Trace, start Stamp) []string {
	if len(list) == 0 {
		return nil
	}
	values := make([]string, len(list))
	for i, s := range list {
		values[i] = s.Of(t, start)
	}
	return values
}

// splitLevel is a value of a split with the places of the rows that have it.
type splitLevel struct {
	value string
	key   string // in ids: "unknown" for what is not recorded
	label rma.Text
	rows  []int
}

// levels gathers n rows by their value, in the order of the values, with what is
// not recorded last.
func (s Split) levels(n int, value func(row int) string) []splitLevel {
	at := map[string]int{}
	var list []splitLevel
	for row := range n {
		v := value(row)
		i, ok := at[v]
		if !ok {
			i = len(list)
			at[v] = i
			list = append(list, splitLevel{value: v, key: nameOr(v, "unknown"), label: s.name(v)})
		}
		list[i].rows = append(list[i].rows, row)
	}
	slices.SortFunc(list, func(a, b splitLevel) int {
		switch {
		case a.value == b.value:
			return 0
		case b.value == "" || a.value != "" && a.value < b.value:
			return -1
		}
		return 1
	})
	return list
}

// both joins the name of a split and of a level of it.
func both(a, b rma.Text) rma.Text {
	return rma.T(a.In(rma.Dutch)+": "+b.In(rma.Dutch), a.In(rma.English)+": "+b.In(rma.English))
}
