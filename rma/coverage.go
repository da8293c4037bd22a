package rma

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

// Table returns the grid with the number of people, cases or documents where a
// method was used, ● when no number is stated, – for not used and ? for unknown.
func (g CoverageGrid) Table() Table {
	t := Table{
		ID:      "coverage",
		Title:   T("Welke methode in welke pilot", "Which method in which pilot"),
		RowHead: T("methode", "method"),
		Notes: []Text{T("Een getal = gebruikt, met zoveel mensen, casussen of stukken; ● = gebruikt, aantal niet bekend; . = gebruikt, aantal niet getoond; – = niet gebruikt; ? = de bron zegt het niet.",
			"A number = used, with so many people, cases or documents; ● = used, number not known; . = used, number not shown; – = not used; ? = the source does not say.")},
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
		return CountCell(u.N).WithMark(u.Coverage.String())
	case u.Coverage == Used:
		return PlainCell("●").WithMark(u.Coverage.String())
	case u.Coverage == NotUsed:
		return PlainCell("–").WithMark(u.Coverage.String())
	}
	return PlainCell("?").WithMark(u.Coverage.String())
}
