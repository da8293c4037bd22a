package stat

import (
	"math"
	"slices"
)

// cells holds spells by stratum and, within it, by group. Each cell is sorted
// by itself; the times of a stratum are then met in order by walking down its
// cells side by side.
type cells struct {
	spells         []uint64
	start          []int // of each cell, and the end of the last
	groups, strata int
	dropped        int
}

// newCells deals the rows over their cells. The reason is Defined, BadInput or
// OverLimit.
func newCells(time []float64, event []bool, group, strata []int) (c cells, reason Reason) {
	n := len(time)
	if len(event) != n || len(group) != n || strata != nil && len(strata) != n {
		return c, BadInput
	}
	label := newLabels(strata)
	c.strata = max(1, len(label.values))
	for i, t := range time {
		if !math.IsNaN(t) && !goodTime(t) {
			return c, BadInput
		}
		c.groups = max(c.groups, min(group[i], LogRankGroups)+1)
	}
	if c.groups > LogRankGroups || c.groups*c.strata > 1<<24 {
		return c, OverLimit
	}
	cell := make([]int32, n)
	c.start = make([]int, c.groups*c.strata+1)
	for i, t := range time {
		cell[i] = -1
		s := 0
		if strata != nil {
			s = label.of(strata[i])
		}
		if math.IsNaN(t) || group[i] < 0 || s < 0 {
			c.dropped++
			continue
		}
		cell[i] = int32(s*c.groups + group[i])
		c.start[cell[i]+1]++
	}
	c.fill(time, event, cell)
	return c, Defined
}

// fill turns the counts in start, which stand one place too far, into places
// and puts the spells there. A stratum without a row stays empty.
func (c *cells) fill(time []float64, event []bool, cell []int32) {
	for i := 1; i < len(c.start); i++ {
		c.start[i] += c.start[i-1]
	}
	c.spells = make([]uint64, c.start[len(c.start)-1])
	next := slices.Clone(c.start)
	for i, k := range cell {
		if k >= 0 {
			c.spells[next[k]] = newSpell(time[i], event[i])
			next[k]++
		}
	}
}

// sort puts every cell in the order of time.
func (c *cells) sort() {
	scratch := make([]uint64, len(c.spells))
	for i := range len(c.start) - 1 {
		cell := c.spells[c.start[i]:c.start[i+1]]
		copy(cell, sortSpells(cell, scratch))
	}
}

// labels numbers the strata that are in use.
type labels struct{ values []int }

func newLabels(strata []int) labels {
	values := slices.Clone(strata)
	slices.Sort(values)
	return labels{slices.Compact(values)}
}

// of returns the number of a stratum, or -1 when it is not known.
func (l labels) of(stratum int) int {
	if stratum < 0 {
		return -1
	}
	i, _ := slices.BinarySearch(l.values, stratum)
	return i
}

// stratum walks down the cells of one stratum.
type stratum struct {
	left   [][]uint64 // per group, the spells that have not ended
	atRisk []float64  // rows of the group at the time looked at
	events []int      // and how many of them had the event
}

// next takes the first time that is left: n at risk, d events. It is not ok
// when nothing is left.
func (s *stratum) next() (n, d int, ok bool) {
	first := uint64(math.MaxUint64)
	for _, left := range s.left {
		if len(left) > 0 {
			first = min(first, left[0]>>1)
		}
	}
	if first == math.MaxUint64 {
		return 0, 0, false
	}
	for j, left := range s.left {
		s.atRisk[j], s.events[j] = float64(len(left)), 0
		n += len(left)
		if len(left) > 0 && left[0]>>1 == first {
			ends, events := takeTime(left)
			s.events[j] = events
			d += events
			s.left[j] = left[ends:]
		}
	}
	return n, d, true
}

// add adds the sums over the event times of stratum i.
func (t *LogRankTest) add(c cells, i int) {
	s := stratum{make([][]uint64, c.groups), make([]float64, c.groups), make([]int, c.groups)}
	total := 0
	for j := range c.groups {
		k := i*c.groups + j
		s.left[j] = c.spells[c.start[k]:c.start[k+1]]
		t.Groups[j].N += len(s.left[j])
		total += len(s.left[j])
	}
	if total > 0 {
		t.Strata++
	}
	p := newProduct(total)
	share := 1.0
	for {
		n, d, ok := s.next()
		if !ok {
			return
		}
		if d == 0 {
			continue
		}
		w := 1.0
		if t.Rho != 0 {
			w = math.Pow(share, t.Rho)
		}
		t.addTime(s, float64(n), float64(d), w)
		share, _ = p.step(n, d)
	}
}

// addTime adds the terms of one event time, with weight w.
func (t *LogRankTest) addTime(s stratum, n, d, w float64) {
	spread := 0.0
	if n > 1 {
		spread = w * w * d * (n - d) / (n - 1)
	}
	for j, nj := range s.atRisk {
		if nj == 0 {
			continue
		}
		g, share := &t.Groups[j], nj/n
		g.Events += s.events[j]
		g.Observed += w * float64(s.events[j])
		g.Expected += w * d * share
		row := t.Covariance[j]
		row[j] += spread * share * ((n - nj) / n)
		for k := j + 1; k < len(row); k++ {
			row[k] -= spread * share * (s.atRisk[k] / n)
		}
	}
}
