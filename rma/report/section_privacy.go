package report

import (
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// privacySection says for whom the report is, what was hidden and how, and what
// was let through by whom and why.
func (b *builder) privacySection() Section {
	s := Section{ID: "privacy", Title: b.t("Privacy", "Privacy")}
	p, err := b.policy.Settings()
	b.note(err)
	text := []string{b.f("Deze versie is voor: %s.", "This version is for: %s.", p.Audience.Label(b.lang))}
	if legend := p.Legend().In(b.lang); legend != "" {
		text = append(text, legend)
	}
	if b.warned(privacy.WarnLaxPolicy) > 0 {
		text = append(text, b.t("Er is meer getoond dan voor deze lezers gebruikelijk is.", "More is shown than is usual for these readers."))
	}
	if p.MinBase > 1 {
		text = append(text, b.f("Percentages, gemiddelden en andere cijfers rusten op ten minste %d mensen of casussen.", "Percentages, means and other figures rest on %d people or cases at least.", p.MinBase))
	}
	text = append(text, b.quotesText(p))
	if p.Audience != privacy.Team {
		text = append(text, b.t("Uit welke rijen en passages een cijfer komt, staat in de versie voor het onderzoeksteam.", "From which rows and passages a figure comes stands in the version for the research team."))
	}
	s.Blocks = append(s.Blocks, para(plain(strings.Join(text, " "))))
	if account := b.in.Release.Account(); len(account.View().Rows) > 0 {
		s.Blocks = append(s.Blocks, b.table(account))
	}
	if list := b.waivers(); len(list.Items) > 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Toch getoond, met de reden en wie dat besloot:", "Shown all the same, with the reason and who decided:"))), list)
	}
	if narrowed := b.narrowedText(); narrowed != "" {
		s.Blocks = append(s.Blocks, para(plain(narrowed)))
	}
	return s
}

// narrowedText says how many counts are less uncertain than the policy asks
// because of what was let through, and not which.
func (b *builder) narrowedText() string {
	n := b.warned(privacy.WarnNarrowed)
	if n == 0 {
		return ""
	}
	return b.f("Niet getoonde aantallen die daardoor nauwkeuriger te benaderen zijn dan het beleid wil: %d.",
		"Counts not shown that can be enclosed more narrowly than the policy asks because of this: %d.", n)
}

// warned counts the warnings of the release with a code.
func (b *builder) warned(code rma.Code) int {
	n := 0
	for _, w := range b.in.Release.Warnings() {
		if w.Code == code {
			n++
		}
	}
	return n
}

func (b *builder) quotesText(p privacy.Policy) string {
	switch {
	case p.Quotes == privacy.NoQuotes:
		return b.t("Er zijn geen citaten opgenomen.", "There are no quotes.")
	case p.Audience == privacy.Team:
		return b.t("Citaten zijn opgenomen zoals ze in de gegevens staan.", "Quotes are as they stand in the data.")
	}
	return b.t("Citaten zijn alleen opgenomen als iemand ze heeft gelezen en vrijgegeven.", "Quotes are included only when somebody read and cleared them.")
}

// waivers lists what was let through although the policy would hide it.
func (b *builder) waivers() List {
	list := List{}
	for _, w := range b.in.Release.Waivers() {
		item := Item{Spans: []Span{plain(w.Of.String())}}
		if o, ok := b.evidence.Get(w.Of.Observation); ok {
			item.Spans = []Span{link(o.What.In(b.lang)+" ("+o.ID+")", b.observationAnchor(o.ID))}
		}
		where := w.By
		if !w.On.IsZero() {
			where += ", " + w.On.Label(b.lang)
		}
		item.Spans = append(item.Spans, plain(": "+w.Reason+" ("+where+")"))
		list.Items = append(list.Items, item)
	}
	return list
}
