package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestLongTable protects a table of many rows, and attacks what is printed.
func TestLongTable(t *testing.T) {
	for _, c := range []struct {
		why      string
		columns  int
		policy   Policy
		declared bool
	}{
		{"few columns", 3, Policy{}, true},
		{"nobody says what adds up", 3, Policy{}, false},
		{"counts as they are", 3, Policy{Audience: SteeringGroup}, true},
		{"a list", 1, Policy{}, true},
		{"more columns", 12, Policy{}, true},
	} {
		table := longTable(400, c.columns)
		if !c.declared {
			table.RowSums, table.ColumnSums = nil, nil
		}
		protected, err := ProtectTable(table, c.policy)
		require.NoError(t, err, c.why)
		found, err := Audit([]rma.Table{protected.View()}, c.policy)
		require.NoError(t, err, c.why)
		assert.Len(t, found, 401*(c.columns+1), c.why)
		assert.Empty(t, Exposed(found, c.policy), c.why)
	}
}
