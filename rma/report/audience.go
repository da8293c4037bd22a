package report

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ErrAudience means that a document would show what was protected for different
// readers.
var ErrAudience = errors.New("a document is for one audience: protect all that it shows together, with one policy")

// forReaders returns the document with the banner of those for whom its tables
// and figures were protected, unless it has one. It fails when they were
// protected for different readers; tables of things are for all.
func (d Document) forReaders() (Document, error) {
	d.Sections = byValue(d.Sections)
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

// byValue returns the sections with blocks instead of pointers to blocks. A pointer to
// nothing is left out.
func byValue(sections []Section) []Section {
	out := slices.Clone(sections)
	for i := range out {
		s := &out[i]
		s.Blocks, s.Sections = nil, byValue(s.Sections)
		for _, b := range sections[i].Blocks {
			if b = pointedAt(b); b != nil {
				s.Blocks = append(s.Blocks, b)
			}
		}
	}
	return out
}

func pointedAt(b Block) Block {
	v := reflect.ValueOf(b)
	if v.Kind() != reflect.Pointer {
		return b
	}
	if v.IsNil() {
		return nil
	}
	b, _ = v.Elem().Interface().(Block)
	return b
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
