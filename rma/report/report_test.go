package report

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/privacy/leak"
)

type observed []rma.Observation

func (o observed) Observations() []rma.Observation { return o }

// smallInput is a study as the team sees it.
func smallInput(t testing.TB) Input { return inputFor(t, privacy.Policy{Audience: privacy.Team}) }

func inputFor(t testing.TB, p privacy.Policy, tables ...rma.Table) Input {
	t.Helper()
	s, err := rma.ReadStudy(os.DirFS("testdata/study"), ".")
	require.NoError(t, err)
	visits := rma.Proportion{K: 9, N: 21}
	few := rma.Proportion{K: 7, N: 9}
	e, err := rma.Collect(observed{
		{ID: "monitor/A/bezoek", Origin: rma.Origin{Method: "monitor", Pilot: "A"}, What: rma.T("bezoek binnen 24 uur", "visit within 24 hours"),
			Definition: rma.T("van melding tot bezoek, alle meldingen", "from report to visit, all reports"), N: 21,
			Share: &rma.Share{Proportion: visits, Interval: visits.Wilson(0)}, Refs: []rma.Ref{{Kind: rma.RefCase, ID: "A-01", File: "cases/A.csv", Line: 2}, {Kind: rma.RefCase, ID: "A-02", File: "cases/A.csv", Line: 3}}},
		{ID: "enquete/A/samenwerking", Origin: rma.Origin{Method: "enquete", Pilot: "A"}, What: rma.T("samenwerking verbeterd", "cooperation improved"), N: 9,
			Share: &rma.Share{Proportion: few, Interval: few.Wilson(0)}, Warnings: []rma.Warning{rma.Warn(rma.WarnSelfReport, "n=9")}},
		{ID: "evaluatie/A/quote", Origin: rma.Origin{Method: "evaluatie", Pilot: "A"}, What: rma.T("over de samenwerking", "on cooperation"), N: 1,
			Passage: &rma.Passage{Text: "We bellen nu gewoon even.", Speaker: rma.T("deelnemer", "participant")}, Refs: []rma.Ref{{Kind: rma.RefSegment, ID: "d1", File: "documents/A.txt", Line: 12}}},
	})
	require.NoError(t, err)
	tr, err := rma.Triangulate(s, rma.TriangulateOptions{})
	require.NoError(t, err)
	r, err := privacy.Protect(privacy.Material{Evidence: e, Tables: tables, Waivers: []privacy.Waiver{
		{Of: privacy.Count{Observation: "enquete/A/samenwerking"}, Reason: "gepubliceerd in 2023", By: "de begeleidingsgroep", On: rma.NewDate(2023, 9, 1)}}}, p)
	require.NoError(t, err)
	return Input{Study: s, Triangulation: tr, Release: r, KeyFigures: []string{"monitor/A/bezoek", "enquete/A/samenwerking"}, AsOf: rma.NewDate(2023, 8, 31)}
}

func render(t testing.TB, in Input, l rma.Lang) (html, md string) {
	t.Helper()
	d, err := Summary(in, Options{Lang: l})
	require.NoError(t, err)
	var h, m bytes.Buffer
	require.NoError(t, d.WriteHTML(&h))
	require.NoError(t, d.WriteMarkdown(&m, MarkdownOptions{FigureDir: "figures"}))
	return h.String(), m.String()
}

func TestGolden(t *testing.T) {
	for name, l := range map[string]rma.Lang{"nl": rma.Dutch, "en": rma.English} {
		html, md := render(t, smallInput(t), l)
		testkit.Golden(t, "golden/"+name+".html", []byte(html))
		testkit.Golden(t, "golden/"+name+".md", []byte(md))
	}
}

func TestSameBytesOnOneCore(t *testing.T) {
	html, md := render(t, smallInput(t), rma.Dutch)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	html1, md1 := render(t, smallInput(t), rma.Dutch)
	assert.True(t, html == html1 && md == md1)
}

