package coding

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestStarter(t *testing.T) {
	b := Starter()
	require.NoError(t, b.Validate())
	require.Len(t, b.Codes, 20)
	require.Len(t, b.Codable(), 16)
	for _, c := range b.Codable() {
		assert.NotZero(t, c.Bouwsteen, c.ID)
		assert.NotZero(t, c.Aspect, c.ID)
		for _, texts := range [][]rma.Text{{c.Label, c.Definition}, c.Include, c.Exclude, c.Examples} {
			require.NotEmpty(t, texts, c.ID)
			for _, x := range texts {
				assert.NotEmpty(t, x.NL, c.ID)
				assert.NotEmpty(t, x.EN, c.ID)
			}
		}
		assert.GreaterOrEqual(t, len(c.Include), 2, c.ID)
		assert.GreaterOrEqual(t, len(c.Exclude), 2, c.ID)
	}
	assert.Equal(t, []string{"WP.BEL", "WP.AAN", "WP.WZE", "WP.RVW"}, b.Within("WP"))
	assert.Equal(t, "Werkprocessen: Belemmering", b.Path("WP.BEL").NL)
	assert.Equal(t, "Work processes: Barrier", b.Path("WP.BEL").EN)
	testkit.Golden(t, "starter_nl.md", []byte(b.Markdown(rma.Dutch)))
	testkit.Golden(t, "starter_en.md", []byte(b.Markdown(rma.English)))
}

// The codes that exclusion rules refer to must exist.
func TestStarterRefersToItself(t *testing.T) {
	b := Starter()
	for _, c := range b.Codes {
		for _, x := range c.Exclude {
			for _, lang := range []string{x.NL, x.EN} {
				for _, word := range strings.FieldsFunc(lang, func(r rune) bool { return r == ' ' || r == ':' }) {
					id := strings.TrimRight(word, ".")
					if len(id) == 6 && id[2] == '.' {
						_, ok := b.Code(id)
						assert.True(t, ok, "%s refers to %s", c.ID, id)
					}
				}
			}
		}
	}
}

func TestCodebookRoundTrip(t *testing.T) {
	var first, second bytes.Buffer
	b := Starter()
	require.NoError(t, b.Write(&first))
	read, err := ReadCodebook(bytes.NewReader(first.Bytes()), "codebook.json")
	require.NoError(t, err)
	require.NoError(t, read.Write(&second))
	assert.Equal(t, first.String(), second.String(), "what was written is written the same")
	assert.Equal(t, b, read)
	testkit.Golden(t, "starter.json", first.Bytes())
}

func TestCodebookTree(t *testing.T) {
	b := Codebook{Codes: []Code{
		{ID: "b", ParentID: "a"}, {ID: "x"}, {ID: "a"}, {ID: "c", ParentID: "b"}, {ID: "d", ParentID: "a"}}}
	var got []string
	for _, c := range b.Tree() {
		got = append(got, c.ID)
	}
	assert.Equal(t, []string{"x", "a", "b", "c", "d"}, got)
}

