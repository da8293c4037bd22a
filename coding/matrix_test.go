package coding

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func matrixProject(t testing.TB) *Project {
	t.Helper()
	p := markedProject(t, []string{"anna", "bram"},
		markedDoc{"h1", "HOO", "I: «vraag|WP.BEL|anna»?\nR1: «««een|WP.BEL|bram»twee|WP.BEL|anna»|WP.BEL|bram» en drie.\nR2: «vier|WP.AAN|bram».\nR1: «vijf|WP.BEL|anna»\n"},
		markedDoc{"h2", "HOO", "R1: niets.\n"},
		markedDoc{"e1", "EMM", "R1: «zes|SW.BEL|anna».\n"},
		markedDoc{"n1", "", "Notitie: «zeven|WP.BEL|anna»\n"})
	var kept []Assignment
	for _, a := range p.Assignments { // bram did not code EMM, anna coded it on SW only
		switch {
		case a.Doc == "e1" && a.Coder == "bram":
			continue
		case a.Doc == "e1":
			a.Codes = []string{"SW"}
		}
		kept = append(kept, a)
	}
	p.Assignments = kept
	require.NoError(t, p.Validate())
	return p
}

func TestMatrix(t *testing.T) {
	p := matrixProject(t)
	m, err := NewMatrix(p, MatrixOptions{Codes: []string{"WP", "WP.BEL", "SW.BEL"}})
	require.NoError(t, err)
	var columns, rows []string
	for _, c := range m.Columns {
		columns = append(columns, c.Key)
	}
	for _, r := range m.Rows {
		rows = append(rows, r.Key)
	}
	assert.Equal(t, []string{"EMM", "HOO", ""}, columns, "in order, without the attribute last")
	assert.Equal(t, []string{"WP", "WP.BEL", "SW.BEL"}, rows, "in the order of the codebook")

	hoo, _ := m.Cell("WP.BEL", "HOO")
	assert.Equal(t, MatrixCell{
		Codings: 5, Passages: 3, Documents: rma.Proportion{K: 1, N: 2},
		Speakers: rma.Proportion{K: 1, N: 3}, Characters: rma.Proportion{K: 16, N: hoo.Characters.N},
		Refs: []string{"h1/anna/1", "h1/bram/2", "h1/anna/3", "h1/bram/4", "h1/anna/6"},
	}, MatrixCell{hoo.Codings, hoo.Passages, hoo.Documents, hoo.Speakers, hoo.Characters, sortedAs(hoo.Refs, "h1/anna/1", "h1/bram/2", "h1/anna/3", "h1/bram/4", "h1/anna/6")})
	parent, _ := m.Cell("WP", "HOO")
	assert.Equal(t, rma.Proportion{K: 2, N: 3}, parent.Speakers, "R2 speaks of another aspect")
	emm, _ := m.Cell("WP.BEL", "EMM")
	assert.Equal(t, 0, emm.Documents.N, "nobody was asked")
	sw, _ := m.Cell("SW.BEL", "EMM")
	assert.Equal(t, rma.Proportion{K: 1, N: 1}, sw.Documents)

	table := m.Table()
	assert.Equal(t, rma.NotAsked, table.Rows[1].Cells[0].Kind)
	assert.Equal(t, "1 van de 3", table.Rows[1].Cells[1].Format(rma.Dutch))
	assert.Equal(t, "HOO", table.Columns[1].Label.EN)
	assert.Contains(t, table.TeamNotes[0].EN, "HOO 2", "how many documents is for the team")
	assert.Equal(t, 5, m.TableOf(CodingsOf).Rows[1].Cells[1].Count)
	assert.Equal(t, 2, m.TableOf(CodingsOf).Rows[1].Cells[1].N, "n stands beside a count")
	assert.Len(t, m.TableOf(CodingsOf).Rows[1].Cells[1].Refs, 5)
	assert.Equal(t, 3, m.TableOf(PassagesOf).Rows[1].Cells[1].Count)
	assert.Equal(t, rma.NumberKind, m.TableOf(CharactersOf).Rows[1].Cells[1].Kind)
	assert.Equal(t, "1 van de 2", m.TableOf(DocumentsOf).Rows[1].Cells[1].Format(rma.Dutch))
}

func sortedAs(got []string, want ...string) []string {
	have := map[string]bool{}
	for _, g := range got {
		have[g] = true
	}
	var out []string
	for _, w := range want {
		if have[w] {
			out = append(out, w)
		}
	}
	if len(out) != len(got) {
		return got
	}
	return out
}

func TestMatrixLayers(t *testing.T) {
	p := matrixProject(t)
	cell := func(o MatrixOptions) MatrixCell {
		o.Codes = []string{"WP.BEL"}
		m, err := NewMatrix(p, o)
		require.NoError(t, err)
		c, _ := m.Cell("WP.BEL", "HOO")
		return c
	}
	anna := cell(MatrixOptions{Coders: []string{"anna"}})
	assert.Equal(t, [2]int{3, 16}, [2]int{anna.Codings, anna.Characters.K}, "a chosen coder")
	both := cell(MatrixOptions{MinCoders: 2})
	assert.Equal(t, 1, both.Passages, "what both gave the code: eentwee")
	assert.Equal(t, 7, both.Characters.K)
	assert.Equal(t, 3, both.Codings, "the codings that touch it")
	participants := cell(MatrixOptions{ParticipantsOnly: true})
	assert.Equal(t, 11, participants.Characters.K, "without the question")
	assert.Equal(t, 2, participants.Passages)
	m, err := NewMatrix(p, MatrixOptions{Codes: []string{"SW.BEL"}, MinCoders: 2})
	require.NoError(t, err)
	emm, _ := m.Cell("SW.BEL", "EMM")
	assert.Equal(t, 0, emm.Documents.N, "one coder cannot agree")
	_, err = NewMatrix(p, MatrixOptions{Coders: []string{"x"}})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
}

func TestMatrixTranspose(t *testing.T) {
	m, err := NewMatrix(matrixProject(t), MatrixOptions{})
	require.NoError(t, err)
	tr := m.Transpose()
	a, _ := m.Cell("WP.BEL", "HOO")
	b, _ := tr.Cell("HOO", "WP.BEL")
	assert.Equal(t, a, b)
	assert.Equal(t, m, tr.Transpose())
	assert.Len(t, tr.Table().Rows, 3)
}

// The characters of a cell, one by one.
func TestMatrixAgainstEveryCharacter(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 40 {
		p := randomProject(t, rng, 4, 3)
		least := 1 + rng.IntN(3)
		m, err := NewMatrix(p, MatrixOptions{MinCoders: least})
		require.NoError(t, err)
		for i, row := range m.Rows {
			for j, column := range m.Columns {
				k, n := slowCharacters(p, row.Key, column.Key, least)
				assert.Equal(t, rma.Proportion{K: k, N: n}, m.Cells[i][j].Characters)
			}
		}
	}
}

func slowCharacters(p *Project, code, pilot string, least int) (k, n int) {
	for _, d := range p.Documents {
		asked := 0
		for _, a := range p.Assignments {
			if a.Doc == d.ID && a.covers(p.Codebook)[code] {
				asked++
			}
		}
		if d.Attribute(AttrPilot) != pilot || asked < least {
			continue
		}
		for at := range d.Len() {
			who := map[string]bool{}
			for _, c := range p.Codings {
				if c.Doc == d.ID && c.Code == code && c.Span.Contains(Span{at, at + 1}) {
					who[c.Coder] = true
				}
			}
			n++
			if len(who) >= least {
				k++
			}
		}
	}
	return k, n
}
