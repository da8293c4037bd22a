package coding

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mark is a stretch that a test marked in the text itself.
type mark struct {
	Span  Span
	Code  string
	Coder string
}

// unmark strips marks such as «warme overdracht|WP.BEL» or, for another coder
// than the first, «warme overdracht|WP.BEL|bram». Marks may stand in each
// other. It returns the text and the marks in the order in which they close.
func unmark(marked string) (string, []mark) {
	var text []rune
	var open []int
	var marks []mark
	runes := []rune(marked)
	for i := 0; i < len(runes); i++ {
		switch runes[i] {
		case '«':
			open = append(open, len(text))
		case '|':
			end := i
			for runes[end] != '»' {
				end++
			}
			parts := strings.Split(string(runes[i+1:end]), "|")
			m := mark{Span{open[len(open)-1], len(text)}, parts[0], "anna"}
			if len(parts) > 1 {
				m.Coder = parts[1]
			}
			marks = append(marks, m)
			open = open[:len(open)-1]
			i = end
		default:
			text = append(text, runes[i])
		}
	}
	return string(text), marks
}

// markedDoc is a document with marks and attributes in a test project.
type markedDoc struct {
	id, pilot, text string
}

// markedProject makes a project with the starter codebook, and coders who were
// all asked to code every document.
func markedProject(t testing.TB, coders []string, docs ...markedDoc) *Project {
	t.Helper()
	p := &Project{Codebook: Starter()}
	for _, c := range coders {
		p.Coders = append(p.Coders, Coder{ID: c})
	}
	for _, md := range docs {
		text, marks := unmark(md.text)
		d, err := ReadTranscript(strings.NewReader(text), md.id+".txt", TranscriptOptions{ID: md.id,
			Attributes: map[string]string{AttrPilot: md.pilot}})
		require.NoError(t, err)
		p.Documents = append(p.Documents, d)
		for _, c := range coders {
			p.Assignments = append(p.Assignments, Assignment{Coder: c, Doc: md.id})
		}
		for i, m := range marks {
			p.Codings = append(p.Codings, Coding{ID: fmt.Sprint(i + 1), Doc: md.id, Span: m.Span, Code: m.Code, Coder: m.Coder})
		}
	}
	require.NoError(t, p.Validate())
	return p
}

// spanProject makes a project of one document of n characters, with one code
// and the spans that each coder gave it.
func spanProject(t testing.TB, n int, spans map[string][]Span) *Project {
	t.Helper()
	d, err := NewDocument("d", strings.Repeat("a", n))
	require.NoError(t, err)
	p := &Project{
		Codebook:  Codebook{Codes: []Code{{ID: "c", Label: textOf("c"), Codable: true}}},
		Documents: []*Document{d},
	}
	for coder, list := range spans {
		p.Coders = append(p.Coders, Coder{ID: coder})
		p.Assignments = append(p.Assignments, Assignment{Coder: coder, Doc: "d"})
		for i, s := range list {
			p.Codings = append(p.Codings, Coding{ID: fmt.Sprint(i), Doc: "d", Span: s, Code: "c", Coder: coder})
		}
	}
	require.NoError(t, p.Validate())
	return p
}

// unitProject makes a project in which every unit is a turn in a document of
// its own. ratings[u][i] is 1 when coder i gave unit u the code, 0 when not,
// and -1 when the coder was not asked.
func unitProject(t testing.TB, ratings [][]int) *Project {
	t.Helper()
	p := &Project{Codebook: Codebook{Codes: []Code{{ID: "c", Label: textOf("c"), Codable: true}}}}
	for i := range ratings[0] {
		p.Coders = append(p.Coders, Coder{ID: fmt.Sprintf("coder%02d", i)})
	}
	for u, row := range ratings {
		id := fmt.Sprintf("d%04d", u)
		d, err := ReadTranscript(strings.NewReader("R: woorden"), id+".txt", TranscriptOptions{ID: id})
		require.NoError(t, err)
		p.Documents = append(p.Documents, d)
		for i, v := range row {
			coder := p.Coders[i].ID
			if v >= 0 {
				p.Assignments = append(p.Assignments, Assignment{Coder: coder, Doc: id})
			}
			if v == 1 {
				p.Codings = append(p.Codings, Coding{ID: "1", Doc: id, Span: Span{3, 5}, Code: "c", Coder: coder})
			}
		}
	}
	return p
}

// covers says which codes of the book the assignment asks for.
func (a Assignment) covers(b Codebook) map[string]bool { return a.asks(b.index()) }
