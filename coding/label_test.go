package coding

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// oneDoc is a project of one document that one coder coded.
func oneDoc(t testing.TB, text string, o TranscriptOptions, spans ...Span) *Project {
	t.Helper()
	o.ID = "d"
	d, err := ReadTranscript(strings.NewReader(text), "d.txt", o)
	require.NoError(t, err)
	p := &Project{Codebook: Starter(), Documents: []*Document{d}, Coders: []Coder{{ID: "a"}}, Assignments: []Assignment{{Coder: "a", Doc: "d"}}}
	for i, s := range spans {
		p.Codings = append(p.Codings, Coding{ID: string(rune('a' + i)), Doc: "d", Span: s, Code: "WP.BEL", Coder: "a"})
	}
	require.NoError(t, p.Validate())
	return p
}

// A label that opens one line only is passed over, and may be a name.
func TestQuoteShowsNoLabelThatWasPassedOver(t *testing.T) {
	twice := "I: Hoe?\nR: een\nPiet Jansen: twee\nR: drie\n"
	for _, c := range []struct {
		why, text string
		o         TranscriptOptions
		want      string
	}{
		{"in the words of the turn before", twice, TranscriptOptions{}, "[interviewer] Hoe? [deelnemer] een [spreker] twee [deelnemer] drie"},
		{"in the language of the document", twice, TranscriptOptions{Lang: rma.English}, "[interviewer] Hoe? [participant] een [speaker] twee [participant] drie"},
		{"with a declared layout", twice, TranscriptOptions{Layout: NameColon}, "[interviewer] Hoe? [deelnemer] een [spreker] twee [deelnemer] drie"},
		{"more lines are asked for", twice + "Piet Jansen: vier\n", TranscriptOptions{MinTurns: 3}, "[interviewer] Hoe? [deelnemer] een [spreker] twee [deelnemer] drie [spreker] vier"},
		{"behind a turn without words", "R:\nPiet: een\nR: twee", TranscriptOptions{}, "[deelnemer] [spreker] een [deelnemer] twee"},
		{"with a time before it", "R: een\n[00:12] Piet: twee", TranscriptOptions{}, "[deelnemer] een [spreker] twee"},
		{"on a line of its own", "Anna 00:13\nHallo.\nPiet 00:15\nHoi.\nAnna 00:19\nJa.", TranscriptOptions{}, "[spreker] Hallo. [spreker] Hoi. [spreker] Ja."},
		{"in brackets", "[R1] een\n[Piet]\ntwee\n[R1] drie", TranscriptOptions{}, "[deelnemer] een [spreker] twee [deelnemer] drie"},
		{"every label occurs once", "Anna: een\nPiet: twee\n", TranscriptOptions{}, "[spreker] een [spreker] twee"},
		{"before the first turn", "Gesprek met: Piet\nR: een", TranscriptOptions{}, "[spreker] Piet [deelnemer] een"},
		{"declared to be no speaker", "R: een\nLet op: twee", TranscriptOptions{NotSpeakers: []string{"let op"}}, "[deelnemer] een Let op: twee"},
		{"declared to have no speakers", "Anna: een\nPiet: twee", TranscriptOptions{Layout: NoTurns}, "Anna: een Piet: twee"},
	} {
		n := len([]rune(c.text))
		p := oneDoc(t, c.text, c.o, Span{0, n})
		assert.Equal(t, c.text, p.Documents[0].Text(), "%s: the text itself stays", c.why)
		quotes, err := Quotes(p, QuoteOptions{})
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, quotes[0].Text, c.why)
		cited, err := Cite(p, QuoteOptions{}, rma.Origin{Method: "m"})
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, cited.Observations()[0].Passage.Text, c.why)
	}
}

// Neither in the words around a passage, nor when it starts or ends in the
// middle of a label.
func TestContextShowsNoLabelThatWasPassedOver(t *testing.T) {
	text := "R: een\nPiet Jansen: twee\nR: drie\n"
	n := len([]rune(text))
	var spans []Span
	for from := range n {
		spans = append(spans, Span{from, min(n, from+4)})
	}
	d := oneDoc(t, text, TranscriptOptions{}, spans[:1]...).Documents[0]
	for _, s := range spans {
		turn, _ := d.TurnAt(s)
		for context := range 30 {
			before, after := d.around(s, context, turn)
			shown := before + "|" + d.spoken(s, 0) + "|" + after
			for _, part := range []string{"Pi", "iet", "Jan", "nsen"} {
				require.NotContains(t, shown, part, "span %v, context %d", s, context)
			}
		}
	}
	p := oneDoc(t, text, TranscriptOptions{}, Span{3, n})
	p.Coders = append(p.Coders, Coder{ID: "b"})
	p.Assignments = append(p.Assignments, Assignment{Coder: "b", Doc: "d"})
	differ, err := FindDisagreements(p, ByCharacter, AgreementOptions{})
	require.NoError(t, err)
	require.Len(t, differ, 1)
	assert.Equal(t, "een [spreker] twee [deelnemer] drie", differ[0].Quote)
}

// What is cut while it is gathered is what is cut afterwards.
func TestSpokenIsClippedAlike(t *testing.T) {
	text := strings.Repeat("I: en\tverder,  één?\nR: ja 😀 onvoorspelbaarheid\n\nPiet: nee\n", 3)
	p := oneDoc(t, text, TranscriptOptions{}, Span{0, 5})
	d := p.Documents[0]
	for from := 0; from < d.Len(); from += 3 {
		for to := from + 1; to <= d.Len(); to += 7 {
			whole := d.spoken(Span{from, to}, 0)
			for limit := range 40 {
				require.Equal(t, clip(whole, limit), d.spoken(Span{from, to}, limit), "[%d,%d) %d", from, to, limit)
			}
		}
	}
}

// A passage that is cut is not gathered beyond the cut.
func TestOneLineStops(t *testing.T) {
	l := oneLine{limit: 10}
	l.add(" één  twee\n")
	assert.False(t, l.full())
	l.add(strings.Repeat("drie ", 1000))
	assert.Equal(t, "één twee dr", l.b.String())
	assert.True(t, l.full())
}
