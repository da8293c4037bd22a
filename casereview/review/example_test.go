package review_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview/review"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// files are three synthetic reviews, one of them not analysed yet.
var files = []string{
	`{"schema": 1, "id": "R1", "case": "AAH-01", "at": "2023-05-10", "status": "checked",
	  "team": [{"org": "Veilig Thuis", "role": "gedragswetenschapper"}], "case_group": [{"org": "lokaal team", "role": "wijkteammedewerker"}],
	  "episodes": [{"id": "E1", "label": "het eerste bezoek", "appraisal": "good", "why_it_made_sense": "men kende elkaar",
	    "factors": [{"code": "korte-lijnen", "level": "inter-agency", "direction": "supports", "bouwsteen": "samenwerking"},
	                {"code": "werkdruk", "level": "work-conditions", "direction": "hinders", "bouwsteen": "werkprocessen"}]}],
	  "patterns": [{"type": "longer-term", "statement": "wie overdraagt is het kwijt", "seen_in": ["E1"], "scope": "recurs"}],
	  "insights": [{"id": "I1", "text": "korte lijnen dragen het werk", "bouwsteen": "samenwerking", "episodes": ["E1"], "cleared_by": "projectleider"}],
	  "carry": [{"id": "Q1", "text": "Hoe blijft de lijn kort na een overdracht?", "bouwsteen": "samenwerking", "level": "network"}]}`,
	`{"schema": 1, "id": "R2", "case": "AAH-02", "at": "2023-05-24", "status": "analysed",
	  "episodes": [{"id": "E1", "factors": [{"code": "korte-lijnen", "direction": "hinders", "bouwsteen": "samenwerking"}]}],
	  "scales": [{"id": "zicht", "levels": [{"key": "laag"}, {"key": "midden"}, {"key": "hoog"}]}],
	  "ratings": [{"scale": "zicht", "of": "E1", "by": "P-1", "level": "midden"}, {"scale": "zicht", "of": "E1", "by": "P-2", "level": "hoog"}]}`,
	`{"schema": 1, "id": "R3", "status": "planned"}`,
}

func reviews() []review.Review {
	var list []review.Review
	for i, text := range files {
		r, err := review.Read(strings.NewReader(text), fmt.Sprintf("R%d.json", i+1))
		if err != nil {
			panic(err)
		}
		list = append(list, r)
	}
	return list
}

var origin = rma.Origin{Method: "casusreview", Pilot: "AAH"}

func Example() {
	factors, err := review.Factors(reviews(), review.Options{Origin: origin})
	if err != nil {
		panic(err)
	}
	evidence, err := rma.Collect(factors)
	if err != nil {
		panic(err)
	}
	o, _ := evidence.Get("casusreview/AAH/factors-korte-lijnen")
	fmt.Println(o.What.In(rma.Dutch)+":", o.Format(rma.Dutch))
	// Output:
	// factor in de casus: korte-lijnen: 2 van de 2
}

func ExampleRead() {
	_, err := review.Read(strings.NewReader(`{"schema": 1, "id": "R1",
		"episodes": [{"id": "E1", "from": "2023-02-01", "to": "2023-01-01"}],
		"patterns": [{"seen_in": ["E7"]}]}`), "R1.json")
	fmt.Println(err)
	// Output:
	// R1.json:2:57 (episodes[0].to): events are in an impossible order: it ends before it starts
	// R1.json:3:29 (patterns[0].seen_in[0]): refers to an id that is not declared among the episodes
}

func ExampleMove() {
	r := reviews()[1]
	_, err := review.Move(r, review.Final)
	fmt.Println(errors.Is(err, review.ErrTransition))
	r, err = review.Move(r, review.Checked)
	if err != nil {
		panic(err)
	}
	_, err = review.Move(r, review.Final)
	fmt.Println(err)
	// Output:
	// true
	// the review cannot take this step, from checked to final
	// case_group: a required value is missing: participants of two organisations or more take part; there is 0
	// episodes[0].why_it_made_sense: a required value is missing: why it made sense at the time
}

