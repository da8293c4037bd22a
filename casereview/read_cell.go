package casereview

import (
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// cell returns the text of a cell without the spaces around it, "" when the
// mapping calls it not recorded.
func (w *wideReader) cell(row tabular.Row, column string) string {
	text := strings.TrimSpace(row.Get(w.columns[column]))
	if slices.Contains(w.m.Missing, text) {
		return ""
	}
	if text != "" && row.Kind(w.columns[column]) == tabular.KindFault {
		w.fault(row, column, ErrCell)
		return ""
	}
	return text
}

// stamp reads a moment. The layouts are for texts: a cell that holds a moment has
// a form of its own.
func (w *wideReader) stamp(row tabular.Row, col EventColumn, text string) (Stamp, error) {
	layouts := col.Layouts
	switch row.Kind(w.columns[col.Column]) {
	case tabular.KindNumber:
		return Stamp{}, errNumberForDate()
	case tabular.KindDate:
		layouts = nil
	}
	return ParseStamp(text, w.loc, layouts...)
}

// fault notes that a cell breaks a rule, the first rule only: a column may be
// read for several events.
func (w *wideReader) fault(row tabular.Row, column string, err error) {
	at := w.columns[column].Number()
	if w.reported[at] {
		return
	}
	if w.reported == nil {
		w.reported = map[int]bool{}
	}
	w.reported[at] = true
	w.problems.Add(row.Line, at, column, err)
}

// required returns a cell that must be filled. A column that the file does not
// have is reported once, for the heading.
func (w *wideReader) required(row tabular.Row, column string) string {
	text := w.cell(row, column)
	if text == "" && w.columns[column].Found() {
		w.fault(row, column, rma.ErrMissing)
	}
	return text
}

func (w *wideReader) field(row tabular.Row, f Field) string {
	if f.Column == "" {
		return f.Constant
	}
	text := w.cell(row, f.Column)
	switch {
	case text == "" && f.Required:
		w.required(row, f.Column)
	case text != "" && len(f.Values) > 0 && !slices.Contains(f.Values, text):
		w.fault(row, f.Column, rma.ErrUnknownTerm)
	}
	return text
}

// list splits a cell. An empty part, as in "a||b", is an error.
func (w *wideReader) list(row tabular.Row, column string) []string {
	if column == "" {
		return nil
	}
	text := w.cell(row, column)
	if text == "" {
		return nil
	}
	parts := strings.Split(text, w.m.listSeparator())
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
		if parts[i] == "" {
			w.fault(row, column, rma.ErrMissing)
		}
	}
	return parts
}

// attributes reads the attributes that are recorded, nil when none is.
func (w *wideReader) attributes(row tabular.Row, list []AttrColumn) map[string]string {
	var attrs map[string]string
	for _, a := range list {
		value := w.attribute(row, a)
		if value == "" {
			continue
		}
		if attrs == nil {
			attrs = map[string]string{}
		}
		attrs[a.name()] = value
	}
	return attrs
}

func (w *wideReader) attribute(row tabular.Row, a AttrColumn) string {
	text := w.cell(row, a.Column)
	if text == "" {
		if a.Required {
			w.required(row, a.Column)
		}
		return ""
	}
	value, err := readAttribute(a, row.Kind(w.columns[a.Column]), text)
	if err != nil {
		w.fault(row, a.Column, err)
	}
	return value
}

func containsKind(list []ConcernKind, k ConcernKind) bool { return slices.Contains(list, k) }
