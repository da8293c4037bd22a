package rma

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		why     string
		say     func(*Study)
		verdict Verdict
		sources int
	}{
		{"nobody spoke", func(*Study) {}, NoEvidence, 0},
		{"one method", func(s *Study) { s.appraise("K1", "F1", Supports, Majority) }, SingleSource, 1},
		{"a survey and a group evaluation of the same people are one source", func(s *Study) {
			s.appraise("K1", "F1", Supports, Majority)
			s.appraise("K1", "F2", Supports, Majority)
		}, SingleSource, 1},
		{"two independent sources that agree", func(s *Study) {
			s.appraise("K1", "F1", Supports, Majority)
			s.appraise("K1", "F3", Supports, Majority)
		}, Convergent, 2},
		{"agreement with another prominence is complementary", func(s *Study) {
			s.appraise("K1", "F1", Supports, Unanimous)
			s.appraise("K1", "F3", Supports, Minority)
		}, Complementary, 2},
		{"unknown prominence counts as the same", func(s *Study) {
			s.appraise("K1", "F1", Supports, Unanimous)
			s.appraise("K1", "F3", Supports, ProminenceUnknown)
		}, Convergent, 2},
		{"another meaning with the same prominence is complementary", func(s *Study) {
			s.appraise("K1", "F1", Supports, Majority)
			s.appraise("K1", "F3", Qualifies, Majority)
		}, Complementary, 2},
		{"support against contradiction", func(s *Study) {
			s.appraise("K1", "F1", Supports, Majority)
			s.appraise("K1", "F3", Contradicts, Majority)
		}, Dissonant, 2},
		{"one method that contradicts itself over pilots", func(s *Study) {
			s.appraise("K1", "F2", Supports, Majority)
			s.appraise("K1", "F5", Contradicts, Majority)
		}, Dissonant, 1},
		{"all agree that it does not hold", func(s *Study) {
			s.appraise("K1", "F1", Contradicts, Majority)
			s.appraise("K1", "F3", Contradicts, Majority)
		}, Convergent, 2},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := smallStudy()
			c.say(s)
			r := triangulate(t, s, TriangulateOptions{})["K1"]
			assert.Equal(t, c.verdict.String(), r.Verdict.String())
			assert.Equal(t, c.sources, r.Counts.Sources)
		})
	}
}

func TestLiteralRule(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, Majority)
	s.appraise("K1", "F3", Contradicts, Majority)
	assert.Equal(t, Complementary, triangulate(t, s, TriangulateOptions{Rule: Literal})["K1"].Verdict,
		"by the letter, the same prominence makes it partial agreement")
}

func TestSourcesByInformedMethods(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, 0) // survey
	s.appraise("K1", "F4", Supports, 0) // monitoring
	assert.Equal(t, 2, triangulate(t, s, TriangulateOptions{})["K1"].Counts.Sources)
	s.Methods[0].InformedBy = []string{"monitor"}
	r := triangulate(t, s, TriangulateOptions{})["K1"]
	assert.Equal(t, 1, r.Counts.Sources, "a survey held knowing the monitoring results is not independent of it")
	assert.Equal(t, SingleSource, r.Verdict)
	assert.True(t, HasWarning(r.Warnings, WarnInformedBy))
	assert.False(t, HasWarning(r.Warnings, WarnSharedInformants), "registration and participants are not the same people")

	byPilot := triangulate(t, s, TriangulateOptions{Units: ByMethodPilot})["K1"]
	assert.Equal(t, 1, byPilot.Counts.Sources)
}

func TestAThirdUnitLinksOnlyWhenItSpoke(t *testing.T) {
	s := smallStudy()
	s.Methods[1].InformedBy = []string{"monitor"} // the evaluation knew the monitoring
	s.appraise("K1", "F1", Supports, 0)           // survey of the same people as the evaluation
	s.appraise("K1", "F4", Supports, 0)           // monitoring
	assert.Equal(t, 2, triangulate(t, s, TriangulateOptions{})["K1"].Counts.Sources)
	s.appraise("K1", "F2", Supports, 0)
	assert.Equal(t, 1, triangulate(t, s, TriangulateOptions{})["K1"].Counts.Sources)
}

func TestThreeKindsOfEmpty(t *testing.T) {
	s := smallStudy()
	s.appraise("K2", "F1", Supports, 0)
	s.Findings[2].Withheld = true
	s.appraise("K2", "F3", Contradicts, 0)
	r := triangulate(t, s, TriangulateOptions{})["K2"]
	state := map[string]CellState{}
	for _, c := range r.Cells {
		state[c.Unit] = c.State
	}
	assert.Equal(t, map[string]CellState{"enquete": HasEvidence, "evaluatie": IsSilent, "notities": IsWithheld, "monitor": NotEligible}, state)
	assert.Equal(t, Counts{Units: 4, Eligible: 2, WithEvidence: 1, Silent: 1, Withheld: 1, NotEligible: 1, Sources: 1, Silence: 1, Supporting: 1}, r.Counts)
	assert.Equal(t, SingleSource, r.Verdict, "a withheld contradiction is neither evidence nor silence")
}

