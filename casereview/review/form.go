package review

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/workbook"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// FormFormat is the kind of file of a form.
type FormFormat uint8

const (
	Markdown FormFormat = iota // text that any editor opens
	XLSX                       // a workbook with a sheet per part
)

// FormOptions say what a form looks like.
type FormOptions struct {
	Format FormFormat // 0 means Markdown
	Lang   rma.Lang   // 0 means Dutch
	Blank  int        // empty places per list, to fill in; 0 means 3, less than 0 none
}

// formPart is one part of a form, in one language: questions that guide, and a
// list of entries with the same fields.
type formPart struct {
	title  string
	guide  []string
	fields []string
	rows   [][]string
	entry  string // what one row is, when answers are long: Markdown gives each a block of its own
}

// WriteForm writes the review as a form for the team to fill in: with guiding
// questions, what is filled in already, and empty places. The zero Review gives
// an empty form.
//
//	err := review.WriteForm(w, review.Review{ID: "R1"}, review.FormOptions{Format: review.XLSX})
//
// A form holds the words of participants and is for the team only; it says so at
// the top. Text is written so that a spreadsheet does not run it and Markdown
// does not take it for markup. The same review gives the same bytes. A form is
// not read back: [Review.Write] makes the file that is.
//
// Errors: ErrOptions for a format that does not exist; what a workbook cannot
// hold, with its place; those of w.
func WriteForm(w io.Writer, r Review, o FormOptions) error {
	switch {
	case o.Blank == 0:
		o.Blank = 3
	case o.Blank < 0:
		o.Blank = 0
	}
	parts := formParts(r, o)
	switch o.Format {
	case Markdown:
		_, err := io.WriteString(w, formMarkdown(r, parts, o.Lang))
		return err
	case XLSX:
		return workbook.Write(w, formSheets(parts, o.Lang)...)
	}
	return fmt.Errorf("%w: a form is Markdown or XLSX", ErrOptions)
}

// confidential stands at the top of every part.
func confidential() rma.Text {
	return rma.T("VERTROUWELIJK, alleen voor het reviewteam. Geen namen, adressen of geboortedata: noem rollen, organisaties en pseudoniemen.",
		"CONFIDENTIAL, for the review team only. No names, addresses or dates of birth: give roles, organisations and pseudonyms.")
}

// formSheets makes a sheet of each part. Cells are guarded by package workbook.
func formSheets(parts []formPart, l rma.Lang) []workbook.Sheet {
	var sheets []workbook.Sheet
	for _, p := range parts {
		s := workbook.Sheet{Name: p.title, Above: append([]string{confidential().In(l)}, p.guide...), Heading: p.fields}
		for _, row := range p.rows {
			cells := make([]workbook.Cell, len(row))
			for j, text := range row {
				cells[j] = workbook.Text(text)
			}
			s.Rows = append(s.Rows, cells)
		}
		sheets = append(sheets, s)
	}
	return sheets
}
