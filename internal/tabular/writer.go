package tabular

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// A Writer writes rows as delimited text: UTF-8, each row ended by LF. The
// same rows give the same bytes. Set its fields before the first row.
//
// A cell stands in quotes only where it must: if it holds a quote, a line end
// or any of semicolon, comma, tab and the delimiter (so that the delimiter of
// a written file can be sniffed), starts or ends with a space, starts with a
// byte order mark or with the sep= of Excel, or is an empty cell alone in its
// row.
type Writer struct {
	// Comma separates the cells. 0 means a comma.
	Comma byte

	// BOM starts the file with a byte order mark, by which a spreadsheet
	// knows UTF-8. false means none.
	BOM bool

	// FormulaGuard writes every cell as [Guard] gives it. false means as is.
	FormulaGuard bool

	dst   *bufio.Writer
	row   []byte
	width int // cells in the heading; 0 before it is written
	line  int // where the next row starts
}

// NewWriter gives a Writer to w. Call [Writer.Flush] after the last row.
func NewWriter(w io.Writer) *Writer {
	return &Writer{dst: bufio.NewWriterSize(w, bufSize), line: 1}
}

// Write writes one row; the first is the heading. Each line end inside a cell
// is written as LF.
//
// A row that the [Reader] would refuse is not written: one of another length
// than the heading ([ErrRagged]), one without cells ([ErrRagged]), one with
// text that is no UTF-8 or holds a NUL ([ErrEncoding]), one over a limit
// ([ErrTooLarge]). The [*Error] gives the line that the row would have had.
func (w *Writer) Write(cells ...string) error {
	if w.Comma == 0 {
		w.Comma = ','
	}
	if !validDelimiter(w.Comma) {
		return &Error{Err: ErrDelimiter}
	}
	if column, err := w.format(cells); err != nil {
		return &Error{Line: w.line, Column: column, Err: err}
	}
	if w.width == 0 && w.BOM {
		if _, err := w.dst.WriteString("\ufeff"); err != nil {
			return err
		}
	}
	w.width = len(cells)
	w.line += bytes.Count(w.row, []byte{'\n'})
	_, err := w.dst.Write(w.row)
	return err
}

// Flush writes what is still held back.
func (w *Writer) Flush() error { return w.dst.Flush() }

// format puts a row into w.row, or gives the column of the problem.
func (w *Writer) format(cells []string) (column int, err error) {
	switch {
	case len(cells) == 0:
		return 0, fmt.Errorf("%w: a row without cells", ErrRagged)
	case w.width != 0 && len(cells) != w.width:
		return 0, fmt.Errorf("%w: %d where it has %d", ErrRagged, len(cells), w.width)
	case len(cells) > MaxFields:
		return 0, errFieldsCount
	}
	w.row = w.row[:0]
	for i, cell := range cells {
		if i > 0 {
			w.row = append(w.row, w.Comma)
		}
		if w.FormulaGuard {
			cell = Guard(cell)
		}
		switch {
		case len(cell) > MaxField:
			return i + 1, errFieldSize
		case badByte([]byte(cell)) >= 0:
			return i + 1, ErrEncoding
		case cell == "" && len(cells) == 1 || w.needsQuotes(cell):
			w.quote(cell)
		default:
			w.row = append(w.row, cell...)
		}
		if len(w.row) >= MaxRecord {
			return 0, errRecordSize
		}
	}
	w.row = append(w.row, '\n')
	return 0, nil
}

// needsQuotes reports whether a cell would not read back as it is.
func (w *Writer) needsQuotes(cell string) bool {
	if cell == "" {
		return false
	}
	return cell[0] == ' ' || cell[len(cell)-1] == ' ' ||
		strings.ContainsAny(cell, delimiters+"\"\r\n") ||
		strings.IndexByte(cell, w.Comma) >= 0 ||
		strings.HasPrefix(cell, "\ufeff") ||
		len(cell) >= 4 && strings.EqualFold(cell[:4], "sep=")
}

// quote appends a cell in quotes, with quotes doubled and line ends as LF.
func (w *Writer) quote(cell string) {
	w.row = append(w.row, '"')
	for i := range len(cell) {
		switch c := cell[i]; {
		case c == '"':
			w.row = append(w.row, '"', '"')
		case c == '\r' && i+1 < len(cell) && cell[i+1] == '\n':
		case c == '\r':
			w.row = append(w.row, '\n')
		default:
			w.row = append(w.row, c)
		}
	}
	w.row = append(w.row, '"')
}
