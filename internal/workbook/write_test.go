package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func small() Sheet {
	return Sheet{Name: "visits", Above: []string{"Home visits", "CONFIDENTIAL"}, Heading: []string{"pilot", "n", "days"},
		Rows: [][]Cell{{Text("EMM"), Number(42, 0), Number(8.5, 2)}, {Text("HOO"), Text("."), {}}}, Below: []string{"A point: 1 to 9."}}
}

func written(t testing.TB, sheets ...Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Write(&b, sheets...))
	return b.Bytes()
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func TestSheetReadsBack(t *testing.T) {
	f := opened(t, written(t, small()))
	assert.Equal(t, []string{"visits"}, f.GetSheetList())
	rows, err := f.GetRows("visits")
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"Home visits"}, {"CONFIDENTIAL"}, nil, {"pilot", "n", "days"}, {"EMM", "42", "8.50"}, {"HOO", "."}, nil, {"A point: 1 to 9."}}, rows)

	for cell, want := range map[string]excelize.CellType{"A5": excelize.CellTypeInlineString, "B5": excelize.CellTypeUnset, "C5": excelize.CellTypeUnset, "B6": excelize.CellTypeInlineString} {
		kind, err := f.GetCellType("visits", cell)
		require.NoError(t, err)
		assert.Equal(t, want, kind, "%s: numbers are numbers, and words are words", cell)
	}
	panes, err := f.GetPanes("visits")
	require.NoError(t, err)
	assert.Equal(t, 4, panes.YSplit, "the heading stays")
}

