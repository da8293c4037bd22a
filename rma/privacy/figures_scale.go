package privacy

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// withholdScales hides the means of answers on a scale of which the material has the
// counts of every answer, wherever these stand, and hides some. The mean
//
//	mean = Σ (first + j) × count of answer j / n,   first = 0 or 1, either way round
//
// then tells one of them more. Of two answers it is a share.
func (f *figureSet) withholdScales() {
	for _, s := range f.sums {
		if len(s.parts) < 3 || !slices.ContainsFunc(s.parts, f.isHiddenInPrint) {
			continue
		}
		means, total := f.scaleMeans(s.parts), f.find(s.total)
		for _, i := range slices.Concat(f.on[total], f.near[total]) {
			c := f.cells[i].cell()
			if c.Kind == rma.NumberKind && slices.ContainsFunc(means, func(m float64) bool { return math.Abs(c.Number-m) <= half(c) }) {
				f.hide(i)
			}
		}
	}
}

func (f *figureSet) isHiddenInPrint(count int) bool {
	return f.isHidden(count) && f.all[f.find(count)].places > 0
}

// scaleMeans returns what the mean can be of answers with these counts.
func (f *figureSet) scaleMeans(parts []int) []float64 {
	n, sum := 0.0, 0.0
	for j, part := range parts {
		count := float64(f.all[f.find(part)].value)
		n, sum = n+count, sum+float64(j)*count
	}
	mean, last := sum/n, float64(len(parts)-1)
	return []float64{mean, mean + 1, last - mean, last - mean + 1}
}
