package privacy

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// withholdScales hides the means and standard deviations of answers on a scale of which
// the material has the counts of every answer, wherever these stand, and hides some. The
// mean
//
//	mean = Σ (first + j) × count of answer j / n,   first = 0 or 1, either way round
//
// then tells one of them more, and so does the standard deviation. Of two answers it
// takes two decimals to see that it is no chance. What is told of
// groups, such as pilots that have a figure of that kind themselves, is no scale.
func (f *figureSet) withholdScales() {
	answers := map[int][]int{} // by total
	for _, s := range f.sums {
		answers[f.find(s.total)] = s.parts
	}
	for _, s := range f.sums {
		total := f.find(s.total)
		on := slices.Concat(f.on[total], f.near[total], f.loose[f.all[total].value])
		if len(on) == 0 {
			continue
		}
		for _, parts := range [][]int{s.parts, f.leaves(s.parts, answers), slices.Sorted(slices.Values(s.parts))} {
			if len(parts) < 2 || !slices.ContainsFunc(parts, f.isHiddenInPrint) {
				continue
			}
			scale := f.scaleOf(parts)
			for _, i := range on {
				c := f.cells[i].cell()
				if (len(parts) > 2 || c.Decimals > 1) && scale.fits(c) && !slices.ContainsFunc(parts, func(p int) bool { return len(f.figuresOf([]int{p}, i)) > 0 }) {
					f.hide(i)
					f.secret[f.same.find(i)] = true
				}
			}
		}
	}
}

// leaves returns the parts of parts, in order: the answers of which two are taken
// together in between.
func (f *figureSet) leaves(parts []int, of map[int][]int) []int {
	var out []int
	for _, part := range parts {
		if deeper := of[f.find(part)]; len(deeper) > 1 && len(deeper) < 5 {
			out = append(out, deeper...)
		} else {
			out = append(out, part)
		}
	}
	return out
}

func (f *figureSet) isHiddenInPrint(count int) bool {
	return f.isHidden(count) && f.all[f.find(count)].places > 0
}

// scale is what the figures can be of answers with some counts.
type scale struct{ means, deviations []float64 }

func (f *figureSet) scaleOf(parts []int) scale {
	n, sum, squares := 0.0, 0.0, 0.0
	for j, part := range parts {
		count, v := float64(f.all[f.find(part)].value), float64(j)
		n, sum, squares = n+count, sum+v*count, squares+v*v*count
	}
	mean, last := sum/n, float64(len(parts)-1)
	spread := max(0, squares-sum*sum/n)
	return scale{[]float64{mean, mean + 1, last - mean, last - mean + 1}, []float64{math.Sqrt(spread / n), math.Sqrt(spread / (n - 1))}}
}

// fits reports whether a figure can be one of the scale, or its interval. Without a
// decimal it tells hardly anything.
func (s scale) fits(c rma.Cell) bool {
	is := func(v, slack float64) bool {
		near := func(m float64) bool { return math.Abs(v-m) <= slack }
		return slices.ContainsFunc(s.means, near) || c.Kind == rma.NumberKind && slices.ContainsFunc(s.deviations, near)
	}
	switch {
	case c.Decimals < 1:
		return false
	case c.Kind == rma.NumberKind:
		return is(c.Number, half(c))
	case c.Kind == rma.IntervalKind:
		return is((c.Interval.Lo+c.Interval.Hi)/2, half(c))
	}
	return false
}