func TestCodebookValidate(t *testing.T) {
	label := textOf("x")
	for _, c := range []struct {
		why   string
		codes []Code
		is    error
		field string
	}{
		{"an id twice", []Code{{ID: "a", Label: label, Codable: true}, {ID: "a", Label: textOf("y")}}, rma.ErrDuplicate, "id"},
		{"no id", []Code{{Label: label, Codable: true}}, rma.ErrMissing, "id"},
		{"white space in an id", []Code{{ID: "a b", Label: label, Codable: true}}, rma.ErrFormat, "id"},
		{"a parent that does not exist", []Code{{ID: "a", ParentID: "q", Label: label, Codable: true}}, rma.ErrUnknownID, "parent"},
		{"a code under itself", []Code{{ID: "a", ParentID: "a", Label: label, Codable: true}}, ErrForest, "parent"},
		{"two codes under each other", []Code{{ID: "a", ParentID: "b", Label: label, Codable: true}, {ID: "b", ParentID: "a", Label: label}}, ErrForest, "parent"},
		{"no label", []Code{{ID: "a", Codable: true}}, rma.ErrMissing, "label"},
		{"siblings with one label", []Code{{ID: "a", Label: textOf("Een"), Codable: true}, {ID: "b", Label: textOf("een")}}, rma.ErrDuplicate, "label"},
		{"a colour by name", []Code{{ID: "a", Label: label, Codable: true, Color: "red"}}, rma.ErrFormat, "color"},
		{"nothing to code with", []Code{{ID: "a", Label: label}}, nil, "codable"},
	} {
		err := Codebook{Codes: c.codes}.Validate()
		require.Error(t, err, c.why)
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
		assert.Equal(t, c.field, at.Field, c.why)
		if c.is != nil {
			assert.ErrorIs(t, err, c.is, c.why)
		}
	}
	same := Codebook{Codes: []Code{{ID: "p", Label: textOf("P")}, {ID: "a", ParentID: "p", Label: label, Codable: true}, {ID: "b", Label: label, Codable: true}}}
	assert.NoError(t, same.Validate(), "one label under two parents is normal")
}

func TestReadCodebookErrors(t *testing.T) {
	for _, c := range []struct {
		why, in string
		is      error
		line    int
	}{
		{"another schema", `{"schema": 9, "codes": []}`, rma.ErrSchema, 1},
		{"no JSON", "{\n  schema\n}", rma.ErrFormat, 2},
		{"it ends too early", "{\n \"schema\": 1,", rma.ErrFormat, 2},
		{"a misspelt field", "{\"schema\": 1, \"codes\": [\n{\"id\": \"a\",\n\"definitie\": \"Jansen\"}]}", rma.ErrUnknownField, 3},
		{"an unknown aspect", "{\"schema\": 1, \"codes\": [\n\n{\"id\": \"a\", \"aspect\": \"Jansen\"}]}", rma.ErrUnknownTerm, 3},
		{"a value of another type", "{\"schema\": 1, \"codes\": [\n{\"id\": 7}]}", rma.ErrFormat, 2},
		{"something behind it", `{"schema": 1, "codes": []} {}`, rma.ErrFormat, 1},
		{"a rule is broken", "{\"schema\": 1, \"codes\": [\n{\"id\": \"a\", \"label\": {\"nl\": \"A\"}, \"codable\": true},\n{\"id\": \"a\", \"label\": {\"nl\": \"B\"}, \"codable\": true}]}", rma.ErrDuplicate, 3},
		{"null for a code", `{"schema": 1, "codes": [null]}`, rma.ErrFormat, 1},
		{"capitals for codes", `{"schema": 1, "Codes": [{"id": ""}]}`, rma.ErrUnknownField, 1},
	} {
		_, err := ReadCodebook(strings.NewReader(c.in), "codebook.json")
		require.ErrorIs(t, err, c.is, c.why)
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
		assert.Equal(t, c.line, at.Line, c.why)
		assert.NotContains(t, err.Error(), "Jansen", c.why)
	}
}

func TestReadCodebookReportsAllAtOnce(t *testing.T) {
	_, err := ReadCodebook(strings.NewReader(`{"schema": 1, "codes": [
 {"id": 7, "label": {"nl": "A"}, "definitie": {"nl": "Jansen"}},
 {"id": "b", "aspect": "Jansen", "codable": "ja"}]}`), "codebook.json")
	assert.Equal(t, []string{
		"codebook.json:2:9 (codes[0].id): not a file of the expected form: expected a text",
		"codebook.json:2:34 (codes[0]): not a file of the expected form: a field that is not part of it; known are id, parent, label, bouwsteen, aspect, definition, include, exclude, examples, codable, color",
		"codebook.json:3:24 (codes[1].aspect): not a term of the declared vocabulary: Aspect is one of belemmering aanbeveling werkzaam-element randvoorwaarde",
		"codebook.json:3:45 (codes[1].codable): not a file of the expected form: expected true or false",
	}, strings.Split(err.Error(), "\n"))

	_, err = ReadCodebook(strings.NewReader(`{"schema": 1, "codes": [
 {"id": "a", "label": {"nl": "A"}, "codable": true},
 {"id": "a", "parent": "q", "color": "rood"}]}`), "codebook.json")
	assert.Equal(t, []string{
		"codebook.json:3:9 (id): occurs more than once",
		"codebook.json:3:24 (parent): refers to an id that is not declared",
		"codebook.json:3:2 (label): a required value is missing",
		"codebook.json:3:38 (color): not a file of the expected form: a colour is written as #RRGGBB",
	}, strings.Split(err.Error(), "\n"))
}

