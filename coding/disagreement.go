package coding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// DisagreementKind says what coders differ about.
type DisagreementKind uint8

const (
	// Missed: some coders gave the code here and others did not, without any
	// stretch around it that all of them gave it.
	Missed DisagreementKind = iota
	// Boundary: all coders gave the code to part of this passage, and differ
	// on where it starts or ends.
	Boundary
)

var kindTerms = rma.Terms{
	{"missed", "wel of niet", "present or absent"},
	{"boundary", "begin of einde", "start or end"},
}

// String returns the key.
func (k DisagreementKind) String() string { return kindTerms.Key("DisagreementKind", uint8(k)) }

// Label returns the name in language l.
func (k DisagreementKind) Label(l rma.Lang) string {
	return kindTerms.Text("DisagreementKind", uint8(k)).In(l)
}

// Disagreement is one stretch that some coders gave a code and others did not.
type Disagreement struct {
	Doc      string
	File     string
	Line     int
	Span     Span
	Code     string
	Label    rma.Text
	Kind     DisagreementKind
	Coded    []string // who gave the code
	NotCoded []string // who was asked to and did not
	Quote    string   // of at most DefaultQuoteLen code points
}

// Disagreements are ordered by document, place and code.
type Disagreements []Disagreement

// FindDisagreements lists where coders differ, on the same units and scope as
// [Agree], for the meeting in which they talk it through. Talking about the
// passages improves a codebook; a figure only says that it is needed.
func FindDisagreements(p *Project, unit Unit, o AgreementOptions) (Disagreements, error) {
	c, err := newComparison(p, unit, o)
	if err != nil {
		return nil, err
	}
	var out Disagreements
	for _, doc := range c.scope {
		from := len(out)
		for _, t := range c.targets {
			out = append(out, c.differences(doc, t)...)
		}
		slices.SortStableFunc(out[from:], func(a, b Disagreement) int {
			return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.Code, b.Code))
		})
	}
	return out, nil
}

// differences lists the runs of one code in one document on which the raters
// differ.
func (c *comparison) differences(doc int, t target) []Disagreement {
	raters := c.raters(doc, t)
	if raters == 0 {
		return nil
	}
	var out []Disagreement
	d := c.docs[doc]
	runs := c.runs(doc, t, raters)
	for first := 0; first < len(runs); {
		last := first + 1 // one past the runs that touch each other
		agreed := runs[first].coders == raters
		for c.unit == ByCharacter && last < len(runs) && runs[last].span.Start == runs[last-1].span.End {
			agreed = agreed || runs[last].coders == raters
			last++
		}
		for _, r := range runs[first:last] {
			if r.coders == raters || r.coders == 0 {
				continue
			}
			kind := Missed
			if agreed {
				kind = Boundary
			}
			out = append(out, Disagreement{
				Doc: d.ID, File: d.File, Line: d.Line(r.span), Span: r.span,
				Code: t.id, Label: c.label(t.id), Kind: kind,
				Coded: c.names(r.coders), NotCoded: c.names(raters &^ r.coders),
				Quote: d.spoken(r.span, DefaultQuoteLen),
			})
		}
		first = last
	}
	return out
}

func (c *comparison) names(mask uint64) []string {
	var out []string
	for i, coder := range c.coders {
		if mask>>i&1 == 1 {
			out = append(out, c.material.coders[coder])
		}
	}
	return out
}

// Table returns the list with a row for each disagreement. The quotes are
// words of participants, so it is for the team only.
func (ds Disagreements) Table() rma.Table {
	t := rma.Table{
		ID:       "disagreements",
		TeamOnly: true,
		Title:    rma.T("Verschillen tussen codeurs", "Differences between coders"),
		RowHead:  rma.T("Plaats", "Place"),
		Columns: []rma.Column{
			{Key: "code", Label: rma.T("Code", "Code")},
			{Key: "kind", Label: rma.T("Verschil", "Difference")},
			{Key: "coded", Label: rma.T("Wel", "Coded by")},
			{Key: "not_coded", Label: rma.T("Niet", "Not coded by")},
			{Key: "quote", Label: rma.T("Passage", "Passage")},
		},
	}
	for _, d := range ds {
		t.Rows = append(t.Rows, rma.Row{
			Key:   fmt.Sprintf("%s:%d:%s", d.Doc, d.Span.Start, d.Code),
			Label: placeText(d.Doc, d.Line),
			Cells: []rma.Cell{
				rma.TextCell(d.Label),
				rma.TextCell(rma.T(d.Kind.Label(rma.Dutch), d.Kind.Label(rma.English))),
				rma.PlainCell(strings.Join(d.Coded, ", ")),
				rma.PlainCell(strings.Join(d.NotCoded, ", ")),
				rma.PlainCell(d.Quote),
			},
		})
	}
	return t
}
