package leak

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// wideCheck looks for everything at once.
func wideCheck(t testing.TB, l Limits) Check {
	t.Helper()
	c, err := NewCheck(Options{
		Identifiers: identifiersOf(secretName, "Quist", "0612345678"), Initials: true, Limits: l,
		Records: privacy.RecordsOf([]string{"place", "age"}, [][]string{{"Emmen", "12-17"}}), Quasi: []string{"place", "age"},
	})
	require.NoError(t, err)
	return *c
}

func TestHostileTextsAreReadToTheEnd(t *testing.T) {
	c := wideCheck(t, Limits{})
	few, many, more := atLength(5e3, 250), atLength(1e4, 500), atLength(1e5, 2000)
	for _, x := range []struct{ content, why string }{
		{strings.Repeat("<div>", many), "deep nesting"},
		{strings.Repeat("<p a='", many), "quotes that are not closed"},
		{strings.Repeat("<!--", many), "comments that are not closed"},
		{strings.Repeat("<script>", many), "scripts that are not closed"},
		{"<script>" + strings.Repeat("</scr", many), "ends of scripts that are none"},
		{"&" + strings.Repeat("a", more) + ";", "a huge entity"},
		{strings.Repeat("&", more), "many entities"},
		{"<!DOCTYPE x [<!ENTITY a \"" + strings.Repeat("&b;", many) + "\">]>&a;", "an entity of entities"},
		{strings.Repeat(`\u`, many), "escapes cut off"},
		{`\ud800\ud800\u{ffffffffff}\u{}\x`, "escapes that are no characters"},
		{strings.Repeat("%", more), "per cent signs"},
		{strings.Repeat("%e2%80", many), "bytes that are no characters"},
		{strings.Repeat("{[", more), "JSON, deep"},
		{"\"" + strings.Repeat("\n", more), "a quote that is not closed"},
		{strings.Repeat("A", more), "one word"},
		{strings.Repeat("\xff\xfe", many), "bytes"},
		{strings.Repeat("\x00", more), "NUL"},
		{"\u202e" + strings.Repeat("\u0301", many), "marks without a letter"},
		{strings.Repeat("een van de ", few), "many phrases"},
		{strings.Repeat("9 van de ", few), "many numbers"},
		{strings.Repeat("9 (", many), "many brackets"},
		{strings.Repeat("](", many), "many links"},
		{strings.Repeat("]", more), "many ends of arrays"},
		{"\xff\xfe\x00\xd8\x00", "UTF-16 cut off"},
		{"", "nothing"},
	} {
		for _, name := range []string{"x", "x.html", "x.md", "x.csv", "x.json", "x.log", "x.txt"} {
			found := scan(t, c, name, x.content)
			for _, l := range found {
				assert.Equal(t, OfSmallCount, l.Kind, "%s: %s", name, x.why)
			}
			behind := scan(t, c, name, x.content+"\n> '\"]-->}\n\n</script> Quist \n")
			if !strings.HasPrefix(x.content, "\xff\xfe") {
				assert.Contains(t, whats(behind, OfIdentifier), 1, "%s: %s", name, x.why)
			}
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	c := wideCheck(t, Limits{})
	whole := docxOf(t, "<w:p><w:t>Quist</w:t></w:p>")
	var values []any
	for _, x := range []struct{ content, why string }{
		{whole[:len(whole)-30], "a zip without its end"},
		{whole[:40], "the beginning of a zip"},
		{strings.Replace(whole, "\x08\x00", "\x63\x00", -1), "packed in an unknown way"},
		{"PK\x03\x04", "nothing but the start"},
		{gzipOf(t, "", strings.Repeat("Quist x", 100))[:30], "a gzip cut off"},
		{"\x1f\x8b\x08", "the start of a gzip"},
		{pngOf("zTXt", "a\x00\x00"+zlibOf(t, "Quist")[:8]), "a chunk cut off"},
		{pngOf("tEXt", "Quist")[:40], "an image cut off"},
		{"\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXtQuist", "a chunk of 4 GB"},
		{"%PDF-1.7 Quist", "a PDF"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of before 2007"},
		{zipOf(t, "a.pdf", "%PDF-1.7"), "a PDF in a zip"},
	} {
		found, err := c.Scan("map/x.bin", strings.NewReader(x.content))
		require.ErrorIs(t, err, ErrUnread, x.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, x.why)
		assert.Equal(t, "map/x.bin", at.File)
		values = append(values, found, err)
	}
	testkit.NoLeak(t, "Quist ", some(values)...)
}

// some returns all values, and in a short run a few, since looking at a value in
// every way takes long.
func some(values []any) []any {
	var out []any
	for i := 0; i < len(values); i += atLength(1, 11) {
		out = append(out, values[i])
	}
	return out
}

// bomb packs zeros.
func bomb(t testing.TB, size int) string {
	t.Helper()
	return zipOf(t, "x.txt", strings.Repeat("0", size))
}

func TestLimits(t *testing.T) {
	zeros := atLength(3<<20, 1<<20+1<<12)
	many := make([]string, 0, 80)
	for range 40 {
		many = append(many, "a.txt", "x")
	}
	nested := "Quist"
	for range 4 {
		nested = zipOf(t, "x.zip", nested)
	}
	for _, x := range []struct {
		content string
		limits  Limits
		why     string
	}{
		{strings.Repeat("x", 101), Limits{File: 100}, "a large file"},
		{bomb(t, zeros), Limits{}, "packed to less than one in two hundred"},
		{bomb(t, 1<<19), Limits{File: 1 << 18}, "a large part"},
		{zipOf(t, "a", strings.Repeat("x", 100), "b", strings.Repeat("x", 100)), Limits{Total: 400}, "large parts together"},
		{gzipOf(t, "", strings.Repeat("0", zeros)), Limits{}, "a gzip of zeros"},
		{pngOf("zTXt", "a\x00\x00"+zlibOf(t, strings.Repeat("0", zeros))), Limits{}, "a chunk of zeros"},
		{zipOf(t, many...), Limits{Parts: 20}, "many parts"},
		{nested, Limits{}, "deep"},
		{pngOf(slices.Repeat([]string{"tEXt", "x"}, 40)...), Limits{Parts: 20}, "many chunks"},
		{strings.Repeat("Quist ", 20), Limits{Leaks: 10}, "many leaks"},
		{xlsxOf(t, strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 3000), "<si><t>"+strings.Repeat("x", atLength(3000, 200))+"</t></si>"), Limits{File: int64(atLength(1<<20, 1<<17))}, "one text in many cells"},
	} {
		found, err := wideCheck(t, x.limits).Scan("x", strings.NewReader(x.content))
		require.ErrorIs(t, err, ErrLimit, x.why)
		assert.LessOrEqual(t, len(found), 10, x.why)
	}
	found, err := wideCheck(t, Limits{}).Scan("x", strings.NewReader(zipOf(t, "x.zip", zipOf(t, "x.zip", zipOf(t, "x.txt", "Quist")))))
	require.NoError(t, err, "three in each other")
	assert.Len(t, found, 1)
	for _, l := range []Limits{{File: -1}, {Parts: -1}, {Depth: -1}, {File: 1 << 40}} {
		_, err := NewCheck(Options{Limits: l})
		assert.ErrorIs(t, err, privacy.ErrPolicy)
	}
}

func TestPasswords(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&zip.FileHeader{Name: "x.txt", Flags: 1})
	require.NoError(t, err)
	_, err = f.Write([]byte("secret"))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	_, err = wideCheck(t, Limits{}).Scan("x.zip", &b)
	assert.ErrorIs(t, err, ErrUnread)
	assert.ErrorContains(t, err, "password")
}

func TestErrorsOfReaders(t *testing.T) {
	c := wideCheck(t, Limits{})
	found, err := c.Scan("x.txt", io.MultiReader(strings.NewReader("Quist "), iotest.ErrReader(errors.New("opening "+secretName))))
	require.ErrorIs(t, err, ErrUnread)
	assert.Len(t, found, 1, "what was read is looked through")
	testkit.NoLeak(t, secretName, err)
	_, err = c.Scan(secretName+".pdf", strings.NewReader("%PDF-"))
	require.Error(t, err)
	testkit.NoLeak(t, secretName, err)
}

// brokenFS refuses to open one file, and says its name.
type brokenFS struct{ fstest.MapFS }

func (b brokenFS) Open(name string) (fs.File, error) {
	if strings.Contains(name, "Quist") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.MapFS.Open(name)
}

func TestScanFS(t *testing.T) {
	c := wideCheck(t, Limits{})
	files := fstest.MapFS{
		"b/leeg.txt":            {Data: []byte("niets")},
		"b/2.txt":               {Data: []byte("Quist")},
		"a.html":                {Data: []byte("<p>\nQu<b>ist</b>, drie gezinnen")},
		"b/map Quist/x.txt":     {Data: []byte("06-12345678")},
		"b/map Quist/Quist.txt": {Data: []byte("x")},
		"z":                     {Mode: fs.ModeSymlink, Data: []byte("a.html")},
		"y.pdf":                 {Data: []byte("%PDF-")},
	}
	found, err := c.ScanFS(context.Background(), files)
	assert.Equal(t, Leaks{
		{File: "a.html", Line: 2, Column: 1, Kind: OfIdentifier, What: 1},
		{File: "a.html", Line: 2, Column: 15, Kind: OfSmallCount, What: int(privacy.OfCell)},
		{File: "b/2.txt", Line: 1, Column: 1, Kind: OfIdentifier, What: 1},
		{File: "b/[entry 3]", Column: 5, Kind: OfFileName, What: 1},
		{File: "b/[entry 3]/[entry 1]", Column: 1, Kind: OfFileName, What: 1},
		{File: "b/[entry 3]/x.txt", Line: 1, Column: 1, Kind: OfIdentifier, What: 2},
	}, found)
	require.ErrorIs(t, err, ErrUnread)
	assert.Equal(t, 2, strings.Count(err.Error(), ErrUnread.Error()), "the PDF and the link")
	assert.Equal(t, "a.html: 1, identifier\na.html: 1, count that is too small\nb/2.txt: 1, identifier\n"+
		"b/[entry 3]: 1, identifier in the name of a file\nb/[entry 3]/[entry 1]: 1, identifier in the name of a file\nb/[entry 3]/x.txt: 1, identifier\n", found.String())

	_, err = c.ScanFS(context.Background(), brokenFS{files})
	require.ErrorIs(t, err, fs.ErrPermission)
	assert.NotContains(t, err.Error(), "Quist")

	done, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = c.ScanFS(done, files)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = c.ScanFS(context.Background(), fstest.MapFS{})
	assert.ErrorIs(t, err, ErrUnread, "of nothing nobody can say that it is clean")
}

func TestLeakCheckThatIsNoCheck(t *testing.T) {
	found, err := Check{}.Scan("x", strings.NewReader("Quist, drie gezinnen"))
	assert.NoError(t, err)
	assert.Empty(t, found)
	assert.Zero(t, Check{}.PassedOver())
	_, err = NewCheck(Options{MinLen: -1})
	assert.ErrorIs(t, err, privacy.ErrPolicy)
	_, err = NewCheck(Options{Policy: privacy.Policy{Audience: 9}})
	assert.ErrorIs(t, err, privacy.ErrPolicy)
	_, err = NewCheck(Options{Identifiers: identifiersOf("Jansen", secretName+"\x00", "\xff")})
	require.ErrorIs(t, err, privacy.ErrNoIdentifier)
	assert.ErrorContains(t, err, "identifier 1: ")
	assert.ErrorContains(t, err, "identifier 2: ")
	testkit.NoLeak(t, secretName, err)
}

func TestLeakKinds(t *testing.T) {
	for k := NotGiven; k <= OfCombination; k++ {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var back Kind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, k, back)
		assert.NotEmpty(t, k.Label(rma.Dutch))
	}
	assert.Equal(t, "Kind(9)", Kind(9).String())
	_, err := Kind(9).MarshalText()
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
}

