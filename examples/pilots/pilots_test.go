package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// result is what a run leaves: the screen, and the report.
type result struct{ screen, html, md, public, publicMD string }

func runOn(t *testing.T, data fs.FS, l rma.Lang) (result, error) {
	t.Helper()
	dir := t.TempDir()
	var screen bytes.Buffer
	if err := run(context.Background(), &screen, options{data: data, out: dir, lang: l}); err != nil {
		return result{}, err
	}
	read := func(audience, name string) string {
		raw, err := os.ReadFile(filepath.Join(dir, audience, name))
		require.NoError(t, err)
		return string(raw)
	}
	return result{strings.ReplaceAll(screen.String(), dir, "OUT"), read("team", "report.html"), read("team", "report.md"),
		read("public", "report.html"), read("public", "report.md")}, nil
}

func own(t *testing.T) fs.FS {
	t.Helper()
	data, err := fs.Sub(embedded, "data")
	require.NoError(t, err)
	return data
}

func TestGolden(t *testing.T) {
	for name, l := range map[string]rma.Lang{"nl": rma.Dutch, "en": rma.English} {
		r, err := runOn(t, own(t), l)
		require.NoError(t, err)
		testkit.Golden(t, name+".txt", []byte(r.screen))
		testkit.Golden(t, name+".md", []byte(r.md))
		testkit.Golden(t, name+"-public.md", []byte(r.publicMD))
	}
}

// The figures that the end report of the pilots gives, recomputed from rows.
func TestPublishedFigures(t *testing.T) {
	r, err := runOn(t, own(t), rma.Dutch)
	require.NoError(t, err)
	for _, want := range []string{
		"8 van de 79 (10%), 5%–19%",
		"42 van de 79 (53%), 42%–64%",
		"9 van de 21 (43%), 24%–63%",
		"0,52 (0,10 tot 0,75; p = 0,030)",
		"15 elementen, 23 vermeldingen",
		"15 elementen, 29 vermeldingen",
	} {
		holds(t, r.screen, want)
		holds(t, r.md, want)
	}
	holds(t, r.md, "HOO en NOO het meest op elkaar: 5 van 15 elementen gedeeld (Jaccard 0,33)")
	holds(t, r.md, "het minst HOO en AAH: 1 van 12 elementen (0,08)")
	assert.False(t, regexp.MustCompile(`(?i)(convergen|triangula)\w*[- ]?score`).MatchString(r.html), "nowhere a score")
}

// holds fails without printing the whole report.
func holds(t *testing.T, text, want string) {
	t.Helper()
	assert.True(t, strings.Contains(text, want), "there is no %q", want)
}

// study reads the example as the program does, up to the triangulation.
func study(t *testing.T) (*rma.Study, *rma.Evidence, map[string]rma.ClaimResult) {
	t.Helper()
	s, err := rma.ReadStudy(own(t), ".")
	require.NoError(t, err)
	cases, err := analyseCases(own(t), s)
	require.NoError(t, err)
	e, err := rma.Collect(cases.sources...)
	require.NoError(t, err)
	tr, err := rma.Triangulate(s, rma.TriangulateOptions{})
	require.NoError(t, err)
	claims := map[string]rma.ClaimResult{}
	for _, c := range tr.Claims {
		claims[c.Claim.ID] = c
	}
	return s, e, claims
}

func TestVerdicts(t *testing.T) {
	_, _, claims := study(t)
	for id, want := range map[string]rma.Verdict{
		"C1": rma.Complementary, "C2": rma.SingleSource, "C3": rma.Dissonant, "C4": rma.Dissonant, "C5": rma.SingleSource,
		"C6": rma.Complementary, "C7": rma.Convergent, "C8": rma.SingleSource, "C9": rma.Convergent, "C10": rma.Convergent,
	} {
		assert.Equal(t, want.String(), claims[id].Verdict.String(), id)
	}
	assert.NotEmpty(t, claims["C4"].Horizon, "the pilots ran too short to see stable safety")
	for _, h := range claims["C4"].Horizon {
		assert.LessOrEqual(t, h.Ratio, 0.34, h.Pilot)
	}
	assert.Contains(t, claims["C1"].Sources, []string{"eindenquete", "groepsevaluatie", "voor-nameting"},
		"surveys and group evaluations of the same participants are one source")
	assert.Equal(t, 1, claims["C4"].Counts.Withheld)
	assert.True(t, claims["C10"].Denzin.Data)
}

