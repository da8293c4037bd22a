package review

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestEveryStep tries every pair of statuses, also those that do not exist.
func TestEveryStep(t *testing.T) {
	allowed := map[[2]Status]bool{
		{StatusNotRecorded, Planned}: true,
		{Planned, Collecting}:        true, {Collecting, Analysed}: true, {Analysed, Checked}: true, {Checked, Final}: true,
		{Collecting, Planned}: true, {Analysed, Collecting}: true, {Checked, Analysed}: true,
	}
	for from := range Final + 3 {
		for to := range Final + 3 {
			r := full(t)
			r.Status = from
			got, err := Move(r, to)
			if allowed[[2]Status{from, to}] {
				require.NoError(t, err, "%s to %s", from, to)
				r.Status = to
				assert.Equal(t, r, got)
				continue
			}
			var refused *TransitionError
			require.ErrorAs(t, err, &refused, "%s to %s", from, to)
			assert.ErrorIs(t, err, ErrTransition)
			assert.Equal(t, []Status{from, to}, []Status{refused.From, refused.To})
			assert.NotEmpty(t, refused.Why)
			assert.Zero(t, got)
		}
	}
}

func TestWhatIsMissingBeforeFinal(t *testing.T) {
	r := full(t)
	r.Lead, r.Team, r.CaseGroup = nil, []Participant{{Org: "politie"}}, []Participant{{Org: " Politie "}}
	r.Episodes[0].Factors = nil
	r.Episodes[1].WhyItMadeSense = " \n"
	r.Patterns[0].SeenIn = []string{"E9"}
	r.Ratings = nil
	got, err := Move(r, Final)
	assert.Zero(t, got)
	var refused *TransitionError
	require.ErrorAs(t, err, &refused)
	var paths []string
	for _, m := range refused.Missing {
		paths = append(paths, m.Path)
	}
	assert.Equal(t, []string{"patterns[0].seen_in[0]", "case_group", "episodes[0].factors", "episodes[1].why_it_made_sense"}, paths)
	for _, cause := range []error{ErrTransition, rma.ErrMissing, rma.ErrUnknownID} {
		assert.ErrorIs(t, err, cause)
	}
	assert.Contains(t, err.Error(), "from checked to final")
	assert.Contains(t, err.Error(), "there is 1")
	assert.NotContains(t, err.Error(), secret)
	assert.NotContains(t, err.Error(), "E9")

	r = full(t)
	r.Episodes, r.Patterns, r.Ratings = nil, nil, nil
	r.Insights = nil
	_, err = Move(r, Final)
	require.ErrorAs(t, err, &refused)
	require.Len(t, refused.Missing, 1)
	assert.Equal(t, "episodes", refused.Missing[0].Path)
	assert.Empty(t, full(t).Lacks())
	assert.NotEmpty(t, Review{}.Lacks())
}

func TestMoveChangesNothing(t *testing.T) {
	r := full(t)
	var moved Review
	testkit.Unchanged(t, &r, func() { moved, _ = Move(r, Final) })
	moved.Episodes[0].Factors[0].Code = "x"
	moved.Episodes[0].Orgs[0] = "x"
	moved.Patterns[0].SeenIn[0] = "x"
	moved.Insights[0].Episodes[0] = "x"
	moved.Scales[0].Levels[0].Key = "x"
	moved.Team[0].Role, moved.Lead[0].Role, moved.CaseGroup[0].Role = "x", "x", "x"
	moved.Narrative[0].Text, moved.Carry[0].Text, moved.Ratings[0].Level = "x", "x", "x"
	assert.Equal(t, full(t), r, "the two share no memory")
}

func TestAmend(t *testing.T) {
	r := final(t)
	changed := r.clone()
	changed.Insights[0].Text = "anders"
	changed.Narrative = nil
	a := Amendment{At: moment(t, "2023-06-01T10:00:00+02:00"), By: "projectleider", Reason: "een fout " + secret, What: "inzicht I1 herschreven"}
	var out Review
	var err error
	testkit.Unchanged(t, &changed, func() { out, err = Amend(r, changed, a) })
	require.NoError(t, err)
	require.Len(t, out.Amendments, 1)
	assert.Equal(t, []string{"narrative", "insights"}, out.Amendments[0].Parts)
	assert.Equal(t, "anders", out.Insights[0].Text)
	assert.Empty(t, changed.Amendments)

	again := out.clone()
	again.At = day(t, "2023-05-11")
	a.At = moment(t, "2023-06-01T09:30:00+02:00")
	_, err = Amend(out, again, a)
	require.ErrorIs(t, err, rma.ErrOrder, "it lies before the first")
	a.At = moment(t, "2023-06-01T08:00:00Z")
	second, err := Amend(out, again, a)
	require.NoError(t, err, "the same moment in another zone")
	assert.Equal(t, []string{"at"}, second.Amendments[1].Parts)
	assert.Equal(t, out.Amendments[0], second.Amendments[0])
}

