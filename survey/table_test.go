package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// allTables makes every table of the package with the origin.
func allTables(t testing.TB, o rma.Origin) []rma.Table {
	t.Helper()
	pre, post := testWave(t, "voor"), testWave(t, "na")
	p, err := Pair(pre, post, PairOptions{Origin: o})
	require.NoError(t, err)
	one, err := Compare(p, CompareOptions{Scale: "werkdruk"})
	require.NoError(t, err)
	all, err := CompareAll(p, CompareOptions{})
	require.NoError(t, err)
	d, err := Describe(pre, DescribeOptions{Origin: o})
	require.NoError(t, err)
	s, err := Score(pre, ScoreOptions{Origin: o})
	require.NoError(t, err)
	r, err := ReliabilityAll(pre, ReliabilityOptions{Origin: o})
	require.NoError(t, err)
	return []rma.Table{p.Table(), p.BaselineTable(), one.Table(), all.Table(), d.Table(), s.Table(), r.Table(), r.List[0].Table()}
}

// Tables of two pilots can stand in one report.
func TestTablesNameTheirPilot(t *testing.T) {
	plain := allTables(t, rma.Origin{Method: "enquete"})
	ids := map[string]bool{}
	for _, pilot := range []string{"HOO", "EMM"} {
		for i, table := range allTables(t, rma.Origin{Method: "enquete", Pilot: pilot}) {
			assert.Equal(t, plain[i].ID+"-"+pilot, table.ID)
			for _, l := range []rma.Lang{rma.Dutch, rma.English} {
				assert.Equal(t, plain[i].Title.In(l)+", "+pilot, table.Title.In(l))
			}
			assert.False(t, ids[table.ID], "%s occurs twice", table.ID)
			ids[table.ID] = true
		}
	}
	assert.Equal(t, "survey-change-voor-na-werkdruk", plain[2].ID, "without a pilot the table stays as it was")
}
