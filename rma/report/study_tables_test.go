package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// The number of people whom a method heard stands in the report and in a table of
// results, where 3 of them can be worked out from it. Given together, neither
// shows it.
func TestStudyTablesAreProtectedWithTheOthers(t *testing.T) {
	in := smallInput(t)
	kinds := rma.Table{ID: "kinds", Counts: "informants", RowBy: "method",
		Columns:    []rma.Column{{Key: "A"}, {Key: "few"}, {Key: "many"}},
		Rows:       []rma.Row{{Key: "monitor", Cells: []rma.Cell{rma.CountCell(21), rma.CountCell(3), rma.CountCell(18)}}},
		ColumnSums: []rma.Sum{{Total: "A", Parts: []string{"few", "many"}}}}
	steering := privacy.Policy{Audience: privacy.SteeringGroup}
	waiver := []privacy.Waiver{{Of: privacy.Count{Table: "kinds", Row: "monitor", Column: "many"}, Reason: "eerder gepubliceerd", By: "x"}}
	heard := func(tables ...rma.Table) string {
		r, err := privacy.Protect(privacy.Material{Tables: tables, Waivers: waiver}, steering)
		require.NoError(t, err)
		in.Release, in.KeyFigures = r, nil
		d, err := Summary(in, Options{})
		require.NoError(t, err)
		found := ""
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				if table, ok := b.(TableBlock); ok && table.Table.View().ID == "coverage" {
					cell, ok := table.Table.Cell("monitor", "A")
					require.True(t, ok)
					found += cell.Format(rma.Dutch)
				}
			}
		}
		return found
	}
	assert.Equal(t, "21", heard(kinds), "apart: 21 less 18 is 3")
	assert.Equal(t, ".", heard(append(StudyTables(in.Study), kinds)...))
}

func TestStudyTablesStandInTheReportOnce(t *testing.T) {
	in := inputFor(t, privacy.Policy{Audience: privacy.Team}, StudyTables(smallInput(t).Study)...)
	with, _ := render(t, in, rma.Dutch)
	without, _ := render(t, smallInput(t), rma.Dutch)
	assert.Equal(t, without, with)
}
