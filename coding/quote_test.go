package coding

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func quoteProject(t testing.TB) *Project {
	t.Helper()
	p := markedProject(t, []string{"anna", "bram"},
		markedDoc{"h1", "HOO", "I: Hoe ging de overdracht?\nR: Nou, de «warme\noverdracht|WP.BEL|anna» «ontbrak|WP.BEL|bram» echt volkomen.\nI: «En verder?|SW.BEL|anna»\n"},
		markedDoc{"e1", "EMM", "R: Wij «kennen elkaar|SW.WZE|anna» nu.\n"})
	return p
}

func TestQuotes(t *testing.T) {
	p := quoteProject(t)
	for _, c := range []struct {
		why  string
		o    QuoteOptions
		want []string
	}{
		{"all, by document and place", QuoteOptions{}, []string{
			"«kennen elkaar» (deelnemer; e1, regel 1)",
			"«warme overdracht» (deelnemer; h1, regel 2)",
			"«ontbrak» (deelnemer; h1, regel 3)",
			"«En verder?» (interviewer; h1, regel 4)"}},
		{"one bouwsteen", QuoteOptions{Codes: []string{"SW"}}, []string{"«kennen elkaar» (deelnemer; e1, regel 1)", "«En verder?» (interviewer; h1, regel 4)"}},
		{"one pilot and participants", QuoteOptions{Where: map[string]string{AttrPilot: "HOO"}, Roles: []Role{Participant}, Coders: []string{"anna"}},
			[]string{"«warme overdracht» (deelnemer; h1, regel 2)"}},
		{"context stays in the turn", QuoteOptions{Codes: []string{"WP.BEL"}, Coders: []string{"bram"}, Context: 40},
			[]string{"Nou, de warme overdracht «ontbrak» echt volkomen. (deelnemer; h1, regel 3)"}},
		{"context is cut at a word", QuoteOptions{Codes: []string{"WP.BEL"}, Coders: []string{"bram"}, Context: 12},
			[]string{"… overdracht «ontbrak» echt … (deelnemer; h1, regel 3)"}},
		{"a long passage is cut at a word", QuoteOptions{Codes: []string{"WP.BEL"}, Coders: []string{"anna"}, MaxLen: 12},
			[]string{"«warme …» (deelnemer; h1, regel 2)"}},
	} {
		got, err := Quotes(p, c.o)
		require.NoError(t, err, c.why)
		var lines []string
		for _, q := range got {
			lines = append(lines, q.String())
		}
		assert.Equal(t, c.want, lines, c.why)
	}
	_, err := Quotes(p, QuoteOptions{Codes: []string{"x"}})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
}

// Names of speakers stand in labels; a passage over several turns must not
// show them.
func TestQuoteShowsRolesForLabels(t *testing.T) {
	d, err := ReadTranscript(strings.NewReader("Mieke: een\nJoost: twee drie\nMieke: vier\n"), "d.txt",
		TranscriptOptions{ID: "d", Roles: map[string]Role{"Mieke": Participant, "Joost": Interviewer}})
	require.NoError(t, err)
	p := &Project{Codebook: Starter(), Documents: []*Document{d}, Coders: []Coder{{ID: "a"}, {ID: "b"}},
		Assignments: []Assignment{{Coder: "a", Doc: "d"}, {Coder: "b", Doc: "d"}},
		Codings:     []Coding{{ID: "1", Doc: "d", Span: Span{7, 31}, Code: "WP.BEL", Coder: "a"}, {ID: "2", Doc: "d", Span: Span{0, d.Len()}, Code: "SW.BEL", Coder: "a"}}}
	got, err := Quotes(p, QuoteOptions{Context: 40})
	require.NoError(t, err)
	for _, q := range got {
		assert.NotContains(t, q.String(), "Mieke")
		assert.NotContains(t, q.String(), "Joost")
		assert.Contains(t, q.String(), "een [interviewer] twee drie")
	}
	differ, err := FindDisagreements(p, ByCharacter, AgreementOptions{})
	require.NoError(t, err)
	require.NotEmpty(t, differ)
	for _, x := range differ {
		assert.NotContains(t, x.Quote, "Joost")
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		why, in string
		limit   int
		want    string
	}{
		{"short enough", "één twee", 8, "één twee"},
		{"one too long", "één twee", 7, "één …"},
		{"a long word", "onvoorspelbaarheid", 6, "onvoo…"},
		{"no limit", "één twee", -1, "één twee"},
		{"line ends become spaces", "één\n twee", 20, "één twee"},
	} {
		got := clip(c.in, c.limit)
		assert.Equal(t, c.want, got, c.why)
		if c.limit > 0 {
			assert.LessOrEqual(t, utf8.RuneCountInString(got), c.limit, c.why)
		}
	}
}
