package casereview

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func itemsOf(c CaseTimeline) []string {
	var list []string
	for _, i := range c.Items {
		end := i.End.String()
		if i.GoesOn {
			end = "now"
		}
		list = append(list, fmt.Sprintf("%s %s %s-%s", i.Kind, i.Label.In(rma.English), i.At, end))
	}
	return list
}

func journey(t *testing.T) Trace {
	visit := event(t, "a", HomeVisit, "2023-02-03T10:00")
	visit.End, visit.Org, visit.With = at(t, "2023-02-03T12:00"), "lokaal team", []OrgID{"vt"}
	tr, ok := logOf(t, event(t, "a", Consult, "2023-01-31"), event(t, "a", Report, "2023-02-01"), visit, event(t, "a", DirectSafetyReached, "2023-W08"),
		event(t, "a", ServiceStart, "2023-02-10"), event(t, "a", StableSafetyReached, "2023-05"), event(t, "a", Closed, "2023-06-01")).Trace(caseID("a"))
	require.True(t, ok)
	return tr
}

func TestTimeline(t *testing.T) {
	told := []Experience{
		{At: at(t, "2023-03"), Valence: Positive, Source: rma.T("ouder", "parent"), What: rma.T("rust", "calm")},
		{At: at(t, "2023-02-01"), Valence: Negative, Source: rma.T("jeugdige", "young person"), What: rma.T("schrik", "fright")},
		{At: at(t, "2024-01-01"), Valence: Mixed, Source: rma.T("ouder", "parent"), What: rma.T("later", "later")},
	}
	c, err := Timeline(journey(t), asOf(t, "2023-07-01"), TimelineOptions{Experiences: told})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"event consult 2023-01-31-", "event report 2023-02-01-", "event home visit 2023-02-03T10:00-2023-02-03T12:00", "event service started 2023-02-10-",
		"event direct safety reached 2023-W08-", "event stable safety reached 2023-05-", "event closed 2023-06-01-",
		"state safety assessment 2023-02-01-2023-02-10", "state service 2023-02-10-2023-06-01", "state closed 2023-06-01-now",
		"safety towards direct safety 2023-02-01-2023-W08", "safety risk-driven care 2023-W08-2023-05", "safety recovery 2023-05-now",
		"experience fright 2023-02-01-", "experience calm 2023-03-",
	}, itemsOf(c))
	assert.Equal(t, []rma.Text{told[1].Source, told[0].Source}, []rma.Text{c.Items[13].Source, c.Items[14].Source})
	assert.Equal(t, told[0].At, at(t, "2023-03"), "the argument stays as it was")
	early, err := Timeline(journey(t), asOf(t, "2023-02-02"), TimelineOptions{})
	require.NoError(t, err)
	assert.Equal(t, []string{"event consult 2023-01-31-", "event report 2023-02-01-", "state safety assessment 2023-02-01-now"}, itemsOf(early), "no events of safety yet")
	tr, _ := logOf(t, event(t, "a", HomeVisit, "2023-02-01"), event(t, "a", Report, "2023-02-01T10:00")).Trace(caseID("a"))
	c, err = Timeline(tr, asOf(t, "2023-03-01"), TimelineOptions{})
	require.NoError(t, err)
	assert.True(t, c.Items[1].Unsure, "the order of the two is not known")
}

// The states are those of Replay, whichever order fits.
func TestTimelineEndsAsReplay(t *testing.T) {
	log, _ := hoogeveen(t)
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, tr := range log.Cases() {
		c, err := Timeline(tr, now, TimelineOptions{})
		require.NoError(t, err)
		state := NoDossier
		for _, i := range c.Items {
			if i.Kind == TimelineState {
				state = i.State
			}
		}
		require.Equal(t, Replay(tr).State, state)
	}
}

func TestTimelineIsForTheTeam(t *testing.T) {
	c, err := Timeline(journey(t), asOf(t, "2023-07-01"), TimelineOptions{})
	require.NoError(t, err)
	assert.True(t, c.Table().TeamOnly)
	for _, p := range []privacy.Policy{{}, {Audience: privacy.SteeringGroup}} {
		_, err := privacy.Protect(privacy.Material{Tables: []rma.Table{c.Table()}}, p)
		assert.ErrorIs(t, err, privacy.ErrTeamOnly)
	}
	_, err = privacy.Protect(privacy.Material{Tables: []rma.Table{c.Table()}}, privacy.Policy{Audience: privacy.Team})
	assert.NoError(t, err)
	_, isSource := any(c).(rma.Source)
	assert.False(t, isSource, "a single case is no observation")
}

func TestTimelineRefuses(t *testing.T) {
	_, err := Timeline(journey(t), time.Time{}, TimelineOptions{})
	assert.ErrorIs(t, err, ErrNoAsOf)
	for _, c := range []struct {
		x    Experience
		want error
		why  string
	}{
		{Experience{}, rma.ErrMissing, "no moment"},
		{Experience{At: at(t, "2023-02-01"), Valence: 9}, ErrOptions, "a valence that does not exist"},
	} {
		_, err = Timeline(journey(t), asOf(t, "2023-07-01"), TimelineOptions{Experiences: []Experience{c.x}})
		assert.ErrorIs(t, err, c.want, c.why)
	}
	c, err := Timeline(Trace{}, asOf(t, "2023-07-01"), TimelineOptions{})
	require.NoError(t, err)
	assert.Empty(t, c.Items)
}

func TestDottedChart(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-03"), event(t, "a", Closed, "2023-02-20"), event(t, "b", Report, "2023-02-01"), event(t, "b", Closed, "2023-02-05"), event(t, "c", Report, "2023-03-01"))
	for _, c := range []struct {
		o    DotOptions
		want string
		why  string
	}{
		{DotOptions{}, "b0:0-1 b0:4-5 a0:2-3 a0:19-20 c0:28-29", "by start, from the first of all"},
		{DotOptions{Order: DotsByCase, Relative: true}, "a0:0-1 a0:17-18 b0:0-1 b0:4-5 c0:0-1", "each from its own first"},
		{DotOptions{Order: DotsByDuration, Relative: true, AsOf: asOf(t, "2023-02-25")}, "b0:0-1 b0:4-5 a0:0-1 a0:17-18", "by duration, c has nothing yet"},
		{DotOptions{Ignore: []Activity{Report}}, "b0:0-1 a0:15-16", "the closings only"},
	} {
		d, err := DottedChart(log, c.o)
		require.NoError(t, err)
		got := ""
		for i, dot := range d.Dots {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%s:%g-%g", dot.Case, dot.Day, dot.To)
			require.Equal(t, d.Rows[dot.Row], dot.Case)
		}
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, 3-len(d.Rows), d.Empty, c.why)
		assert.Len(t, d.Table().Rows, len(d.Dots))
	}
	_, err := DottedChart(log, DotOptions{Order: 9})
	assert.ErrorIs(t, err, ErrOptions)
}
