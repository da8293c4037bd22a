package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Words that follow from a count are hidden with it, and so is their mark. Words
// that follow from nothing are not looked into.
func TestVerdictsGoWithTheirCounts(t *testing.T) {
	words := func(s string) rma.Cell { return rma.TextCell(rma.T("laag", s)).WithMark("low") }
	table := rma.Table{ID: "months", Columns: []rma.Column{
		{Key: "count", Label: rma.T("aantal", "number")},
		{Key: "signal", Label: rma.T("signaal", "signal"), From: []string{"count"}},
		{Key: "remark", Label: rma.T("opmerking", "remark")},
	}}
	for _, r := range []struct {
		key string
		n   int
	}{{"january", 30}, {"february", 3}, {"march", 40}} {
		table.Rows = append(table.Rows, rma.Row{Key: r.key, Label: rma.PlainText(r.key), Cells: []rma.Cell{rma.CountCell(r.n), words("low"), words("quiet")}})
	}
	for _, c := range []struct {
		why                  string
		policy               Policy
		row, signal, mark    string
		remark, remarkedMark string
	}{
		{"a large count", Policy{Audience: SteeringGroup}, "march", "low", "low", "quiet", "low"},
		{"a small count", Policy{Audience: SteeringGroup}, "february", ".", "", "quiet", "low"},
		{"a rounded count", Policy{}, "march", ".", "", "quiet", "low"},
		{"for the team", Policy{Audience: Team}, "february", "low", "low", "quiet", "low"},
	} {
		got, err := ProtectTable(table, c.policy)
		require.NoError(t, err, c.why)
		signal, _ := got.Cell(c.row, "signal")
		assert.Equal(t, c.signal, signal.Format(rma.English), c.why)
		assert.Equal(t, c.mark, signal.Mark, c.why)
		remark, _ := got.Cell(c.row, "remark")
		assert.Equal(t, []string{c.remark, c.remarkedMark}, []string{remark.Format(rma.English), remark.Mark}, c.why)
	}
}
