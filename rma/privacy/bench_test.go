package privacy

import (
	"fmt"
	"testing"
)

// benchIdentifiers gives dossier numbers, and names that need folding.
func benchIdentifiers(n int, format string) []Identifier {
	out := make([]Identifier, n)
	for i := range out {
		out[i] = NewIdentifier(fmt.Sprintf(format, i))
	}
	return out
}

func benchReplace(b *testing.B, name string, by func() Pseudonymiser) {
	for _, kind := range []struct{ name, format string }{{"number", "2023-%07d"}, {"name", "Gezin Jané %d"}} {
		for _, n := range []int{1e3, 1e5} {
			ids := benchIdentifiers(n, kind.format)
			b.Run(fmt.Sprintf("by=%s/id=%s/n=%d", name, kind.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p := by()
					for _, id := range ids {
						if _, err := p.Pseudonym(CaseDomain, id); err != nil {
							b.Fatal(err)
						}
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/id")
			})
		}
	}
}

func BenchmarkPseudonym(b *testing.B) {
	benchReplace(b, "keyed", func() Pseudonymiser { return testKeyed(b, KeyedOptions{}) })
	benchReplace(b, "codebook", func() Pseudonymiser { return testCodebook(b) })
	benchReplace(b, "numbered", Numbered)
}
