package casereview

import (
	"fmt"
	"testing"
	"time"
)

func BenchmarkCheckNorm(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, dossiers := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, dossiers)
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := CheckNorm(log, end, AssessmentNorm(), NormOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