// Reports that came in while the dossier in Meppel was monitored are follow-up
// reports under every rule, and never re-reports.
func TestMeppelHasNoReReports(t *testing.T) {
	_, e, _ := study(t)
	for _, rule := range []string{"drenthe", "cbs", "12-months"} {
		var found bool
		for _, o := range e.All() {
			if !strings.HasPrefix(o.ID, "casusreview/MEP-M/meldingen-"+rule) || o.Share == nil {
				continue
			}
			switch {
			case strings.HasSuffix(o.ID, "-rereport"):
				found = true
				assert.Equal(t, rma.Proportion{K: 0, N: 3}, o.Share.Proportion, o.ID)
			case strings.HasSuffix(o.ID, "-during-monitoring"):
				assert.Equal(t, rma.Proportion{K: 2, N: 3}, o.Share.Proportion, o.ID)
			}
		}
		assert.True(t, found, "there is no share of re-reports under the rule %s", rule)
	}
}

func TestCoverageAsPublished(t *testing.T) {
	s, _, _ := study(t)
	want := map[string]string{ // + used, - not used, ? unknown; in the order of the pilots
		"casusmonitoring": "+-+----", "casusreview": "-?---++", "eindenquete": "++++++?",
		"groepsevaluatie": "++++++?", "voor-nameting": "-+-----", "interviews": "+------",
	}
	g := s.Coverage()
	for i, m := range g.Methods {
		got := ""
		for _, u := range g.Cells[i] {
			got += map[rma.Coverage]string{rma.Used: "+", rma.NotUsed: "-", rma.CoverageUnknown: "?"}[u.Coverage]
		}
		if w, ok := want[m.ID]; ok {
			assert.Equal(t, w, got, m.ID)
		}
	}
	assert.Equal(t, 3, g.Unknown)
}

func TestElementsAsPublished(t *testing.T) {
	s, _, _ := study(t)
	histogram := func(k rma.ElementKind) map[int]int {
		h := map[int]int{}
		for _, r := range s.ElementMatrix(k).Rows {
			h[r.Where.K]++
		}
		return h
	}
	assert.Equal(t, map[int]int{1: 11, 2: 2, 3: 1, 5: 1}, histogram(rma.WorkingElement))
	assert.Equal(t, map[int]int{1: 7, 2: 4, 3: 3, 5: 1}, histogram(rma.Condition))
	assert.Equal(t, []int{4, 4, 3, 4, 5, 3}, s.ElementMatrix(rma.WorkingElement).PerPilot())
	assert.Equal(t, []int{6, 4, 6, 7, 5, 1}, s.ElementMatrix(rma.Condition).PerPilot())
	o := s.ElementMatrix(rma.ElementKindNotRecorded).Overlaps()
	assert.Equal(t, rma.Overlap{A: "HOO", B: "NOO", Both: 5, Union: 15, Jaccard: 5.0 / 15}, o[0])
	assert.Equal(t, rma.Overlap{A: "EMM", B: "NOO", Both: 5, Union: 16, Jaccard: 5.0 / 16}, o[1])
	assert.Equal(t, rma.Overlap{A: "HOO", B: "AAH", Both: 1, Union: 12, Jaccard: 1.0 / 12}, o[len(o)-1])
}

var (
	idAttr = regexp.MustCompile(`\bid="([^"]*)"`)
	href   = regexp.MustCompile(`href="#([^"]*)"`)
)

