package casereview

import (
	"fmt"
	"testing"
	"time"
)

func BenchmarkCheck(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, n := range []int{100, 10_000, 100_000} {
		log := manyDossiers(b, n)
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Check(log, end, CheckOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
