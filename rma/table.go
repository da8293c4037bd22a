package rma

import (
	"slices"
	"strconv"
)

// Table is the one table model: every result has one, and every writer, chart
// and disclosure check reads it.
//
// It says of itself what a reader can work out: RowSums and ColumnSums tell
// which of its counts add up to which, Counts and the variables tell which
// counts of other tables are the same. Package privacy hides small counts by
// what stands there. What looks like a total it takes for one; what does not look
// like one, and is not declared, it does not know of.
type Table struct {
	ID      string // unique in a report, used as anchor
	Title   Text
	RowHead Text // heading above the row labels
	Columns []Column
	Rows    []Row
	Notes   []Text // what the base is, definitions; words without figures about people

	// TeamOnly says that the table is not for others, whatever is hidden of it: it
	// holds words of participants, or points at cases.
	TeamOnly bool
	// TeamNotes are notes with figures about people or cases, such as how many
	// were left out. They are shown to the team only.
	TeamNotes []Text

	RowSums    []Sum // rows that add up to another, in every column
	ColumnSums []Sum // columns that add up to another, in every row

	// Counts names what is counted, such as "reports 2023". Tables that name the
	// same are counts of the same cases: what stands in one can be held against
	// what stands in another. RowBy and ColumnBy name the variable that the rows
	// and the columns divide the cases by, such as "pilot", each case in one part at
	// most; an empty ColumnBy means that each column counts something of its own.
	Counts          string
	RowBy, ColumnBy string
}

// Sum says that what is called Total is what the Parts add up to, by the keys
// of rows or columns. One part alone is the same as the total. In ColumnSums a
// column of shares is two: its key is K, and the key with "/n" behind it is N.
// A total that is not in the table is a margin that is not printed.
type Sum struct {
	Total string
	Parts []string

	// Rest says that there is a further part, which is not printed: cases of which
	// it is not known.
	Rest bool
	// Only names the columns in which rows add up, or the rows in which columns do;
	// none means all.
	Only []string
}

// HoldsIn reports whether the sum holds in the column, or row, with that key.
func (s Sum) HoldsIn(key string) bool { return len(s.Only) == 0 || slices.Contains(s.Only, key) }

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

// Cell returns the cell with those keys of row and column.
func (t Table) Cell(row, column string) (Cell, bool) {
	j := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == column })
	i := slices.IndexFunc(t.Rows, func(r Row) bool { return r.Key == row })
	if i < 0 || j < 0 || j >= len(t.Rows[i].Cells) {
		return Cell{}, false
	}
	return t.Rows[i].Cells[j], true
}

// OfThings returns the table with every column marked as one of things, not of
// people or cases.
func (t Table) OfThings() Table {
	t.Columns = append([]Column(nil), t.Columns...)
	for i := range t.Columns {
		t.Columns[i].Things = true
	}
	return t
}

// Column has a key for machines and a label for people.
type Column struct {
	Key   string
	Label Text

	// Things says that the counts and figures are not about people or cases, but
	// about methods, items, passages or days. Disclosure control leaves them alone.
	Things bool

	// Base is the key of the column with the number of cases that the figures of
	// this column rest on. In a column of shares that is K, and N with "/n" behind
	// the key, as in Sum. A figure without it is taken to follow from every count
	// in its row, and is hidden with each of them.
	Base string

	// Values says that the figures of this column are of something that every case
	// has a value of, such as days, marks or ages: means, medians, standard
	// deviations, and tests of those. From says which columns of the same row they
	// follow from instead, and from nothing else: of a rate the cases and then the
	// inhabitants. The mean answer to one question follows from the counts of its
	// answers, wherever those stand. Of a figure of which neither is said nobody can tell what it gives
	// away, and disclosure control hides it. A percentage needs none of this when it
	// is the share K of N. One of the total of a column follows from every row: it
	// has no From, and is better given as a share too. Words in a column with From,
	// such as that a count lies below a limit, are hidden with what they follow from.
	Values bool
	From   []string

	// Sensitive says that the column tells something that nobody should learn of a
	// person. That all of a group have it, or none, is warned of.
	Sensitive bool
}

// Row is one line of a table; it has as many cells as the table has columns.
type Row struct {
	Key   string
	Label Text
	Cells []Cell

	// Values says of the figures of this row what Column.Values says of those of a
	// column, in a table of which the rows are the characteristics.
	Values bool
}

