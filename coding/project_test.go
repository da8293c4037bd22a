package coding

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func studyFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	var book bytes.Buffer
	require.NoError(t, Starter().Write(&book))
	files := map[string]string{
		"codebook.json":           book.String(),
		"documents.csv":           "id,name,file,sha256,lang,layout,Pilot\nh1,Gesprek 1,,,nl,,HOO\ne1,,documents/emmen.txt,,en,none,\n",
		"documents/h1.txt":        "Anna: Hoe ging het?\nMieke: De warme overdracht ontbrak.\n",
		"documents/emmen.txt":     "We know each other.\r\n",
		"speakers.csv":            "doc,label,role\n,Anna,interviewer\nh1,Mieke,participant\n",
		"coders.csv":              "id,name\nanna,Anna A.\nbram,Bram B.\n",
		"assignments.csv":         "coder,doc,codes\nanna,h1,\nbram,h1,WP\nanna,e1,\n",
		"codings/h1__anna.csv":    "id,start,end,code,quote\n1,,,WP.BEL,warme overdracht\n",
		"codings/h1__bram.csv":    "id,start,end,code,quote\n",
		"codings/e1__anna.csv":    "id,start,end,code,quote\n1,0,2,SW.WZE,We\n",
		"codings/leesmij.txt":     "geen codering",
		"codings/oud/h1__cas.csv": "",
	}
	out := fstest.MapFS{}
	for name, content := range files {
		out["studie/"+name] = &fstest.MapFile{Data: []byte(content)}
	}
	return out
}

