package workbook

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/internal/xmlbytes"
)

// Rows gives the rows of a sheet that are not empty, one after the other. It is a
// tabular.Source: Line is the number of the row.
//
// A text is a text, whatever it looks like, and a number is a number, with all
// its digits, however it is shown. A number that is shown as a day is one: a
// whole number is a day, and one with a fraction a minute, the nearest. Less than
// half a second is no fraction, since computing with days leaves as much. 29
// February 1900, which Excel has and the calendar has not, is a fault, and so is
// an error such as #N/A. TRUE and FALSE are texts. Of a formula the result counts
// that was kept with it.
type Rows struct {
	book   *Book
	xml    *xmlbytes.Reader
	part   io.Closer
	inData bool
	row    int
	cells  cells
}

// cells are those of one row.
type cells struct {
	fields []string
	kinds  []tabular.Kind
	filled bool
}

// Rows opens a sheet by its name, whatever the capitals; "" is the first. The
// error is [ErrSheetName] or [ErrForm]. Close it.
func (b *Book) Rows(sheet string) (*Rows, error) {
	for _, s := range b.sheets {
		if sheet == "" || strings.EqualFold(strings.TrimSpace(sheet), strings.TrimSpace(s.name)) {
			x, c, err := b.open(s.path)
			if err != nil {
				return nil, err
			}
			return &Rows{book: b, xml: x, part: c}, nil
		}
	}
	return nil, ErrSheetName
}

// Close ends reading.
func (r *Rows) Close() error { return r.part.Close() }

// Next gives the next row that is not empty. The error of a sheet that cannot be
// read any further has the row that it came to; io.EOF is the end.
func (r *Rows) Next() (tabular.Record, error) {
	for {
		token, _, err := r.xml.Token()
		if err != nil {
			if err == io.EOF {
				err = xmlbytes.ErrEnd // a sheet without data
			}
			return tabular.Record{Line: r.row}, rule(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "sheetData":
				r.inData = true
			case t.Name.Local == "row" && r.inData:
				rec, err := r.readRow(t)
				if err != nil || r.cells.filled {
					return rec, err
				}
			}
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				return tabular.Record{}, io.EOF
			}
		}
	}
}

// readRow reads a row up to its end.
func (r *Rows) readRow(start xml.StartElement) (tabular.Record, error) {
	number := r.row + 1
	if text := attr(start, "r"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < number {
			return tabular.Record{Line: number}, ErrForm
		}
		number = n
	}
	if r.row = number; number > MaxRows {
		return tabular.Record{Line: number}, ErrTooLarge
	}
	r.cells.fields, r.cells.kinds, r.cells.filled = r.cells.fields[:0], r.cells.kinds[:0], false
	rec := tabular.Record{Line: number}
	for {
		token, _, err := r.xml.Token()
		if err != nil {
			return rec, rule(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "c" {
				if err := r.readCell(t); err != nil {
					return rec, err
				}
			}
		case xml.EndElement:
			if t.Name.Local == "row" {
				rec.Fields, rec.Kinds = r.cells.fields, r.cells.kinds
				return rec, nil
			}
		}
	}
}

// readCell reads a cell up to its end.
func (r *Rows) readCell(start xml.StartElement) error {
	at, err := r.column(attr(start, "r"))
	if err != nil {
		return err
	}
	var value strings.Builder
	var text runs
	inValue := false
	for {
		token, _, err := r.xml.Token()
		if err != nil {
			return rule(err)
		}
		text.take(token)
		switch t := token.(type) {
		case xml.StartElement:
			inValue = t.Name.Local == "v"
		case xml.CharData:
			if inValue {
				value.Write(t)
			}
		case xml.EndElement:
			inValue = false
			if t.Name.Local == "c" {
				style, _ := strconv.Atoi(attr(start, "s"))
				s, kind := r.book.cell(attr(start, "t"), style, value.String(), text.String())
				r.cells.put(at, s, kind)
				return nil
			}
		}
	}
}

// column gives the place of a cell, counted from 0: its own, as in B7, or the one
// after the last cell. Cells stand in order.
func (r *Rows) column(ref string) (int, error) {
	next := len(r.cells.fields)
	if ref == "" {
		if next >= MaxColumns {
			return 0, ErrTooLarge
		}
		return next, nil
	}
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n <= MaxColumns; i++ {
		n = 26*n + int(ref[i]-'A') + 1
	}
	switch {
	case n > MaxColumns:
		return 0, ErrTooLarge
	case n < next+1:
		return 0, ErrForm
	}
	return n - 1, nil
}

func (c *cells) put(at int, text string, kind tabular.Kind) {
	for len(c.fields) < at {
		c.fields, c.kinds = append(c.fields, ""), append(c.kinds, tabular.KindText)
	}
	c.fields, c.kinds = append(c.fields, text), append(c.kinds, kind)
	c.filled = c.filled || text != ""
}

// cell gives what a cell holds.
func (b *Book) cell(kind string, style int, value, text string) (string, tabular.Kind) {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(b.shared) {
			return "?", tabular.KindFault
		}
		return b.shared[n], tabular.KindText
	case "inlineStr":
		return text, tabular.KindText
	case "str":
		return unescaped(value), tabular.KindText
	case "e":
		return "?", tabular.KindFault
	case "b":
		if strings.TrimSpace(value) == "1" {
			return "TRUE", tabular.KindText
		}
		return "FALSE", tabular.KindText
	case "d":
		return strings.TrimSpace(value), tabular.KindDate
	}
	if value = strings.TrimSpace(value); value == "" {
		return "", tabular.KindText
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return "?", tabular.KindFault
	}
	if style >= 0 && style < len(b.dates) && b.dates[style] && v >= 1 && v < 2_958_466 {
		return serialDay(v, b.date1904)
	}
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return strconv.FormatFloat(v, 'f', -1, 64), tabular.KindNumber
	}
	return strconv.FormatFloat(v, 'g', -1, 64), tabular.KindNumber
}

// serialDay writes the moment that so many days after the first day of the
// workbook is: 31 December 1899 or, in workbooks of an old Macintosh, 1 January
// 1904. Excel counts 29 February 1900 as day 60.
func serialDay(v float64, date1904 bool) (string, tabular.Kind) {
	const halfSecond = 0.5 / (24 * 60 * 60)
	day := math.Floor(v + halfSecond)
	fraction := v - day
	first := time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	if !date1904 {
		switch {
		case day == 60:
			return "?", tabular.KindFault
		case day > 60:
			first = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
		default:
			first = time.Date(1899, time.December, 31, 0, 0, 0, 0, time.UTC)
		}
	}
	t := first.AddDate(0, 0, int(day))
	if fraction < halfSecond {
		return t.Format("2006-01-02"), tabular.KindDate
	}
	return t.Add(time.Duration(math.Round(fraction*24*60)) * time.Minute).Format("2006-01-02T15:04"), tabular.KindDate
}
