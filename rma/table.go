package rma

import "strconv"

// Table is the one table model: every result has one, and every writer, chart
// and disclosure check reads it.
type Table struct {
	ID      string // unique in a report, used as anchor
	Title   Text
	RowHead Text // heading above the row labels
	Columns []Column
	Rows    []Row
	Notes   []Text // what the base is, what was left out, definitions
}

// OfPilot returns the table with the pilot in its id and title, so that those
// of two pilots can stand in one report. An empty pilot leaves it as it is.
func (t Table) OfPilot(pilot string) Table {
	if pilot == "" {
		return t
	}
	t.ID += "-" + pilot
	t.Title = T(t.Title.In(Dutch)+", "+pilot, t.Title.In(English)+", "+pilot)
	return t
}

// Column has a key for machines and a label for people.
type Column struct {
	Key   string
	Label Text
}

// Row is one line of a table; it has as many cells as the table has columns.
type Row struct {
	Key   string
	Label Text
	Cells []Cell
}

// CellKind says what a cell holds.
type CellKind uint8

const (
	Blank      CellKind = iota // nothing to say here
	CountKind                  // a whole number of cases
	NumberKind                 // a figure with decimals
	ShareKind                  // K of N
	TextKind                   // words
	NotAsked                   // not collected here: not eligible
	Withheld                   // known, not shown
)

// Cell is one typed value, with the number of cases it rests on and the
// observations behind it.
type Cell struct {
	Kind     CellKind
	Count    int
	Number   float64
	Decimals int
	Share    Proportion
	Text     Text
	N        int      // base of the cell when it differs from the row's; 0 = not given
	Mark     string   // style key for charts and writers, such as "dissonant"
	Refs     []string // ids of the observations or findings behind the cell
}

// CountCell holds a number of cases.
func CountCell(k int) Cell { return Cell{Kind: CountKind, Count: k} }

// NumberCell holds a figure printed with the given number of decimals.
func NumberCell(v float64, decimals int) Cell {
	return Cell{Kind: NumberKind, Number: v, Decimals: decimals}
}

// ShareCell holds K of N.
func ShareCell(p Proportion) Cell { return Cell{Kind: ShareKind, Share: p, N: p.N} }

// TextCell holds words.
func TextCell(t Text) Cell { return Cell{Kind: TextKind, Text: t} }

// PlainCell holds words that are the same in every language.
func PlainCell(s string) Cell { return TextCell(Text{NL: s}) }

// IntervalCell holds an interval of percentages such as "24%–63%", and is
// blank when the interval does not exist.
func IntervalCell(i Interval) Cell {
	if isNaN(i.Lo) && isNaN(i.Hi) {
		return Cell{}
	}
	return TextCell(T(i.Percent(0, Dutch), i.Percent(0, English)))
}

// WithRefs returns the cell with the ids of what is behind it.
func (c Cell) WithRefs(ids ...string) Cell {
	c.Refs = append([]string(nil), ids...)
	return c
}

// WithMark returns the cell with a style key.
func (c Cell) WithMark(mark string) Cell {
	c.Mark = mark
	return c
}

// Format writes the cell in language l. Percentages need a base of DefaultMinBase.
func (c Cell) Format(l Lang) string {
	switch c.Kind {
	case CountKind:
		return strconv.Itoa(c.Count)
	case NumberKind:
		return FormatNumber(c.Number, c.Decimals, l)
	case ShareKind:
		return c.Share.Format(l, 0)
	case TextKind:
		return c.Text.In(l)
	case NotAsked:
		return T("n.v.t.", "n/a").In(l)
	case Withheld:
		return "."
	}
	return ""
}
