package casereview

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// NormCase is one start of a term with how it ended.
type NormCase struct {
	Case             CaseID
	Ref              rma.Ref // of the event at which the term starts
	From             Stamp
	To               Stamp    // the event that ends it; zero when there is none
	Due, LatestDue   rma.Date // the last day of the term, of the first and of the last day that From can mean
	Outcome          Outcome  // NoVisit is not come, and late; NotCounted not applicable
	OverMin, OverMax int      // working days after the due day, for an event that came
	levels           []string
}

// Format writes where the start was read and what came of it, whatever the verb,
// and no moment.
func (c NormCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", c.Case, onLine(c.Ref.Line), c.Outcome)
}

// judge holds one start to the norm.
func (n Norm) judge(b BetweenCase, asOf time.Time, days *workYears) (NormCase, error) {
	c := NormCase{Case: b.Case, Ref: b.Ref, From: b.From, To: b.To, levels: b.levels}
	first, last := b.From.days()
	var err error
	if c.Due, err = n.Term.Due(first, days); err != nil {
		return c, err
	}
	c.LatestDue = c.Due
	if first != last {
		if c.LatestDue, err = n.Term.Due(last, days); err != nil {
			return c, err
		}
	}
	switch {
	case b.OnlyBefore:
		c.Outcome = NotCounted
	case !b.followed():
		c.Outcome = passed(c.LatestDue.Before(rma.DateOf(asOf.In(b.From.Lo().Location()))))
	default:
		c.Outcome = inTime(c.LatestDue.Before(b.firstDay), !c.Due.Before(b.lastDay))
		c.OverMin, c.OverMax = days.between(c.LatestDue, b.firstDay), days.between(c.Due, b.lastDay)
	}
	return c, nil
}

// exceedance counts by how much those that came late were over.
func (c *NormCheck) exceedance() {
	bands := c.Options.Bands
	if len(bands) > 0 && bands[0] > 0 {
		c.Over = append(c.Over, NormBand{From: 0, To: bands[0] - 1})
	}
	for i, from := range bands {
		to := 0
		if i+1 < len(bands) {
			to = bands[i+1] - 1
		}
		c.Over = append(c.Over, NormBand{From: from, To: to})
	}
	var over []float64
	for _, one := range c.Cases {
		switch one.Outcome {
		case NoVisit:
			c.Overdue++
		case NotMet:
			over = append(over, float64(one.OverMin))
			if i, found := slices.BinarySearchFunc(c.Over, one.OverMin, func(b NormBand, d int) int { return b.From - d }); found {
				c.Over[i].Count++
			} else if i > 0 {
				c.Over[i-1].Count++
			}
		}
	}
	if len(c.Over) > 0 && c.Over[0].From == 0 && c.Over[0].To == 0 && c.Over[0].Count == 0 && len(c.Over) > 1 {
		c.Over = c.Over[1:] // nobody was over by less than a working day
	}
	c.MedianOver = rma.Estimate{Name: rma.T("mediane overschrijding", "median over the term"), Unit: rma.T("werkdagen", "working days"),
		Value: stat.Median(over), N: len(over), P: math.NaN(), Decimals: 1, Interval: rma.Interval{Lo: math.NaN(), Hi: math.NaN()}}
}

// definition says in words what is counted.
func (n Norm) definition(o NormOptions, asOf time.Time) rma.Text {
	write := func(l rma.Lang, form string) string {
		return fmt.Sprintf(form, n.To.Label(l), n.Term.text().In(l), n.From.Label(l), anchorTerms.Text("Anchor", uint8(o.Anchor)).In(l), moment(asOf, l))
	}
	return rma.T(write(rma.Dutch, "%s binnen %s na %s (%s van een dossier), de dag van het begin niet meegeteld; van alle waarvan op %s zeker was of het op tijd was, ook wat te laat nog niet was gebeurd"),
		write(rma.English, "%s within %s of %s (%s of a case), not counting the day of the start; of all of which it was sure on %s whether they were in time, also those overdue that had not happened"))
}

// text writes a term.
func (t Term) text() rma.Text {
	switch {
	case t.WorkingDays > 0:
		return rma.T(fmt.Sprintf("%d werkdagen", t.WorkingDays), fmt.Sprintf("%d working days", t.WorkingDays))
	case t.Days%7 == 0 && t.Days > 7:
		return rma.T(fmt.Sprintf("%d weken", t.Days/7), fmt.Sprintf("%d weeks", t.Days/7))
	}
	return rma.T(fmt.Sprintf("%d dagen", t.Days), fmt.Sprintf("%d days", t.Days))
}
