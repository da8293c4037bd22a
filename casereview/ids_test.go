package casereview

import (
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// named returns the pseudonym that a test calls somebody by. A pseudonym holds a
// digit, so a name without one gets a 0 behind it: "a" is a0.
func named(s string) privacy.Pseudonym {
	if s != "" && !strings.ContainsAny(s, "0123456789") {
		s += "0"
	}
	var p privacy.Pseudonym
	if err := p.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return p
}

func caseID(s string) CaseID     { return CaseID{named(s)} }
func familyID(s string) FamilyID { return FamilyID{named(s)} }
func personID(s string) PersonID { return PersonID{named(s)} }

// declared reads files of tests, which hold pseudonyms.
var declared = ReadOptions{Pseudonyms: privacy.Declared()}
