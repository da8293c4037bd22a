package casereview

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	_ rma.Source = CaseShare{}
	_ rma.Source = VisitTimes{}
	_ rma.Source = Association{}
	_ rma.Source = Classification{}
	_ rma.Source = RuleComparison{}
)

// Observations returns the share.
func (s CaseShare) Observations() []rma.Observation {
	share := s.Share
	refs := append(append([]rma.Ref(nil), s.In...), s.NotIn...)
	return []rma.Observation{{ID: s.id(), Origin: s.Origin, What: s.What, Definition: s.Definition,
		Share: &share, N: share.N, Refs: refs, Warnings: s.Warnings}}
}

// Observations returns the share in time under both rules, each of them again
// per stratum, and a count for each reason. The observations of a stratum are
// named after it, as in "visit-24h-weekend-yes".
func (v VisitTimes) Observations() []rma.Observation {
	list := []rma.Observation{
		v.observation(v.Within, "", rma.Text{}),
		v.observation(v.NextDay, "", rma.Text{}),
	}
	for _, w := range v.Warnings {
		if w.Code == rma.WarnOutOfState {
			list[0].Warnings, list[1].Warnings = append(list[0].Warnings, w), append(list[1].Warnings, w)
		}
	}
	for _, s := range v.Strata {
		for _, level := range s.Levels {
			suffix := s.suffix(level)
			apart := rma.T(s.Label.In(rma.Dutch)+": "+level.Label.In(rma.Dutch), s.Label.In(rma.English)+": "+level.Label.In(rma.English))
			list = append(list, v.observation(level.Within, suffix, apart), v.observation(level.NextDay, suffix, apart))
		}
	}
	c := v.Within.Counts
	for _, r := range v.Reasons {
		k := r.Count
		list = append(list, rma.Observation{ID: v.reasonID(r.Reason), Origin: v.Options.Origin,
			What:       rma.T("geen "+v.Within.Label.NL+": "+r.Reason.Label(rma.Dutch), "no "+v.Within.Label.EN+": "+r.Reason.Label(rma.English)),
			Definition: rma.T("reden die bij het dossier is vastgelegd, van de dossiers met een later bezoek of geen bezoek", "reason recorded with the case, of the cases with a later visit or none"),
			Count:      &k, N: c.NotMet + c.NoVisit, Refs: r.Refs})
	}
	return list
}

// suffix is what the names of the observations of a level end in.
func (s VisitStrata) suffix(level VisitStratum) string { return "-" + s.Key + "-" + level.Key }

func (v VisitTimes) observation(f VisitFigure, suffix string, apart rma.Text) rma.Observation {
	share := f.Share
	what := f.Label
	if !apart.IsZero() {
		what = rma.T(what.NL+", "+apart.NL, what.EN+", "+apart.EN)
	}
	return rma.Observation{ID: v.Options.Origin.ObservationID(f.Key + suffix), Origin: v.Options.Origin, What: what,
		Definition: f.Definition, Share: &share, N: share.N, Refs: f.Refs, Warnings: f.warnings()}
}

// Observations returns the two shares, the risk difference, the odds ratio and the ratio
// of the shares.
func (a Association) Observations() []rma.Observation {
	what := func(s rma.Text, v Answer) rma.Text {
		return rma.T(a.Outcome.In(rma.Dutch)+" bij "+s.In(rma.Dutch)+": "+v.Label(rma.Dutch), a.Outcome.In(rma.English)+" with "+s.In(rma.English)+": "+v.Label(rma.English))
	}
	both := rma.T(a.Outcome.In(rma.Dutch)+" naar "+a.Exposure.In(rma.Dutch), a.Outcome.In(rma.English)+" by "+a.Exposure.In(rma.English))
	definition := rma.T("dossiers waarvan beide zijn vastgelegd; samenhang, geen oorzaak", "cases with both recorded; an association, not a cause")
	base := rma.Observation{Origin: a.Origin, Definition: definition, Refs: a.Refs, N: a.N, Warnings: a.Warnings}
	share := func(suffix string, v Answer, s rma.Share) rma.Observation {
		o := base
		o.ID, o.What, o.Share, o.N = a.id()+suffix, what(a.Exposure, v), &s, s.N
		return o
	}
	estimate := func(suffix string, e rma.Estimate) rma.Observation {
		o := base
		o.ID, o.Estimate = a.id()+suffix, &e
		o.What = rma.T(e.Name.NL+": "+both.NL, e.Name.EN+": "+both.EN)
		return o
	}
	return []rma.Observation{
		estimate("", a.RiskDifference),
		estimate("-odds-ratio", a.OddsRatio),
		share("-exposed", Yes, a.Exposed),
		share("-unexposed", No, a.Unexposed),
		estimate("-risk-ratio", a.RiskRatio),
	}
}

