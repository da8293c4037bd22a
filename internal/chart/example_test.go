package chart_test

import (
	"bytes"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
)

func ExampleMatrix() {
	m := chart.Matrix{
		Title:   "Samenwerking",
		Columns: []string{"Emmen", "Hoogeveen"},
		Rows: []chart.MatrixRow{{Label: "Hulp start eerder", Cells: []chart.Cell{
			{Code: "+", Fill: chart.FillPositive}, {Code: "–"},
		}}},
	}
	f, err := m.Figure(chart.Options{Lang: "nl"})
	if err != nil {
		fmt.Println(err)
		return
	}
	var svg, png bytes.Buffer
	if err := f.SVG(&svg, chart.SVGOptions{IDPrefix: "fig-2"}); err != nil {
		fmt.Println(err)
	}
	if err := f.PNG(&png, 200); err != nil {
		fmt.Println(err)
	}
	width, _ := f.Size()
	fmt.Printf("%.1f inches wide, %d problems\n", width, len(f.Check()))
	// Output: 7.2 inches wide, 0 problems
}
