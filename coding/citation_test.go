package coding

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestCite(t *testing.T) {
	p := markedProject(t, []string{"anna", "bram"},
		markedDoc{"h1", "HOO", "I: Hoe ging het?\nR: De ««warme overdracht|WP.BEL»|WP.BEL|bram» ontbrak en «de lijn was kort|SW.WZE».\nR: «Weer wachten|WP.BEL» en «nog eens|WP.BEL».\n"})
	c, err := Cite(p, QuoteOptions{}, rma.Origin{Method: "interviews", Group: "deelnemers"})
	require.NoError(t, err)
	var ids []string
	for _, o := range c.Observations() {
		ids = append(ids, o.ID)
		assert.Equal(t, "HOO", o.Pilot, "the pilot comes from the document")
		assert.Equal(t, 1, o.N)
		require.NotNil(t, o.Passage)
	}
	assert.Equal(t, []string{"interviews/HOO/h1:2:WP.BEL", "interviews/HOO/h1:2:SW.WZE", "interviews/HOO/h1:3:WP.BEL", "interviews/HOO/h1:3:WP.BEL:2"}, ids)
	both := c.Observations()[0]
	assert.Equal(t, "warme overdracht", both.Passage.Text)
	assert.Equal(t, rma.T("deelnemer", "participant"), both.Passage.Speaker, "a role and not a label")
	assert.Equal(t, rma.Werkprocessen, both.Bouwsteen)
	assert.Len(t, both.Refs, 2, "one passage by two coders")
	assert.Empty(t, both.Warnings)
	assert.Contains(t, both.Definition.NL, "2 van de 2 codeurs")
	one := c.Observations()[1]
	assert.True(t, rma.HasWarning(one.Warnings, rma.WarnOneCoder))
	assert.Contains(t, one.Definition.EN, "1 of 2 coders")

	_, err = rma.Collect(c)
	assert.NoError(t, err, "every passage has an id of its own")
	_, err = Cite(p, QuoteOptions{Codes: []string{"nergens"}}, rma.Origin{})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
}

func TestCiteNamesTheDocumentWhereNobodySpeaks(t *testing.T) {
	p := markedProject(t, []string{"anna"}, markedDoc{"n1", "", "«De visie ontbreekt|IN.BEL».\n"})
	p.Documents[0].Name = "Notities"
	c, err := Cite(p, QuoteOptions{}, rma.Origin{Method: "notities"})
	require.NoError(t, err)
	require.Len(t, c.Observations(), 1)
	assert.Equal(t, "notities/n1:1:IN.BEL", c.Observations()[0].ID)
	assert.Equal(t, rma.PlainText("Notities"), c.Observations()[0].Passage.Speaker)
	p.Documents[0].Name = ""
	c, err = Cite(p, QuoteOptions{}, rma.Origin{Method: "notities"})
	require.NoError(t, err)
	assert.Equal(t, rma.PlainText("n1"), c.Observations()[0].Passage.Speaker, "without a name, the id")
}

func TestWhere(t *testing.T) {
	p := markedProject(t, []string{"anna", "bram"},
		markedDoc{"h1", "HOO", "R: «ja|WP.BEL»\n"}, markedDoc{"e1", "EMM", "R: «nee|WP.BEL»\n"})
	q := p.Where(map[string]string{AttrPilot: "EMM"})
	require.NoError(t, q.Validate())
	require.Len(t, q.Documents, 1)
	assert.Equal(t, "e1", q.Documents[0].ID)
	assert.Len(t, q.Assignments, 2)
	assert.Len(t, q.Codings, 1)
	assert.Len(t, p.Documents, 2, "the project itself stays whole")
	assert.Empty(t, p.Where(map[string]string{AttrPilot: "nergens"}).Documents)
	assert.Len(t, p.Where(nil).Documents, 2)
}

// An id of a second passage can be that of another code.
func TestCiteGivesEveryPassageItsOwnID(t *testing.T) {
	text := "«een|A» «twee|A» «drie|A:2» «vier|A» «vijf|A:2» «zes|A:2:2»"
	p := markedProject(t, []string{"anna"}, markedDoc{"n1", "", strings.NewReplacer("A:2:2", "IS.BEL", "A:2", "SW.BEL", "A", "WP.BEL").Replace(text)})
	name := map[string]string{"WP.BEL": "A", "SW.BEL": "A:2", "IS.BEL": "A:2:2"}
	p.Codebook.Codes = slices.Clone(p.Codebook.Codes)
	for i, c := range p.Codebook.Codes {
		if id := name[c.ID]; id != "" {
			p.Codebook.Codes[i].ID = id
		}
	}
	for i, c := range p.Codings {
		p.Codings[i].Code = name[c.Code]
	}
	c, err := Cite(p, QuoteOptions{}, rma.Origin{Method: "m"})
	require.NoError(t, err)
	var ids []string
	for _, o := range c.Observations() {
		ids = append(ids, o.ID)
	}
	assert.Equal(t, []string{"m/n1:1:A", "m/n1:1:A:3", "m/n1:1:A:2", "m/n1:1:A:4", "m/n1:1:A:2:3", "m/n1:1:A:2:2"}, ids,
		"a code keeps its own id, and what comes second gets the next that is free")
	_, err = rma.Collect(c)
	assert.NoError(t, err)
}
