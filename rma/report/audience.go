package report

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ErrAudience means that a document would show what was protected for different
// readers.
var ErrAudience = errors.New("a document is for one audience: protect all that it shows together, with one policy")

// forReaders returns the document with the banner of those for whom its tables
// and figures were protected, unless it has one. It fails when they were
// protected for different readers; tables of things are for all.
func (d Document) forReaders() (Document, error) {
	tables := protectedTables(d.Sections)
	for _, t := range tables {
		if first := tables[0]; t.Audience() != first.Audience() {
			return Document{}, fmt.Errorf("%w: table %q is for %s, and table %q for %s", ErrAudience,
				first.View().ID, readers(first), t.View().ID, readers(t))
		}
	}
	if d.Banner == "" && len(tables) > 0 {
		d.Banner = privacy.Policy{Audience: tables[0].Audience()}.Banner().In(d.Lang)
	}
	return d, nil
}

func readers(t privacy.Table) string { return t.Audience().String() }

// protectedTables returns the tables about people or cases in sections and in
// sections of those, and the tables of figures.
func protectedTables(sections []Section) []privacy.Table {
	var out []privacy.Table
	add := func(t privacy.Table) {
		if !t.AboutThings() {
			out = append(out, t)
		}
	}
	for _, s := range sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case TableBlock:
				add(b.Table)
			case FigureBlock:
				add(b.Figure.Table)
			}
		}
		out = append(out, protectedTables(s.Sections)...)
	}
	return out
}
