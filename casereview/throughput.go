package casereview

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ThroughputOptions says of which cases the time is measured.
type ThroughputOptions struct {
	Name   string           // key of the observations; "" means "throughput"
	In     func(Trace) bool // nil means every case of the log
	Level  float64          // of the intervals; 0 means 0.95
	Origin rma.Origin       // for the observations
}

// CaseTime is how long a case took, in days of 24 hours.
type CaseTime struct {
	Case   CaseID
	Ref    rma.Ref
	Closed bool // by asOf; otherwise the days are those so far
	Start  Stamp
	End    Stamp // of what was over last

	Throughput DayRange // from the first event to the end of the last; of an open case to asOf
	Idle       float64  // of that, the days in which nothing was going on
	LongestGap float64  // the longest stretch of them
}

// DayRange is a number of days by the earliest moments of stamps, with the bounds
// that their precision leaves.
type DayRange struct{ Days, Least, Most float64 }

// DaySummary is a set of numbers of days.
type DaySummary struct {
	N              int
	Q1, Median, Q3 float64 // NaN when N is 0

	// MedianLeast and MedianMost are the medians of the bounds that the stamps
	// leave. They are NaN where no bounds are worked out.
	MedianLeast, MedianMost float64
}

// EstimatedDays is a curve of cases of which some were still open.
type EstimatedDays struct {
	N, Events      int // cases, and those of them that were closed
	Q1, Median, Q3 EstimatedDay
	Undefined      bool // there is no case to estimate from
}

// EstimatedDay is by when a share of the cases was closed, with its interval. NaN
// when so many were not seen to be closed.
type EstimatedDay struct{ Days, Lo, Hi float64 }

// CaseTimes is how long cases took, and how much of that nothing was going on.
type CaseTimes struct {
	Throughput DaySummary    // of the closed cases
	Idle       DaySummary    // of the closed cases
	LongestGap DaySummary    // of the closed cases
	Estimated  EstimatedDays // of all cases, by Kaplan and Meier
	Open       int           // cases that were open at asOf
	Empty      int           // cases without an event up to asOf, which are left out
	Cases      []CaseTime    // in the order of the log
	AsOf       time.Time
	Options    ThroughputOptions
	Warnings   []rma.Warning
}

// Throughput measures how long cases took from their first event to the end of the
// last, and for how much of that nothing was going on:
//
//	throughput = last end - first start
//	idle       = throughput - time in which at least one event was going on
//
// In days of 24 hours. An event goes on from its moment to its end; one without an
// end takes no time, so that a log without ends is idle all along, and the longest
// gap between two events says more. Shorter is not better of itself.
//
// Quantiles are of the closed cases (type 7). As long as cases are open, the closed
// ones are those that went quickly, so that Estimated gives the quantiles of all
// cases by Kaplan and Meier: a case that is open is followed up to asOf and then
// lost from sight. That assumes that such cases close as others do. Idle time has no
// such estimate: it is of the closed cases only.
//
// Times run between earliest moments; Least and Most take the first and the last
// event anywhere in their stamps. Idle time is by earliest moments only.
//
// Errors: ErrNoAsOf, ErrOptions. Warnings: rma.WarnPending with the number of open
// cases, rma.WarnUndefined and rma.WarnSmallBase for no closed cases or few,
// rma.WarnMissingAnswers with the number of cases without an event.
//
// Source: Kaplan and Meier (1958), Journal of the American Statistical Association
// 53, 457-481; the terms are those of edeaR.
func Throughput(log *Log, asOf time.Time, o ThroughputOptions) (CaseTimes, error) {
	if asOf.IsZero() {
		return CaseTimes{}, ErrNoAsOf
	}
	if err := checkLevel(o.Level); err != nil {
		return CaseTimes{}, err
	}
	o.Name = nameOr(o.Name, "throughput")
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	c := CaseTimes{AsOf: asOf, Options: o}
	var w follower
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		f := w.follow(t, asOf)
		if f.trace.Len() == 0 {
			c.Empty++
			continue
		}
		one := timeOf(f)
		c.Cases = append(c.Cases, one)
		if !one.Closed {
			c.Open++
		}
	}
	c.summarise()
	return c, nil
}

// activeSpan is when an event goes on, in seconds.
type activeSpan struct{ from, to int64 }

