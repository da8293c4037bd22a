package coding

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Span is a stretch of a document, in Unicode code points. The first code
// point of the text is 0, and End lies just behind the last one: the Span
// {3, 9} holds six code points. An é is one, an emoji is one or more, a line
// end is one.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of code points, 0 for a span that ends before it
// starts.
func (s Span) Len() int { return max(0, s.End-s.Start) }

// Overlap returns how many code points s and t share.
func (s Span) Overlap(t Span) int {
	return max(0, min(s.End, t.End)-max(s.Start, t.Start))
}

// Union returns the smallest span that holds both, with what lies between
// them. A span without code points adds nothing.
func (s Span) Union(t Span) Span {
	switch {
	case s.Len() == 0:
		return t
	case t.Len() == 0:
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Contains reports whether every code point of t lies in s. A span contains
// itself.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Distance returns the number of code points between s and t, 0 when they
// touch or overlap.
func (s Span) Distance(t Span) int {
	return max(0, max(s.Start, t.Start)-min(s.End, t.End))
}

// Compare orders spans by start, then by end.
func (s Span) Compare(t Span) int {
	return cmp.Or(cmp.Compare(s.Start, t.Start), cmp.Compare(s.End, t.End))
}

// String writes the span as "[3,9)".
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// Relation says how one span lies to another.
type Relation uint8

const (
	Apart         Relation = iota // something lies between them
	Touches                       // one ends where the other starts
	Equals                        // the same start and end
	Inside                        // s lies in t and is shorter
	Around                        // t lies in s and is shorter
	OverlapsStart                 // s starts before t and ends in it
	OverlapsEnd                   // s starts in t and ends behind it
)

var relationTerms = rma.Terms{
	{"apart", "los van elkaar", "apart"},
	{"touches", "sluit aan", "touches"},
	{"equals", "gelijk", "equals"},
	{"inside", "erbinnen", "inside"},
	{"around", "eromheen", "around"},
	{"overlaps-start", "overlapt het begin", "overlaps the start"},
	{"overlaps-end", "overlapt het einde", "overlaps the end"},
}

// String returns the key of the relation.
func (r Relation) String() string { return relationTerms.Key("Relation", uint8(r)) }

// Relation says how s lies to t.
func (s Span) Relation(t Span) Relation {
	switch {
	case s == t:
		return Equals
	case s.Distance(t) > 0:
		return Apart
	case s.Overlap(t) == 0:
		return Touches
	case t.Contains(s):
		return Inside
	case s.Contains(t):
		return Around
	case s.Start < t.Start:
		return OverlapsStart
	}
	return OverlapsEnd
}

// merged returns the spans as a sorted list in which none overlaps or touches
// another, without empty ones.
func merged(spans []Span) []Span {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, Span.Compare)
	out := sorted[:0]
	for _, s := range sorted {
		last := len(out) - 1
		switch {
		case s.Len() == 0:
		case last >= 0 && s.Start <= out[last].End:
			out[last].End = max(out[last].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}

// intersected returns what two merged lists share, as a merged list.
func intersected(a, b []Span) []Span {
	var out []Span
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if s := (Span{max(a[i].Start, b[j].Start), min(a[i].End, b[j].End)}); s.Len() > 0 {
			out = append(out, s)
		}
		if a[i].End < b[j].End {
			i++
		} else {
			j++
		}
	}
	return out
}

// totalLen returns the number of code points in a merged list.
func totalLen(spans []Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}
