package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// limitations says by rule what the study cannot show, and then what the
// researchers add.
func (b *builder) limitations() Section {
	s := Section{ID: "limitations", Title: b.t("Beperkingen", "Limitations")}
	list := List{}
	add := func(head, text string) {
		if text != "" {
			list.Items = append(list.Items, Item{Spans: []Span{strong(head + " "), plain(text)}})
		}
	}
	add(b.t("Horizon.", "Horizon."), b.horizonText())
	add(b.t("Gedeelde informanten.", "Shared informants."), b.sharedText())
	add(b.t("Volgorde van methoden.", "Order of methods."), b.informedText())
	if n := b.in.Study.Coverage().Unknown; n > 0 {
		add(b.t("Onbekend.", "Unknown."), b.f("Van %d combinaties van methode en pilot is niet bekend of de methode is gebruikt; zij tellen niet mee.",
			"Of %d combinations of method and pilot it is not known whether the method was used; they do not count.", n))
	}
	if n := b.withheld(); n > 0 {
		add(b.t("Niet getoond.", "Withheld."), b.f("Bekend bij het team en niet gepubliceerd: %s. Dit telt niet mee als bewijs en niet als stilte.",
			"Known to the team and not published: %s. This counts neither as evidence nor as silence.",
			b.count(n, rma.T("bevinding", "finding"), rma.T("bevindingen", "findings"))))
	}
	for _, t := range b.in.Study.Limitations {
		list.Items = append(list.Items, Item{Spans: []Span{plain(t.In(b.lang))}})
	}
	s.Blocks = append(s.Blocks, list)
	if t := b.warningTable(); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, b.table(b.own(t.OfThings())))
	}
	return s
}

func (b *builder) horizonText() string {
	var parts []string
	for _, r := range b.in.Triangulation.Claims {
		h, ok := r.LongestRun()
		if !ok || !h.TooShort() {
			continue
		}
		parts = append(parts, b.f("%s vraagt %d dagen; de langste pilot met bewijs liep er %d (%s).", "%s needs %d days; the longest pilot with evidence ran for %d (%s).",
			r.Claim.ID, h.Needed, h.RunDays, rma.FormatPercent(h.Ratio, 0, b.lang)))
	}
	return strings.Join(parts, " ")
}

func (b *builder) sharedText() string {
	by := map[string][]string{}
	for _, m := range b.in.Study.Methods {
		for _, g := range m.Groups {
			by[g] = append(by[g], m.Label(b.lang))
		}
	}
	var parts []string
	for _, g := range b.in.Study.Groups {
		if len(by[g.ID]) > 1 {
			parts = append(parts, fmt.Sprintf("%s: %s", g.Label.In(b.lang), strings.Join(by[g.ID], ", ")))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return b.t("Deze methoden horen dezelfde mensen of bronnen en tellen als één bron – ", "These methods hear the same people or sources and count as one source – ") + strings.Join(parts, "; ") + "."
}

func (b *builder) informedText() string {
	var parts []string
	for _, m := range b.in.Study.Methods {
		if len(m.InformedBy) > 0 {
			parts = append(parts, b.f("%s kende de uitkomsten van %s", "%s knew the results of %s", m.Label(b.lang), methodNames(b.in.Study, m.InformedBy, b.lang)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + b.t(". Zulke methoden zijn niet onafhankelijk van elkaar.", ". Such methods are not independent of each other.")
}

func (b *builder) withheld() int {
	n := 0
	for _, f := range b.in.Study.Findings {
		if f.Withheld {
			n++
		}
	}
	return n
}

// warningTable counts the observations per warning, most first.
func (b *builder) warningTable() rma.Table {
	t := rma.Table{
		ID: "warnings", Title: rma.T("Waarschuwingen bij de waarnemingen", "Warnings on the observations"), RowHead: rma.T("waarschuwing", "warning"),
		Columns: []rma.Column{{Key: "n", Label: rma.T("waarnemingen", "observations")}},
	}
	count := map[rma.Code]int{}
	var codes []rma.Code
	for _, o := range b.evidence.All() {
		seen := map[rma.Code]bool{}
		for _, w := range o.Warnings {
			if seen[w.Code] {
				continue
			}
			seen[w.Code] = true
			if count[w.Code]++; count[w.Code] == 1 {
				codes = append(codes, w.Code)
			}
		}
	}
	slices.SortFunc(codes, func(x, y rma.Code) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y))
	})
	for _, c := range codes {
		t.Rows = append(t.Rows, rma.Row{Key: string(c), Label: both(rma.Warning{Code: c}.Label), Cells: []rma.Cell{rma.CountCell(count[c])}})
	}
	return t
}
