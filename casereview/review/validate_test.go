package review

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func errorsOf(list []rma.Issue) []rma.Issue {
	var out []rma.Issue
	for _, i := range list {
		if i.Severity == rma.IsError {
			out = append(out, i)
		}
	}
	return out
}

func TestAFullReviewIsValid(t *testing.T) {
	assert.Equal(t, []string{"ratings[3].level"}, paths(full(t).Validate()), "one rating is open")
	assert.Empty(t, errorsOf(final(t).Validate()))
	r := full(t)
	testkit.Unchanged(t, &r, func() { r.Validate() })
}

func paths(list []rma.Issue) []string {
	var out []string
	for _, i := range list {
		out = append(out, i.Path)
	}
	return out
}

func TestAnEmptyReviewIsOpen(t *testing.T) {
	issues := Review{ID: "R1"}.Validate()
	assert.Empty(t, errorsOf(issues))
	assert.Equal(t, []string{"case", "at", "status", "lead", "team", "case_group"}, paths(issues))
	assert.Equal(t, []string{"id"}, paths(errorsOf(Review{}.Validate())))
}

func TestValidate(t *testing.T) {
	long := strings.Repeat("x", MaxID+1)
	for _, c := range []struct {
		why    string
		change func(*Review)
		path   string
		cause  error
	}{
		{"an id with a slash", func(r *Review) { r.ID = "a/b" }, "id", rma.ErrFormat},
		{"an id that is too long", func(r *Review) { r.ID = long }, "id", rma.ErrFormat},
		{"an id that is no UTF-8", func(r *Review) { r.ID = "a\xff" }, "id", rma.ErrFormat},
		{"an id that turns direction", func(r *Review) { r.Insights[0].ID = "a\u202eb" }, "insights[0].id", rma.ErrFormat},
		{"a status that does not exist", func(r *Review) { r.Status = 9 }, "status", rma.ErrUnknownTerm},
		{"a participant of nowhere", func(r *Review) { r.Team[1].Org = " " }, "team[1].org", rma.ErrMissing},
		{"an address for a role", func(r *Review) { r.Lead[0].Role = "a@b.nl" }, "lead[0].role", rma.ErrFormat},
		{"a number for a role", func(r *Review) { r.Lead[0].Role = "tel 0612345678" }, "lead[0].role", rma.ErrFormat},
		{"a role of two lines", func(r *Review) { r.Lead[0].Role = "a\nb" }, "lead[0].role", rma.ErrFormat},
		{"a control character", func(r *Review) { r.Narrative[0].Text = "a\x00b" }, "narrative[0].text", rma.ErrFormat},
		{"no UTF-8", func(r *Review) { r.Episodes[0].Effect = "a\xff" }, "episodes[0].effect", rma.ErrFormat},
		{"a story of nobody", func(r *Review) { r.Narrative[1].Org = "" }, "narrative[1].org", rma.ErrMissing},
		{"an episode without an id", func(r *Review) { r.Episodes[0].ID = "" }, "episodes[0].id", rma.ErrMissing},
		{"two episodes with one id", func(r *Review) { r.Episodes[1].ID = "E1" }, "episodes[1].id", rma.ErrDuplicate},
		{"an insight with the id of an episode", func(r *Review) { r.Insights[1].ID = "E2" }, "insights[1].id", rma.ErrDuplicate},
		{"a factor with the id of a question", func(r *Review) { r.Episodes[0].Factors[1].ID = "Q1" }, "carry[0].id", rma.ErrDuplicate},
		{"an end before the start", func(r *Review) { r.Episodes[0].To = rma.NewDate(2023, 1, 4) }, "episodes[0].to", rma.ErrOrder},
		{"an organisation without a name", func(r *Review) { r.Episodes[0].Orgs = []casereview.OrgID{"a", ""} }, "episodes[0].orgs[1]", rma.ErrMissing},
		{"an appraisal that does not exist", func(r *Review) { r.Episodes[0].Appraisal = 9 }, "episodes[0].appraisal", rma.ErrUnknownTerm},
		{"a factor without a code", func(r *Review) { r.Episodes[1].Factors[0].Code = "" }, "episodes[1].factors[0].code", rma.ErrMissing},
		{"a code of two words", func(r *Review) { r.Episodes[1].Factors[0].Code = "a b" }, "episodes[1].factors[0].code", rma.ErrFormat},
		{"a level that does not exist", func(r *Review) { r.Episodes[1].Factors[0].Level = 9 }, "episodes[1].factors[0].level", rma.ErrUnknownTerm},
		{"a direction that does not exist", func(r *Review) { r.Episodes[1].Factors[0].Direction = 9 }, "episodes[1].factors[0].direction", rma.ErrUnknownTerm},
		{"a building block that does not exist", func(r *Review) { r.Episodes[1].Factors[0].Bouwsteen = 9 }, "episodes[1].factors[0].bouwsteen", rma.ErrUnknownTerm},
		{"a pattern seen in nothing that exists", func(r *Review) { r.Patterns[1].SeenIn[1] = "E9" }, "patterns[1].seen_in[1]", rma.ErrUnknownID},
		{"a pattern seen in an insight", func(r *Review) { r.Patterns[1].SeenIn[1] = "I1" }, "patterns[1].seen_in[1]", rma.ErrUnknownID},
		{"a pattern seen twice in one", func(r *Review) { r.Patterns[1].SeenIn[1] = "E1" }, "patterns[1].seen_in[1]", rma.ErrDuplicate},
		{"a type that does not exist", func(r *Review) { r.Patterns[0].Type = 9 }, "patterns[0].type", rma.ErrUnknownTerm},
		{"a scope that does not exist", func(r *Review) { r.Patterns[0].Scope = 9 }, "patterns[0].scope", rma.ErrUnknownTerm},
		{"an insight from nowhere", func(r *Review) { r.Insights[0].Episodes[0] = "" }, "insights[0].episodes[0]", rma.ErrUnknownID},
		{"a question of a level that does not exist", func(r *Review) { r.Carry[0].Level = 9 }, "carry[0].level", rma.ErrUnknownTerm},
		{"a scale of one level", func(r *Review) { r.Scales[0].Levels = r.Scales[0].Levels[:1] }, "scales[0].levels", rma.ErrFormat},
		{"a scale of too many levels", func(r *Review) { r.Scales[0].Levels = make([]Level, MaxLevels+1) }, "scales[0].levels", rma.ErrFormat},
		{"a level that occurs twice", func(r *Review) { r.Scales[0].Levels[2].Key = "matig" }, "scales[0].levels[2].key", rma.ErrDuplicate},
		{"two scales with one id", func(r *Review) { r.Scales = append(r.Scales, r.Scales[0]) }, "scales[1].id", rma.ErrDuplicate},
		{"a rating on no scale", func(r *Review) { r.Ratings[0].Scale = "x" }, "ratings[0].scale", rma.ErrUnknownID},
		{"a rating of nothing", func(r *Review) { r.Ratings[0].Of = "E9" }, "ratings[0].of", rma.ErrUnknownID},
		{"a rating of no id", func(r *Review) { r.Ratings[0].Of = "" }, "ratings[0].of", rma.ErrUnknownID},
		{"a rating by nobody", func(r *Review) { r.Ratings[0].By = caseID("").Pseudonym }, "ratings[0].by", rma.ErrMissing},
		{"a level that the scale does not have", func(r *Review) { r.Ratings[0].Level = "x" }, "ratings[0].level", rma.ErrUnknownTerm},
		{"two ratings of one thing", func(r *Review) { r.Ratings[1].By = r.Ratings[0].By }, "ratings[1]", rma.ErrDuplicate},
		{"amended before it was final", func(r *Review) {
			r.Amendments = []Amendment{{At: moment(t, "2023-06-01T10:00:00Z"), By: "a", Reason: "b", What: "c"}}
		}, "amendments", rma.ErrOrder},
	} {
		r := full(t)
		c.change(&r)
		found := errorsOf(r.Validate())
		var at []string
		for _, i := range found {
			at = append(at, i.Path)
			if i.Path == c.path {
				assert.ErrorIs(t, i, c.cause, c.why)
			}
			assert.NotContains(t, i.Error(), secret, c.why)
		}
		assert.Contains(t, at, c.path, c.why)
	}
}

