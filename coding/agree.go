package coding

import (
	"math"
	"math/bits"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Agree reports how far coders give the same codes to the same units of text,
// for each code apart, because codes may overlap.
//
//	Po = (both + neither) / N          Pe = (a·b + (N-a)(N-b)) / N²
//	κ  = (Po - Pe) / (1 - Pe)          pooled κ = (mean Po - mean Pe) / (1 - mean Pe)
//	α  = 1 - Do / De                   as in Krippendorff, with two values: coded or not
//
// a and b are the units that each of two coders coded. No unit; 1 is complete
// agreement, 0 is what chance gives, below 0 is less than that; percent
// agreement runs from 0 to 1 and has chance in it.
//
// A turn or paragraph counts as coded by a coder when the coder's spans of
// that code, taken together, cover at least one character of it, or the share
// MinOverlap. ByCharacter every code point is a unit, and N is their number;
// time and memory depend on the number of codings, not on the length of the
// text.
//
// N counts units that at least two of the coders were asked to code. Who was
// not asked is missing, and is not a coder who saw nothing. Several codings of
// one coder on one stretch count once.
//
// Intervals take documents for the independent units: whole documents are
// drawn again with replacement (percentiles, type 7). Draws in which the
// figure does not exist are left out; with more than a tenth of those, and
// with fewer than MinDocuments, there is no interval. With IndependentUnits
// kappa has the interval of Fleiss, Cohen and Everitt (1969), percent
// agreement that of Gwet (2014), and alpha none. No interval is a NaN with a
// warning.
//
// Errors: ErrNoUnit; ErrCoders when there are no two coders or no document in
// common; what [Project.Validate] finds; options out of range. Warnings, with the
// figure they are about (%, α or κ): WarnOneCategory when all ratings of a code
// are alike, WarnUndefined when no unit was rated by two, WarnNoInterval for a
// figure that too many draws leave undefined, or for all when there are too few
// documents or none were to be drawn, WarnNoUnit with the number of documents.
//
// Sources: Cohen (1960), Educational and Psychological Measurement 20, 37-46;
// Krippendorff (2011), Computing Krippendorff's alpha-reliability; De Vries,
// Elliott, Kanouse and Teleki (2008), Field Methods 20, 272-282 (pooled kappa).
// Checked against: testdata/oracle (vcd 1.4-11, irrCAC 1.0, fast-krippendorff
// 0.8.3), and a comparison character by character.
func Agree(p *Project, unit Unit, o AgreementOptions) (*Agreement, error) {
	c, err := newComparison(p, unit, o)
	if err != nil {
		return nil, err
	}
	out := &Agreement{Unit: unit, Options: c.o, LeftOut: len(c.docs) - len(c.scope)}
	for _, coder := range c.coders {
		out.Coders = append(out.Coders, c.material.coders[coder])
	}
	for _, doc := range c.scope {
		out.Documents = append(out.Documents, c.docs[doc].ID)
		if len(c.units[doc]) == 0 {
			out.NoUnits++
		}
	}
	if out.NoUnits > 0 {
		out.Warnings = append(out.Warnings, rma.Warn(rma.WarnNoUnit, "%d/%d", out.NoUnits, len(c.scope)))
	}
	draws := c.draw()
	pool := newPool(len(out.Coders), draws.n())
	for _, t := range c.targets {
		out.Codes = append(out.Codes, c.agreeOn(t, out.Coders, draws, pool))
	}
	out.Pooled = pool.result(out.Coders, c.o.Level)
	for _, p := range out.Pooled {
		if math.IsNaN(p.Kappa.Value) {
			out.Warnings = append(out.Warnings, rma.Warn(rma.WarnUndefined, "κ: codes=%d", p.Codes))
		}
	}
	if draws.n() == 0 {
		out.Warnings = append(out.Warnings, rma.Warning{Code: rma.WarnNoInterval, Detail: draws.why})
	}
	return out, nil
}

// agreeOn makes the figures of one code.
func (c *comparison) agreeOn(t target, coders []string, draws draws, pool *pool) CodeAgreement {
	out := CodeAgreement{Code: t.id, Label: c.label(t.id), Prevalence: make([]rma.Proportion, len(coders))}
	var all []pattern
	byDoc := make([]sums, len(c.scope))
	for i, doc := range c.scope {
		byDoc[i] = newSums(len(coders))
		ps := c.patterns(doc, t)
		if len(ps) > 0 {
			out.Documents++
		}
		for _, p := range ps {
			byDoc[i].add(p, len(coders))
			all = count(all, p)
		}
	}
	for _, p := range all {
		for i := range coders {
			if v := value(p, i); v >= 0 {
				out.Prevalence[i].N += p.n
				out.Prevalence[i].K += p.n * int(v)
			}
		}
		if bits.OnesCount64(p.rated) >= 2 {
			out.N += p.n
		}
	}
	drawn := draws.run(byDoc, len(coders), pool)
	out.figures(all, coders, c.o, drawn)
	at := 0
	for i := range coders {
		for j := i + 1; j < len(coders); j++ {
			pair, warning := newPair(all, i, j, coders, c.o, drawn.kappa[at])
			out.Pairs = append(out.Pairs, pair)
			out.Warnings = append(out.Warnings, warning...)
			pool.add(at, pair)
			at++
		}
	}
	return out
}

// figures fills in percent agreement and alpha.
func (a *CodeAgreement) figures(all []pattern, coders []string, o AgreementOptions, drawn drawn) {
	tally, _ := ratings(all, len(coders)).Tally()
	percent, alpha := tally.Percent(o.Level), tally.Krippendorff()
	a.Percent = rma.Estimate{Name: rma.T("percentage overeenstemming", "percent agreement"), Value: percent.Pairwise,
		N: percent.NPairable, P: math.NaN(), Interval: interval(drawn.percent, o.Level)}
	if o.IndependentUnits {
		a.Percent.Interval = rma.Interval{Lo: percent.Lo, Hi: percent.Hi, Level: o.Level, Method: "Gwet"}
	}
	a.Alpha = rma.Estimate{Name: rma.T("Krippendorffs alfa", "Krippendorff's alpha"), Value: alpha.Alpha,
		N: alpha.NUnits, P: math.NaN(), Interval: interval(drawn.alpha, o.Level)}
	a.Warnings = append(a.Warnings, unsure("%", percent.Undefined, percent.NPairable, drawn.percent)...)
	a.Warnings = append(a.Warnings, unsure("α", alpha.Undefined, alpha.NUnits, drawn.alpha)...)
}

// unsure warns when a figure or its interval does not exist.
func unsure(figure string, why stat.Reason, n int, values []float64) []rma.Warning {
	switch why {
	case stat.Defined:
	case stat.OneCategory:
		return []rma.Warning{rma.Warn(rma.WarnOneCategory, "%s, n=%d", figure, n)}
	default:
		return []rma.Warning{rma.Warn(rma.WarnUndefined, "%s, n=%d", figure, n)}
	}
	if lost := undefinedDraws(values); tooMany(lost, len(values)) {
		return []rma.Warning{rma.Warn(rma.WarnNoInterval, "%s: %d/%d", figure, lost, len(values))}
	}
	return nil
}

// newPair makes the figures of two coders on one code.
func newPair(all []pattern, i, j int, coders []string, o AgreementOptions, drawn []float64) (PairAgreement, []rma.Warning) {
	out := PairAgreement{A: coders[i], B: coders[j]}
	for _, p := range all {
		switch a, b := value(p, i), value(p, j); {
		case a < 0 || b < 0:
		case a == 1 && b == 1:
			out.Both += p.n
		case a == 1:
			out.OnlyA += p.n
		case b == 1:
			out.OnlyB += p.n
		default:
			out.Neither += p.n
		}
	}
	k := stat.CohenKappa(pairRatings(all, i, j), o.Level)
	out.Po, out.Pe = k.Po, k.Pe
	out.Kappa = rma.Estimate{Name: rma.T("Cohens kappa", "Cohen's kappa"), Value: k.Kappa, N: k.N,
		P: math.NaN(), Interval: interval(drawn, o.Level)}
	if o.IndependentUnits {
		out.Kappa.Interval = rma.Interval{Lo: k.Lo, Hi: k.Hi, Level: o.Level, Method: "Fleiss-Cohen-Everitt"}
	}
	return out, unsure("κ", k.Undefined, k.N, drawn)
}
