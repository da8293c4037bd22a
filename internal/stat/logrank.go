package stat

import "math"

// LogRankGroups is the largest number of groups that [LogRank] compares.
const LogRankGroups = 100

// LogRankOptions are the settings of [LogRank]. The zero value is the log-rank
// test without strata.
type LogRankOptions struct {
	// Rho is the power of the pooled S(t-) that weighs the events at t: 0 is
	// the log-rank test, 1 Peto and Peto's, in which early events count more.
	Rho float64
	// Strata numbers the stratum of each row from 0 on; groups are compared
	// within a stratum only. A negative number is a stratum that is not
	// known. nil means no strata.
	Strata []int
}

// LogRankGroup is one group of a [LogRankTest].
type LogRankGroup struct {
	N, Events          int     // rows, and how many had the event
	Observed, Expected float64 // events, weighed with Rho
}

// LogRankTest is the result of [LogRank].
type LogRankTest struct {
	N, Dropped, Events int
	Strata             int            // with rows; 1 without strata
	Groups             []LogRankGroup // by number; one without rows is all zeros
	Covariance         [][]float64    // of Observed - Expected
	ChiSquare          float64
	DF                 int
	P                  float64
	Rho                float64
	Undefined          Reason // why ChiSquare and P do not exist
}

// LogRank tests whether groups, such as pilots and their comparison, have the
// event equally fast. time and event are those of [KaplanMeier], and group
// numbers the group of each row from 0 on.
//
//	Observedⱼ = Σ w dⱼ,  Expectedⱼ = Σ w d nⱼ/n  over the times of events
//	Covarianceⱼₖ = Σ w² d (n-d)/(n-1) · nⱼ/n (δⱼₖ - nₖ/n)
//	ChiSquare = uᵀ V⁻ u,  u = Observed - Expected,  w = S(t-)^Rho
//
// with n at risk and d events at a time in a stratum, nⱼ and dⱼ those of group
// j, and V⁻ the generalised inverse of the covariance. A group with more
// observed than expected events has them faster. DF is the rank of V: the
// number of groups less one, less every group that cannot be compared.
//
// Assumes independent rows and censoring that has nothing to do with what
// follows. It sees best differences that are proportional throughout; curves
// that cross may pass it by.
// Events come before censoring at one time. A row without a time (NaN) or with
// a negative group or stratum is left out and counted in Dropped.
// Approximate; doubtful with fewer than about five expected events in a group.
// Undefined is [NoData] without a row; [OneGroup] with rows in fewer than two
// groups; [NoEvents]; [NoVariance] when at no event time rows of two groups
// were at risk of which some did not have the event; [OverLimit] for more than
// [LogRankGroups] groups, or more than 2²⁴ pairs of a stratum and a group;
// [BadInput] for lists of unequal length, an impossible time, or a Rho that
// is not a number from 0 to 10.
//
// Source: Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; Peto & Peto
// (1972), J. Royal Statistical Society A 135, 185-207; Harrington & Fleming
// (1982), Biometrika 69, 553-566, for Rho.
// Checked against: casereview_log_rank.json and
// casereview_survival_generated.json (R 4.2.2 survival 3.5-3).
func LogRank(time []float64, event []bool, group []int, o LogRankOptions) LogRankTest {
	t := LogRankTest{Rho: o.Rho, ChiSquare: math.NaN(), P: math.NaN()}
	c, reason := newCells(time, event, group, o.Strata)
	t.N, t.Dropped = len(c.spells), c.dropped
	switch {
	case reason == BadInput || !(o.Rho >= 0 && o.Rho <= 10):
		t.Undefined = BadInput
	case reason != Defined:
		t.Undefined = reason
	case t.N == 0:
		t.Undefined = NoData
	}
	if t.Undefined != Defined {
		return t
	}
	t.Groups = make([]LogRankGroup, c.groups)
	t.Covariance = squareMatrix(c.groups)
	c.sort()
	for i := range c.strata {
		t.add(c, i)
	}
	t.finish()
	return t
}

// finish fills in the test from the sums over all strata.
func (t *LogRankTest) finish() {
	inUse := 0
	u := make([]float64, len(t.Groups))
	for j, g := range t.Groups {
		t.Events += g.Events
		u[j] = g.Observed - g.Expected
		if g.N > 0 {
			inUse++
		}
		for k := range j {
			t.Covariance[j][k] = t.Covariance[k][j]
		}
	}
	switch {
	case inUse < 2:
		t.Undefined = OneGroup
	case t.Events == 0:
		t.Undefined = NoEvents
	default:
		t.ChiSquare, t.DF = quadratic(u, t.Covariance)
		if t.DF == 0 {
			t.ChiSquare, t.Undefined = math.NaN(), NoVariance
			return
		}
		t.P = ChiSquareUpper(t.ChiSquare, float64(t.DF))
	}
}

// quadratic returns uᵀ V⁻ u and the rank of the covariance matrix v, by
// elimination. A row of which less than a billionth of its variance is left
// follows from the others.
func quadratic(u []float64, v [][]float64) (sum float64, rank int) {
	const nothing = 1e-9
	n := len(u)
	rest, a := append([]float64(nil), u...), squareMatrix(n)
	for i := range v {
		copy(a[i], v[i])
	}
	for {
		pivot, most := -1, nothing
		for i := range n {
			if v[i][i] > 0 && a[i][i]/v[i][i] > most {
				pivot, most = i, a[i][i]/v[i][i]
			}
		}
		if pivot < 0 {
			return sum, rank
		}
		rank++
		p := a[pivot][pivot]
		sum += rest[pivot] * rest[pivot] / p
		for i := range n {
			f := a[i][pivot] / p
			if i == pivot || f == 0 {
				continue
			}
			rest[i] -= f * rest[pivot]
			for j := range n {
				a[i][j] -= f * a[pivot][j]
			}
		}
		for i := range n {
			a[i][pivot], a[pivot][i] = 0, 0
		}
		rest[pivot] = 0
	}
}

// squareMatrix returns an n×n matrix of zeros.
func squareMatrix(n int) [][]float64 {
	all, rows := make([]float64, n*n), make([][]float64, n)
	for i := range rows {
		rows[i] = all[i*n : (i+1)*n : (i+1)*n]
	}
	return rows
}
