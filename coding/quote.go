package coding

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// DefaultQuoteLen is the length of a quote, in code points, when the options
// name no other.
const DefaultQuoteLen = 240

// QuoteOptions say which passages are quoted. The zero value quotes every
// coding, without context.
type QuoteOptions struct {
	Codes  []string          // nil means all; a code that groups others stands for all of them
	Where  map[string]string // attributes that the document must have, such as pilot; nil means all documents
	Coders []string          // nil means all
	Roles  []Role            // of the speaker; nil means all, also what nobody says

	// Context is how many code points before and after the passage are given,
	// cut at a word. 0 means none.
	Context int

	// MaxLen is the length to which the passage itself is cut, at a word, with
	// an ellipsis. 0 means DefaultQuoteLen, less than 0 means no limit.
	MaxLen int
}

// Quote is a passage with its place. It knows the role of the speaker and not
// the name; the words themselves may still hold names.
type Quote struct {
	Key    string // of the coding
	Doc    string
	File   string
	Line   int
	Span   Span // of the whole passage, also when Text was cut
	Code   string
	Label  rma.Text
	Coder  string
	Role   Role   // of the turn that holds most of the passage
	Text   string // on one line
	Before string
	After  string
}

// Format writes the passage with role and place, in language l:
//
//	… before «the passage» after … (deelnemer; HOO-01, regel 12)
func (q Quote) Format(l rma.Lang) string {
	s := "«" + q.Text + "»"
	if q.Before != "" {
		s = q.Before + " " + s
	}
	if q.After != "" {
		s += " " + q.After
	}
	place := placeText(q.Doc, q.Line).In(l)
	if q.Role != RoleNotRecorded {
		place = q.Role.Label(l) + "; " + place
	}
	return s + " (" + place + ")"
}

// String is the Dutch form.
func (q Quote) String() string { return q.Format(rma.Dutch) }

func placeText(doc string, line int) rma.Text {
	return rma.T(fmt.Sprintf("%s, regel %d", doc, line), fmt.Sprintf("%s, line %d", doc, line))
}

// Quotes returns the passages that were asked for, ordered by document, place,
// code and coder. A code or coder that does not exist is an error, and so is
// what [Project.Validate] finds.
func Quotes(p *Project, o QuoteOptions) ([]Quote, error) {
	m, err := newMaterial(p)
	if err != nil {
		return nil, err
	}
	return m.quotes(o)
}

func (m *material) quotes(o QuoteOptions) ([]Quote, error) {
	targets, err := m.targets(o.Codes)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, t := range targets {
		for _, code := range t.within {
			wanted[m.ids[code]] = true
		}
	}
	coders, err := m.coderIndexes(o.Coders)
	if err != nil {
		return nil, err
	}
	coding := map[string]bool{}
	for _, i := range coders {
		coding[m.coders[i]] = true
	}
	var out []Quote
	for _, c := range m.all {
		d := m.docs[m.docAt[c.Doc]]
		if !wanted[c.Code] || !coding[c.Coder] || !d.has(o.Where) {
			continue
		}
		if q := m.quote(c, d, o); len(o.Roles) == 0 || slices.Contains(o.Roles, q.Role) {
			out = append(out, q)
		}
	}
	return out, nil
}

func (d *Document) has(where map[string]string) bool {
	for key, value := range where {
		if d.Attribute(key) != value {
			return false
		}
	}
	return true
}

// quote makes the quote of one coding.
func (m *material) quote(c Coding, d *Document, o QuoteOptions) Quote {
	limit := o.MaxLen
	if limit == 0 {
		limit = DefaultQuoteLen
	}
	turn, _ := d.TurnAt(c.Span)
	q := Quote{Key: c.Key(), Doc: d.ID, File: d.File, Line: d.Line(c.Span), Span: c.Span,
		Code: c.Code, Label: m.label(c.Code), Coder: c.Coder, Role: turn.Role,
		Text: d.spoken(c.Span, limit)}
	if o.Context > 0 {
		q.Before, q.After = d.around(c.Span, o.Context, turn)
	}
	return q
}

// around returns the words before and after the span, within the turn if the
// span stays in one.
func (d *Document) around(s Span, n int, turn Turn) (before, after string) {
	whole := d.Span()
	if turn.Span.Contains(s) {
		whole = turn.Span
	}
	left := Span{max(whole.Start, s.Start-n), s.Start}
	right := Span{s.End, min(whole.End, s.End+n)}
	before, after = d.spoken(left, 0), d.spoken(right, 0)
	if left.Start > whole.Start {
		if i := strings.IndexFunc(before, unicode.IsSpace); i >= 0 {
			before = before[i+1:]
		}
		before = "… " + before
	}
	if right.End < whole.End {
		if i := strings.LastIndexFunc(after, unicode.IsSpace); i >= 0 {
			after = after[:i]
		}
		after += " …"
	}
	return before, after
}
