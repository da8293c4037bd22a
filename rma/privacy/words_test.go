package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestWordsThatAreFigures(t *testing.T) {
	for _, c := range []struct {
		text   string
		figure bool
	}{
		{"4", true}, {" 12 ", true}, {"<5", true}, {"3 van de 21 (14%)", true}, {"3/21", true}, {"3 of 21", true}, {"14%", true},
		{"± 3,5", true}, {"n.v.t.", false}, {"", false}, {"–", false}, {"4 van de 6 methoden", false}, {"binnen 24 uur", false},
		{"31-8-2023", false}, {"2023-08-31", false}, {"2023", false}, {"2023-08 – 2023-09", false}, {"09:20", false}, {"3 op 31-8-2023", true},
		{"ja", false}, {"van de", false}, {"３", true},
	} {
		assert.Equal(t, c.figure, isFigureText(c.text), c.text)
		table := rma.Table{ID: "t", Columns: columnsOf("x"), Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.PlainCell(c.text)}}}}
		_, err := ProtectTable(table, Policy{})
		if !c.figure {
			assert.NoError(t, err, c.text)
			continue
		}
		require.ErrorIs(t, err, ErrWords, c.text)
		assert.NotContains(t, err.Error(), c.text+":", "no cell in an error")
		_, err = ProtectTable(table, Policy{Audience: Team})
		assert.NoError(t, err, "the team may read it")
		_, err = ProtectTable(table.OfThings(), Policy{})
		assert.NoError(t, err, "about things")
	}
}

func TestSensitiveCounts(t *testing.T) {
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "harmed", Base: "n", Sensitive: true}}, Rows: []rma.Row{countsRow("a", 20, 20), countsRow("b", 30, 0), countsRow("c", 30, 12)}}
	r, err := Protect(Material{Tables: []rma.Table{table}}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	assert.Equal(t, []rma.Warning{
		rma.Warn(WarnGroupDisclosure, "table=t, row=a, column=harmed"), rma.Warn(WarnGroupDisclosure, "table=t, row=b, column=harmed")}, r.Warnings())
}
