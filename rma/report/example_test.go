package report_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/report"
)

func ExampleSummary() {
	study, err := rma.ReadStudy(os.DirFS("testdata/study"), ".")
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := rma.Triangulate(study, rma.TriangulateOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := report.Summary(report.Input{Study: study, Triangulation: t}, report.Options{Lang: rma.English})
	if err != nil {
		fmt.Println(err)
		return
	}
	var page strings.Builder
	if err := doc.WriteHTML(&page); err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range doc.Sections {
		fmt.Println(s.Title)
	}
	fmt.Println("scripts:", strings.Count(page.String(), "<script"))
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
}
