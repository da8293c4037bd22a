package rma

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// smallStudy has two pilots and four methods: a survey and a group evaluation
// of the same participants, facilitators' notes, and case monitoring, which is
// only used in A and cannot speak on K2.
func smallStudy() *Study {
	used := func(ids ...string) map[string]Usage {
		m := map[string]Usage{}
		for _, id := range ids {
			m[id] = Usage{Coverage: Used}
		}
		return m
	}
	return &Study{
		ID:     "klein",
		Title:  T("Klein", "Small"),
		Groups: []Group{{"deelnemers", T("deelnemers", "participants")}, {"begeleiders", T("begeleiders", "facilitators")}, {"registratie", T("registratie", "registration")}},
		Pilots: []Pilot{
			{ID: "A", Name: T("A", ""), Run: Period{NewDate(2023, 2, 1), NewDate(2023, 5, 1)}},
			{ID: "B", Name: T("B", ""), Run: Period{NewDate(2022, 11, 1), NewDate(2023, 5, 1)}},
		},
		Methods: []MethodUse{
			{ID: "enquete", Method: SurveyEnd, Groups: []string{"deelnemers"}, Pilots: used("A", "B")},
			{ID: "evaluatie", Method: GroupEvaluation, Groups: []string{"deelnemers"}, Pilots: used("A", "B")},
			{ID: "notities", Method: FacilitatorNote, Groups: []string{"begeleiders"}, Pilots: used("A", "B")},
			{ID: "monitor", Method: CaseMonitoring, Groups: []string{"registratie"}, Pilots: used("A"), Covers: []string{"K1"}},
		},
		Claims: []Claim{
			{ID: "K1", Statement: T("De samenwerking is verbeterd", "Cooperation improved"), Bouwsteen: Samenwerking},
			{ID: "K2", Statement: T("Gezinnen zijn veiliger", "Families are safer"), Bouwsteen: Inhoudelijk, Horizon: 548},
		},
		Findings: []Finding{
			{ID: "F1", Method: "enquete", Pilot: "A", Text: T("beter", "better")},
			{ID: "F2", Method: "evaluatie", Pilot: "A", Text: T("beter", "better")},
			{ID: "F3", Method: "notities", Pilot: "B", Text: T("beter", "better")},
			{ID: "F4", Method: "monitor", Pilot: "A", Text: T("meer overleg", "more talks")},
			{ID: "F5", Method: "evaluatie", Pilot: "B", Text: T("niet beter", "not better")},
		},
	}
}

func (s *Study) appraise(claim, finding string, st Stance, p Prominence) {
	s.Appraisals = append(s.Appraisals, Appraisal{Claim: claim, Finding: finding, Stance: st, Prominence: p, Coder: "MB"})
}

func triangulate(t *testing.T, s *Study, o TriangulateOptions) map[string]ClaimResult {
	t.Helper()
	tr, err := Triangulate(s, o)
	require.NoError(t, err)
	out := map[string]ClaimResult{}
	for _, c := range tr.Claims {
		out[c.Claim.ID] = c
	}
	return out
}

