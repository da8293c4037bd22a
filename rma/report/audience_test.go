package report

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// tableFor is a table of cases, protected for somebody.
func tableFor(t testing.TB, a privacy.Audience, id string) TableBlock {
	t.Helper()
	p, err := privacy.ProtectTable(rma.Table{ID: id, Title: rma.T("Bezoeken", "Visits"), Columns: []rma.Column{{Key: "n"}},
		Rows: []rma.Row{{Key: "EMM", Cells: []rma.Cell{rma.CountCell(4321)}}}}, privacy.Policy{Audience: a, RoundTo: -1})
	require.NoError(t, err)
	return TableBlock{ID: "table-" + id, Table: p}
}

// figureFor is a figure of shares, protected for somebody.
func figureFor(t testing.TB, a privacy.Audience) FigureBlock {
	t.Helper()
	in := inputFor(t, privacy.Policy{Audience: a})
	f, err := plot.Intervals(rma.T("Tempo", "Pace"), in.Release.Evidence(), in.KeyFigures, plot.IntervalOptions{})
	require.NoError(t, err)
	return FigureBlock{ID: "figure-intervals", Figure: f, TableID: "table-intervals"}
}

func thingsBlock(t testing.TB) TableBlock {
	t.Helper()
	p, err := privacy.Things(rma.Table{ID: "things", Columns: []rma.Column{{Key: "n", Things: true}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.CountCell(2)}}}})
	require.NoError(t, err)
	return TableBlock{ID: "table-things", Table: p}
}

// written returns both forms of a document, or the error that both have.
func written(t testing.TB, d Document) (html, md string, err error) {
	t.Helper()
	var h, m bytes.Buffer
	err = d.WriteHTML(&h)
	inMarkdown := d.WriteMarkdown(&m, MarkdownOptions{})
	if err != nil {
		require.EqualError(t, inMarkdown, err.Error())
		assert.Zero(t, h.Len()+m.Len(), "nothing is written of a document that is refused")
		return "", "", err
	}
	require.NoError(t, inMarkdown)
	return h.String(), m.String(), nil
}

func TestOneAudience(t *testing.T) {
	public, steering, team := tableFor(t, privacy.Public, "open"), tableFor(t, privacy.SteeringGroup, "group"), tableFor(t, privacy.Team, "inner")
	list := TableBlock{ID: "list", Table: smallInput(t).Release.Evidence().Table()}
	words := Paragraph{Spans: []Span{plain("woorden")}}
	nested := func(blocks ...Block) []Section {
		return []Section{{ID: "a", Blocks: []Block{words}, Sections: []Section{{ID: "b", Sections: []Section{{ID: "c", Blocks: blocks}}}}}}
	}
	for _, c := range []struct {
		why      string
		sections []Section
		refused  bool
		banner   string
	}{
		{"nothing", nil, false, ""},
		{"words alone", []Section{{ID: "a", Blocks: []Block{words, List{}, Quote{}}}}, false, ""},
		{"one public table", []Section{{ID: "a", Blocks: []Block{public}}}, false, ""},
		{"one table of the team", []Section{{ID: "a", Blocks: []Block{team}}}, false, "INTERN – alleen voor het onderzoeksteam, niet delen"},
		{"one for the steering group", []Section{{ID: "a", Blocks: []Block{steering, words}}}, false, "VERTROUWELIJK – alleen voor de stuurgroep"},
		{"a table of the team beside a public one", []Section{{ID: "a", Blocks: []Block{public, team}}}, true, ""},
		{"the public one last", []Section{{ID: "a", Blocks: []Block{team, public}}}, true, ""},
		{"in two sections", []Section{{ID: "a", Blocks: []Block{public}}, {ID: "b", Blocks: []Block{steering}}}, true, ""},
		{"steering group and team", []Section{{ID: "a", Blocks: []Block{steering, team}}}, true, ""},
		{"in a section of a section", append(nested(team), Section{ID: "d", Blocks: []Block{public}}), true, ""},
		{"deep down alone", nested(team), false, "INTERN – alleen voor het onderzoeksteam, niet delen"},
		{"things beside the team", []Section{{ID: "a", Blocks: []Block{thingsBlock(t), team}}}, false, "INTERN – alleen voor het onderzoeksteam, niet delen"},
		{"things beside the public", []Section{{ID: "a", Blocks: []Block{public, thingsBlock(t)}}}, false, ""},
		{"things alone", []Section{{ID: "a", Blocks: []Block{thingsBlock(t)}}}, false, ""},
		{"the zero table beside the team", []Section{{ID: "a", Blocks: []Block{TableBlock{ID: "zero"}, team}}}, false, "INTERN – alleen voor het onderzoeksteam, niet delen"},
		{"a figure of the team", []Section{{ID: "a", Blocks: []Block{figureFor(t, privacy.Team), team}}}, false, "INTERN – alleen voor het onderzoeksteam, niet delen"},
		{"a figure of the team beside a public table", []Section{{ID: "a", Blocks: []Block{public, figureFor(t, privacy.Team)}}}, true, ""},
		{"a list of evidence of the team", []Section{{ID: "a", Blocks: []Block{list}}}, false, "INTERN – alleen voor het onderzoeksteam, niet delen"},
		{"that list beside a public figure", []Section{{ID: "a", Blocks: []Block{figureFor(t, privacy.Public), list}}}, true, ""},
	} {
		html, md, err := written(t, Document{Title: "Rapport", Sections: c.sections})
		if c.refused {
			assert.ErrorIs(t, err, ErrAudience, c.why)
			continue
		}
		require.NoError(t, err, c.why)
		assert.Equal(t, c.banner != "", len(md) > 2 && md[:2] == "**", "%s: the first line is the banner", c.why)
		assert.Contains(t, md, c.banner, c.why)
		assert.Contains(t, html, c.banner, c.why)
		if c.banner == "" {
			assert.NotContains(t, html, `class="banner"`, c.why)
		}
	}
}