func TestUnitKinds(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, 0)
	s.appraise("K1", "F5", Contradicts, 0)
	for kind, want := range map[UnitKind][]string{
		ByMethod:      {"enquete", "evaluatie", "notities", "monitor"},
		ByMethodPilot: {"enquete/A", "enquete/B", "evaluatie/A", "evaluatie/B", "notities/A", "notities/B", "monitor/A"},
		ByGroup:       {"deelnemers", "begeleiders", "registratie"},
		ByStrand:      {"quantitative", "qualitative"},
	} {
		tr, err := Triangulate(s, TriangulateOptions{Units: kind})
		require.NoError(t, err)
		var keys []string
		for _, u := range tr.Units {
			keys = append(keys, u.Key)
		}
		assert.Equal(t, want, keys, kind.String())
		assert.Equal(t, Dissonant, tr.Claims[0].Verdict, kind.String())
	}
	byPilot := triangulate(t, s, TriangulateOptions{Units: ByMethodPilot})["K1"]
	assert.Equal(t, 2, byPilot.Counts.Sources, "participants of two pilots are different people")
	_, err := Triangulate(s, TriangulateOptions{Units: 9})
	require.ErrorIs(t, err, ErrUnknownTerm)
}

// A finding that speaks of all pilots, or of all groups, is one voice however
// many units it stands in.
func TestOneFindingIsOneSource(t *testing.T) {
	s := smallStudy()
	s.Methods[1].Groups = []string{"deelnemers", "begeleiders"}
	s.Findings[1].Pilot = ""
	s.appraise("K1", "F2", Supports, Majority)
	for _, kind := range []UnitKind{ByMethod, ByMethodPilot, ByGroup, ByStrand} {
		r := triangulate(t, s, TriangulateOptions{Units: kind})["K1"]
		assert.Equal(t, SingleSource.String(), r.Verdict.String(), kind.String())
		assert.Equal(t, 1, r.Counts.Sources, kind.String())
		assert.Zero(t, r.Counts.Agreement, "a finding says nothing about itself")
	}
}

func TestNilStudy(t *testing.T) {
	_, err := Triangulate(nil, TriangulateOptions{})
	require.ErrorIs(t, err, ErrMissing)
	_, err = Collect(nil)
	require.ErrorIs(t, err, ErrMissing)
	assert.Equal(t, "x.csv", (&DataError{File: "x.csv"}).Error())
}

func TestFindingsOfOneGroup(t *testing.T) {
	s := smallStudy()
	s.Methods[1].Groups = []string{"deelnemers", "begeleiders"}
	s.Findings[1].Groups = []string{"begeleiders"}
	s.appraise("K1", "F2", Supports, 0)
	r := triangulate(t, s, TriangulateOptions{Units: ByGroup})["K1"]
	assert.Equal(t, IsSilent, r.Cells[0].State, "participants did not say it")
	assert.Equal(t, HasEvidence, r.Cells[1].State, "facilitators did")
}

func TestClaimWarnings(t *testing.T) {
	s := smallStudy()
	s.Claims[0].Confidence, s.Claims[0].Rationale = High, T("omdat", "because")
	s.appraise("K1", "F1", Supports, 0)
	s.Appraisals = append(s.Appraisals, Appraisal{Claim: "K1", Finding: "F1", Stance: Qualifies, Coder: "JK"})
	r := triangulate(t, s, TriangulateOptions{})["K1"]
	assert.True(t, HasWarning(r.Warnings, WarnConfidenceCeiling), "high is above what one source allows")
	assert.True(t, HasWarning(r.Warnings, WarnCodersDiffer))
	assert.True(t, r.Denzin.Investigator)
	assert.Equal(t, Qualifies, r.Cells[0].Stance, "support and nuance together qualify")
	assert.False(t, r.Cells[0].Mixed)
}

func TestDenzinFlags(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, 0) // survey, quantitative
	r := triangulate(t, s, TriangulateOptions{})["K1"]
	assert.Equal(t, Denzin{}, r.Denzin)
	s.appraise("K1", "F3", Supports, 0) // facilitators' notes, qualitative, other pilot and group
	s.appraise("K1", "F4", Supports, 0) // monitoring, quantitative
	s.Findings[3].Framework = "NPT"
	r = triangulate(t, s, TriangulateOptions{})["K1"]
	assert.Equal(t, Denzin{Data: true, WithinMethod: true, BetweenMethod: true, Theory: true}, r.Denzin)
	assert.Equal(t, []string{"data", "within method", "between methods", "theory"}, r.Denzin.Labels(English))
}