func TestSmallStudyIsConsistent(t *testing.T) {
	assert.Empty(t, smallStudy().Validate())
}

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		why   string
		spoil func(*Study)
		path  string
		rule  error
	}{
		{"two pilots with one id", func(s *Study) { s.Pilots[1].ID = "A" }, "pilots", ErrDuplicate},
		{"a slash in an id", func(s *Study) { s.Pilots[0].ID = "A/B" }, "pilots", ErrFormat},
		{"a line break in an id", func(s *Study) { s.Findings[0].ID = "F1\nerror" }, "findings", ErrFormat},
		{"a stance that does not exist", func(s *Study) { s.appraise("K1", "F1", 9, 0) }, "appraisals[1].stance", ErrUnknownTerm},
		{"a prominence that does not exist", func(s *Study) { s.appraise("K1", "F1", Supports, 77) }, "appraisals[1].prominence", ErrUnknownTerm},
		{"a strand that does not exist", func(s *Study) { s.Methods[0].Strand = 77 }, "methods[enquete].strand", ErrUnknownTerm},
		{"no id", func(s *Study) { s.Claims[0].ID = "" }, "claims", ErrMissing},
		{"an unknown method", func(s *Study) { s.Findings[0].Method = "x" }, "findings[1].method", ErrUnknownID},
		{"no method", func(s *Study) { s.Findings[0].Method = "" }, "findings[1].method", ErrMissing},
		{"an unknown pilot", func(s *Study) { s.Findings[0].Pilot = "x" }, "findings[1].pilot", ErrUnknownID},
		{"a method not used there", func(s *Study) { s.Findings[3].Pilot = "B" }, "findings[4].pilot", ErrUnknownID},
		{"a group the method did not hear", func(s *Study) { s.Findings[0].Groups = []string{"begeleiders"} }, "findings[1].groups", ErrUnknownID},
		{"more speakers than people", func(s *Study) { s.Findings[0].Speakers = Proportion{3, 2} }, "findings[1].speakers", ErrNumber},
		{"an appraisal of no finding", func(s *Study) { s.appraise("K1", "F9", Supports, 0) }, "appraisals[1].finding", ErrUnknownID},
		{"an appraisal of no claim", func(s *Study) { s.appraise("K9", "F1", Supports, 0) }, "appraisals[1].claim", ErrUnknownID},
		{"an appraisal without a stance", func(s *Study) { s.appraise("K1", "F1", 0, 0) }, "appraisals[1]", ErrMissing},
		{"one coder twice", func(s *Study) {
			s.appraise("K1", "F1", Supports, 0)
			s.appraise("K1", "F1", Qualifies, 0)
		}, "appraisals[2]", ErrDuplicate},
		{"a method of one's own without a strand", func(s *Study) { s.Methods[0].Method = "walk-along" }, "methods[enquete].strand", ErrMissing},
		{"a method without informants", func(s *Study) { s.Methods[0].Groups = nil }, "methods[enquete].groups", ErrMissing},
		{"an unknown group", func(s *Study) { s.Methods[0].Groups = []string{"x"} }, "methods[enquete].groups", ErrUnknownID},
		{"informed by nothing known", func(s *Study) { s.Methods[0].InformedBy = []string{"x"} }, "methods[enquete].informed_by", ErrUnknownID},
		{"a negative number of people", func(s *Study) { s.Methods[0].Pilots["A"] = Usage{Used, -1} }, "methods[enquete].pilots", ErrNumber},
		{"a run that ends before it starts", func(s *Study) { s.Pilots[0].Run.To = NewDate(2020, 1, 1) }, "pilots[A].run", ErrOrder},
		{"a negative horizon", func(s *Study) { s.Claims[0].Horizon = -1 }, "claims[K1].horizon_days", ErrNumber},
		{"a mention of an unknown element", func(s *Study) { s.Mentions = []ElementMention{{Pilot: "A", Element: "x"}} }, "mentions[1].element", ErrUnknownID},
		{"a mention without a pilot", func(s *Study) { s.Mentions = []ElementMention{{Element: ""}} }, "mentions[1]", ErrMissing},
		{"feedback on an unknown claim", func(s *Study) { s.Feedback = []Feedback{{Claim: "x", Group: "deelnemers", Response: Accept}} }, "feedback[1].claim", ErrUnknownID},
		{"feedback without a response", func(s *Study) { s.Feedback = []Feedback{{Claim: "K1", Group: "deelnemers"}} }, "feedback[1]", ErrMissing},
		{"a recommendation on an unknown claim", func(s *Study) { s.Recommendations = []Recommendation{{ID: "R1", Claims: []string{"x"}}} }, "recommendations[R1].claims", ErrUnknownID},
		{"an unknown partner", func(s *Study) { s.Pilots[0].Partners = []string{"x"} }, "pilots[A].partners", ErrUnknownID},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := smallStudy()
			c.spoil(s)
			issues := s.Validate()
			found := false
			for _, i := range issues {
				found = found || i.Path == c.path && errors.Is(i, c.rule) && i.Severity == IsError
			}
			assert.True(t, found, "want %s: %v in %v", c.path, c.rule, issues)
			_, err := Triangulate(s, TriangulateOptions{})
			assert.Error(t, err, "a study with errors is refused")
		})
	}
}

func TestValidateRemarks(t *testing.T) {
	s := smallStudy()
	s.Claims[0].Confidence = High
	s.appraise("K2", "F4", Supports, 0)
	issues := s.Validate()
	require.Len(t, issues, 2)
	assert.Equal(t, IsRemark, issues[0].Severity, "confidence without a rationale does not stop the work")
	assert.Equal(t, IsRemark, issues[1].Severity, "the monitor was not declared to cover K2")
}

