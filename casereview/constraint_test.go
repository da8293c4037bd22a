package casereview

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// letter is the activity that a test writes as one letter.
func letter(r rune) Activity { return Activity(strings.ToLower(string(r))) }

// spell makes a case of which the letters happen a minute apart, followed up to the
// minute after the last.
func spell(letters string, closed bool) Followed {
	f := Followed{asOf: time.Unix(int64(60*len(letters)), 0), closed: closed}
	for i, r := range []rune(letters) {
		at := int64(60 * i)
		f.steps = append(f.steps, step{letter(r), at, at + 60})
	}
	return f
}

func TestConstraintTruthTable(t *testing.T) {
	const s, v, n, p = Satisfied, Violated, Vacuous, PendingVerdict
	a, b := letter('A'), letter('B')
	for _, c := range []struct {
		rule         Constraint
		letters      string
		closed, open Verdict
		final        bool // of the open case
		why          string
	}{
		{MustStart(a), "AB", s, s, true, "the first is an a"},
		{MustStart(a), "BA", v, v, true, "the first is another"},
		{MustStart(a), "", v, p, false, "nothing happened yet"},
		{MustEnd(a), "BA", s, s, false, "the last so far"},
		{MustEnd(a), "AB", v, p, false, "another a may come"},
		{MustEnd(a), "", v, p, false, "nothing happened yet"},
		{Contains(a, 0), "", s, s, true, "n = 0 asks nothing"},
		{Contains(a, 1), "BAB", s, s, true, "once is enough"},
		{Contains(a, 1), "BB", v, p, false, "it may come"},
		{Contains(a, 2), "ABA", s, s, true, "twice"},
		{Contains(a, 2), "AB", v, p, false, "once is not twice"},
		{Absent(a, 0), "BC", s, s, false, "never, so far"},
		{Absent(a, 0), "BAC", v, v, true, "once is not never"},
		{Absent(a, 0), "", s, s, false, "nothing happened"},
		{Absent(a, 1), "BAC", s, s, false, "not more than once"},
		{Absent(a, 1), "ABA", v, v, true, "twice"},
		{Precedence(a, b), "ACBBA", s, s, true, "processcheckR, documented"},
		{Precedence(a, b), "BA", v, v, true, "the b has no a before it"},
		{Precedence(a, b), "ACA", n, n, false, "no b"},
		{Response(a, b), "BAAACB", s, s, false, "processcheckR, documented"},
		{Response(a, b), "BAC", v, p, false, "the a waits"},
		{Response(a, b), "BCB", n, n, false, "no a"},
		{Succession(a, b), "ACABB", s, s, false, "processcheckR, documented"},
		{Succession(a, b), "ABA", v, p, false, "the last a waits"},
		{Succession(a, b), "BAB", v, v, true, "the first b has no a before it"},
		{Succession(a, b), "CC", n, n, false, "neither"},
		{RespondedExistence(a, b), "BCA", s, s, true, "before it will do"},
		{RespondedExistence(a, b), "CA", v, p, false, "a b may come"},
		{RespondedExistence(a, b), "B", n, n, false, "no a"},
		{CoExist(a, b), "BCA", s, s, true, "both"},
		{CoExist(a, b), "B", v, p, false, "an a may come"},
		{CoExist(a, b), "C", n, n, false, "neither"},
		{Exclusive(a, b), "AA", s, s, false, "one of the two"},
		{Exclusive(a, b), "ACB", v, v, true, "both"},
		{Exclusive(a, b), "", n, n, false, "neither"},
		{Within(a, b, 2*time.Minute), "ACB", s, s, false, "exactly at the limit counts"},
		{Within(a, b, 2*time.Minute), "ACCB", v, v, true, "a minute late"},
		{Within(a, b, 2*time.Minute), "CA", v, p, false, "a minute has passed"},
		{Within(a, b, 2*time.Minute), "AC", v, v, true, "two minutes have passed"},
		{Within(a, b, 2*time.Minute), "BC", n, n, false, "no a"},
		{Within(a, b, 2*time.Minute), "ABACCB", v, v, true, "each a has its own limit"},
		{Within(a, b, 0), "AB", v, v, true, "a limit of nothing"},
	} {
		require.NotEmpty(t, c.why)
		for _, closed := range []bool{true, false} {
			want := Judgement{Verdict: c.open, Final: c.final}
			if closed {
				want = Judgement{Verdict: c.closed, Final: true}
			}
			assert.Equal(t, want, c.rule.Check(spell(c.letters, closed)), "%s on %q, closed %v: %s", c.rule.Key(), c.letters, closed, c.why)
		}
	}
}

