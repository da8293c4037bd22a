package privacy

// sameFigure names a figure that stands in several tables: one of a column with the
// same key, on the same cases.
type sameFigure struct {
	column string
	base   int
}

func (w *tableWriter) sameFigure(i, j int) (sameFigure, bool) {
	base := w.baseCount(i, w.t.Columns[j].Base)
	if base < 0 || !w.isMean(figureAt{i, j}) {
		return sameFigure{}, false
	}
	return sameFigure{w.t.Columns[j].Key, w.find(base)}, true
}

// alignFigures hides a figure that one table hides in the others too.
func alignFigures(tables []*tableWriter) {
	hidden := map[sameFigure]bool{}
	for again := true; again; {
		again = false
		for _, w := range tables {
			w.eachFigure(func(i, j int, f sameFigure) {
				if w.withheld[i][j] && !hidden[f] {
					hidden[f], again = true, true
				}
			})
		}
		for _, w := range tables {
			w.eachFigure(func(i, j int, f sameFigure) {
				if hidden[f] {
					again = w.withhold(i, j) || again
				}
			})
			w.settleFigures()
		}
	}
}

func (w *tableWriter) eachFigure(visit func(i, j int, f sameFigure)) {
	for i := range w.t.Rows {
		for j := range w.t.Columns {
			if f, ok := w.sameFigure(i, j); ok {
				visit(i, j, f)
			}
		}
	}
}
