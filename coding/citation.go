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
func (c *Citations) Observations() []rma.Observation {
	if c == nil {
		return nil
	}
	return slices.Clone(c.list)
}

// Cite gives every passage that was asked for as an observation. Codings of one
// code in one document that overlap are one passage, whoever made them; its
// words are those of the first. Its id names document, line and code, as in
// "groepsevaluatie/HOO/HOO-G:9:WP.BEL"; a second passage with one code on one
// line ends in ":2", or in the first number that gives an id of its own. The
// pilot of the origin is filled in from the document.
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
	groups := passages(quotes)
	slices.SortStableFunc(groups, func(a, b []Quote) int {
		return cmp.Or(cmp.Compare(a[0].Doc, b[0].Doc), a[0].Span.Compare(b[0].Span), cmp.Compare(a[0].Code, b[0].Code))
	})
	out := &Citations{}
	for _, g := range groups {
		out.list = append(out.list, m.citation(g, origin))
	}
	number(out.list)
	return out, nil
}

// passages takes quotes of one code in one document that overlap together. The
// quotes stand by document, code and place.
func passages(quotes []Quote) [][]Quote {
	var groups [][]Quote
	end := 0 // of the last group
	for _, q := range quotes {
		last := len(groups) - 1
		if last >= 0 && groups[last][0].Doc == q.Doc && groups[last][0].Code == q.Code && q.Span.Start < end {
			groups[last] = append(groups[last], q)
			end = max(end, q.Span.End)
			continue
		}
		groups, end = append(groups, []Quote{q}), q.Span.End
	}
	return groups
}

// number gives every passage an id of its own. The first with an id keeps it;
// a code that is itself called "A:2" keeps its id too.
func number(list []rma.Observation) {
	used, next := map[string]bool{}, map[string]int{}
	for _, o := range list {
		used[o.ID] = true
	}
	for i, o := range list {
		if next[o.ID] == 0 {
			next[o.ID] = 2
			continue
		}
		id := o.ID
		for used[id] {
			id = fmt.Sprintf("%s:%d", o.ID, next[o.ID])
			next[o.ID]++
		}
		used[id] = true
		list[i].ID = id
	}
}

func (m *material) citation(group []Quote, origin rma.Origin) rma.Observation {
	q := group[0]
	i := m.docAt[q.Doc]
	d := m.docs[i]
	if pilot := d.Attribute(AttrPilot); pilot != "" {
		origin.Pilot = pilot
	}
	gave, asked := map[string]bool{}, 0
	o := rma.Observation{
		ID:     origin.ObservationID(fmt.Sprintf("%s:%d:%s", q.Doc, q.Line, q.Code)),
		Origin: origin, Bouwsteen: m.bouwsteen(q.Code), What: q.Label, N: 1,
		Passage: &rma.Passage{Text: q.Text, Speaker: q.speaker(d)},
	}
	for _, g := range group {
		gave[g.Coder] = true
		o.Refs = append(o.Refs, rma.Ref{Kind: rma.RefSegment, ID: g.Key, File: g.File, Line: g.Line})
	}
	for coder := range m.coders {
		if m.asked[layerKey{i, coder, m.code[q.Code]}] {
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

// speaker names who speaks: the role, or where nobody is marked as speaking the
// document, by its id when it has no name.
func (q Quote) speaker(d *Document) rma.Text {
	if q.Role == RoleNotRecorded {
		return rma.PlainText(cmp.Or(d.Name, d.ID))
	}
	return rma.T(q.Role.Label(rma.Dutch), q.Role.Label(rma.English))
}
