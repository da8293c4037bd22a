package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func seeds(f *testing.F) {
	for _, c := range placeTests {
		text, _, _ := unmark(c.text)
		f.Add([]byte(text))
	}
	for _, s := range []string{"", "\ufeff", "sep=;\na;b\n", "\"", "\"\"\"\n", "a\r1\r", "\x00", "\xff\xfea\x00", ";;;\n;\n", "a,b;c\td\n\"\n"} {
		f.Add([]byte(s))
	}
}

// FuzzReader checks what holds for any bytes: the reader ends, every problem
// has a place, lines grow, and no row is longer or shorter than the heading.
func FuzzReader(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bytes.NewReader(data))
		headings, _ := r.Headings()
		last := 0
		for row, err := range r.Rows() {
			var e *Error
			if err != nil && !errors.As(err, &e) {
				t.Fatal("an error without a place")
			}
			if err == nil && row.Len() != len(headings) {
				t.Fatal("a ragged row was given")
			}
			if row.Line <= last {
				t.Fatalf("line %d after line %d", row.Line, last)
			}
			last = row.Line
		}
	})
}

// FuzzPeer compares with encoding/csv, which reads the same format, where the
// two agree on what is a file: UTF-8 without NUL, mark, hint and stray CR.
func FuzzPeer(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		s := strings.ReplaceAll(string(data), "\r\n", "\n")
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r\ufeff") || strings.Contains(strings.ToLower(s), "sep=") {
			t.Skip()
		}
		s = strings.ReplaceAll(s, "\n", "\r\n")
		peer := csv.NewReader(strings.NewReader(s))
		peer.Comma = ';'
		want, wantErr := peer.ReadAll()
		r := NewReader(strings.NewReader(s))
		r.Comma = ';'
		headings, err := r.Headings()
		if errors.Is(err, ErrEmpty) {
			if wantErr != nil || len(want) > 0 {
				t.Fatal("the peer found a heading")
			}
			return
		}
		g := readAll(r)
		if (wantErr != nil) != (len(g.errs) > 0) {
			t.Fatalf("peer: %v; here: %v", wantErr, g.errs)
		}
		if wantErr == nil && !slices.EqualFunc(want, append([][]string{headings}, g.rows...), slices.Equal) {
			t.Fatalf("peer: %q; here: %q", want, g.rows)
		}
	})
}

// FuzzRoundTrip writes cells under every set of options and reads them back,
// with the delimiter told and sniffed.
func FuzzRoundTrip(f *testing.F) {
	f.Add("a|b|c|d", uint8(2))
	f.Add("sep=;|\ufeffx|\r\r\n|\"|,|;|\t|=1| x | |'", uint8(1))
	f.Add("||", uint8(3))
	f.Add("a,b;c|d,e", uint8(1))
	f.Add("a|b|\xc3|\x80", uint8(2))
	f.Fuzz(func(t *testing.T, text string, width uint8) {
		cells := strings.Split(text, "|")
		if width == 0 || len(cells) < int(width) || len(text) > MaxField/2 {
			t.Skip()
		}
		rows := slices.Collect(slices.Chunk(cells[:len(cells)/int(width)*int(width)], int(width)))
		for _, comma := range []byte{0, ';', ',', '\t', '|', '\''} {
			for options := range 4 {
				roundTrip(t, rows, Writer{Comma: comma, BOM: options&1 != 0, FormulaGuard: options&2 != 0})
			}
		}
	})
}

func roundTrip(t *testing.T, rows [][]string, options Writer) {
	var b bytes.Buffer
	w := NewWriter(&b)
	w.Comma, w.BOM, w.FormulaGuard = options.Comma, options.BOM, options.FormulaGuard
	var want [][]string
	for _, row := range rows {
		err := w.Write(row...)
		bad := slices.ContainsFunc(row, func(s string) bool { return !utf8.ValidString(s) || strings.Contains(s, "\x00") })
		if bad != (err != nil) {
			t.Fatalf("%v", err)
		}
		if err == nil {
			want = append(want, expected(row, w.FormulaGuard))
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if len(want) == 0 {
		return
	}
	written := b.String()
	readers := []*Reader{NewReader(strings.NewReader(written))}
	readers[0].Comma = w.Comma
	if strings.IndexByte(delimiters, w.Comma) >= 0 {
		readers = append(readers, NewReader(io.MultiReader(strings.NewReader(written))))
	}
	for _, r := range readers {
		headings, err := r.Headings()
		g := readAll(r)
		if err != nil || len(g.errs) > 0 {
			t.Fatalf("%v %v in %q", err, g.errs, written)
		}
		if got := append([][]string{headings}, g.rows...); !slices.EqualFunc(want, got, slices.Equal) {
			t.Fatalf("wrote %q, read %q through %q", want, got, written)
		}
	}
}

// expected gives what a reader should find for a row that was written.
func expected(row []string, guard bool) []string {
	out := slices.Clone(row)
	for i, s := range out {
		if guard {
			s = Guard(s)
		}
		out[i] = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return out
}

// FuzzNumber checks that reading a number never fails but with a rule, and
// that what reads as a number reads the same when written anew.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"3,5", "1.234,5", "1.234", "-1e-3", "..", "1.234.567e+", ""} {
		f.Add(s)
	}
	rules := []error{ErrBlank, ErrNumber, ErrAmbiguous, ErrRange}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Number(s)
		if err != nil {
			if !slices.Contains(rules, err) {
				t.Fatal(err)
			}
			return
		}
		if again, err := Decimal(FormatNumber(v, ','), ','); err != nil || again != v {
			t.Fatalf("%g became %g (%v)", v, again, err)
		}
	})
}
