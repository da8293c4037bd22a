package rma

import "fmt"

// Interval is a confidence interval. NaN bounds mean that there is none, and an
// infinite bound that the data set no limit on that side.
type Interval struct {
	Lo, Hi float64
	Level  float64 // as reached, e.g. 0.95; exact intervals may reach more
	Method string  // name of the procedure
}

// Percent writes the interval as "24%–63%" and Number as "0,10 tot 0,75".
func (i Interval) Percent(decimals int, l Lang) string {
	return FormatPercent(i.Lo, decimals, l) + "–" + FormatPercent(i.Hi, decimals, l)
}

// Number writes the bounds with the given number of decimals: "0,10 tot 0,75"
// in Dutch, "0.10 to 0.75" in English.
func (i Interval) Number(decimals int, l Lang) string {
	return fmt.Sprintf("%s %s %s", FormatNumber(i.Lo, decimals, l), T("tot", "to").In(l), FormatNumber(i.Hi, decimals, l))
}

// Estimate is a figure other than a share: a difference, a median, a score.
type Estimate struct {
	Name     Text // what it estimates
	Unit     Text // e.g. days, scale points; empty for a pure number
	Value    float64
	Interval Interval
	N        int     // cases, respondents or units it rests on
	P        float64 // p-value of the test that goes with it; NaN when there is none
	Test     string  // name of that test
	Decimals int     // decimals to print; 0 means 2

	// Counts are numbers of cases that the figure follows from, such as the four
	// of a table of two by two. It is not published when one of them may not be.
	// A mean or a median, which follows from every answer, names none.
	Counts []int
}

// Format writes "0,52 (0,10 tot 0,75; p = 0,030)", leaving out the p-value when
// there is none.
func (e Estimate) Format(l Lang) string {
	d := e.Decimals
	if d == 0 {
		d = 2
	}
	s := FormatNumber(e.Value, d, l)
	if u := e.Unit.In(l); u != "" {
		s += " " + u
	}
	inside := ""
	if !isNaN(e.Interval.Lo) || !isNaN(e.Interval.Hi) {
		inside = e.Interval.Number(d, l)
	}
	if !isNaN(e.P) && e.Test != "" {
		if inside != "" {
			inside += "; "
		}
		inside += "p " + pRelation(e.P, l)
	}
	if inside == "" {
		return s
	}
	return s + " (" + inside + ")"
}

func pRelation(p float64, l Lang) string {
	if p < 0.001 {
		return FormatP(p, l)
	}
	return "= " + FormatP(p, l)
}

func isNaN(v float64) bool { return v != v }
