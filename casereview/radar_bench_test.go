package casereview

import (
	"fmt"
	"testing"
	"time"
)

func BenchmarkRadar(b *testing.B) {
	end := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, n := range []int{100, 10_000, 100_000} {
		log := manyDossiers(b, n)
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Radar(log, end, DrentheStudy(), RadarOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSensitivity(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		log := manyDossiers(b, n)
		b.Run(fmt.Sprintf("variants=18/cases=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o := SensitivityOptions{MergeWindows: []time.Duration{0, 48 * time.Hour, 720 * time.Hour}, Ties: []Tie{TieFollowUp, TieRereport}}
				if _, err := Sensitivity(log, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