func TestLink(t *testing.T) {
	s := smallStudy()
	s.Findings[0].Observations = []string{"enquete/A/score", "enquete/A/scroe", "evaluatie/A/x", "enquete/B/y", "enquete/z", "heel iets anders"}
	s.Findings[4].Withheld = true
	e, err := Collect(observed{
		{ID: "enquete/A/score", Origin: Origin{Method: "enquete", Pilot: "A"}},
		{ID: "evaluatie/A/x", Origin: Origin{Method: "evaluatie", Pilot: "A"}},
		{ID: "enquete/B/y", Origin: Origin{Method: "enquete", Pilot: "B"}},
		{ID: "enquete/z", Origin: Origin{Method: "enquete"}},
	})
	require.NoError(t, err)
	var got []string
	for _, i := range s.Link(e) {
		require.True(t, i.Severity == IsRemark || errors.Is(i, ErrUnknownID))
		got = append(got, i.Error())
	}
	assert.Equal(t, []string{
		"findings[1].observations: refers to an id that is not declared: number 2 is no observation; the nearest is enquete/A/score",
		"findings[1].observations: refers to an id that is not declared: number 3, evaluatie/A/x, was made by another method",
		"findings[1].observations: refers to an id that is not declared: number 4, enquete/B/y, was made in another pilot",
		"findings[1].observations: refers to an id that is not declared: number 6 is no observation",
		"findings[2].observations: a required value is missing: the finding names no observation",
		"findings[3].observations: a required value is missing: the finding names no observation",
		"findings[4].observations: a required value is missing: the finding names no observation",
	}, got, "an observation of all pilots serves every pilot; a withheld finding may keep its observations to itself")
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"één", "een", 2}, {"flaw", "lawn", 2}} {
		assert.Equal(t, c.want, editDistance(c.a, c.b), c.a)
		assert.Equal(t, c.want, editDistance(c.b, c.a), c.a)
	}
}

type observed []Observation

func (o observed) Observations() []Observation { return o }

func TestCollect(t *testing.T) {
	e, err := Collect(observed{{ID: "a"}, {ID: "b"}}, observed{{ID: "c"}})
	require.NoError(t, err)
	assert.Len(t, e.All(), 3)
	o, ok := e.Get("c")
	assert.True(t, ok)
	assert.Equal(t, "c", o.ID)
	_, ok = e.Get("d")
	assert.False(t, ok)
	_, err = Collect(observed{{ID: "a"}}, observed{{ID: "a"}})
	require.ErrorIs(t, err, ErrDuplicate)
	_, err = Collect(observed{{}})
	require.ErrorIs(t, err, ErrMissing)
	var none *Evidence
	assert.Nil(t, none.All())
	_, ok = none.Get("a")
	assert.False(t, ok)
}

func TestObservationFormat(t *testing.T) {
	n := 3
	for _, c := range []struct {
		o    Observation
		want string
	}{
		{Observation{Share: &Share{Proportion: Proportion{9, 21}, Interval: Proportion{9, 21}.Wilson(0)}}, "9 van de 21 (43%), 24%–63%"},
		{Observation{Share: &Share{Proportion: Proportion{1, 2}, Interval: Proportion{1, 2}.Wilson(0)}}, "1 van de 2"},
		{Observation{Share: &Share{Proportion: Proportion{3, 12}, Interval: Proportion{3, 12}.Wilson(0), AtMost: 7}}, "3 van de 12 (25%), 9%–53%; hoogstens 7 als het onbekende meetelt"},
		{Observation{Share: &Share{Proportion: Proportion{3, 9}, Interval: Proportion{3, 9}.Wilson(0), AtMost: 3}}, "3 van de 9"},
		{Observation{Estimate: &Estimate{Value: 1.5, P: nan(), Interval: Interval{Lo: nan(), Hi: nan()}}}, "1,50"},
		{Observation{Count: &n}, "3"},
		{Observation{Passage: &Passage{Text: "we belden eerder"}}, "we belden eerder"},
		{Observation{}, ""},
	} {
		assert.Equal(t, c.want, c.o.Format(Dutch))
	}
	assert.Equal(t, "monitor/A/bezoek", Origin{Method: "monitor", Pilot: "A"}.ObservationID("bezoek"))
	assert.Equal(t, "monitor/bezoek", Origin{Method: "monitor"}.ObservationID("bezoek"))
	assert.Equal(t, "case H-03 (cases/HOO.csv:4)", Ref{RefCase, "H-03", "cases/HOO.csv", 4}.String())
	assert.Equal(t, "item q1 (x.json)", Ref{RefItem, "q1", "x.json", 0}.String())
	assert.Equal(t, "item q1", Ref{Kind: RefItem, ID: "q1"}.String())
}

