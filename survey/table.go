package survey

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// columns builds the heading of a table from keys and labels.
func columns(cols ...rma.Column) []rma.Column { return cols }

func col(key, nl, en string) rma.Column { return rma.Column{Key: key, Label: rma.T(nl, en)} }

// figure is a cell with decimals, blank when the figure does not exist.
func figure(v float64, decimals int) rma.Cell {
	if math.IsNaN(v) {
		return rma.Cell{}
	}
	return rma.NumberCell(v, decimals)
}

// bounds is a cell with an interval of values, blank when there is none.
func bounds(i rma.Interval, decimals int) rma.Cell {
	if math.IsNaN(i.Lo) && math.IsNaN(i.Hi) {
		return rma.Cell{}
	}
	return rma.TextCell(rma.T(i.Number(decimals, rma.Dutch), i.Number(decimals, rma.English)))
}

// both words a text with the same figures in both languages.
func both(nl, en string, args ...any) rma.Text {
	return rma.T(fmt.Sprintf(nl, args...), fmt.Sprintf(en, args...))
}

// worded puts a text into a sentence, in each language its own wording.
func worded(nl, en string, t rma.Text) rma.Text {
	return rma.T(fmt.Sprintf(nl, t.In(rma.Dutch)), fmt.Sprintf(en, t.In(rma.English)))
}

// pValue is a cell with a p-value, blank when there is none.
func pValue(p float64) rma.Cell {
	if p < 0.001 {
		return rma.TextCell(rma.T(rma.FormatP(p, rma.Dutch), rma.FormatP(p, rma.English)))
	}
	return figure(p, 3)
}

func percent(level float64) string { return fmt.Sprintf("%.4g%%", 100*level) }

// key names a row or an observation of a part: "Q1", or "Q1/pilot=EMM".
func (p Part) key(id string) string {
	if p.Whole() {
		return id
	}
	return id + "/" + p.Group + "=" + p.Value
}

// named returns the label of a row: that of the item or scale, with that of
// the part behind it.
func (p Part) named(label rma.Text) rma.Text {
	if p.Whole() {
		return label
	}
	return rma.T(label.In(rma.Dutch)+" – "+p.Label.In(rma.Dutch), label.In(rma.English)+" – "+p.Label.In(rma.English))
}

// selfReport is the note under every table: people speak about themselves.
var selfReport = rma.T("Eigen oordeel van de respondenten.", "Respondents' own judgement.")
