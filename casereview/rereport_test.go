package casereview

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// family makes a log of dossiers of one family.
func familyLog(t testing.TB, dossiers ...[]Event) *Log {
	t.Helper()
	var cases []Case
	var events []Event
	for _, d := range dossiers {
		cases = append(cases, Case{ID: d[0].Case, Family: familyID("F")})
		events = append(events, d...)
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

func spells(t testing.TB, id string, pairs ...string) []Event {
	t.Helper()
	var events []Event
	for i := 0; i < len(pairs); i += 2 {
		e := event(t, id, Activity(pairs[i]), pairs[i+1])
		e.Seq = i + 1
		events = append(events, e)
	}
	return events
}

// presetRules is every preset with both ties, both views of a reopening, and a window
// in which reports are merged or none.
func presetRules() []Rule {
	var list []Rule
	for _, preset := range []Rule{DrentheStudy(), CBS2022(), Within12Months()} {
		for _, tie := range []Tie{TieFollowUp, TieRereport} {
			for _, closed := range []bool{false, true} {
				for _, window := range []time.Duration{0, 72 * time.Hour} {
					r := preset
					r.SameDayTie, r.ReopenedCountsAsClosed, r.MergeWindow = tie, closed, window
					r.Name += fmt.Sprint("-", tie, closed, window)
					list = append(list, r)
				}
			}
		}
	}
	return list
}

func allRules() []Rule {
	tie := DrentheStudy()
	tie.Name, tie.SameDayTie = "tie", TieRereport
	reopened := DrentheStudy()
	reopened.Name, reopened.ReopenedCountsAsClosed, reopened.MergeWindow = "reopened", true, 72*time.Hour
	person := CBS2022()
	person.Name, person.Lookback, person.SameDayTie, person.ReopenedCountsAsClosed = "person", Span{Months: 2, Days: 3}, TieRereport, true
	return []Rule{DrentheStudy(), CBS2022(), Within12Months(), tie, reopened, person}
}

// The trap: the report that came in while Veilig Thuis monitored the case is
// easily counted as a re-report.
func TestReportDuringMonitoringIsAFollowUp(t *testing.T) {
	events := spells(t, "MEP-M", "report", "2022-09-01", "assessment-done", "2022-09-06", "service-start", "2022-09-10",
		"handover", "2022-11-01", "monitor-contact", "2022-12-01", "report", "2023-01-15", "monitor-contact", "2023-03-01", "report", "2023-03-10")
	bare := spells(t, "MEP-M", "report", "2022-09-01", "monitor-contact", "2022-12-01", "report", "2023-01-15", "report", "2023-03-10")
	for _, list := range [][]Event{events, bare} {
		for _, rule := range allRules() {
			for _, log := range []*Log{familyLog(t, list), logOf(t, list...)} {
				c, err := ClassifyReports(log, rule, ReportOptions{})
				require.NoError(t, err)
				assert.Equal(t, 0, c.Counts.Rereport, rule.Name)
				assert.Equal(t, 2, c.Counts.FollowUp, rule.Name)
				assert.Equal(t, 2, c.Stages.DuringMonitoring, rule.Name)
			}
		}
	}
}

func TestClassifyReports(t *testing.T) {
	for _, c := range []struct {
		dossiers [][]Event
		rule     Rule
		want     []Class // in the order of the log
		check    func(*testing.T, Classification)
		why      string
	}{
		{[][]Event{spells(t, "a", "report", "2023-01-02")}, DrentheStudy(), []Class{FirstReport}, nil, "one report"},
		{[][]Event{spells(t, "a", "report", "2017-01-02", "closed", "2017-03-01"), spells(t, "b", "report", "2023-01-02")},
			DrentheStudy(), []Class{FirstReport, Rereport}, func(t *testing.T, c Classification) {
				assert.Equal(t, caseID("a"), c.Reports[1].Previous)
				assert.Equal(t, 2133, c.Reports[1].DaysSinceClosed)
			}, "closed long ago, without a limit"},
		{[][]Event{spells(t, "a", "report", "2017-01-02", "closed", "2017-03-01"), spells(t, "b", "report", "2023-01-02")},
			Within12Months(), []Class{FirstReport, FirstReport}, func(t *testing.T, c Classification) {
				assert.True(t, c.Reports[1].KnownBeyondLookback)
				assert.Equal(t, 1, c.KnownBeyond)
			}, "closed before the look-back"},
		{[][]Event{spells(t, "a", "report", "2022-01-02", "closed", "2022-03-01"), spells(t, "b", "report", "2023-03-01")},
			Within12Months(), []Class{FirstReport, Rereport}, nil, "twelve months to the day"},
		{[][]Event{spells(t, "a", "report", "2022-01-02", "closed", "2022-02-28"), spells(t, "b", "report", "2023-03-01")},
			Within12Months(), []Class{FirstReport, FirstReport}, nil, "twelve months and a day"},
		{[][]Event{spells(t, "a", "report", "2022-01-02", "closed", "2022-03"), spells(t, "b", "report", "2023-03-15")},
			Within12Months(), []Class{FirstReport, Rereport}, func(t *testing.T, c Classification) {
				assert.Equal(t, 1, c.Ambiguous)
				assert.True(t, rma.HasWarning(c.Warnings, rma.WarnAmbiguousTie))
			}, "the month of the closing straddles the look-back"},
		{[][]Event{spells(t, "a", "report", "2023-01-02"), spells(t, "b", "report", "2023-02-01")},
			DrentheStudy(), []Class{FirstReport, FollowUp}, func(t *testing.T, c Classification) {
				assert.Equal(t, DuringAssessment, c.Reports[1].Stage)
			}, "another dossier of the family is running"},
		{[][]Event{spells(t, "a", "report", "2023-01-02"), spells(t, "b", "report", "2023-01-02")},
			DrentheStudy(), []Class{FirstReport, FirstReport}, func(t *testing.T, c Classification) {
				assert.Equal(t, 2, c.Ambiguous)
			}, "two dossiers opened on one day are treated alike"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-01")},
			DrentheStudy(), []Class{FirstReport, FollowUp}, func(t *testing.T, c Classification) {
				assert.Equal(t, 1, c.Ambiguous)
			}, "closed on the day of the report: a follow-up"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-01")},
			Rule{Name: "x", SameDayTie: TieRereport}, []Class{FirstReport, Rereport}, func(t *testing.T, c Classification) {
				assert.Equal(t, 1, c.Ambiguous)
				assert.Equal(t, 0, c.Reports[1].DaysSinceClosed)
			}, "closed on the day of the report: a re-report when the rule says so"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01T09:00"), spells(t, "b", "report", "2023-02-01T09:01")},
			DrentheStudy(), []Class{FirstReport, Rereport}, func(t *testing.T, c Classification) {
				assert.Equal(t, 0, c.Ambiguous)
			}, "closed a minute before"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-01-10", "reopened", "2023-02-01", "report", "2023-02-02", "monitor-contact", "2023-03-01", "report", "2023-04-01")},
			DrentheStudy(), []Class{FirstReport, FollowUp, FollowUp}, nil, "a report on a reopened dossier is a follow-up"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-01-10", "reopened", "2023-02-01", "report", "2023-02-02", "monitor-contact", "2023-03-01", "report", "2023-04-01")},
			Rule{Name: "x", ReopenedCountsAsClosed: true}, []Class{FirstReport, Rereport, FollowUp}, func(t *testing.T, c Classification) {
				assert.Equal(t, DuringMonitoring, c.Reports[2].Stage)
			}, "unless reopened counts as closed, until the report is taken up"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-01-10", "reopened", "2023-02-01", "advice-request", "2023-02-02", "report", "2023-02-03")},
			Rule{Name: "x", ReopenedCountsAsClosed: true}, []Class{FirstReport, Rereport}, nil, "advice does not take a reopened dossier up"},
		{[][]Event{spells(t, "a", "advice-request", "2023-01-02"), spells(t, "b", "report", "2023-02-01")},
			DrentheStudy(), []Class{FirstReport}, nil, "advice is no involvement"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "converted-to-advice", "2023-01-04"), spells(t, "b", "report", "2023-02-01")},
			DrentheStudy(), []Class{FirstReport, Rereport}, nil, "converted to advice ended the involvement"},
		{[][]Event{spells(t, "a", "report", "2023-01-02", "handover", "2023-01-10"), spells(t, "b", "report", "2023-02-01", "service-start", "2023-02-05"), spells(t, "c", "report", "2023-03-01")},
			DrentheStudy(), []Class{FirstReport, FollowUp, FollowUp}, func(t *testing.T, c Classification) {
				assert.Equal(t, AfterAssessment, c.Reports[1].Stage)
				assert.Equal(t, caseID("b"), c.Reports[2].Previous, "the stage that began last")
			}, "handed over is not closed"},
	} {
		require.NotEmpty(t, c.why)
		got, err := ClassifyReports(familyLog(t, c.dossiers...), c.rule, ReportOptions{})
		require.NoError(t, err)
		var classes []Class
		for _, r := range got.Reports {
			classes = append(classes, r.Class)
		}
		assert.Equal(t, c.want, classes, c.why)
		if c.check != nil {
			c.check(t, got)
		}
	}
}

