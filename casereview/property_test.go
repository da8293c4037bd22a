package casereview

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// figures writes everything that an analysis says, without places and ids.
func figures(t testing.TB, log *Log, end time.Time) string {
	t.Helper()
	v, err := TimeToVisit(log, end, VisitOptions{})
	require.NoError(t, err)
	a, err := TwoByTwo(log, SameDay(Report, Consult), v.MetWithin(), AssociationOptions{})
	require.NoError(t, err)
	c, err := CompareRules(log, allRules(), ReportOptions{})
	require.NoError(t, err)
	s := plain(v.Table()) + plain(v.ReasonTable()) + plain(a.Table()) + plain(c.Table())
	for _, r := range c.Results {
		s += plain(r.Table()) + plain(r.ChangeTable()) + fmt.Sprint(r.Incidents, r.OtherReporter, r.OutOfState)
	}
	return strings.ReplaceAll(s, end.Format("2006-01-02 15:04"), "END")
}

func TestRowOrderChangesNothing(t *testing.T) {
	raw, err := os.ReadFile("testdata/HOO.csv")
	require.NoError(t, err)
	log, end := hoogeveen(t)
	want := figures(t, log, end)
	heading, rest, _ := strings.Cut(strings.TrimSpace(string(raw)), "\n")
	rows := strings.Split(rest, "\n")
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		assert.Equal(t, want, figures(t, readHoogeveen(t, heading+"\n"+strings.Join(rows, "\n")), end))
	}
}

// renamed gives every pseudonym another name, in another order.
func renamed(cases []Case, events []Event) ([]Case, []Event) {
	name := func(s string) string {
		if s == "" {
			return ""
		}
		return fmt.Sprintf("%03d-%s", 255-s[len(s)-1], s)
	}
	cases, events = slices.Clone(cases), slices.Clone(events)
	for i, c := range cases {
		cases[i].ID, cases[i].Family = caseID(name(c.ID.String())), familyID(name(c.Family.String()))
	}
	for i, e := range events {
		events[i].Case = caseID(name(e.Case.String()))
		events[i].Subjects = slices.Clone(e.Subjects)
		for j, p := range e.Subjects {
			events[i].Subjects[j] = personID(name(p.String()))
		}
		events[i].Concerns = slices.Clone(e.Concerns)
		for j, c := range e.Concerns {
			events[i].Concerns[j].Person = personID(name(c.Person.String()))
		}
	}
	return cases, events
}

func TestRenamingChangesNothing(t *testing.T) {
	end := asOf(t, "2024-01-01")
	for round := range 100 {
		cases, events := randomHistory(rand.New(rand.NewPCG(7, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		other, err := NewLog(renamed(cases, events))
		require.NoError(t, err)
		require.Equal(t, figures(t, log, end), figures(t, other, end), "round %d\n%s", round, describe(log))
	}
}

// Histories in UTC, which has no clock changes; the look-back of the rules is on
// the calendar, and is left out.
func TestShiftingByWeeksChangesNothing(t *testing.T) {
	rule := DrentheStudy()
	rule.Lookback = Span{Days: 100}
	for round := range 100 {
		cases, events := randomHistory(rand.New(rand.NewPCG(8, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		for _, weeks := range []int{-9, 1, 52} {
			shifted := slices.Clone(events)
			for i, e := range events {
				shifted[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 7*weeks), e.At.Precision())
			}
			other, err := NewLog(cases, shifted)
			require.NoError(t, err)
			end := time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)
			v, err := TimeToVisit(log, end, VisitOptions{})
			require.NoError(t, err)
			w, err := TimeToVisit(other, end.AddDate(0, 0, 7*weeks), VisitOptions{})
			require.NoError(t, err)
			require.Equal(t, v.Within.Counts, w.Within.Counts)
			require.Equal(t, plain(v.Table())[:200], plain(w.Table())[:200])
			a, err := ClassifyReports(log, rule, ReportOptions{})
			require.NoError(t, err)
			b, err := ClassifyReports(other, rule, ReportOptions{})
			require.NoError(t, err)
			require.Equal(t, plain(a.Table()), plain(b.Table()))
		}
	}
}

// A finer stamp never contradicts a coarser one: what is sure with days stays so
// whichever minutes they were.
func TestCoarseOutcomesHoldForEveryMinute(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	loc := amsterdam(t)
	end := asOf(t, "2024-01-01")
	outcome := func(report, visit Stamp) (Outcome, Outcome) {
		log := logOf(t, Event{Case: caseID("a"), Activity: Report, At: report}, Event{Case: caseID("a"), Activity: HomeVisit, At: visit})
		v, err := TimeToVisit(log, end, VisitOptions{})
		require.NoError(t, err)
		return v.Cases[0].Within, v.Cases[0].NextDay
	}
	for range 2000 {
		report := time.Date(2023, 3, 24, 0, rng.IntN(4*24*60), 0, 0, loc)
		visit := report.Add(time.Duration(rng.IntN(4*24*60)) * time.Minute)
		within, nextDay := outcome(NewStamp(report, Minute), NewStamp(visit, Minute))
		require.NotEqual(t, Undetermined, within)
		coarse, coarseDay := outcome(NewStamp(report, Precision(1+rng.IntN(4))), NewStamp(visit, Precision(1+rng.IntN(4))))
		if coarse != Undetermined {
			require.Equal(t, within, coarse, "report %s, visit %s", report, visit)
		}
		if coarseDay != Undetermined {
			require.Equal(t, nextDay, coarseDay, "report %s, visit %s", report, visit)
		}
	}
}

func TestArgumentsAreNotChanged(t *testing.T) {
	cases, events := randomHistory(rand.New(rand.NewPCG(3, 3)))
	rules := allRules()
	type argument struct {
		Cases  []Case
		Events []Event
		Rules  []Rule
	}
	arg := argument{cases, events, rules}
	testkit.Unchanged(t, &arg, func() {
		log, err := NewLog(arg.Cases, arg.Events)
		require.NoError(t, err)
		first := figures(t, log, asOf(t, "2024-01-01"))
		_, err = CompareRules(log, arg.Rules, ReportOptions{})
		require.NoError(t, err)
		require.Equal(t, first, figures(t, log, asOf(t, "2024-01-01")), "an analysis leaves the log as it was")
	})
}

// Results are read by several goroutines at once; go test -race watches.
func TestLogIsSafeForReading(t *testing.T) {
	log, end := hoogeveen(t)
	want := figures(t, log, end)
	got := make(chan string)
	for range 4 {
		go func() { got <- figures(t, log, end) }()
	}
	for range 4 {
		assert.Equal(t, want, <-got)
	}
}
