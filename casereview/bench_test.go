package casereview

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// wideRows makes a file of n cases for wideMapping.
func wideRows(n int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString(wideHeading)
	for i := range n {
		report := time.Date(2023, 1, 1+rng.IntN(300), rng.IntN(24), rng.IntN(60), 0, 0, time.UTC).Add(4 * time.Hour)
		visit := report.Add(time.Duration(1+rng.IntN(4000)) * time.Minute)
		fmt.Fprintf(&b, "C-%d;G-%d;Emmen;%s;politie;p%da|p%db;p%da:neglect;%s;ja;;;weekend;3,5;\n",
			i, i*2/3, report.Format("2006-01-02T15:00"), i, i, i, visit.Add(time.Hour).Format("2-1-2006 15:04"))
	}
	return strings.ReplaceAll(b.String(), "T02:00", "T04:00")
}

// manyDossiers makes n dossiers of n/3 families.
func manyDossiers(b *testing.B, n int) *Log {
	b.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	var cases []Case
	var events []Event
	for i := range n {
		id := caseID(fmt.Sprintf("D%04d-%03d", i/1000, i%1000))
		f := rng.IntN(n/3 + 1)
		cases = append(cases, Case{ID: id, Family: familyID(fmt.Sprintf("F%d", f))})
		day := rng.IntN(1500)
		for _, a := range []Activity{Report, Consult, HomeVisit, AssessmentDone, Handover, MonitorContact, Report, Closed} {
			e := Event{Case: id, Activity: a, At: NewStamp(time.Date(2019, 1, 1+day, 12, 0, 0, 0, time.UTC), Day), Seq: len(events) + 1}
			if a == Report {
				e.Subjects = []PersonID{personID(fmt.Sprintf("p%d-%d", f, rng.IntN(4))), personID(fmt.Sprintf("p%d-%d", f, rng.IntN(4)))}
				e.Concerns = []Concern{{e.Subjects[0], Neglect}}
			}
			events = append(events, e)
			day += 1 + rng.IntN(20)
		}
	}
	log, err := NewLog(cases, events)
	if err != nil {
		b.Fatal(err)
	}
	return log
}

// oneFamily makes n dossiers of one family, each closed before the next.
func oneFamily(b *testing.B, n int) *Log {
	b.Helper()
	var cases []Case
	var events []Event
	for i := range n {
		id := caseID(fmt.Sprintf("D%04d-%03d", i/1000, i%1000))
		cases = append(cases, Case{ID: id, Family: familyID("F")})
		report := time.Date(2000, 1, 1, 4*i, 0, 0, 0, time.UTC)
		p := personID(fmt.Sprintf("p%d", i%5))
		events = append(events,
			Event{Case: id, Activity: Report, At: NewStamp(report, Minute), Org: "politie", Subjects: []PersonID{p}, Concerns: []Concern{{p, Neglect}}},
			Event{Case: id, Activity: ServiceStart, At: NewStamp(report.Add(time.Hour), Minute)},
			Event{Case: id, Activity: Closed, At: NewStamp(report.Add(2*time.Hour), Minute)})
	}
	log, err := NewLog(cases, events)
	if err != nil {
		b.Fatal(err)
	}
	return log
}

func BenchmarkClassifyOneFamily(b *testing.B) {
	tie := DrentheStudy()
	tie.Name, tie.SameDayTie = "tie", TieRereport
	for _, rule := range []Rule{DrentheStudy(), tie, Within12Months(), CBS2022()} {
		for _, n := range []int{1000, 4000, 16000} {
			log := oneFamily(b, n)
			b.Run(fmt.Sprintf("rule=%s/dossiers=%d", rule.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := ClassifyReports(log, rule, ReportOptions{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkClassifyOpenFamily has dossiers of one family that all run at once.
func BenchmarkClassifyOpenFamily(b *testing.B) {
	for _, n := range []int{1000, 16000} {
		log := oneFamily(b, n)
		var events []Event
		var cases []Case
		for _, t := range log.Cases() {
			cases = append(cases, t.Case)
			for e := range t.All() {
				if e.Activity != Closed {
					events = append(events, e)
				}
			}
		}
		log, err := NewLog(cases, events)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("dossiers=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ClassifyReports(log, DrentheStudy(), ReportOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseStamp(b *testing.B) {
	m := WideMapping{}
	loc, err := m.location()
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range []string{"2023-02-01T10:00", "2023-02-01", "1-2-2023 10:00"} {
		b.Run("form="+strings.ReplaceAll(s, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseStamp(s, loc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadWide(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		text := wideRows(n)
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := ReadWide(strings.NewReader(text), "cases.csv", wideMapping(), declared); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkTimeToVisit(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		log := manyDossiers(b, n)
		end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := TimeToVisit(log, end, VisitOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkClassifyReports(b *testing.B) {
	for _, rule := range []Rule{DrentheStudy(), CBS2022()} {
		for _, n := range []int{100, 10_000, 100_000} {
			log := manyDossiers(b, n)
			b.Run(fmt.Sprintf("rule=%s/cases=%d", rule.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := ClassifyReports(log, rule, ReportOptions{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
