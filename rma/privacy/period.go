package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// period widens a period to whole weeks, months, quarters or years.
func (p Policy) period(v rma.Period) rma.Period {
	if !v.From.IsZero() {
		v.From = Generalise(v.From, p.Dates).First
	}
	if !v.To.IsZero() {
		v.To = Generalise(v.To, p.Dates).Last
	}
	return v
}