// Observations returns the share of re-reports, of each other class and of each
// stage and kind, and the reports per case. Each has the definition of the rule.
func (c Classification) Observations() []rma.Observation {
	all, rereports := c.Counts.N(), c.Counts.Rereport
	classified := func(r ClassifiedReport) bool { return r.Class != Unclassified }
	list := []rma.Observation{c.observation(c.shareID(), rma.T("hermeldingen van de ingedeelde meldingen", "re-reports of the classified reports"), c.Share.Proportion, classified)}
	list[0].Warnings = c.Warnings
	of := func(key string, label rma.Text, k, n int, in func(ClassifiedReport) bool) {
		list = append(list, c.observation(c.classID(key), label, rma.Proportion{K: k, N: n}, in))
	}
	isRereport := func(r ClassifiedReport) bool { return r.Class == Rereport }
	of("rereport-of-all", rma.T("hermeldingen van alle meldingen", "re-reports of all reports"), rereports, all, nil)
	of(FirstReport.String(), rma.T("eerste meldingen van alle meldingen", "first reports of all reports"), c.Counts.First, all, nil)
	of(FollowUp.String(), rma.T("vervolgmeldingen van alle meldingen", "follow-up reports of all reports"), c.Counts.FollowUp, all, nil)
	for i, k := range [...]int{c.Stages.DuringAssessment, c.Stages.AfterAssessment, c.Stages.DuringMonitoring} {
		stage := DuringAssessment + Stage(i)
		label := stageTerms.Text("Stage", uint8(stage))
		of(stage.String(), rma.T("vervolgmeldingen "+label.NL+", van alle meldingen", "follow-up reports "+label.EN+", of all reports"), k, all, nil)
	}
	for _, change := range []Change{SameConcern, AdditionalConcernSameMember, NewConcernOtherMember} {
		label := changeTerms.Text("Change", uint8(change))
		of(change.String(), rma.T(label.NL+", van de hermeldingen", label.EN+", of the re-reports"), c.Changes.Primary[change], rereports, isRereport)
	}
	if !math.IsNaN(c.ReportsPerCase) {
		e := rma.Estimate{Name: rma.T("meldingen per dossier", "reports per case"), Value: c.ReportsPerCase,
			Interval: rma.Interval{Lo: math.NaN(), Hi: math.NaN()}, N: c.Cases, P: math.NaN(), Counts: []int{all, c.Cases}}
		list = append(list, rma.Observation{ID: c.Options.Origin.ObservationID(c.key("-per-case")), Origin: c.Options.Origin,
			What: e.Name, Definition: c.Definition, Estimate: &e, N: c.Cases, Refs: c.refs(nil)})
	}
	return list
}

func (c Classification) observation(id string, what rma.Text, p rma.Proportion, in func(ClassifiedReport) bool) rma.Observation {
	share := newShare(p, c.Options.Level)
	return rma.Observation{ID: id, Origin: c.Options.Origin, What: what, Definition: c.Definition,
		Share: &share, N: p.N, Refs: c.refs(in), Warnings: baseWarnings(p.N)}
}

func (c Classification) refs(in func(ClassifiedReport) bool) []rma.Ref {
	var list []rma.Ref
	for _, r := range c.Reports {
		if in == nil || in(r) {
			list = append(list, r.Ref)
		}
	}
	return list
}

// classID is the id of the observation of a class, a stage or a change.
func (c Classification) classID(key string) string {
	return c.Options.Origin.ObservationID(c.key("-" + key))
}

func (c Classification) shareID() string { return c.Options.Origin.ObservationID(c.key("-rereport")) }

// Observations returns those of every rule.
func (c RuleComparison) Observations() []rma.Observation {
	var list []rma.Observation
	for _, r := range c.Results {
		list = append(list, r.Observations()...)
	}
	return list
}
