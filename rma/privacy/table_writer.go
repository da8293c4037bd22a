package privacy

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// tableWriter makes the table that may be shown of one that was judged.
type tableWriter struct {
	*system
	t        rma.Table
	row      map[string]int // by key, the first of each
	column   map[string]int
	rates    map[int]float64 // per column of rates: per how many
	names    []string        // per row of estimates: what they are called
	places   [][]place
	base     [][]int  // per cell: cases that a figure rests on, -1 when it is none
	withheld [][]bool // per cell
	account  Hidden
	warnings []rma.Warning
	hiddenIn map[int]map[int]bool  // numbers that a column hides, as far as was asked
	rowsBy   map[int]map[int][]int // rows of a column by the numbers that stand there, as far as was asked
}

// tableWriters judges the figures of every table, the first so many of which are
// published.
func (s *system) tableWriters(m Material, published int) ([]*tableWriter, error) {
	s.noteHiddenNumbers(m.all())
	var out []*tableWriter
	for i, t := range m.all() {
		w, err := s.tableWriter(i, t, i < published)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	estimates := s.estimateWriter(m.Evidence)
	all := append(slices.Clone(out), estimates)
	s.figureSet(all).settle(all)
	estimates.noteWithheld()
	return out, nil
}

// hiddenNumber is a number of cases that a table of some Counts hides.
type hiddenNumber struct {
	of string
	n  int
}

// noteHiddenNumbers notes which numbers of cases are hidden in tables that share
// their Counts with others: a mean that rests on so many may rest on those.
func (s *system) noteHiddenNumbers(tables []rma.Table) {
	s.hiddenNumbers = map[hiddenNumber]bool{}
	for n, t := range tables {
		for _, row := range s.tables[n] {
			for _, p := range row {
				if t.Counts != "" && s.hides(p) {
					s.hiddenNumbers[hiddenNumber{t.Counts, s.all[s.find(p.k)].value}] = true
				}
			}
		}
	}
}

// tableWriter takes the judgement of a table. Of one that is not published, figures
// that do not say on how many they rest are taken to rest on none.
func (s *system) tableWriter(i int, t rma.Table, published bool) (*tableWriter, error) {
	w := &tableWriter{system: s, t: t, row: map[string]int{}, column: map[string]int{}, rates: map[int]float64{}, places: s.tables[i], account: Hidden{Table: t.ID}}
	for j, c := range t.Columns {
		w.column[c.Key] = j
	}
	for i, r := range t.Rows {
		if _, twice := w.row[r.Key]; !twice {
			w.row[r.Key] = i
		}
		bases, withheld := make([]int, len(t.Columns)), make([]bool, len(t.Columns))
		for j := range t.Columns {
			var err error
			if bases[j], err = w.baseOf(i, j); err != nil && published {
				return nil, err
			}
			withheld[j] = w.hides(w.places[i][j])
		}
		w.base, w.withheld = append(w.base, bases), append(w.withheld, withheld)
	}
	w.withholdFigures()
	return w, nil
}

func (w *tableWriter) cell(i, j int) rma.Cell {
	if cells := w.t.Rows[i].Cells; j < len(cells) {
		return cells[j]
	}
	return rma.Cell{}
}

// write returns what may be shown, and the account of it.
func (w *tableWriter) write() (rma.Table, Hidden) {
	out := w.t
	out.Rows = nil
	for i, r := range w.t.Rows {
		row := rma.Row{Key: r.Key, Label: r.Label}
		for j := range r.Cells[:min(len(r.Cells), len(w.t.Columns))] {
			row.Cells = append(row.Cells, w.shown(i, j))
			w.count(i, j)
		}
		out.Rows = append(out.Rows, row)
	}
	if w.policy.Audience != Team {
		out.TeamNotes = nil
	}
	if legend := w.policy.Legend(); !legend.IsZero() && w.account.Counts > 0 {
		out.Notes = append(slices.Clone(out.Notes), legend)
	}
	w.flagGroups()
	return out, w.account
}

// shown returns a cell as it may be shown.
func (w *tableWriter) shown(i, j int) rma.Cell {
	c := w.cell(i, j)
	switch {
	case w.t.Columns[j].Things:
		return c
	case w.withheld[i][j] && w.isVerdict(i, j): // with the mark, which says the same
		return rma.Cell{Kind: rma.Withheld}
	case c.Empty() || c.Kind == rma.TextKind:
		return w.policy.cell(c, false)
	case w.withheld[i][j]:
		for _, id := range slices.Concat(c.Refs, c.Same) {
			w.figures[id] = true
		}
		return rma.Cell{Kind: rma.Withheld, Mark: c.Mark, Refs: c.Refs}
	}
	if per, ok := w.rates[j]; ok && c.Kind == rma.NumberKind && w.policy.RoundTo > 1 {
		if v, ok := w.rate(i, j, per, w.policy.round); ok {
			c.Number = v
		}
	}
	if w.declaresValues(i, j) && w.policy.RoundTo > 1 {
		c.Decimals = min(c.Decimals, decimalsOf(w.base[i][j]))
	}
	return w.policy.cell(c, w.isWaived(w.places[i][j]) || c.Kind == rma.ShareIntervalKind && w.waivesShare(i, j))
}

// waivesShare reports whether the share that an interval is of is let through.
func (w *tableWriter) waivesShare(i, j int) bool {
	k := w.shareOf(i, j)
	return k >= 0 && w.isWaived(w.places[i][k])
}

// cell returns a cell that is not hidden, with its counts rounded unless they
// are let through exactly.
func (p Policy) cell(c rma.Cell, exact bool) rma.Cell {
	if !p.hides() {
		return c
	}
	out := rma.Cell{Kind: c.Kind, Mark: c.Mark, Refs: c.Refs}
	round := p.round
	if exact {
		round = func(n int) int { return n }
	}
	switch c.Kind { // what the kind shows, and nothing else
	case rma.CountKind:
		out.Count = round(c.Count)
	case rma.ShareKind:
		out.Share = rma.Proportion{K: round(c.Share.K), N: round(c.Share.N)}
		if out.Share.N < p.MinBase && !exact {
			return rma.Cell{Kind: rma.TextKind, Text: withoutPercent(out.Share), Mark: c.Mark, Refs: c.Refs}
		}
	case rma.ShareIntervalKind:
		out.Share, out.Interval = rma.Proportion{K: round(c.Share.K), N: round(c.Share.N)}, c.Interval
		if p.RoundTo > 1 && !exact {
			out.Interval = redo(out.Share, c.Interval)
		}
	case rma.NumberKind:
		out.Number, out.Decimals = asPrinted(c.Number, c.Decimals), c.Decimals
	case rma.IntervalKind:
		out.Interval, out.Decimals = intervalAsPrinted(c.Interval, c.Decimals), c.Decimals
		out.Interval.Level = 0 // as reached, which can tell how many cases counted
	case rma.PValueKind:
		out.Number = pAsPrinted(c.Number)
	case rma.TextKind:
		out.Text = c.Text
	}
	return out
}

func withoutPercent(s rma.Proportion) rma.Text {
	return rma.T(fmt.Sprintf("%d van de %d", s.K, s.N), fmt.Sprintf("%d of %d", s.K, s.N))
}

// canRedo reports whether an interval can be computed again of rounded counts.
func canRedo(i rma.Interval) bool {
	return i.Method == (rma.Proportion{}).Wilson(0).Method || i.Method == (rma.Proportion{}).ClopperPearson(0).Method
}

// redo computes the interval of a share by the same method.
func redo(p rma.Proportion, i rma.Interval) rma.Interval {
	if i.Method == (rma.Proportion{}).ClopperPearson(0).Method {
		return p.ClopperPearson(i.Level)
	}
	return p.Wilson(i.Level)
}

// count keeps the account of one cell.
func (w *tableWriter) count(i, j int) {
	p := w.places[i][j]
	switch {
	case p.isCount():
		w.account.Counts++
		switch {
		case !w.withheld[i][j]:
		case w.isSmall(p.k) || p.isShare() && (w.isSmall(p.n) || w.isSmallRest(p)):
			w.account.Small++
		default:
			w.account.Added++
		}
	case w.base[i][j] >= 0 && w.withheld[i][j]:
		w.account.Figures++
	}
}

func (s *system) isSmallRest(p place) bool {
	r, ok := s.restOf(p)
	return ok && s.isSmall(r)
}

// flagGroups warns of a sensitive column of which it is shown that all of a group
// have it, or none: shares of 0% and 100%, and counts that are 0 or as many as the
// column that is their Base.
func (w *tableWriter) flagGroups() {
	for i, r := range w.t.Rows {
		for j, column := range w.t.Columns {
			if !column.Sensitive || w.withheld[i][j] {
				continue
			}
			c := w.cell(i, j)
			if c.Kind == rma.CountKind {
				c.Share.K = c.Count
				if base := w.baseCount(i, column.Base); base >= 0 && !w.isHidden(base) {
					c.Share.N = w.all[w.find(base)].value
				}
			}
			if c.Share.N > 0 && (c.Share.K == 0 || c.Share.K == c.Share.N) {
				w.warnings = append(w.warnings, rma.Warn(WarnGroupDisclosure, "table=%s, row=%s, column=%s", w.t.ID, r.Key, column.Key))
			}
		}
	}
}
