package rma

import "fmt"

// Link checks the findings against the evidence. An observation that does not
// exist, or that another method or another pilot made, is an error; the message
// names the observation that comes nearest, and not what stood in the file. A finding that names no observation is a
// remark, unless it is withheld.
func (s *Study) Link(e *Evidence) []Issue {
	v := validator{s: s}
	for i, f := range s.Findings {
		path := fmt.Sprintf("findings[%d].observations", i+1)
		if len(f.Observations) == 0 && !f.Withheld {
			v.add(IsRemark, path, fmt.Errorf("%w: the finding names no observation", ErrMissing), f.Place)
		}
		for j, id := range f.Observations {
			o, ok := e.Get(id)
			switch {
			case !ok:
				v.add(IsError, path, fmt.Errorf("%w: number %d is no observation%s", ErrUnknownID, j+1, e.nearest(id)), f.Place)
			case o.Method != f.Method:
				v.add(IsError, path, fmt.Errorf("%w: number %d, %s, was made by another method", ErrUnknownID, j+1, o.ID), f.Place)
			case f.Pilot != "" && o.Pilot != "" && o.Pilot != f.Pilot:
				v.add(IsError, path, fmt.Errorf("%w: number %d, %s, was made in another pilot", ErrUnknownID, j+1, o.ID), f.Place)
			}
		}
	}
	return v.issues
}

// nearest suggests the id that differs from the given one in the fewest
// characters, if they are few.
func (e *Evidence) nearest(id string) string {
	best, distance := "", 1+len(id)/3
	for _, o := range e.All() {
		if d := editDistance(id, o.ID); d < distance {
			best, distance = o.ID, d
		}
	}
	if best == "" {
		return ""
	}
	return "; the nearest is " + best
}

// editDistance is the number of characters to insert, delete or replace to make
// b of a (Levenshtein 1966, Soviet Physics Doklady 10, 707-710).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := diagonal
			if r != q {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(y)]
}
