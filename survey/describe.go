package survey

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// DescribeOptions are the settings of [Describe]. The zero value describes
// every item over the whole wave.
type DescribeOptions struct {
	Items  []string   // ids; nil means all items that were asked
	By     string     // id of a group column; empty means the whole wave only
	Top    int        // how many of the highest levels Top counts; 0 means 2, and 1 on a scale of 2 or 3 levels
	Level  float64    // of the intervals; 0 means 0.95
	Origin rma.Origin // handed on to the observations
}

// Description is how the answers to each item are spread.
type Description struct {
	Wave      string
	WaveLabel rma.Text
	N         int // respondents in the wave
	By        string
	Level     float64
	Items     []ItemDistribution // per item: the whole wave, and then each group
	Responses []ResponseScale    // those that the items use, in the order of the instrument
	Origin    rma.Origin
	Warnings  []rma.Warning
}

// ItemDistribution is how the answers to one item are spread in one part of
// the wave. Shares are of the Valid answers.
type ItemDistribution struct {
	Part
	Item        Item
	Response    ResponseScale
	Respondents int
	Counts      []int // per declared level, in order
	Missing     []int // per kind of missing, in the order of MissingKinds
	Valid       int   // sum of Counts

	Low, Neutral, High int       // below, on and above the centre of the response scale
	Net                float64   // (High - Low) / Valid
	TopLevels          int       // levels that Top counts
	Top                rma.Share // answers on the highest TopLevels levels
	Median             float64   // of the values of the levels
	Warnings           []rma.Warning
	scores             []string // scales of which it is the only item
}

// Describe tells what people answered, item by item: how many chose each
// declared level, how many gave none and why, and where the middle lies.
//
//	Net = (High - Low) / Valid
//	Top = (answers on the highest levels) / Valid
//
// Net runs from -1, all below the centre, to 1, all above; answers to a
// reversed item are shown as they were given. Nothing is assumed of the
// distance between levels: Median uses their order, and lies between two levels
// when the middle does.
// No kind of missing counts as neutral or enters a share; each is counted
// apart. Valid counts the answers with a level, and is the base of every share.
// The interval of Top is Wilson's.
//
// Errors: rma.ErrUnknownID for an item or group that is not declared,
// ErrNotAsked for an item that was named and not held, ErrOption. Warnings:
// WarnSmallBase when a share has fewer than rma.DefaultMinBase answers,
// WarnUndefined without answers, WarnMissingAnswers when over half of the
// respondents gave no level, WarnSelfReport.
//
// Source: Wilson (1927), Journal of the American Statistical Association 22,
// 209-212.
// Checked against: survey_descriptives.json (R 4.2.2 median).
func Describe(w *Wave, o DescribeOptions) (*Description, error) {
	if err := w.usable(); err != nil {
		return nil, err
	}
	level, err := levelOr(o.Level)
	if err != nil {
		return nil, err
	}
	if o.Top < 0 {
		return nil, fmt.Errorf("%w: Top is a number of levels", ErrOption)
	}
	parts, err := w.parts(o.By)
	if err != nil {
		return nil, err
	}
	items, err := w.itemsOf(o.Items)
	if err != nil {
		return nil, err
	}
	out := &Description{
		Wave: w.id, WaveLabel: w.label, N: w.Len(), By: o.By, Level: level, Origin: o.Origin,
		Warnings: append(w.Warnings(), rma.Warn(rma.WarnSelfReport, "")),
	}
	used := map[string]bool{}
	for _, i := range items {
		used[w.instrument.Items[i].Response] = true
		for _, p := range parts {
			out.Items = append(out.Items, w.distribution(i, p, o.Top, level))
		}
	}
	for _, s := range w.instrument.Responses {
		if used[s.ID] {
			out.Responses = append(out.Responses, s)
		}
	}
	return out, nil
}

// itemsOf returns the places of the items with the given ids, or of all that
// were asked.
func (w *Wave) itemsOf(ids []string) ([]int, error) {
	var out []int
	if ids == nil {
		for i := range w.instrument.Items {
			if w.answers[i] != nil {
				out = append(out, i)
			}
		}
		return out, nil
	}
	for _, id := range ids {
		if _, err := w.instrument.findItem(id); err != nil {
			return nil, err
		}
		if err := w.asked(id); err != nil {
			return nil, err
		}
		out = append(out, w.instrument.itemIndex(id))
	}
	return out, nil
}

// distribution builds the figures of one item in one part. It is the only
// place that does.
func (w *Wave) distribution(item int, p part, top int, level float64) ItemDistribution {
	it := w.instrument.Items[item]
	response, _ := w.instrument.Response(it.Response)
	d := ItemDistribution{Part: p.Part, Item: it, Response: response, Respondents: p.size(w)}
	d.Counts, d.Missing = tally(w.answers[item], p, len(response.Levels))
	for _, s := range w.instrument.Scales {
		if slices.Equal(s.Items, []string{it.ID}) {
			d.scores = append(d.scores, s.ID)
		}
	}
	d.TopLevels = min(topLevels(top, len(response.Levels)), len(response.Levels))
	inTop := 0
	for i, n := range d.Counts {
		d.Valid += n
		switch response.Side(i) {
		case -1:
			d.Low += n
		case 0:
			d.Neutral += n
		case 1:
			d.High += n
		}
		if i >= len(d.Counts)-d.TopLevels {
			inTop += n
		}
	}
	d.Top = share(inTop, d.Valid, level)
	d.Net, d.Median = math.NaN(), math.NaN()
	if d.Valid > 0 {
		d.Net = float64(d.High-d.Low) / float64(d.Valid)
		d.Median = medianOf(response, d.Counts, d.Valid)
	}
	d.Warnings = d.warnings()
	return d
}

func topLevels(asked, levels int) int {
	switch {
	case asked > 0:
		return asked
	case levels <= 3:
		return 1
	}
	return 2
}

// tally counts the levels and the kinds of missing.
func tally(column []Answer, p part, levels int) (counts, missing []int) {
	all := make([]int, missingKinds+levels) // an Answer is -4 ... 0 or 1 ... levels
	if p.all {
		for _, a := range column {
			all[int(a)+missingKinds-1]++
		}
	} else {
		for _, r := range p.rows {
			all[int(column[r])+missingKinds-1]++
		}
	}
	missing = make([]int, missingKinds)
	for kind := range missing {
		missing[kind] = all[missingKinds-1-kind]
	}
	return all[missingKinds:], missing
}

// medianOf returns the median of the values of n answers from their counts.
func medianOf(s ResponseScale, counts []int, n int) float64 {
	at := func(k int) float64 { // value of the k-th answer, counted from 0
		for i, c := range counts {
			if k < c {
				return s.Levels[i].Value
			}
			k -= c
		}
		return math.NaN()
	}
	return stat.Mean([]float64{at((n - 1) / 2), at(n / 2)})
}

func (d ItemDistribution) warnings() []rma.Warning {
	var ws []rma.Warning
	if d.Valid == 0 {
		ws = append(ws, rma.Warn(rma.WarnUndefined, "n=0"))
	}
	if d.Valid < rma.DefaultMinBase {
		ws = append(ws, rma.Warn(rma.WarnSmallBase, "n=%d", d.Valid))
	}
	if missing := d.Respondents - d.Valid; 2*missing > d.Respondents {
		ws = append(ws, rma.Warn(rma.WarnMissingAnswers, "%d/%d", missing, d.Respondents))
	}
	return append(ws, rma.Warn(rma.WarnSelfReport, ""))
}
