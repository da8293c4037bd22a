package rma

import "fmt"

// CoverageGrid shows which methods were used in which pilots. Silence only
// means something where a method was used.
type CoverageGrid struct {
	Pilots  []Pilot
	Methods []MethodUse
	Cells   [][]Usage // by method, then pilot
	Unknown int       // cells of which the source does not say whether the method was used
}

// Coverage builds the grid of the study, in the study's own order.
func (s *Study) Coverage() CoverageGrid {
	g := CoverageGrid{Pilots: s.Pilots, Methods: s.Methods}
	for _, m := range s.Methods {
		row := make([]Usage, len(s.Pilots))
		for j, p := range s.Pilots {
			row[j] = m.usage(p.ID)
			if row[j].Coverage == CoverageUnknown {
				g.Unknown++
			}
		}
		g.Cells = append(g.Cells, row)
	}
	return g
}

// Table returns the grid with ● for used (and n when it is stated), – for not
// used and ? for unknown.
func (g CoverageGrid) Table() Table {
	t := Table{
		ID:      "coverage",
		Title:   T("Welke methode in welke pilot", "Which method in which pilot"),
		RowHead: T("methode", "method"),
		Notes: []Text{T("● = gebruikt (met het aantal mensen, casussen of stukken, waar bekend), – = niet gebruikt, ? = de bron zegt het niet.",
			"● = used (with the number of people, cases or documents where known), – = not used, ? = the source does not say.")},
	}
	for _, p := range g.Pilots {
		t.Columns = append(t.Columns, Column{Key: p.ID, Label: PlainText(p.ID)})
	}
	for i, m := range g.Methods {
		row := Row{Key: m.ID, Label: T(m.Label(Dutch), m.Label(English))}
		for _, u := range g.Cells[i] {
			row.Cells = append(row.Cells, u.cell())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (u Usage) cell() Cell {
	switch {
	case u.Coverage == Used && u.N > 0:
		c := PlainCell(fmt.Sprintf("● %d", u.N)).WithMark(u.Coverage.String())
		c.N = u.N
		return c
	case u.Coverage == Used:
		return PlainCell("●").WithMark(u.Coverage.String())
	case u.Coverage == NotUsed:
		return PlainCell("–").WithMark(u.Coverage.String())
	}
	return PlainCell("?").WithMark(u.Coverage.String())
}