// TestVerdictReference compares Triangulate with a verdict worked out from the
// definition, for all stances and prominences of one to three independent
// methods that speak or are silent.
func TestVerdictReference(t *testing.T) {
	type say struct {
		s Stance // 0 = silent
		p Prominence
	}
	var says []say
	says = append(says, say{})
	for _, s := range []Stance{Supports, Qualifies, Contradicts} {
		for _, p := range []Prominence{Isolated, Majority, ProminenceUnknown} {
			says = append(says, say{s, p})
		}
	}
	reference := func(units []say) Verdict {
		spoke, same, dissonance := 0, true, false
		for i, a := range units {
			if a.s == 0 {
				continue
			}
			spoke++
			for _, b := range units[i+1:] {
				if b.s == 0 {
					continue
				}
				bands := a.p == b.p || a.p == 0 || b.p == 0
				if a.s != b.s || !bands {
					same = false
				}
				if a.s != b.s && !bands || a.s+b.s == Supports+Contradicts && a.s != b.s {
					dissonance = true
				}
			}
		}
		switch {
		case spoke == 0:
			return NoEvidence
		case dissonance:
			return Dissonant
		case spoke == 1:
			return SingleSource
		case same:
			return Convergent
		}
		return Complementary
	}
	findings := []string{"F1", "F3", "F4"}
	for i := range len(says) * len(says) * len(says) {
		units := []say{says[i%len(says)], says[i/len(says)%len(says)], says[i/len(says)/len(says)]}
		s := smallStudy()
		for j, u := range units {
			if u.s != 0 {
				s.appraise("K1", findings[j], u.s, u.p)
			}
		}
		got := triangulate(t, s, TriangulateOptions{})["K1"]
		require.Equal(t, reference(units).String(), got.Verdict.String(), fmt.Sprint(units))
	}
}

func TestSilentUnitsChangeNoAgreement(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, Majority)
	s.appraise("K1", "F3", Supports, Minority)
	before := triangulate(t, s, TriangulateOptions{})["K1"]
	s.Methods = append(s.Methods, MethodUse{ID: "extra", Method: Interview, Groups: []string{"registratie"}, Pilots: map[string]Usage{"A": {Coverage: Used}}})
	after := triangulate(t, s, TriangulateOptions{})["K1"]
	assert.Equal(t, before.Verdict, after.Verdict)
	assert.Equal(t, before.Counts.Agreement, after.Counts.Agreement)
	assert.Equal(t, before.Counts.Partial, after.Counts.Partial)
	assert.Equal(t, before.Counts.Silence+2, after.Counts.Silence)
}

func TestTriangulateLeavesTheStudyAlone(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, Majority)
	testkit.Unchanged(t, s, func() {
		tr, err := Triangulate(s, TriangulateOptions{})
		require.NoError(t, err)
		s.Joint(tr, JointOptions{By: JointByPilot})
		s.Trace(tr)
		s.OpenQuestions(tr)
		s.Coverage()
		s.ElementMatrix(WorkingElement)
	})
}

func TestTriangulationTables(t *testing.T) {
	s := smallStudy()
	s.appraise("K1", "F1", Supports, Majority)
	s.appraise("K1", "F2", Supports, Majority)
	s.appraise("K1", "F5", Contradicts, Minority)
	s.appraise("K1", "F3", Qualifies, Majority)
	tr, err := Triangulate(s, TriangulateOptions{})
	require.NoError(t, err)
	table := tr.Table()
	require.Len(t, table.Rows, 2)
	var cells []string
	for _, c := range table.Rows[0].Cells {
		cells = append(cells, c.Format(Dutch))
	}
	assert.Equal(t, []string{"+", "+/−", "±", "·", "3 van de 4 methoden", "2", "tegenstrijdig"}, cells)
	assert.Equal(t, []string{"F2", "F5"}, table.Rows[0].Cells[1].Refs)
	assert.Equal(t, "mixed", table.Rows[0].Cells[1].Mark)
	assert.Equal(t, "3 van de 4 methoden met bewijs, 2 onafhankelijke bronnen", tr.Claims[0].Line(ByMethod, Dutch))
	for _, table := range []Table{table, tr.PairTable(), s.Joint(tr, JointOptions{}).Table(), s.Joint(tr, JointOptions{By: JointByPilot}).Table(), s.Coverage().Table()} {
		for _, r := range table.Rows {
			assert.Len(t, r.Cells, len(table.Columns), table.ID)
		}
		df := table.DataFrame(English)
		assert.NoError(t, df.Error(), table.ID)
	}
}

func TestCeilings(t *testing.T) {
	for v, want := range map[Verdict]Confidence{NoEvidence: ConfidenceNotRecorded, SingleSource: Moderate, Dissonant: Low, Convergent: High, Complementary: High} {
		assert.Equal(t, want, v.Ceiling(), v.String())
	}
}