func ExampleAmend() {
	r, err := review.Move(reviews()[0], review.Final)
	if err != nil {
		panic(err)
	}
	changed := r
	changed.Insights = []review.Insight{{ID: "I1", Text: "korte lijnen dragen het werk, zolang ze er zijn", Episodes: []string{"E1"}}}
	amended, err := review.Amend(r, changed, review.Amendment{
		At: review.NewMoment(time.Date(2023, 6, 1, 10, 0, 0, 0, time.UTC)), By: "projectleider",
		Reason: "de casusgroep las het anders", What: "inzicht I1 aangevuld",
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(amended.Amendments)
	// Output: [amendment 2023-06-01T10:00:00Z (1 parts)]
}

func ExampleReview_Lacks() {
	for _, i := range (review.Review{ID: "R1"}).Lacks() {
		fmt.Println(i.Path)
	}
	// Output:
	// case_group
	// episodes
}

func ExampleReview_Write() {
	if err := reviews()[2].Write(os.Stdout); err != nil {
		panic(err)
	}
	// Output:
	// {
	//   "schema": 1,
	//   "id": "R3",
	//   "status": "planned"
	// }
}

func ExampleReview_Findings() {
	r, err := review.Move(reviews()[0], review.Final)
	if err != nil {
		panic(err)
	}
	for _, f := range r.Findings(origin) {
		fmt.Println(f.ID, f.Text.In(rma.Dutch), f.Observations, f.Withheld)
	}
	// Output: R1-I1 korte lijnen dragen het werk [casusreview/AAH/episodes-R1-E1] false
}

func ExampleReview_Proposals() {
	for _, p := range reviews()[0].Proposals() {
		fmt.Println(p, p.Bouwsteen, p.Level)
		fmt.Println(p.Question)
	}
	// Output:
	// proposal from document R1-Q1 samenwerking network
	// Hoe blijft de lijn kort na een overdracht?
}

func ExampleWriteForm() {
	var b strings.Builder
	if err := review.WriteForm(&b, review.Review{ID: "R1"}, review.FormOptions{Lang: rma.English, Blank: 1}); err != nil {
		panic(err)
	}
	_, rest, _ := strings.Cut(b.String(), "## Episodes\n\n")
	first, _, _ := strings.Cut(rest, "\n\n**organisations")
	fmt.Println(first)
	// Output:
	// - Which moments or periods decided how things went on, for better or for worse?
	// - How was the practice, measured by what was good work at the time?
	// - Why did it make sense to those who did it: what did they see, know, expect and have to do?
	// - What did it mean for the family, and for what came after?
	// - Appraisal: good; problematic; mixed; undetermined
	//
	// ### Episode 1
	//
	// **id:** …
	//
	// **what happened:** …
	//
	// **from:** …
	//
	// **to:** …
}

func ExampleFactors() {
	m, err := review.Factors(reviews(), review.Options{Labels: map[string]rma.Text{"korte-lijnen": rma.T("korte lijnen", "short lines"), "werkdruk": rma.T("werkdruk", "workload")}})
	if err != nil {
		panic(err)
	}
	fmt.Print(m)
	for _, w := range m.Warnings {
		fmt.Println(w.Label(rma.English))
	}
	// Output:
	// Factors in 2 reviews of 2 cases
	//   short lines: 2 of 2
	//   workload: 1 of 2
	// too few cases for a percentage (n=2, n≥10)
}

func ExampleBalance() {
	b, err := review.Balance(reviews(), review.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Print(b)
	// Output:
	// What helps and what hinders in 2 reviews of 2 cases
	//   Content: 0 support, 0 hinder
	//   Work processes: 0 support, 1 hinder
	//   Collaboration: 1 support, 1 hinder
	//   Information systems: 0 support, 0 hinder
	//   all: 1 support, 2 hinder
}

func ExamplePatterns() {
	p, err := review.Patterns(reviews(), review.Options{})
	if err != nil {
		panic(err)
	}
	for _, r := range p.Rows {
		if r.N() > 0 {
			fmt.Println(r.Type.Label(rma.Dutch), r.Recurs, r.Share.Format(rma.Dutch, 0))
		}
	}
	// Output: samen handelen bij beoordeling en langer durende hulp 1 1 van de 2
}

func ExampleNewFactors() {
	s, err := review.NewFactors(reviews(), review.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Print(s)
	// Output:
	// New factors in 2 reviews of 2 cases
	//   1: 2 new of 2, 2 in all
	//   2: 0 new of 1, 2 in all
}

func ExampleAgree() {
	a, err := review.Agree(reviews(), "zicht", review.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(a.Units, a.Same.Format(rma.English, 0))
	fmt.Println(a.Linear.Format(rma.English))
	// Output:
	// 1 0 of 1
	// 0.00
}

func ExampleListEpisodes() {
	l, err := review.ListEpisodes(reviews(), review.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(l)
	fmt.Println(l.Table().TeamOnly)
	// Output:
	// 2 episodes in 2 reviews of 2 cases, good 1, problematic 0, mixed 0, undetermined 0
	// true
}
