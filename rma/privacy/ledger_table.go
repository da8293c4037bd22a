package privacy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// PrintedKind says what was printed in the place of a count.
type PrintedKind uint8

const (
	NotACount     PrintedKind = iota // words, a figure, a count of things, or nothing
	PrintedCount                     // K
	PrintedShare                     // K of N
	PrintedHidden                    // known, not shown
)

// Printed is a count as it was printed: rounded if it was rounded, and nothing
// at all if it was hidden. In a ledger it is 12, or 9/21 for a share, a point for
// what was hidden, and a dash for what is no count.
type Printed struct {
	Kind PrintedKind
	K, N int
}

// maxPrinted is the largest count that a ledger holds.
const maxPrinted = 999_999_999

// String returns the count as it stands in a ledger.
func (p Printed) String() string {
	switch p.Kind {
	case PrintedCount:
		return strconv.Itoa(p.K)
	case PrintedShare:
		return strconv.Itoa(p.K) + "/" + strconv.Itoa(p.N)
	case PrintedHidden:
		return rma.WithheldMark
	}
	return "-"
}

// parsePrinted reads what String writes, and nothing else.
func parsePrinted(s string) (Printed, bool) {
	switch s {
	case "-":
		return Printed{}, true
	case rma.WithheldMark:
		return Printed{Kind: PrintedHidden}, true
	}
	p := Printed{Kind: PrintedCount}
	k, n, share := strings.Cut(s, "/")
	var errK, errN error
	p.K, errK = strconv.Atoi(k)
	if share {
		p.Kind = PrintedShare
		p.N, errN = strconv.Atoi(n)
	}
	ok := errK == nil && errN == nil && p.valid() && p.String() == s
	return p, ok
}

func (p Printed) valid() bool {
	switch p.Kind {
	case PrintedCount:
		return 0 <= p.K && p.K <= maxPrinted
	case PrintedShare:
		return 0 <= p.K && p.K <= p.N && p.N <= maxPrinted
	}
	return p.Kind <= PrintedHidden
}

// cell returns the count as a cell of a published table.
func (p Printed) cell() rma.Cell {
	switch p.Kind {
	case PrintedCount:
		return rma.CountCell(p.K)
	case PrintedShare:
		return rma.ShareCell(rma.Proportion{K: p.K, N: p.N})
	case PrintedHidden:
		return rma.Cell{Kind: rma.Withheld}
	}
	return rma.Cell{}
}

// printedCell returns what a cell of a protected table prints as a count. A share
// on fewer than MinBase cases is printed in words, and is a share all the same.
func printedCell(c rma.Cell) Printed {
	switch c.Kind {
	case rma.CountKind:
		return Printed{Kind: PrintedCount, K: c.Count}
	case rma.ShareKind:
		return Printed{PrintedShare, c.Share.K, c.Share.N}
	case rma.Withheld:
		return Printed{Kind: PrintedHidden}
	case rma.TextKind:
		var s rma.Proportion
		_, err := fmt.Sscanf(c.Text.In(rma.English), "%d of %d", &s.K, &s.N)
		if err == nil && s.Valid() && c.Text == withoutPercent(s) {
			return Printed{PrintedShare, s.K, s.N}
		}
	}
	return Printed{}
}

// PublishedTable is what a reader of a published table knows of its counts, and
// no more: the keys of its rows and columns, what adds up to what, what is
// counted, and the counts as they were printed. Labels, notes, words and other
// figures are not kept.
type PublishedTable struct {
	ID              string
	Counts          string // as in rma.Table
	RowBy, ColumnBy string
	Rows, Columns   []string // keys
	RowSums         []rma.Sum
	ColumnSums      []rma.Sum
	Cells           [][]Printed // per row and column
}

// publishedTable returns what a protected table shows.
func publishedTable(t rma.Table) PublishedTable {
	out := PublishedTable{ID: t.ID, Counts: t.Counts, RowBy: t.RowBy, ColumnBy: t.ColumnBy,
		RowSums: cloneSums(t.RowSums), ColumnSums: cloneSums(t.ColumnSums)}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, c.Key)
	}
	for _, r := range t.Rows {
		cells := make([]Printed, len(t.Columns))
		for j, c := range t.Columns {
			if j < len(r.Cells) && !c.Things {
				cells[j] = printedCell(r.Cells[j])
			}
		}
		out.Rows = append(out.Rows, r.Key)
		out.Cells = append(out.Cells, cells)
	}
	return out
}

// table returns the published table as one to be attacked.
func (t PublishedTable) table() rma.Table {
	out := rma.Table{ID: t.ID, Counts: t.Counts, RowBy: t.RowBy, ColumnBy: t.ColumnBy,
		RowSums: t.RowSums, ColumnSums: t.ColumnSums}
	for _, key := range t.Columns {
		out.Columns = append(out.Columns, rma.Column{Key: key})
	}
	for i, key := range t.Rows {
		row := rma.Row{Key: key}
		for _, p := range t.Cells[i] {
			row.Cells = append(row.Cells, p.cell())
		}
		out.Rows = append(out.Rows, row)
	}
	return withRowNames(out)
}

// fits reports whether there is a count for every row and column.
func (t PublishedTable) fits() bool {
	if len(t.Cells) != len(t.Rows) {
		return false
	}
	for _, row := range t.Cells {
		if len(row) != len(t.Columns) || slices.ContainsFunc(row, func(p Printed) bool { return !p.valid() }) {
			return false
		}
	}
	return true
}

func cloneSums(sums []rma.Sum) []rma.Sum {
	var out []rma.Sum
	for _, s := range sums {
		s.Parts = append([]string(nil), s.Parts...)
		s.Only = append([]string(nil), s.Only...)
		out = append(out, s)
	}
	return out
}

// PublishedCount is the count of an observation as it was printed: its share, its
// number, or how many an estimate rests on.
type PublishedCount struct {
	ID      string // of the observation
	Printed Printed
}

// publishedCounts returns what the observations show as counts. Of a figure or a
// passage that is withheld it is known that it is.
func publishedCounts(e *Evidence) []PublishedCount {
	var out []PublishedCount
	for _, o := range e.All() {
		p := Printed{}
		switch {
		case o.Withheld:
			p.Kind = PrintedHidden
		case o.Share != nil:
			p = Printed{PrintedShare, o.Share.K, o.Share.N}
		case o.Count != nil:
			p = Printed{Kind: PrintedCount, K: *o.Count}
		case o.Estimate != nil:
			p = Printed{Kind: PrintedCount, K: o.Estimate.N}
		default:
			continue
		}
		out = append(out, PublishedCount{o.ID, p})
	}
	return out
}
