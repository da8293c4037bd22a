package leak

import (
	"encoding/binary"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// hiding is a file in which the name "Jané Piet Quist" stands in some way.
type hiding struct{ name, content, why string }

const hidden = "Jané Piet Quist"

func hidings(t testing.TB) []hiding {
	tiff := "JFIF\x00\x01\x00Jan\xe9 Piet Quist\x00\xff"
	return []hiding{
		{"x.html", "<p>door Jané Piet Quist</p>", "HTML: text"},
		{"x.html", "<p>door Jan&eacute; Piet&nbsp;Quist</p>", "HTML: entities by name"},
		{"x.html", "<p>door Jan&#233; Piet&#x20;Qui&shy;st</p>", "HTML: entities by number"},
		{"x.html", "<p>door <b>Ja</b>né <i>Pi</i>et <a href='x'>Qu</a>ist</p>", "HTML: split over tags"},
		{"x.html", "<p>Jané <x-y>Pi</x-y>et Quist", "HTML: split over tags that are not known"},
		{"x.html", "<table><tr><td>Jané<td>Piet<td>Quist</table>", "HTML: cells"},
		{"x.html", `<p title="Jané Piet Quist">x</p>`, "HTML: an attribute"},
		{"x.html", `<p title='Jan&eacute; Piet Quist'>x</p>`, "HTML: an entity in an attribute"},
		{"x.html", `<img alt=jané_piet_quist>`, "HTML: an attribute without quotes"},
		{"x.html", `<p title="x > Jané Piet Quist">x</p>`, "HTML: a bracket in an attribute"},
		{"x.html", "<p>x</p><!-- Jané Piet Quist -->", "HTML: a comment"},
		{"x.html", `<script>var a = "Jan\u00e9 Piet Quist"</script>`, "HTML: an escape in a script"},
		{"x.html", `<script>var a = "\nJan\xe9 Piet\u{20}Quist"</script>`, "HTML: other escapes in a script"},
		{"x.html", `<style>p:before { content: "Jané Piet Quist" }</style>`, "HTML: a style"},
		{"x.html", `<a href="/zoek?q=Jan%C3%A9+Piet+Quist">x</a>`, "HTML: a query"},
		{"x.html", `<a href="/zoek?q=Jan%E9%20Piet%20Quist">x</a>`, "HTML: a query in Latin-1"},
		{"x.html", `<img src="data:text/plain;base64,` + base64Of("door "+hidden) + `">`, "HTML: base64"},
		{"x.html", `<img src="data:image/svg+xml;base64,` + base64Of("<svg><text><tspan>Jan&eacute; Pi</tspan>et Quist en nog iets</text></svg>") + `">`, "HTML: an image of text in base64"},
		{"x.html", `<img src="data:image/png;base64,` + base64Of(pngOf("zTXt", "Comment\x00\x00"+zlibOf(t, hidden))) + `">`, "HTML: an image with a packed comment in base64"},
		{"x.html", "<p a='><p>Jané Piet Quist", "HTML: a quote that is not closed"},
		{"x.html", "<p>door Jané Piet Qu-<br>ist</p>", "HTML: broken off at the end of a line"},
		{"x.html", "<p>door Jané Pi&shy;<br/>\n   et Quist</p>", "HTML: broken off with a soft hyphen"},
		{"x.html", "<div>door Jané Pi-</div>\n<div>et Quist</div>", "HTML: every line a paragraph, as out of a PDF"},
		{"x.svg", "<svg><text>Jané Piet Qu-</text><text>ist</text></svg>", "SVG: broken off between two texts"},
		{"x.json", `{"a": "Jané Piet Qu-\nist"}`, "JSON: broken off at the end of a line"},
		{"x.md", "door **Jané** Pi-\net Quist", "Markdown: broken off at the end of a line"},
		{"x.docx", docxOf(t, "<w:p><w:t>Jané Piet Qu-</w:t><w:br/><w:t>ist</w:t></w:p>"), "DOCX: broken off at the end of a line"},
		{"x.docx", docxOf(t, "<w:p><w:t>Jané Piet Qu</w:t><w:softHyphen/><w:t>ist</w:t></w:p>"), "DOCX: a soft hyphen"},
		{"x.txt", "q=Jan%C3%A9+Piet+Qu-%0D%0Aist", "a query: broken off at the end of a line"},
		{"x.txt", "id " + base64Of("door Jané Piet Qu-\nist"), "base64: broken off at the end of a line"},
		{"x", "<!doctype html><p>Ja<em>né</em> Piet Quist", "HTML: by its content"},
		{"x.svg", "<svg><text><tspan>Jané</tspan> <tspan>Piet Qu</tspan>ist</text></svg>", "SVG: text"},
		{"x.svg", "<svg><title>Jan&#xE9; Piet Quist</title></svg>", "SVG: a title"},
		{"x.xml", "<a><![CDATA[Jané Piet Quist]]></a>", "XML: CDATA"},
		{"x.xml", "<a><voornaam>Jané Piet</voornaam><naam>Quist</naam></a>", "XML: elements"},
		{"x.md", "door **Ja**né _Piet_ `Quist`", "Markdown: emphasis within a word"},
		{"x.md", "| Jané Piet | Quist |", "Markdown: a table"},
		{"x.md", "door [Jan&eacute;](x) Piet <b>Qu</b>ist", "Markdown: HTML"},
		{"x.csv", "a;b\n\"Quist, \"\"Jané Piet\"\"\";1\n", "CSV: doubled quotes"},
		{"x.csv", "a;b\nQuist;Jané Piet\n", "CSV: two cells"},
		{"x.tsv", "a\tb\nJané Piet\tQuist\n", "TSV: two cells"},
		{"x.csv", "a;b\nJan\xe9 Piet Quist;1\n", "CSV: Latin-1"},
		{"x.csv", utf16Of("a\tb\nJané Piet Quist\t1", binary.LittleEndian, true), "UTF-16, little end first"},
		{"x.csv", utf16Of("a\tb\nJané Piet Quist\t1", binary.BigEndian, true), "UTF-16, big end first"},
		{"x.txt", utf16Of("door Jane Piet Quist gezegd", binary.LittleEndian, false), "UTF-16 without a mark"},
		{"x.json", `{"a": "Jan\u00e9 Piet Quist"}`, "JSON: an escape"},
		{"x.json", `{"a": "x\nJané\tPiet\/Quist"}`, "JSON: escapes of white space"},
		{"x.json", `{"a": "\u003cp\u003eJan&eacute; Pi\u003cb\u003eet\u003c/b\u003e Quist"}`, "JSON: HTML"},
		{"x.json", `{"voornaam": "Jané Piet", "x": 1}` + "\n" + `{"a": ["Jané Piet", "Quist"]}`, "JSON: an array"},
		{"x.jsonl", "{}\n{\"a\": \"Quist, Jané Piet\"}\n", "JSON lines"},
		{"x.log", `level=INFO msg="\nJané Piet Quist"`, "a log"},
		{"x.log", "url=/zoek/Jan%C3%A9%20Piet%20Quist", "a URL"},
		{"x.txt", "id " + base64Of(hidden), "base64"},
		{"x.txt", "id/" + strings.TrimRight(base64Of("x"+hidden), "="), "base64, one byte on, behind a character of its alphabet"},
		{"x.txt", "id=" + base64Of("xy"+hidden+"\x00\xff"), "base64, two bytes on"},
		{"x.txt", "id=" + strings.NewReplacer("+", "-", "/", "_").Replace(base64Of("\xfb\xff "+hidden)), "base64 for URLs"},
		{"x.txt", "id=" + hex.EncodeToString([]byte(hidden)), "hexadecimal"},
		{"x.txt", "id=a" + strings.ToUpper(hex.EncodeToString([]byte(hidden))), "hexadecimal, at an odd place"},
		{"x.txt", "q=" + url.QueryEscape(hidden), "a query"},
		{"x.txt", "\x1eJané\x1fPiet\x1eQuist", "the characters that the check uses itself"},
		{"x.docx", docxOf(t, "<w:p><w:r><w:t>Jan</w:t></w:r><w:proofErr/><w:r><w:t>é Pi</w:t></w:r><w:r><w:t>et Quist</w:t></w:r></w:p>"), "DOCX: runs"},
		{"x.docx", docxOf(t, "<w:p><w:r><w:delText>Jané Piet Quist</w:delText></w:r></w:p>"), "DOCX: what was deleted"},
		{"x.docx", docxOf(t, "<w:p/>", "word/comments.xml", `<w:comments><w:comment w:author="Jané Piet Quist"/></w:comments>`), "DOCX: who made a comment"},
		{"x.docx", docxOf(t, "<w:p/>", "word/_rels/document.xml.rels", `<R Target="mailto:jan%C3%A9.piet.quist@example.org"/>`), "DOCX: a link"},
		{"x.docx", docxOf(t, "<w:p/>", "word/media/image1.png", pngOf("tEXt", "Comment\x00Jan\xe9 Piet Quist")), "DOCX: an image"},
		{"x.docx", docxOf(t, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Jané Piet</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Quist</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"), "DOCX: two cells"},
		{"x.xlsx", xlsxOf(t, `<row r="1"><c t="s"><v>0</v></c></row>`, "<si><r><t>Jané Pi</t></r><r><t>et Quist</t></r></si>"), "XLSX: a shared text of runs"},
		{"x.xlsx", xlsxOf(t, `<row r="1"><c t="s"><v>1</v></c><c r="B1"/><c t="s"><v>0</v></c></row>`, "<si><t>Quist</t></si><si><t>Jané Piet</t></si>"), "XLSX: two cells"},
		{"x.xlsx", xlsxOf(t, `<row><c t="inlineStr"><is><t>Jan&#233; Piet Quist</t></is></c></row>`, ""), "XLSX: text in the cell"},
		{"x.png", pngOf("tEXt", "Comment\x00Jan\xe9 Piet Quist"), "PNG: text"},
		{"x.png", pngOf("iTXt", "Comment\x00\x00\x00nl\x00x\x00Jané Piet Quist"), "PNG: international text"},
		{"x.png", pngOf("iTXt", "Comment\x00\x01\x00nl\x00x\x00"+zlibOf(t, hidden)), "PNG: packed international text"},
		{"x.png", pngOf("zTXt", "Comment\x00\x00"+zlibOf(t, "Jan\xe9 Piet Quist")), "PNG: packed text"},
		{"x.png", pngOf("eXIf", "II*\x00"+"Jané Piet Quist\x00"), "PNG: properties of a camera"},
		{"x.png", pngOf() + "Jané Piet Quist", "PNG: behind the image"},
		{"x.jpg", tiff, "another image: its bytes"},
		{"x.csv.gz", gzipOf(t, "", "a;b\nQuist;Jané Piet\n"), "gzip"},
		{"x.gz", gzipOf(t, "Jane_Piet_Quist.csv", "a;b\n"), "gzip: the name of the file"},
		{"x.zip", zipOf(t, "a/b.html", "<b>Ja</b>né Piet Quist"), "zip"},
		{"x.zip", zipOf(t, "a/x.zip", zipOf(t, "x.docx", docxOf(t, "<w:p><w:t>Jané Piet Quist</w:t></w:p>"))), "zip in zip in zip"},
		{"x.zip", zipOf(t, "x.gz", gzipOf(t, "", hidden)), "gzip in zip"},
		{"x.zip", zipOf(t, "a/Jané Piet Quist/b.txt", "x"), "zip: a name"},
		{"Jané Piet Quist.txt", "x", "a name of a file"},
		{"jan%C3%A9-piet-quist.txt", "x", "a name of a file as in a URL"},
	}
}

func TestHiddenNamesAreFound(t *testing.T) {
	c := namesOnly(t, Options{}, "Zeldzaam", hidden)
	for _, h := range hidings(t) {
		found := scan(t, c, h.name, h.content)
		assert.NotEmpty(t, found, h.why)
		for _, l := range found {
			assert.Equal(t, 1, l.What, h.why)
			assert.Contains(t, []Kind{OfIdentifier, OfFileName}, l.Kind, h.why)
			if l.Kind == OfFileName {
				assert.NotContains(t, strings.ToLower(l.File+l.Part), "quist", h.why)
			}
		}
	}
}

// TestCleanFiles looks in the same files for people who are not in them, some of
// them with names that are parts of a word there.
func TestCleanFiles(t *testing.T) {
	c := namesOnly(t, Options{}, "Zeldzaam", "Quis", "uist", "Jané Kist", "Piet Klaas Quist", "Piet Pronk", "4444", "0612345678")
	for _, h := range hidings(t) {
		assert.Empty(t, scan(t, c, h.name, h.content), h.why)
	}
}

func TestPlacesInFiles(t *testing.T) {
	c := namesOnly(t, Options{}, "Quist")
	for _, x := range []struct {
		name, content string
		want          Leak
		why           string
	}{
		{"x.html", "<p>\n<b>é</b> &amp; <b>Qu</b>ist", Leak{Line: 2, Column: 19}, "behind an entity and tags"},
		{"x.json", "{\"a\":\n \"\\u00e9 \\nQuist\"}", Leak{Line: 2, Column: 12}, "behind escapes"},
		{"x.csv", utf16Of("é\nxx Quist", binary.BigEndian, true), Leak{Line: 2, Column: 4}, "in UTF-16"},
		{"x.zip", zipOf(t, "a/b.txt", "\n\nQuist"), Leak{Part: "a/b.txt", Line: 3, Column: 1}, "in a part"},
		{"x.xlsx", xlsxOf(t, `<row><c><v>1</v></c></row><row><c><v>1</v></c><c t="s"><v>0</v></c></row>`, "<si><t>Quist</t></si>"),
			Leak{Part: "xl/worksheets/sheet1.xml#rows", Line: 2, Column: 3}, "in a row"},
		{"x.gz", gzipOf(t, "", "Quist"), Leak{Part: "gzip", Line: 1, Column: 1}, "in gzip"},
		{"x.txt", "a\n" + base64Of("door Quist"), Leak{Line: 2, Column: 1}, "where the run begins"},
		{"a/xQuist.txt", "", Leak{File: "[name]", Column: 4, Kind: OfFileName}, "in a name"},
		{"x.png", pngOf("tEXt", "Comment\x00Quist"), Leak{Part: "tEXt 2", Line: 2, Column: 1}, "in a chunk"},
	} {
		want := x.want
		if want.File == "" {
			want.File, want.Kind = x.name, OfIdentifier
		}
		assert.Contains(t, scan(t, c, x.name, x.content), want, x.why)
	}
}

func TestAuthors(t *testing.T) {
	core := coreOf(`<dc:creator>Iemand</dc:creator><cp:lastModifiedBy>Nog &amp; iemand</cp:lastModifiedBy>`)
	app := `<Properties><Application>x</Application><Company>Een bureau</Company><Manager> </Manager></Properties>`
	file := docxOf(t, "<w:p/>", "docProps/core.xml", core, "docProps/app.xml", app)
	c := namesOnly(t, Options{})
	assert.Equal(t, Leaks{
		{File: "x.docx", Part: "docProps/app.xml", Kind: OfMetadata, What: 2},
		{File: "x.docx", Part: "docProps/core.xml", Kind: OfMetadata, What: 0},
		{File: "x.docx", Part: "docProps/core.xml", Kind: OfMetadata, What: 1},
	}, scan(t, c, "x.docx", file))

	c = namesOnly(t, Options{Authors: []string{"iemand", "Nog & iemand", "EEN BUREAU"}})
	assert.Empty(t, scan(t, c, "x.docx", file), "they may be named")

	for _, clean := range []string{
		"", `<dc:creator/>`, `<dc:creator></dc:creator>`, `<dc:creator xml:lang="nl"> </dc:creator>`, `<dc:title>creator</dc:title>`, `</dc:creator>`,
	} {
		file := xlsxOf(t, "", "", "docProps/core.xml", coreOf(clean))
		assert.Empty(t, scan(t, namesOnly(t, Options{}), "x.xlsx", file), clean)
	}
	assert.Equal(t, []Kind{OfMetadata}, kinds(scan(t, namesOnly(t, Options{}), "x.png", pngOf("tEXt", "Author\x00Iemand"))))
	assert.Empty(t, scan(t, namesOnly(t, Options{}), "x.txt", core), "only in documents")
}
