package leak

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// benchText makes running text of random words.
func benchText(size int) string {
	random := rand.New(rand.NewPCG(3, 5))
	var b strings.Builder
	for b.Len() < size {
		for range 2 + random.IntN(9) {
			b.WriteByte("aeiounrtsdlghkmvbpwj"[random.IntN(20)])
		}
		b.WriteByte(" \n"[random.IntN(10)/9])
	}
	return b.String()
}

func benchCheck(b *testing.B, n int) Check {
	ids := make([]privacy.Identifier, n)
	for i := range ids {
		ids[i] = privacy.NewIdentifier(fmt.Sprintf("Voornaam%d van der Achternaam%d", i%97, i))
		if i%2 == 0 {
			ids[i] = privacy.NewIdentifier(fmt.Sprintf("2023-%07d", i))
		}
	}
	c, err := NewCheck(Options{Identifiers: ids, Policy: privacy.Policy{Audience: privacy.Team}})
	if err != nil {
		b.Fatal(err)
	}
	return *c
}

func BenchmarkLeakScan(b *testing.B) {
	text := benchText(4 << 20)
	for _, x := range []struct{ name, content string }{
		{"x.txt", text},
		{"x.html", "<p>" + strings.ReplaceAll(text, "\n", "</p>\n<p>")},
	} {
		for _, n := range []int{100, 10_000} {
			c := benchCheck(b, n)
			b.Run(fmt.Sprintf("file=%s/identifiers=%d", x.name, n), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(x.content)))
				for b.Loop() {
					if _, err := c.Scan(x.name, strings.NewReader(x.content)); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkLeakCounts(b *testing.B) {
	text := benchText(1 << 20)
	c, err := NewCheck(Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range []struct{ file, name, content string }{
		{"text", "x.txt", text},
		{"page", "x.html", "<p>" + strings.ReplaceAll(text, "\n", "</p>\n<p>")},
		{"table", "x.html", "<table><tr><th>x</th><th>gezinnen</th></tr>" + strings.Repeat("<tr><td>x</td><td>12</td></tr>\n", 1<<15) + "</table>"},
	} {
		b.Run("file="+x.file, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(x.content)))
			for b.Loop() {
				if _, err := c.Scan(x.name, strings.NewReader(x.content)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNewLeakCheck(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("identifiers=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				benchCheck(b, n)
			}
		})
	}
}