func TestSectionOrder(t *testing.T) {
	d, err := Summary(smallInput(t), Options{})
	require.NoError(t, err)
	var titles []string
	for _, s := range d.Sections {
		titles = append(titles, s.Title)
	}
	assert.Equal(t, []string{
		"Besluitpagina", "Wat is bekeken", "Bevindingen per bouwsteen", "Tegenspraak en stilte", "Kerncijfers",
		"Wat werkt, onder welke voorwaarden", "Leeragenda", "Aanbevelingen", "Terugkoppeling", "Beperkingen", "Bijlage",
	}, titles)
}

var (
	idAttr = regexp.MustCompile(`\bid="([^"]*)"`)
	hrefs  = regexp.MustCompile(`href="#([^"]*)"`)
	mdLink = regexp.MustCompile(`\]\(#([^)]*)\)`)
)

// checkLinks fails on a link that leads nowhere and on an id given twice.
func checkLinks(t *testing.T, text string, link *regexp.Regexp) int {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range idAttr.FindAllStringSubmatch(text, -1) {
		assert.False(t, ids[m[1]], "id %q occurs twice", m[1])
		ids[m[1]] = true
	}
	links := link.FindAllStringSubmatch(text, -1)
	for _, m := range links {
		assert.True(t, ids[m[1]], "a link leads to %q, which is not there", m[1])
	}
	return len(links)
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	html, md := render(t, smallInput(t), rma.Dutch)
	assert.Greater(t, checkLinks(t, html, hrefs), 30)
	assert.Greater(t, checkLinks(t, md, mdLink), 30)
}

// TestTrace walks from a message on the first page to the rows it rests on.
func TestTrace(t *testing.T) {
	html, _ := render(t, smallInput(t), rma.Dutch)
	decision := between(t, html, `<section id="decision">`, `<section id="scope">`)
	assert.Contains(t, decision, `href="#claim-K2"`, "the message leads to the claim")
	claim := between(t, html, `<section id="claim-K2"`, "</section>")
	assert.Contains(t, claim, `href="#finding-F5"`, "the claim leads to the finding")
	assert.Contains(t, claim, `href="#obs-monitor-A-bezoek"`, "and to the observation")
	observation := between(t, html, `<li id="obs-monitor-A-bezoek"`, "</li>")
	assert.Contains(t, observation, "cases/A.csv: A-01 (regel 2), A-02 (regel 3)", "which names its rows")
	assert.Contains(t, observation, "9 van de 21 (43%), 24%–63%")
}

func between(t *testing.T, s, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(s, from)
	require.True(t, ok, "there is no %s", from)
	part, _, ok := strings.Cut(rest, to)
	require.True(t, ok, "there is no %s after %s", to, from)
	return part
}

func TestDissonanceComesFirst(t *testing.T) {
	_, md := render(t, smallInput(t), rma.English)
	k2, k1 := strings.Index(md, "Help starts earlier"), strings.Index(md, "Cooperation improved")
	assert.Less(t, k2, k1)
	assert.NotRegexp(t, `(?i)convergence score`, md)
}

func TestWithheldFindingIsNowhere(t *testing.T) {
	html, md := render(t, smallInput(t), rma.Dutch)
	for _, out := range []string{html, md} {
		assert.NotContains(t, out, "bleef het onveilig")
		assert.NotContains(t, out, "finding-F6")
		assert.Contains(t, out, "Bekend bij het team en niet gepubliceerd: 1 bevinding.")
	}
}

func TestSmallBasesHaveNoPercentage(t *testing.T) {
	html, _ := render(t, smallInput(t), rma.Dutch)
	assert.Contains(t, html, "7 van de 9")
	assert.NotContains(t, html, "78%")
}

func TestSelfContained(t *testing.T) {
	html, _ := render(t, smallInput(t), rma.Dutch)
	for _, bad := range []string{"<script", "http://", "https://", "@import", "url(", " onload", "<iframe", "<link"} {
		without := strings.ReplaceAll(html, "http://www.w3.org/2000/svg", "")
		assert.NotContains(t, without, bad)
	}
}

