package coding

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestFindThemes(t *testing.T) {
	p := markedProject(t, []string{"anna", "bram"},
		markedDoc{"h1", "HOO", "R1: «kort|WP.BEL|anna» en ««de warme overdracht was er gewoon niet|WP.BEL|bram»|WP.BEL|anna».\nR2: Ja.\n"},
		markedDoc{"h2", "HOO", "R1: Alles «ging|WP.BEL|anna» goed.\n"},
		markedDoc{"n1", "EMM", "De «overdracht|WP.BEL|anna» liep vast.\n"})
	var kept []Assignment
	for _, a := range p.Assignments {
		if a.Doc != "n1" || a.Coder == "anna" {
			kept = append(kept, a)
		}
	}
	p.Assignments = kept
	got, err := FindThemes(p, ThemeOptions{Origin: rma.Origin{Method: "interviews", Group: "professionals"}, Codes: []string{"WP.BEL", "IN.BEL"}})
	require.NoError(t, err)
	obs := map[string]rma.Observation{}
	var ids []string
	for _, o := range got.Observations() {
		obs[o.ID] = o
		ids = append(ids, o.ID)
	}
	assert.Equal(t, []string{
		"interviews/EMM/IN.BEL", "interviews/EMM/WP.BEL", "interviews/EMM/WP.BEL/quote",
		"interviews/HOO/IN.BEL", "interviews/HOO/WP.BEL", "interviews/HOO/WP.BEL/quote"}, ids)

	hoo := obs["interviews/HOO/WP.BEL"]
	assert.Equal(t, rma.Proportion{K: 2, N: 3}, hoo.Share.Proportion)
	assert.Equal(t, rma.Werkprocessen, hoo.Bouwsteen)
	assert.Equal(t, rma.Origin{Method: "interviews", Pilot: "HOO", Group: "professionals"}, hoo.Origin)
	assert.Equal(t, "deelnemers die spreken over Werkprocessen: Belemmering", hoo.What.NL)
	assert.Equal(t, "Wilson", hoo.Share.Interval.Method)
	assert.Len(t, hoo.Refs, 4)
	assert.Equal(t, rma.Ref{Kind: rma.RefSegment, ID: "h1/anna/1", File: "h1.txt", Line: 1}, hoo.Refs[0])
	assert.True(t, rma.HasWarning(hoo.Warnings, rma.WarnLowAgreement), "one of two turns")
	assert.True(t, rma.HasWarning(hoo.Warnings, rma.WarnSmallBase))
	assert.False(t, rma.HasWarning(hoo.Warnings, rma.WarnOneCoder))

	quote := obs["interviews/HOO/WP.BEL/quote"]
	assert.Equal(t, rma.Passage{Text: "de warme overdracht was er gewoon niet", Speaker: rma.T("deelnemer", "participant")}, *quote.Passage, "the one that both coders marked")
	assert.Equal(t, 1, quote.N)
	assert.Len(t, quote.Refs, 1)

	none := obs["interviews/HOO/IN.BEL"]
	assert.Equal(t, rma.Proportion{K: 0, N: 3}, none.Share.Proportion, "looked for and not found")
	assert.True(t, rma.HasWarning(none.Warnings, rma.WarnUndefined), "no alpha for a code that nobody gave")

	notes := obs["interviews/EMM/WP.BEL"]
	assert.Equal(t, rma.Proportion{K: 1, N: 1}, notes.Share.Proportion, "documents in place of participants")
	assert.Contains(t, notes.Definition.EN, "A document counts")
	assert.True(t, rma.HasWarning(notes.Warnings, rma.WarnOneCoder))

	_, err = rma.Collect(got)
	require.NoError(t, err)
	assert.Len(t, got.Table().Rows, 2)
}

func TestFindThemesOfOneCoder(t *testing.T) {
	p := markedProject(t, []string{"anna"}, markedDoc{"h1", "HOO", "R1: «kort|WP.BEL».\n"})
	got, err := FindThemes(p, ThemeOptions{QuoteLen: -1})
	require.NoError(t, err)
	assert.Nil(t, got.Agreement)
	obs := got.Observations()
	require.Len(t, obs, 16, "no quotes")
	for _, o := range obs {
		assert.True(t, rma.HasWarning(o.Warnings, rma.WarnOneCoder), o.ID)
		assert.Equal(t, "interview", o.Method)
	}
	_, err = FindThemes(p, ThemeOptions{Codes: []string{"x"}})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
}
