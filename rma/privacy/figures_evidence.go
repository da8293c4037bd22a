package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// estimateWriter holds the means among the observations as a table that is not
// published, so that they are weighed with those of the tables: a row for each, with
// the number that it rests on and the figure.
func (s *system) estimateWriter(e *rma.Evidence) *tableWriter {
	w := &tableWriter{system: s, row: map[string]int{}, column: map[string]int{"n": 0, "figure": 1}}
	w.t.Columns = []rma.Column{{Key: "n"}, {Key: "figure", Base: "n", Values: true}}
	for _, o := range e.All() {
		if o.Estimate == nil || len(o.Estimate.Counts) > 1 || o.Estimate.N <= 0 {
			continue
		}
		w.row[o.ID] = len(w.t.Rows)
		w.t.Rows = append(w.t.Rows, rma.Row{Key: o.ID, Cells: []rma.Cell{
			rma.CountCell(o.Estimate.N), rma.NumberCell(o.Estimate.Value, decimalsPrinted(*o.Estimate)).WithRefs(o.ID)}})
		w.names = append(w.names, o.Estimate.Name.In(rma.Dutch))
		w.places = append(w.places, []place{s.restsOn[o.ID], none})
		w.base = append(w.base, []int{-1, o.Estimate.N})
		w.withheld = append(w.withheld, []bool{false, s.withholds(o)})
	}
	return w
}

// noteWithheld notes the observations of which the figure is hidden.
func (w *tableWriter) noteWithheld() {
	for i, r := range w.t.Rows {
		w.figures[r.Key] = w.figures[r.Key] || w.withheld[i][1]
	}
}
