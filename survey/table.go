package survey

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// columns builds the heading of a table from keys and labels.
func columns(cols ...rma.Column) []rma.Column { return cols }

func col(key, nl, en string) rma.Column { return rma.Column{Key: key, Label: rma.T(nl, en)} }

// of names the column with the number of people that the figures of a column
// rest on, which are of values that each of them has.
func of(base string, c rma.Column) rma.Column {
	c.Base = base
	return ofValues(c)
}

func ofValues(c rma.Column) rma.Column {
	c.Values = true
	return c
}

// partSums says which rows are parts of another: the groups of an item or a
// scale add up to the whole wave.
func partSums[T any](list []T, id func(T) string, part func(T) Part) []rma.Sum {
	var sums []rma.Sum
	for _, x := range list {
		p := part(x)
		if p.Whole() {
			sums = append(sums, rma.Sum{Total: p.key(id(x))})
			continue
		}
		for i := range sums {
			if sums[i].Total == id(x) {
				sums[i].Parts = append(sums[i].Parts, p.key(id(x)))
			}
		}
	}
	return slices.DeleteFunc(sums, func(s rma.Sum) bool { return len(s.Parts) == 0 })
}

// figure is a cell with decimals, blank when the figure does not exist.
func figure(v float64, decimals int) rma.Cell {
	if math.IsNaN(v) {
		return rma.Cell{}
	}
	return rma.NumberCell(v, decimals)
}

// both words a text with the same figures in both languages.
func both(nl, en string, args ...any) rma.Text {
	return rma.T(fmt.Sprintf(nl, args...), fmt.Sprintf(en, args...))
}

// worded puts a text into a sentence, in each language its own wording.
func worded(nl, en string, t rma.Text) rma.Text {
	return rma.T(fmt.Sprintf(nl, t.In(rma.Dutch)), fmt.Sprintf(en, t.In(rma.English)))
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
