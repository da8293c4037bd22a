package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// benchRecords are n records of six quasi-identifiers and one sensitive column,
// made while they are read: 8 regions, 6 bands of ages, 12 quarters, 4 kinds of
// family, 2 and 3 further values, some missing. That is 13 824 combinations
// without missing values. With fine ages and days nearly every record is unique.
func benchRecords(n int, fine bool) (Records, []string) {
	quasi := []string{"regio", "leeftijd", "periode", "gezin", "melder", "soort"}
	kinds := []int{8, 6, 12, 4, 2, 3}
	if fine {
		kinds = []int{40, 100, 1000, 4, 2, 3}
	}
	values := make([][]string, len(kinds))
	for i, k := range kinds {
		for v := range k {
			values[i] = append(values[i], fmt.Sprintf("%s-%d", quasi[i], v))
		}
	}
	measures := []string{"geen", "OTS", "UHP", "huisverbod"}
	return Records{Columns: append(quasi, "maatregel"), Rows: func(yield func([]string, error) bool) {
		r := rand.New(rand.NewPCG(17, 18))
		row := make([]string, len(quasi)+1)
		for range n {
			for i, v := range values {
				row[i] = v[r.IntN(len(v))]
			}
			if r.IntN(20) == 0 {
				row[r.IntN(len(quasi))] = ""
			}
			row[len(quasi)] = measures[r.IntN(len(measures))]
			if !yield(row, nil) {
				return
			}
		}
	}}, quasi
}

func BenchmarkCheckAnonymity(b *testing.B) {
	for _, n := range []int{1e3, 1e5, 1e6} {
		for _, c := range []struct {
			values        string
			fine, matches bool
		}{{"coarse", false, false}, {"fine", true, false}, {"coarse", false, true}} {
			b.Run(fmt.Sprintf("rows=%d/values=%s/missing-matches=%v", n, c.values, c.matches), func(b *testing.B) {
				records, quasi := benchRecords(n, c.fine)
				o := AnonymityOptions{Sensitive: []string{"maatregel"}, MissingMatchesAll: c.matches}
				b.ReportAllocs()
				classes := 0
				for b.Loop() {
					a, err := CheckAnonymity(records, quasi, o)
					if err != nil {
						b.Fatal(err)
					}
					classes = a.Classes
				}
				b.ReportMetric(float64(classes), "classes")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/row")
			})
		}
	}
}

// BenchmarkRecords is the cost of making the rows alone, to subtract.
func BenchmarkRecords(b *testing.B) {
	records, _ := benchRecords(1e6, false)
	b.ReportAllocs()
	for b.Loop() {
		if err := records.each(func([]string) {}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkShiftBy(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ShiftBy(shiftSecret, "C-0001", ShiftOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRegionsOf(b *testing.B) {
	r := readRegions(b, drentheRegions)
	b.ReportAllocs()
	for b.Loop() {
		r.Of("Súdwest-Fryslân")
	}
}
