package survey

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ScoreOptions are the settings of [Score]. The zero value scores every scale
// over the whole wave.
type ScoreOptions struct {
	Scales []string   // ids; nil means all scales of the instrument whose items were asked
	By     string     // id of a group column; empty means the whole wave only
	Level  float64    // of the interval of the mean; 0 means 0.95
	Origin rma.Origin // handed on to the observations
}

// Scores are the scale scores of one wave.
type Scores struct {
	Wave      string
	WaveLabel rma.Text
	N         int // respondents in the wave
	By        string
	Level     float64
	Scales    []ScaleScore // per scale: the whole wave, and then each group
	Origin    rma.Origin
	Warnings  []rma.Warning

	values map[string][]float64
}

// ScaleScore describes the scores of one scale in one part of a wave.
type ScaleScore struct {
	Part
	Scale       Scale
	Bouwsteen   rma.Bouwsteen
	Theme       rma.Text
	Respondents int     // in this part
	NotScored   int     // too few items answered
	Partial     int     // scored with one or more items missing
	Need        int     // items that must be answered
	Lowest      float64 // of the possible scores
	Highest     float64
	Summary     // of the Respondents - NotScored scores
	Warnings    []rma.Warning
}

// Score tells where people stand on each scale: the mean of the answers that
// they gave, per respondent, described over respondents.
//
//	score = Σ xᵢ / v over the v items answered,  when v ≥ ⌈MinValid · k⌉
//	xᵢ of a reversed item = min + max - x, of the declared levels
//
// The unit is that of the levels; Scale.Better says which way is better. The
// mean over people treats the levels as equally far apart; the median does not.
// A respondent with fewer answers is not scored and counted in NotScored; no
// kind of missing counts as neutral. N counts those who were scored. The
// interval of the mean is the t interval.
//
// Errors: rma.ErrUnknownID for a scale or group that is not declared,
// ErrNotAsked when a scale that was named has an item that the wave did not
// hold, ErrOption. Warnings: WarnMissingAnswers when somebody could not be
// scored, WarnUndefined without scores or with a single one, WarnSelfReport.
//
// Source: the half rule for missing items is that of Fairclough and Cella
// (1996), Quality of Life Research 5, 321-329.
// Checked against: survey_descriptives.json (R 4.2.2).
func Score(w *Wave, o ScoreOptions) (*Scores, error) {
	if err := w.usable(); err != nil {
		return nil, err
	}
	level, err := levelOr(o.Level)
	if err != nil {
		return nil, err
	}
	parts, err := w.parts(o.By)
	if err != nil {
		return nil, err
	}
	scales, err := w.scalesOf(o.Scales)
	if err != nil {
		return nil, err
	}
	out := &Scores{
		Wave: w.id, WaveLabel: w.label, N: w.Len(), By: o.By, Level: level, Origin: o.Origin,
		Warnings: append(w.Warnings(), rma.Warn(rma.WarnSelfReport, "")), values: map[string][]float64{},
	}
	for _, s := range scales {
		values, answered := w.scores(s)
		out.values[s.ID] = values
		for _, p := range parts {
			out.Scales = append(out.Scales, w.scaleScore(s, p, values, answered, level))
		}
	}
	return out, nil
}

// Values returns the score of each respondent on a scale, in the order of the
// wave, NaN for those who were not scored; nil for a scale that was not scored.
func (s *Scores) Values(scale string) []float64 { return slices.Clone(s.values[scale]) }

// String tells the wave and how many are in it, and nobody's score.
func (s *Scores) String() string {
	return fmt.Sprintf("scores of wave %s: %d respondents", s.Wave, s.N)
}

// Format writes String whatever the verb, so that no form of printing shows the
// score of a respondent.
func (s Scores) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// scalesOf returns the scales with the given ids, or all that the wave can
// score.
func (w *Wave) scalesOf(ids []string) ([]Scale, error) {
	var out []Scale
	if ids == nil {
		for _, s := range w.instrument.Scales {
			if w.asked(s.Items...) == nil {
				out = append(out, s)
			}
		}
		return out, nil
	}
	for _, id := range ids {
		s, err := w.instrument.findScale(id)
		if err != nil {
			return nil, err
		}
		if err := w.asked(s.Items...); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// scores returns the score of each respondent and how many items they answered.
func (w *Wave) scores(s Scale) (values []float64, answered []int) {
	values, answered = make([]float64, w.Len()), make([]int, w.Len())
	for _, id := range s.Items {
		i := w.instrument.itemIndex(id)
		item := w.instrument.Items[i]
		response, _ := w.instrument.Response(item.Response)
		points := response.values(item.Reversed)
		for r, a := range w.answers[i] {
			if l, ok := a.Level(); ok {
				values[r] += points[l]
				answered[r]++
			}
		}
	}
	need := s.need()
	for r, v := range answered {
		if v < need {
			values[r] = math.NaN()
		} else {
			values[r] /= float64(v)
		}
	}
	return values, answered
}

// itemValues returns the value of each answer as it was given, NaN for a
// missing one.
func (w *Wave) itemValues(id string) []float64 {
	i := w.instrument.itemIndex(id)
	response, _ := w.instrument.Response(w.instrument.Items[i].Response)
	out := make([]float64, w.Len())
	for r, a := range w.answers[i] {
		out[r] = math.NaN()
		if l, ok := a.Level(); ok {
			out[r] = response.Levels[l].Value
		}
	}
	return out
}

func (w *Wave) scaleScore(s Scale, p part, values []float64, answered []int, level float64) ScaleScore {
	out := ScaleScore{
		Part: p.Part, Scale: s, Bouwsteen: w.instrument.bouwsteen(s), Theme: w.instrument.theme(s),
		Respondents: p.size(w), Need: s.need(),
	}
	first, _ := w.instrument.Item(s.Items[0])
	response, _ := w.instrument.Response(first.Response)
	out.Lowest, out.Highest = response.Min(), response.Max()
	if !p.all {
		values, answered = pick(values, p.rows), pick(answered, p.rows)
	}
	for i, v := range values {
		switch {
		case math.IsNaN(v):
			out.NotScored++
		case answered[i] < len(s.Items):
			out.Partial++
		}
	}
	out.Summary = summarise(values, level)
	out.Warnings = scoreWarnings(out)
	return out
}

func scoreWarnings(s ScaleScore) []rma.Warning {
	var ws []rma.Warning
	if s.NotScored > 0 {
		ws = append(ws, rma.Warn(rma.WarnMissingAnswers, "%d/%d", s.NotScored, s.Respondents))
	}
	if s.N < 2 {
		ws = append(ws, rma.Warn(rma.WarnUndefined, "n=%d", s.N))
	}
	return append(ws, rma.Warn(rma.WarnSelfReport, ""))
}
