package workbook

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// These are what the format holds at most.
const (
	MaxRows    = 1_048_576
	MaxColumns = 16_384
	MaxText    = 32_767 // UTF-16 units in a cell
	maxName    = 31     // UTF-16 units in the name of a sheet
)

// Sheet is one sheet. Lines stand above the heading and below the rows, one text each
// in the first column.
type Sheet struct {
	Name    string // what no sheet may be called is changed; see [Write]
	Above   []string
	Heading []string
	Rows    [][]Cell
	Below   []string
}

// Cell is a text, a number, or nothing (the zero value).
type Cell struct {
	text     string
	number   float64
	decimals int
	isNumber bool
	right    bool
}

// Text gives a cell with words. Words that a spreadsheet may run as a formula are
// guarded, see tabular.Guard.
func Text(s string) Cell { return Cell{text: s} }

// Number gives a cell with a number, shown with so many decimals. One that is not
// finite is a blank cell, since the format has no such numbers.
func Number(v float64, decimals int) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Cell{}
	}
	return Cell{number: v, decimals: max(0, decimals), isNumber: true}
}

// Right returns the cell set to the right, as numbers are.
func (c Cell) Right() Cell {
	c.right = true
	return c
}

// These are the causes that can be found in an error with errors.Is.
var (
	ErrTooLarge = errors.New("more than a sheet can hold: 1,048,576 rows, 16,384 columns, 32,767 characters in a cell")
	ErrEncoding = errors.New("text that is not UTF-8, or holds a control character")
	ErrNoSheet  = errors.New("a workbook needs a sheet")
)

// check reports a sheet that cannot be written.
func (s Sheet) check(n int) error {
	if s.lines() > MaxRows {
		return fmt.Errorf("sheet %d: %w", n, ErrTooLarge)
	}
	for i, line := range s.Above {
		if err := checkText(line); err != nil {
			return fmt.Errorf("sheet %d, line %d above the heading: %w", n, i+1, err)
		}
	}
	if err := checkTexts(s.Heading); err != nil {
		return fmt.Errorf("sheet %d, heading: %w", n, err)
	}
	for i, row := range s.Rows {
		if len(row) > MaxColumns {
			return fmt.Errorf("sheet %d, row %d: %w", n, i+1, ErrTooLarge)
		}
		for j, c := range row {
			if err := checkText(c.text); err != nil {
				return fmt.Errorf("sheet %d, row %d, column %d: %w", n, i+1, j+1, err)
			}
		}
	}
	for i, line := range s.Below {
		if err := checkText(line); err != nil {
			return fmt.Errorf("sheet %d, line %d below the rows: %w", n, i+1, err)
		}
	}
	return nil
}

// lines is how many rows of the sheet are in use.
func (s Sheet) lines() int {
	lines := len(s.Rows)
	if len(s.Heading) > 0 {
		lines++
	}
	for _, texts := range [][]string{s.Above, s.Below} {
		if len(texts) > 0 {
			lines += len(texts) + 1
		}
	}
	return lines
}

func checkTexts(cells []string) error {
	if len(cells) > MaxColumns {
		return ErrTooLarge
	}
	for j, c := range cells {
		if err := checkText(c); err != nil {
			return fmt.Errorf("column %d: %w", j+1, err)
		}
	}
	return nil
}

func checkText(s string) error {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, isControl) {
		return ErrEncoding
	}
	if len(s) >= MaxText && len(utf16.Encode([]rune(tabular.Guard(s)))) > MaxText {
		return ErrTooLarge
	}
	return nil
}

// isControl reports whether XML cannot hold a character.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
}

// names gives every sheet a name that a spreadsheet takes: what it may not hold
// becomes a space, it is cut to length, and one that was used gets a number.
func names(sheets []Sheet) []string {
	used := map[string]bool{"history": true} // kept by Excel for itself
	var out []string
	for i, s := range sheets {
		base := strings.Trim(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(s.Name, " ")), " '")
		if base == "" {
			base = fmt.Sprintf("%d", i+1)
		}
		name := cut(base, maxName)
		for n := 2; used[strings.ToLower(name)]; n++ {
			tail := fmt.Sprintf(" (%d)", n)
			name = cut(base, maxName-len(tail)) + tail
		}
		used[strings.ToLower(name)] = true
		out = append(out, name)
	}
	return out
}

// cut returns the beginning of a text, of so many UTF-16 units at most.
func cut(s string, units int) string {
	for i, r := range s {
		if units -= utf16.RuneLen(r); units < 0 {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}
