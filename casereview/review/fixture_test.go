package review

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// secret stands in every free text of the fixture, so that a test can look for
// what leaks.
const secret = "Qz7-geheim-Xw4"

func pseudonym(s string) privacy.Pseudonym {
	var p privacy.Pseudonym
	if err := p.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return p
}

func caseID(s string) casereview.CaseID { return casereview.CaseID{Pseudonym: pseudonym(s)} }

func day(t testing.TB, s string) rma.Date {
	t.Helper()
	d, err := rma.ParseDate(s)
	require.NoError(t, err)
	return d
}

// full is a synthetic review in which everything is filled in.
func full(t testing.TB) Review {
	return Review{
		ID: "R1", Case: caseID("AAH-01"), At: day(t, "2023-05-10"), Status: Checked,
		Lead:      []Participant{{Org: "hogeschool", Role: "onderzoeker"}},
		Team:      []Participant{{ID: pseudonym("P-01"), Org: "Veilig Thuis", Role: "gedragswetenschapper"}, {ID: pseudonym("P-02"), Org: "lokaal team", Role: "coach"}},
		CaseGroup: []Participant{{Org: "lokaal team", Role: "wijkteammedewerker"}, {Org: "politie", Role: "agent"}},
		Narrative: []NarrativeItem{{At: day(t, "2023-01-05"), Org: "politie", Text: "Melding na ruzie " + secret}, {Org: "lokaal team", Text: "Wij hoorden het later, " + secret}},
		Episodes: []Episode{
			{ID: "E1", Label: "de eerste week " + secret, From: day(t, "2023-01-05"), To: day(t, "2023-01-12"), Orgs: []casereview.OrgID{"politie", "Veilig Thuis"},
				Appraisal: Good, WhyItMadeSense: "men kende elkaar " + secret, Effect: "snel bezoek " + secret,
				Factors: []Factor{{ID: "F1", Code: "korte-lijnen", Level: InterAgency, Direction: Supports, Bouwsteen: rma.Samenwerking, Note: secret},
					{Code: "werkdruk", Level: WorkConditions, Direction: Hinders, Bouwsteen: rma.Werkprocessen}}},
			{ID: "E2", Label: "de overdracht", From: day(t, "2023-02-01"), Appraisal: Problematic, WhyItMadeSense: "het systeem gaf geen seintje", Effect: "wachten",
				Factors: []Factor{{Code: "systeem", Level: LocalStrategic, Direction: Hinders, Bouwsteen: rma.Informatiesystemen},
					{Code: "korte-lijnen", Level: InterAgency, Direction: Hinders, Bouwsteen: rma.Samenwerking}}},
		},
		Patterns: []Pattern{{Type: LongerTermWork, Statement: "wie overdraagt is het kwijt " + secret, SeenIn: []string{"E2"}, Scope: Recurs},
			{Type: HumanTool, Statement: "het register stuurt", SeenIn: []string{"E1", "E2"}, Scope: SystemWide}},
		Insights: []Insight{{ID: "I1", Text: "korte lijnen dragen het werk", Bouwsteen: rma.Samenwerking, Level: rma.Operational, Episodes: []string{"E1"}, ClearedBy: "projectleider"},
			{ID: "I2", Text: "het systeem zwijgt " + secret, Bouwsteen: rma.Informatiesystemen, Level: rma.Network, Episodes: []string{"E2", "E1"}}},
		Carry:  []CarryQuestion{{ID: "Q1", Text: "Hoe weet het team dat een dossier overgaat?", Bouwsteen: rma.Werkprocessen, Level: rma.Network}},
		Scales: []Scale{quality()},
		Ratings: []Rating{{Scale: "kwaliteit", Of: "E1", By: pseudonym("P-01"), Level: "goed"}, {Scale: "kwaliteit", Of: "E1", By: pseudonym("P-02"), Level: "voldoende"},
			{Scale: "kwaliteit", Of: "E2", By: pseudonym("P-01"), Level: "matig"}, {Scale: "kwaliteit", Of: "F1", By: pseudonym("P-02")}},
	}
}