// concerned gives a report with concerns.
func concerned(e Event, org OrgID, concerns ...Concern) Event {
	e.Concerns, e.Org = concerns, org
	return e
}

func TestChanges(t *testing.T) {
	before := spells(t, "a", "report", "2023-01-02", "closed", "2023-01-10")
	before[0] = concerned(before[0], "politie", Concern{personID("p1"), Neglect}, Concern{personID("p2"), Neglect})
	for _, c := range []struct {
		concerns []Concern
		primary  Change
		set      []Change
		known    InvolvedKnown
		why      string
	}{
		{[]Concern{{personID("p1"), Neglect}}, SameConcern, []Change{SameConcern}, OneKnown, "the same"},
		{[]Concern{{personID("p1"), ChildAbuse}}, AdditionalConcernSameMember, []Change{AdditionalConcernSameMember}, OneKnown, "another concern"},
		{[]Concern{{personID("p3"), Neglect}}, NewConcernOtherMember, []Change{NewConcernOtherMember}, InvolvedNotRecorded, "another person"},
		{[]Concern{{personID("p3"), Neglect}, {personID("p1"), Neglect}, {personID("p2"), ChildAbuse}}, NewConcernOtherMember,
			[]Change{SameConcern, AdditionalConcernSameMember, NewConcernOtherMember}, SeveralKnown, "all three"},
		{nil, ChangeNotRecorded, nil, SeveralKnown, "no concerns, and the persons of another report do not count"},
	} {
		after := concerned(event(t, "b", Report, "2023-02-01"), "school", c.concerns...)
		if c.concerns == nil {
			after.Subjects = []PersonID{personID("p1"), personID("p2")}
		}
		got, err := ClassifyReports(familyLog(t, before, []Event{after}), DrentheStudy(), ReportOptions{})
		require.NoError(t, err)
		r := got.Reports[1]
		require.Equal(t, Rereport, r.Class)
		assert.Equal(t, c.primary, r.Changes.Primary(), c.why)
		assert.Equal(t, c.set, r.Changes.List(), c.why)
		assert.Equal(t, c.known, r.Involved, c.why)
		assert.Equal(t, Yes, r.DifferentReporter)
		assert.Equal(t, rma.Proportion{K: 1, N: 1}, got.OtherReporter)
		assert.Equal(t, 1, got.Changes.Primary[c.primary], c.why)
	}
	nothing := spells(t, "a", "report", "2023-01-02", "closed", "2023-01-10")
	after := concerned(event(t, "b", Report, "2023-02-01"), "", Concern{personID("p1"), Neglect})
	got, err := ClassifyReports(familyLog(t, nothing, []Event{after}), DrentheStudy(), ReportOptions{})
	require.NoError(t, err)
	assert.Equal(t, ChangeNotRecorded, got.Reports[1].Changes.Primary(), "without concerns before, nothing can be compared")
	assert.Equal(t, NotRecorded, got.Reports[1].DifferentReporter)
}