// visitBy is a case with a report by one organisation and visits by others.
func visitBy(t *testing.T, report OrgID, visits ...[]OrgID) Followed {
	events := []Event{{Case: caseID("a"), Activity: Report, At: at(t, "2023-02-01"), Org: report}}
	for _, v := range visits {
		e := Event{Case: caseID("a"), Activity: HomeVisit, At: at(t, "2023-02-03")}
		if len(v) > 0 {
			e.Org, e.With = v[0], v[1:]
		}
		events = append(events, e)
	}
	tr, ok := logOf(t, events...).Trace(caseID("a"))
	require.True(t, ok)
	return Follow(tr, asOf(t, "2023-03-01"))
}

func TestConstraintsOfOrganisations(t *testing.T) {
	for _, c := range []struct {
		f                Followed
		different, joint Judgement
		why              string
	}{
		{visitBy(t, "vt", []OrgID{"lokaal team"}), Judgement{Verdict: Satisfied}, Judgement{Verdict: Violated, Final: true}, "another organisation, alone"},
		{visitBy(t, "vt", []OrgID{"lokaal team", "vt"}), Judgement{Verdict: Satisfied}, Judgement{Verdict: Satisfied}, "a joint visit, led by another"},
		{visitBy(t, "vt", []OrgID{"vt", "lokaal team"}), Judgement{Verdict: Violated, Final: true}, Judgement{Verdict: Satisfied}, "a joint visit, led by the same"},
		{visitBy(t, "vt", []OrgID{"", "vt", "lokaal team"}), Judgement{Verdict: Vacuous, Unrecorded: true}, Judgement{Verdict: Satisfied}, "who led it is not recorded"},
		{visitBy(t, "vt", nil), Judgement{Verdict: Vacuous, Unrecorded: true}, Judgement{Verdict: Vacuous, Unrecorded: true}, "nobody is recorded"},
		{visitBy(t, "vt", []OrgID{"vt", "vt", ""}), Judgement{Verdict: Violated, Final: true}, Judgement{Verdict: Violated, Final: true}, "the same organisation twice is one"},
		{visitBy(t, "vt", []OrgID{"vt", "lokaal team"}, []OrgID{"lokaal team"}), Judgement{Verdict: Violated, Final: true}, Judgement{Verdict: Violated, Final: true}, "one of two visits alone"},
		{visitBy(t, "vt"), Judgement{Verdict: Vacuous}, Judgement{Verdict: Vacuous}, "no visit"},
	} {
		assert.Equal(t, c.different, DifferentOrg(Report, HomeVisit).Check(c.f), c.why)
		assert.Equal(t, c.joint, Joint(HomeVisit).Check(c.f), c.why)
	}
}

func TestFollow(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01"), event(t, "a", Closed, "2023-02-10"),
		event(t, "b", Report, "2023-02-01"), event(t, "b", LeftRegion, "2023-02-02"),
		event(t, "c", Report, "2023-02-01"), event(t, "c", Closed, "2023-02-02"), event(t, "c", Reopened, "2023-02-03"))
	for _, c := range []struct {
		id, asOf string
		events   int
		closed   bool
		why      string
	}{
		{"a", "2023-02-10", 2, true, "a closing on the day counts"},
		{"a", "2023-02-09", 1, false, "the closing lies after asOf"},
		{"b", "2023-03-01", 2, false, "nobody saw how it went on"},
		{"c", "2023-03-01", 3, false, "reopened"},
	} {
		tr, _ := log.Trace(caseID(c.id))
		f := Follow(tr, asOf(t, c.asOf))
		assert.Equal(t, c.closed, f.Closed(), c.why)
		assert.Equal(t, c.events, f.Trace().Len(), c.why)
		assert.Equal(t, asOf(t, c.asOf), f.AsOf())
	}
	var none Followed
	assert.Equal(t, PendingVerdict, MustStart(Report).Check(none).Verdict)
	assert.Equal(t, Vacuous, Joint(Report).Check(none).Verdict)
}