// Everything in the report that links, links to something in it; every claim
// leads to a finding and every finding to an observation with its places.
func TestEverythingTraces(t *testing.T) {
	for _, l := range []rma.Lang{rma.Dutch, rma.English} {
		r, err := runOn(t, own(t), l)
		require.NoError(t, err)
		ids := map[string]bool{}
		for _, m := range idAttr.FindAllStringSubmatch(r.html, -1) {
			assert.False(t, ids[m[1]], "id %q occurs twice", m[1])
			ids[m[1]] = true
		}
		links := href.FindAllStringSubmatch(r.html, -1)
		assert.Greater(t, len(links), 300)
		for _, m := range links {
			assert.True(t, ids[m[1]], "a link leads to %q, which is not there", m[1])
		}
		for i := 1; i <= 10; i++ {
			_, section, ok := strings.Cut(r.html, fmt.Sprintf(`<section id="claim-C%d"`, i))
			require.True(t, ok)
			section, _, _ = strings.Cut(section, "</section>")
			holds(t, section, `href="#finding-`)
			holds(t, section, `href="#obs-`)
		}
		for _, item := range regexp.MustCompile(`(?s)<li id="obs-[^"]*">.*?</li>`).FindAllString(r.html, -1) {
			assert.Regexp(t, `(Bron|Source): .*\S`, item, "an observation names its places")
		}
	}
}

// damaged returns the data with one file changed.
func damaged(t *testing.T, name string, change func(string) string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(own(t), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(own(t), path)
		out[path] = &fstest.MapFile{Data: raw}
		return err
	}))
	before := string(out[name].Data)
	out[name].Data = []byte(change(before))
	require.NotEqual(t, before, string(out[name].Data), "nothing was damaged")
	return out
}

func TestBadInput(t *testing.T) {
	replace := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	for _, c := range []struct {
		why, file string
		change    func(string) string
		want      string
		secret    string // must not be repeated
	}{
		{"a wrong date", "cases/HOO.csv", replace("6-12-2022 08:46", "Jansen"), "cases/HOO.csv:2:3 (melding): not a date", "Jansen"},
		{"a visit before its report", "cases/HOO.csv", replace("13-1-2023 10:57", "3-1-2023 10:57"), "cases/HOO.csv:7:5 (huisbezoek): events are in an impossible order", "3-1-2023"},
		{"a missing column", "cases/EMM.csv", replace("datum vervolg", "notitie"), "(datum vervolg)", "notitie"},
		{"a duplicate case", "cases/EMM.csv", replace("EMM-02", "EMM-01"), "cases/EMM.csv:3:1 (casus): occurs more than once", "EMM-01"},
		{"an unknown answer", "survey/einde.csv", replace(";mee eens;", ";best wel;"), "survey/einde.csv:2", "best wel"},
		{"an answer outside the scale", "survey/voor.csv", replace("TR05A;Veilig Thuis;3", "TR05A;Veilig Thuis;6"), "survey/voor.csv:2:3 (V1)", "TR05A"},
		{"a quote that is not there", "coding/codings/HOO-G__A.csv", replace("Nee. De route", "Ja. De route"), "HOO-G__A.csv", "De route"},
		{"a finding on nothing", "findings.csv", replace("HOO-G:9:WP.BEL", "HOO-G:8:WP.BEL"), "findings.csv", "route naar hulp"},
		{"an unknown stance", "appraisals.csv", replace(";supports;", ";hoera;"), "appraisals.csv:2:3 (stance): not a term", "hoera"},
		{"an unknown method", "findings.csv", replace("F1;groepsevaluatie", "F1;borrelpraat"), "findings.csv:2", "borrelpraat"},
		{"a newer study", "study.json", replace(`"schema": 1`, `"schema": 9`), "study.json:2:13 (schema)", ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			_, err := runOn(t, damaged(t, c.file, c.change), rma.Dutch)
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
			if c.secret != "" {
				assert.NotContains(t, err.Error(), c.secret, "no message repeats a cell")
			}
		})
	}
}

// Errors of several files come at once.
func TestAllErrorsAtOnce(t *testing.T) {
	data := damaged(t, "cases/HOO.csv", func(s string) string { return strings.Replace(s, "6-12-2022 08:46", "x", 1) }).(fstest.MapFS)
	data["survey/einde.csv"].Data = bytes.Replace(data["survey/einde.csv"].Data, []byte(";mee eens;"), []byte(";x;"), 1)
	data["cases/EMM.csv"].Data = bytes.Replace(data["cases/EMM.csv"].Data, []byte("EMM-02"), []byte("EMM-01"), 1)
	_, err := runOn(t, data, rma.Dutch)
	require.Error(t, err)
	for _, file := range []string{"cases/EMM.csv:3", "cases/HOO.csv:2", "survey/einde.csv:2"} {
		assert.Contains(t, err.Error(), file)
	}
}

