package rma

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Text writes the table in language l for a terminal: columns lined up, figures
// to the right, the notes under it, those for the team too.
func (t Table) Text(l Lang) string {
	grid := [][]string{{t.RowHead.In(l)}}
	for _, c := range t.Columns {
		grid[0] = append(grid[0], labelOr(c.Label, c.Key, l))
	}
	right := make([]bool, len(grid[0]))
	for j := range t.Columns {
		right[j+1] = numeric(t.Rows, j)
	}
	for _, r := range t.Rows {
		line := make([]string, len(grid[0]))
		line[0] = labelOr(r.Label, r.Key, l)
		for j, c := range r.Cells[:min(len(r.Cells), len(t.Columns))] {
			line[j+1] = c.Format(l)
		}
		grid = append(grid, line)
	}
	var b strings.Builder
	if title := t.Title.In(l); title != "" {
		b.WriteString(title + "\n")
	}
	writeGrid(&b, grid, right)
	for _, n := range slices.Concat(t.Notes, t.TeamNotes) {
		b.WriteString(n.In(l) + "\n")
	}
	return b.String()
}

// labelOr returns what people call something, or else its key.
func labelOr(label Text, key string, l Lang) string {
	if label.IsZero() {
		return key
	}
	return label.In(l)
}

// String returns the table in Dutch.
func (t Table) String() string { return t.Text(Dutch) }

// numeric reports whether all cells of a column that hold something hold a
// count or a figure.
func numeric(rows []Row, column int) bool {
	found := false
	for _, r := range rows {
		if column >= len(r.Cells) {
			continue
		}
		switch c := r.Cells[column]; {
		case c.Numeric():
			found = true
		case !c.Empty():
			return false
		}
	}
	return found
}

func writeGrid(b *strings.Builder, grid [][]string, right []bool) {
	width := make([]int, len(grid[0]))
	for _, line := range grid {
		for j, s := range line {
			width[j] = max(width[j], utf8.RuneCountInString(s))
		}
	}
	for _, line := range grid {
		out := ""
		for j, s := range line {
			pad := strings.Repeat(" ", width[j]-utf8.RuneCountInString(s))
			if j > 0 {
				out += "  "
			}
			if right[j] {
				out += pad + s
			} else {
				out += s + pad
			}
		}
		b.WriteString(strings.TrimRight(out, " ") + "\n")
	}
}