func TestReadProject(t *testing.T) {
	p, err := ReadProject(studyFiles(t), "studie")
	require.NoError(t, err)
	require.Len(t, p.Documents, 2)
	d, ok := p.Document("h1")
	require.True(t, ok)
	assert.Equal(t, "Gesprek 1", d.Name)
	assert.Equal(t, "studie/documents/h1.txt", d.File, "the path within the file system")
	assert.Equal(t, map[string]string{AttrPilot: "HOO"}, d.Attributes)
	assert.Equal(t, 1, d.Speakers(Participant), "declared in speakers.csv")
	e, _ := p.Document("e1")
	assert.Equal(t, rma.English, e.Lang)
	assert.Empty(t, e.Turns())
	assert.Empty(t, e.Attributes)
	assert.Len(t, p.Coders, 2)
	assert.Len(t, p.Assignments, 3)
	assert.Len(t, p.Codings, 2)
	a, err := Agree(p, ByTurn, AgreementOptions{Codes: []string{"WP.BEL"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"h1"}, a.Documents)
}

func TestReadProjectErrors(t *testing.T) {
	hash, err := NewDocument("h1", "We know each other.\n")
	require.NoError(t, err)
	for _, c := range []struct {
		why, file, content string
		is                 error
		says               string
	}{
		{"a codebook that is not one", "codebook.json", "{}", rma.ErrSchema, "codebook.json"},
		{"a transcript is missing", "documents.csv", "id,file\nh1,\nx9,\n", fs.ErrNotExist, "documents/x9.txt"},
		{"a document twice", "documents.csv", "id,file\nh1,\nh1,\ne1,documents/emmen.txt\n", rma.ErrDuplicate, "documents.csv:3:1 (id)"},
		{"an id that cannot be in a file name", "documents.csv", "id\na__b\n", rma.ErrFormat, "documents.csv:2:1 (id)"},
		{"a place outside the folder", "documents.csv", "id,file\nh1,../geheim.txt\n", errPath, "documents.csv:2:2 (file)"},
		{"another text than declared", "documents.csv", "id,file,sha256\nh1,,00ff\ne1,documents/emmen.txt," + hash.SHA256() + "\n", ErrHash, "documents.csv:2:3 (sha256)"},
		{"a language that is not known", "documents.csv", "id,lang\nh1,fr\n", rma.ErrUnknownTerm, "documents.csv:2:2 (lang)"},
		{"a layout that is not known", "documents.csv", "id,layout\nh1,x\n", rma.ErrUnknownTerm, "documents.csv:2:2 (layout)"},
		{"a role that is not known", "speakers.csv", "doc,label,role\nh1,Mieke,moeder\n", rma.ErrUnknownTerm, "speakers.csv:2:3 (role)"},
		{"a coder twice", "coders.csv", "id\nanna\nanna\nbram\n", rma.ErrDuplicate, "coders.csv:3:1 (id)"},
		{"a coder that does not exist", "assignments.csv", "coder,doc\ncas,h1\n", rma.ErrUnknownID, "assignments.csv:2 (coder)"},
		{"a document that does not exist", "assignments.csv", "coder,doc\nanna,x\n", rma.ErrUnknownID, "assignments.csv:2 (doc)"},
		{"a code that does not exist", "assignments.csv", "coder,doc,codes\nanna,h1,XX\n", rma.ErrUnknownID, "assignments.csv:2 (codes)"},
		{"an assignment without codings", "assignments.csv", "coder,doc\nanna,h1\nbram,h1\nanna,e1\nbram,e1\n", ErrNotCoded, "codings/e1__bram.csv"},
		{"codings without an assignment", "codings/e1__bram.csv", "id,start,end,code,quote\n", errNoAssignment, "codings/e1__bram.csv"},
		{"a code that was not asked for", "codings/h1__bram.csv", "id,start,end,code,quote\n1,,,SW.BEL,warme\n", errNotAssigned, "codings/h1__bram.csv:2:4 (code)"},
		{"a coding that is wrong", "codings/h1__anna.csv", "id,start,end,code,quote\n1,0,900,WP.BEL,warme\n", ErrSpan, "codings/h1__anna.csv:2:3 (end)"},
		{"an attribute twice", "documents.csv", "id,pilot,Pilot\nh1,HOO,HOO\n", rma.ErrDuplicateColumn, "documents.csv:1 (pilot)"},
		{"a heading that cannot be read", "speakers.csv", "doc,\"label\n", rma.ErrQuote, "speakers.csv:1:2:"},
		{"a row that is too long", "coders.csv", "id,naam\nanna,a,b\nbram,b\n", rma.ErrRagged, "coders.csv:2:"},
		{"a missing column", "coders.csv", "naam\nanna\n", rma.ErrMissingColumn, "coders.csv:1 (id)"},
	} {
		files := studyFiles(t)
		files["studie/"+c.file] = &fstest.MapFile{Data: []byte(c.content)}
		_, err := ReadProject(files, "studie")
		require.Error(t, err, c.why)
		if c.is != nil {
			assert.ErrorIs(t, err, c.is, c.why)
		}
		assert.Contains(t, err.Error(), "studie/"+c.says, c.why)
		var at *rma.DataError
		assert.True(t, errors.As(err, &at), c.why)
		for _, word := range []string{"moeder", "geheim", "warme", "XX", "cas"} {
			assert.NotContains(t, err.Error(), word, "%s: no content in an error", c.why)
		}
	}
}

func TestReadProjectReportsAllFilesAtOnce(t *testing.T) {
	files := studyFiles(t)
	files["studie/coders.csv"].Data = []byte("id\nanna\nbram\n\nanna\n")
	files["studie/codings/h1__anna.csv"].Data = []byte("id,start,end,code,quote\n1,5,2,WP.BEL,x\n,0,1,XX,A\n")
	files["studie/codings/e1__anna.csv"].Data = []byte("id,start,end,code,quote\n1,,,WP.BEL,nergens\n")
	files["studie/documents/emmen.txt"].Data = []byte("\xff")
	_, err := ReadProject(files, "studie")
	assert.Equal(t, []string{
		"studie/documents/emmen.txt:1:1: not plain UTF-8 text: byte 0 of the file; save the file as UTF-8",
		"studie/coders.csv:5:1 (id): occurs more than once",
		"studie/codings/h1__anna.csv:2:3 (end): not a stretch of the text: the end lies behind the start",
		"studie/codings/h1__anna.csv:3:1 (id): a required value is missing",
		"studie/codings/h1__anna.csv:3:4 (code): refers to an id that is not declared",
	}, strings.Split(err.Error(), "\n"))
	_, err = ReadProject(fstest.MapFS{}, ".")
	assert.Len(t, strings.Split(err.Error(), "\n"), 4, "the four files that must be there")
}

func TestProjectValidate(t *testing.T) {
	good := func() *Project {
		return markedProject(t, []string{"anna"}, markedDoc{"d1", "", "R: «een|WP.BEL» twee\n"})
	}
	for _, c := range []struct {
		why    string
		change func(p *Project)
		is     error
		field  string
	}{
		{"a document twice", func(p *Project) { p.Documents = append(p.Documents, p.Documents[0]) }, rma.ErrDuplicate, "documents"},
		{"no document", func(p *Project) { p.Documents = append(p.Documents, nil) }, rma.ErrMissing, "documents"},
		{"a coder twice", func(p *Project) { p.Coders = append(p.Coders, Coder{ID: "anna"}) }, rma.ErrDuplicate, "coders"},
		{"a coder without id", func(p *Project) { p.Coders = append(p.Coders, Coder{}) }, rma.ErrMissing, "coders"},
		{"an assignment twice", func(p *Project) { p.Assignments = append(p.Assignments, p.Assignments[0]) }, rma.ErrDuplicate, "assignments"},
		{"a coding of nobody", func(p *Project) { p.Codings[0].Coder = "x" }, rma.ErrUnknownID, "codings"},
		{"a coding of no document", func(p *Project) { p.Codings[0].Doc = "x" }, rma.ErrUnknownID, "codings"},
		{"a code that is not in the book", func(p *Project) { p.Codings[0].Code = "x" }, rma.ErrUnknownID, "codings"},
		{"a code that groups others", func(p *Project) { p.Codings[0].Code = "WP" }, ErrNotCodable, "codings"},
		{"a coding behind the text", func(p *Project) { p.Codings[0].Span.End = 99 }, ErrSpan, "codings"},
		{"a coding without id", func(p *Project) { p.Codings[0].ID = "" }, rma.ErrMissing, "codings"},
		{"a coding twice", func(p *Project) { p.Codings = append(p.Codings, p.Codings[0]) }, rma.ErrDuplicate, "codings"},
		{"a coding that was not asked for", func(p *Project) { p.Assignments = nil }, errNotAssigned, "codings"},
		{"a codebook that is wrong", func(p *Project) { p.Codebook.Codes[1].ID = "" }, rma.ErrMissing, "id"},
	} {
		p := good()
		c.change(p)
		err := p.Validate()
		require.ErrorIs(t, err, c.is, c.why)
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
		assert.Equal(t, c.field, at.Field, c.why)
		_, err = NewMatrix(p, MatrixOptions{})
		assert.ErrorIs(t, err, c.is, "%s: every analysis says so", c.why)
	}
	assert.NoError(t, good().Validate())
}

// Reading does not depend on the folder it is in.
func TestReadProjectAtTheRoot(t *testing.T) {
	files := fstest.MapFS{}
	for name, f := range maps.All(studyFiles(t)) {
		files[strings.TrimPrefix(name, "studie/")] = f
	}
	p, err := ReadProject(files, ".")
	require.NoError(t, err)
	assert.Len(t, p.Codings, 2)
}