// What does not fit study.json is said, and not left out in silence.
func TestRemarks(t *testing.T) {
	data := damaged(t, "cases/HOO.csv", func(s string) string { return s[:strings.LastIndex(strings.TrimSpace(s), "\n")+1] })
	r, err := runOn(t, data, rma.Dutch)
	require.NoError(t, err)
	holds(t, r.screen, "Let op: cases/HOO.csv: 20 cases, and study.json says n = 21")

	stray := damaged(t, "study.json", func(s string) string { return s + "\n" }).(fstest.MapFS)
	stray["cases/Hoogeveen.csv"] = stray["cases/HOO.csv"]
	_, err = runOn(t, stray, rma.Dutch)
	require.ErrorContains(t, err, "cases/Hoogeveen.csv: refers to an id that is not declared: the file must be named after a pilot")
}

func TestObservationsAreListed(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, run(context.Background(), &bytes.Buffer{}, options{data: own(t), out: dir, lang: rma.English}))
	raw, err := os.ReadFile(filepath.Join(dir, "team", "observations.csv"))
	require.NoError(t, err)
	holds(t, string(raw), "id;method;pilot;what;figure;n\n")
	holds(t, string(raw), "casusmonitoring/HOO/bezoek-24h;casusmonitoring;HOO;home visit within 24h;\"9 of 21 (43%), 24%–63%\";21\n")
	for _, line := range strings.Split(string(raw), "\n") {
		assert.False(t, strings.Contains(line, ";=") || strings.Contains(line, ";+"), "a cell must not be a formula")
	}
}

// A duplicate respondent is not dropped in silence: it is counted in the
// account of the pairing, and no code is printed.
func TestDuplicateRespondentIsReported(t *testing.T) {
	r, err := runOn(t, own(t), rma.Dutch)
	require.NoError(t, err)
	holds(t, r.md, "dubbele respondentcode, niet gekoppeld")
	assert.False(t, strings.Contains(strings.ToUpper(r.md), "KB07X"))
}

func TestStudyWithoutSurveysOrTexts(t *testing.T) {
	data := damaged(t, "findings.csv", func(s string) string {
		return strings.SplitAfter(s, "\n")[0] + "F1;casusmonitoring;HOO;negen bezoeken;nine visits;;;;casusmonitoring/HOO/bezoek-24h;\n"
	}).(fstest.MapFS)
	data["appraisals.csv"].Data = []byte("claim;finding;stance;coder\nC3;F1;supports;MB\n")
	data["study.json"].Data = regexp.MustCompile(`"findings": \[[^\]]*\]`).ReplaceAll(data["study.json"].Data, []byte(`"findings": []`))
	for name := range data {
		if strings.HasPrefix(name, "survey/") || strings.HasPrefix(name, "coding/") || name == "mentions.csv" || name == "feedback.csv" {
			delete(data, name)
		}
	}
	r, err := runOn(t, data, rma.English)
	require.NoError(t, err)
	holds(t, r.screen, "single source")
}

func TestSameReportTwice(t *testing.T) {
	a, err := runOn(t, own(t), rma.Dutch)
	require.NoError(t, err)
	b, err := runOn(t, own(t), rma.Dutch)
	require.NoError(t, err)
	assert.True(t, a == b, "the same data must give the same bytes")
}

func TestParse(t *testing.T) {
	o, err := parse([]string{"-lang", "en"})
	require.NoError(t, err)
	assert.Equal(t, rma.English, o.lang)
	_, err = parse([]string{"-lang", "fr"})
	require.ErrorIs(t, err, rma.ErrUnknownTerm)
	_, err = parse([]string{"-data", filepath.Join(t.TempDir(), "nergens")})
	require.NoError(t, err)
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := run(ctx, &bytes.Buffer{}, options{data: own(t), out: t.TempDir()})
	require.ErrorIs(t, err, context.Canceled)
}
