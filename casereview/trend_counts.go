package casereview

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// trendCell names the four counts of a trend.
type trendCell struct {
	key   string
	label rma.Text
}

// trendCells returns the names in the order of TrendCounts.cells.
func trendCells() [4]trendCell {
	return [4]trendCell{
		{"pilot_post", rma.T("pilot, vanaf de start", "pilot, from the start")},
		{"pilot_pre", rma.T("pilot, ervoor", "pilot, before")},
		{"reference_post", rma.T("referentie, vanaf de start", "reference, from the start")},
		{"reference_pre", rma.T("referentie, ervoor", "reference, before")},
	}
}

// cells returns the four, in the order a, b, c, d of the formula.
func (c TrendCounts) cells() [4]TrendCell {
	return [4]TrendCell{c.PilotPost, c.PilotPre, c.ReferencePost, c.ReferencePre}
}

func countsOf(cells [4]TrendCell) TrendCounts {
	return TrendCounts{cells[0], cells[1], cells[2], cells[3]}
}

func (c TrendCounts) clone() TrendCounts {
	cells := c.cells()
	for i := range cells {
		cells[i].Periods = slices.Clone(cells[i].Periods)
	}
	return countsOf(cells)
}

// ready returns a copy with the exposures filled in, of which all four or none
// must be known.
func (c TrendCounts) ready() (TrendCounts, error) {
	cells := c.clone().cells()
	known := 0
	for i := range cells {
		cell := &cells[i]
		if cell.Exposure == 0 {
			cell.Exposure = float64(len(cell.Periods))
		}
		sum := 0
		for _, k := range cell.Periods {
			if k < 0 {
				return TrendCounts{}, fmt.Errorf("%w: a count is 0 or more", ErrOptions)
			}
			sum += k
		}
		switch {
		case cell.Count < 0:
			return TrendCounts{}, fmt.Errorf("%w: a count is 0 or more", ErrOptions)
		case cell.Periods != nil && sum != cell.Count:
			return TrendCounts{}, fmt.Errorf("%w: the periods of a count add up to it", ErrOptions)
		case !(cell.Exposure >= 0) || math.IsInf(cell.Exposure, 1):
			return TrendCounts{}, fmt.Errorf("%w: an exposure is a positive number", ErrOptions)
		case cell.Exposure > 0:
			known++
		}
	}
	if known != 0 && known != len(cells) {
		return TrendCounts{}, fmt.Errorf("%w: all four counts of a trend have an exposure, or none has", ErrOptions)
	}
	return countsOf(cells), nil
}

// exposure is what a count is divided by.
func (c TrendCell) exposure() float64 {
	if c.Exposure == 0 {
		return 1
	}
	return c.Exposure
}

// Dispersion says how much more the counts of equal periods differ than chance
// makes them.
type Dispersion struct {
	ChiSquare float64 // Pearson's
	DF        int     // periods less one, of each count that has them and is not 0
	Phi       float64 // ChiSquare per degree of freedom; NaN when no count has two periods
	P         float64 // that chance makes them differ so much; NaN as Phi
}

// dispersion adds up the chi-square within each of the four.
func (c TrendCounts) dispersion() Dispersion {
	d := Dispersion{Phi: math.NaN(), P: math.NaN()}
	for _, cell := range c.cells() {
		n := len(cell.Periods)
		if n < 2 || cell.Count == 0 {
			continue
		}
		mean := float64(cell.Count) / float64(n)
		for _, k := range cell.Periods {
			gap := float64(k) - mean
			d.ChiSquare += gap * gap / mean
		}
		d.DF += n - 1
	}
	if d.DF > 0 {
		d.Phi = d.ChiSquare / float64(d.DF)
		d.P = stat.ChiSquareUpper(d.ChiSquare, float64(d.DF))
	} else {
		d.ChiSquare = math.NaN()
	}
	return d
}
