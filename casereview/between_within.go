package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// WithinLimit is how many starts of the clock were followed within a limit.
type WithinLimit struct {
	Key        string
	Label      rma.Text
	Definition rma.Text
	Limit      time.Duration
	All        WithinFigure
	Strata     []WithinStrata
	Outcomes   []Outcome // by the place in Times.Cases; NoVisit is not followed, and late; NotCounted not applicable
	Times      BetweenTimes
	Warnings   []rma.Warning
}

// Within says of each start whether the other event followed within a limit, and
// gives the share that did.
//
//	Met            greatest time <= limit
//	NotMet         least time > limit, or no other event and the limit has passed at AsOf
//	Undetermined   otherwise
//	Pending        no other event, and the limit has not passed for sure
//	NotApplicable  no start, or the other event surely before it only
//	share = Met / (Met + NotMet)
//
// Equality counts. With days only and a limit of 24 hours, the same day is Met, the
// next day Undetermined and two days later NotMet; on the 25-hour day on which
// summer time ends even the same day is Undetermined. A limit in calendar days is a
// whole number of times 24 hours and counts midnights. The share runs from 0 to 1.
// Undetermined and Pending are not in its base; the bounds have the undetermined in
// the base, all late and all in time. The interval takes starts as independent.
//
// Errors: ErrOptions for a limit that is negative, is not of whole minutes or, in
// calendar days, of whole days. Warnings: rma.WarnSmallBase, rma.WarnUndefined,
// rma.WarnUndetermined and rma.WarnPending with their numbers, rma.WarnOutOfState.
//
// Source: for the interval, Wilson (1927), Journal of the American Statistical
// Association 22, 209-212.
func (b BetweenTimes) Within(limit time.Duration) (WithinLimit, error) {
	const day = 24 * time.Hour
	if limit < 0 || limit%time.Minute != 0 || b.Options.Clock == CalendarDays && limit%day != 0 {
		return WithinLimit{}, fmt.Errorf("%w: a limit is of whole minutes, or of whole days on the calendar, and not negative", ErrOptions)
	}
	w := WithinLimit{Limit: limit, Times: b, Outcomes: make([]Outcome, len(b.Cases))}
	for i := range b.Cases {
		w.Outcomes[i] = b.outcome(&b.Cases[i], limit)
	}
	w.Key, w.Label, w.Definition = b.limitWords(limit)
	w.All = w.figure(nil)
	w.All.Counts.NotApplicable += b.NoFrom
	for _, s := range b.Strata {
		g := WithinStrata{Key: s.Key, Label: s.Label}
		for _, l := range s.Levels {
			g.Levels = append(g.Levels, WithinLevel{l.Key, l.Label, w.figure(l.rows)})
		}
		w.Strata = append(w.Strata, g)
	}
	w.Warnings = w.All.warnings()
	if b.OnlyBefore > 0 {
		w.Warnings = append(w.Warnings, rma.Warn(rma.WarnOutOfState, "n=%d", b.OnlyBefore))
	}
	return w, nil
}

// outcome judges one start.
func (b *BetweenTimes) outcome(c *BetweenCase, limit time.Duration) Outcome {
	days := int(limit / (24 * time.Hour))
	calendar := b.Options.Clock == CalendarDays
	switch {
	case c.OnlyBefore:
		return NotCounted
	case c.followed() && calendar:
		return inTime(c.LeastDays > days, c.MostDays <= days)
	case c.followed():
		return inTime(c.Elapsed.Min > limit, c.Elapsed.Max <= limit)
	case calendar:
		_, last := c.From.days()
		return passed(last.DaysUntil(rma.DateOf(b.AsOf.In(c.From.Lo().Location()))) > days)
	}
	return passed(b.AsOf.Sub(c.From.last()) >= limit)
}

// figure counts the outcomes of some cases; nil means all.
func (w *WithinLimit) figure(rows []int) WithinFigure {
	var counts WithinCounts
	var refs []rma.Ref
	add := func(i int) {
		o := w.Outcomes[i]
		if counts.add(o); o == Met || o == NotMet || o == NoVisit {
			refs = append(refs, w.Times.Cases[i].Ref)
		}
	}
	if rows == nil {
		for i := range w.Outcomes {
			add(i)
		}
	}
	for _, i := range rows {
		add(i)
	}
	return newWithinFigure(counts, refs, w.Times.Options.Level)
}

// limitWords gives the key, the name and the definition of a limit.
func (b *BetweenTimes) limitWords(limit time.Duration) (key string, label, definition rma.Text) {
	text := span(limit)
	if b.Options.Clock == CalendarDays {
		n := int(limit / (24 * time.Hour))
		text = rma.T(fmt.Sprintf("%d kalenderdagen", n), fmt.Sprintf("%dd", n))
	}
	key = b.Options.Name + "-" + text.EN
	label = rma.T(b.To.Label(rma.Dutch)+" binnen "+text.NL+" na "+b.From.Label(rma.Dutch), b.To.Label(rma.English)+" within "+text.EN+" of "+b.From.Label(rma.English))
	definition = rma.T(b.Definition.NL+"; precies op de grens telt als op tijd; van alle waarvan zeker is of het op tijd was, ook wat te laat nog niet was gebeurd",
		b.Definition.EN+"; exactly at the limit counts as in time; of all of which it is sure whether they were in time, also those overdue that had not happened")
	return key, label, definition
}
