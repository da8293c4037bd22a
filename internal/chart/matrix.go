package chart

import "fmt"

// Matrix is a table of coded cells: claims by pilots, methods by themes. It is
// drawn with a colour and a code in each cell, the labels of rows to the left
// and, where rows have one, a text to the right.
type Matrix struct {
	Title    string
	Subtitle string // what is counted, n, period
	Footnote string
	Alt      string // what the figure shows, for who cannot see it; "" means the subtitle

	RowHead string   // over the labels of the rows
	Columns []string // heads of the columns
	Rows    []MatrixRow
	// SideHead stands over the texts to the right. That column is left out
	// when it has no head and no texts.
	SideHead string
	Legend   []MatrixKey
	NoData   string // drawn when there are no rows
}

// MatrixRow is a row of a Matrix.
type MatrixRow struct {
	Heading string // begins a group of rows; "" continues the group
	Label   string
	Cells   []Cell // one for each column
	Side    string // the text to the right
}

// Cell is a cell of a Matrix: a short code, such as a sign or a count, and a
// fill that says the same.
type Cell struct {
	Code string
	Fill Fill
}

// MatrixKey says in the legend what a cell means.
type MatrixKey struct {
	Cell
	Label string
}

// Figure lays the matrix out. It returns an error for a row whose cells do not
// match the columns (ErrShape), for an unknown fill (ErrOption), and for more
// columns than the width holds (ErrWidth).
func (m Matrix) Figure(o Options) (*Figure, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	p, err := newPage(o)
	if err != nil {
		return nil, err
	}
	p.head(m.Title, m.Subtitle)
	if len(m.Rows) == 0 {
		p.empty(m.NoData)
	} else {
		l, err := m.columns(p)
		if err != nil {
			return nil, err
		}
		l.heads()
		for i := range m.Rows {
			l.row(i)
		}
		l.legend()
	}
	return p.finish(m.Title, m.Subtitle, m.Footnote, m.Alt), nil
}

func (m Matrix) check() error {
	for i, r := range m.Rows {
		if len(r.Cells) != len(m.Columns) {
			return fmt.Errorf("row %d has %d cells for %d columns: %w", i+1, len(r.Cells), len(m.Columns), ErrShape)
		}
		for j, c := range r.Cells {
			if c.Fill >= fillCount {
				return fmt.Errorf("row %d, column %d: fill %d: %w", i+1, j+1, c.Fill, ErrOption)
			}
		}
	}
	for i, k := range m.Legend {
		if k.Fill >= fillCount {
			return fmt.Errorf("entry %d of the legend: fill %d: %w", i+1, k.Fill, ErrOption)
		}
	}
	return nil
}