func quality() Scale {
	return Scale{ID: "kwaliteit", Question: rma.T("Hoe goed diende het handelen de veiligheid?", "How well did the practice serve safety?"),
		Levels: []Level{{Key: "onvoldoende"}, {Key: "matig"}, {Key: "voldoende"}, {Key: "goed", Label: rma.T("goed", "good")}}}
}

// final returns the fixture as a final review.
func final(t testing.TB) Review {
	t.Helper()
	r, err := Move(full(t), Final)
	require.NoError(t, err)
	return r
}

// others are small reviews beside the full one.
func others(t testing.TB) []Review {
	f := func(code string, d Direction, b rma.Bouwsteen, v FactorLevel) Factor {
		return Factor{Code: code, Direction: d, Bouwsteen: b, Level: v}
	}
	return []Review{
		{ID: "R2", Case: caseID("AAH-02"), At: day(t, "2023-05-24"), Status: Analysed,
			Episodes: []Episode{{ID: "E1", Appraisal: Mixed, Factors: []Factor{f("korte-lijnen", Supports, rma.Samenwerking, InterAgency), f("tijd", Supports, 0, 0)}}},
			Patterns: []Pattern{{Type: LongerTermWork, Scope: CaseOnly, SeenIn: []string{"E1"}}, {}},
			Scales:   []Scale{quality()}, Ratings: []Rating{{Scale: "kwaliteit", Of: "E1", By: pseudonym("P-01"), Level: "voldoende"}, {Scale: "kwaliteit", Of: "E1", By: pseudonym("P-02"), Level: "voldoende"}}},
		{ID: "R3", Case: caseID("MEP-01"), At: day(t, "2023-03-07"), Status: Final,
			Episodes: []Episode{{ID: "E1", Appraisal: Good, Factors: []Factor{f("werkdruk", Hinders, rma.Werkprocessen, WorkConditions), f("tijd", 0, rma.Werkprocessen, WorkConditions)}}}},
		{ID: "R4", Case: caseID("MEP-01"), Status: Checked, Episodes: []Episode{{ID: "E1", Factors: []Factor{f("werkdruk", Hinders, rma.Werkprocessen, OwnTeam)}}}},
		{ID: "R5", Status: Collecting, Episodes: []Episode{{ID: "E1", Factors: []Factor{f("nieuw", Supports, 0, 0)}}}},
	}
}

func all(t testing.TB) []Review { return append([]Review{full(t)}, others(t)...) }

var origin = rma.Origin{Method: "casusreview", Pilot: "AAH"}

// randomReviews makes reviews of some cases, with factors, patterns and ratings.
func randomReviews(rng *rand.Rand, n int) []Review {
	var out []Review
	for i := range n {
		r := Review{ID: fmt.Sprintf("R%d", i), Status: Status(rng.IntN(6)), Scales: []Scale{quality()}}
		if rng.IntN(5) > 0 {
			r.Case = caseID(fmt.Sprintf("C-%02d", rng.IntN(n)))
		}
		if rng.IntN(4) > 0 {
			r.At = rma.NewDate(2023, 1, 1+rng.IntN(60))
		}
		for e := range rng.IntN(4) {
			ep := Episode{ID: fmt.Sprintf("E%d", e), Appraisal: Appraisal(rng.IntN(5))}
			for range rng.IntN(4) {
				ep.Factors = append(ep.Factors, Factor{Code: fmt.Sprintf("f%d", rng.IntN(5)), Direction: Direction(rng.IntN(3)),
					Bouwsteen: rma.Bouwsteen(rng.IntN(5)), Level: FactorLevel(rng.IntN(9))})
			}
			r.Episodes = append(r.Episodes, ep)
			r.Patterns = append(r.Patterns, Pattern{Type: PatternType(rng.IntN(7)), Scope: Scope(rng.IntN(4)), SeenIn: []string{ep.ID}})
			for k := range 3 {
				if rng.IntN(3) > 0 {
					r.Ratings = append(r.Ratings, Rating{Scale: "kwaliteit", Of: ep.ID, By: pseudonym(fmt.Sprintf("P-%d", k)), Level: quality().Levels[rng.IntN(4)].Key})
				}
			}
		}
		out = append(out, r)
	}
	return out
}

func moment(t testing.TB, s string) Moment {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	require.NoError(t, err)
	return NewMoment(at)
}
