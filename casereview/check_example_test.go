package casereview_test

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func ExampleCheck() {
	log, asOf := hoogeveen()
	checks, err := casereview.Check(log, asOf, casereview.CheckOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(checks)
	// Output:
	// Checks of 21 cases and 75 events, as of 1 May 2023
	//   home visit without an organisation               19 of 19 events, in 19 cases
	//   moments of several precisions                    7 of 21 cases, in 7 cases
}

func ExampleVocabulary() {
	v := casereview.Vocabulary{"family-talk": rma.T("gesprek met het gezin", "talk with the family")}
	fmt.Println(v.Label("family-talk", rma.Dutch))
	fmt.Println(v.Label(casereview.HomeVisit, rma.Dutch))
	fmt.Println(v.Check("something-else"))
	// Output:
	// gesprek met het gezin
	// huisbezoek
	// not a term of the declared vocabulary: an activity of one's own is declared first
}

func ExampleLog_WithFamilies() {
	log, _ := hoogeveen()
	for _, t := range log.Cases() {
		member := casereview.Person{Role: casereview.Child, BirthYear: 2015}
		for e := range t.All() {
			if len(e.Subjects) > 0 {
				member.ID = e.Subjects[0]
			}
		}
		if t.Case.Family.IsZero() || member.ID.IsZero() {
			continue
		}
		known, err := log.WithFamilies([]casereview.Family{{ID: t.Case.Family, Members: []casereview.Person{member}}})
		if err != nil {
			panic(err)
		}
		family, _ := known.Family(t.Case.Family)
		fmt.Println(family, family.Members[0].Role.Label(rma.Dutch))
		break
	}
	// Output:
	// family G01 (1 members) kind
}
