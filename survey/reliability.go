package survey

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// MinRespondents is the number of respondents below which a reliability comes
// with WarnFewRespondents.
const MinRespondents = 10

// ReliabilityOptions are the settings of [Reliability].
type ReliabilityOptions struct {
	Scale  string     // id of the score scale
	Level  float64    // of the interval; 0 means 0.95
	Origin rma.Origin // handed on to the observations
}

// ScaleReliability is how far the items of a scale go together in one wave.
type ScaleReliability struct {
	Wave      string
	WaveLabel rma.Text
	Scale     Scale
	Bouwsteen rma.Bouwsteen
	N         int // respondents who answered every item: all figures are of these
	Dropped   int // the others
	Alpha     float64
	Interval  rma.Interval // Feldt
	AverageR  float64      // mean correlation between the items
	Items     []ItemReliability
	Level     float64
	Procedure string
	Origin    rma.Origin
	Warnings  []rma.Warning
}

// ItemReliability is how one item goes with the rest of its scale.
type ItemReliability struct {
	Item           Item
	Mean, SD       float64 // after recoding of a reversed item
	ItemRest       float64 // correlation with the sum of the other items
	AlphaIfDropped float64 // alpha of the scale without the item
}

// Reliability tells whether the items of a scale measure one thing: Cronbach's
// alpha, with what each item adds to it.
//
//	α = k/(k-1) · (1 - Σ sᵢ²/S)
//
// with sᵢ² the variance of item i and S that of the sum of the k items. No
// unit; at most 1, and negative when items work against each other. It grows
// with the number of items, and says nothing of what the scale is about.
//
// Assumes that all items reflect one trait equally strongly; otherwise alpha is
// too low. The interval is Feldt's and assumes normal scores.
// Reversed items are recoded first. Respondents who left out an item are
// dropped and counted; N counts the others. An item that everybody answers
// alike stays in, and its ItemRest is NaN, as is AverageR. AlphaIfDropped is
// NaN for a scale of two items.
//
// Errors: rma.ErrUnknownID, ErrNotAsked, ErrOption. Warnings:
// WarnFewRespondents below MinRespondents, WarnMissingAnswers when respondents
// were dropped, WarnReverseItem for each item that runs against the rest,
// WarnUndefined when a figure is NaN, WarnSelfReport.
//
// Source: Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965),
// Psychometrika 30, 357-370.
// Checked against: survey_cronbach_alpha.json (R 4.2.2, psych 2.2.9).
func Reliability(w *Wave, o ReliabilityOptions) (*ScaleReliability, error) {
	if err := w.usable(); err != nil {
		return nil, err
	}
	level, err := levelOr(o.Level)
	if err != nil {
		return nil, err
	}
	s, err := w.instrument.findScale(o.Scale)
	if err != nil {
		return nil, err
	}
	if err := w.asked(s.Items...); err != nil {
		return nil, err
	}
	a := stat.Cronbach(w.matrix(s), level)
	r := &ScaleReliability{
		Wave: w.id, WaveLabel: w.label, Scale: s, Bouwsteen: w.instrument.bouwsteen(s),
		N: a.N, Dropped: w.Len() - a.N, Alpha: a.Alpha, AverageR: a.AverageR,
		Interval: rma.Interval{Lo: a.FeldtLo, Hi: a.FeldtHi, Level: level, Method: "Feldt"},
		Level:    level, Procedure: "Cronbach's alpha, complete cases", Origin: o.Origin,
	}
	for i, id := range s.Items {
		it, _ := w.instrument.Item(id)
		one := ItemReliability{Item: it, Mean: math.NaN(), SD: math.NaN(), ItemRest: math.NaN(), AlphaIfDropped: math.NaN()}
		if i < len(a.ItemMean) {
			one.Mean, one.SD, one.ItemRest, one.AlphaIfDropped = a.ItemMean[i], a.ItemSD[i], a.ItemRest[i], a.AlphaIfDropped[i]
		}
		r.Items = append(r.Items, one)
	}
	r.Warnings = r.warnings(a)
	return r, nil
}

// matrix returns a row per respondent and a column per item of the scale, with
// reversed items recoded and NaN for what is missing.
func (w *Wave) matrix(s Scale) [][]float64 {
	k := len(s.Items)
	cells := make([]float64, w.Len()*k)
	rows := make([][]float64, w.Len())
	for r := range rows {
		rows[r] = cells[r*k : (r+1)*k : (r+1)*k]
	}
	for j, id := range s.Items {
		i := w.instrument.itemIndex(id)
		response, _ := w.instrument.Response(w.instrument.Items[i].Response)
		points := response.values(w.instrument.Items[i].Reversed)
		for r, a := range w.answers[i] {
			rows[r][j] = math.NaN()
			if l, ok := a.Level(); ok {
				rows[r][j] = points[l]
			}
		}
	}
	return rows
}

// noVariance is the reason that n and k do not tell.
func noVariance(why stat.Reason) string {
	if why == stat.NoVariance {
		return "s²=0, "
	}
	return ""
}

func (r *ScaleReliability) warnings(a stat.Reliability) []rma.Warning {
	var ws []rma.Warning
	if r.N < MinRespondents {
		ws = append(ws, rma.Warn(rma.WarnFewRespondents, "n=%d, n≥%d", r.N, MinRespondents))
	}
	if r.Dropped > 0 {
		ws = append(ws, rma.Warn(rma.WarnMissingAnswers, "%d/%d", r.Dropped, r.N+r.Dropped))
	}
	for _, it := range r.Items {
		if it.ItemRest < 0 {
			ws = append(ws, rma.Warn(rma.WarnReverseItem, "%s", it.Item.ID))
		}
	}
	if a.Undefined != stat.Defined {
		ws = append(ws, rma.Warn(rma.WarnUndefined, "α: %sn=%d, k=%d", noVariance(a.Undefined), r.N, len(r.Items)))
	} else if a.UndefinedStandard != stat.Defined {
		ws = append(ws, rma.Warn(rma.WarnUndefined, "r: %sn=%d", noVariance(a.UndefinedStandard), r.N))
	}
	return append(ws, rma.Warn(rma.WarnSelfReport, ""))
}
