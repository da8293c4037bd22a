package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// findings goes through the claims by building block: verdict, counts, what
// each finding says and rests on, one quote, and the researchers' reading.
func (b *builder) findings(matrix plot.Figure) Section {
	s := Section{ID: "findings", Title: b.t("Bevindingen per bouwsteen", "Findings by building block"), Blocks: []Block{b.figure(matrix)}}
	if b.lang == rma.English {
		s.Blocks = append(s.Blocks, para(plain("Quotes are given in the words and the language of the source.")))
	}
	for _, bs := range append(rma.Bouwstenen(), rma.BouwsteenNotRecorded) {
		sub := Section{ID: "bouwsteen-" + slug(bs.String()), Title: bs.Label(b.lang)}
		if bs == rma.BouwsteenNotRecorded {
			sub.ID, sub.Title = "bouwsteen-other", b.t("Overige uitspraken", "Other claims")
		}
		for _, r := range b.in.Triangulation.Claims {
			if r.Claim.Bouwsteen == bs {
				sub.Sections = append(sub.Sections, b.claim(r))
			}
		}
		if len(sub.Sections) > 0 {
			s.Sections = append(s.Sections, sub)
		}
	}
	return s
}

func (b *builder) claim(r rma.ClaimResult) Section {
	s := Section{
		ID:    b.claimAnchor(r.Claim.ID),
		Title: r.Claim.ID + " " + r.Claim.Statement.In(b.lang),
		Badge: Badge{Text: r.VerdictLabel(b.lang), Mark: r.Verdict.String()},
	}
	line := []Span{plain(r.Line(b.in.Triangulation.Options.Units, b.lang) + ".")}
	if c := r.Claim.Confidence; c != rma.ConfidenceNotRecorded {
		line = append(line, plain(" "+b.t("Vertrouwen: ", "Confidence: ")), strong(c.Label(b.lang)))
		if why := r.Claim.Rationale.In(b.lang); why != "" {
			line = append(line, plain(" – "+why))
		}
	}
	s.Blocks = append(s.Blocks, Paragraph{Spans: line})
	list := List{}
	for _, cell := range r.Cells {
		for _, id := range cell.Findings {
			list.Items = append(list.Items, b.findingItem(r, id))
		}
	}
	if len(list.Items) > 0 {
		s.Blocks = append(s.Blocks, list)
	}
	if q, ok := b.quote(r); ok {
		s.Blocks = append(s.Blocks, q)
	}
	if text := r.Claim.Inference.In(b.lang); text != "" {
		s.Blocks = append(s.Blocks, para(strong(b.t("Duiding. ", "Meta-inference. ")), plain(text)))
	}
	if len(r.Warnings) > 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Let op: ", "Note: ")+b.warnings(r.Warnings)+".")))
	}
	return s
}

func (b *builder) warnings(ws []rma.Warning) string {
	var out []string
	for _, w := range ws {
		out = append(out, privacy.Label(w, b.lang))
	}
	return strings.Join(out, "; ")
}

// firstWords cuts a text after n words.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	if len(words) <= n {
		return s
	}
	return strings.Join(words[:n], " ") + " …"
}

// findingItem is one line: the stance, what was found, where, and links to the
// finding and to every observation it rests on.
func (b *builder) findingItem(r rma.ClaimResult, id string) Item {
	f := b.byID[id]
	item := Item{Badge: b.stanceBadge(r.Claim.ID, id)}
	item.Spans = append(item.Spans, link(f.Text.In(b.lang), b.findingAnchor(id)), plain(" ("+b.where(f)+")"))
	for _, a := range b.byFinding[id] {
		if reason := a.Reason.In(b.lang); a.Claim == r.Claim.ID && reason != "" {
			item.Spans = append(item.Spans, plain(fmt.Sprintf(" [%s: %s]", a.Stance.Label(b.lang), reason)))
		}
	}
	for i, oid := range f.Observations {
		o, ok := b.evidence.Get(oid)
		if !ok {
			continue
		}
		sep := "; "
		if i == 0 {
			sep = " – "
		}
		text := strings.TrimSuffix(o.What.In(b.lang), ".") + ": " + b.figureText(o)
		if o.Passage != nil {
			text = "“" + firstWords(o.Passage.Text, 8) + "”"
		}
		item.Spans = append(item.Spans, plain(sep), link(text, b.observationAnchor(oid)))
	}
	return item
}

// stanceBadge names the stances that coders gave the finding, the first one
// giving the style.
func (b *builder) stanceBadge(claim, finding string) Badge {
	var badge Badge
	var seen []rma.Stance
	for _, a := range b.byFinding[finding] {
		if a.Claim != claim || slices.Contains(seen, a.Stance) {
			continue
		}
		seen = append(seen, a.Stance)
		if badge.Text != "" {
			badge.Text += " / "
		} else {
			badge.Mark = a.Stance.String()
		}
		badge.Text += a.Stance.Label(b.lang)
	}
	return badge
}

// where names the method and the pilot of a finding.
func (b *builder) where(f rma.Finding) string {
	m, _ := b.in.Study.Method(f.Method)
	s := m.Label(b.lang)
	if f.Pilot != "" {
		s += ", " + f.Pilot
	}
	if f.Speakers.N > 0 {
		if c := b.in.Release.ShareCell(f.Speakers); c.Kind != rma.Withheld {
			s += ", " + c.Format(b.lang)
		}
	}
	return s
}

// quote returns the first passage among the observations of the claim: of a
// dissonant claim from a finding that contradicts it, because what does not fit
// is easiest to overlook, and otherwise from one that supports it.
func (b *builder) quote(r rma.ClaimResult) (Quote, bool) {
	order := []rma.Stance{rma.Supports, rma.Qualifies, rma.Contradicts}
	if r.Verdict == rma.Dissonant {
		slices.Reverse(order)
	}
	for _, want := range order {
		for _, a := range b.byClaim[r.Claim.ID] {
			if a.Stance != want || !b.shown(r, a.Finding) {
				continue
			}
			for _, id := range b.byID[a.Finding].Observations {
				if o, ok := b.evidence.Get(id); ok && o.Passage != nil {
					by := o.Passage.Speaker.In(b.lang)
					if o.Pilot != "" {
						by += ", " + o.Pilot
					}
					return Quote{Text: o.Passage.Text, By: by, To: b.observationAnchor(id)}, true
				}
			}
		}
	}
	return Quote{}, false
}

// shown reports whether the finding is among the published evidence of the claim.
func (b *builder) shown(r rma.ClaimResult, finding string) bool {
	return slices.ContainsFunc(r.Cells, func(c rma.UnitCell) bool { return slices.Contains(c.Findings, finding) })
}
