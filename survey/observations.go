package survey

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var points = rma.T("punten", "points")

// estimate makes a figure without a test.
func estimate(name, unit rma.Text, v float64, i rma.Interval, n int) *rma.Estimate {
	return &rma.Estimate{Name: name, Unit: unit, Value: v, Interval: i, N: n, P: math.NaN()}
}

func itemRefs(ids ...string) []rma.Ref {
	out := make([]rma.Ref, len(ids))
	for i, id := range ids {
		out[i] = rma.Ref{Kind: rma.RefItem, ID: id}
	}
	return out
}

// about puts a figure and its subject into one phrase: "mediaan: subject".
func about(nl, en string, subject rma.Text) rma.Text {
	return rma.T(nl+": "+subject.In(rma.Dutch), en+": "+subject.In(rma.English))
}

// withTheme adds the theme to a definition.
func withTheme(t, theme rma.Text) rma.Text {
	if theme.IsZero() {
		return t
	}
	return rma.T(t.NL+" Thema: "+theme.In(rma.Dutch)+".", t.EN+" Theme: "+theme.In(rma.English)+".")
}

// place returns the origin and the id of an observation on a part: the value of
// a group that stands for pilots or informants becomes part of the origin.
func (p Part) place(o rma.Origin, name string) (rma.Origin, string) {
	switch {
	case p.Whole():
		return o, o.ObservationID(name)
	case p.means == MeansPilot && p.Value != "":
		o.Pilot = p.Value
		return o, o.ObservationID(name + "/" + p.Group)
	case p.means == MeansInformants && p.Value != "":
		o.Group = p.Value
	}
	return o, o.ObservationID(p.key(name))
}

// place returns the origin and the id of the observation of the top answers.
func (d *Description) place(it ItemDistribution) (rma.Origin, string) {
	return it.Part.place(d.Origin, "top/"+it.Item.ID+"/"+d.Wave)
}

// ObservationID returns the id of the observation of the top answers to an item
// in one part of the wave, so that a chart of them can lead back to it.
func (d *Description) ObservationID(it ItemDistribution) string {
	_, id := d.place(it)
	return id
}

// Observations returns, per item and part, the share of the highest answers and
// the net agreement.
func (d *Description) Observations() []rma.Observation {
	var out []rma.Observation
	for _, it := range d.Items {
		if it.Valid == 0 {
			continue
		}
		origin, id := d.place(it)
		top := it.Top
		first := rma.Observation{
			ID: id, Origin: origin, Bouwsteen: it.Item.Bouwsteen, Share: &top, N: it.Valid,
			What: it.named(about("hoogste antwoorden", "top answers", it.Item.Text)),
			Definition: withTheme(both("De hoogste %d antwoorden, van de geldige antwoorden; meting %s.",
				"The highest %d answers, of the valid answers; wave %s.", it.TopLevels, d.Wave), it.Item.Theme),
			Refs: itemRefs(it.Item.ID), Warnings: slices.Concat(it.Warnings, duplicates(d.Warnings)),
		}
		second := first
		second.ID, second.Share = d.netID(it), nil
		second.What = it.named(about("saldo", "net agreement", it.Item.Text))
		second.Definition = withTheme(both("Antwoorden boven het midden min antwoorden eronder, gedeeld door de geldige antwoorden; meting %s.",
			"Answers above the centre minus answers below it, over the valid answers; wave %s.", d.Wave), it.Item.Theme)
		second.Estimate = estimate(second.What, rma.Text{}, it.Net, noInterval(), it.Valid)
		out = append(out, first, second)
	}
	return out
}

// netID is the id of the observation of the net agreement.
func (d *Description) netID(it ItemDistribution) string {
	_, id := it.place(d.Origin, "net/"+it.Item.ID+"/"+d.Wave)
	return id
}

// scoreIDs are those of the mean scores that are of this item alone, and so follow from
// its answers.
func (d *Description) scoreIDs(it ItemDistribution) []string {
	var ids []string
	for _, scale := range it.scores {
		_, id := it.place(d.Origin, "score/"+scale+"/"+d.Wave)
		ids = append(ids, id)
	}
	return ids
}

func duplicates(ws []rma.Warning) []rma.Warning {
	var out []rma.Warning
	for _, w := range ws {
		if w.Code == rma.WarnDuplicateCode {
			out = append(out, w)
		}
	}
	return out
}

// place returns the origin and the id of the observation of a mean score.
func (s *Scores) place(x ScaleScore) (rma.Origin, string) {
	return x.Part.place(s.Origin, "score/"+x.Scale.ID+"/"+s.Wave)
}

// Observations returns the mean score per scale and part.
func (s *Scores) Observations() []rma.Observation {
	var out []rma.Observation
	for _, x := range s.Scales {
		if x.N == 0 {
			continue
		}
		origin, id := s.place(x)
		what := x.named(about("gemiddelde score", "mean score", x.Scale.Label))
		out = append(out, rma.Observation{
			ID: id, Origin: origin, Bouwsteen: x.Bouwsteen, What: what, N: x.N,
			Definition: withTheme(both("Gemiddelde van de antwoorden bij ten minste %d van de %d vragen (%g–%g); meting %s.",
				"Mean of the answers when at least %d of %d items were answered (%g–%g); wave %s.",
				x.Need, len(x.Scale.Items), x.Lowest, x.Highest, s.Wave), x.Theme),
			Estimate: estimate(what, points, x.Mean, x.interval(s.Level), x.N),
			Refs:     itemRefs(x.Scale.Items...), Warnings: slices.Concat(x.Warnings, duplicates(s.Warnings)),
		})
	}
	return out
}

// Observations returns the reliability of the scale.
func (r *ScaleReliability) Observations() []rma.Observation {
	if math.IsNaN(r.Alpha) {
		return nil
	}
	what := about("Cronbachs alfa", "Cronbach's alpha", r.Scale.Label)
	return []rma.Observation{{
		ID: r.id(), Origin: r.Origin, Bouwsteen: r.Bouwsteen,
		What: what, N: r.N,
		Definition: both("Respondenten die alle %d vragen beantwoordden; interval van Feldt; meting %s.",
			"Respondents who answered all %d items; Feldt interval; wave %s.", len(r.Items), r.Wave),
		Estimate: estimate(what, rma.Text{}, r.Alpha, r.Interval, r.N),
		Refs:     itemRefs(r.Scale.Items...), Warnings: slices.Clone(r.Warnings),
	}}
}

func (r *ScaleReliability) id() string {
	return r.Origin.ObservationID("alpha/" + r.Scale.ID + "/" + r.Wave)
}

// Observations returns those of every scale.
func (r *Reliabilities) Observations() []rma.Observation {
	var out []rma.Observation
	for _, s := range r.List {
		out = append(out, s.Observations()...)
	}
	return out
}
