package leak_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/privacy/leak"
)

type part struct{ name, text string }

func zipped(t testing.TB, parts ...part) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		require.NoError(t, err)
		_, err = io.WriteString(f, p.text)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func unzipped(t testing.TB, b []byte) []part {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	var out []part
	for _, f := range r.File {
		in, err := f.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(in)
		require.NoError(t, err)
		out = append(out, part{f.Name, string(text)})
		assert.True(t, f.Modified.IsZero() || f.Modified.Year() < 1981, "no times")
	}
	return out
}

// TestStripAuthors makes a document of each maker with a name in every place that
// can hold one; the check for leaks finds them before and not after.
func TestStripAuthors(t *testing.T) {
	const types = "[Content_Types].xml"
	docx := []part{
		{types, `<Types/>`},
		{"docProps/core.xml", `<cp:coreProperties><dc:title>Zeven pilots</dc:title><dc:creator>Zwaantje Quist</dc:creator><cp:lastModifiedBy xml:space="preserve">Zwaantje Quist</cp:lastModifiedBy></cp:coreProperties>`},
		{"docProps/app.xml", `<Properties><Company>Zwaantje Quist</Company><Manager>Zwaantje Quist</Manager><Pages>3</Pages></Properties>`},
		{"docProps/custom.xml", `<Properties><property fmtid="x" pid="2" name="Opdrachtgever"><vt:lpwstr>Zwaantje Quist</vt:lpwstr></property></Properties>`},
		{"word/document.xml", `<w:p><w:ins w:id="1" w:author="Zwaantje Quist" w:date="2023-01-01T00:00:00Z"><w:r><w:t>De naam van een kolom is author</w:t></w:r></w:ins></w:p>`},
		{"word/comments.xml", `<w:comment w:id="1" w:author='Zwaantje Quist' w:initials="ZQ"><w:p>zie bijlage</w:p></w:comment>`},
		{"word/people.xml", `<w15:person w15:author="Zwaantje Quist"><w15:presenceInfo w15:providerId="AD" w15:userId="S::Zwaantje Quist"/></w15:person>`},
		{"word/media/image1.png", "\x89PNG w:author=\"x\""},
	}
	xlsx := []part{
		{types, `<Types/>`},
		{"docProps/core.xml", `<cp:coreProperties><dc:creator>Zwaantje Quist</dc:creator><cp:lastModifiedBy/></cp:coreProperties>`},
		{"xl/comments1.xml", `<comments><authors><author>Zwaantje Quist</author></authors><commentList/></comments>`},
		{"xl/persons/person.xml", `<personList><person displayName="Zwaantje Quist" id="{1}" userId="Zwaantje Quist" providerId="None"/></personList>`},
	}
	odt := []part{
		{"META-INF/manifest.xml", `<manifest/>`},
		{"meta.xml", `<office:meta><meta:initial-creator>Zwaantje Quist</meta:initial-creator><dc:creator>Zwaantje Quist</dc:creator><meta:user-defined meta:name="x">Zwaantje Quist</meta:user-defined></office:meta>`},
		{"content.xml", `<office:annotation><dc:creator>Zwaantje Quist</dc:creator><text:p>zie bijlage</text:p></office:annotation><text:p>over de creator</text:p>`},
	}
	check, err := leak.NewCheck(leak.Options{Identifiers: []privacy.Identifier{privacy.NewIdentifier("Zwaantje Quist")}})
	require.NoError(t, err)
	for name, parts := range map[string][]part{"rapport.docx": docx, "tabel.xlsx": xlsx, "rapport.odt": odt} {
		before := zipped(t, parts...)
		found, err := check.Scan(name, bytes.NewReader(before))
		require.NoError(t, err, name)
		assert.NotEmpty(t, found, name)

		var out, again bytes.Buffer
		require.NoError(t, privacy.StripAuthors(&out, bytes.NewReader(before), int64(len(before))), name)
		require.NoError(t, privacy.StripAuthors(&again, bytes.NewReader(before), int64(len(before))), name)
		assert.Equal(t, out.Bytes(), again.Bytes(), "the same bytes")
		found, err = check.Scan(name, bytes.NewReader(out.Bytes()))
		require.NoError(t, err, name)
		assert.Empty(t, found, name)

		after := unzipped(t, out.Bytes())
		require.Len(t, after, len(parts), name)
		for i, p := range parts {
			assert.Equal(t, p.name, after[i].name, "the parts in their order")
			for _, keep := range []string{"Zeven pilots", "<Pages>3</Pages>", "De naam van een kolom is author", "zie bijlage", "over de creator", "\x89PNG w:author=\"x\"", "2023-01-01"} {
				assert.Equal(t, strings.Contains(p.text, keep), strings.Contains(after[i].text, keep), "%s %s: %s", name, p.name, keep)
			}
		}
	}
}

func TestStripAuthorsRefuses(t *testing.T) {
	for _, c := range []struct {
		why  string
		data []byte
	}{
		{"nothing", nil},
		{"no zip", []byte("rapport")},
		{"a zip of something else", zipped(t, part{"a.txt", "x"})},
		{"XML that is not UTF-8", zipped(t, part{"[Content_Types].xml", "x"}, part{"docProps/core.xml", "\xff\xfe<\x00"})},
		{"cut off", zipped(t, part{"[Content_Types].xml", "x"}, part{"docProps/core.xml", "y"})[:60]},
	} {
		err := privacy.StripAuthors(io.Discard, bytes.NewReader(c.data), int64(len(c.data)))
		assert.ErrorIs(t, err, privacy.ErrOffice, c.why)
	}
}
