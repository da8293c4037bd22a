package casereview

import (
	"slices"
	"strconv"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// chartColumns is the columns of the figures and the centre line, and those that
// the limits and the signals follow from.
type chartColumns struct{ list, limits, signals []string }

// columns returns the columns, and what follows from what.
func (c ControlChart) columns() []rma.Column {
	keys := c.columnKeys()
	var list []rma.Column
	for _, key := range append(append([]string{"phase"}, keys.list...), "lower", "upper", "signal") {
		list = append(list, c.column(key, keys))
	}
	return list
}

// columnKeys says which columns there are. Limits from moving ranges follow from
// the count of every period, and so do signals of several points: they are hidden
// with the smallest count of the phase.
func (c ControlChart) columnKeys() chartColumns {
	var k chartColumns
	together, smallest := c.ofPhases("together"), c.ofPhases("smallest")
	switch {
	case c.data.measured == ofGaps:
		return chartColumns{list: []string{"value", "centre"}}
	case c.data.measured == ofValues:
		return chartColumns{list: []string{"n", "value", smallest, "centre"}, signals: []string{"n", smallest}}
	case c.data.measured == ofShares && c.Kind == XmRChart:
		k = chartColumns{list: []string{"count", smallest, "centre"}, limits: []string{"count", smallest}}
		k.signals = k.limits
		return k
	case c.data.measured == ofShares:
		k = chartColumns{list: []string{"count", together, "centre", smallest}, limits: []string{"count", together}}
	case c.Kind.isRate():
		k = chartColumns{list: []string{"count", "exposure", "rate", together, "exposure_together", "centre", smallest},
			limits: []string{"count", "exposure", together, "exposure_together"}}
	default:
		k = chartColumns{list: []string{"count", together, "periods", "centre", smallest}, limits: []string{"count", together, "periods"}}
	}
	k.signals = append(slices.Clone(k.limits), smallest)
	if c.Kind.hasRanges() {
		k.limits = k.signals
	}
	return k
}

// ofPhases is the key of a column with counts of whole phases. Charts of one series
// share the counts of its periods, and may have other phases; so the key has the name
// of the chart.
func (c ControlChart) ofPhases(key string) string { return key + ":" + c.Options.Name }

// column returns the column with a key.
func (c ControlChart) column(key string, keys chartColumns) rma.Column {
	column := rma.Column{Key: key, Label: c.columnLabel(key)}
	values := c.data.measured == ofValues
	switch key {
	case "phase", "periods", "exposure", "exposure_together":
		column.Things = true
	case "rate":
		column.From = []string{"count", "exposure"}
	case "value":
		if values {
			column.Values, column.Base = true, "n"
		}
	case "centre":
		switch {
		case values:
			column.Values, column.Base = true, c.ofPhases("smallest")
		case c.Kind.isRate():
			column.From = []string{c.ofPhases("together"), "exposure_together"}
		case c.data.measured == ofCounts:
			column.From = []string{c.ofPhases("together"), "periods"}
		case c.data.measured == ofShares && c.Kind == XmRChart:
			column.From = keys.limits
		case c.data.measured == ofShares:
			column.From = []string{c.ofPhases("together")}
		}
	case "lower", "upper":
		column.From = keys.limits
		if values {
			column.Values, column.Base = true, c.ofPhases("smallest")
		}
	case "signal":
		column.From = keys.signals
	}
	return column
}

func (c ControlChart) columnLabel(key string) rma.Text {
	what, exposure := c.data.what, c.exposureName()
	switch key {
	case "phase":
		return rma.T("fase", "phase")
	case "count":
		return what
	case "n":
		return rma.T("gevallen", "cases")
	case "value":
		return c.data.label()
	case "rate":
		return c.rateLabel()
	case "exposure":
		return exposure
	case c.ofPhases("together"):
		return rma.T(what.In(rma.Dutch)+", samen in de fase", what.In(rma.English)+", together in the phase")
	case "exposure_together":
		return rma.T(exposure.In(rma.Dutch)+", samen", exposure.In(rma.English)+", together")
	case "periods":
		return rma.T("perioden van de middellijn", "periods of the centre line")
	case c.ofPhases("smallest"):
		return smallestLabel()
	case "lower":
		return c.percent(rma.T("onderste limiet", "lower limit"))
	case "upper":
		return c.percent(rma.T("bovenste limiet", "upper limit"))
	case "signal":
		return rma.T("signaal", "signal")
	}
	if c.Kind == GChart {
		return rma.T("middellijn (mediaan)", "centre line (median)")
	}
	return c.percent(rma.T("middellijn", "centre line"))
}

// smallestLabel names the smallest count of a phase.
func smallestLabel() rma.Text {
	return rma.T("kleinste aantal in de fase", "smallest number in the phase")
}

func (c ControlChart) percent(label rma.Text) rma.Text {
	if c.data.measured != ofShares {
		return label
	}
	return rma.T(label.In(rma.Dutch)+" (%)", label.In(rma.English)+" (%)")
}

// label names the figures with their unit.
func (d chartData) label() rma.Text {
	if d.unit.IsZero() {
		return d.what
	}
	return rma.T(d.what.In(rma.Dutch)+" ("+d.unit.In(rma.Dutch)+")", d.what.In(rma.English)+" ("+d.unit.In(rma.English)+")")
}

// exposureName is what counts are set against.
func (c ControlChart) exposureName() rma.Text {
	if name := c.Options.ExposureName; !name.IsZero() {
		return name
	}
	return rma.T("dagen", "days")
}

func (c ControlChart) rateLabel() rma.Text {
	what, name, many := c.data.what, c.exposureName(), ""
	if c.Options.Per != 1 {
		many = strconv.FormatFloat(c.Options.Per, 'f', -1, 64) + " "
	} else if c.Options.ExposureName.IsZero() {
		name = rma.T("dag", "day")
	}
	return rma.T(what.In(rma.Dutch)+" per "+many+name.In(rma.Dutch), what.In(rma.English)+" per "+many+name.In(rma.English))
}
