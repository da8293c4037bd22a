package coding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Transpose returns the matrix with rows and columns exchanged.
func (m *Matrix) Transpose() *Matrix {
	if m == nil {
		return nil
	}
	out := &Matrix{RowName: m.ColumnName, ColumnName: m.RowName, Rows: m.Columns, Columns: m.Rows, Options: m.Options}
	out.Cells = make([][]MatrixCell, len(m.Columns))
	for j := range m.Columns {
		out.Cells[j] = make([]MatrixCell, len(m.Rows))
		for i := range m.Rows {
			out.Cells[j][i] = m.Cells[i][j]
		}
	}
	return out
}

// Cell returns the cell with those keys of row and column.
func (m *Matrix) Cell(row, column string) (MatrixCell, bool) {
	if m == nil {
		return MatrixCell{}, false
	}
	for i, r := range m.Rows {
		for j, c := range m.Columns {
			if r.Key == row && c.Key == column {
				return m.Cells[i][j], true
			}
		}
	}
	return MatrixCell{}, false
}

// Table returns the matrix with the measure of its options.
func (m *Matrix) Table() rma.Table {
	if m == nil {
		return rma.Table{}
	}
	return m.TableOf(m.Options.Measure)
}

// TableOf returns the matrix with one figure in each cell, its base in N and
// the keys of the codings in Refs. A cell that was not collected is rma.NotAsked.
func (m *Matrix) TableOf(measure Measure) rma.Table {
	if m == nil {
		return rma.Table{}
	}
	t := rma.Table{
		ID:      "codes-" + measure.String(),
		Title:   rma.T("Codes per "+m.by()+": "+measure.Label(rma.Dutch), "Codes by "+m.by()+": "+measure.Label(rma.English)),
		RowHead: rma.T(m.RowName, m.RowName),
		Notes:   m.notes(measure), TeamNotes: m.documents(),
	}
	things := measure != SpeakersOf && measure != DocumentsOf // passages and characters are not people
	for _, c := range m.Columns {
		t.Columns = append(t.Columns, rma.Column{Key: columnKey(c), Label: c.Label, Things: things})
	}
	for i, r := range m.Rows {
		row := rma.Row{Key: columnKey(r), Label: r.Label}
		for _, c := range m.Cells[i] {
			row.Cells = append(row.Cells, c.cell(measure))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (m *Matrix) by() string { return m.Options.By }

func columnKey(k MatrixKey) string {
	if k.Key == "" {
		return "none"
	}
	return k.Key
}

// documents says how many documents there are of each value of the attribute.
func (m *Matrix) documents() []rma.Text {
	var nl, en []string
	for _, k := range append(slices.Clone(m.Rows), m.Columns...) {
		if k.Documents > 0 {
			nl = append(nl, fmt.Sprintf("%s %d", k.Label.In(rma.Dutch), k.Documents))
			en = append(en, fmt.Sprintf("%s %d", k.Label.In(rma.English), k.Documents))
		}
	}
	if nl == nil {
		return nil
	}
	return []rma.Text{rma.T("Documenten: "+strings.Join(nl, ", "), "Documents: "+strings.Join(en, ", "))}
}

func (c MatrixCell) cell(measure Measure) rma.Cell {
	if c.Documents.N == 0 {
		return rma.Cell{Kind: rma.NotAsked}
	}
	var out rma.Cell
	switch measure {
	case SpeakersOf:
		out = rma.ShareCell(c.Speakers)
	case DocumentsOf:
		out = rma.ShareCell(c.Documents)
	case PassagesOf:
		out = rma.CountCell(c.Passages)
		out.N = c.Documents.N
	case CharactersOf:
		out = rma.NumberCell(100*c.Characters.Value(), 1)
		out.N = c.Characters.N
	default:
		out = rma.CountCell(c.Codings)
		out.N = c.Documents.N
	}
	return out.WithRefs(c.Refs...)
}

func (m *Matrix) notes(measure Measure) []rma.Text {
	who := atLeast(m.Options.MinCoders)
	notes := []rma.Text{rma.T("Geteld: wat "+who.NL+" deze code gaf, in documenten die daarop gecodeerd zijn.",
		"Counted: what "+who.EN+" gave the code, in documents that were coded for it.")}
	if measure == SpeakersOf {
		notes = append(notes, rma.T(
			"Een deelnemer is een naam binnen één document; wie in twee documenten spreekt, telt twee keer.",
			"A participant is a label within one document; who speaks in two documents counts twice."))
	}
	if m.Options.ParticipantsOnly {
		notes = append(notes, rma.T("Alleen wat deelnemers zeggen.", "Participants' words only."))
	}
	return notes
}

// atLeast names the coders that a passage needs to count.
func atLeast(coders int) rma.Text {
	if coders <= 1 {
		return rma.T("minstens één codeur", "at least one coder")
	}
	return rma.T(fmt.Sprintf("minstens %d van de codeurs", coders), fmt.Sprintf("at least %d of the coders", coders))
}

// String returns the table in English.
func (m *Matrix) String() string { return m.Table().Text(rma.English) }