func TestMarkdownEscapes(t *testing.T) {
	b := Codebook{Name: "a*b", Codes: []Code{{ID: "x", Label: textOf("<b> [x]_\n#"), Codable: true}}}
	assert.Equal(t, "# a\\*b\n\n## &lt;b> \\[x]\\_ # (`x`)\n", b.Markdown(rma.Dutch))
}

// Nothing in a label turns the direction of what follows, hides, or acts as
// markup.
func TestMarkdownShowsWhatItHolds(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"a direction override", "wel \u202egeod\u202c", "wel geod"},
		{"isolates, marks and other controls", "a\u2066b\u2069\u200e\u200f\u061c\u200b\ufeffc", "abc"},
		{"control characters", "a\x00b\x1b[31mc\x7fd\u0085e", "ab\\[31mcd e"},
		{"joiners in an emoji stay", "👩\u200d👧", "👩\u200d👧"},
		{"a tag that does not show", "a\U000e0041b", "ab"},
		{"an entity", "&#x202e; &lt;b>", "&amp;#x202e; &amp;lt;b>"},
		{"a heading", "# kop", "\\# kop"},
		{"a quotation", "> citaat", "\\> citaat"},
		{"a list", "- een", "\\- een"},
		{"a rule", "---", "\\---"},
		{"a numbered list", "12. een", "12\\. een"},
		{"a decimal number is written the same way", "1.5 uur", "1\\.5 uur"},
		{"a number", "12 uur", "12 uur"},
		{"a fence", "~~~ en ```", "\\~\\~\\~ en \\`\\`\\`"},
		{"a minus inside", "een - twee", "een - twee"},
	} {
		b := Codebook{Name: "n", Codes: []Code{{ID: "x", Label: textOf("l"), Definition: textOf(c.in), Codable: true}}}
		assert.Equal(t, "# n\n\n## l (`x`)\n\n"+c.want+"\n", b.Markdown(rma.Dutch), c.why)
	}
	b := Codebook{Name: "C #", Codes: []Code{{ID: "a`<b>\u202e", Label: textOf("l"), Codable: true}, {ID: "\u202e", Label: textOf("m")}}}
	assert.Equal(t, "# C \\#\n\n## l (a\\`&lt;b>)\n\n## m ()\n", b.Markdown(rma.Dutch))
}

// The index gives what the codebook gives.
func TestCodeIndex(t *testing.T) {
	books := []Codebook{Starter(), {}, {Codes: []Code{
		{ID: "c", ParentID: "b", Label: textOf("c"), Codable: true}, {ID: "a", Label: textOf("a"), Bouwsteen: rma.Samenwerking},
		{ID: "b", ParentID: "a", Label: textOf("b"), Codable: true}, {ID: "d", ParentID: "x", Label: textOf("d"), Codable: true},
		{ID: "e", ParentID: "e", Label: textOf("e"), Codable: true}}}}
	for _, b := range books {
		x := b.index()
		assert.Equal(t, b.Tree(), x.tree)
		for _, c := range append(b.Tree(), Code{ID: "nergens"}) {
			from, to := x.within(c.ID)
			assert.Equal(t, b.Within(c.ID), append([]string(nil), x.ids[from:to]...), c.ID)
			assert.Equal(t, b.Path(c.ID), x.label(c.ID))
		}
	}
	assert.Equal(t, rma.Samenwerking, books[2].index().bouwsteen("c"), "of the code it lies under")
}
