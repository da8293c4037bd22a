package privacy

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// addEvidence gathers the counts of the observations. A cell of a table that
// refers to one observation, and holds its figure, is the same count.
func (s *system) addEvidence(m Material) error {
	for _, o := range m.Evidence.All() {
		cell := countOf(o)
		p, err := s.placeOf(fmt.Sprintf("observation %q", o.ID), cell, false, fmt.Sprintf("observation %q", o.ID))
		if err != nil {
			return err
		}
		s.observations[o.ID] = p
	}
	for i, t := range m.all() {
		for a, r := range t.Rows {
			for b, c := range r.Cells[:min(len(r.Cells), len(t.Columns))] {
				if err := s.link(s.tables[i][a][b], c); err != nil {
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
	}
	return rma.Cell{}
}

// link unites the counts of a cell with those of the observations behind it. A
// number that is the same by chance is taken for the same count, which hides too
// much and not too little.
func (s *system) link(p place, c rma.Cell) error {
	for _, id := range slices.Concat(c.Refs, c.Same) {
		o, ok := s.observations[id]
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
