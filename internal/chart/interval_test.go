package chart

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIntervalErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	row := func(estimate, lower, upper float64) []IntervalRow {
		return []IntervalRow{{Estimate: estimate, Lower: lower, Upper: upper}}
	}
	for _, c := range []struct {
		why  string
		v    Interval
		want error
	}{
		{"an infinite estimate", Interval{Rows: row(inf, 0, 1)}, ErrNumber},
		{"bounds the wrong way round", Interval{Rows: row(1, 2, 0)}, ErrNumber},
		{"an interval above every number", Interval{Rows: row(1, inf, inf)}, ErrNumber},
		{"an interval below every number", Interval{Rows: row(1, -inf, -inf)}, ErrNumber},
		{"a share above 1", Interval{Rows: row(43, 20, 60), Axis: Axis{Percent: true}}, ErrNumber},
		{"an estimate beyond the axis", Interval{Rows: row(6, 5, 7), Axis: Axis{Min: 1, Max: 5}}, ErrNumber},
		{"an axis the wrong way round", Interval{Rows: row(1, 0, 2), Axis: Axis{Min: 5, Max: 1}}, ErrNumber},
		{"a reference that is no number", Interval{References: []Reference{{At: nan}}}, ErrNumber},
		{"a reference beyond the axis", Interval{Rows: row(1, 0, 2), Axis: Axis{Min: 0, Max: 2}, References: []Reference{{At: 3}}}, ErrNumber},
		{"a mark that does not exist", Interval{Rows: []IntervalRow{{Mark: markCount}}}, ErrOption},
		{"one in the legend", Interval{Legend: []IntervalKey{{Mark: 77}}}, ErrOption},
	} {
		_, err := c.v.Figure(Options{})
		assert.ErrorIs(t, err, c.want, c.why)
	}
}

func TestIntervalShapes(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		why            string
		row            IntervalRow
		axis           Axis
		arrows, points int
		note           string
	}{
		{"an interval", IntervalRow{Estimate: 2, Lower: 1, Upper: 3}, Axis{}, 0, 1, ""},
		{"no upper bound", IntervalRow{Estimate: 2, Lower: 1, Upper: inf}, Axis{}, 1, 1, ""},
		{"no bounds", IntervalRow{Estimate: 2, Lower: -inf, Upper: inf}, Axis{}, 2, 1, ""},
		{"a bound beyond the axis", IntervalRow{Estimate: 2, Lower: 1, Upper: 9}, Axis{Min: 1, Max: 5}, 1, 1, ""},
		{"all of it beyond the axis", IntervalRow{Estimate: 5, Lower: 6, Upper: 9}, Axis{Min: 1, Max: 5}, 1, 1, ""},
		{"an unknown interval", IntervalRow{Estimate: 2, Lower: nan, Upper: nan}, Axis{}, 0, 1, "geen interval"},
		{"half of one is unknown too", IntervalRow{Estimate: 2, Lower: 1, Upper: nan}, Axis{}, 0, 1, "geen interval"},
		{"an unknown estimate", IntervalRow{Estimate: nan, Lower: 1, Upper: 3}, Axis{}, 0, 0, "geen schatting"},
		{"a single point", IntervalRow{Estimate: 2, Lower: 2, Upper: 2}, Axis{}, 0, 1, ""},
	} {
		v := Interval{Rows: []IntervalRow{c.row}, Axis: c.axis, NoInterval: "geen interval", NoEstimate: "geen schatting"}
		f := figureOf(t, v, Options{})
		assert.Empty(t, f.Check(), c.why)
		assert.Equal(t, c.arrows, count(f, polygonShape), c.why)
		assert.Equal(t, c.points, count(f, circleShape), c.why)
		if c.note != "" {
			assert.Contains(t, texts(f), c.note, c.why)
		} else {
			assert.NotContains(t, texts(f), "geen interval", c.why)
		}
	}
}

// The estimate of an axis from 0 to 1 stands where its share says.
func TestEstimateStandsInItsPlace(t *testing.T) {
	f := figureOf(t, Interval{Axis: Axis{Percent: true}, Rows: []IntervalRow{{Estimate: 0}, {Estimate: 0.25}, {Estimate: 1}}}, Options{})
	var x []float64
	for _, s := range f.canvas.shapes {
		if s.kind == circleShape {
			x = append(x, s.points[0].X)
		}
	}
	assert.Len(t, x, 3)
	assert.InDelta(t, 0.25, (x[1]-x[0])/(x[2]-x[0]), 1e-9)
}

func TestUnknownIntervalNearTheEdge(t *testing.T) {
	for _, at := range []float64{0, 0.5, 0.97, 1} {
		v := Interval{Axis: Axis{Percent: true}, NoInterval: "geen interval te berekenen",
			Rows: []IntervalRow{{Label: "Assen", Estimate: at, Lower: math.NaN(), Upper: math.NaN(), Text: "6 van de 6"}}}
		f := figureOf(t, v, Options{Width: 5})
		assert.Empty(t, f.Check())
		assert.Contains(t, texts(f), "geen interval te berekenen")
	}
}

func TestExtremeNumbers(t *testing.T) {
	for _, e := range []float64{0, 5e-324, -5e-324, 1e-300, 1e300, -1e15, 123456789.125} {
		v := Interval{Rows: []IntervalRow{{Estimate: e, Lower: e, Upper: e}, {Estimate: e}}}
		f, err := v.Figure(Options{})
		if err != nil {
			assert.ErrorIs(t, err, ErrNumber)
			continue
		}
		assert.Empty(t, f.Check(), "%g", e)
	}
	far := Interval{Rows: []IntervalRow{{Estimate: -1.7e308}, {Estimate: 1.7e308}}}
	_, err := far.Figure(Options{})
	assert.Error(t, err)
}

func TestReferencesShareTheRoom(t *testing.T) {
	v := Interval{Axis: Axis{Percent: true}, Rows: []IntervalRow{{Label: "a", Estimate: 0.5, Lower: 0.4, Upper: 0.6}}}
	for i := range 12 {
		v.References = append(v.References, Reference{0.5 + float64(i)/100, "landelijk gemiddelde"})
	}
	assert.Empty(t, figureOf(t, v, Options{}).Check())
}
