package coding

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestFindDisagreements(t *testing.T) {
	p := markedProject(t, []string{"anna", "bram"},
		markedDoc{"d2", "", "R: «helemaal|SW.BEL|bram» anders"},
		markedDoc{"d1", "", "R: De ««warme|WP.BEL|anna» overdracht|WP.BEL|bram» ontbrak.\nI: Zo.\nR: En «toen|IS.BEL|anna» «niet|IS.BEL|anna» meer.\n"})
	got, err := FindDisagreements(p, ByCharacter, AgreementOptions{})
	require.NoError(t, err)
	type short struct {
		doc   string
		line  int
		code  string
		kind  DisagreementKind
		coded string
		quote string
	}
	var list []short
	for _, d := range got {
		list = append(list, short{d.Doc, d.Line, d.Code, d.Kind, d.Coded[0], d.Quote})
		assert.Len(t, d.NotCoded, 1)
	}
	assert.Equal(t, []short{
		{"d1", 1, "WP.BEL", Boundary, "bram", "overdracht"},
		{"d1", 3, "IS.BEL", Missed, "anna", "toen"},
		{"d1", 3, "IS.BEL", Missed, "anna", "niet"},
		{"d2", 1, "SW.BEL", Missed, "bram", "helemaal"},
	}, list)

	turns, err := FindDisagreements(p, ByTurn, AgreementOptions{})
	require.NoError(t, err)
	require.Len(t, turns, 2, "both gave the first turn the code")
	assert.Equal(t, "En toen niet meer.", turns[0].Quote, "the whole unit")
	table := got.Table()
	assert.Len(t, table.Rows, 4)
	assert.Equal(t, "d1, regel 1", table.Rows[0].Label.In(rma.Dutch))
	_, err = FindDisagreements(p, UnitNotDeclared, AgreementOptions{})
	assert.ErrorIs(t, err, ErrNoUnit)
	assert.Equal(t, "start or end", Boundary.Label(rma.English))
}