func TestRemarks(t *testing.T) {
	for _, c := range []struct {
		why    string
		change func(*Review)
		path   string
	}{
		{"neither a role nor a pseudonym", func(r *Review) { r.Team[0] = Participant{Org: "politie"} }, "team[0].role"},
		{"an episode after the review", func(r *Review) { r.At = rma.NewDate(2023, 1, 6) }, "episodes[0]"},
		{"no reason yet", func(r *Review) { r.Episodes[0].WhyItMadeSense = "" }, "episodes[0].why_it_made_sense"},
		{"a question without a mark", func(r *Review) { r.Carry[0].Text = "dat vragen wij ons af" }, "carry[0].text"},
		{"a pattern seen nowhere", func(r *Review) { r.Patterns[0].SeenIn = nil }, "patterns[0].seen_in"},
		{"a direction that is not recorded", func(r *Review) { r.Episodes[0].Factors[0].Direction = 0 }, "episodes[0].factors[0].direction"},
	} {
		r := full(t)
		r.CaseGroup = []Participant{{Org: "a", Role: "b"}}
		r.Ratings = nil
		c.change(&r)
		issues := r.Validate()
		require.NotEmpty(t, issues, c.why)
		assert.Contains(t, paths(issues), c.path, c.why)
		assert.Empty(t, errorsOf(issues), c.why)
	}
	r := full(t)
	r.Status, r.Episodes[0].WhyItMadeSense = Final, ""
	assert.Equal(t, []string{"episodes[0].why_it_made_sense"}, paths(errorsOf(r.Validate())), "a final review is complete")
}
