package rma

import (
	"fmt"
	"strings"
)

// Letters of the cells of the convergence matrix. They are the same in both
// languages, so that a figure can be read beside its legend.
const (
	letterSupports    = "+"
	letterQualifies   = "±"
	letterContradicts = "−"
	letterMixed       = "+/−"
	letterSilent      = "·"
	letterWithheld    = "■"
)

// Letter returns the sign of the cell in the convergence matrix: + supports,
// ± qualifies, − contradicts, +/− both supports and contradicts, · silent,
// ■ withheld, and nothing when the unit is not eligible.
func (c UnitCell) Letter() string {
	switch {
	case c.State == IsSilent:
		return letterSilent
	case c.State == IsWithheld:
		return letterWithheld
	case c.State != HasEvidence:
		return ""
	case c.Mixed:
		return letterMixed
	case c.Stance == Supports:
		return letterSupports
	case c.Stance == Contradicts:
		return letterContradicts
	}
	return letterQualifies
}

// Mark returns the style key of the cell: its stance, "mixed", or its state.
func (c UnitCell) Mark() string {
	switch {
	case c.State != HasEvidence:
		return c.State.String()
	case c.Mixed:
		return "mixed"
	}
	return c.Stance.String()
}

// ClaimRef is how a cell refers to a claim, so that a report can lead to it.
// Findings are referred to by their id and observations by theirs; no id of a
// finding has a slash.
func ClaimRef(id string) string { return "claim/" + id }

// Table returns the convergence matrix: a row per claim, a column per unit, and
// the verdict with the counts that it rests on. Cells refer to findings, and the
// verdict to its claim.
func (t Triangulation) Table() Table {
	out := Table{
		ID:      "convergence",
		Title:   T("Wat de "+t.Options.Units.Label(Dutch)+" samen zeggen", "What the "+t.Options.Units.Label(English)+" say together"),
		RowHead: T("uitspraak", "claim"),
		Notes: []Text{T(
			"+ steunt, ± nuanceert, − weerspreekt of toont niet aan, +/− steunt en weerspreekt, · stil (had iets kunnen zeggen), ■ niet getoond, n.v.t. = niet van toepassing. Bronnen: onafhankelijke bronnen onder de "+t.Options.Units.Label(Dutch)+" die iets zeggen.",
			"+ supports, ± qualifies, − contradicts or does not show, +/− supports and contradicts, · silent (could have spoken), ■ withheld, n/a = not eligible. Sources: independent sources among the "+t.Options.Units.Label(English)+" that spoke.")},
	}
	for _, u := range t.Units {
		out.Columns = append(out.Columns, Column{Key: u.Key, Label: u.Label})
	}
	out.Columns = append(out.Columns,
		Column{Key: "evidence", Label: T("met bewijs", "with evidence")},
		Column{Key: "sources", Label: T("bronnen", "sources")},
		Column{Key: "verdict", Label: T("oordeel", "verdict")})
	for _, r := range t.Claims {
		row := Row{Key: r.Claim.ID, Label: T(r.Claim.ID+" "+r.Claim.Statement.In(Dutch), r.Claim.ID+" "+r.Claim.Statement.In(English))}
		for _, c := range r.Cells {
			cell := Cell{Kind: NotAsked, Mark: c.Mark()}
			if c.State != NotEligible {
				cell = PlainCell(c.Letter()).WithMark(c.Mark()).WithRefs(c.Findings...)
			}
			row.Cells = append(row.Cells, cell)
		}
		row.Cells = append(row.Cells,
			t.evidenceCell(r.Counts),
			CountCell(r.Counts.Sources),
			TextCell(T(r.VerdictLabel(Dutch), r.VerdictLabel(English))).WithMark(r.Verdict.String()).WithRefs(ClaimRef(r.Claim.ID)))
		out.Rows = append(out.Rows, row)
	}
	return out.OfThings()
}

// evidenceCell holds how many units have evidence. Methods are named, so that
// nobody takes "4 van de 6" for people.
func (t Triangulation) evidenceCell(c Counts) Cell {
	p := Proportion{K: c.WithEvidence, N: c.Eligible}
	if t.Options.Units != ByMethod {
		return ShareCell(p)
	}
	return thingsCell(p, T(ByMethod.Label(Dutch), ByMethod.Label(English)))
}

// PairTable returns the pair codes behind the verdicts, a row per claim.
func (t Triangulation) PairTable() Table {
	out := Table{
		ID:      "pairs",
		Title:   T("Vergeleken paren per uitspraak", "Pairs compared, by claim"),
		RowHead: T("uitspraak", "claim"),
		Columns: []Column{
			{Key: "agreement", Label: T("overeenstemming", "agreement")}, {Key: "partial", Label: T("deels", "partial")},
			{Key: "dissonance", Label: T("tegenspraak", "dissonance")}, {Key: "mixed", Label: T("intern tegenstrijdig", "internally dissonant")},
			{Key: "silence", Label: T("stilte", "silence")}, {Key: "silent", Label: T("stil", "silent units")},
			{Key: "withheld", Label: T("niet getoond", "withheld")}, {Key: "not-eligible", Label: T("n.v.t.", "not eligible")},
			{Key: "triangulation", Label: T("triangulatie", "triangulation")},
		},
		Notes: []Text{T("Aantallen; geen score. Paren worden alleen gevormd tussen "+t.Options.Units.Label(Dutch)+" die iets hadden kunnen zeggen.",
			"Counts; not a score. Pairs are only formed between "+t.Options.Units.Label(English)+" that could have spoken.")},
	}
	for _, r := range t.Claims {
		c := r.Counts
		row := Row{Key: r.Claim.ID, Label: PlainText(r.Claim.ID)}
		for _, n := range []int{c.Agreement, c.Partial, c.Dissonance, c.Mixed, c.Silence, c.Silent, c.Withheld, c.NotEligible} {
			row.Cells = append(row.Cells, CountCell(n))
		}
		row.Cells = append(row.Cells, TextCell(T(strings.Join(r.Denzin.Labels(Dutch), ", "), strings.Join(r.Denzin.Labels(English), ", "))))
		out.Rows = append(out.Rows, row)
	}
	return out.OfThings()
}

// VerdictLabel returns the verdict word, with "the claim does not hold" where
// every unit that spoke contradicts it and "too early to see" where the
// outcome needs longer than any pilot with evidence is known to have run.
func (r ClaimResult) VerdictLabel(l Lang) string {
	s := r.Verdict.Label(l)
	if r.Counts.Against() && r.Verdict != Dissonant {
		s += T(", tegen de uitspraak", ", against the claim").In(l)
	}
	if r.TooEarly() {
		s += T(", te vroeg om te zien", ", too early to see").In(l)
	}
	return s
}

// Line writes the counts behind the verdict: "3 van de 4 methoden met bewijs,
// 2 onafhankelijke bronnen".
func (r ClaimResult) Line(units UnitKind, l Lang) string {
	sources := T("onafhankelijke bronnen", "independent sources")
	if r.Counts.Sources == 1 {
		sources = T("onafhankelijke bron", "independent source")
	}
	return fmt.Sprintf(T("%d van de %d %s met bewijs, %d %s", "%d of %d %s with evidence, %d %s").In(l),
		r.Counts.WithEvidence, r.Counts.Eligible, units.Label(l), r.Counts.Sources, sources.In(l))
}
