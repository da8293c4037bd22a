package tabular_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// All problems of a file are reported in one run, by place and rule.
func ExampleReader_Rows() {
	file := strings.NewReader("Casus;Score\n1;3,5\n2;hoog\n3\n4;1.234\n")
	r := tabular.NewReader(file)
	cols, err := r.Columns("casus", "score")
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range r.Rows() {
		if err != nil {
			fmt.Println(err)
			continue
		}
		score, err := tabular.Number(row.Get(cols[1]))
		if err != nil {
			fmt.Println(row.Error(cols[1], err))
			continue
		}
		fmt.Println(row.Get(cols[0]), score)
	}
	// Output:
	// 1 3.5
	// line 3, column 2, "score": not a number
	// line 4: the number of fields differs from the heading: 1 where it has 2
	// line 5, column 2, "score": a number that can be read in two ways: declare its decimal mark
}

func ExampleWriter() {
	w := tabular.NewWriter(os.Stdout)
	w.Comma, w.FormulaGuard = ';', true
	_ = w.Write("casus", "toelichting")
	_ = w.Write("7", "=1+1; \"x\"")
	_ = w.Flush()
	// Output:
	// casus;toelichting
	// 7;"'=1+1; ""x"""
}
