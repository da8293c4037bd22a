package coding

import (
	"cmp"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Coding is one act of one coder: this stretch of this document is about this
// code.
type Coding struct {
	ID    string // unique among the codings of one coder in one document
	Doc   string
	Span  Span
	Code  string
	Coder string
	Memo  string // the coder's remark, "" when there is none
	At    string // when, as 2006-01-02 or RFC 3339; "" when not recorded
}

// Key returns the id of the coding within the project: document, coder and id.
func (c Coding) Key() string { return c.Doc + "/" + c.Coder + "/" + c.ID }

// ref returns the place in the document for an observation.
func (c Coding) ref(d *Document) rma.Ref {
	return rma.Ref{Kind: rma.RefSegment, ID: c.Key(), File: d.File, Line: d.Line(c.Span)}
}

// compareCodings orders codings by document, place, code, coder and id.
func compareCodings(a, b Coding) int {
	return cmp.Or(
		cmp.Compare(a.Doc, b.Doc),
		a.Span.Compare(b.Span),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Coder, b.Coder),
		cmp.Compare(a.ID, b.ID),
	)
}

// sortedCodings returns a sorted copy.
func sortedCodings(codings []Coding) []Coding {
	out := slices.Clone(codings)
	slices.SortFunc(out, compareCodings)
	return out
}
