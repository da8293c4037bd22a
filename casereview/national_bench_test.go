package casereview

import (
	"runtime"
	"testing"
)

// BenchmarkNewLog makes a log of some 1.2 million events.
func BenchmarkNewLog(b *testing.B) {
	log := manyDossiers(b, 150_000)
	var cases []Case
	var events []Event
	for _, t := range log.Cases() {
		cases = append(cases, t.Case)
		events = append(events, t.events...)
	}
	log = nil
	runtime.GC()
	b.Run("events=1.2e6", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := NewLog(cases, events); err != nil {
				b.Fatal(err)
			}
		}
	})
}
