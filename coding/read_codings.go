package coding

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ReadCodings reads the codings of one coder in one document from CSV with the
// columns id, start, end, code, quote, and if the coder likes memo and at:
//
//	id,start,end,code,quote
//	1,3,19,WP.BEL,warme overdracht
//	2,,,IS.RVW,hetzelfde systeem
//
// Positions are those of [Span]. The quote repeats the text on purpose: it
// makes the file readable, and shows at once when positions were counted in
// another way or the text has changed. In a row with a quote and without
// positions the quote is looked up, and must occur exactly once.
//
// All problems are reported at once, up to rma.MaxProblems, as *rma.DataError
// with line and column, and then there are no codings. They wrap ErrSpan,
// ErrQuote, ErrNotFound, ErrAmbiguous, ErrNotCodable, rma.ErrUnknownID,
// rma.ErrDuplicate (an id, or a code given twice to one span), rma.ErrMissing,
// rma.ErrDate, rma.ErrNumber, or rma.ErrMissingColumn and the others of a
// delimited file. A file with a heading and no rows is a coder who saw nothing.
// No document, or no reader, is rma.ErrMissing.
func ReadCodings(r io.Reader, file string, doc *Document, book Codebook, coder string) ([]Coding, error) {
	if doc == nil || r == nil {
		return nil, problem(file, 0, 0, "", fmt.Errorf("%w: codings need a document and a reader", rma.ErrMissing))
	}
	ps := rma.Problems{File: file}
	out := readCodings(r, &ps, newCodingReader(doc, book, coder))
	if err := ps.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// codingReader holds what the rows of one file are checked against.
type codingReader struct {
	doc     *Document
	coder   string
	codable map[string]bool // every code of the book
	asked   map[string]bool // codes that were assigned; nil means all
	ids     map[string]bool
	given   map[codeAt]bool

	id, start, end, code, quote, memo, at tabular.Column
}

type codeAt struct {
	span Span
	code string
}

func newCodingReader(doc *Document, book Codebook, coder string) *codingReader {
	cr := &codingReader{doc: doc, coder: coder, codable: map[string]bool{},
		ids: map[string]bool{}, given: map[codeAt]bool{}}
	for _, c := range book.Codes {
		cr.codable[c.ID] = c.Codable
	}
	return cr
}

func readCodings(r io.Reader, ps *rma.Problems, cr *codingReader) []Coding {
	rd := tabular.NewReader(r)
	rd.Pad = true
	cols, err := rd.Find([]string{"id", "start", "end", "code", "quote"}, []string{"memo", "at"})
	if err != nil {
		ps.AddTabular(err)
		return nil
	}
	cr.id, cr.start, cr.end, cr.code, cr.quote = cols[0], cols[1], cols[2], cols[3], cols[4]
	cr.memo, cr.at = cols[5], cols[6]
	var out []Coding
	eachRow(rd, ps, func(row tabular.Row) {
		if c, ok := cr.read(row, ps); ok {
			out = append(out, c)
		}
	})
	return sortedCodings(out)
}

// read checks a whole row, so that all its problems are reported together.
func (cr *codingReader) read(row tabular.Row, ps *rma.Problems) (Coding, bool) {
	before := ps.Len()
	note := func(c tabular.Column, rule error) {
		if rule != nil {
			ps.Add(row.Line, c.Number(), c.Name(), rule)
		}
	}
	get := func(c tabular.Column) string { return strings.Clone(strings.TrimSpace(row.Get(c))) }
	out := Coding{ID: get(cr.id), Doc: cr.doc.ID, Code: get(cr.code), Coder: cr.coder,
		Memo: strings.Clone(row.Get(cr.memo)), At: get(cr.at)}
	note(cr.id, cr.checkID(out.ID))
	note(cr.code, cr.checkCode(out.Code))
	note(cr.at, checkMoment(out.At))
	span, at, rule := cr.place(get(cr.start), get(cr.end), row.Get(cr.quote), ps.Len() < rma.MaxProblems)
	note(at, rule)
	out.Span = span
	if ps.Len() == before {
		if key := (codeAt{span, out.Code}); cr.given[key] {
			note(cr.code, fmt.Errorf("%w for one span", rma.ErrDuplicate))
		} else {
			cr.given[key] = true
		}
	}
	return out, ps.Len() == before
}

func (cr *codingReader) checkID(id string) error {
	switch {
	case id == "":
		return rma.ErrMissing
	case cr.ids[id]:
		return rma.ErrDuplicate
	}
	cr.ids[id] = true
	return nil
}

func (cr *codingReader) checkCode(code string) error {
	if code == "" {
		return rma.ErrMissing
	}
	codable, ok := cr.codable[code]
	switch {
	case !ok:
		return rma.ErrUnknownID
	case !codable:
		return ErrNotCodable
	case cr.asked != nil && !cr.asked[code]:
		return errNotAssigned
	}
	return nil
}

// place returns the span of a row, or the column and the rule that is broken.
func (cr *codingReader) place(start, end, quote string, explain bool) (Span, tabular.Column, error) {
	switch {
	case quote == "":
		return Span{}, cr.quote, rma.ErrMissing
	case start == "" && end == "":
		span, err := lookUp(cr.doc, quote)
		return span, cr.quote, err
	case start == "":
		return Span{}, cr.start, rma.ErrMissing
	case end == "":
		return Span{}, cr.end, rma.ErrMissing
	}
	from, err := tabular.Integer(start)
	if err != nil {
		return Span{}, cr.start, errNotWhole
	}
	to, err := tabular.Integer(end)
	if err != nil {
		return Span{}, cr.end, errNotWhole
	}
	span := Span{from, to}
	switch {
	case cr.doc.Slice(span) == quote && checkSpan(span, cr.doc) == nil:
		return span, tabular.Column{}, nil
	case from < 0 || from >= cr.doc.Len():
		return span, cr.start, checkSpan(span, cr.doc)
	case checkSpan(span, cr.doc) != nil:
		return span, cr.end, checkSpan(span, cr.doc)
	case !explain:
		return span, cr.quote, ErrQuote
	}
	return span, cr.quote, whyNotQuote(cr.doc, span, quote)
}

var errNotWhole = fmt.Errorf("%w: a position is a whole number", rma.ErrNumber)

// checkSpan says whether the span is a stretch of the document.
func checkSpan(s Span, d *Document) error {
	switch {
	case s.Start < 0:
		return fmt.Errorf("%w: positions count from 0", ErrSpan)
	case s.Start >= s.End:
		return fmt.Errorf("%w: the end lies behind the start", ErrSpan)
	case s.End > d.Len():
		return fmt.Errorf("%w: the text ends at %d", ErrSpan, d.Len())
	}
	return nil
}

var errMoment = errors.New("a moment is written as year-month-day, such as 2023-05-01, or with a time and a zone, such as 2023-05-01T14:30:00+02:00")

func checkMoment(s string) error {
	if s == "" {
		return nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: %w", rma.ErrDate, errMoment)
}
