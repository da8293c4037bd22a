package casereview

import (
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// CaseID is the pseudonym of a case: one dossier at Veilig Thuis. It is made by
// a [privacy.Pseudonymiser], so that the number of the dossier itself cannot get
// into an analysis. The zero CaseID is none.
type CaseID struct{ privacy.Pseudonym }

// FamilyID is the pseudonym of a family or household, which may have several
// dossiers. The zero FamilyID is none.
type FamilyID struct{ privacy.Pseudonym }

// PersonID is the pseudonym of a member of a family. The zero PersonID is none.
type PersonID struct{ privacy.Pseudonym }

// OrgID names an organisation, such as "politie" or "lokaal team".
type OrgID string

// Event is something that happened in a case at a moment, or from a moment until
// another.
type Event struct {
	Case     CaseID
	Activity Activity
	At       Stamp
	End      Stamp             // when it was over; zero for what happens at once, or is not recorded
	Org      OrgID             // who did it; for a report, who reported; for a handover, who hands over
	To       OrgID             // for a handover, who takes over
	With     []OrgID           // who else took part, as in a joint visit
	Actor    PersonID          // the professional who did it
	Subjects []PersonID        // who is directly involved
	Concerns []Concern         // what was reported about whom
	Attrs    map[string]string // attributes that the mapping allows
	Seq      int               // import order, which decides between equal stamps
	File     string            // where it was read; may be empty
	Line     int
	Column   int
}

// lacks names what an event of a log has and this one does not, "" when it has all.
func (e *Event) lacks() string {
	switch {
	case e.Activity == "":
		return "activity"
	case e.At.IsZero():
		return string(e.Activity)
	}
	return ""
}

// Ref returns the place of the event, as evidence.
func (e Event) Ref() rma.Ref {
	return rma.Ref{Kind: rma.RefCase, ID: e.Case.String(), File: e.File, Line: e.Line}
}

// involved returns everybody whom the event names, each once, in order.
func (e Event) involved() []PersonID {
	var list []PersonID
	add := func(p PersonID) {
		for _, q := range list {
			if p == q {
				return
			}
		}
		list = append(list, p)
	}
	for _, p := range e.Subjects {
		add(p)
	}
	for _, c := range e.Concerns {
		if !c.Person.IsZero() {
			add(c.Person)
		}
	}
	return list
}

// Case is what is known of a case as a whole.
type Case struct {
	ID           CaseID
	Family       FamilyID // empty when it cannot be linked to a family
	Pilot        string
	Municipality string
	Attrs        map[string]string // attributes that the mapping allows
	File         string            // where it was read; may be empty
	Line         int
}

// Ref returns the place of the case, as evidence.
func (c Case) Ref() rma.Ref {
	return rma.Ref{Kind: rma.RefCase, ID: c.ID.String(), File: c.File, Line: c.Line}
}
