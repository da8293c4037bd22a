package casereview

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// allTables makes every table of the package with the origin.
func allTables(t testing.TB, log *Log, o rma.Origin) []rma.Table {
	t.Helper()
	s, err := Share(log, ShareOptions{What: rma.T("huisbezoek", "home visit"), In: Has(HomeVisit), Origin: o})
	require.NoError(t, err)
	v, err := TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{Origin: o})
	require.NoError(t, err)
	a, err := TwoByTwo(log, SameDay(Report, Consult), v.MetWithin(), AssociationOptions{Origin: o})
	require.NoError(t, err)
	c, err := CompareRules(log, []Rule{DrentheStudy(), CBS2022()}, ReportOptions{Origin: o})
	require.NoError(t, err)
	one := c.Results[0]
	return []rma.Table{s.Table(), v.Table(), v.ReasonTable(), a.Table(), one.Table(), one.ChangeTable(), c.Table(), c.CrossTable(0, 1)}
}

// Tables of two pilots can stand in one report.
func TestTablesNameTheirPilot(t *testing.T) {
	log, _ := hoogeveen(t)
	plain := allTables(t, log, rma.Origin{Method: "casusmonitoring"})
	ids := map[string]bool{}
	for _, pilot := range []string{"HOO", "EMM"} {
		for i, table := range allTables(t, log, rma.Origin{Method: "casusmonitoring", Pilot: pilot}) {
			assert.Equal(t, plain[i].ID+"-"+pilot, table.ID)
			for _, l := range []rma.Lang{rma.Dutch, rma.English} {
				assert.Equal(t, plain[i].Title.In(l)+", "+pilot, table.Title.In(l))
			}
			assert.False(t, ids[table.ID], "%s occurs twice", table.ID)
			ids[table.ID] = true
		}
	}
	assert.Equal(t, "visit", plain[1].ID, "without a pilot the table stays as it was")
}

// Of fewer cases than a percentage needs, String prints none, and otherwise it
// does.
func TestStringsOfSmallBases(t *testing.T) {
	for _, c := range []struct {
		n       int
		percent bool
	}{{0, false}, {1, false}, {9, false}, {10, true}, {21, true}} {
		log := casesWith(t, c.n/2, c.n)
		s, err := Share(log, ShareOptions{What: rma.T("huisbezoek", "home visit"), In: Has(HomeVisit)})
		require.NoError(t, err)
		r, err := CompareRules(log, []Rule{{Name: "own"}}, ReportOptions{Count: func(Trace, Event) bool { return true }})
		require.NoError(t, err)
		whole := Factor{Label: rma.T("melding", "report"), Of: func(Trace) Answer { return Yes }}
		a, err := TwoByTwo(log, whole, Factor{Label: rma.T("huisbezoek", "home visit"), Of: func(t Trace) Answer { return answer(t.Has(HomeVisit)) }}, AssociationOptions{})
		require.NoError(t, err)
		for why, text := range map[string]string{"share": s.String(), "association": a.String()} {
			assertPercent(t, c.percent, text, why)
		}
		// without a family every first report is left unclassified
		assertPercent(t, false, r.String(), "rules")
		assertPercent(t, false, RuleComparison{Results: r.Results[:0]}.String(), "no rules")
	}
	few, enough := Classification{Rule: DrentheStudy()}, Classification{Rule: DrentheStudy()}
	few.Share, enough.Share = newShare(rma.Proportion{K: 3, N: 9}, 0), newShare(rma.Proportion{K: 3, N: 10}, 0)
	assertPercent(t, false, few.String(), "reports")
	assertPercent(t, true, enough.String(), "reports")
	assertPercent(t, false, RuleComparison{Results: []Classification{few}}.String(), "rules")
	assertPercent(t, true, RuleComparison{Results: []Classification{enough}}.String(), "rules")
}

func assertPercent(t *testing.T, want bool, text, why string) {
	t.Helper()
	if want {
		assert.Contains(t, text, "%", why)
	} else {
		assert.NotContains(t, text, "%", why)
	}
}

// No log, no reader, no function and results that were never made.
func TestNothingDoesNotPanic(t *testing.T) {
	_, err := ReadWide(nil, "f.csv", wideMapping(), declared)
	assert.ErrorIs(t, err, rma.ErrMissing)
	_, err = ReadWideMapping(nil, "f.json")
	assert.ErrorIs(t, err, rma.ErrMissing)
	var none *Log
	log, end := hoogeveen(t)
	assert.Equal(t, log.Len(), log.Where(nil).Len(), "nil keeps every case")
	assert.Zero(t, none.Where(nil).Len())
	for _, l := range []*Log{none, {}} {
		_, err := TimeToVisit(l, end, VisitOptions{})
		assert.NoError(t, err)
		_, err = ClassifyReports(l, DrentheStudy(), ReportOptions{})
		assert.NoError(t, err)
		_, err = Share(l, ShareOptions{})
		assert.ErrorIs(t, err, ErrOptions)
		_, err = TwoByTwo(l, Factor{}, Factor{}, AssociationOptions{})
		assert.ErrorIs(t, err, ErrOptions)
	}
	assert.NotPanics(t, func() {
		for _, x := range []interface {
			rma.Source
			Table() rma.Table
			String() string
		}{CaseShare{}, VisitTimes{}, Association{}, Classification{}, RuleComparison{}} {
			_, _, _ = x.Observations(), x.Table(), x.String()
		}
		_, _ = VisitTimes{}.ReasonTable(), Classification{}.ChangeTable()
		assert.Zero(t, RuleComparison{}.Differing(0, 1))
		assert.Empty(t, RuleComparison{}.CrossTable(0, 1).Rows)
		_ = VisitTimes{}.MetWithin().Of(Trace{})
		Replay(Trace{})
	})
}
