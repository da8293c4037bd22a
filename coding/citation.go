package coding

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Citations are coded passages as observations, so that a finding can rest on
// the words themselves. [Cite] makes them.
type Citations struct {
	list []rma.Observation
}

var _ rma.Source = (*Citations)(nil)

// Observations returns the passages by document, place and code.
func (c *Citations) Observations() []rma.Observation { return slices.Clone(c.list) }

// Cite gives every passage that was asked for as an observation. Codings of one
// code in one document that overlap are one passage, whoever made them; its
// words are those of the first. Its id names document, line and code, as in
// "groepsevaluatie/HOO/HOO-G:9:WP.BEL"; a second passage with one code on one
// line ends in ":2". The pilot of the origin is filled in from the document.
//
// The definition says how many of the coders who were asked gave the passage
// the code. WarnOneCoder when it was one of them, or when only one was asked.
// Errors: as of [Quotes].
func Cite(p *Project, o QuoteOptions, origin rma.Origin) (*Citations, error) {
	m, err := newMaterial(p)
	if err != nil {
		return nil, err
	}
	quotes, err := m.quotes(o)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(quotes, func(a, b Quote) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Code, b.Code), a.Span.Compare(b.Span))
	})
	var groups [][]Quote
	for _, q := range quotes {
		if last := len(groups) - 1; last >= 0 && overlaps(groups[last], q) {
			groups[last] = append(groups[last], q)
			continue
		}
		groups = append(groups, []Quote{q})
	}
	slices.SortStableFunc(groups, func(a, b []Quote) int {
		return cmp.Or(cmp.Compare(a[0].Doc, b[0].Doc), a[0].Span.Compare(b[0].Span), cmp.Compare(a[0].Code, b[0].Code))
	})
	out := &Citations{}
	seen := map[string]int{}
	for _, g := range groups {
		out.list = append(out.list, m.citation(g, origin, seen))
	}
	return out, nil
}

// overlaps reports whether q is the same passage as the quotes of the group.
func overlaps(group []Quote, q Quote) bool {
	return group[0].Doc == q.Doc && group[0].Code == q.Code &&
		slices.ContainsFunc(group, func(g Quote) bool { return g.Span.Overlap(q.Span) > 0 })
}

func (m *material) citation(group []Quote, origin rma.Origin, seen map[string]int) rma.Observation {
	q := group[0]
	i := slices.IndexFunc(m.docs, func(d *Document) bool { return d.ID == q.Doc })
	d := m.docs[i]
	if pilot := d.Attribute(AttrPilot); pilot != "" {
		origin.Pilot = pilot
	}
	id := origin.ObservationID(fmt.Sprintf("%s:%d:%s", q.Doc, q.Line, q.Code))
	if seen[id]++; seen[id] > 1 {
		id += fmt.Sprintf(":%d", seen[id])
	}
	gave, asked := map[string]bool{}, 0
	o := rma.Observation{
		ID: id, Origin: origin, Bouwsteen: m.bouwsteen(q.Code), What: q.Label, N: 1,
		Passage: &rma.Passage{Text: q.Text, Speaker: q.speaker(d)},
	}
	for _, g := range group {
		gave[g.Coder] = true
		o.Refs = append(o.Refs, rma.Ref{Kind: rma.RefSegment, ID: g.Key, File: g.File, Line: g.Line})
	}
	for coder := range m.coders {
		if m.asked[layerKey{i, coder, m.at[q.Code]}] {
			asked++
		}
	}
	o.Definition = rma.T(fmt.Sprintf("Passage met deze code, volgens %d van de %d codeurs.", len(gave), asked),
		fmt.Sprintf("Passage with this code, according to %d of %d coders.", len(gave), asked))
	if len(gave) == 1 {
		o.Warnings = append(o.Warnings, rma.Warn(rma.WarnOneCoder, "1/%d", asked))
	}
	return o
}

// speaker names who speaks: the role, or the document where nobody is marked as
// speaking.
func (q Quote) speaker(d *Document) rma.Text {
	if q.Role == RoleNotRecorded {
		return rma.PlainText(d.Name)
	}
	return rma.T(q.Role.Label(rma.Dutch), q.Role.Label(rma.English))
}
