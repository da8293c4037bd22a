package casereview

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// RunOptions says how a run chart is drawn.
type RunOptions struct {
	Name        string     // key of the observations; "" means that of the data with "-run" behind it
	Phases      []Phase    // from which days on a median of its own is drawn, and why; none means one
	FirstMedian bool       // hold every phase against the median of the first; false means a median for each
	Days        bool       // of rare events: the days between them; false means the cases between them
	Origin      rma.Origin // for the observations; zero means that of the data
}

// RunChart is figures in the order of time with their median.
type RunChart struct {
	Phases   []RunPhase
	Points   []RunPoint
	Options  RunOptions // with what was left open filled in
	Warnings []rma.Warning
	data     chartData
}

// RunPhase is a stretch of time with what is counted along its median.
type RunPhase struct {
	From       rma.Date // as asked for; zero for the phase that the data begin with
	Reason     rma.Text // empty for that phase
	CutPeriod  bool     // From lies within the last period of the phase before
	First, End int      // places in Points, End not included
	N          int      // points with a figure
	Empty      int      // points without
	Useful     int      // points that do not lie on the median
	Median     float64  // NaN without any figure
	Smallest   int      // smallest number of cases, not 0, that a figure follows from

	LongestRun, LongestMax  int // a longer run than LongestMax is a signal
	Crossings, CrossingsMin int // fewer than CrossingsMin are a signal
	TooLong, TooFewCross    bool
	Signal                  bool // one of the two, or both
}

// RunPoint is one period, or one rare event.
type RunPoint struct {
	Key    string
	Period rma.Period // up to the first day of the next; of a rare event since the one before
	Phase  int        // place in Phases, from 0
	K, N   int        // events and their base; cases that a measurement rests on
	Value  float64    // NaN when there is none
	Side   int        // 1 above the median, -1 below, 0 on it or without a figure
}

// NewRunChart looks whether figures stayed the same over time, from nothing but
// the side of the median on which they lie. It asks nothing of how they are
// distributed, and is the first chart to draw.
//
//	signal: longest run > round(log₂ m) + 3, or crossings < q
//	q = the smallest k with P(X ≤ k) ≥ 0.05, X binomial(m-1, 1/2)
//
// with m the points that do not lie on the median (Useful). A signal says that
// something changed in the phase; it does not say what, nor whether that is good.
// Phases are charts of their own. With FirstMedian a signal in a later phase says
// that it differs from the first; a run then begins with the phase.
//
// Assumes periods that do not depend on each other. With fewer than 10 useful
// points hardly any change gives a signal. Periods without a figure, and points on
// the median, belong to no side and end no run.
//
// Errors: ErrOptions. Warnings: those of the data; rma.WarnFewPoints for a phase
// with fewer than 10 useful points, rma.WarnEmptyPeriods, rma.WarnNoSpread when all
// lie on the median, rma.WarnUndefined without any point.
//
// Source: Anhoej and Olesen (2014), PLoS ONE 9(11), e113825.
// Checked against: testdata/oracle/casereview_run_chart_anhoej.json (qicharts2
// 0.8.1).
func NewRunChart(x Charted, o RunOptions) (RunChart, error) {
	if x == nil {
		return RunChart{}, fmt.Errorf("%w: a chart is of a series, measurements or rare events", ErrOptions)
	}
	d := x.charted().forDays(o.Days)
	if o.Days && d.measured != ofGaps {
		return RunChart{}, fmt.Errorf("%w: days lie between rare events only", ErrOptions)
	}
	o.Name = nameOr(o.Name, d.name+"-run")
	if o.Origin == (rma.Origin{}) {
		o.Origin = d.origin
	}
	list, err := chartParts(d.rows, o.Phases)
	if err != nil {
		return RunChart{}, err
	}
	c := RunChart{Options: o, data: d}
	for i, part := range list {
		if err := c.add(i, part); err != nil {
			return RunChart{}, err
		}
	}
	c.Warnings = c.warnings()
	return c, nil
}

