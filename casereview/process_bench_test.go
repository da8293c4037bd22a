package casereview

import (
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// BenchmarkProcess runs each entry point of the process view over a whole log.
func BenchmarkProcess(b *testing.B) {
	end := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, n := range []int{1250, 125_000} { // cases of eight events
		log := manyDossiers(b, n)
		for _, job := range []struct {
			name string
			run  func() error
		}{
			{"presence", func() error { _, err := Presence(log, PresenceOptions{}); return err }},
			{"variants", func() error { _, err := Variants(log, VariantOptions{}); return err }},
			{"follows", func() error { _, err := DirectlyFollows(log, FollowsOptions{}); return err }},
			{"work", func() error { _, err := HandoverOfWork(log, WorkOptions{}); return err }},
			{"throughput", func() error { _, err := Throughput(log, end, ThroughputOptions{}); return err }},
			{"dots", func() error { _, err := DottedChart(log, DotOptions{}); return err }},
			{"constraints", func() error { _, err := CheckAll(log, end, agreed()...); return err }},
		} {
			b.Run(fmt.Sprintf("job=%s/events=%d", job.name, 8*n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := job.run(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkWithin checks a time limit in one case of many events that overlap.
func BenchmarkWithin(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		var f Followed
		for i := range n {
			f.steps = append(f.steps, step{letter('A' + rune(i%2)), int64(60 * i), int64(60*i + 6000)})
		}
		rule := Within(letter('A'), letter('B'), time.Hour)
		b.Run(fmt.Sprintf("events=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rule.Check(f)
			}
		})
	}
}

func BenchmarkWriteDOT(b *testing.B) {
	g, err := DirectlyFollows(manyDossiers(b, 1000), FollowsOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run(fmt.Sprintf("arcs=%d", len(g.Arcs)), func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := g.WriteDOT(io.Discard, rma.Dutch); err != nil {
				b.Fatal(err)
			}
		}
	})
}
