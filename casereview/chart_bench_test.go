package casereview

import (
	"fmt"
	"testing"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func BenchmarkNewControlChart(b *testing.B) {
	for _, n := range []int{24, 240, 2400} {
		counts, bases := make([]int, n), make([]int, n)
		for i := range counts {
			counts[i], bases[i] = 20+i%7, 60+i%5
		}
		series, err := NewSeries(rma.NewDate(1800, time.January, 1), counts, bases, SeriesOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("periods=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				chart, err := NewControlChart(series, ControlOptions{})
				if err != nil {
					b.Fatal(err)
				}
				chart.Table()
			}
		})
	}
}

// manyReports has two dossiers of each family, and each is closed.
func manyReports(b *testing.B, n int) *Log {
	b.Helper()
	var cases []Case
	var events []Event
	for i := range n {
		id := caseID(fmt.Sprintf("D%d", i))
		cases = append(cases, Case{ID: id, Family: familyID(fmt.Sprintf("F%d", i/2))})
		day := time.Date(2019, 1, 1+i%1400+200*(i%2), 12, 0, 0, 0, time.UTC)
		events = append(events, Event{Case: id, Activity: Report, At: NewStamp(day, Day)},
			Event{Case: id, Activity: Closed, At: NewStamp(day.AddDate(0, 0, 30), Day)})
	}
	log, err := NewLog(cases, events)
	if err != nil {
		b.Fatal(err)
	}
	return log
}

func BenchmarkFindRareEvents(b *testing.B) {
	for _, n := range []int{300, 3000, 30000} {
		log := manyReports(b, n)
		o := RareOptions{AsOf: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), Rule: DrentheStudy()}
		b.Run(fmt.Sprintf("dossiers=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := FindRareEvents(log, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
