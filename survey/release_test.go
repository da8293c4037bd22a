package survey

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// TestTablesCanBeReleased publishes every table of two waves with the
// observations, for each audience, and attacks what comes out.
func TestTablesCanBeReleased(t *testing.T) {
	wave := testWave(t, "voor")
	p := testPairing(t)
	all, err := CompareAll(p, CompareOptions{})
	require.NoError(t, err)
	d, err := Describe(wave, DescribeOptions{By: wave.Groups()[0].ID})
	require.NoError(t, err)
	s, err := Score(wave, ScoreOptions{By: wave.Groups()[0].ID})
	require.NoError(t, err)
	r, err := ReliabilityAll(wave, ReliabilityOptions{})
	require.NoError(t, err)
	e, err := rma.Collect(p, all, d, s, r)
	require.NoError(t, err)
	tables := []rma.Table{p.Table(), p.BaselineTable(), all.Table(), d.Table(), s.Table(), r.Table(), r.List[0].Table()}
	for _, audience := range []privacy.Audience{privacy.Public, privacy.SteeringGroup, privacy.Team} {
		policy := privacy.Policy{Audience: audience}
		release, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: e}, policy)
		require.NoError(t, err, audience)
		if audience == privacy.Team {
			continue
		}
		var shown []rma.Table
		for _, table := range release.Tables() {
			shown = append(shown, table.View())
		}
		found, err := privacy.Audit(shown, policy)
		require.NoError(t, err)
		assert.Empty(t, privacy.Exposed(found, policy), audience)
	}
}

// answered makes a wave of two pilots of which the first has three who disagree
// strongly, with answers to the first question alone.
func answered(t *testing.T, in *Instrument) *Wave {
	t.Helper()
	text, n := "code,pilot,Q1,Q2,Q3,Q4,Q5\n", 0
	for _, pilot := range []struct {
		name   string
		counts []int
	}{{"EMM", []int{3, 20, 10, 15, 12}}, {"HOO", []int{12, 15, 14, 11, 20}}} {
		for a, k := range pilot.counts {
			for range k {
				text += fmt.Sprintf("c%d,%s,%d,1,1,1,1\n", n, pilot.name, a+1)
				n++
			}
		}
	}
	w, err := ReadWave(strings.NewReader(text), "voor.csv", in, simple("voor"), ReadOptions{})
	require.NoError(t, err)
	return w
}

// The net agreement and the mean of a scale of one question follow from the answers:
// where some of these are hidden, they are too, in the tables and in the evidence.
func TestFiguresThatFollowFromAnswersAreHidden(t *testing.T) {
	raw, err := os.ReadFile("testdata/instrument.json")
	require.NoError(t, err)
	in, err := ReadInstrument(strings.NewReader(strings.Replace(string(raw), `["Q1", "Q2", "Q3"]`, `["Q1"]`, 1)), "i.json")
	require.NoError(t, err)
	w := answered(t, in)
	d, err := Describe(w, DescribeOptions{By: "pilot", Items: []string{"Q1"}})
	require.NoError(t, err)
	s, err := Score(w, ScoreOptions{By: "pilot"})
	require.NoError(t, err)
	e, err := rma.Collect(d, s)
	require.NoError(t, err)
	r, err := privacy.Protect(privacy.Material{Tables: []rma.Table{d.Table(), s.Table()}, Evidence: e}, privacy.Policy{Audience: privacy.SteeringGroup})
	require.NoError(t, err)

	answers := r.Tables()[0].View()
	emm := answers.Rows[1]
	assert.Equal(t, rma.Withheld, emm.Cells[1].Kind, "three who disagree strongly")
	assert.Equal(t, rma.Withheld, emm.Cells[len(emm.Cells)-1].Kind, "the net agreement")
	assert.Equal(t, rma.Withheld, r.Tables()[1].View().Rows[1].Cells[2].Kind, "the mean of the scale")
	for _, id := range []string{"/EMM/net/Q1/voor/pilot", s.Observations()[1].ID} {
		o, ok := r.Evidence().Get(id)
		require.True(t, ok, id)
		assert.True(t, o.Withheld, id)
	}
}