func TestUnclassified(t *testing.T) {
	log := logOf(t, append(spells(t, "a", "report", "2023-01-02", "report", "2023-01-05", "closed", "2023-02-01", "report", "2023-03-01"),
		event(t, "b", Report, "2023-01-02"))...)
	for _, rule := range []Rule{DrentheStudy(), CBS2022()} {
		c, err := ClassifyReports(log, rule, ReportOptions{})
		require.NoError(t, err)
		assert.Equal(t, ClassCounts{Rereport: 1, FollowUp: 1, Unclassified: 2}, c.Counts, "a dossier is always linked to itself")
		assert.Equal(t, rma.Proportion{K: 1, N: 2}, c.Share.Proportion)
		assert.Equal(t, rma.Proportion{K: 1, N: 4}, c.ShareOfAll.Proportion)
		assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUnclassified))
		assert.InDelta(t, 2, c.ReportsPerCase, 1e-12)
	}
}

func TestIncidents(t *testing.T) {
	log := familyLog(t,
		spells(t, "a", "report", "2023-01-02T10:00", "report", "2023-01-03T10:00", "report", "2023-01-04T11:00", "closed", "2023-02-01"),
		spells(t, "b", "report", "2023-03-01T10:00"))
	rule := DrentheStudy()
	c, err := ClassifyReports(log, rule, ReportOptions{})
	require.NoError(t, err)
	assert.Equal(t, c.Counts, c.Incidents, "without a window each report is an incident")
	rule.MergeWindow = 48 * time.Hour
	c, err = ClassifyReports(log, rule, ReportOptions{})
	require.NoError(t, err)
	assert.Equal(t, ClassCounts{First: 1, Rereport: 1, FollowUp: 2}, c.Counts)
	assert.Equal(t, ClassCounts{First: 1, Rereport: 1, FollowUp: 1}, c.Incidents, "49 hours after the first is another incident")
	rule.MergeWindow = 49 * time.Hour
	c, err = ClassifyReports(log, rule, ReportOptions{})
	require.NoError(t, err)
	assert.Equal(t, ClassCounts{First: 1, Rereport: 1}, c.Incidents, "a report at the end of the window belongs to it")
}

