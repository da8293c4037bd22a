package survey

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Reliabilities are the reliabilities of several scales in one wave.
type Reliabilities struct {
	Wave     string
	List     []*ScaleReliability
	Skipped  []string // ids of scales of which the wave did not hold all items
	Warnings []rma.Warning
}

// ReliabilityAll does [Reliability] on every scale of the instrument, in its
// order. Scales of which the wave did not hold all items are named in Skipped.
//
// Errors: ErrOption, also when Scale is set.
func ReliabilityAll(w *Wave, o ReliabilityOptions) (*Reliabilities, error) {
	if err := w.usable(); err != nil {
		return nil, err
	}
	if o.Scale != "" {
		return nil, fmt.Errorf("%w: leave Scale empty for all scales", ErrOption)
	}
	out := &Reliabilities{Wave: w.id}
	for _, s := range w.instrument.Scales {
		if w.asked(s.Items...) != nil {
			out.Skipped = append(out.Skipped, s.ID)
			continue
		}
		o.Scale = s.ID
		r, err := Reliability(w, o)
		if err != nil {
			return nil, err
		}
		out.List = append(out.List, r)
		out.Warnings = mergeWarnings(out.Warnings, r.Warnings)
	}
	return out, nil
}

// Table returns a row per scale.
func (r *Reliabilities) Table() rma.Table {
	t := rma.Table{
		ID:      "survey-reliability-" + r.Wave,
		Title:   rma.T("Betrouwbaarheid van de schalen", "Reliability of the scales"),
		RowHead: rma.T("Schaal", "Scale"),
		Columns: columns(
			rma.Column{Key: "items", Label: rma.T("Vragen", "Items"), Things: true},
			col("n", "Respondenten", "Respondents"),
			col("dropped", "Onvolledig", "Incomplete"),
			of("n", col("alpha", "Cronbachs alfa", "Cronbach's alpha")),
			of("n", col("interval", "Interval (Feldt)", "Interval (Feldt)")),
			of("n", col("average_r", "Gemiddelde correlatie", "Average correlation"))),
		Notes: []rma.Text{completeCases},
	}
	for _, s := range r.List {
		t.Rows = append(t.Rows, rma.Row{Key: s.Scale.ID, Label: s.Scale.Label, Cells: []rma.Cell{
			rma.CountCell(len(s.Items)), rma.CountCell(s.N), rma.CountCell(s.Dropped),
			figure(s.Alpha, 2).WithRefs(s.id()), rma.IntervalCell(s.Interval, 2), figure(s.AverageR, 2),
		}})
	}
	return t.OfPilot(r.origin().Pilot)
}

// origin is that of the reliabilities.
func (r *Reliabilities) origin() rma.Origin {
	if len(r.List) == 0 {
		return rma.Origin{}
	}
	return r.List[0].Origin
}

var completeCases = rma.T("Berekend over respondenten die alle vragen van de schaal hebben beantwoord.",
	"Computed over respondents who answered every item of the scale.")

// Table returns a row per item: how it goes with the rest of the scale.
func (r *ScaleReliability) Table() rma.Table {
	t := rma.Table{
		ID: fmt.Sprintf("survey-reliability-%s-%s", r.Wave, r.Scale.ID),
		Title: rma.T("Betrouwbaarheid: "+r.Scale.Label.In(rma.Dutch),
			"Reliability: "+r.Scale.Label.In(rma.English)),
		RowHead: rma.T("Vraag", "Item"),
		Columns: columns(
			col("mean", "Gemiddelde", "Mean"), // these two tell how many gave which answer
			col("sd", "Standaardafwijking", "Standard deviation"),
			ofValues(col("item_rest", "Item-restcorrelatie", "Item-rest correlation")),
			ofValues(col("alpha_if_dropped", "Alfa zonder deze vraag", "Alpha without this item"))),
		Notes:     []rma.Text{completeCases},
		TeamNotes: []rma.Text{r.summary()},
	}
	for _, it := range r.Items {
		t.Rows = append(t.Rows, rma.Row{Key: it.Item.ID, Label: it.Item.Text, Cells: []rma.Cell{
			figure(it.Mean, 2).WithN(r.N), figure(it.SD, 2).WithN(r.N), figure(it.ItemRest, 2).WithN(r.N), figure(it.AlphaIfDropped, 2).WithN(r.N),
		}})
	}
	return t.OfPilot(r.Origin.Pilot)
}

func (r *ScaleReliability) summary() rma.Text {
	say := func(format string, l rma.Lang) string {
		return fmt.Sprintf(format, rma.FormatNumber(r.Alpha, 2, l), percent(r.Level), r.Interval.Number(2, l),
			rma.FormatNumber(r.AverageR, 2, l), r.N, r.Dropped)
	}
	return rma.T(
		say("Cronbachs alfa %s (interval %s, Feldt: %s); gemiddelde correlatie %s; n = %d, onvolledig %d.", rma.Dutch),
		say("Cronbach's alpha %s (%s interval, Feldt: %s); average correlation %s; n = %d, incomplete %d.", rma.English))
}

// String returns the figures of the scale in one line.
func (r *ScaleReliability) String() string {
	return r.Scale.ID + ", " + r.Wave + ": " + r.summary().EN
}
