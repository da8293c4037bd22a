package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Saturation lists what each next review added. [NewFactors] makes it.
type Saturation struct {
	Base
	Steps    []SaturationStep // in the order of the days of the reviews
	Codes    int              // factor codes in all
	Warnings []rma.Warning
}

// SaturationStep is one review, after those before it.
type SaturationStep struct {
	Review string
	At     rma.Date
	Codes  int      // factor codes that the review names
	New    []string // those that no review before it names, in the order of their names
	Total  int      // codes named up to and with this review
}

// NewFactors reports how many factor codes each next review names that no
// review before it did.
//
//	total after review i = |codes 1 ∪ ... ∪ codes i|
//
// Whole numbers. When several reviews in a row add nothing, the list of factors
// may be nearly complete for cases like these. It is a list and no test: no
// curve is drawn through it and nothing is said of reviews that were not held.
// It hangs together with how cases were chosen, and with how finely codes are
// cut: a team that keeps to its list will find nothing new.
//
// Reviews stand in the order of their day, those of one day by id, those without
// a day last. Errors are those of [Factors]. Warnings: rma.WarnUndefined when no
// review counts; rma.WarnUndetermined when days are missing or equal, with the
// number of reviews of which the order is not known.
func NewFactors(reviews []Review, o Options) (Saturation, error) {
	cases, base, err := casesOf(reviews, o, "saturation")
	if err != nil {
		return Saturation{}, err
	}
	var list []Review
	for _, c := range cases {
		list = append(list, c.reviews...)
	}
	slices.SortFunc(list, byDay)
	s := Saturation{Base: base}
	met := map[string]bool{}
	for _, r := range list {
		step := SaturationStep{Review: r.ID, At: r.At}
		here := map[string]bool{}
		for _, e := range r.Episodes {
			for _, f := range e.Factors {
				if !met[f.Code] {
					step.New = append(step.New, f.Code)
				}
				met[f.Code], here[f.Code] = true, true
			}
		}
		slices.Sort(step.New)
		step.Codes, step.Total = len(here), len(met)
		s.Steps = append(s.Steps, step)
	}
	s.Codes = len(met)
	if len(list) == 0 {
		s.Warnings = append(s.Warnings, rma.Warn(rma.WarnUndefined, "n=0"))
	}
	if n := unordered(list); n > 0 {
		s.Warnings = append(s.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", n))
	}
	return s, nil
}

// byDay orders reviews by day, those without one last, and then by id.
func byDay(a, b Review) int {
	switch {
	case a.At == b.At:
		return cmp.Compare(a.ID, b.ID)
	case a.At.IsZero() || !b.At.IsZero() && b.At.Before(a.At):
		return 1
	}
	return -1
}

// unordered counts the reviews of which the place in the order is not known.
func unordered(list []Review) int {
	days := map[rma.Date]int{}
	for _, r := range list {
		days[r.At]++
	}
	n := 0
	for day, k := range days {
		if k > 1 || day.IsZero() && len(list) > 1 {
			n += k
		}
	}
	return n
}

// Observations returns the number of different factors, and the number that the
// last review added.
func (s Saturation) Observations() []rma.Observation {
	if len(s.Steps) == 0 {
		return nil
	}
	count := func(suffix string, k int, what, definition rma.Text) rma.Observation {
		return rma.Observation{ID: s.id(suffix), Origin: s.Options.Origin, What: what, Definition: definition, Count: &k, N: s.Reviews, Warnings: s.Warnings}
	}
	last := s.Steps[len(s.Steps)-1]
	return []rma.Observation{
		count("codes", s.Codes, rma.T("verschillende factoren", "different factors"), rma.T("factorcodes in alle reviews samen", "factor codes in all reviews together")),
		count("last", len(last.New), rma.T("nieuwe factoren in de laatste review", "new factors in the last review"), rma.T("factorcodes die geen eerdere review noemt", "factor codes that no earlier review names")),
	}
}

// Table shows a row per review, by its place in the order: which case it is of
// does not stand there.
func (s Saturation) Table() rma.Table {
	t := rma.Table{
		ID: s.Options.Name, Title: rma.T("Nieuwe factoren per volgende review", "New factors per successive review"), RowHead: rma.T("review", "review"),
		Columns: []rma.Column{
			{Key: "codes", Label: rma.T("factoren", "factors")}, {Key: "new", Label: rma.T("nieuw", "new")}, {Key: "total", Label: rma.T("samen", "in all")},
		},
		Notes: []rma.Text{rma.T("in de volgorde van de dagen van de reviews; een lijst, geen toets of verzadiging bereikt is",
			"in the order of the days of the reviews; a list, and no test of saturation")}, TeamNotes: s.notes(),
	}
	for i, p := range s.Steps {
		row := rma.Row{Key: fmt.Sprint(i + 1), Label: rma.PlainText(fmt.Sprint(i + 1)), Cells: []rma.Cell{rma.CountCell(p.Codes), rma.CountCell(len(p.New)), rma.CountCell(p.Total)}}
		if i == len(s.Steps)-1 {
			row.Cells[1], row.Cells[2] = row.Cells[1].WithRefs(s.id("last")), row.Cells[2].WithRefs(s.id("codes"))
		}
		t.Rows = append(t.Rows, row)
	}
	return t.OfThings().OfPilot(s.Options.Origin.Pilot)
}

// String writes a line per review, in English.
func (s Saturation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "New factors in %s\n", s.Base)
	for i, p := range s.Steps {
		fmt.Fprintf(&b, "  %d: %d new of %d, %d in all\n", i+1, len(p.New), p.Codes, p.Total)
	}
	return b.String()
}
