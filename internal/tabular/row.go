package tabular

// Column is a column that was asked for by its declared name. The zero Column
// is one that the file does not have.
type Column struct {
	name   string
	number int
}

// Name gives the declared name, which is not the heading as found.
func (c Column) Name() string { return c.name }

// Number gives the 1-based place of the column in the file, or 0 if the file
// does not have it.
func (c Column) Number() int { return c.number }

// Found reports whether the file has the column.
func (c Column) Found() bool { return c.number > 0 }

// Row is one row of a file. It is valid until the loop over [Reader.Rows]
// takes its next step. The strings that it gives stay valid, but each keeps
// its whole row in memory; clone what is kept from a large file. With
// [Reader.Borrow] the strings are valid as long as the row.
type Row struct {
	// Line is the 1-based line where the row starts.
	Line int

	fields []string
	kinds  []Kind // nil when all are texts
}

// Len gives the number of fields. With [Reader.Pad] it may differ from the
// heading.
func (r Row) Len() int { return len(r.fields) }

// Get gives the cell of a column, and an empty string if the file does not
// have the column.
func (r Row) Get(c Column) string { return r.At(c.number) }

// At gives the cell with the 1-based number n, and an empty string if the row
// has none.
func (r Row) At(n int) string {
	if n < 1 || n > len(r.fields) {
		return ""
	}
	return r.fields[n-1]
}

// Blank reports whether every cell is empty, as in the lines of delimiters
// that a spreadsheet leaves below its data.
func (r Row) Blank() bool {
	for _, f := range r.fields {
		if f != "" {
			return false
		}
	}
	return true
}

// Error says that the cell of a column breaks a rule. The rule must not repeat
// the content of the cell.
func (r Row) Error(c Column, rule error) *Error {
	return &Error{Line: r.Line, Column: c.number, Field: c.name, Err: rule}
}
