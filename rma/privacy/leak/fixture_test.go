package leak

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// atLength is a number of rounds or repeats, and a smaller one for a short run.
func atLength(n, short int) int {
	if testing.Short() {
		return short
	}
	return n
}

// secretName is a name of which no part occurs by chance.
const secretName = "Qz7-Xw4-Kp9 Vb2"

// identifiersOf makes identifiers of texts.
func identifiersOf(texts ...string) []privacy.Identifier {
	out := make([]privacy.Identifier, len(texts))
	for i, s := range texts {
		out[i] = privacy.NewIdentifier(s)
	}
	return out
}

// namesOnly is a check for identifiers alone.
func namesOnly(t testing.TB, o Options, texts ...string) Check {
	t.Helper()
	o.Identifiers = identifiersOf(texts...)
	if o.Policy == (privacy.Policy{}) {
		o.Policy = privacy.Policy{Audience: privacy.Team}
	}
	c, err := NewCheck(o)
	require.NoError(t, err)
	return *c
}

// scan looks through a file that can be read.
func scan(t testing.TB, c Check, name, content string) Leaks {
	t.Helper()
	found, err := c.Scan(name, strings.NewReader(content))
	require.NoError(t, err)
	return found
}

// kinds gives what was found without the places.
func kinds(found Leaks) []Kind {
	var out []Kind
	for _, l := range found {
		out = append(out, l.Kind)
	}
	return out
}

// whats gives the distinct numbers of what was found of a kind.
func whats(found Leaks, kind Kind) []int {
	var out []int
	seen := map[int]bool{}
	for _, l := range found {
		if l.Kind == kind && !seen[l.What] {
			seen[l.What] = true
			out = append(out, l.What)
		}
	}
	return out
}

// zipOf packs files, given as name and content by turns.
func zipOf(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		require.NoError(t, err)
		_, err = f.Write([]byte(files[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.String()
}

const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`

// docxOf makes a document with that in its body, and further parts.
func docxOf(t testing.TB, body string, files ...string) string {
	return zipOf(t, append([]string{
		"[Content_Types].xml", contentTypes,
		"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>` + body + `</w:body></w:document>`,
	}, files...)...)
}

// xlsxOf makes a workbook of one sheet.
func xlsxOf(t testing.TB, rows, shared string, files ...string) string {
	return zipOf(t, append([]string{
		"[Content_Types].xml", contentTypes,
		"xl/worksheets/sheet1.xml", `<?xml version="1.0"?><worksheet><cols><col min="1"/></cols><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml", `<?xml version="1.0"?><sst>` + shared + `</sst>`,
	}, files...)...)
}

// coreOf makes the properties of a document.
func coreOf(elements string) string {
	return `<?xml version="1.0"?><cp:coreProperties xmlns:cp="x" xmlns:dc="y">` + elements + `</cp:coreProperties>`
}

func gzipOf(t testing.TB, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Name = name
	_, err := w.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

func zlibOf(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// pngOf makes an image of chunks, given as kind and content by turns.
func pngOf(chunks ...string) string {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunks = append(append([]string{"IHDR", "\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"}, chunks...), "IDAT", "x", "IEND", "")
	for i := 0; i < len(chunks); i += 2 {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(chunks[i+1])))
		b.WriteString(chunks[i] + chunks[i+1])
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE([]byte(chunks[i]+chunks[i+1])))
	}
	return b.String()
}

func utf16Of(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func utf32Of(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, r := range s {
		b = order.AppendUint32(b, uint32(r))
	}
	return string(b)
}

// wrap breaks a text into lines.
func wrap(s string, width int, end string) string {
	var b strings.Builder
	for len(s) > width {
		b.WriteString(s[:width] + end)
		s = s[width:]
	}
	return b.String() + s
}

func base64Of(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