// The history is that of the whole log, whichever reports are counted.
func TestCount(t *testing.T) {
	log := familyLog(t, spells(t, "a", "report", "2022-01-02", "closed", "2022-03-01"), spells(t, "b", "report", "2023-01-02"))
	from := asOf(t, "2023-01-01")
	c, err := ClassifyReports(log, DrentheStudy(), ReportOptions{Count: func(_ Trace, e Event) bool { return !e.At.Lo().Before(from) }})
	require.NoError(t, err)
	assert.Equal(t, ClassCounts{Rereport: 1}, c.Counts)
	assert.Equal(t, 1, c.Cases)
}

// The figures that Statistics Netherlands publishes add up under its classes.
func TestCBSFiguresAddUp(t *testing.T) {
	assert.Equal(t, 127340, ClassCounts{First: 40615, Rereport: 48555, FollowUp: 36355, Unclassified: 1815}.N())
	s := StageCounts{DuringAssessment: 16915, AfterAssessment: 12895, DuringMonitoring: 6545}
	assert.Equal(t, 36355, s.DuringAssessment+s.AfterAssessment+s.DuringMonitoring)
	i := InvolvedCounts{Several: 43080, One: 5475}
	assert.Equal(t, 48555, i.Several+i.One)
	assert.Equal(t, "1,27", rma.FormatNumber(1905.0/1495, 2, rma.Dutch), "Drenthe, reports per case")
}

func TestReportObservations(t *testing.T) {
	log, _ := hoogeveen(t)
	c, err := CompareRules(log, []Rule{DrentheStudy(), CBS2022()}, ReportOptions{Origin: rma.Origin{Method: "m", Pilot: "HOO"}})
	require.NoError(t, err)
	e, err := rma.Collect(c)
	require.NoError(t, err, "every observation has an id of its own")
	for _, o := range e.All() {
		assert.NotEmpty(t, o.Definition.NL, o.ID)
		assert.Contains(t, o.Definition.EN, "re-report:", "the definition of the rule goes with every figure")
		assert.NotEmpty(t, o.What.NL, o.ID)
		assert.NotEmpty(t, o.Format(rma.Dutch), o.ID)
	}
}
