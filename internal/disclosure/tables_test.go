package disclosure

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// times is how often a random test runs: a short run, as that of the race
// detector, takes one in twenty.
func times(n int) int {
	if testing.Short() {
		return max(1, n/20)
	}
	return n
}

// twoWay returns the problem of a table with its margins: row by row the cells,
// then the total of the row; the last row holds the totals. Counts of 1 to
// least-1 are sensitive, margins too, and zeros are kept.
func twoWay(counts [][]int, least int) *Problem {
	p := &Problem{Width: least - 1}
	rows, cols := len(counts), len(counts[0])
	at := func(i, j int) int { return i*(cols+1) + j }
	cells := make([]Cell, (rows+1)*(cols+1))
	for i := range rows {
		for j, v := range counts[i] {
			for _, k := range []int{at(i, j), at(i, cols), at(rows, j), at(rows, cols)} {
				cells[k].Count += v
			}
		}
	}
	for k := range cells {
		c := &cells[k]
		c.Low, c.High = c.Count, c.Count
		c.Sensitive, c.Keep = c.Count > 0 && c.Count < least, c.Count == 0
		c.Cost = 100
		if k%(cols+1) == cols || k >= at(rows, 0) {
			c.Cost = 300
		}
	}
	p.Cells = cells
	for i := range rows + 1 {
		s := Sum{Total: at(i, cols)}
		for j := range cols {
			s.Parts = append(s.Parts, at(i, j))
		}
		p.Sums = append(p.Sums, s)
	}
	for j := range cols {
		s := Sum{Total: at(rows, j)}
		for i := range rows {
			s.Parts = append(s.Parts, at(i, j))
		}
		p.Sums = append(p.Sums, s)
	}
	return p
}

// randomTable returns counts of a size, many of them small.
func randomTable(r *rand.Rand, rows, cols int) [][]int {
	counts := make([][]int, rows)
	for i := range counts {
		counts[i] = make([]int, cols)
		for j := range counts[i] {
			switch r.IntN(4) {
			case 0:
				counts[i][j] = r.IntN(8)
			case 1:
				counts[i][j] = r.IntN(20)
			default:
				counts[i][j] = r.IntN(80)
			}
		}
	}
	return counts
}

// sparseTable returns counts of a size of which about half are 0.
func sparseTable(r *rand.Rand, rows, cols int) [][]int {
	counts := make([][]int, rows)
	for i := range counts {
		counts[i] = make([]int, cols)
		for j := range counts[i] {
			if r.IntN(2) == 0 {
				counts[i][j] = r.IntN(12)
			}
		}
	}
	return counts
}

// oneWay returns the problem of a list of counts with their total.
func oneWay(least int, counts ...int) *Problem {
	p := &Problem{Width: least - 1}
	s := Sum{Total: len(counts)}
	total := 0
	for i, v := range counts {
		c := Exact(v)
		c.Sensitive, c.Keep = v > 0 && v < least, v == 0
		p.Cells = append(p.Cells, c)
		s.Parts = append(s.Parts, i)
		total += v
	}
	c := Exact(total)
	c.Sensitive, c.Cost = total > 0 && total < least, 3
	p.Cells = append(p.Cells, c)
	p.Sums = []Sum{s}
	return p
}

// linked returns the problem of two tables of the same cases that share their
// rows: rows by a, and the same rows by b, each with its margins. The row totals
// stand in both.
func linked(r *rand.Rand, rows, a, b, least int) *Problem {
	return linkedTo(r, randomTable(r, rows, a), b, least)
}

// linkedTo makes the second table of the cases of the first.
func linkedTo(r *rand.Rand, one [][]int, b, least int) *Problem {
	two := make([][]int, len(one))
	for i := range two {
		two[i] = make([]int, b)
		for _, v := range one[i] {
			for range v {
				two[i][r.IntN(1+r.IntN(b))]++
			}
		}
	}
	return join(twoWay(one, least), len(one[0]), twoWay(two, least), b)
}

// join puts the second table, of b columns, behind the first, of a columns, with
// one set of row totals.
func join(p *Problem, a int, q *Problem, b int) *Problem {
	place := make([]int, len(q.Cells))
	for k := range q.Cells {
		if i, j := k/(b+1), k%(b+1); j == b {
			place[k] = i*(a+1) + a
			continue
		}
		place[k] = len(p.Cells)
		p.Cells = append(p.Cells, q.Cells[k])
	}
	for _, s := range q.Sums {
		t := Sum{Total: place[s.Total]}
		for _, k := range s.Parts {
			t.Parts = append(t.Parts, place[k])
		}
		p.Sums = append(p.Sums, t)
	}
	return p
}

// newLinear returns a reader who solves a part by programmes, whether or not it
// is a network.
func newLinear(q *part) *linear {
	n, _ := newNetwork(q)
	return &linear{part: q, inner: n}
}

// triangle returns the problem of three tables of the same cases, by a and b, by
// a and c and by b and c, with all margins. It is no network.
func triangle(r *rand.Rand, a, b, c, cases, least int) *Problem {
	sizes := [3]int{a, b, c}
	p, place := &Problem{Width: least - 1}, map[[3]int]int{}
	at := func(k [3]int) int { // -1 is all
		if _, ok := place[k]; !ok {
			place[k] = len(p.Cells)
			p.Cells = append(p.Cells, Cell{})
		}
		return place[k]
	}
	for range cases {
		k := [3]int{r.IntN(1 + r.IntN(a)), r.IntN(1 + r.IntN(b)), r.IntN(1 + r.IntN(c))}
		for d := range 3 {
			without, alone := k, [3]int{-1, -1, -1}
			without[d], alone[d] = -1, k[d]
			p.Cells[at(without)].Count++
			p.Cells[at(alone)].Count++
		}
		p.Cells[at([3]int{-1, -1, -1})].Count++
	}
	add := func(total [3]int, d int) {
		s := Sum{Total: at(total)}
		for i := range sizes[d] {
			part := total
			part[d] = i
			s.Parts = append(s.Parts, at(part))
		}
		p.Sums = append(p.Sums, s)
	}
	for d := range 3 {
		add([3]int{-1, -1, -1}, d)
		for i := range sizes[d] {
			alone := [3]int{-1, -1, -1}
			alone[d] = i
			add(alone, (d+1)%3)
			add(alone, (d+2)%3)
		}
	}
	for k, i := range place {
		c := &p.Cells[i]
		c.Low, c.High = c.Count, c.Count
		c.Sensitive, c.Keep = c.Count > 0 && c.Count < least, c.Count == 0
		c.Cost = 100
		if slices.Sort(k[:]); k[1] < 0 { // over two variables or three
			c.Cost = 300
		}
	}
	return p
}