func TestHostileText(t *testing.T) {
	in := smallInput(t)
	evil := `<script>alert(1)</script>|*_` + "`" + `[x](javascript:x)` + "\u202e\x00\x07" + strings.Repeat("a", 10_000)
	in.Study.Findings[0].Text = rma.PlainText(evil)
	in.Study.Claims[0].Statement = rma.PlainText(evil)
	in.Study.Mentions[0].Verbatim = evil
	in.Study.Feedback[0].Note = rma.PlainText(evil)
	tr, err := rma.Triangulate(in.Study, rma.TriangulateOptions{})
	require.NoError(t, err)
	in.Triangulation = tr
	html, md := render(t, in, rma.Dutch)
	assert.NotContains(t, html, "<script")
	assert.NotContains(t, md, "<script")
	assert.NotContains(t, md, "[x](javascript:x)")
	assert.NotContains(t, html+md, "\u202e")
	assert.NotContains(t, html+md, "\x00")
	checkLinks(t, html, hrefs)
	for _, line := range strings.Split(md, "\n") {
		if strings.HasPrefix(line, "| K1") {
			assert.NotContains(t, line, "||", "a bar in a text must not make a cell")
		}
	}
}

func TestEmptyStudy(t *testing.T) {
	s := &rma.Study{Title: rma.PlainText("Leeg")}
	tr, err := rma.Triangulate(s, rma.TriangulateOptions{})
	require.NoError(t, err)
	html, md := render(t, Input{Study: s, Triangulation: tr}, rma.Dutch)
	checkLinks(t, html, hrefs)
	assert.Contains(t, md, "Er zijn geen aanbevelingen vastgelegd")
}

func TestSummaryRefuses(t *testing.T) {
	_, err := Summary(Input{}, Options{})
	require.ErrorIs(t, err, ErrInput)
	in := smallInput(t)
	in.KeyFigures = []string{"nergens"}
	_, err = Summary(in, Options{})
	require.ErrorIs(t, err, ErrInput)
	in = smallInput(t)
	in.Triangulation.Claims[0].Claim.ID = "K9"
	_, err = Summary(in, Options{})
	require.ErrorIs(t, err, ErrInput, "a triangulation of another study")
	in = smallInput(t)
	again, err := plot.Intervals(rma.T("x", "x"), nil, nil, plot.IntervalOptions{})
	require.NoError(t, err)
	in.Figures = []plot.Figure{again}
	_, err = Summary(in, Options{})
	require.ErrorIs(t, err, ErrInput, "two figures with one id")
	assert.ErrorContains(t, err, `"intervals": give one of them another with plot.IntervalOptions.ID`, "and what to do about it")
	in = smallInput(t)
	in.Triangulation = rma.Triangulation{}
	_, err = Summary(in, Options{})
	require.ErrorIs(t, err, ErrInput)
}

// A table of results may have the id of one that the report makes; their
// anchors differ all the same.
func TestTablesWithOneID(t *testing.T) {
	in := inputFor(t, privacy.Policy{Audience: privacy.Team}, rma.Table{ID: "pairs", Title: rma.T("A", "A")})
	html, md := render(t, in, rma.Dutch)
	checkLinks(t, html, hrefs)
	checkLinks(t, md, mdLink)
	assert.Contains(t, html, `<table id="table-pairs-2">`)
}

func TestPublicGolden(t *testing.T) {
	html, md := render(t, inputFor(t, privacy.Policy{}), rma.Dutch)
	testkit.Golden(t, "golden/public.html", []byte(html))
	testkit.Golden(t, "golden/public.md", []byte(md))
	checkLinks(t, html, hrefs)
	checkLinks(t, md, mdLink)
}