func TestAudienceErrorSaysWhich(t *testing.T) {
	_, _, err := written(t, Document{Sections: []Section{{ID: "a", Blocks: []Block{tableFor(t, privacy.Public, "open"), tableFor(t, privacy.Team, "inner")}}}})
	require.ErrorIs(t, err, ErrAudience)
	assert.EqualError(t, err, `a document is for one audience: protect all that it shows together, with one policy: table "open" is for public, and table "inner" for team`)
	assert.NotContains(t, err.Error(), "4321")
}

func TestOwnBannerStays(t *testing.T) {
	d := Document{Banner: "CONCEPT – alleen voor Anna", Sections: []Section{{ID: "a", Blocks: []Block{tableFor(t, privacy.Team, "inner")}}}}
	html, md, err := written(t, d)
	require.NoError(t, err)
	for _, text := range []string{html, md} {
		assert.Contains(t, text, "CONCEPT – alleen voor Anna")
		assert.NotContains(t, text, "INTERN")
	}
	d.Banner, d.Lang = "", rma.English
	_, md, err = written(t, d)
	require.NoError(t, err)
	assert.Contains(t, md, "**INTERNAL – for the research team only, do not share**\n", "in the language of the document")
	assert.Empty(t, d.Banner, "the document itself is left as it was")
}

// TestSummaryIsForOneAudience has every part of a summary, for each audience.
func TestSummaryIsForOneAudience(t *testing.T) {
	for _, a := range []privacy.Audience{privacy.Public, privacy.SteeringGroup, privacy.Team} {
		d, err := Summary(inputFor(t, privacy.Policy{Audience: a}), Options{})
		require.NoError(t, err)
		banner := d.Banner
		d.Banner = ""
		filled, err := d.forReaders()
		require.NoError(t, err, a)
		assert.Equal(t, banner, filled.Banner, "the same as Summary itself gives")
	}
}

// A pointer to a block is that block: it is written, and its readers count.
func TestPointersToBlocks(t *testing.T) {
	public, team := tableFor(t, privacy.Public, "open"), tableFor(t, privacy.Team, "inner")
	words := &Paragraph{Spans: []Span{plain("woorden in een wijzer")}}
	d := Document{Title: "d", Sections: []Section{{ID: "a", Blocks: []Block{&public, words, (*Quote)(nil), nil}}}}
	html, md, err := written(t, d)
	require.NoError(t, err)
	for _, out := range []string{html, md} {
		assert.Contains(t, out, "woorden in een wijzer")
		assert.Contains(t, out, "table-open")
	}
	d.Sections[0].Blocks = []Block{&public, team}
	_, _, err = written(t, d)
	assert.ErrorIs(t, err, ErrAudience)
	d.Sections[0].Blocks = []Block{public, &team}
	_, _, err = written(t, d)
	assert.ErrorIs(t, err, ErrAudience)
}

// However deep a section lies it is written, and the first is where a reader can
// skip to.
func TestDeepSections(t *testing.T) {
	s := Section{ID: "level-8", Title: "niveau 8", Blocks: []Block{Paragraph{Spans: []Span{plain("het diepst")}}}}
	for _, id := range []string{"level-7", "level-6", "level-5", "level-4", "level-3", "level-2", "level-1"} {
		s = Section{ID: id, Title: id, Sections: []Section{s}}
	}
	html, md, err := written(t, Document{Title: "d", Sections: []Section{s}})
	require.NoError(t, err)
	for _, out := range []string{html, md} {
		assert.Contains(t, out, "het diepst")
		assert.Contains(t, out, `id="level-5"`)
	}
	assert.Contains(t, html, `href="#level-1"`)
	_, _, err = written(t, Document{Title: "leeg"})
	assert.NoError(t, err)
}
