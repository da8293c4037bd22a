package casereview

import (
	"fmt"
	"testing"
	"time"
)

func BenchmarkBetween(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, dossiers := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, dossiers)
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				t, err := Between(log, end, Report, HomeVisit, BetweenOptions{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err = t.Within(24 * time.Hour); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One case with many events: what it takes does not grow with their square.
func BenchmarkBetweenOneCase(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		var events []Event
		for i := range n {
			a := Report
			if i%2 == 1 {
				a = HomeVisit
			}
			events = append(events, Event{Case: caseID("a"), Activity: a, At: NewStamp(time.Date(1990, 1, 1, 0, 61*i, 0, 0, time.UTC), Precision(1+i%4))})
		}
		log, err := NewLog([]Case{{ID: caseID("a")}}, events)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("events=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Between(log, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), Report, HomeVisit, BetweenOptions{Anchor: AnchorEach}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
