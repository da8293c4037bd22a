package casereview

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	_ rma.Source = Recurrences{}
	_ rma.Source = RereportRates{}
)

// Observations returns the chance of a re-report and the crude share within each
// window, the median and mean time, the mean number of re-reports per family, and
// for each split the chances of its values and the test.
func (r Recurrences) Observations() []rma.Observation {
	refs := make([]rma.Ref, len(r.Cases))
	for i, c := range r.Cases {
		refs[i] = c.Ref
	}
	var list []rma.Observation
	add := func(suffix string, what rma.Text, e rma.Estimate, refs []rma.Ref, w []rma.Warning) {
		if math.IsNaN(e.Value) && len(w) == 0 {
			w = []rma.Warning{rma.Warn(rma.WarnUndefined, "n=%d", e.N)}
		}
		list = append(list, rma.Observation{ID: r.id(suffix), Origin: r.Options.Origin, What: what, Definition: r.Definition,
			Estimate: &e, N: e.N, Refs: refs, Warnings: w})
	}
	windows := func(prefix string, apart rma.Text, list []RecurrenceWindow, refs []rma.Ref) {
		for _, w := range list {
			what := w.Incidence.Name
			if !apart.IsZero() {
				what = rma.T(what.NL+", "+apart.NL, what.EN+", "+apart.EN)
			}
			add(prefix+windowKey(w.Days), what, w.Incidence, refs, append(baseWarnings(w.N), w.warnings()...))
		}
	}
	windows("-", rma.Text{}, r.Windows, refs)
	for _, w := range r.Windows {
		list = append(list, r.crude(w))
	}
	add("-median", rma.T("mediane tijd tot een hermelding", "median time to a re-report"), r.Curve.Median, refs, nil)
	add("-mean", rma.T("gemiddelde tijd zonder hermelding tot de horizon", "mean time without a re-report up to the horizon"), r.Curve.Mean, refs, nil)
	for _, c := range r.Counts {
		add("-count-"+windowKey(c.Days), c.Mean.Name, c.Mean, refs, nil)
	}
	for _, g := range r.Groups {
		for _, l := range g.Levels {
			windows("-"+g.Key+"-"+l.Key+"-", both(g.Label, l.Label), l.Windows, l.Refs)
		}
		add("-"+g.Key+"-test", rma.T("verschil in tijd tot een hermelding naar "+g.Label.In(rma.Dutch), "difference in time to a re-report by "+g.Label.In(rma.English)), g.Test, refs, g.warnings())
	}
	return list
}

// crude is the observation of the crude share of a window.
func (r Recurrences) crude(w RecurrenceWindow) rma.Observation {
	share := w.Crude
	label := windowLabel(w.Days)
	o := rma.Observation{ID: r.id("-crude-" + windowKey(w.Days)), Origin: r.Options.Origin, Share: &share, N: share.N,
		What:       rma.T("hermelding "+label.NL+" na afsluiting, van de volledig gevolgde", "re-report "+label.EN+" of closing, of those followed throughout"),
		Definition: rma.T("van de afsluitingen die de hele termijn zijn gevolgd; "+r.Definition.NL, "of the closings that were followed for the whole window; "+r.Definition.EN),
		Warnings:   baseWarnings(share.N)}
	for _, c := range r.Cases {
		if c.Followed >= w.Days && (c.Event || c.Days >= w.Days) {
			o.Refs = append(o.Refs, c.Ref)
		}
	}
	return o
}
