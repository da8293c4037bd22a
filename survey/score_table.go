package survey

import "github.com/reflexive-monitoring/toolkit/rma"

// Table returns a row per scale and part with the description of its scores.
func (s *Scores) Table() rma.Table {
	t := rma.Table{
		ID:      "survey-scores-" + s.Wave,
		Title:   worded("Schaalscores, %s", "Scale scores, %s", s.WaveLabel),
		RowHead: rma.T("Schaal", "Scale"),
		Columns: columns(
			col("n", "Met score", "Scored"),
			col("not_scored", "Zonder score", "Not scored"),
			of("n", col("mean", "Gemiddelde", "Mean")),
			of("n", col("interval", "Interval "+percent(s.Level), percent(s.Level)+" interval")),
			of("n", col("sd", "Standaardafwijking", "Standard deviation")),
			of("n", col("median", "Mediaan", "Median")),
			of("n", col("q1", "Eerste kwartiel", "First quartile")),
			of("n", col("q3", "Derde kwartiel", "Third quartile")),
			col("better", "Richting", "Direction")),
		Notes: []rma.Text{
			rma.T("Score: gemiddelde van de gegeven antwoorden; wie te weinig vragen van de schaal heeft beantwoord krijgt geen score. Tegen de schaal in gestelde vragen zijn omgescoord.",
				"Score: mean of the answers given; who answered too few items of the scale is not scored. Items worded against the scale are recoded."),
			selfReport,
		},
	}
	t.RowSums = partSums(s.Scales, func(x ScaleScore) string { return x.Scale.ID }, func(x ScaleScore) Part { return x.Part })
	for _, x := range s.Scales {
		_, id := s.place(x)
		t.Rows = append(t.Rows, rma.Row{Key: x.key(x.Scale.ID), Label: x.named(x.Scale.Label), Cells: []rma.Cell{
			rma.CountCell(x.N), rma.CountCell(x.NotScored),
			figure(x.Mean, 2).WithRefs(id), rma.IntervalCell(x.interval(s.Level), 2), figure(x.SD, 2),
			figure(x.Median, 2), figure(x.Q1, 2), figure(x.Q3, 2),
			rma.TextCell(directionTerms.Text("Direction", uint8(x.Scale.Better))),
		}})
	}
	return t.OfPilot(s.Origin.Pilot)
}
