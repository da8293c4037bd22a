package privacy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// addEvidence gathers the counts of the observations. A cell of a table that
// refers to one observation, and holds its figure, is the same count. What a figure
// rests on is the count that the figure of the table rests on.
func (s *system) addEvidence(m Material) error {
	for _, o := range m.Evidence.All() {
		cell := countOf(o)
		p, err := s.placeOf(fmt.Sprintf("observation %q", o.ID), cell, false, fmt.Sprintf("observation %q", o.ID))
		if err != nil {
			return err
		}
		if o.Estimate != nil {
			s.restsOn[o.ID], p = p, none
		}
		s.observations[o.ID] = p
	}
	for i, t := range m.all() {
		for a, r := range t.Rows {
			for b, c := range r.Cells[:min(len(r.Cells), len(t.Columns))] {
				p, by := s.tables[i][a][b], s.observations
				if isFigure(c) && !t.Columns[b].Things {
					p, by = place{baseIn(t, s.tables[i][a], t.Columns[b].Base), -1}, s.restsOn
				}
				if err := s.link(p, c, by); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// countOf returns the counts of an observation as a cell.
func countOf(o rma.Observation) rma.Cell {
	switch {
	case o.Share != nil:
		return rma.ShareCell(o.Share.Proportion)
	case o.Count != nil:
		return rma.CountCell(*o.Count)
	case o.Estimate != nil:
		return rma.CountCell(max(0, o.Estimate.N))
	}
	return rma.Cell{}
}

// link unites the counts of a cell with those of the observations behind it. A
// number that is the same by chance is taken for the same count, which hides too
// much and not too little.
func (s *system) link(p place, c rma.Cell, by map[string]place) error {
	for _, id := range slices.Concat(c.Refs, c.Same) {
		o, ok := by[id]
		if estimate, is := s.restsOn[id]; is {
			o = estimate // a count that a mean rests on
		}
		if !ok || !o.isCount() || !p.isCount() || s.all[o.k].value != s.all[p.k].value {
			continue
		}
		if err := s.unite(p.k, o.k); err != nil {
			return err
		}
		if p.isShare() && o.isShare() && s.all[o.n].value == s.all[p.n].value {
			if err := s.unite(p.n, o.n); err != nil {
				return err
			}
		}
	}
	return nil
}

// baseIn returns the count of a row that figures rest on, by the key of a column: K of
// a share, and N with "/n" behind the key; -1 when there is none.
func baseIn(t rma.Table, row []place, key string) int {
	if j := indexOf(t.Columns, key); key != "" && j >= 0 {
		return row[j].k
	}
	if name, is := strings.CutSuffix(key, "/n"); is {
		if j := indexOf(t.Columns, name); j >= 0 {
			return row[j].n
		}
	}
	return -1
}