// TestAudiences looks for what each audience may and may not see.
func TestAudiences(t *testing.T) {
	for _, c := range []struct {
		why         string
		policy      privacy.Policy
		has, hasNot []string
	}{
		{"the team sees all, under a banner", privacy.Policy{Audience: privacy.Team},
			[]string{"INTERN", "9 van de 21 (43%)", "7 van de 9", "A-01", "cases/A.csv", "We bellen nu gewoon even."}, nil},
		{"the steering group sees what is not small, under a banner", privacy.Policy{Audience: privacy.SteeringGroup},
			[]string{"VERTROUWELIJK", "9 van de 21 (43%)", "7 van de 9"}, []string{"A-01", "cases/A.csv", "We bellen"}},
		{"the public sees what was waived, and the reason", privacy.Policy{},
			[]string{"7 van de 9", "gepubliceerd in 2023", "de begeleidingsgroep", "1-9-2023", "veelvouden van 5"},
			[]string{"INTERN", "VERTROUWELIJK", "9 van de 21", "A-01", "cases/A.csv", "We bellen", "n=9"}},
		{"nobody is quoted where the policy has no quotes", privacy.Policy{Audience: privacy.Team, Quotes: privacy.NoQuotes},
			[]string{"Er zijn geen citaten"}, []string{"We bellen"}},
	} {
		html, md := render(t, inputFor(t, c.policy), rma.Dutch)
		assert.Equal(t, c.policy.Audience != privacy.Public, strings.Contains(html, "@top-center"), "printed, the banner stands on every page")
		for _, s := range c.has {
			assert.Contains(t, html, s, c.why)
		}
		for _, s := range c.hasNot {
			assert.NotContains(t, html, s, c.why)
			assert.NotContains(t, md, s, c.why)
		}
	}
}

// TestWaiversThatNarrow tells how many hidden counts a waiver leaves less
// uncertain than the policy asks, and not which.
func TestWaiversThatNarrow(t *testing.T) {
	for _, c := range []struct {
		counts []int
		waived []string
		want   int
		why    string
	}{
		{[]int{13, 12, 19, 44}, nil, 0, "nothing is hidden"},
		{[]int{3, 9, 12, 24}, nil, 0, "what is hidden is hidden well"},
		{[]int{3, 2, 9, 14}, []string{"c", "all"}, 2, "two that are 5 together"},
	} {
		m := privacy.Material{Tables: []rma.Table{{ID: "visits", Columns: []rma.Column{{Key: "n"}},
			RowSums: []rma.Sum{{Total: "all", Parts: []string{"a", "b", "c"}}}}}}
		for i, key := range []string{"a", "b", "c", "all"} {
			m.Tables[0].Rows = append(m.Tables[0].Rows, rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(c.counts[i])}})
		}
		for _, key := range c.waived {
			m.Waivers = append(m.Waivers, privacy.Waiver{Of: privacy.Count{Table: "visits", Row: key, Column: "n"}, Reason: "eerder gepubliceerd", By: "x"})
		}
		release, err := privacy.Protect(m, privacy.Policy{Audience: privacy.SteeringGroup})
		require.NoError(t, err, c.why)
		in := smallInput(t)
		in.Release, in.KeyFigures, in.Figures = release, nil, nil
		for lang, text := range map[rma.Lang]string{rma.Dutch: "benaderen zijn dan het beleid wil: ", rma.English: "than the policy asks because of this: "} {
			html, md := render(t, in, lang)
			for _, form := range []string{html, md} {
				_, number, told := strings.Cut(form, text)
				assert.Equal(t, c.want > 0, told, c.why)
				assert.True(t, !told || strings.HasPrefix(number, fmt.Sprintf("%d.", c.want)), c.why)
			}
		}
	}
}

// TestSubtitleNamesTheReaders looks at what stands under the title.
func TestSubtitleNamesTheReaders(t *testing.T) {
	for audience, want := range map[privacy.Audience]string{
		privacy.Public: "Regio-overleg · versie: openbaar · 31-8-2023", privacy.SteeringGroup: "Regio-overleg · versie: stuurgroep · 31-8-2023",
		privacy.Team: "Regio-overleg · versie: onderzoeksteam · 31-8-2023"} {
		d, err := Summary(inputFor(t, privacy.Policy{Audience: audience}), Options{})
		require.NoError(t, err)
		assert.Equal(t, want, d.Subtitle)
	}
	in := inputFor(t, privacy.Policy{})
	in.Release, in.KeyFigures, in.Figures, in.AsOf, in.Study = nil, nil, nil, rma.Date{}, studyWithout(in.Study)
	d, err := Summary(in, Options{Lang: rma.English})
	require.NoError(t, err)
	assert.Equal(t, "version: public", d.Subtitle, "without a release, nobody who asked for it and no day")
}

