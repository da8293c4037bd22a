package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// readAll gives the rows of a sheet, each as line:cells, with the kind of a cell
// that is no text behind it.
func readAll(t testing.TB, data []byte, sheet string) ([]string, error) {
	t.Helper()
	b, err := Open(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	rows, err := b.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for {
		rec, err := rows.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		require.Len(t, rec.Kinds, len(rec.Fields))
		line := fmt.Sprintf("%d:", rec.Line)
		for i, f := range rec.Fields {
			line += f + []string{"", "#", "@", "!", "-"}[rec.Kinds[i]] + "|"
		}
		out = append(out, line)
	}
}

// made makes a workbook by hand: the rows of its sheet, its styles and texts.
func made(t testing.TB, book, sheet string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook>` + book + `<sheets><sheet name="Blad1" sheetId="1" id="s1"/><sheet name="Grafiek" id="s2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="s2" Type="x/chartsheet" Target="charts/c.xml"/><Relationship Id="a" Type="x/styles" Target="styles.xml"/><Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-413]dd\-mm\-yyyy;@"/><numFmt numFmtId="165" formatCode="0.0&quot;dagen&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="mmmm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/><xf numFmtId="167"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":       `<sst><si><t>kop</t></si><si><r><t>Em</t></r><r><rPr/><t>men</t></r><rPh><t>spoken</t></rPh></si><si><t>a_x000D_b_x005F_</t></si></sst>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><cols/><sheetData>` + sheet + `</sheetData><mergeCells/></worksheet>`,
	} {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func TestCells(t *testing.T) {
	for _, c := range []struct{ why, cells, want string }{
		{"a shared text", `<c r="A1" t="s"><v>0</v></c>`, "1:kop|"},
		{"a text of pieces, without how it sounds", `<c t="s"><v>1</v></c>`, "1:Emmen|"},
		{"an escaped character, and an escaped escape", `<c t="s"><v>2</v></c>`, "1:a\rb_|"},
		{"a shared text that is not there", `<c t="s"><v>3</v></c><c t="s"><v>x</v></c>`, "1:?!|?!|"},
		{"a text in its place", `<c t="inlineStr"><is><t>x</t><r><t>y</t></r></is></c>`, "1:xy|"},
		{"a text of a formula", `<c t="str"><f>A1&amp;"x"</f><v>x</v></c>`, "1:x|"},
		{"digits are a text if they are one", `<c t="str"><v>44958</v></c>`, "1:44958|"},
		{"numbers", `<c><v>20230114</v></c><c t="n"><v>1.2345678901E10</v></c><c><v>0.1</v></c><c><v>-3.5E-7</v></c>`, "1:20230114#|12345678901#|0.1#|-3.5e-07#|"},
		{"no number", `<c><v>x</v></c><c><v>1e999</v></c>`, "1:?!|?!|"},
		{"yes and no", `<c t="b"><v>1</v></c><c t="b"><v>0</v></c>`, "1:TRUE|FALSE|"},
		{"errors", `<c t="e"><v>#N/A</v></c><c t="e"/>`, "1:?!|?!|"},
		{"places", `<c r="B1"><v>1</v></c><c r="D1" t="s"/><c><v>2</v></c>`, "1:|1#|?!|2#|"},
		{"a style without a number", `<c s="1"/><c><v>1</v></c>`, "1:|1#|"},
		{"a day", `<c s="1"><v>44958</v></c><c s="3"><v>44958</v></c><c s="7"><v>44958</v></c>`, "1:2023-02-01@|2023-02-01@|2023-02-01@|"},
		{"a minute, the nearest", `<c s="2"><v>44958.416666666664</v></c><c s="1"><v>44958.41701</v></c>`, "1:2023-02-01T10:00@|2023-02-01T10:00@|"},
		{"the last minute rounds into the next day", `<c s="2"><v>44958.9999</v></c>`, "1:2023-02-02T00:00@|"},
		{"less than half a second is none", `<c s="2"><v>44958.000001</v></c><c s="2"><v>44957.9999999</v></c>`, "1:2023-02-01@|2023-02-01@|"},
		{"around the day that never was", `<c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>60.5</v></c>`, "1:1900-01-01@|1900-02-28@|?!|1900-03-01@|?!|"},
		{"numbers that are no day", `<c s="0"><v>44958</v></c><c s="4"><v>44958</v></c><c s="5"><v>44958.5</v></c><c s="6"><v>0.5</v></c><c s="1"><v>0.5</v></c><c s="1"><v>3000000</v></c><c s="99"><v>44958</v></c>`,
			"1:44958#|44958#|44958.5#|0.5#|0.5#|3000000#|44958#|"},
		{"a day in words of its own", `<c t="d"><v>2023-02-01T10:00:00</v></c>`, "1:2023-02-01T10:00:00@|"},
	} {
		got, err := readAll(t, made(t, "", "<row>"+c.cells+"</row>"), "")
		require.NoError(t, err, c.why)
		require.Len(t, got, 1, c.why)
		if c.why == "places" {
			c.want = "1:|1#||?!|2#|"
		}
		assert.Equal(t, c.want, got[0], c.why)
	}
}

func TestCells1904(t *testing.T) {
	got, err := readAll(t, made(t, `<workbookPr date1904="1"/>`, `<row><c s="1"><v>43496</v></c><c s="1"><v>60</v></c><c s="2"><v>43496.5</v></c></row>`), "blad1 ")
	require.NoError(t, err)
	assert.Equal(t, []string{"1:2023-02-01@|1904-03-01@|2023-02-01T12:00@|"}, got)
}

func TestRows(t *testing.T) {
	got, err := readAll(t, made(t, "", `<row r="2"><c r="A2"><v>1</v></c></row><row/><row r="7"><c r="A7" s="1"/></row><row r="9"><c><v>2</v></c></row>`), "")
	require.NoError(t, err)
	assert.Equal(t, []string{"2:1#|", "9:2#|"}, got, "empty rows are left out, and lines are those of the sheet")
}

func TestRowsRefuse(t *testing.T) {
	for _, c := range []struct {
		why, sheet string
		want       error
	}{
		{"rows that go back", `<row r="3"/><row r="2"/>`, ErrForm},
		{"a row without a number", `<row r="x"/>`, ErrForm},
		{"cells that go back", `<row><c r="B1"/><c r="A1"/></row>`, ErrForm},
		{"a cell twice", `<row><c r="A1"/><c r="A1"/></row>`, ErrForm},
		{"a cell without letters", `<row><c r="7"/></row>`, ErrForm},
		{"a column far away", `<row><c r="ZZZZZZZZZZZ1"/></row>`, ErrTooLarge},
		{"a row far away", `<row r="2000000"/>`, ErrTooLarge},
		{"a broken cell", `<row><c><v>1</c></row>`, ErrForm},
		{"an entity", `<row><c t="str"><v>&Jansen;</v></c></row>`, ErrForm},
		{"elements in one another", `<row>` + strings.Repeat("<a>", 1_000_000), tabular.ErrTooLarge},
		{"a long text", `<row><c t="str"><v>` + strings.Repeat("x", 2<<20), tabular.ErrTooLarge},
		{"a sheet that ends too early", `<row><c><v>1</v></c></row></sheetData></worksheet><x>`, nil},
	} {
		_, err := readAll(t, made(t, "", c.sheet), "")
		if c.want == nil {
			require.NoError(t, err, "%s: behind the data nothing is read", c.why)
			continue
		}
		require.ErrorIs(t, err, c.want, c.why)
		assert.NotContains(t, err.Error(), "Jansen")
	}
	_, err := readAll(t, made(t, "", ""), "Jansen")
	require.ErrorIs(t, err, ErrSheetName)
	_, err = readAll(t, made(t, "", ""), "Grafiek")
	require.ErrorIs(t, err, ErrSheetName, "a chart is no sheet")
}

func TestOpenRefuses(t *testing.T) {
	good := made(t, "", "<row><c><v>1</v></c></row>")
	for why, data := range map[string][]byte{
		"nothing":              nil,
		"text":                 []byte("a;b\n"),
		"a file of old Office": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 with a password"),
		"a cut file":           good[:len(good)/2],
		"another zip":          zipped(t, "word/document.xml", "<x/>"),
	} {
		_, err := Open(bytes.NewReader(data))
		require.ErrorIs(t, err, ErrForm, why)
	}
	_, err := Open(bytes.NewReader(zipped(t, "xl/workbook.xml", "<workbook/>")))
	require.ErrorIs(t, err, ErrNoSheet)
	broken := errors.New("broken")
	_, err = Open(iotest.ErrReader(broken))
	require.ErrorIs(t, err, broken)
}

func zipped(t testing.TB, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	require.NoError(t, err)
	_, err = io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

func TestSheets(t *testing.T) {
	b, err := Open(bytes.NewReader(written(t, Sheet{Name: "één", Heading: []string{"a"}}, Sheet{Name: "twee"})))
	require.NoError(t, err)
	assert.Equal(t, []string{"één", "twee"}, b.Sheets())
	for _, name := range []string{"", "ÉÉN", " twee "} {
		rows, err := b.Rows(name)
		require.NoError(t, err, name)
		require.NoError(t, rows.Close())
	}
}

// excelize wrote these, and reads the same in them.
func TestRowsAsExcelize(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	f := excelize.NewFile()
	defer f.Close()
	for row := 1; row < 200; row++ {
		for col := 1; col < 9; col++ {
			name, err := excelize.CoordinatesToCellName(col, row)
			require.NoError(t, err)
			var v any
			switch rng.IntN(7) {
			case 0:
				v = rng.IntN(1e9)
			case 1:
				v = rng.NormFloat64()
			case 2:
				v = fmt.Sprintf("é %d & <x>\n_x0041_ ", rng.IntN(50))
			case 3:
				v = ""
			case 4:
				v = time.Date(1900+rng.IntN(200), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), rng.IntN(24), rng.IntN(60), 0, 0, time.UTC)
			case 5:
				v = "007"
			default:
				continue
			}
			require.NoError(t, f.SetCellValue("Sheet1", name, v))
		}
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	book, err := Open(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	rows, err := book.Rows("Sheet1")
	require.NoError(t, err)
	for {
		rec, err := rows.Next()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		for i, got := range rec.Fields {
			name, err := excelize.CoordinatesToCellName(i+1, rec.Line)
			require.NoError(t, err)
			raw, err := f.GetCellValue("Sheet1", name, excelize.Options{RawCellValue: true})
			require.NoError(t, err)
			switch rec.Kinds[i] {
			case tabular.KindText:
				assert.Equal(t, raw, got, name)
			case tabular.KindNumber:
				var a, b float64
				_, _ = fmt.Sscan(raw, &a)
				_, _ = fmt.Sscan(got, &b)
				assert.Equal(t, a, b, name)
			case tabular.KindDate:
				var serial float64
				_, err := fmt.Sscan(raw, &serial)
				require.NoError(t, err)
				want, err := excelize.ExcelDateToTime(serial, false)
				require.NoError(t, err)
				assert.Equal(t, want.Round(time.Minute).Format("2006-01-02T15:04")[:len(got)], got, name)
			default:
				t.Fatal(name)
			}
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add([]byte(`<row r="2"><c r="B2" s="1"><v>44958</v></c><c t="s"><v>1</v></c></row>`))
	f.Add([]byte(`<row><c t="inlineStr"><is><t>x</t></is></c></row>`))
	f.Fuzz(func(t *testing.T, sheet []byte) {
		if _, err := readAll(t, made(t, "", string(sheet)), ""); err != nil && !errors.Is(err, ErrForm) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, tabular.ErrTooLarge) {
			t.Fatal(err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	f.Add(made(f, "", "<row><c><v>1</v></c></row>"))
	f.Add(written(f, small()))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Open(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, name := range b.Sheets() {
			_, _ = readAll(t, data, name)
		}
	})
}

func BenchmarkRows(b *testing.B) {
	sheet := Sheet{Heading: []string{"case", "activity", "at", "org", "n"}}
	for i := range 10_000 {
		sheet.Rows = append(sheet.Rows, []Cell{Text(fmt.Sprint("C-", i/9)), Text("report"), Text("2023-02-01T10:00"), Text("politie"), Number(float64(i), 0)})
	}
	data := written(b, sheet)
	b.Run("rows=10000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			book, err := Open(bytes.NewReader(data))
			require.NoError(b, err)
			rows, err := book.Rows("")
			require.NoError(b, err)
			for {
				if _, err := rows.Next(); err != nil {
					require.ErrorIs(b, err, io.EOF)
					break
				}
			}
		}
	})
}

// Sheets and links without an id match each other, and one part can be named many
// times: neither makes much of a small file.
func TestManyLinksToOnePart(t *testing.T) {
	packed := func(parts map[string]string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range parts {
			w, err := z.Create(name)
			require.NoError(t, err)
			_, err = io.WriteString(w, text)
			require.NoError(t, err)
		}
		require.NoError(t, z.Close())
		return b.Bytes()
	}
	_, err := Open(bytes.NewReader(packed(map[string]string{
		"xl/workbook.xml":            "<workbook>" + strings.Repeat("<sheet/>", 4000) + "</workbook>",
		"xl/_rels/workbook.xml.rels": "<Relationships>" + strings.Repeat(`<Relationship Type="/worksheet" Target="a"/>`, 4000) + "</Relationships>",
	})))
	assert.ErrorIs(t, err, ErrNoSheet, "no ids")

	b, err := Open(bytes.NewReader(packed(map[string]string{
		"xl/workbook.xml": "<workbook><sheet name='s' id='q'/></workbook>",
		"xl/a":            "<sst>" + strings.Repeat("<si/>", 100) + "</sst>",
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="q" Type="/worksheet" Target="s"/>` +
			strings.Repeat(`<Relationship Type="/sharedStrings" Target="a"/>`, 1000) + "</Relationships>",
	})))
	require.NoError(t, err)
	assert.Len(t, b.shared, 100, "read once")
	assert.Equal(t, []string{"s"}, b.Sheets())

	_, err = Open(bytes.NewReader(packed(map[string]string{
		"xl/workbook.xml":            "<workbook>" + strings.Repeat("<sheet id='q'/>", maxLinks+1) + "</workbook>",
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="q" Type="/worksheet" Target="s"/></Relationships>`,
	})))
	assert.ErrorIs(t, err, ErrForm, "too many sheets")
}
