package casereview

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// CurveScale is the scale on which the interval of a survival curve is symmetric.
// The zero value stays between 0 and 1 and is the best of the three for small
// numbers; the second is what R does when nothing is said.
type CurveScale uint8

const (
	LogLogScale CurveScale = iota
	LogScale
	PlainScale
)

var curveScaleTerms = rma.Terms{
	{"log-log", "log-log", "log-log"},
	{"log", "log", "log"},
	{"plain", "zonder transformatie", "plain"},
}

// String returns the key used in files.
func (s CurveScale) String() string { return curveScaleTerms.Key("CurveScale", uint8(s)) }

func (s CurveScale) method() string { return "Kaplan-Meier, Greenwood, " + s.String() }

func (s CurveScale) check() error {
	if int(s) >= len(curveScaleTerms) {
		return fmt.Errorf("%w: a scale is log-log, log or plain", ErrOptions)
	}
	return nil
}

// CurveStep is a survival curve at one of the times at which something happened.
type CurveStep struct {
	Time             float64
	AtRisk           int // not ended before the time
	Events, Censored int // ended at the time
	S, SE            float64
	Lo, Hi           float64 // of S at that time alone; NaN where there is none
}

// SurvivalCurve is which share still has had no event as time goes on, from rows of
// which some were not followed until they had one; the estimate of Kaplan and Meier
// with the standard error of Greenwood.
//
//	S(t) = Π (n - d)/n,  Variance = S(t)² Σ d/(n(n - d))  over the times up to t
//
// with n at risk and d events at a time. What ends at the time of an event without
// one ends after it. Assumes that those who are no longer followed would have had
// the event as soon as the others.
//
// Source: Kaplan and Meier (1958), Journal of the American Statistical Association
// 53, 457-481; Greenwood (1926), Reports on Public Health and Medical Subjects 33.
// Checked against: testdata/oracle/casereview_kaplan_meier.json (R 4.2.2 survival
// 3.5-3).
type SurvivalCurve struct {
	N, Events, Censored int
	Steps               []CurveStep
	Median              rma.Estimate // NaN when fewer than half were seen to have the event
	Mean                rma.Estimate // time without the event up to Horizon; NaN when nobody was followed so long
	Horizon             float64
	kernel              stat.Survival
}

// curveOptions says in what unit and up to when.
type curveOptions struct {
	scale   CurveScale
	level   float64
	horizon float64 // 0 means the last time
	unit    rma.Text
}

// newCurve makes the curve of rows with a time.
func newCurve(time []float64, event []bool, o curveOptions) SurvivalCurve {
	if o.level == 0 {
		o.level = rma.DefaultLevel
	}
	s := stat.KaplanMeier(time, event, stat.SurvivalOptions{Scale: stat.SurvivalScale(o.scale), Level: o.level, Horizon: o.horizon})
	c := SurvivalCurve{N: s.N, Events: s.Events, Censored: s.Censored, Horizon: s.Options.Horizon, kernel: s}
	for i := range s.Time {
		c.Steps = append(c.Steps, CurveStep{Time: s.Time[i], AtRisk: s.AtRisk[i], Events: s.Event[i], Censored: s.Censor[i],
			S: s.S[i], SE: s.SE[i], Lo: s.Lo[i], Hi: s.Hi[i]})
	}
	c.Median = c.quantile(0.5, o)
	c.Median.Name = rma.T("mediane tijd", "median time")
	c.Mean = rma.Estimate{Name: rma.T("gemiddelde tijd tot de horizon", "mean time up to the horizon"), Unit: o.unit, Value: s.Mean.Mean,
		Interval: rma.Interval{Lo: s.Mean.Lo, Hi: s.Mean.Hi, Level: o.level, Method: "restricted mean"}, N: s.N, P: math.NaN(), Decimals: 1}
	return c
}

// quantile returns the time by which the share p has had the event.
func (c SurvivalCurve) quantile(p float64, o curveOptions) rma.Estimate {
	q := c.kernel.Quantile(p)
	return rma.Estimate{Unit: o.unit, Value: q.Time, N: c.N, P: math.NaN(), Decimals: 1,
		Interval: rma.Interval{Lo: q.Lo, Hi: q.Hi, Level: o.level, Method: o.scale.method()}}
}

// incidence returns 1 - S at a time with its interval and standard error, and how
// many had the event by then or were no longer followed.
func (c SurvivalCurve) incidence(time float64, o curveOptions) (e rma.Estimate, se float64, p stat.SurvivalPoint) {
	p = c.kernel.At(time)[0]
	e = rma.Estimate{Value: 1 - p.S, N: c.N, P: math.NaN(), Decimals: 2, Counts: []int{p.Events, c.N},
		Interval: rma.Interval{Lo: 1 - p.Hi, Hi: 1 - p.Lo, Level: o.level, Method: o.scale.method()}}
	return e, p.SE, p
}
