package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestCheckSeesWhatIsNotDeclared has two releases of one table, which hide a small
// count with another each time, and together leave it alone.
func TestCheckSeesWhatIsNotDeclared(t *testing.T) {
	cumulated := rma.Table{ID: "t", Columns: columnsOf("n", "cum"), Rows: []rma.Row{countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77)}}
	answers := sharesOf(shareRow("a", 48, 3, 20, 25), shareRow("b", 39, 10, 10, 19), shareRow("c", 51, 17, 17, 17))
	questions := sharesOf(shareRow("a", 48, 3, 10), shareRow("b", 48, 20, 20), shareRow("c", 48, 25, 18))
	unnamed := rma.Table{ID: "t", Columns: columnsOf("n", "m"), Rows: []rma.Row{countsRow("", 40, 17), countsRow("", 3, 9), countsRow("", 20, 31), countsRow("", 63, 57)}}
	twice := rma.Table{ID: "t", Columns: columnsOf("n", "m"), Rows: []rma.Row{countsRow("x", 40, 17), countsRow("x", 3, 9), countsRow("y", 20, 31), countsRow("x", 63, 57)}}
	for _, c := range []struct {
		why      string
		table    rma.Table
		old, now [][2]int
	}{
		{"counts that cumulate", cumulated, [][2]int{{1, 0}, {1, 1}}, [][2]int{{1, 0}, {0, 0}, {0, 1}}},
		{"shares in a row", answers, [][2]int{{0, 0}, {0, 1}}, [][2]int{{0, 0}, {0, 2}}},
		{"shares in a column", questions, [][2]int{{0, 0}, {1, 0}}, [][2]int{{0, 0}, {2, 0}}},
		{"rows without keys", unnamed, [][2]int{{0, 0}, {1, 0}}, [][2]int{{1, 0}, {2, 0}}},
		{"rows of one key", twice, [][2]int{{0, 0}, {1, 0}}, [][2]int{{1, 0}, {2, 0}}},
	} {
		old, now := hidingIn(t, steering, c.table, c.old...), hidingIn(t, steering, c.table, c.now...)
		assert.NotEmpty(t, combinedIn(ledgerOf(t, old).Check(now)), c.why)
		assert.Empty(t, ledgerOf(t, old).Check(old), c.why)
	}
}
