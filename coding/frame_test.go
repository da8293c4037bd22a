package coding

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMatrixDataFrame(t *testing.T) {
	m, err := NewMatrix(matrixProject(t), MatrixOptions{Codes: []string{"WP.BEL"}})
	require.NoError(t, err)
	df := m.DataFrame()
	require.NoError(t, df.Err)
	records := df.Records()
	assert.Equal(t, []string{"code", "pilot", "codings", "passages", "documents_k", "documents_n", "speakers_k", "speakers_n", "characters_k", "characters_n"}, records[0])
	assert.Equal(t, []string{"WP.BEL", "EMM", "0", "0", "0", "0", "0", "0", "0", "0"}, records[1])
	assert.Equal(t, []string{"WP.BEL", "HOO", "5", "3", "1", "2", "1", "3"}, records[2][:8])
}

func TestUnitFrame(t *testing.T) {
	p := matrixProject(t)
	df, err := UnitFrame(p, ByTurn, UnitOptions{Codes: []string{"WP.BEL", "SW.BEL"}})
	require.NoError(t, err)
	require.NoError(t, df.Err)
	records := df.Records()
	assert.Equal(t, []string{"doc", "coder", "unit", "start", "end", "line", "role", "attr.pilot", "code.WP.BEL", "code.SW.BEL"}, records[0])
	assert.Equal(t, []string{"e1", "anna", "1", "4", "8", "1", "participant", "EMM", "NaN", "1"}, records[1], "not asked for WP.BEL")
	assert.Equal(t, []string{"h1", "anna", "1", "3", "9", "1", "interviewer", "HOO", "1", "0"}, records[2])
	assert.Len(t, records, 1+1+2*4+2*1, "notes have no turns, and bram has none in e1")

	part, err := UnitFrame(p, ByParagraph, UnitOptions{Coders: []string{"anna"}, ParticipantsOnly: true, MinOverlap: .9})
	require.NoError(t, err)
	assert.Equal(t, 5, part.Nrow())
	_, err = UnitFrame(p, ByCharacter, UnitOptions{})
	assert.ErrorIs(t, err, ErrNoUnit)
	_, err = UnitFrame(p, ByTurn, UnitOptions{MinOverlap: 2})
	assert.ErrorIs(t, err, errOptions)
	_, err = UnitFrame(p, ByTurn, UnitOptions{Codes: []string{"x"}})
	assert.Error(t, err)
}