// timeOf measures one case, which has events.
func timeOf(f Followed) CaseTime {
	events := f.trace.events
	c := CaseTime{Case: f.trace.Case.ID, Ref: f.trace.Case.Ref(), Closed: f.closed, Start: events[0].At, End: events[0].At}
	spans := make([]activeSpan, 0, len(events)+1)
	firstBy, lastFrom, lastTo := int64(math.MaxInt64), int64(math.MinInt64), int64(math.MinInt64)
	for i := range events {
		e := &events[i]
		end := e.At
		if !e.End.IsZero() && e.End.at > e.At.at {
			end = e.End
		}
		if !f.closed && end.at > f.asOf.Unix() {
			end = newStamp(f.asOf, f.asOf.Add(time.Minute), Minute)
		}
		if end.at > c.End.at {
			c.End = end
		}
		firstBy, lastFrom = min(firstBy, e.At.at+int64(e.At.width)-minute), max(lastFrom, end.at)
		if i == 0 && end == e.At { // as the first it is not the last, unless it is alone
			lastTo = end.at
			if len(events) > 1 {
				lastTo += max(0, end.at+int64(end.width)-minute-events[1].At.at)
			}
		} else {
			lastTo = max(lastTo, end.at+int64(end.width)-minute)
		}
		spans = append(spans, activeSpan{e.At.at, end.at})
	}
	if !f.closed {
		now := max(f.asOf.Unix(), lastFrom)
		lastFrom, lastTo = now, max(now, lastTo)
		spans = append(spans, activeSpan{now, now})
	}
	c.Throughput = DayRange{inDays(lastFrom - c.Start.at), inDays(max(0, lastFrom-firstBy)), inDays(lastTo - c.Start.at)}
	idle, longest := gaps(spans)
	c.Idle, c.LongestGap = inDays(idle), inDays(longest)
	return c
}

// gaps returns how long nothing goes on between the first and the last of events in
// the order of their starts, and the longest stretch of that.
func gaps(spans []activeSpan) (all, longest int64) {
	until := spans[0].to
	for _, s := range spans[1:] {
		if gap := s.from - until; gap > 0 {
			all, longest = all+gap, max(longest, gap)
		}
		until = max(until, s.to)
	}
	return all, longest
}

func inDays(seconds int64) float64 { return float64(seconds) / secondsOfDay }

// summarise works out the quantiles and the warnings.
func (c *CaseTimes) summarise() {
	days, closed := make([]float64, len(c.Cases)), make([]bool, len(c.Cases))
	var throughput, least, most, idle, longest []float64
	for i, k := range c.Cases {
		days[i], closed[i] = max(0, k.Throughput.Days), k.Closed
		if k.Closed {
			throughput, least, most = append(throughput, k.Throughput.Days), append(least, k.Throughput.Least), append(most, k.Throughput.Most)
			idle, longest = append(idle, k.Idle), append(longest, k.LongestGap)
		}
	}
	c.Throughput, c.Idle, c.LongestGap = summaryOf(throughput), summaryOf(idle), summaryOf(longest)
	c.Throughput.MedianLeast, c.Throughput.MedianMost = stat.Median(least), stat.Median(most)
	km := stat.KaplanMeier(days, closed, stat.SurvivalOptions{Level: c.Options.Level})
	at := func(p float64) EstimatedDay {
		q := km.Quantile(p)
		return EstimatedDay{q.Time, q.Lo, q.Hi}
	}
	c.Estimated = EstimatedDays{N: km.N, Events: km.Events, Q1: at(0.25), Median: at(0.5), Q3: at(0.75), Undefined: km.Undefined != stat.Defined}
	c.Warnings = baseWarnings(c.Throughput.N)
	if c.Open > 0 {
		c.Warnings = append(c.Warnings, rma.Warn(rma.WarnPending, "n=%d", c.Open))
	}
	if c.Empty > 0 {
		c.Warnings = append(c.Warnings, rma.Warn(rma.WarnMissingAnswers, "n=%d", c.Empty))
	}
}

func summaryOf(days []float64) DaySummary {
	q := stat.Quantiles(days, 0.25, 0.5, 0.75)
	return DaySummary{N: len(days), Q1: q[0], Median: q[1], Q3: q[2], MedianLeast: math.NaN(), MedianMost: math.NaN()}
}

// Longest returns the cases that took longest, or are open longest, at most n of
// them.
func (c CaseTimes) Longest(n int) []CaseTime {
	list := slices.Clone(c.Cases)
	slices.SortStableFunc(list, func(a, b CaseTime) int { return cmp.Compare(b.Throughput.Days, a.Throughput.Days) })
	return list[:max(0, min(n, len(list)))]
}
