package report

import "github.com/reflexive-monitoring/toolkit/rma"

// decision is the page on which a steering group decides: the headline claims,
// contradictions first, each with its verdict, its confidence and what is asked.
func (b *builder) decision() Section {
	s := Section{ID: "decision", Title: b.t("Besluitpagina", "Decision page")}
	if q := b.in.Study.Question.In(b.lang); q != "" {
		s.Blocks = append(s.Blocks, para(strong(b.t("Vraag. ", "Question. ")), plain(q)))
	}
	messages := b.headlines()
	if len(messages) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Er zijn geen uitspraken voor de besluitpagina aangewezen.", "No claims were chosen for the decision page."))))
		return s
	}
	list := List{Numbered: true}
	for _, r := range messages {
		item := Item{Badge: b.verdictBadge(r), Spans: []Span{{Text: r.Claim.Statement.In(b.lang) + ". ", To: b.claimAnchor(r.Claim.ID), Strong: true}}}
		item.Spans = append(item.Spans, plain(r.Line(b.in.Triangulation.Options.Units, b.lang)+". "))
		if r.Claim.Confidence != rma.ConfidenceNotRecorded {
			item.Spans = append(item.Spans, plain(b.t("Vertrouwen: ", "Confidence: ")+r.Claim.Confidence.Label(b.lang)+". "))
		}
		if ask := r.Claim.Ask.In(b.lang); ask != "" {
			item.Spans = append(item.Spans, strong(b.t("Gevraagd: ", "Asked: ")), plain(ask))
		}
		list.Items = append(list.Items, item)
	}
	s.Blocks = append(s.Blocks, list)
	return s
}

// headlines returns the claims for the first page, contradictions first.
func (b *builder) headlines() []rma.ClaimResult {
	var first, rest []rma.ClaimResult
	for _, r := range b.in.Triangulation.Claims {
		switch {
		case !r.Claim.Headline:
		case r.Verdict == rma.Dissonant:
			first = append(first, r)
		default:
			rest = append(rest, r)
		}
	}
	return append(first, rest...)
}
