package casereview

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func doneBy(t testing.TB, id, when string, org OrgID) Event {
	e := event(t, id, Consult, when)
	e.Org = org
	return e
}

func TestHandoverOfWork(t *testing.T) {
	log := logOf(t,
		doneBy(t, "a", "2023-02-01T10:00", "vt"), doneBy(t, "a", "2023-02-02T10:00", "vt"), doneBy(t, "a", "2023-02-03T10:00", ""),
		doneBy(t, "a", "2023-02-04T10:00", "lokaal team"), doneBy(t, "a", "2023-02-05T10:00", "vt"), doneBy(t, "a", "2023-02-06T10:00", "lokaal team"),
		doneBy(t, "b", "2023-02-01", "vt"), doneBy(t, "b", "2023-02-01T11:00", "politie"),
		doneBy(t, "c", "2023-02-01T10:00", "vt"))
	m, err := HandoverOfWork(log, WorkOptions{})
	require.NoError(t, err)
	assert.Equal(t, []OrgID{"lokaal team", "politie", "vt"}, m.Orgs)
	assert.Equal(t, []WorkHandover{{"lokaal team", "vt", 1, 1, 0}, {"vt", "lokaal team", 1, 2, 0}, {"vt", "politie", 1, 1, 1}}, m.Handovers, "what lies between is not recorded, and is skipped")
	assert.Equal(t, []int{3, 2, 1, 1}, []int{m.Cases, m.Passed, m.NoOrg, m.Ambiguous})
	assert.Equal(t, WorkHandover{From: "politie", To: "vt"}, m.Between("politie", "vt"))
	for _, code := range []rma.Code{rma.WarnMissingAnswers, rma.WarnUndetermined, rma.WarnSmallBase} {
		assert.True(t, rma.HasWarning(m.Warnings, code), code)
	}
	cell, _ := m.TeamTable().Cell("all", "all")
	assert.Equal(t, 4, cell.Count)
	cell, _ = m.Table().Cell("from vt", "to lokaal team")
	assert.Equal(t, 1, cell.Count, "the table for others counts cases")
	cell, _ = m.Table().Cell("from vt", "to vt")
	assert.Equal(t, rma.Blank, cell.Kind, "nobody hands over to themselves")
}

func TestHandoverOfWorkAgainstItsDefinition(t *testing.T) {
	for round := range 60 {
		log := walk(t, rand.New(rand.NewPCG(81, uint64(round))), 25)
		m, err := HandoverOfWork(log, WorkOptions{Ignore: []Activity{SafetyPlan}})
		require.NoError(t, err)
		times, cases := map[[2]OrgID]int{}, map[[2]OrgID]int{}
		for _, tr := range log.Cases() {
			var orgs []OrgID
			for e := range tr.All() {
				if e.Org != "" && e.Activity != SafetyPlan {
					orgs = append(orgs, e.Org)
				}
			}
			orgs = slices.Compact(orgs)
			seen := map[[2]OrgID]bool{}
			for i := 1; i < len(orgs); i++ {
				times[[2]OrgID{orgs[i-1], orgs[i]}]++
				seen[[2]OrgID{orgs[i-1], orgs[i]}] = true
			}
			for pair := range seen {
				cases[pair]++
			}
		}
		require.Len(t, m.Handovers, len(times))
		for _, h := range m.Handovers {
			require.Equal(t, []int{cases[[2]OrgID{h.From, h.To}], times[[2]OrgID{h.From, h.To}]}, []int{h.Cases, h.Times})
		}
	}
}
