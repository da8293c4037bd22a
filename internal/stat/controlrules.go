package stat

import "math"

// sides holds, rule by rule and point by point, the side of a signal: 1 for
// up, -1 for down, 0 for none.
type sides struct {
	beyond, shift, trend, twoOfThree, fourOfFive []int
}

// newSides applies the rules to the points of a chart with limits.
func newSides(points []ControlPoint, o SpecialCauseOptions) sides {
	n := len(points)
	s := sides{beyond: make([]int, n), fourOfFive: make([]int, n)}
	line := make([]int, n)
	z := make([]float64, n)
	for i, p := range points {
		line[i] = sideOf(p.Value, p.Centre)
		z[i] = p.Z
		switch {
		case p.Value > p.Upper:
			s.beyond[i] = 1
		case p.Value < p.Lower:
			s.beyond[i] = -1
		}
	}
	s.shift = shifts(points, line, o)
	s.trend = trends(points, o.Trend)
	s.twoOfThree = zones(points, z, 2, 3, 2)
	if o.FourOfFive {
		s.fourOfFive = zones(points, z, 4, 5, 1)
	}
	return s
}

// at returns the side of a point over all rules.
func (s sides) at(i int) int {
	for _, rule := range [][]int{s.beyond, s.shift, s.twoOfThree, s.fourOfFive, s.trend} {
		if rule[i] != 0 {
			return rule[i]
		}
	}
	return 0
}

// shifts finds the runs of at least o.Shift points on one side of the line.
func shifts(points []ControlPoint, line []int, o SpecialCauseOptions) []int {
	out := make([]int, len(points))
	var run []int
	end := func() {
		if len(run) >= o.Shift {
			for _, i := range run {
				out[i] = line[i]
			}
		}
		run = run[:0]
	}
	for i, p := range points {
		if o.SkipCentre && line[i] == 0 && !math.IsNaN(p.Value) {
			continue
		}
		if len(run) > 0 && line[i] != line[run[0]] {
			end()
		}
		if line[i] != 0 {
			run = append(run, i)
		}
	}
	end()
	return out
}

// trends finds the runs of at least length points that only rise or only
// fall. A point at which one turns into the other belongs to the first.
func trends(points []ControlPoint, length int) []int {
	out := make([]int, len(points))
	first, way := 0, 0 // the run that is going on, and where it goes
	for i := 1; i <= len(points); i++ {
		step := 0
		if i < len(points) {
			step = sideOf(points[i].Value, points[i-1].Value)
		}
		if step == way {
			continue
		}
		if way != 0 && i-first >= length {
			for k := first; k < i; k++ {
				if out[k] == 0 {
					out[k] = way
				}
			}
		}
		first, way = i-1, step
	}
	return out
}

// zones finds the points beyond a number of sigmas, on the same side in need
// of every so many points in a row.
func zones(points []ControlPoint, z []float64, need, window int, beyond float64) []int {
	out := make([]int, len(points))
	for end := window; end <= len(points); end++ {
		up, down, gap := 0, 0, false
		for i := end - window; i < end; i++ {
			gap = gap || math.IsNaN(points[i].Value)
			if z[i] > beyond {
				up++
			}
			if z[i] < -beyond {
				down++
			}
		}
		if gap {
			continue
		}
		for i := end - window; i < end; i++ {
			switch {
			case up >= need && z[i] > beyond:
				out[i] = 1
			case down >= need && z[i] < -beyond:
				out[i] = -1
			}
		}
	}
	return out
}

// places lists where a rule gives a signal.
func places(side []int) []int {
	var out []int
	for i, s := range side {
		if s != 0 {
			out = append(out, i)
		}
	}
	return out
}