// TestLeakChecksTellNothing lets everything print that the check gives out.
func TestLeakChecksTellNothing(t *testing.T) {
	c := wideCheck(t, Limits{})
	values := []any{c, &c}
	for _, name := range []string{secretName, secretName + "/x.zip", "x.zip"} {
		for _, content := range []string{
			"één " + secretName, "<p title='" + secretName + "'>Emmen 12-17, drie gezinnen", "%PDF-" + secretName,
			zipOf(t, secretName+"/"+secretName+".txt", secretName, "b.pdf", "%PDF-"+secretName),
			docxOf(t, "", "docProps/core.xml", coreOf("<dc:creator>"+secretName+"</dc:creator>")),
			pngOf("tEXt", "Author\x00"+secretName, "zTXt", secretName), gzipOf(t, secretName, secretName)[:40],
		} {
			found, err := c.Scan(name, strings.NewReader(content))
			values = append(values, found, found.Err(), err)
		}
	}
	found, err := c.ScanFS(context.Background(), fstest.MapFS{secretName + "/" + secretName: {Data: []byte(secretName)}, "x-" + secretName: {Mode: fs.ModeSymlink}})
	values = append(values, found, found.Err(), err)
	for _, v := range some(values) {
		if v != nil {
			testkit.NoLeak(t, secretName, v)
		}
	}
}
