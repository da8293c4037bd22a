package leak

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// places gives the lines and columns of what was found, as far as it is of a kind.
func places(found Leaks, kind Kind) [][2]int {
	var out [][2]int
	for _, l := range found {
		if l.Kind == kind {
			out = append(out, [2]int{l.Line, l.Column})
		}
	}
	return out
}

func TestAuthorsOfPages(t *testing.T) {
	c := namesOnly(t, Options{Authors: []string{"Het bureau", "& zonen"}})
	for _, x := range []struct {
		content string
		want    [][2]int
		why     string
	}{
		{`<meta name="author" content="Iemand">`, [][2]int{{1, 30}}, "as it mostly is"},
		{"<html>\n <META CONTENT='Iemand' NAME='Author'/>", [][2]int{{2, 17}}, "capitals, the other order, one quote, closed"},
		{`<meta name=author content=Iemand>`, [][2]int{{1, 27}}, "no quotes"},
		{`<meta name = "author"  content = "Iemand">`, [][2]int{{1, 35}}, "spaces"},
		{`<meta property="article:author" content="Iemand">`, [][2]int{{1, 42}}, "a property"},
		{`<meta name="DC.creator" content="Iemand">`, [][2]int{{1, 34}}, "Dublin Core"},
		{`<meta name="auth&#111;r" content="Iemand">`, [][2]int{{1, 35}}, "an entity"},
		{`<meta name="author" content="Iemand"><meta name="author" content="Ander">`, [][2]int{{1, 30}, {1, 67}}, "two of them"},
		{`<meta name="author" content="Iemand`, [][2]int{{1, 30}}, "cut off"},
		{`<meta name="author" content="het bureau">`, nil, "who may be named"},
		{`<meta name="author" content="&amp; zonen">`, nil, "who may be named, with an entity"},
		{`<meta name="author" content="">`, nil, "nobody"},
		{`<meta name="author" content=" ">`, nil, "a space"},
		{`<meta name="author">`, nil, "no value"},
		{`<meta name="author" content>`, nil, "a value without a sign"},
		{`<meta name="description" content="Iemand">`, nil, "a description"},
		{`<meta name="generator" content="Iemand">`, nil, "a program"},
		{`<meta content="Iemand">`, nil, "no name"},
		{`<meta name="" content="Iemand">`, nil, "an empty name"},
		{`<meta name="author creator" content="Iemand">`, nil, "no name that is known"},
		{`<metadata name="author" content="Iemand">`, nil, "another tag"},
		{`<!-- <meta name="author" content="Iemand"> -->`, nil, "a remark"},
		{`<script>"<meta name=author content=Iemand>"</script>`, nil, "a script"},
		{`<p>meta name="author" content="Iemand"</p>`, nil, "text"},
		{"<meta", nil, "cut off at once"},
		{"<meta =\x00\xff= name==\u202eauthor content=\"", nil, "nonsense"},
	} {
		assert.Equal(t, x.want, places(scan(t, c, "x.html", x.content), OfMetadata), "%s: %s", x.why, x.content)
	}
	assert.Empty(t, scan(t, c, "x.txt", `<meta name="author" content="Iemand">`), "only in pages")
	assert.Equal(t, Leaks{{File: "x.html", Line: 1, Column: 30, Kind: OfMetadata}}, scan(t, c, "x.html", `<meta name="author" content="Iemand">`))
}

func TestAuthorsInFrontMatter(t *testing.T) {
	c := namesOnly(t, Options{Authors: []string{"Het bureau", "Jansen, Piet"}})
	for _, x := range []struct {
		lines string
		want  [][2]int
		why   string
	}{
		{"author: Iemand", [][2]int{{2, 9}}, "as it mostly is"},
		{"title: x\nAuthor : 'Iemand # x' # y", [][2]int{{3, 11}}, "a capital, quotes and a remark"},
		{`"author": "Iemand"`, [][2]int{{2, 12}}, "quotes around both"},
		{"auteur: Iemand\r", [][2]int{{2, 9}}, "in Dutch, with a return"},
		{"author: [Iemand, \"Ander\"]", [][2]int{{2, 10}, {2, 19}}, "a list in a line"},
		{"author: {name: Iemand}", [][2]int{{2, 16}}, "a field in a line"},
		{"authors:\n- Iemand\n- Ander\ndate: x", [][2]int{{3, 3}, {4, 3}}, "a list below it"},
		{"author:\n  - name: Iemand\n    email: a@b\n    corresponding: true\n    orcid: 12", [][2]int{{3, 11}, {4, 12}}, "fields below it"},
		{"author: >\n  Iemand", [][2]int{{3, 3}}, "a text below it"},
		{"author:\n\n  # wie?\n  Iemand", [][2]int{{5, 3}}, "an empty line and a remark between"},
		{"author: het bureau", nil, "who may be named"},
		{"author: Jansen, Piet", nil, "who may be named, with a comma"},
		{"author:", nil, "nobody"},
		{"author: \"\"", nil, "empty quotes"},
		{"author: ~", nil, "nothing"},
		{"author: null", nil, "nothing, in a word"},
		{"author: # Iemand", nil, "a remark"},
		{"author", nil, "no colon"},
		{"author:\ntitle: x", nil, "another field below it"},
		{"title: x\n  - Iemand", nil, "below another field"},
		{"# author: Iemand", nil, "a remark"},
		{"meta:\n  author: Iemand", nil, "a field of a field"},
		{"editor: visual", nil, "a program"},
		{"\x00\xff:\u202e", nil, "nonsense"},
	} {
		text := "---\n" + x.lines + "\n---\n\n# Verslag\n"
		assert.Equal(t, x.want, places(scan(t, c, "x.qmd", text), OfMetadata), "%s: %s", x.why, x.lines)
	}
	for _, x := range []struct{ text, why string }{
		{"# x\n---\nauthor: Iemand\n---\n", "not at the beginning"},
		{"---\nauthor: Iemand\n", "never closed"},
		{"---\n---\nauthor: Iemand\n", "behind it"},
		{"author: Iemand\n", "no front matter"},
		{"---", "nothing else"},
		{"", "nothing"},
	} {
		assert.Empty(t, scan(t, c, "x.md", x.text), x.why)
	}
	assert.Len(t, scan(t, c, "x.md", "---  \r\nauthor: Iemand\r\n...\r\n"), 1, "closed with points")
	assert.Empty(t, scan(t, c, "x.txt", "---\nauthor: Iemand\n---\n"), "only in Markdown")
	assert.Len(t, scan(t, c, "x.md", "---\nauthor: ["+strings.Repeat("a,", 9999)+"]\n---\n"), 9999, "a long list")
}