func studyWithout(s *rma.Study) *rma.Study {
	out := *s
	out.Commissioner = rma.Text{}
	return &out
}

// TestWarningsAreWorded has one of package rma and one of package privacy.
func TestWarningsAreWorded(t *testing.T) {
	b := newBuilder(smallInput(t), Options{})
	assert.Equal(t, "eigen oordeel van betrokkenen; uit het onderzoek verwijderd en niet ingelezen (voor: n=2)",
		b.warnings([]rma.Warning{{Code: rma.WarnSelfReport}, rma.Warn(privacy.WarnErased, "voor: n=2")}))
}

// TestNothingLeaks looks in every form of the public report for the cases that
// its figures were taken from, and finds them in that of the team.
func TestNothingLeaks(t *testing.T) {
	check, err := leak.NewCheck(leak.Options{MinLen: 3, Policy: privacy.Policy{MinCell: -1},
		Identifiers: []privacy.Identifier{privacy.NewIdentifier("A-01"), privacy.NewIdentifier("We bellen nu gewoon even")}})
	require.NoError(t, err)
	for _, c := range []struct {
		policy privacy.Policy
		leaks  bool
	}{{privacy.Policy{}, false}, {privacy.Policy{Audience: privacy.SteeringGroup}, false}, {privacy.Policy{Audience: privacy.Team}, true}} {
		in := inputFor(t, c.policy)
		html, md := render(t, in, rma.Dutch)
		var csv bytes.Buffer
		require.NoError(t, in.Release.Evidence().Table().WriteCSV(&csv, "id", rma.Dutch, privacy.SheetOptions{}))
		for name, text := range map[string]string{"report.html": html, "report.md": md} {
			found, err := check.Scan(name, strings.NewReader(text))
			require.NoError(t, err)
			assert.Equal(t, c.leaks, found.Err() != nil, "%s for the %s", name, c.policy.Audience)
		}
		found, err := check.Scan("observations.csv", &csv)
		require.NoError(t, err)
		assert.Equal(t, c.leaks, found.Err() != nil, "a list for the %s", c.policy.Audience)
	}
}

func TestFigureForFewerReaders(t *testing.T) {
	in, team := inputFor(t, privacy.Policy{}), smallInput(t)
	f, err := plot.Intervals(rma.T("x", "x"), team.Release.Evidence(), team.KeyFigures, plot.IntervalOptions{ID: "x"})
	require.NoError(t, err)
	in.Figures = []plot.Figure{f}
	_, err = Summary(in, Options{})
	assert.ErrorIs(t, err, ErrInput, "a figure of the team has no place in a public report")
}

func TestMarkdownEscapes(t *testing.T) {
	for in, want := range map[string]string{
		"1. geen lijst": `1\. geen lijst`, "- geen streepje": `\- geen streepje`, "+ geen plus": `\+ geen plus`, "12) x": `12\) x`,
		"https://x.nl": "https&#58;//x.nl", "$x$": `\$x\$`, "a|b": `a\|b`, "2023": "2023", "": "", "3,5 - 4": "3,5 - 4",
	} {
		assert.Equal(t, want, esc(in), in)
	}
}

func TestAnchorsNeverClash(t *testing.T) {
	a := newAnchors()
	assert.Equal(t, "obs-a-b", a.of("obs", "a/b"))
	assert.Equal(t, "obs-a-b-2", a.of("obs", "a-b"), "two ids that look alike get two anchors")
	assert.Equal(t, "obs-a-b", a.of("obs", "a/b"), "and keep them")
	assert.Equal(t, "finding-", a.of("finding", "é"))
}

func BenchmarkHTML(b *testing.B) {
	in := smallInput(b)
	d, err := Summary(in, Options{})
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		var w bytes.Buffer
		if err := d.WriteHTML(&w); err != nil {
			b.Fatal(err)
		}
	}
}
