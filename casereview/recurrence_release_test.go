package casereview

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// released publishes tables with their observations and attacks what comes out.
// It returns how many cells of the tables are still read by the public.
func released(t *testing.T, tables []rma.Table, sources ...rma.Source) (shown int) {
	t.Helper()
	e, err := rma.Collect(sources...)
	require.NoError(t, err)
	for _, audience := range []privacy.Audience{privacy.Public, privacy.SteeringGroup} {
		p := privacy.Policy{Audience: audience}
		r, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: e}, p)
		require.NoError(t, err, audience)
		var views []rma.Table
		for _, table := range r.Tables() {
			views = append(views, table.View())
		}
		found, err := privacy.Audit(views, p)
		require.NoError(t, err)
		assert.Empty(t, privacy.Exposed(found, p), audience)
		for _, table := range views {
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					if audience == privacy.Public && !c.Empty() {
						shown++
					}
				}
			}
		}
	}
	return shown
}

func TestRecurrenceCanBeReleased(t *testing.T) {
	var many []follow
	for i := range 200 {
		many = append(many, follow{days: 20 + i*3, event: i%3 == 0, pilot: []string{"EMM", "HOO"}[i%2]})
	}
	for _, c := range []struct {
		why   string
		list  []follow
		shown int
	}{{"a toy", toyFollow(), 0}, {"two hundred families", many, 40}} {
		log := followLog(t, utcEnd, c.list)
		r, err := Recurrence(log, utcEnd, RecurrenceOptions{Splits: []Split{SplitByPilot()}})
		require.NoError(t, err)
		reports, err := ClassifyReports(log, DrentheStudy(), ReportOptions{})
		require.NoError(t, err)
		b := SideBySide(reports, r)
		assert.GreaterOrEqual(t, released(t, b.Tables(), b), c.shown, c.why)
	}
}
