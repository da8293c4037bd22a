package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// Write writes a workbook. Headings and the lines above them are bold, the heading
// stays in sight when the rows are scrolled and comes back on every page, columns are
// as wide as they need to be within reason, and a page is as wide as the sheet. The
// heading of a column of numbers, or of what is set to the right, is set there too.
//
// The name of a sheet is made fit: []:*?/\ become spaces, it is cut to 31 characters,
// and one that was used before gets a number.
//
// Errors: [ErrNoSheet], [ErrTooLarge], [ErrEncoding], and those of w.
func Write(w io.Writer, sheets ...Sheet) error {
	if len(sheets) == 0 {
		return ErrNoSheet
	}
	for i, s := range sheets {
		if err := s.check(i + 1); err != nil {
			return err
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range names(sheets) {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return err
		}
		if err := writeSheet(f, name, sheets[i]); err != nil {
			return fmt.Errorf("sheet %d: %w", i+1, err)
		}
	}
	packed, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return repack(w, packed.Bytes())
}

// sheetWriter writes the lines of one sheet from the top.
type sheetWriter struct {
	*excelize.StreamWriter
	line    int
	styles  styles
	formats map[int]int // style by number of decimals
}

// styles are the numbers by which a workbook knows how cells look.
type styles struct{ bold, right, boldRight int }

func newStyles(f *excelize.File) (s styles, err error) {
	bold, right := &excelize.Font{Bold: true}, &excelize.Alignment{Horizontal: "right"}
	for _, style := range []struct {
		number *int
		look   excelize.Style
	}{
		{&s.bold, excelize.Style{Font: bold}}, {&s.right, excelize.Style{Alignment: right}}, {&s.boldRight, excelize.Style{Font: bold, Alignment: right}},
	} {
		if *style.number, err = f.NewStyle(&style.look); err != nil {
			return s, err
		}
	}
	return s, nil
}

func writeSheet(f *excelize.File, name string, s Sheet) error {
	w, err := newSheetWriter(f, name, s)
	if err != nil {
		return err
	}
	if err := w.texts(s.Above, w.styles.bold); err != nil {
		return err
	}
	if len(s.Above) > 0 {
		w.line++
	}
	if err := w.heading(s); err != nil {
		return err
	}
	for _, row := range s.Rows {
		if err := w.row(row); err != nil {
			return err
		}
	}
	if len(s.Below) > 0 {
		w.line++
	}
	if err := w.texts(s.Below, 0); err != nil {
		return err
	}
	return w.Flush()
}

// newSheetWriter sets what the format wants before the first row: widths and panes.
func newSheetWriter(f *excelize.File, name string, s Sheet) (*sheetWriter, error) {
	if err := setPages(f, name, s); err != nil {
		return nil, err
	}
	stream, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	w := &sheetWriter{StreamWriter: stream, formats: map[int]int{}}
	if w.styles, err = newStyles(f); err != nil {
		return nil, err
	}
	for _, row := range s.Rows {
		for _, c := range row {
			if _, ok := w.formats[c.decimals]; !ok && c.isNumber {
				format := numberFormat(c.decimals)
				if w.formats[c.decimals], err = f.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
					return nil, err
				}
			}
		}
	}
	for j, width := range widths(s) {
		if err := w.SetColWidth(j+1, j+1, width); err != nil {
			return nil, err
		}
	}
	top := s.top()
	if top == 0 {
		return w, nil
	}
	return w, w.SetPanes(&excelize.Panes{Freeze: true, YSplit: top, TopLeftCell: fmt.Sprintf("A%d", top+1), ActivePane: "bottomLeft"})
}

// top is the line of the heading, 0 without one.
func (s Sheet) top() int {
	switch {
	case len(s.Heading) == 0:
		return 0
	case len(s.Above) > 0:
		return len(s.Above) + 2
	}
	return 1
}

// setPages says how the sheet is printed: across the page, as wide as it, with the
// heading on every one.
func setPages(f *excelize.File, name string, s Sheet) error {
	yes, one, none, landscape := true, 1, 0, "landscape"
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &one, FitToHeight: &none}); err != nil {
		return err
	}
	top := s.top()
	if top == 0 {
		return nil
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(name, "'", "''"), top, top)})
}

// numberFormat is the format of a number with so many decimals; the spreadsheet puts
// the marks of its own country.
func numberFormat(decimals int) string {
	if decimals == 0 {
		return "0"
	}
	return "0." + strings.Repeat("0", min(decimals, 30))
}

// widths are those of the columns, in characters: of the longest cell of the heading
// or the first rows, from 8 to 60.
func widths(s Sheet) []float64 {
	const least, most, look = 8, 60, 1000
	var out []float64
	note := func(j int, text string) {
		for len(out) <= j {
			out = append(out, least)
		}
		out[j] = max(out[j], min(most, float64(utf8.RuneCountInString(text)+2)))
	}
	for j, h := range s.Heading {
		note(j, h)
	}
	for _, row := range s.Rows[:min(len(s.Rows), look)] {
		for j, c := range row {
			note(j, c.text)
		}
	}
	return out
}

// texts writes lines of one text each.
func (w *sheetWriter) texts(lines []string, style int) error {
	for _, text := range lines {
		if err := w.cells([]any{excelize.Cell{StyleID: style, Value: tabular.Guard(text)}}); err != nil {
			return err
		}
	}
	return nil
}

func (w *sheetWriter) heading(s Sheet) error {
	if len(s.Heading) == 0 {
		return nil
	}
	var cells []any
	for j, text := range s.Heading {
		style := w.styles.bold
		if s.isRight(j) {
			style = w.styles.boldRight
		}
		cells = append(cells, excelize.Cell{StyleID: style, Value: tabular.Guard(text)})
	}
	return w.cells(cells)
}

// isRight reports whether a column has numbers, or what is set to the right.
func (s Sheet) isRight(j int) bool {
	return slices.ContainsFunc(s.Rows, func(row []Cell) bool { return j < len(row) && (row[j].isNumber || row[j].right) })
}

func (w *sheetWriter) row(row []Cell) error {
	cells := make([]any, len(row))
	for j, c := range row {
		switch {
		case c.isNumber:
			cells[j] = excelize.Cell{StyleID: w.formats[c.decimals], Value: c.number}
		case c.text != "" && c.right:
			cells[j] = excelize.Cell{StyleID: w.styles.right, Value: tabular.Guard(c.text)}
		case c.text != "":
			cells[j] = tabular.Guard(c.text)
		}
	}
	return w.cells(cells)
}

func (w *sheetWriter) cells(cells []any) error {
	w.line++
	return w.SetRow(fmt.Sprintf("A%d", w.line), cells)
}

// These take the place of the properties of the document, which would name a program
// as the author and a day.
const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	core    = xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"></cp:coreProperties>`
	app     = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>`
)

// repack writes the parts of a workbook in one order, without times and without who
// made it.
func repack(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	parts := slices.Clone(in.File)
	slices.SortFunc(parts, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range parts {
		if err := repackPart(out, part); err != nil {
			return err
		}
	}
	return out.Close()
}

func repackPart(out *zip.Writer, part *zip.File) error {
	to, err := out.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	switch part.Name {
	case "docProps/core.xml":
		_, err = io.WriteString(to, core)
		return err
	case "docProps/app.xml":
		_, err = io.WriteString(to, app)
		return err
	}
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = io.Copy(to, from)
	return err
}