const smallJSON = `{"schema": 1, "id": "klein", "title": {"nl": "Klein"},
 "groups": [{"id": "deelnemers", "label": {"nl": "deelnemers"}}],
 "pilots": [{"id": "A", "name": {"nl": "A"}, "run": {"from": "2023-02-01", "to": "2023-05-01"}}],
 "methods": [{"id": "evaluatie", "method": "group-evaluation", "groups": ["deelnemers"], "pilots": {"A": {"coverage": "used", "n": 6}}}],
 "claims": [{"id": "K1", "statement": {"nl": "Het werkt"}, "bouwsteen": "samenwerking"}],
 "elements": [{"id": "E1", "label": {"nl": "korte lijnen"}, "kind": "working"}]}`

func smallFiles() fstest.MapFS {
	return fstest.MapFS{
		"study.json":     {Data: []byte(smallJSON)},
		"findings.csv":   {Data: []byte("id;method;pilot;text_nl;text_en;k;n;observations\nF1;evaluatie;A;het werkt;it works;4;6;a|b\n")},
		"appraisals.csv": {Data: []byte("claim,finding,stance,prominence,coder\nK1,F1,supports,,MB\n")},
		"mentions.csv":   {Data: []byte("\ufeffpilot;element;verbatim;source\r\nA;E1;kort lijntje;bijlage\r\n")},
		"feedback.csv":   {Data: []byte("claim;group;at;response;note_nl\nK1;deelnemers;2023-06-01;nuance;meestal\n")},
	}
}

func TestReadStudy(t *testing.T) {
	s, err := ReadStudy(smallFiles(), ".")
	require.NoError(t, err)
	assert.Equal(t, "Klein", s.Title.In(English))
	require.Len(t, s.Findings, 1)
	f := s.Findings[0]
	assert.Equal(t, Proportion{4, 6}, f.Speakers)
	assert.Equal(t, []string{"a", "b"}, f.Observations)
	assert.Equal(t, Ref{Kind: "finding", ID: "F1", File: "findings.csv", Line: 2}, f.Place)
	assert.Equal(t, Majority, s.Appraisals[0].Prominence, "4 of 6 speakers is a majority, derived from the finding")
	assert.Equal(t, "kort lijntje", s.Mentions[0].Verbatim)
	assert.Equal(t, Nuance, s.Feedback[0].Response)
	assert.Equal(t, 6, s.Methods[0].Pilots["A"].N)

	delete := smallFiles()
	delete["mentions.csv"] = nil
	_, err = ReadStudy(fstest.MapFS{"study.json": delete["study.json"], "findings.csv": delete["findings.csv"], "appraisals.csv": delete["appraisals.csv"]}, ".")
	assert.NoError(t, err, "mentions and feedback may be absent")
}

func TestStudyRoundTrip(t *testing.T) {
	s, err := ReadStudy(smallFiles(), ".")
	require.NoError(t, err)
	var first, second bytes.Buffer
	require.NoError(t, s.WriteJSON(&first))
	files := smallFiles()
	files["study.json"].Data = first.Bytes()
	again, err := ReadStudy(files, ".")
	require.NoError(t, err)
	require.NoError(t, again.WriteJSON(&second))
	assert.Equal(t, first.String(), second.String())
	assert.Equal(t, s, again)
}

