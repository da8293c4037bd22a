package rma

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func elementStudy() *Study {
	s := smallStudy()
	s.Pilots = append(s.Pilots, Pilot{ID: "C"})
	s.Elements = []Element{
		{ID: "huisbezoek", Label: T("samen op huisbezoek", "joint home visit"), Kind: WorkingElement, Bouwsteen: Werkprocessen},
		{ID: "lijnen", Label: T("korte lijnen", "short lines"), Kind: WorkingElement, Bouwsteen: Samenwerking},
		{ID: "niemand", Label: T("niemand noemt dit", "nobody names this"), Kind: WorkingElement},
		{ID: "tijd", Label: T("tijd", "time"), Kind: Condition},
	}
	mention := func(pilot, element, words string) {
		s.Mentions = append(s.Mentions, ElementMention{Pilot: pilot, Element: element, Verbatim: words})
	}
	mention("A", "lijnen", "elkaar weten te vinden")
	mention("A", "lijnen", "even bellen")
	mention("B", "lijnen", "kort lijntje")
	mention("B", "huisbezoek", "met z'n tweeën erheen")
	mention("B", "tijd", "tijd")
	return s
}

func TestElementMatrix(t *testing.T) {
	m := elementStudy().ElementMatrix(WorkingElement)
	require.Len(t, m.Rows, 2, "an element that nobody names is left out")
	assert.Equal(t, "lijnen", m.Rows[0].Element.ID, "named by most pilots comes first")
	assert.Equal(t, Proportion{2, 2}, m.Rows[0].Where, "pilot C named nothing at all and does not count")
	assert.Equal(t, []bool{false, true}, m.Rows[1].In)
	assert.Equal(t, 3, m.Mentions, "two wordings in one pilot are one mention")
	assert.Equal(t, 4, m.Wordings)
	assert.Equal(t, []int{1, 2}, m.PerPilot())
	require.Len(t, m.Rows[0].Mentions, 3, "every wording is kept")
	o := m.Overlaps()
	require.Len(t, o, 1)
	assert.Equal(t, Overlap{A: "A", B: "B", Both: 1, Union: 2, Jaccard: 0.5}, o[0])
	conditions := elementStudy().ElementMatrix(Condition)
	assert.Equal(t, Proportion{1, 2}, conditions.Rows[0].Where, "the base is the pilots that name any element")
	testkit.Near(t, 0, conditions.Overlaps()[0].Jaccard, 0, "nothing shared")
	both := elementStudy().ElementMatrix(ElementKindNotRecorded)
	assert.Len(t, both.Rows, 3, "the zero kind takes both kinds together")
	testkit.Near(t, 1.0/3, both.Overlaps()[0].Jaccard, 1e-15, "1 of 3 shared")
	assert.Equal(t, "0,333", both.OverlapTable().Rows[0].Cells[2].Format(Dutch))
	table := m.Table()
	assert.Equal(t, "2 van de 2 pilots", table.Rows[0].Cells[2].Format(Dutch))
	assert.Equal(t, "Samenwerking", table.Rows[0].Cells[3].Format(Dutch))
	assert.Equal(t, "Randvoorwaarden per pilot", conditions.Table().Title.NL)
	assert.Empty(t, (&Study{}).ElementMatrix(Condition).Rows)
}

func TestCoverage(t *testing.T) {
	s := smallStudy()
	s.Methods[0].Pilots = map[string]Usage{"A": {Coverage: Used, N: 12}, "B": {}}
	g := s.Coverage()
	assert.Equal(t, 1, g.Unknown)
	table := g.Table()
	assert.Equal(t, "12", table.Rows[0].Cells[0].Format(Dutch))
	assert.Equal(t, "?", table.Rows[0].Cells[1].Format(Dutch), "unknown is not unused")
	assert.Equal(t, "●", table.Rows[1].Cells[0].Format(Dutch))
	assert.Equal(t, "–", table.Rows[3].Cells[1].Format(Dutch))
	tr, err := Triangulate(s, TriangulateOptions{})
	require.NoError(t, err)
	assert.True(t, HasWarning(tr.Warnings, WarnUnknownCoverage))
}