func TestAmendRefuses(t *testing.T) {
	whole := Amendment{At: moment(t, "2023-06-01T10:00:00+02:00"), By: "projectleider", Reason: "een fout", What: "een woord"}
	first := final(t)
	changed := first.clone()
	changed.Carry[0].Text = "Hoe anders?"
	amended, err := Amend(first, changed, whole)
	require.NoError(t, err)
	for _, c := range []struct {
		why    string
		r      Review
		change func(*Review)
		a      func(*Amendment)
		cause  error
	}{
		{"not final", full(t), func(r *Review) { r.At = rma.Date{} }, nil, ErrTransition},
		{"the new version is not final", first, func(r *Review) { r.Status = Checked }, nil, ErrTransition},
		{"another review", first, func(r *Review) { r.ID = "R2" }, nil, ErrTransition},
		{"another case", first, func(r *Review) { r.Case = caseID("X-1") }, nil, ErrTransition},
		{"nothing changed", first, func(*Review) {}, nil, ErrTransition},
		{"no list for an empty list is no change", first, func(r *Review) { r.Amendments = []Amendment{} }, nil, ErrTransition},
		{"an amendment taken back", amended, func(r *Review) { r.Amendments, r.At = nil, rma.Date{} }, nil, ErrTransition},
		{"an amendment rewritten", amended, func(r *Review) { r.Amendments[0].Reason, r.At = "x", rma.Date{} }, nil, ErrTransition},
		{"no reason", first, func(r *Review) { r.Narrative = nil }, func(a *Amendment) { a.Reason = " " }, rma.ErrMissing},
		{"nobody", first, func(r *Review) { r.Narrative = nil }, func(a *Amendment) { a.By = "" }, rma.ErrMissing},
		{"no moment", first, func(r *Review) { r.Narrative = nil }, func(a *Amendment) { a.At = Moment{} }, rma.ErrMissing},
		{"not what", first, func(r *Review) { r.Narrative = nil }, func(a *Amendment) { a.What = "" }, rma.ErrMissing},
		{"an address for a role", first, func(r *Review) { r.Narrative = nil }, func(a *Amendment) { a.By = "x@example.org" }, rma.ErrFormat},
		{"no longer complete", first, func(r *Review) { r.Episodes[0].WhyItMadeSense = "" }, nil, rma.ErrMissing},
		{"a term that does not exist", first, func(r *Review) { r.Episodes[0].Appraisal = 77 }, nil, ErrTransition},
	} {
		changed, a := c.r.clone(), whole
		c.change(&changed)
		if c.a != nil {
			c.a(&a)
		}
		out, err := Amend(c.r, changed, a)
		require.ErrorIs(t, err, ErrTransition, c.why)
		assert.ErrorIs(t, err, c.cause, c.why)
		assert.Zero(t, out, c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
	var nothing *TransitionError
	assert.False(t, errors.As(error(nil), &nothing))
}

func TestMoment(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	require.NoError(t, err)
	m := NewMoment(time.Date(2023, 5, 1, 14, 0, 0, 999, amsterdam))
	assert.Equal(t, "2023-05-01T14:00:00+02:00", m.String())
	assert.True(t, m.Time().Equal(time.Date(2023, 5, 1, 12, 0, 0, 0, time.UTC)))
	assert.True(t, Moment{}.IsZero())
	assert.True(t, Moment{}.Time().IsZero())
	assert.Equal(t, Moment{}, NewMoment(time.Date(12023, 1, 1, 0, 0, 0, 0, time.UTC)), "a year of five figures")
	assert.Equal(t, Moment{}, NewMoment(time.Date(1930, 1, 1, 0, 0, 0, 0, time.FixedZone("", 1172))), "a zone with seconds")
	for _, bad := range []string{secret, "2023-05-01", "2023-05-01T14:00:00.5Z", "2023-02-30T00:00:00Z", "2023-05-01T14:00:00"} {
		var got Moment
		err := got.UnmarshalText([]byte(bad))
		require.ErrorIs(t, err, rma.ErrDate, bad)
		assert.NotContains(t, err.Error(), secret)
		assert.True(t, got.IsZero())
	}
	var got Moment
	require.NoError(t, got.UnmarshalText([]byte(m.String())))
	assert.Equal(t, m, got)
	require.NoError(t, got.UnmarshalText(nil))
	assert.True(t, got.IsZero())
}