func TestReadStudyReportsEverything(t *testing.T) {
	files := smallFiles()
	files["findings.csv"].Data = []byte("id;method;pilot;text_nl;k\nF1;evaluatie;A;;Jansen\nF2;evaluatie;A;Pietersen zei ja;1;2\n")
	files["appraisals.csv"].Data = []byte("claim,finding,stance\nK1,F1,supports\n")
	files["feedback.csv"].Data = []byte("claim;group;at;response\nK1;deelnemers;1 juni;misschien\n")
	_, err := ReadStudy(files, ".")
	require.Error(t, err)
	got := err.Error()
	for _, want := range []string{
		"findings.csv:2:4 (text_nl): a required value is missing",
		"findings.csv:2:5 (k): not a number",
		"findings.csv:3",
		"appraisals.csv:1 (coder)",
		"feedback.csv:2:3 (at): not a date",
		"feedback.csv:2:4 (response): not a term",
	} {
		assert.Contains(t, got, want)
	}
	for _, cell := range []string{"Jansen", "Pietersen", "1 juni", "misschien"} {
		assert.NotContains(t, got, cell, "no error repeats a cell")
	}
	var de *DataError
	require.ErrorAs(t, err, &de)
	require.ErrorIs(t, err, ErrMissing)
}

func TestReadStudyBadJSON(t *testing.T) {
	for _, c := range []struct {
		why, json, want string
	}{
		{"not JSON", "{\n \"schema\": 1,\n oops}", "study.json:3:"},
		{"cut off", "{\"schema\": 1, \"id\": \"x\"", "not a file of the expected form"},
		{"a newer version", `{"schema": 2, "id": "x"}`, "version 2, known is 1"},
		{"an unknown field", "{\"schema\": 1,\n \"idd\": \"Jansen\"}", "study.json:2:2: not a file of the expected form: a field that is not part of it"},
		{"another type", "{\"schema\": 1,\n \"id\": 7}", "study.json:2:"},
		{"an unknown term", `{"schema": 1, "claims": [{"id": "K", "bouwsteen": "Jansen"}]}`, "not a term"},
	} {
		files := smallFiles()
		files["study.json"].Data = []byte(c.json)
		_, err := ReadStudy(files, ".")
		require.Error(t, err, c.why)
		assert.Contains(t, err.Error(), c.want, c.why)
		assert.NotContains(t, err.Error(), "Jansen", c.why)
	}
	_, err := ReadStudy(fstest.MapFS{}, "map")
	require.Error(t, err)
	assert.True(t, strings.HasPrefix(err.Error(), "map/study.json: "), err.Error())
}

func TestProblemsAreCapped(t *testing.T) {
	p := Problems{File: "x.csv"}
	assert.NoError(t, p.Err())
	for i := range MaxProblems + 23 {
		p.Add(i+2, 1, "id", ErrMissing)
	}
	assert.Equal(t, MaxProblems+23, p.Len())
	assert.Len(t, p.All(), MaxProblems)
	text := p.Err().Error()
	assert.Equal(t, MaxProblems+1, 1+strings.Count(text, "\n"))
	assert.True(t, strings.HasSuffix(text, "x.csv: and 23 more errors"), text[len(text)-40:])
}

func TestDataErrorPlaces(t *testing.T) {
	for want, e := range map[string]DataError{
		"a.csv: x":          {File: "a.csv", Err: errors.New("x")},
		"a.csv:3: x":        {File: "a.csv", Line: 3, Err: errors.New("x")},
		"a.csv:3:4 (id): x": {File: "a.csv", Line: 3, Column: 4, Field: "id", Err: errors.New("x")},
	} {
		assert.Equal(t, want, e.Error())
	}
}

func TestDates(t *testing.T) {
	d, err := ParseDate("2023-05-01")
	require.NoError(t, err)
	assert.Equal(t, "1-5-2023", d.Label(Dutch))
	assert.Equal(t, "1 May 2023", d.Label(English))
	_, err = ParseDate("01-05-2023")
	require.ErrorIs(t, err, ErrDate)
	zero, err := ParseDate("")
	require.NoError(t, err)
	assert.True(t, zero.IsZero())
	assert.Equal(t, "", zero.String())
	assert.Equal(t, "onbekend", zero.Label(Dutch))
	for _, c := range []struct {
		from, to Date
		days     int
	}{
		{NewDate(2023, 2, 1), NewDate(2023, 5, 1), 89},
		{NewDate(2022, 11, 1), NewDate(2023, 5, 1), 181},
		{NewDate(2022, 12, 1), NewDate(2023, 5, 1), 151},
	} {
		days, ok := Period{c.from, c.to}.Days()
		assert.True(t, ok)
		assert.Equal(t, c.days, days)
	}
	_, ok := Period{From: d}.Days()
	assert.False(t, ok)
	assert.Equal(t, "onbekend", Period{}.Label(Dutch))
	assert.Equal(t, "1-5-2023 – onbekend", Period{From: d}.Label(Dutch))
}