func TestConstraintsRefuse(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01"))
	for _, c := range []struct {
		rules []Constraint
		want  error
		why   string
	}{
		{nil, ErrOptions, "no rule"},
		{[]Constraint{nil}, ErrOptions, "a rule that is not there"},
		{[]Constraint{MustStart("")}, ErrOptions, "no activity"},
		{[]Constraint{Precedence(Report, "")}, ErrOptions, "one activity of two"},
		{[]Constraint{Precedence(Report, Report)}, ErrOptions, "twice the same activity"},
		{[]Constraint{DifferentOrg(Report, Report)}, ErrOptions, "twice the same activity"},
		{[]Constraint{Contains(Report, -1)}, ErrOptions, "less than never"},
		{[]Constraint{Absent(Report, -1)}, ErrOptions, "less than never"},
		{[]Constraint{Within(Report, HomeVisit, -time.Hour)}, ErrOptions, "a limit in the past"},
		{[]Constraint{Within(Report, HomeVisit, time.Second)}, ErrOptions, "seconds are not recorded"},
		{[]Constraint{MustStart(Report), MustStart(Report)}, rma.ErrDuplicate, "one rule twice"},
	} {
		_, err := CheckAll(log, asOf(t, "2023-03-01"), c.rules...)
		assert.ErrorIs(t, err, c.want, c.why)
	}
	_, err := CheckAll(log, time.Time{}, MustStart(Report))
	assert.ErrorIs(t, err, ErrNoAsOf)
	_, err = CheckCourses(log, asOf(t, "2023-03-01"), []Constraint{MustStart(Report)}, ConformanceOptions{Level: 2})
	assert.ErrorIs(t, err, ErrOptions)
}

func TestConstraintWords(t *testing.T) {
	for _, c := range []struct {
		rule        Constraint
		key, nl, en string
	}{
		{MustStart(Report), "starts-report", "begint met melding", "starts with report"},
		{MustEnd(Closed), "ends-closed", "eindigt met afgesloten", "ends with closed"},
		{Contains(HomeVisit, 1), "contains-1-home-visit", "huisbezoek minstens één keer", "home visit at least once"},
		{Contains(HomeVisit, 2), "contains-2-home-visit", "huisbezoek minstens 2 keer", "home visit at least 2 times"},
		{Absent(Escalation, 0), "absent-0-escalation", "geen escalatie", "no escalation"},
		{Absent(Escalation, 1), "absent-1-escalation", "escalatie hooguit één keer", "escalation at most once"},
		{Precedence(SafetyPlan, Closed), "precedence-safety-plan-closed", "vóór afgesloten eerst veiligheidsplan", "safety plan before any closed"},
		{Response(Report, HomeVisit), "response-report-home-visit", "na melding volgt huisbezoek", "report is followed by home visit"},
		{Within(Report, HomeVisit, 24*time.Hour), "within-report-home-visit-24h", "na melding binnen 24 uur huisbezoek", "report is followed by home visit within 24h"},
		{DifferentOrg(Report, "100%"), "different-org-report-100%", "melding en 100% door verschillende organisaties", "report and 100% by different organisations"},
	} {
		assert.Equal(t, c.key, c.rule.Key())
		assert.Equal(t, c.nl, c.rule.Text().In(rma.Dutch))
		assert.Equal(t, c.en, c.rule.Text().In(rma.English))
	}
}
