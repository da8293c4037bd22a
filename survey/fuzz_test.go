package survey

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// located fails when a reader gives an error without a place.
func located(t *testing.T, err error) {
	t.Helper()
	var d *rma.DataError
	if !errors.As(err, &d) || d.File != "f" {
		t.Fatalf("an error without a place: %v", err)
	}
}

func FuzzReadWave(f *testing.F) {
	for _, name := range []string{"voor.csv", "na.csv"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("code,pilot,Q1,Q2,Q3,Q4,Q5\na1,EMM,1,2,3,1,1\nA1,HOO,8,9,,0.5,1,5\n"))
	f.Add([]byte("code;pilot;Q1;Q2;Q3;Q4;Q5\n\"a\n1\";EMM;1;2;3;1;1,5\n;;;;;;\n"))
	in := testInstrument(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := ReadWave(bytes.NewReader(data), "f", in, simple("w"), ReadOptions{})
		if err != nil {
			if w != nil {
				t.Fatal("a wave beside an error")
			}
			located(t, err)
			return
		}
		d, err := Describe(w, DescribeOptions{By: "pilot"})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range d.Items {
			n := it.Valid
			for _, m := range it.Missing {
				n += m
			}
			if n != it.Respondents {
				t.Fatalf("%d answers of %d respondents", n, it.Respondents)
			}
		}
		p, err := Pair(w, w, PairOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if a := p.Pre; a.N != a.NoCode+a.Duplicates+a.Unique || a.Unique != a.Paired+a.Only+a.Blocked {
			t.Fatalf("somebody is lost: %+v", a)
		}
		if _, err := CompareAll(p, CompareOptions{}); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzReadInstrument(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "instrument.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"schema":1,"id":"x","items":[{"id":"a","response":[1,{"b":2}]}],"x":{}}`))
	f.Add([]byte(`{"schema":1,"schema":"1"}]`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := ReadInstrument(bytes.NewReader(data), "f")
		if err != nil {
			located(t, err)
			return
		}
		if err := in.Validate(); err != nil {
			t.Fatalf("read but not valid: %v", err)
		}
		var a, b bytes.Buffer
		if err := in.WriteJSON(&a); err != nil {
			t.Fatal(err)
		}
		again, err := ReadInstrument(bytes.NewReader(a.Bytes()), "f")
		if err != nil {
			t.Fatalf("written and not readable: %v", err)
		}
		if err := again.WriteJSON(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Fatal("the round trip differs")
		}
	})
}

func FuzzNormalCode(f *testing.F) {
	for _, s := range []string{"", " a ", "dé44", "ı", "ŉ", "ß", "\u0345", "ΐ", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := NormalCode(s)
		if twice := NormalCode(once); twice != once {
			t.Fatalf("%q: %q, then %q", s, once, twice)
		}
	})
}
