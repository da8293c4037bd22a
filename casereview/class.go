package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// Class is what a report is in the history of a family. The zero value is not
// classified: there is nothing to link the report by.
type Class uint8

const (
	Unclassified Class = iota
	FirstReport
	Rereport
	FollowUp
)

var classTerms = rma.Terms{
	{"unclassified", "niet ingedeeld", "not classified"},
	{"first", "eerste melding", "first report"},
	{"rereport", "hermelding", "re-report"},
	{"follow-up", "vervolgmelding", "follow-up report"},
}

// String returns the key used in files.
func (c Class) String() string { return classTerms.Key("Class", uint8(c)) }

// Label returns the name in language l.
func (c Class) Label(l rma.Lang) string { return classTerms.Text("Class", uint8(c)).In(l) }

// Change is how the concerns of a re-report differ from those before. Of
// several, the greatest is the primary one.
type Change uint8

const (
	ChangeNotRecorded           Change = iota
	SameConcern                        // the same concern about the same person
	AdditionalConcernSameMember        // another concern about a person already known
	NewConcernOtherMember              // a concern about another person
)

var changeTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"same-concern", "dezelfde zorg", "same concern"},
	{"additional-concern-same-member", "extra zorg over hetzelfde gezinslid", "additional concern, same member"},
	{"new-concern-other-member", "nieuwe zorg over een ander gezinslid", "new concern, other member"},
}

// String returns the key used in files, "" for not recorded.
func (c Change) String() string { return changeTerms.Key("Change", uint8(c)) }

// Label returns the name in language l.
func (c Change) Label(l rma.Lang) string { return changeTerms.Text("Change", uint8(c)).In(l) }

// Changes is a set of changes.
type Changes uint8

// Has reports whether the change is in the set.
func (s Changes) Has(c Change) bool { return s&(1<<c) != 0 }

func (s Changes) with(c Change) Changes { return s | 1<<c }

// Primary returns the greatest change in the set, ChangeNotRecorded when it is
// empty.
func (s Changes) Primary() Change {
	for c := NewConcernOtherMember; c > ChangeNotRecorded; c-- {
		if s.Has(c) {
			return c
		}
	}
	return ChangeNotRecorded
}

// List returns the changes in the set, from the least to the greatest.
func (s Changes) List() []Change {
	var list []Change
	for c := SameConcern; c <= NewConcernOtherMember; c++ {
		if s.Has(c) {
			list = append(list, c)
		}
	}
	return list
}

// InvolvedKnown is how many of the directly involved were known from a closed
// dossier, as CBS distinguishes.
type InvolvedKnown uint8

const (
	InvolvedNotRecorded InvolvedKnown = iota
	OneKnown
	SeveralKnown
)

var involvedTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"one", "één betrokkene al bekend", "one involved person known"},
	{"several", "meerdere betrokkenen al bekend", "several involved persons known"},
}

// String returns the key used in files, "" for not recorded.
func (k InvolvedKnown) String() string { return involvedTerms.Key("InvolvedKnown", uint8(k)) }

// Label returns the name in language l.
func (k InvolvedKnown) Label(l rma.Lang) string {
	return involvedTerms.Text("InvolvedKnown", uint8(k)).In(l)
}
