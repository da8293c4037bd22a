package disclosure

import "fmt"

// Audit returns what a reader can say of every cell when the given ones are
// hidden: for a shown cell too, since others may say more of it than it does
// itself. An Unpublished cell counts as hidden.
//
// The cost is that of two maximum flows per cell, in a network of as many
// arrows as the part has cells, or of two linear programmes.
func (p *Problem) Audit(hidden []bool) ([]Interval, error) {
	if len(hidden) != len(p.Cells) {
		return nil, fmt.Errorf("%w: %d cells, and of %d is said whether they are hidden", ErrProblem, len(p.Cells), len(hidden))
	}
	if err := p.validate(hidden); err != nil {
		return nil, err
	}
	all := append([]bool(nil), hidden...)
	for i, c := range p.Cells {
		all[i] = all[i] || c.Unpublished
	}
	out := make([]Interval, len(p.Cells))
	for _, q := range p.split(all) {
		a, err := q.attacker()
		if err != nil {
			return nil, err
		}
		for k, i := range q.cells {
			up, down := 0, 0
			if c := q.of[k]; all[i] || c.Low < c.High {
				up, down = a.reach(k, endless)
			}
			out[i] = around(q.of[k].Count, up, down)
		}
	}
	return out, nil
}
