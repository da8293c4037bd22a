package casereview

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// TestTablesCanBeReleased publishes every table of a pilot together with its
// observations, for each audience, and attacks what comes out: what the tables
// say adds up does, and no small count can be worked out.
func TestTablesCanBeReleased(t *testing.T) {
	log, end := hoogeveen(t)
	s, err := Share(log, ShareOptions{What: rma.T("huisbezoek", "home visit"), In: Has(HomeVisit)})
	require.NoError(t, err)
	v, err := TimeToVisit(log, end, VisitOptions{})
	require.NoError(t, err)
	a, err := TwoByTwo(log, SameDay(Report, Consult), v.MetWithin(), AssociationOptions{})
	require.NoError(t, err)
	c, err := CompareRules(log, []Rule{DrentheStudy(), CBS2022()}, ReportOptions{})
	require.NoError(t, err)
	e, err := rma.Collect(s, v, a, c)
	require.NoError(t, err)
	tables := []rma.Table{s.Table(), v.Table(), v.ReasonTable(), a.Table(), c.Results[0].Table(), c.Results[0].ChangeTable(), c.Table(), c.CrossTable(0, 1)}
	for _, audience := range []privacy.Audience{privacy.Public, privacy.SteeringGroup, privacy.Team} {
		p := privacy.Policy{Audience: audience}
		r, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: e}, p)
		require.NoError(t, err, audience)
		if audience == privacy.Team {
			continue
		}
		var shown []rma.Table
		for _, table := range r.Tables() {
			shown = append(shown, table.View())
		}
		found, err := privacy.Audit(shown, p)
		require.NoError(t, err)
		assert.Empty(t, privacy.Exposed(found, p), audience)
	}
}
