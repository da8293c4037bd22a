package tabular

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// table is a stream of a heading and rows, made while it is read.
type table struct {
	rows, columns, row int
	rest               []byte
}

func newTable(rows, columns int) *table {
	t := &table{rows: rows, columns: columns}
	for c := range columns {
		t.rest = fmt.Appendf(t.rest, "column%d;", c)
	}
	t.rest[len(t.rest)-1] = '\n'
	return t
}

func (t *table) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if len(t.rest) == 0 {
			if t.row == t.rows {
				return n, io.EOF
			}
			t.makeRow()
		}
		m := copy(p[n:], t.rest)
		t.rest = t.rest[m:]
		n += m
	}
	return n, nil
}

func (t *table) makeRow() {
	t.row++
	t.rest = t.rest[:0:cap(t.rest)]
	for c := range t.columns {
		if c > 0 {
			t.rest = append(t.rest, ';')
		}
		t.rest = strconv.AppendInt(t.rest, int64(t.row*(c+7)%1_000_000), 10)
	}
	t.rest = append(t.rest, '\n')
}

// text gives a whole table; with quotes every cell stands in quotes, as in an
// export of LimeSurvey.
func text(rows int, quotes bool) string {
	b, _ := io.ReadAll(newTable(rows, 10))
	s := string(b)
	if quotes {
		s = `"` + strings.NewReplacer(";", `";"`, "\n", "\"\n\"").Replace(s)
		s = strings.TrimSuffix(s, `"`)
	}
	return s
}

func BenchmarkRead(b *testing.B) {
	for _, rows := range []int{1e4, 1e5, 1e6} {
		for _, quotes := range []bool{false, true} {
			b.Run(fmt.Sprintf("rows=%.0e/quotes=%v", float64(rows), quotes), func(b *testing.B) {
				s := text(rows, quotes)
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				cells := 0
				for b.Loop() {
					r := NewReader(strings.NewReader(s))
					cols, err := r.Columns("column0", "column9")
					if err != nil {
						b.Fatal(err)
					}
					for row, err := range r.Rows() {
						if err != nil {
							b.Fatal(err)
						}
						cells += len(row.Get(cols[0])) + len(row.Get(cols[1]))
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
			})
		}
	}
}

// BenchmarkPeer reads the same file with encoding/csv.
func BenchmarkPeer(b *testing.B) {
	for _, quotes := range []bool{false, true} {
		b.Run(fmt.Sprintf("rows=1e+05/quotes=%v", quotes), func(b *testing.B) {
			s := text(1e5, quotes)
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				r := csv.NewReader(strings.NewReader(s))
				r.Comma, r.ReuseRecord = ';', true
				for {
					if _, err := r.Read(); err != nil {
						break
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e5, "ns/row")
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	cells := []string{"17", "3.5", "Samenwerking", "=1", "-3", "a;b", "x", "", "2026-01-02", "tekst van een antwoord"}
	for _, guard := range []bool{false, true} {
		b.Run(fmt.Sprintf("guard=%v", guard), func(b *testing.B) {
			w := NewWriter(io.Discard)
			w.FormulaGuard = guard
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Write(cells...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNumber(b *testing.B) {
	for _, s := range []string{"17", "3.25", "3,25", "1.234.567,5"} {
		b.Run("s="+s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Number(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