// add counts the runs of one phase.
func (c *RunChart) add(number int, s chartPart) error {
	rows := c.data.rows[s.first:s.end]
	values := make([]float64, len(rows))
	for i, r := range rows {
		values[i] = r.value
	}
	var o stat.RunOptions
	if c.Options.FirstMedian && number > 0 && !math.IsNaN(c.Phases[0].Median) {
		o = stat.RunOptions{FixedCentre: true, Centre: c.Phases[0].Median}
	}
	r := stat.NewRunChart(values, o)
	if r.Undefined == stat.BadInput {
		return fmt.Errorf("%w: phase %d: the figures are too large to have a median", ErrOptions, number+1)
	}
	c.Phases = append(c.Phases, RunPhase{From: s.from, Reason: s.reason, CutPeriod: s.cut, First: s.first, End: s.end,
		N: r.N, Empty: r.Missing, Useful: r.Useful, Median: r.Centre, Smallest: c.data.smallest(rows),
		LongestRun: r.LongestRun, LongestMax: r.LongestMax, Crossings: r.Crossings, CrossingsMin: r.CrossingsMin,
		TooLong: r.TooLong, TooFewCross: r.TooFewCross, Signal: r.Signal})
	for _, row := range rows {
		p := RunPoint{Key: row.key, Period: row.period, Phase: number, K: row.k, N: row.n, Value: row.value}
		switch {
		case row.value > r.Centre:
			p.Side = 1
		case row.value < r.Centre:
			p.Side = -1
		}
		c.Points = append(c.Points, p)
	}
	return nil
}

func (c RunChart) warnings() []rma.Warning {
	list := append([]rma.Warning(nil), c.data.warnings...)
	if len(c.Points) == 0 {
		if !rma.HasWarning(list, rma.WarnUndefined) {
			list = append(list, rma.Warn(rma.WarnUndefined, "n=0"))
		}
		return list
	}
	for _, p := range c.Phases {
		switch {
		case p.N > 0 && p.Useful == 0:
			list = append(list, rma.Warn(rma.WarnNoSpread, "n=%d", p.N))
		case p.Useful < fewestPoints:
			list = append(list, rma.Warn(rma.WarnFewPoints, "n=%d, n≥%d", p.Useful, fewestPoints))
		}
		if p.Empty > 0 {
			list = append(list, rma.Warn(rma.WarnEmptyPeriods, "n=%d", p.Empty))
		}
	}
	return list
}

// String writes what was counted in each phase, in English.
func (c RunChart) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, run chart, %d points\n", c.data.what.In(rma.English), len(c.Points))
	for i, p := range c.Phases {
		if p.First == p.End {
			continue
		}
		fmt.Fprintf(&b, "  phase %d, %s to %s: median %s, %d useful; %s\n", i+1, c.Points[p.First].Key, c.Points[p.End-1].Key,
			c.data.format(p.Median, rma.English), p.Useful, p.words().In(rma.English))
		if !p.Reason.IsZero() {
			fmt.Fprintf(&b, "    %s\n", p.Reason.In(rma.English))
		}
	}
	return b.String()
}

// words says what was counted, and whether that is a signal.
func (p RunPhase) words() rma.Text {
	verdict := rma.T("geen signaal", "no signal")
	if p.Signal {
		verdict = rma.T("signaal", "signal")
	}
	return rma.T(
		fmt.Sprintf("langste reeks %d (hoogstens %d), %d kruisingen (minstens %d): %s", p.LongestRun, p.LongestMax, p.Crossings, p.CrossingsMin, verdict.NL),
		fmt.Sprintf("longest run %d (at most %d), %d crossings (at least %d): %s", p.LongestRun, p.LongestMax, p.Crossings, p.CrossingsMin, verdict.EN))
}

// Format writes String whatever the verb, so that no form of printing shows the
// cases behind it.
func (c RunChart) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }
