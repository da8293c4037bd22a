package casereview

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// randomHistory makes a few families with dossiers that follow one another or
// overlap, sometimes on the same days, and with persons who move.
func randomHistory(rng *rand.Rand) ([]Case, []Event) {
	kinds := []ConcernKind{Neglect, ChildAbuse, PartnerViolence}
	orgs := []OrgID{"", "politie", "school"}
	var cases []Case
	var events []Event
	dossiers := 1 + rng.IntN(6)
	for d := range dossiers {
		f := rng.IntN(3)
		c := Case{ID: caseID(fmt.Sprintf("D%d", d))}
		if rng.IntN(8) > 0 {
			c.Family = familyID(fmt.Sprintf("F%d", f))
		}
		cases = append(cases, c)
		person := func() PersonID {
			if rng.IntN(10) == 0 {
				return personID(fmt.Sprintf("p%d", rng.IntN(9)))
			}
			return personID(fmt.Sprintf("p%d", 3*f+rng.IntN(3)))
		}
		day := rng.IntN(40)
		add := func(a Activity) {
			t := time.Date(2019, 12, 20+day, 0, 0, 0, 0, time.UTC)
			p := Day
			if rng.IntN(3) == 0 {
				t, p = t.Add(time.Duration(rng.IntN(24*60))*time.Minute), Minute
			}
			e := Event{Case: c.ID, Activity: a, At: NewStamp(t, p), Seq: len(events) + 1}
			if a == Report && rng.IntN(5) > 0 {
				e.Org = orgs[rng.IntN(3)]
				for range rng.IntN(3) {
					e.Subjects = append(e.Subjects, person())
				}
				for range rng.IntN(3) {
					e.Concerns = append(e.Concerns, Concern{person(), kinds[rng.IntN(3)]})
				}
			}
			events = append(events, e)
		}
		step := func() {
			day += 1 + rng.IntN(3)
			if rng.IntN(6) == 0 {
				day += rng.IntN(500)
			}
		}
		for range 1 + rng.IntN(3) {
			add(Report)
			for range rng.IntN(5) {
				step()
				add([]Activity{Report, AssessmentDone, ServiceStart, Handover, MonitorContact, HomeVisit}[rng.IntN(6)])
			}
			if rng.IntN(3) > 0 {
				if step(); rng.IntN(4) == 0 {
					add(Report) // on the day of the closing
				}
				add(Closed)
				step()
				if rng.IntN(3) == 0 {
					add(Reopened)
					step()
				}
			} else {
				step()
			}
		}
	}
	return cases, events
}

func describe(log *Log) string {
	s := ""
	for id, tr := range log.Cases() {
		s += fmt.Sprintf("%s (family %s):", id, tr.Case.Family)
		for e := range tr.All() {
			s += fmt.Sprintf(" %s@%s%v", e.Activity, e.At, e.involved())
		}
		s += "\n"
	}
	return s
}
