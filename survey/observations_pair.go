package survey

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func respondentRefs(ids []string) []rma.Ref {
	out := make([]rma.Ref, len(ids))
	for i, id := range ids {
		out[i] = rma.Ref{Kind: rma.RefRespondent, ID: id}
	}
	return out
}

// Observations returns the share of respondents who were found back, and per
// scale how much they differed at the start from those who were not.
func (p *Pairing) Observations() []rma.Observation {
	found := p.Retention
	retention := rma.Observation{
		ID: p.id("retention"), Origin: p.Origin, N: p.Pre.N, Share: &found,
		What: rma.T("respondenten die in beide metingen zijn teruggevonden", "respondents found in both waves"),
		Definition: rma.T("Paren met dezelfde respondentcode, van alle respondenten in de eerste meting.",
			"Pairs with the same respondent code, of all respondents in the first wave."),
		Refs: respondentRefs(p.ids()), Warnings: slices.Clone(p.Warnings),
	}
	if p.Pre.N < rma.DefaultMinBase {
		retention.Warnings = append(retention.Warnings, rma.Warn(rma.WarnSmallBase, "n=%d", p.Pre.N))
	}
	out := []rma.Observation{retention}
	for _, b := range p.Baseline {
		if math.IsNaN(b.Difference) {
			continue
		}
		what := about("verschil bij de start tussen gekoppelde en uitgevallen respondenten",
			"difference at the start between paired respondents and drop-outs", b.Scale.Label)
		n := b.Paired.N + b.PreOnly.N
		out = append(out, rma.Observation{
			ID: p.id("baseline/" + b.Scale.ID), Origin: p.Origin, Bouwsteen: b.Bouwsteen,
			What: what, N: n,
			Definition: both("Verschil van de gemiddelden gedeeld door de gezamenlijke standaardafwijking; %d gekoppeld, %d alleen in de eerste meting.",
				"Difference of the means over the pooled standard deviation; %d paired, %d in the first wave only.", b.Paired.N, b.PreOnly.N),
			Estimate: estimate(what, rma.Text{}, b.Difference, noInterval(), n),
			Refs:     itemRefs(b.Scale.Items...),
			Warnings: []rma.Warning{rma.Warn(rma.WarnSelfReport, "")},
		})
	}
	return out
}

// id is that of an observation on the two waves.
func (p *Pairing) id(name string) string {
	return p.Origin.ObservationID(name + "/" + p.Pre.Wave + "-" + p.Post.Wave)
}

// Observations returns the shift, and the shares of people who improved and
// worsened. There are none without pairs.
func (c *Comparison) Observations() []rma.Observation {
	if c.N == 0 {
		return nil
	}
	name := c.name()
	shift := rma.Observation{
		ID: c.id(), Origin: c.Origin, Bouwsteen: c.Bouwsteen, N: c.N,
		What: about("verschuiving", "shift", c.Label),
		Definition: withTheme(both("Hodges-Lehmann-verschuiving bij dezelfde respondenten, meting %s min meting %s; "+c.Better.Label(rma.Dutch)+".",
			"Hodges-Lehmann shift in the same respondents, wave %s minus wave %s; "+c.Better.Label(rma.English)+".",
			c.PostWave, c.PreWave), c.Theme),
		Refs:     append(itemRefs(c.Items...), respondentRefs(c.PairIDs)...),
		Warnings: slices.Clone(c.Warnings),
	}
	shift.Estimate = estimate(shift.What, points, c.Shift, c.ShiftInterval, c.N)
	shift.Estimate.P, shift.Estimate.Test = c.P, c.Procedure
	better := c.moved("better/"+name, c.Improved, about("respondenten die erop vooruitgingen", "respondents who improved", c.Label))
	worse := c.moved("worse/"+name, c.Worsened, about("respondenten die erop achteruitgingen", "respondents who worsened", c.Label))
	return []rma.Observation{shift, better, worse}
}

// name names what was compared in the ids of its observations.
func (c *Comparison) name() string {
	name := c.Of + "/" + c.PreWave + "-" + c.PostWave
	if !c.IsScale {
		name = "item-" + name
	}
	return name
}

// id is that of the observation of the shift.
func (c *Comparison) id() string { return c.Origin.ObservationID("change/" + c.name()) }

func (c *Comparison) moved(name string, k int, what rma.Text) rma.Observation {
	s := share(k, c.N, c.Level)
	o := rma.Observation{
		ID: c.Origin.ObservationID(name), Origin: c.Origin, Bouwsteen: c.Bouwsteen, N: c.N, What: what, Share: &s,
		Definition: withTheme(both("Van de respondenten met een waarde in beide metingen (%s en %s); "+c.Better.Label(rma.Dutch)+".",
			"Of the respondents with a value in both waves (%s and %s); "+c.Better.Label(rma.English)+".",
			c.PreWave, c.PostWave), c.Theme),
		Refs:     append(itemRefs(c.Items...), respondentRefs(c.PairIDs)...),
		Warnings: slices.Clone(c.Warnings),
	}
	if c.N < rma.DefaultMinBase {
		o.Warnings = append(o.Warnings, rma.Warn(rma.WarnSmallBase, "n=%d", c.N))
	}
	return o
}

// Observations returns those of every scale.
func (c *Comparisons) Observations() []rma.Observation {
	var out []rma.Observation
	for _, one := range c.List {
		out = append(out, one.Observations()...)
	}
	return out
}

var (
	_ rma.Source = (*Description)(nil)
	_ rma.Source = (*Scores)(nil)
	_ rma.Source = (*Pairing)(nil)
	_ rma.Source = (*Comparison)(nil)
	_ rma.Source = (*Comparisons)(nil)
	_ rma.Source = (*ScaleReliability)(nil)
	_ rma.Source = (*Reliabilities)(nil)
)