func TestSheetWithoutLines(t *testing.T) {
	for why, s := range map[string]Sheet{"nothing": {}, "a heading": {Heading: []string{"a"}}, "rows": {Rows: [][]Cell{{Text("a")}, {}}}, "a line": {Below: []string{"x"}}} {
		f := opened(t, written(t, s))
		rows, err := f.GetRows(f.GetSheetName(0))
		require.NoError(t, err, why)
		assert.LessOrEqual(t, len(rows), 2, why)
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	hostile := []string{"=1+1", "+A1", "-A1", "@x", "\tx", " =2", "＝3", "=HYPERLINK(\"http://x\")", "a\r\n=2"}
	s := Sheet{Above: hostile, Heading: hostile, Below: hostile}
	for _, h := range hostile {
		s.Rows = append(s.Rows, []Cell{Text(h)})
	}
	data := written(t, s)
	f := opened(t, data)
	rows, err := f.GetRows(f.GetSheetName(0))
	require.NoError(t, err)
	n := 0
	for i, row := range rows {
		for j, cell := range row {
			n++
			assert.NotContains(t, "=+-@\t＝", string([]rune(cell)[:1]), "row %d", i)
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			require.NoError(t, err)
			formula, err := f.GetCellFormula(f.GetSheetName(0), name)
			require.NoError(t, err)
			assert.Empty(t, formula)
		}
	}
	assert.Equal(t, 4*len(hostile), n)
	assert.NotContains(t, string(parts(t, data)["xl/worksheets/sheet1.xml"]), "<f>")
}

// parts returns the files in a workbook.
func parts(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	out := map[string][]byte{}
	for _, f := range r.File {
		assert.True(t, f.Modified.IsZero() || f.Modified.Year() < 1981, "%s has a time", f.Name)
		in, err := f.Open()
		require.NoError(t, err)
		out[f.Name], err = io.ReadAll(in)
		require.NoError(t, err)
	}
	return out
}

func TestNobodyIsNamed(t *testing.T) {
	two := []Sheet{small(), {Name: "other"}, {Name: "third", Heading: []string{"a"}}}
	data := written(t, two...)
	for name, part := range parts(t, data) {
		for _, word := range []string{"xuri", "excelize", "Go Excelize", "creator", "lastModifiedBy", "2006-09-16", "Company"} {
			assert.NotContains(t, string(part), word, name)
		}
	}
	for range 20 {
		require.True(t, bytes.Equal(data, written(t, two...)), "the same bytes")
	}
}

func TestNamesOfSheets(t *testing.T) {
	long := strings.Repeat("x", 40)
	for _, c := range []struct {
		why      string
		in, want []string
	}{
		{"as given", []string{"a", "b"}, []string{"a", "b"}},
		{"what a sheet may not be called", []string{"[a]:*?/\\b", "'q'", "", "   ", "a\xffb"}, []string{"a      b", "q", "3", "4", "a b"}},
		{"used before, whatever the capitals", []string{"a", "A", "a"}, []string{"a", "A (2)", "a (3)"}},
		{"too long", []string{long, long}, []string{long[:31], long[:27] + " (2)"}},
		{"too long, of two units each", []string{strings.Repeat("😀", 16)}, []string{strings.Repeat("😀", 15)}},
		{"kept by Excel", []string{"History"}, []string{"History (2)"}},
	} {
		var sheets []Sheet
		for _, name := range c.in {
			sheets = append(sheets, Sheet{Name: name})
		}
		assert.Equal(t, c.want, names(sheets), c.why)
		assert.Equal(t, c.want, opened(t, written(t, sheets...)).GetSheetList(), c.why)
	}
}

func TestWhatASheetCannotHold(t *testing.T) {
	secret := "Jansen\x00"
	for _, c := range []struct {
		why  string
		s    Sheet
		err  error
		text string
	}{
		{"a control character", Sheet{Rows: [][]Cell{{Text("a"), Text(secret)}}}, ErrEncoding, "sheet 1, row 1, column 2: "},
		{"no UTF-8", Sheet{Heading: []string{"a", "b\xff"}}, ErrEncoding, "sheet 1, heading: column 2: "},
		{"above", Sheet{Above: []string{"a", secret}}, ErrEncoding, "sheet 1, line 2 above the heading: "},
		{"below", Sheet{Below: []string{secret}}, ErrEncoding, "sheet 1, line 1 below the rows: "},
		{"a long text", Sheet{Rows: [][]Cell{{Text(strings.Repeat("x", MaxText+1))}}}, ErrTooLarge, "row 1, column 1"},
		{"a text that the guard makes too long", Sheet{Rows: [][]Cell{{Text("=" + strings.Repeat("x", MaxText-1))}}}, ErrTooLarge, "row 1, column 1"},
		{"many columns", Sheet{Rows: [][]Cell{make([]Cell, MaxColumns+1)}}, ErrTooLarge, "row 1: "},
		{"many headings", Sheet{Heading: make([]string, MaxColumns+1)}, ErrTooLarge, "heading: "},
		{"many rows", Sheet{Heading: []string{"a"}, Rows: make([][]Cell, MaxRows)}, ErrTooLarge, "sheet 1: "},
	} {
		err := Write(io.Discard, c.s)
		require.ErrorIs(t, err, c.err, c.why)
		assert.Contains(t, err.Error(), c.text, c.why)
		assert.NotContains(t, err.Error(), "Jansen", c.why)
	}
	assert.ErrorIs(t, Write(io.Discard), ErrNoSheet)
	most := strings.Repeat("x", MaxText)
	f := opened(t, written(t, Sheet{Rows: [][]Cell{{Text(most)}}}))
	got, err := f.GetCellValue(f.GetSheetName(0), "A1")
	require.NoError(t, err)
	assert.Equal(t, most, got, "the most is not cut")
}

func TestNumbers(t *testing.T) {
	f := opened(t, written(t, Sheet{Rows: [][]Cell{{Number(math.NaN(), 1), Number(math.Inf(1), 1), Number(-0.125, 3), Number(1<<40, 0), Number(1e-9, 9), Number(2, -1), Number(0.5, 40)}}}))
	raw, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"", "", "-0.125", "1099511627776", "0.000000001", "2", "0.5"}}, raw)
}

var errFull = errors.New("full")

type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, errFull
	}
	d.room -= len(p)
	return len(p), nil
}

func TestOnAFullDisk(t *testing.T) {
	whole := len(written(t, small()))
	for room := 0; room < whole; room += 97 {
		assert.ErrorIs(t, Write(&fullDisk{room}, small()), errFull)
	}
}

func BenchmarkWrite(b *testing.B) {
	s := Sheet{Heading: []string{"a", "b", "c", "d"}}
	for i := range 100_000 {
		s.Rows = append(s.Rows, []Cell{Text("EMM"), Number(float64(i), 0), Number(0.5, 2), Text(".")})
	}
	b.Run("rows=1e5/columns=4", func(b *testing.B) {
		for b.Loop() {
			if err := Write(io.Discard, s); err != nil {
				b.Fatal(err)
			}
		}
	})
}
