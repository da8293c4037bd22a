package privacy

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// percentages is a column of figures, read as rates per so many of a base, of
// which the table does not show the count: 6.3% of 48 is 3.
type percentages struct {
	column int
	of     float64
	base   denominator
	likely float64 // how often chance may make a column look so; 1 takes it for granted
}

// withholdPercentages hides the percentages and rates that tell a small count which
// the table does not show. A column is taken for one when its label says so, when
// it rests on a column of things, such as inhabitants, or when most figures are, as
// they are printed, that of a whole K, and that can hardly be chance. Of rounded
// counts no such column can be shown, since it tells them exactly.
func (w *tableWriter) withholdPercentages() {
	for j, column := range w.t.Columns {
		if column.Things || !w.holdsNumbers(j) {
			continue
		}
		told := false
		for _, p := range w.mayBe(j) {
			for _, i := range w.rowsOf(p) {
				n, _, _ := p.base(i)
				low, high := wholeCounts(w.cell(i, j), n, p.of)
				narrow := high-low < max(1, w.policy.MinCell-1)
				small := int(n) < w.policy.MinBase || w.policy.Small(low) || w.policy.Small(high) || w.policy.Small(int(n)-high)
				if narrow && (small || w.policy.RoundTo > 1) {
					told = w.withhold(i, j) || told
				}
			}
		}
		w.warnOfRates(told, column)
	}
}

// mayBe returns what the figures of a column may be percentages of: what it says
// that they rest on, and every other column.
func (w *tableWriter) mayBe(j int) []percentages {
	var out []percentages
	base := func(i int) (float64, bool, bool) { return float64(w.base[i][j]), false, w.base[i][j] > 0 }
	for _, of := range perSoMany(w.t.Columns[j]) {
		p := percentages{column: j, of: of, base: base, likely: 0.01}
		if of == 100 && isPercent(w.t.Columns[j]) {
			p.likely = 1
		}
		out = append(out, p)
		for d, other := range w.t.Columns {
			p := percentages{column: j, of: of, base: w.beside(d), likely: unlikely}
			if other.Things && other.Key == w.t.Columns[j].Base {
				p.likely = 1
			}
			if d != j {
				out = append(out, p)
			}
		}
	}
	return out
}

// rowsOf returns the rows with a figure that is such a percentage, if the column
// holds those. That all are by chance is as likely as each of them, multiplied; that
// m are, of which e were expected, is at most exp(m - e - m ln(m/e)) (Chernoff 1952,
// Annals of Mathematical Statistics 23, 493-507).
func (w *tableWriter) rowsOf(p percentages) (rows []int) {
	figures, expected, all := 0, 0.0, 1.0
	for i := range w.t.Rows {
		c := w.cell(i, p.column)
		n, _, ok := p.base(i)
		if !ok || n < 1 || c.Kind != rma.NumberKind || math.IsNaN(c.Number) {
			continue
		}
		figures++
		likely := math.Min(1, 2*half(c)*n/p.of)
		expected, all = expected+likely, all*likely
		if low, high := wholeCounts(c, n, p.of); low <= high && high >= 0 && low <= int(n) {
			rows = append(rows, i)
		}
	}
	chance := all
	if m := float64(len(rows)); len(rows) < figures {
		chance = 1
		if m > expected {
			chance = math.Exp(m - expected - m*math.Log(m/expected))
		}
	}
	if 2*len(rows) <= figures || chance > p.likely {
		return nil
	}
	return rows
}

// wholeCounts returns the least and the largest whole K of n that a figure can be
// the rate of.
func wholeCounts(c rma.Cell, n, of float64) (low, high int) {
	return int(math.Ceil((c.Number - half(c)) * n / of)), int(math.Floor((c.Number + half(c)) * n / of))
}

// perSoMany returns what the rates of a column can be per: what its label says, or
// any.
func perSoMany(c rma.Column) []float64 {
	digits := strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "").Replace(c.Label.In(rma.English) + c.Label.In(rma.Dutch))
	for _, of := range slices.Backward(rates) {
		if of > 100 && strings.Contains(digits, strconv.Itoa(int(of))) {
			return []float64{of}
		}
	}
	return rates
}

// isPercent reports whether the label of a column says that it holds percentages.
func isPercent(c rma.Column) bool {
	for _, s := range []string{c.Key, c.Label.NL, c.Label.EN} {
		s = strings.ToLower(s)
		for _, word := range []string{"%", "percent", "procent", "aandeel", "share"} {
			if strings.Contains(s, word) {
				return true
			}
		}
	}
	return false
}
