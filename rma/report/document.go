package report

import (
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Document is a report as data. Texts are in the language Lang; tables hold
// both languages and are written in Lang.
//
// [Summary] makes one, and so may you, for a table or two. All that it shows of
// people or cases was then protected for the same readers, or it is not written:
// ErrAudience. Tables of things go into any document.
type Document struct {
	Lang     rma.Lang
	Banner   string // on every page, for whom the document is; "" = that of those for whom its tables were protected, none for everyone
	Title    string
	Subtitle string
	Notices  []string // shown before everything else, such as "synthetic data"
	Sections []Section
}

// Section has a heading, blocks, and sections of its own.
type Section struct {
	ID       string // anchor, unique in the document
	Title    string
	Badge    Badge // beside the heading; the zero Badge is none
	Blocks   []Block
	Sections []Section
}

// Badge is a word with a style, such as a verdict.
type Badge struct {
	Text string
	Mark string // style key
	To   string // anchor it links to; empty for no link
}

// Block is implemented by Paragraph, List, TableBlock, FigureBlock and Quote.
type Block interface{ block() }

// Paragraph is running text.
type Paragraph struct{ Spans []Span }

// List is a list of items.
type List struct {
	Numbered bool
	Items    []Item
}

// Item is one entry of a list, which may be linked to.
type Item struct {
	ID    string // anchor; empty for none
	Badge Badge
	Spans []Span
}

// TableBlock shows a table. Links maps the ids that cells refer to onto anchors.
// RowIDs gives rows an anchor of their own, by the key of the row.
type TableBlock struct {
	ID     string // anchor
	Table  privacy.Table
	Links  map[string]string
	RowIDs map[string]string
}

// FigureBlock shows a figure with its table.
type FigureBlock struct {
	ID      string // anchor
	Figure  plot.Figure
	TableID string // anchor of its table
	Links   map[string]string
}

// Quote is what somebody said, by role.
type Quote struct {
	Text string
	By   string
	To   string // anchor of the observation
}

func (Paragraph) block()   {}
func (List) block()        {}
func (TableBlock) block()  {}
func (FigureBlock) block() {}
func (Quote) block()       {}

// Span is a stretch of text.
type Span struct {
	Text   string
	To     string // anchor it links to; empty for no link
	Strong bool
}

func plain(s string) Span       { return Span{Text: s} }
func strong(s string) Span      { return Span{Text: s, Strong: true} }
func link(text, to string) Span { return Span{Text: text, To: to} }

func para(spans ...Span) Paragraph { return Paragraph{Spans: spans} }

// Figures returns the figures of the document in order.
func (d Document) Figures() []plot.Figure {
	var out []plot.Figure
	var walk func([]Section)
	walk = func(ss []Section) {
		for _, s := range ss {
			for _, b := range s.Blocks {
				if f, ok := b.(FigureBlock); ok {
					out = append(out, f.Figure)
				}
			}
			walk(s.Sections)
		}
	}
	walk(d.Sections)
	return out
}
