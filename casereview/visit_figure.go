package casereview

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// visitRule names one of the two rules for "in time".
type visitRule uint8

const (
	withinRule visitRule = iota
	nextDayRule
)

func (c *VisitCase) outcome(r visitRule) Outcome {
	if r == nextDayRule {
		return c.NextDay
	}
	return c.Within
}

// figure counts the outcomes of the cases for which in holds; nil means all.
func (v *VisitTimes) figure(r visitRule, in func(*VisitCase) bool) VisitFigure {
	f := VisitFigure{}
	f.Key, f.Label, f.Definition = v.Options.words(r, v.AsOf)
	for i := range v.Cases {
		c := &v.Cases[i]
		if in != nil && !in(c) {
			continue
		}
		o := c.outcome(r)
		f.Counts.add(o)
		if o != NotCounted && o != Pending {
			f.Refs = append(f.Refs, c.Ref)
		}
	}
	f.complete(v.Options.Level)
	return f
}

// complete works out what follows from the counts.
func (f *VisitFigure) complete(level float64) {
	n := f.Counts.N()
	f.Lower = rma.Proportion{K: f.Counts.Met, N: n}
	f.Upper = rma.Proportion{K: f.Counts.Met + f.Counts.Undetermined, N: n}
	f.Share = newShare(f.Lower, level)
	if f.Upper != f.Lower {
		f.Share.AtMost = f.Upper.K
	}
}

func (f VisitFigure) warnings() []rma.Warning {
	return inTimeWarnings(f.Share.N, f.Counts.Undetermined, f.Counts.Pending)
}

// words gives the key, the name and the definition of a rule.
func (o VisitOptions) words(r visitRule, asOf time.Time) (key string, label, definition rma.Text) {
	start := o.Clock.text()
	if r == nextDayRule {
		key = o.Name + "-next-day"
		label = rma.T("huisbezoek uiterlijk de volgende dag", "home visit not later than the next day")
		definition = rma.T("eerste huisbezoek op de kalenderdag van de "+start.NL+" of de dag erna",
			"first home visit on the calendar day of the "+start.EN+" or the day after")
	} else {
		hours := span(o.Within)
		key = o.Name + "-" + hours.EN
		label = rma.T("huisbezoek binnen "+hours.NL, "home visit within "+hours.EN)
		definition = rma.T("eerste huisbezoek hooguit "+hours.NL+" na "+start.NL+"; precies op de grens telt mee",
			"first home visit at most "+hours.EN+" after "+start.EN+"; exactly at the limit counts")
	}
	definition.NL += "; van alle eerste meldingen van een dossier waarvan de termijn op " + moment(asOf, rma.Dutch) + " voorbij was, ook zonder bezoek"
	definition.EN += "; of all first reports of a case whose time had passed on " + moment(asOf, rma.English) + ", also without a visit"
	return key, label, definition
}

// moment writes a day, with the clock time when that is not midnight.
func moment(t time.Time, l rma.Lang) string {
	s := rma.DateOf(t).Label(l)
	if t.Hour() != 0 || t.Minute() != 0 {
		s += " " + t.Format("15:04")
	}
	return s
}

// span writes a duration as hours, or as minutes when it is not whole hours.
func span(d time.Duration) rma.Text {
	if d%time.Hour == 0 {
		return rma.T(fmt.Sprintf("%d uur", d/time.Hour), fmt.Sprintf("%dh", d/time.Hour))
	}
	return rma.T(fmt.Sprintf("%d minuten", d/time.Minute), fmt.Sprintf("%dm", d/time.Minute))
}

// reasonCounts counts the reasons of the cases that were not in time within the
// hours: the declared ones first, then those of the team by key.
func reasonCounts(cases []VisitCase) []ReasonCount {
	byReason := map[Reason]*ReasonCount{}
	var list []*ReasonCount
	for _, c := range cases {
		if c.Reason == "" {
			continue
		}
		n := byReason[c.Reason]
		if n == nil {
			n = &ReasonCount{Reason: c.Reason}
			byReason[c.Reason] = n
			list = append(list, n)
		}
		n.Count++
		n.Refs = append(n.Refs, c.Ref)
	}
	slices.SortFunc(list, func(a, b *ReasonCount) int {
		return cmp.Or(cmp.Compare(reasonRank(a.Reason), reasonRank(b.Reason)), cmp.Compare(a.Reason, b.Reason))
	})
	counts := make([]ReasonCount, len(list))
	for i, n := range list {
		counts[i] = *n
	}
	return counts
}

func reasonRank(r Reason) int {
	for i, n := range reasonNames {
		if n.reason == r {
			return i
		}
	}
	return len(reasonNames)
}

// strata splits the cases by weekend, by consult, and by the attributes asked
// for.
func (v *VisitTimes) strata() []VisitStrata {
	answers := []string{No.String(), Yes.String(), NotRecorded.String()}
	weekend := func(key string) rma.Text {
		switch key {
		case Yes.String():
			return rma.T("weekend ("+v.Options.Weekend.Label(rma.Dutch)+")", "weekend ("+v.Options.Weekend.Label(rma.English)+")")
		case No.String():
			return rma.T("doordeweeks", "weekdays")
		}
		return rma.T("niet te bepalen", "undetermined")
	}
	consult := func(key string) rma.Text {
		for _, a := range []Answer{Yes, No} {
			if a.String() == key {
				return answerTerms.Text("Answer", uint8(a))
			}
		}
		return rma.T("niet te bepalen", "undetermined")
	}
	list := []VisitStrata{
		v.stratify("weekend", rma.T("moment van de melding", "moment of the report"), answers,
			func(c *VisitCase) string { return c.Weekend.String() }, weekend),
	}
	if slices.ContainsFunc(v.Cases, func(c VisitCase) bool { return c.SameDayConsult != NotRecorded }) {
		list = append(list, v.stratify("same-day-consult", rma.T("overleg op de dag van de melding", "consult on the day of the report"), answers,
			func(c *VisitCase) string { return c.SameDayConsult.String() }, consult))
	}
	for _, name := range v.Options.Strata {
		of := func(c *VisitCase) string { return c.attrs[name] }
		list = append(list, v.stratify(name, rma.PlainText(name), values(v.Cases, of), of, func(key string) rma.Text {
			if key == "" {
				return rma.T("niet vastgelegd", "not recorded")
			}
			return rma.PlainText(key)
		}))
	}
	return list
}

// values returns the values that occur, sorted, with not recorded last.
func values(cases []VisitCase, of func(*VisitCase) string) []string {
	var list []string
	for i := range cases {
		if value := of(&cases[i]); value != "" {
			list = append(list, value)
		}
	}
	slices.Sort(list)
	return append(slices.Compact(list), "")
}

// stratify makes the figures for each value that occurs among counted cases.
func (v *VisitTimes) stratify(key string, label rma.Text, order []string, of func(*VisitCase) string, name func(string) rma.Text) VisitStrata {
	s := VisitStrata{Key: key, Label: label}
	for _, value := range order {
		n := 0
		in := func(c *VisitCase) bool {
			if c.Excluded != NotExcluded || of(c) != value {
				return false
			}
			n++
			return true
		}
		within := v.figure(withinRule, in)
		if n > 0 {
			s.Levels = append(s.Levels, VisitStratum{Key: nameOr(value, "unknown"), Label: name(value),
				Within: within, NextDay: v.figure(nextDayRule, in)})
		}
	}
	return s
}
