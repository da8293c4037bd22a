package survey

import (
	"math"
	"slices"
	"strconv"
)

// ties counts the people who share the size of their change with someone else.
// Computed values are compared as the test compares them: after rounding to 7
// significant digits.
func ties(d []float64, computed bool) int {
	var sizes []float64
	for _, v := range d {
		if v == 0 {
			continue
		}
		v = math.Abs(v)
		if computed {
			v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 7, 64), 64)
		}
		sizes = append(sizes, v)
	}
	slices.Sort(sizes)
	n := 0
	for i, v := range sizes {
		if i > 0 && sizes[i-1] == v || i+1 < len(sizes) && sizes[i+1] == v {
			n++
		}
	}
	return n
}
