package report

import (
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
)

// keyFigures shows the figures that the study points out, each with its
// definition, and the further figures of the caller.
func (b *builder) keyFigures(key []rma.Observation, intervals plot.Figure) Section {
	s := Section{ID: "key-figures", Title: b.t("Kerncijfers", "Key figures")}
	if len(key) == 0 && len(b.in.Figures) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Er zijn geen kerncijfers aangewezen.", "No key figures were pointed out."))))
		return s
	}
	list := List{}
	for _, o := range key {
		item := Item{Spans: []Span{link(o.What.In(b.lang), b.observationAnchor(o.ID))}}
		if o.Pilot != "" {
			item.Spans = append(item.Spans, plain(" ("+o.Pilot+")"))
		}
		item.Spans = append(item.Spans, plain(": "), strong(b.figureText(o)))
		if d := o.Definition.In(b.lang); d != "" {
			item.Spans = append(item.Spans, plain(". "+sentence(d)))
		}
		list.Items = append(list.Items, item)
	}
	s.Blocks = append(s.Blocks, list)
	if len(intervals.Table.View().Rows) > 0 {
		s.Blocks = append(s.Blocks, b.figure(intervals))
	}
	for _, f := range b.in.Figures {
		s.Blocks = append(s.Blocks, b.figure(f))
	}
	s.Blocks = append(s.Blocks, para(plain(b.f("Onder de %d gevallen staat er geen percentage: twee van de twee is geen 100%%. Intervallen zijn 95%%-intervallen tenzij anders vermeld; ze zeggen hoe ver een cijfer van toeval alleen kan afwijken, niet of de gevallen de goede zijn.",
		"Below %d cases there is no percentage: two of two is not 100%%. Intervals are 95%% intervals unless stated otherwise; they say how far a figure can be off by chance alone, not whether the cases are the right ones.", rma.DefaultMinBase))))
	return s
}
