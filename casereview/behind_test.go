package casereview_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// visitsOf reads reports of which so many were visited at once, the next day, a
// week later, and never.
func visitsOf(t *testing.T, atOnce, nextDay, later, never int) casereview.VisitTimes {
	t.Helper()
	var b strings.Builder
	b.WriteString("casus;melding;bezoek\n")
	i := 0
	add := func(n int, visit string) {
		for range n {
			i++
			fmt.Fprintf(&b, "C%d;6-2-2023 09:20;%s\n", i, visit)
		}
	}
	add(atOnce, "6-2-2023 12:00")
	add(nextDay, "7-2-2023 15:00")
	add(later, "13-2-2023 10:00")
	add(never, "")
	mapping := casereview.WideMapping{Case: "casus", Events: []casereview.EventColumn{
		{Column: "melding", Activity: casereview.Report, Required: true}, {Column: "bezoek", Activity: casereview.HomeVisit}}}
	log, err := casereview.ReadWide(strings.NewReader(b.String()), "cases.csv", mapping, casereview.ReadOptions{})
	require.NoError(t, err)
	v, err := casereview.TimeToVisit(log, time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC), casereview.VisitOptions{})
	require.NoError(t, err)
	return v
}

// Observations alone do not say that those within 24 hours and those of whom the
// reason is not known are all that there are. The table of the same result does,
// and is heeded without anybody naming it.
func TestTheTablesBehindTheEvidenceAreHeeded(t *testing.T) {
	visits := visitsOf(t, 3, 12, 15, 10)
	evidence, err := rma.Collect(visits)
	require.NoError(t, err)
	require.Len(t, evidence.Tables(), 2)
	release, err := privacy.Protect(privacy.Material{Evidence: evidence}, privacy.Policy{Audience: privacy.SteeringGroup})
	require.NoError(t, err)
	assert.Empty(t, release.Tables(), "what is behind is not shown")

	named, err := privacy.Protect(privacy.Material{Evidence: evidence, Behind: visits.Tables()}, privacy.Policy{Audience: privacy.SteeringGroup})
	require.NoError(t, err)
	assert.Equal(t, named.Evidence().All(), release.Evidence().All(), "naming them changes nothing")

	shown := map[string]int{}
	for _, o := range release.Evidence().All() {
		if o.Share != nil {
			shown[strings.TrimPrefix(o.ID, "/")] = o.Share.K
		}
		if o.Count != nil {
			shown[strings.TrimPrefix(o.ID, "/")] = *o.Count
		}
	}
	_, day := shown["visit-24h"]
	_, unknown := shown["reason-unknown"]
	assert.False(t, day, "3")
	assert.False(t, unknown, "40 less 37")
}

func TestEvidenceOfSourcesThatShareATable(t *testing.T) {
	visits := visitsOf(t, 30, 12, 15, 10)
	evidence, err := rma.Collect(visits)
	require.NoError(t, err)
	other := visits.Table() // the same id, other contents
	other.Counts, other.Rows, other.RowSums, other.ColumnSums = "", other.Rows[:1], nil, nil
	for _, m := range []privacy.Material{
		{Evidence: evidence, Tables: visits.Tables()},
		{Evidence: evidence, Tables: []rma.Table{other}},
	} {
		release, err := privacy.Protect(m, privacy.Policy{})
		require.NoError(t, err)
		assert.Len(t, release.Tables(), len(m.Tables))
	}
}
