package coding

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// Whatever the verb, and wherever the document stands in what is printed: no
// word of it, and no name of who speaks.
func TestPrintingShowsNoText(t *testing.T) {
	d, err := ReadTranscript(strings.NewReader("Mieke: geheim één\nJoost: twee\nMieke: drie\nAnnelies: vier\n"), "gesprek.txt", TranscriptOptions{ID: "gesprek"})
	require.NoError(t, err)
	type inside struct {
		byValue Document
		pointer *Document
	}
	type outside struct {
		ByValue  Document
		Pointer  *Document
		Turns    []Turn
		Detected Detection
	}
	open := outside{*d, d, d.Turns(), d.Detection()}
	project := Project{Documents: []*Document{d}}
	var out strings.Builder
	for _, v := range []any{d, *d, inside{*d, d}, &inside{*d, d}, open, &open, []Document{*d}, map[string]Document{"d": *d},
		project, &project, d.Turns(), d.Turns()[0], &d.Turns()[0], d.Detection(), d.Detection().Labels[0]} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%g"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		text, err := json.Marshal(v)
		require.NoError(t, err)
		out.Write(text)
	}
	fmt.Fprintln(&out, d, *d, d.String(), d.Turns()[0].String())
	for _, word := range []string{"geheim", "één", "twee", "Mieke", "Joost", "Annelies"} {
		assert.NotContains(t, out.String(), word)
		assert.NotContains(t, out.String(), fmt.Sprintf("%x", word), "nor in hexadecimals")
		assert.NotContains(t, out.String(), fmt.Sprintf("%X", word), "nor in hexadecimals")
	}
	assert.Equal(t, "gesprek (57 code points, 2 turns)", fmt.Sprintf("%q", *d))
	assert.Equal(t, "line 3, [37,56), not recorded", fmt.Sprint(open.Turns[1]))
}

func TestPrintingNothing(t *testing.T) {
	var none *Document
	assert.Equal(t, "no document", none.String())
	assert.Equal(t, " (0 code points, 0 turns)", fmt.Sprint(Document{}))
	assert.Equal(t, "no project", (*Project)(nil).String())
	assert.NotPanics(t, func() { _ = fmt.Sprintf("%v %+v %v", none, none, (*Project)(nil)) })
}

// TestPrintingShowsNoMemo looks for what a coder wrote beside a passage, and for
// who the coder is.
func TestPrintingShowsNoMemo(t *testing.T) {
	const secret = "Qz7-Xw4-Kp9"
	p := Project{Codebook: Starter(), Documents: []*Document{transcriptDoc(t)}, Coders: []Coder{{ID: "a", Name: secret}},
		Codings: []Coding{{ID: "1", Doc: "HOO-01", Span: Span{23, 39}, Code: "WP.BEL", Coder: "a", Memo: secret}}}
	testkit.NotPrinted(t, secret, p, &p, p.Codings[0])
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		assert.Equal(t, "[HOO-01/a/1 [23,39) WP.BEL]", fmt.Sprintf(strings.Replace(verb, "#", "", 1), p.Codings), verb)
	}
	assert.Equal(t, fmt.Sprintf("project (%d codes, 1 documents, 1 coders, 1 codings)", len(Starter().Codes)), fmt.Sprintf("%#v", p))
}
