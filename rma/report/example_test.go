package report_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/report"
)

// visits is what case monitoring saw; in a study it comes from an analysis, such
// as casereview.Share.
type visits struct{}

func (visits) Observations() []rma.Observation {
	within := rma.Proportion{K: 12, N: 40}
	return []rma.Observation{{ID: "monitor/A/bezoek", Origin: rma.Origin{Method: "monitor", Pilot: "A"}, N: 40,
		What: rma.T("bezoek binnen 24 uur", "visit within 24 hours"), Share: &rma.Share{Proportion: within, Interval: within.Wilson(0)}}}
}

// A summary takes a study, what its methods say together, and what may be shown
// of the evidence to those who read it.
func ExampleSummary() {
	study, err := rma.ReadStudy(os.DirFS("testdata/study"), ".")
	if err != nil {
		log.Fatal(err)
	}
	triangulation, err := rma.Triangulate(study, rma.TriangulateOptions{})
	if err != nil {
		log.Fatal(err)
	}
	evidence, err := rma.Collect(visits{})
	if err != nil {
		log.Fatal(err)
	}
	release, err := privacy.Protect(privacy.Material{Evidence: evidence}, privacy.Policy{})
	if err != nil {
		log.Fatal(err)
	}
	doc, err := report.Summary(report.Input{
		Study: study, Triangulation: triangulation, Release: release,
	}, report.Options{Lang: rma.English})
	if err != nil {
		log.Fatal(err)
	}
	var page, text strings.Builder
	if err := doc.WriteHTML(&page); err != nil {
		log.Fatal(err)
	}
	if err := doc.WriteMarkdown(&text, report.MarkdownOptions{FigureDir: "figures"}); err != nil {
		log.Fatal(err)
	}
	for _, s := range doc.Sections {
		fmt.Println(s.Title)
	}
	fmt.Println("scripts:", strings.Count(page.String(), "<script"))
	fmt.Println("figures:", strings.Count(text.String(), "](figures/"))
	// Output:
	// Decision page
	// What was looked at
	// Findings by building block
	// Contradiction and silence
	// Key figures
	// What works, under which conditions
	// Learning agenda
	// Recommendations
	// Feedback
	// Limitations
	// Annex
	// scripts: 0
	// figures: 1
}

// One table needs no study: protect it, put it in a section, and write that. For
// whom it was protected stands above it.
func ExampleDocument() {
	table := rma.Table{
		ID: "visits", Title: rma.T("Huisbezoeken", "Home visits"), RowHead: rma.T("pilot", "pilot"),
		Columns: []rma.Column{{Key: "n", Label: rma.T("aantal", "number")}},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"EMM", "HOO", "MEP"}}},
	}
	for _, r := range []struct {
		pilot string
		n     int
	}{{"EMM", 79}, {"HOO", 21}, {"MEP", 3}, {"all", 103}} {
		table.Rows = append(table.Rows, rma.Row{Key: r.pilot, Label: rma.PlainText(r.pilot), Cells: []rma.Cell{rma.CountCell(r.n)}})
	}
	shown, err := privacy.ProtectTable(table, privacy.Policy{Audience: privacy.SteeringGroup})
	if err != nil {
		log.Fatal(err)
	}
	doc := report.Document{
		Lang: rma.English, Title: "Interim report",
		Sections: []report.Section{{ID: "pace", Title: "Pace", Blocks: []report.Block{
			report.Paragraph{Spans: []report.Span{{Text: "Most families were visited."}}},
			report.TableBlock{ID: "table-visits", Table: shown},
		}}},
	}
	if err := doc.WriteMarkdown(os.Stdout, report.MarkdownOptions{}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// **CONFIDENTIAL – for the steering group only**
	//
	// # Interim report
	//
	// 1. [Pace](#pace)
	//
	// <a id="pace"></a>
	// ## 1. Pace
	//
	// Most families were visited.
	//
	// <a id="table-visits"></a>
	// **Home visits**
	//
	// | pilot | number |
	// |---|---|
	// | EMM | 79 |
	// | HOO | . |
	// | MEP | . |
	// | all | 103 |
	//
	// A point: 1 to 4, or not shown to protect another count.
}
