package casereview

import (
	"fmt"
	"testing"
	"time"
)

func BenchmarkRecurrence(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, dossiers := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, dossiers)
		for _, rule := range []Rule{DrentheStudy(), CBS2022()} {
			b.Run(fmt.Sprintf("rule=%s/events=%d", rule.Name, log.Events()), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Recurrence(log, end, RecurrenceOptions{Rule: rule}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
