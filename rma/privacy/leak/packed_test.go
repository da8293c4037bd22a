package leak

import (
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func dataURI(kind, content string) string { return "data:" + kind + ";base64," + base64Of(content) }

// packedHidings are files in which the name of hidings is packed or written in
// wide characters.
func packedHidings(t testing.TB) []hiding {
	packed, zipped := zlibOf(t, "door "+hidden), gzipOf(t, "", "door "+hidden)
	filler := "\xfb\xff\xbf" // +/+/ in base64
	image := pngOf("tEXt", "a\x00"+strings.Repeat(filler, 30), "zTXt", "Comment\x00\x00"+zlibOf(t, hidden))
	return []hiding{
		{"x.html", `<a href="` + dataURI("application/gzip", zipped) + `">`, "gzip in a data URI"},
		{"x.html", `<a href="` + dataURI("application/zlib", packed) + `">`, "zlib in a data URI"},
		{"x.html", `<a href="` + dataURI("image/svg+xml", gzipOf(t, "", "<svg><text>Jan&eacute; Piet <tspan>Qu</tspan>ist</text></svg>")) + `">`, "a packed drawing in a data URI"},
		{"x.html", `<img src="` + strings.ReplaceAll(dataURI("image/png", image), "+", "&#43;") + `">`, "an image of which the plus signs are escaped"},
		{"x.html", `<img src="` + wrap(dataURI("image/png", image), 76, "\n  ") + `">`, "an image in lines"},
		{"x.html", `<style>a { background: url(` + dataURI("image/png", image) + `) }</style>`, "an image in a style"},
		{"x.json", `{"a": "` + strings.ReplaceAll(dataURI("image/png", image), "/", `\/`) + `"}`, "an image of which the slashes are escaped"},
		{"x.txt", "q=" + url.QueryEscape(dataURI("image/png", image)), "an image in a query"},
		{"x.css", "a { background: url(" + dataURI("image/png", image) + ") }", "an image in a sheet of styles"},
		{"x.txt", "id " + base64Of(zipped), "gzip in base64 that nothing declares"},
		{"x.txt", "id " + base64Of(packed), "zlib in base64 that nothing declares"},
		{"x.txt", "id " + hex.EncodeToString([]byte(packed)), "zlib in hexadecimal digits"},
		{"x.eml", "Content-Transfer-Encoding: base64\r\n\r\n" + wrap(base64Of(strings.Repeat("x ", 24)+hidden), 72, "\r\n"), "base64 in lines, with the name in two of them"},
		{"x.eml", wrap(base64Of(gzipOf(t, "", strings.Repeat(filler, 90)+hidden)), 72, "\r\n"), "gzip in base64 in lines"},
		{"x.zz", packed, "zlib"},
		{"x.html.zz", zlibOf(t, "<b>Ja</b>né Piet Quist"), "a page in zlib"},
		{"x.zip", zipOf(t, "x.bin", packed), "zlib in zip"},
		{"x.gz", gzipOf(t, "", packed), "zlib in gzip"},
		{"x.bin", zlibOf(t, "x") + hidden, "behind zlib"},
		{"x.bin", zlibOf(t, "x") + packed, "zlib behind zlib"},
		{"x.docx", docxOf(t, "<w:p/>", "word/media/image1.emz", gzipOf(t, "", hidden)), "a packed image in a document"},
	}
}

func TestPackedNamesAreFound(t *testing.T) {
	c, clean := namesOnly(t, Options{}, "Zeldzaam", hidden), namesOnly(t, Options{}, "Zeldzaam", "Quis", "Piet Pronk")
	for _, h := range packedHidings(t) {
		assert.Equal(t, []int{1}, whats(scan(t, c, h.name, h.content), OfIdentifier), h.why)
		assert.Empty(t, scan(t, clean, h.name, h.content), h.why)
	}
}

func TestPackedThatCannotBeRead(t *testing.T) {
	c := wideCheck(t, Limits{})
	long := strings.Repeat("x", 100)
	for _, x := range []struct{ content, why string }{
		{dataURI("application/pdf", "%PDF-1.7"), "a PDF in a data URI"},
		{"x " + base64Of("%PDF-1.7"+long), "a PDF in base64 that nothing declares"},
		{dataURI("image/png", pngOf("tEXt", long))[:40] + "&amp;#43;", "an image with an escape of an escape"},
		{dataURI("application/gzip", gzipOf(t, "", long)[:20]), "a damaged gzip"},
		{"x " + base64Of(gzipOf(t, "", long)[:24]), "a damaged gzip that nothing declares"},
		{dataURI("application/zlib", zlibOf(t, long)[:8]), "a damaged zlib"},
		{"x " + base64Of(zlibOf(t, long+"Quist, Emmen")[:20]), "a damaged zlib that nothing declares"},
		{zlibOf(t, long)[:8], "a damaged file"},
		{"x " + base64Of(pngOf("tEXt", long)[:60]), "a damaged image"},
		{"x " + base64Of(zipOf(t, "a", long)[:60]), "a damaged archive"},
	} {
		_, err := c.Scan("x.txt", strings.NewReader(x.content))
		assert.ErrorIs(t, err, ErrUnread, x.why)
	}
	zeros := strings.Repeat("0", atLength(3<<20, 1<<20+1<<12))
	for _, x := range []struct{ content, why string }{
		{zlibOf(t, zeros), "zlib of zeros"},
		{dataURI("x/y", zlibOf(t, zeros)), "zlib of zeros in a data URI"},
		{"x " + base64Of(gzipOf(t, "", zeros)), "gzip of zeros that nothing declares"},
		{"x " + base64Of(zlibOf(t, zeros)), "zlib of zeros that nothing declares"},
		{dataURI("x/y", gzipOf(t, "", dataURI("x/y", gzipOf(t, "", dataURI("x/y", zlibOf(t, "x")))))), "deep"},
	} {
		_, err := c.Scan("x.txt", strings.NewReader(x.content))
		assert.ErrorIs(t, err, ErrLimit, x.why)
	}
}

// TestWhatIsNotPacked has texts that begin as zlib does, and runs that are no
// base64.
func TestWhatIsNotPacked(t *testing.T) {
	c := namesOnly(t, Options{}, "Quist")
	for _, x := range []struct{ content, why string }{
		{"x^2 + y^2, Quist", "a formula"},
		{"HG Quist", "a head of zlib in letters"},
		{"x\x01 Quist, and then a text that goes on", "no text, but read as one"},
		{"eJw Quist eJwabcdef", "the start of zlib in base64"},
		{"H4sI Quist", "the start of gzip in base64, alone"},
		{"data:;base64, Quist", "a data URI without data"},
		{"data:x;base64,%% Quist ;base64,", "data URIs that are none"},
		{strings.Repeat("abc/def/", 12) + "\nQuist", "a long address, and a word in the next line"},
		{strings.Repeat("abcd", 20) + "\n" + base64Of("quist") + "\n", "a long run, and another in the next line"},
	} {
		found, err := c.Scan("x.txt", strings.NewReader(x.content))
		assert.Equal(t, []int{0}, whats(found, OfIdentifier), x.why)
		if !strings.HasPrefix(x.content, "x\x01") {
			assert.NoError(t, err, x.why)
		}
	}
	n := 0
	for b0 := range 256 {
		for b1 := range 256 {
			if zlibHead([]byte{byte(b0), byte(b1), 0, 0, 0, 0, 0}) {
				n++
			}
		}
	}
	assert.Equal(t, 8*4, n, "eight sizes of the window, four levels")
	require.True(t, zlibHead([]byte(zlibOf(t, ""))))
}
