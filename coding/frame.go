package coding

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// DataFrame returns the matrix as a gota data frame with one row for each
// cell: the keys of row and column, and all figures with their bases. The
// columns that hold keys are named after what they are, such as code and pilot.
// A cell that was not collected has documents_n 0.
func (m *Matrix) DataFrame() dataframe.DataFrame {
	if m == nil {
		m = &Matrix{}
	}
	var rows, columns []string
	counts := make([][]int, len(matrixFigures))
	for i, r := range m.Rows {
		for j, c := range m.Columns {
			rows, columns = append(rows, r.Key), append(columns, c.Key)
			for k, f := range matrixFigures {
				counts[k] = append(counts[k], f.of(m.Cells[i][j]))
			}
		}
	}
	cols := []series.Series{
		series.New(rows, series.String, m.RowName),
		series.New(columns, series.String, m.ColumnName),
	}
	for k, f := range matrixFigures {
		cols = append(cols, series.New(counts[k], series.Int, f.name))
	}
	return dataframe.New(cols...)
}

var matrixFigures = []struct {
	name string
	of   func(MatrixCell) int
}{
	{"codings", func(c MatrixCell) int { return c.Codings }},
	{"passages", func(c MatrixCell) int { return c.Passages }},
	{"documents_k", func(c MatrixCell) int { return c.Documents.K }},
	{"documents_n", func(c MatrixCell) int { return c.Documents.N }},
	{"speakers_k", func(c MatrixCell) int { return c.Speakers.K }},
	{"speakers_n", func(c MatrixCell) int { return c.Speakers.N }},
	{"characters_k", func(c MatrixCell) int { return c.Characters.K }},
	{"characters_n", func(c MatrixCell) int { return c.Characters.N }},
}

// UnitOptions say which units and codes [UnitFrame] exports. The zero value
// exports every unit, coder and codable code.
type UnitOptions struct {
	Codes            []string // nil means every codable code; a code that groups others stands for all of them
	Coders           []string // nil means everybody
	ParticipantsOnly bool     // false means all units
	MinOverlap       float64  // share of the unit that must be coded, up to 1; 0 means one character
}

// UnitFrame returns a gota data frame for software that works on cases: a row
// for each unit and coder, and a column code.<id> for each code with 1 or 0,
// and a missing value where the coder was not asked for that code. The first
// columns say where the unit stands: doc, coder, unit (counted from 1 within
// the document), start, end, line and role; attributes of the document follow
// as attr.<name>, "" where a document has none. Rows are in the order of
// document, coder and place. Coders who were asked for none of the codes in a
// document have no rows there.
//
// The error wraps ErrNoUnit for any other unit than ByTurn and ByParagraph:
// characters would give a row each.
func UnitFrame(p *Project, unit Unit, o UnitOptions) (dataframe.DataFrame, error) {
	if unit != ByTurn && unit != ByParagraph {
		return dataframe.DataFrame{}, fmt.Errorf("%w: choose ByTurn or ByParagraph", ErrNoUnit)
	}
	if o.MinOverlap < 0 || o.MinOverlap > 1 {
		return dataframe.DataFrame{}, fmt.Errorf("%w: MinOverlap lies between 0 and 1", errOptions)
	}
	m, err := newMaterial(p)
	if err != nil {
		return dataframe.DataFrame{}, err
	}
	targets, err := m.targets(o.Codes)
	if err != nil {
		return dataframe.DataFrame{}, err
	}
	coders, err := m.coderIndexes(o.Coders)
	if err != nil {
		return dataframe.DataFrame{}, err
	}
	w := newUnitRows(m, targets)
	for doc, d := range m.docs {
		units := d.units(unit, o.ParticipantsOnly)
		for _, coder := range coders {
			w.add(doc, coder, units, o.MinOverlap)
		}
	}
	return w.frame(), nil
}

// unitRows gathers the columns of a frame of units.
type unitRows struct {
	*material
	targets          []target
	doc, coder, role []string
	unit             []int
	start, end, line []int
	attributes       []string
	values           map[string][]string // by attribute
	codes            [][]string          // by target: "1", "0" or "NaN", which gota takes for missing
}

func newUnitRows(m *material, targets []target) *unitRows {
	w := &unitRows{material: m, targets: targets, values: map[string][]string{}, codes: make([][]string, len(targets))}
	for _, d := range m.docs {
		for name := range d.Attributes {
			if !slices.Contains(w.attributes, name) {
				w.attributes = append(w.attributes, name)
			}
		}
	}
	slices.SortFunc(w.attributes, cmp.Compare)
	return w
}

// add adds the units of one document as one coder coded them.
func (w *unitRows) add(doc, coder int, units []Span, share float64) {
	if !slices.ContainsFunc(w.targets, func(t target) bool { return w.rated(doc, coder, t) }) {
		return
	}
	d := w.docs[doc]
	for i, u := range units {
		turn, _ := d.TurnAt(u)
		w.doc, w.coder = append(w.doc, d.ID), append(w.coder, w.material.coders[coder])
		w.role, w.unit = append(w.role, turn.Role.String()), append(w.unit, i+1)
		w.start, w.end = append(w.start, u.Start), append(w.end, u.End)
		w.line = append(w.line, d.Line(u))
		for _, name := range w.attributes {
			w.values[name] = append(w.values[name], d.Attribute(name))
		}
	}
	for k, t := range w.targets {
		rated := w.rated(doc, coder, t)
		for _, r := range onUnits([][]Span{w.layer(doc, coder, t)}, units, share) {
			v := "NaN"
			if rated {
				v = strconv.FormatUint(r.coders, 10)
			}
			w.codes[k] = append(w.codes[k], v)
		}
	}
}

func (w *unitRows) frame() dataframe.DataFrame {
	cols := []series.Series{
		series.New(w.doc, series.String, "doc"), series.New(w.coder, series.String, "coder"),
		series.New(w.unit, series.Int, "unit"), series.New(w.start, series.Int, "start"),
		series.New(w.end, series.Int, "end"), series.New(w.line, series.Int, "line"),
		series.New(w.role, series.String, "role"),
	}
	for _, name := range w.attributes {
		cols = append(cols, series.New(w.values[name], series.String, "attr."+name))
	}
	for k, t := range w.targets {
		cols = append(cols, series.New(w.codes[k], series.Int, "code."+t.id))
	}
	return dataframe.New(cols...)
}
