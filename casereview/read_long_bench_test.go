package casereview

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// eventsPerCase is 1.2 million events in 127,340 cases, which is what CBS counts
// of reports in a year (StatLine 85361NED, 2023).
const eventsPerCase = 1.2e6 / 127_340

func longBenchMapping() LongMapping {
	return LongMapping{Case: "casus", Family: Field{Column: "gezin"}, Pilot: Field{Column: "pilot"}, Municipality: Field{Column: "gemeente"},
		Activity: "activiteit", At: "moment", Org: Field{Column: "organisatie"}, Actor: "medewerker", Subjects: "betrokkenen", Concerns: "zorgen",
		Codes:      map[string]Activity{"melding": Report, "huisbezoek": HomeVisit, "overleg": Consult, "monitor": MonitorContact, "afgesloten": Closed},
		Attributes: []AttrColumn{{Column: "soort", Values: []string{"telefonisch", "fysiek"}}}}
}

// longRows makes a file of n events, about 85 bytes each, with a case after the
// other.
func longRows(n int) []byte {
	rng := rand.New(rand.NewPCG(5, 6))
	var b bytes.Buffer
	b.WriteString("casus;gezin;pilot;gemeente;activiteit;moment;organisatie;medewerker;betrokkenen;zorgen;soort\n")
	activities := []string{"overleg", "monitor", "overleg", "monitor", "monitor", "overleg"}
	places := []string{"Hoogeveen", "Emmen", "Assen", "Aa en Hunze"}
	amsterdam, err := time.LoadLocation(DefaultZone)
	if err != nil {
		panic(err)
	}
	for i, cases := 0, 0; i < n; cases++ {
		events := int(float64(cases+1)*eventsPerCase) - int(float64(cases)*eventsPerCase)
		at := time.Date(2019, 1, 1+rng.IntN(1400), 8+rng.IntN(12), rng.IntN(60), 0, 0, amsterdam)
		for k := range min(events, n-i) {
			activity, concerns := activities[k%len(activities)], ""
			switch k {
			case 0:
				activity, concerns = "melding", fmt.Sprintf("p%d:neglect", 2*cases)
			case 1:
				activity = "huisbezoek"
			case events - 1:
				activity = "afgesloten"
			}
			fmt.Fprintf(&b, "%d;G%d;EMM;%s;%s;%s;Veilig Thuis;m%d;p%d|p%d;%s;%s\n", 20_100_000+cases, cases*2/3, places[cases%4],
				activity, at.Format("2006-01-02T15:04"), rng.IntN(300), 2*cases, 2*cases+1, concerns, []string{"", "telefonisch", "fysiek"}[k%3])
			at = at.Add(time.Duration(1+rng.IntN(400)) * time.Hour)
			i++
		}
	}
	return b.Bytes()
}

func BenchmarkReadLong(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"1e4", 10_000}, {"1.2e6", 1_200_000}} {
		text := longRows(size.n)
		b.Run("events="+size.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				log, err := ReadLong(bytes.NewReader(text), "cases.csv", longBenchMapping(), ReadOptions{})
				if err != nil {
					b.Fatal(err)
				}
				if log.Events() != size.n {
					b.Fatal(log.Events())
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size.n), "ns/event")
		})
	}
}