func TestTrace(t *testing.T) {
	s := elementStudy()
	s.Barriers = []Barrier{{ID: "B1", Text: T("wachtlijsten", "waiting lists")}, {ID: "B2", Text: T("systemen", "systems")}}
	s.Recommendations = []Recommendation{
		{ID: "R1", No: 1, Text: T("a", "a"), Barriers: []string{"B1"}, Claims: []string{"K1"}, Conditions: []string{"tijd"}},
		{ID: "R2", No: 2, Text: T("b", "b"), Claims: []string{"K2"}},
		{ID: "R3", No: 3, Text: T("c", "c")},
	}
	s.appraise("K1", "F1", Supports, Majority)
	s.appraise("K1", "F3", Supports, Majority)
	s.appraise("K2", "F1", Supports, Majority)
	tr, err := Triangulate(s, TriangulateOptions{})
	require.NoError(t, err)
	trace := s.Trace(tr)
	require.Len(t, trace.Rows, 3)
	assert.Equal(t, "B1", trace.Rows[0].Barriers[0].ID)
	assert.Equal(t, Convergent, trace.Rows[0].Claims[0].Verdict)
	assert.Equal(t, "tijd", trace.Rows[0].Conditions[0].ID)
	assert.Equal(t, "B2", trace.Unaddressed[0].ID)
	assert.Equal(t, "R3", trace.Unfounded[0].ID)
	assert.Equal(t, "R2", trace.Weak[0].ID, "a single source is a weak basis")
}

func TestOpenQuestions(t *testing.T) {
	s := smallStudy()
	s.Claims = append(s.Claims, Claim{ID: "K3", Statement: T("Signalen komen eerder", "Signals come earlier")})
	s.Pilots[1].CarryQuestions = []Text{T("Hoe houden we het vol?", "How do we keep it up?")}
	s.appraise("K1", "F1", Supports, 0)
	s.appraise("K2", "F1", Supports, 0)
	s.appraise("K2", "F3", Contradicts, 0)
	tr, err := Triangulate(s, TriangulateOptions{})
	require.NoError(t, err)
	var from []string
	for _, q := range s.OpenQuestions(tr) {
		from = append(from, q.From)
		assert.Contains(t, q.Text.NL, "?")
		assert.Contains(t, q.Text.EN, "?")
	}
	assert.Equal(t, []string{"K2", "K1", "K3", "B"}, from, "contradiction first, then one source, then no evidence, then the pilots")
}

func TestJointDisplay(t *testing.T) {
	for _, c := range []struct {
		why        string
		survey, ev Stance
		fit        Fit
	}{
		{"figures and words say the same", Supports, Supports, Confirmation},
		{"words add something", Supports, Qualifies, Expansion},
		{"they contradict each other", Supports, Contradicts, Discordance},
		{"words only", 0, Supports, OneStrand},
	} {
		s := smallStudy()
		if c.survey != 0 {
			s.appraise("K1", "F1", c.survey, 0)
		}
		s.appraise("K1", "F2", c.ev, 0)
		tr, err := Triangulate(s, TriangulateOptions{})
		require.NoError(t, err)
		d := s.Joint(tr, JointOptions{})
		require.Len(t, d.Rows, 1, "a claim without findings has no row")
		assert.Equal(t, c.fit, d.Rows[0].Fit, c.why)
		byPilot := s.Joint(tr, JointOptions{By: JointByPilot})
		require.Len(t, byPilot.Rows, 1)
		assert.Equal(t, "A", byPilot.Rows[0].Pilot)
	}
}

func TestWithheldFindingsStayOutOfTheJointDisplay(t *testing.T) {
	s := smallStudy()
	s.Findings[0].Withheld = true
	s.appraise("K1", "F1", Supports, 0)
	tr, err := Triangulate(s, TriangulateOptions{})
	require.NoError(t, err)
	assert.Empty(t, s.Joint(tr, JointOptions{}).Rows)
}
