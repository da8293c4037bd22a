package stat

import "math"

// SurvivalOptions are the settings of [KaplanMeier]. The zero value gives 95%
// intervals on the log-log scale and the mean up to the last time.
type SurvivalOptions struct {
	// Scale is the scale on which intervals are symmetric; 0 means LogLog.
	Scale SurvivalScale
	// Level is that of every interval; 0 means 0.95.
	Level float64
	// Horizon is the time up to which the restricted mean is taken; 0 means
	// the last time in the data.
	Horizon float64
}

// Survival is the result of [KaplanMeier].
type Survival struct {
	N, Dropped       int // rows with a time, and the others
	Events, Censored int // of the N

	// Per distinct time, the earliest first. AtRisk are the rows not ended
	// before the time, Event and Censor those that end at it.
	Time                  []float64
	AtRisk, Event, Censor []int
	S                     []float64 // share without the event after the time
	Variance, SE          []float64 // Greenwood; NaN once S is 0
	Lo, Hi                []float64 // pointwise interval; NaN where there is none

	Median SurvivalQuantile
	Mean   RestrictedMean

	Options   SurvivalOptions // as used, with the defaults filled in
	Undefined Reason          // why the curve does not exist
}

// KaplanMeier reports which share still has not had an event, such as a new
// report, as time goes on, from rows of which some were no longer followed
// before they had one. time holds how long each row was followed, and event
// whether it ended with the event; otherwise it is censored.
//
//	S(t) = Π (nᵢ - dᵢ)/nᵢ,  Variance = S(t)² Σ dᵢ/(nᵢ(nᵢ - dᵢ))  over tᵢ ≤ t
//
// with dᵢ the events at tᵢ and nᵢ the rows at risk, those followed up to tᵢ or
// longer. A share between 0 and 1 that never rises; 1 - S(t) is the cumulative
// incidence. [Survival.At] reads the curve, [Survival.Quantile] the time by
// which a share has had the event. See [SurvivalScale] for the intervals,
// which hold at one time and not for the whole curve.
//
// Assumes independent rows, and that those who leave observation are as
// likely to have the event later as those who stay.
// Censoring at the time of an event counts as after it. A row without a time
// (NaN) is left out and counted in Dropped: give it to rows of which it is not
// known how they ended. N counts the rest; the order of rows does not matter.
// The curve is exact; its intervals are approximate, and on the log-log scale
// usable from some tens of rows on.
// Where S is 0 no variance and no interval exists, and on the log-log scale
// there is no interval where S is 1. Undefined is [NoData] without a row, and
// [BadInput] for lists of unequal length, a negative or infinite time, or
// impossible options.
//
// Source: Kaplan & Meier (1958), J. American Statistical Association 53,
// 457-481; Greenwood (1926), Reports on Public Health and Medical Subjects 33.
// Checked against: casereview_kaplan_meier.json and
// casereview_survival_generated.json (R 4.2.2 survival 3.5-3), and the curve
// by definition.
func KaplanMeier(time []float64, event []bool, o SurvivalOptions) Survival {
	if o.Level == 0 {
		o.Level = 0.95
	}
	s := Survival{Options: o}
	sorted, dropped, ok := spells(time, event)
	s.N, s.Dropped = len(sorted), dropped
	switch {
	case !ok || !goodLevel(o.Level) || o.Scale > Plain || !goodTime(o.Horizon):
		s.Undefined = BadInput
	case s.N == 0:
		s.Undefined = NoData
	default:
		s.curve(sorted)
		if o.Horizon == 0 {
			s.Options.Horizon = s.last()
		}
	}
	s.Median = s.Quantile(0.5)
	s.Mean = s.RestrictedMean(s.Options.Horizon)
	return s
}

// last returns the last time in the data, of which there must be some.
func (s Survival) last() float64 { return s.Time[len(s.Time)-1] }

// curve fills in what there is per time.
func (s *Survival) curve(sorted []uint64) {
	s.rows(countTimes(sorted))
	z := normalCritical(s.Options.Level)
	p := newProduct(len(sorted))
	share, variance, se, lo, hi := 1.0, 0.0, 0.0, math.NaN(), math.NaN()
	if s.Options.Scale != LogLog {
		lo, hi = 1, 1
	}
	for i := range s.Time {
		ends, events := takeTime(sorted)
		s.Time[i], s.AtRisk[i] = spellTime(sorted[0]), len(sorted)
		s.Event[i], s.Censor[i] = events, ends-events
		s.Events += events
		if events > 0 {
			share, variance = p.step(len(sorted), events)
			se = share * math.Sqrt(variance)
			lo, hi = s.Options.Scale.interval(share, variance, z)
		}
		s.S[i], s.Variance[i], s.SE[i] = share, se*se, se
		s.Lo[i], s.Hi[i] = lo, hi
		sorted = sorted[ends:]
	}
	s.Censored = s.N - s.Events
}

// rows makes room for n times.
func (s *Survival) rows(n int) {
	count := make([]int, 3*n)
	s.AtRisk, s.Event, s.Censor = count[:n:n], count[n:2*n:2*n], count[2*n:]
	figure := make([]float64, 6*n)
	s.Time, s.S, s.Variance = figure[:n:n], figure[n:2*n:2*n], figure[2*n:3*n:3*n]
	s.SE, s.Lo, s.Hi = figure[3*n:4*n:4*n], figure[4*n:5*n:5*n], figure[5*n:]
}

// product is the running product of a Kaplan-Meier curve. As long as nobody
// is censored the factors (n-d)/n cancel, and S is taken from the counts at
// both ends, so that half of the rows are a share of 0.5 exactly.
type product struct {
	base  float64 // S when the last censoring was seen
	from  int     // rows at risk after that
	next  int     // rows at risk if nobody is censored
	share float64
	sum   float64 // Σ d/(n(n-d))
}

func newProduct(n int) product { return product{base: 1, from: n, next: n, share: 1} }

// step takes d events among n at risk and returns S after them, and the
// variance of log S, which is NaN when S is 0.
func (p *product) step(n, d int) (share, variance float64) {
	if n != p.next {
		p.base, p.from = p.share, n
	}
	p.next = n - d
	p.share = p.base * (float64(p.next) / float64(p.from))
	if p.next == 0 {
		p.sum = math.NaN()
	} else {
		p.sum += float64(d) / (float64(n) * float64(p.next))
	}
	return p.share, p.sum
}