// CellKind says what a cell holds.
type CellKind uint8

const (
	Blank             CellKind = iota // nothing to say here
	CountKind                         // a whole number of cases
	NumberKind                        // a figure with decimals
	ShareKind                         // K of N
	TextKind                          // words, no figures about people
	NotAsked                          // not collected here: not eligible
	Withheld                          // known, not shown
	ShareIntervalKind                 // the interval of a share, in percentages
	IntervalKind                      // the interval of a figure
	PValueKind                        // a p-value
)

// Cell is one typed value, with the number of cases it rests on and the
// observations behind it.
type Cell struct {
	Kind     CellKind
	Count    int
	Number   float64
	Decimals int
	Share    Proportion
	Interval Interval
	Text     Text
	N        int      // base of the cell when it differs from the row's; 0 = not given
	Mark     string   // style key for charts and writers, such as "dissonant"
	Refs     []string // ids of the observations or findings behind the cell
	Same     []string // ids of further observations of the same count, or computed from it; not shown
}

// CountCell holds a number of cases.
func CountCell(k int) Cell { return Cell{Kind: CountKind, Count: k} }

// NumberCell holds a figure printed with the given number of decimals.
func NumberCell(v float64, decimals int) Cell {
	return Cell{Kind: NumberKind, Number: v, Decimals: decimals}
}

// ShareCell holds K of N.
func ShareCell(p Proportion) Cell { return Cell{Kind: ShareKind, Share: p, N: p.N} }

// thingsCell holds K of N of things in words, such as "5 van de 6 pilots".
func thingsCell(p Proportion, things Text) Cell {
	c := TextCell(T(p.of(things, Dutch), p.of(things, English)))
	c.N = p.N
	return c
}

// TextCell holds words.
func TextCell(t Text) Cell { return Cell{Kind: TextKind, Text: t} }

// PlainCell holds words that are the same in every language.
func PlainCell(s string) Cell { return TextCell(Text{NL: s}) }

// ShareIntervalCell holds the interval of a share, such as "24%–63%". It is
// blank when the interval does not exist, and on fewer than DefaultMinBase
// cases, on which no percentage stands.
func ShareIntervalCell(s Share) Cell {
	if s.N < DefaultMinBase || isNaN(s.Interval.Lo) && isNaN(s.Interval.Hi) {
		return Cell{}
	}
	return Cell{Kind: ShareIntervalKind, Share: s.Proportion, Interval: s.Interval, N: s.N}
}

// IntervalCell holds the interval of a figure, such as "0,10 tot 0,75", and is
// blank when the interval does not exist.
func IntervalCell(i Interval, decimals int) Cell {
	if isNaN(i.Lo) && isNaN(i.Hi) {
		return Cell{}
	}
	return Cell{Kind: IntervalKind, Interval: i, Decimals: decimals}
}

// PValueCell holds a p-value, and is blank when there is none.
func PValueCell(p float64) Cell {
	if isNaN(p) {
		return Cell{}
	}
	return Cell{Kind: PValueKind, Number: p}
}

// WithRefs returns the cell with the ids of what is behind it.
func (c Cell) WithRefs(ids ...string) Cell {
	c.Refs = append([]string(nil), ids...)
	return c
}

// WithSame returns the cell with the ids of further observations of its count.
func (c Cell) WithSame(ids ...string) Cell {
	c.Same = append([]string(nil), ids...)
	return c
}

// WithN returns the cell with the number of cases that it rests on.
func (c Cell) WithN(n int) Cell {
	c.N = n
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
	case ShareIntervalKind:
		return c.Interval.Percent(0, l)
	case IntervalKind:
		return c.Interval.Number(c.Decimals, l)
	case PValueKind:
		return FormatP(c.Number, l)
	case TextKind:
		return c.Text.In(l)
	case NotAsked:
		return T("n.v.t.", "n/a").In(l)
	case Withheld:
		return WithheldMark
	}
	return ""
}

// Numeric reports whether the cell holds one figure, which is set to the right.
func (c Cell) Numeric() bool {
	return c.Kind == CountKind || c.Kind == NumberKind || c.Kind == PValueKind
}

// Empty reports whether there is nothing to read in the cell: blank, not
// collected, or withheld.
func (c Cell) Empty() bool { return c.Kind == Blank || c.Kind == NotAsked || c.Kind == Withheld }
