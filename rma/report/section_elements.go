package report

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// elements shows what works under which conditions, and how alike the pilots
// are in it.
func (b *builder) elements() Section {
	s := Section{ID: "elements", Title: b.t("Wat werkt, onder welke voorwaarden", "What works, under which conditions")}
	for _, kind := range []rma.ElementKind{rma.WorkingElement, rma.Condition} {
		m := b.in.Study.ElementMatrix(kind)
		if len(m.Rows) == 0 {
			continue
		}
		recurring, local := 0, 0
		for _, r := range m.Rows {
			if r.Where.K > 1 {
				recurring++
			} else {
				local++
			}
		}
		s.Blocks = append(s.Blocks,
			para(strong(kindPlural(kind).In(b.lang)+". "), plain(b.f("%d elementen, %d vermeldingen. In meer dan één pilot genoemd: %d; in één pilot (couleur locale): %d. ",
				"%d elements, %d mentions. Named in more than one pilot: %d; in one pilot only (local colour): %d. ", len(m.Rows), m.Mentions, recurring, local))),
			TableBlock{ID: b.at.next("table", m.Table().ID), Table: b.own(m.Table()), Links: b.wordingLinks(m)})
	}
	if line := b.overlapLine(); line != "" {
		s.Blocks = append(s.Blocks, para(plain(line)))
	}
	if len(s.Blocks) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Er zijn geen werkzame elementen of randvoorwaarden vastgelegd.", "No working elements or conditions were recorded."))))
	}
	return s
}

func kindPlural(k rma.ElementKind) rma.Text {
	if k == rma.Condition {
		return rma.T("Randvoorwaarden", "Conditions")
	}
	return rma.T("Werkzame elementen", "Working elements")
}

// overlapLine names the pilots that are most and least alike over both kinds of
// elements.
func (b *builder) overlapLine() string {
	o := b.in.Study.ElementMatrix(rma.ElementKindNotRecorded).Overlaps()
	if len(o) == 0 {
		return ""
	}
	most, least := o[0], o[len(o)-1]
	return b.f("Over beide soorten lijken %s en %s het meest op elkaar: %d van %d elementen gedeeld (Jaccard %s); het minst %s en %s: %d van %d elementen (%s).",
		"Over both kinds %s and %s are most alike: %d of %d elements shared (Jaccard %s); least alike are %s and %s: %d of %d elements (%s).",
		most.A, most.B, most.Both, most.Union, rma.FormatNumber(most.Jaccard, 2, b.lang),
		least.A, least.B, least.Both, least.Union, rma.FormatNumber(least.Jaccard, 2, b.lang))
}

// wordingLinks maps ELEMENT/PILOT onto the anchor of its first wording.
func (b *builder) wordingLinks(m rma.ElementMatrix) map[string]string {
	out := map[string]string{}
	for _, r := range m.Rows {
		for _, x := range r.Mentions {
			id := r.Element.ID + "/" + x.Pilot
			out[id] = b.at.of("wording", id)
		}
	}
	return out
}

// wordings lists, per element, every wording with its pilot and source.
func (b *builder) wordings(kind rma.ElementKind) TableBlock {
	m := b.in.Study.ElementMatrix(kind)
	links := b.wordingLinks(m)
	t := rma.Table{
		ID:      "wordings-" + kind.String(),
		Title:   rma.T(kindPlural(kind).NL+": de letterlijke bewoordingen", kindPlural(kind).EN+": the literal wordings"),
		RowHead: rma.T("element", "element"),
		Columns: []rma.Column{
			{Key: "wording", Label: rma.T("bewoording", "wording")},
			{Key: "where", Label: rma.T("pilot en bron", "pilot and source")},
		},
	}
	block := TableBlock{RowIDs: map[string]string{}}
	for _, r := range m.Rows {
		for i, x := range r.Mentions {
			label := r.Element.Label
			if i > 0 {
				label = rma.PlainText("″")
			}
			where := x.Pilot
			if src := strings.TrimSpace(x.Source); src != "" {
				where = fmt.Sprintf("%s, %s", x.Pilot, src)
			}
			key := fmt.Sprintf("%s-%d", r.Element.ID, i+1)
			id := r.Element.ID + "/" + x.Pilot
			block.RowIDs[key] = links[id]
			delete(links, id) // the first wording of a pilot has the anchor
			t.Rows = append(t.Rows, rma.Row{Key: key, Label: label, Cells: []rma.Cell{rma.PlainCell(x.Verbatim), rma.PlainCell(where)}})
		}
	}
	block.ID, block.Table = b.at.next("table", t.ID), b.own(t)
	return block
}
