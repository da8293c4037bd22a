package casereview

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Measurement is a figure of one period that is no count, such as the median
// number of days from report to visit.
type Measurement struct {
	Value float64 // NaN when the period has none
	N     int     // cases that it rests on; 0 when it has none
}

// MeasurementOptions says what was measured.
type MeasurementOptions struct {
	Name       string     // key of the observations; "" means "measurements"
	What       rma.Text   // what was measured, a noun phrase
	Definition rma.Text   // how it was measured
	Measure    rma.Text   // of the figures, such as days
	Decimals   int        // of the figures; 0 means none
	Unit       PeriodUnit // 0 means per month
	Origin     rma.Origin // for the observations
}

// Measurements is a figure for each period of a stretch of time. It does not
// change once it is made.
type Measurements struct {
	Periods []MeasuredPeriod
	Options MeasurementOptions // with what was left open filled in
}

// MeasuredPeriod is one month, week or quarter of [Measurements].
type MeasuredPeriod struct {
	Key    string     // 2023-02, 2023-W05 or 2023-Q1
	Period rma.Period // from its first day up to the first day of the next
	Measurement
}

// NewMeasurements puts a figure on each period, from that in which the day
// first lies on, without gaps. A period without a figure has NaN and N = 0.
//
// Errors: ErrOptions for a first day that is not recorded, an infinite figure,
// a negative N, and a figure that rests on no case or cases without a figure.
func NewMeasurements(first rma.Date, list []Measurement, o MeasurementOptions) (Measurements, error) {
	if first.IsZero() || !o.Unit.valid() || o.Decimals < 0 || o.Decimals > 6 {
		return Measurements{}, fmt.Errorf("%w: measurements have a first day, periods of a month, a week or a quarter, and 0 to 6 decimals", ErrOptions)
	}
	o.Name = nameOr(o.Name, "measurements")
	m := Measurements{Options: o}
	at := o.Unit.index(first)
	for i, v := range list {
		if math.IsInf(v.Value, 0) || v.N < 0 || math.IsNaN(v.Value) != (v.N == 0) {
			return Measurements{}, fmt.Errorf("%w: a measurement is a number on 1 case or more, or NaN on none", ErrOptions)
		}
		m.Periods = append(m.Periods, MeasuredPeriod{Key: o.Unit.key(at + i), Period: o.Unit.period(at + i), Measurement: v})
	}
	return m, nil
}

// charted makes points of the periods.
func (m Measurements) charted() chartData {
	o := m.Options
	d := chartData{measured: ofValues, name: o.Name, what: o.What, definition: o.Definition, rowHead: o.Unit.text(),
		unit: o.Measure, decimals: o.Decimals, origin: o.Origin, rowBy: o.Unit.String()}
	for _, p := range m.Periods {
		d.rows = append(d.rows, chartRow{key: p.Key, period: p.Period, n: p.N, value: p.Value})
	}
	return d
}
