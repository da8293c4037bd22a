package coding

import (
	"fmt"
	"io"
	"strconv"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteCodings writes the codings of one coder in the document as CSV, ordered
// by place, with the quote that [ReadCodings] checks. The columns memo and at
// are written when a coding has them. The same codings give the same bytes.
//
// Codings of another document or of several coders are an error, and so is a
// span outside the text (ErrSpan). No document, or no writer, is
// rma.ErrMissing. The file holds words of participants.
func WriteCodings(w io.Writer, d *Document, codings []Coding) error {
	if d == nil || w == nil {
		return fmt.Errorf("%w: codings need a document and a writer", rma.ErrMissing)
	}
	sorted := sortedCodings(codings)
	head := []string{"id", "start", "end", "code", "quote"}
	memo, at := false, false
	for i, c := range sorted {
		switch {
		case c.Doc != d.ID:
			return fmt.Errorf("coding %q is about another document than %q: %w", c.ID, d.ID, rma.ErrUnknownID)
		case c.Coder != sorted[0].Coder:
			return fmt.Errorf("document %q: one file holds one coder: %w", d.ID, rma.ErrFormat)
		}
		if err := checkSpan(sorted[i].Span, d); err != nil {
			return fmt.Errorf("coding %q: %w", c.ID, err)
		}
		memo, at = memo || c.Memo != "", at || c.At != ""
	}
	if memo {
		head = append(head, "memo")
	}
	if at {
		head = append(head, "at")
	}
	tw := tabular.NewWriter(w)
	if err := tw.Write(head...); err != nil {
		return err
	}
	for _, c := range sorted {
		row := []string{c.ID, strconv.Itoa(c.Span.Start), strconv.Itoa(c.Span.End), c.Code, d.Slice(c.Span)}
		if memo {
			row = append(row, c.Memo)
		}
		if at {
			row = append(row, c.At)
		}
		if err := tw.Write(row...); err != nil {
			return err
		}
	}
	return tw.Flush()
}
