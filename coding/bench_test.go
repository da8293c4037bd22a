package coding

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// largeProject has documents of the given length with turns, and two coders
// who gave each code five times in each document.
func largeProject(b *testing.B, docs, chars, codes int) *Project {
	b.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	p := &Project{Coders: []Coder{{ID: "anna"}, {ID: "bram"}}}
	for i := range codes {
		id := fmt.Sprintf("c%02d", i)
		p.Codebook.Codes = append(p.Codebook.Codes, Code{ID: id, Label: textOf(id), Codable: true})
	}
	line := "R: " + strings.Repeat("een zin van een deelnemer ", 11) + "\nI: en verder?\n"
	text := strings.Repeat(line, chars/len(line)+1)[:chars]
	for i := range docs {
		id := fmt.Sprintf("d%03d", i)
		d, err := ReadTranscript(strings.NewReader(text), id+".txt", TranscriptOptions{ID: id, Attributes: map[string]string{AttrPilot: fmt.Sprint(i % 7)}})
		if err != nil {
			b.Fatal(err)
		}
		p.Documents = append(p.Documents, d)
		for _, coder := range p.Coders {
			p.Assignments = append(p.Assignments, Assignment{Coder: coder.ID, Doc: id})
			for c, code := range p.Codebook.Codes {
				for n := range 5 {
					start := rng.IntN(chars - 400)
					p.Codings = append(p.Codings, Coding{ID: fmt.Sprint(c*5 + n), Doc: id, Code: code.ID, Coder: coder.ID,
						Span: Span{start, start + 20 + rng.IntN(300)}})
				}
			}
		}
	}
	return p
}

func BenchmarkAgree(b *testing.B) {
	for _, c := range []struct {
		unit              Unit
		docs, chars, code int
	}{
		{ByCharacter, 300, 6000, 40},
		{ByCharacter, 300, 60000, 40},
		{ByTurn, 300, 60000, 40},
	} {
		p := largeProject(b, c.docs, c.chars, c.code)
		b.Run(fmt.Sprintf("unit=%s/docs=%d/chars=%d/codes=%d", c.unit, c.docs, c.chars, c.code), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Agree(p, c.unit, AgreementOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// manyCodes has six documents that two coders gave 4,000 codes each.
func manyCodes(b *testing.B) *Project {
	b.Helper()
	p := &Project{Coders: []Coder{{ID: "anna"}, {ID: "bram"}}}
	for i := range 4000 {
		id := fmt.Sprintf("c%04d", i)
		p.Codebook.Codes = append(p.Codebook.Codes, Code{ID: id, Label: textOf(id), Codable: true})
	}
	for k := range 6 {
		id := fmt.Sprint("d", k)
		d, err := ReadTranscript(strings.NewReader(strings.Repeat("R: een zin van iemand\nI: ja\n", 100)), id+".txt", TranscriptOptions{ID: id})
		if err != nil {
			b.Fatal(err)
		}
		p.Documents = append(p.Documents, d)
		for _, c := range p.Coders {
			p.Assignments = append(p.Assignments, Assignment{Coder: c.ID, Doc: id})
			for i, code := range p.Codebook.Codes {
				p.Codings = append(p.Codings, Coding{ID: code.ID, Doc: id, Span: Span{i % 500, i%500 + 20}, Code: code.ID, Coder: c.ID})
			}
		}
	}
	return p
}

func BenchmarkManyCodes(b *testing.B) {
	p := manyCodes(b)
	for name, f := range map[string]func() error{
		"Agree":  func() error { _, err := Agree(p, ByTurn, AgreementOptions{}); return err },
		"Matrix": func() error { _, err := NewMatrix(p, MatrixOptions{}); return err },
		"Themes": func() error { _, err := FindThemes(p, ThemeOptions{}); return err },
	} {
		b.Run(name+"/codes=4000", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One document of 1.6 million characters, 500 times coded to its end.
func BenchmarkQuotes(b *testing.B) {
	text := strings.Repeat("R: een zin van iemand die praat é\nI: ja\n", 40000)
	d, err := ReadTranscript(strings.NewReader(text), "d.txt", TranscriptOptions{ID: "d"})
	if err != nil {
		b.Fatal(err)
	}
	p := &Project{Codebook: Starter(), Documents: []*Document{d}, Coders: []Coder{{ID: "a"}}, Assignments: []Assignment{{Coder: "a", Doc: "d"}}}
	for i := range 500 {
		p.Codings = append(p.Codings, Coding{ID: fmt.Sprint(i), Doc: "d", Span: Span{i, d.Len()}, Code: "WP.BEL", Coder: "a"})
	}
	b.Run("quotes=500/chars=1600000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Quotes(p, QuoteOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Two coders with 16,000 codings each that overlap one another.
func BenchmarkOverlappingThemes(b *testing.B) {
	d, err := ReadTranscript(strings.NewReader(strings.Repeat("R: een zin van iemand\nI: ja\n", 1000)), "d.txt", TranscriptOptions{ID: "d"})
	if err != nil {
		b.Fatal(err)
	}
	p := &Project{Codebook: Starter(), Documents: []*Document{d}, Coders: []Coder{{ID: "a"}, {ID: "b"}}}
	for _, c := range p.Coders {
		p.Assignments = append(p.Assignments, Assignment{Coder: c.ID, Doc: "d"})
		for i := range 16000 {
			p.Codings = append(p.Codings, Coding{ID: fmt.Sprint(i), Doc: "d", Span: Span{i, i + 2000}, Code: "WP.BEL", Coder: c.ID})
		}
	}
	b.Run("codings=32000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := FindThemes(p, ThemeOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkMatrix(b *testing.B) {
	p := largeProject(b, 300, 60000, 40)
	b.Run("docs=300/chars=60000/codes=40", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := NewMatrix(p, MatrixOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkThemes(b *testing.B) {
	p := largeProject(b, 100, 60000, 16)
	b.Run("docs=100/chars=60000/codes=16", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := FindThemes(p, ThemeOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkReadTranscript(b *testing.B) {
	text := largeProject(b, 1, 60000, 1).Documents[0].Text()
	b.Run("chars=60000", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := ReadTranscript(strings.NewReader(text), "d.txt", TranscriptOptions{ID: "d"}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSlice(b *testing.B) {
	d, err := NewDocument("d", strings.Repeat("één zin 😀 ", 10000))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("chars=100000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = d.Slice(Span{70000, 70050})
		}
	})
}
