package casereview

import (
	"fmt"
	"io"
	"iter"
	"log/slog"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Role is what somebody is in a family. The zero value is not recorded.
type Role uint8

const (
	RoleNotRecorded Role = iota
	Child
	Parent
	Partner
	ExPartner
	Elder
	OtherRole
)

var roleTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"child", "kind", "child"},
	{"parent", "ouder", "parent"},
	{"partner", "partner", "partner"},
	{"ex-partner", "ex-partner", "ex-partner"},
	{"elder", "oudere", "elder"},
	{"other", "anders", "other"},
}

// String returns the key used in files, "" for not recorded.
func (r Role) String() string { return roleTerms.Key("Role", uint8(r)) }

// Label returns the name in language l.
func (r Role) Label(l rma.Lang) string { return roleTerms.Text("Role", uint8(r)).In(l) }

// MarshalText writes the key.
func (r Role) MarshalText() ([]byte, error) { return roleTerms.Marshal("Role", uint8(r)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (r *Role) UnmarshalText(text []byte) error {
	v, err := roleTerms.Parse("Role", text)
	*r = Role(v)
	return err
}

// Person is a member of a family.
type Person struct {
	ID        PersonID
	Role      Role
	BirthYear int // 0 means not recorded
}

// Family is a family or household with its members. Somebody may be a member of
// several, such as a child of parents who live apart.
type Family struct {
	ID      FamilyID
	Members []Person
	File    string // where it was read; may be empty
	Line    int
}

// Has reports whether somebody is a member.
func (f Family) Has(p PersonID) bool {
	return slices.ContainsFunc(f.Members, func(m Person) bool { return m.ID == p })
}

// String gives the pseudonym, the place and how many members there are, and nothing
// that is known of them.
func (f Family) String() string {
	return fmt.Sprintf("family %s%s (%d members)", f.ID, onLine(f.Line), len(f.Members))
}

// Format writes String whatever the verb.
func (f Family) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, f.String()) }

// LogValue gives a log String.
func (f Family) LogValue() slog.Value { return slog.StringValue(f.String()) }

// String gives the pseudonym, and neither role nor year.
func (p Person) String() string { return "person " + p.ID.String() }

// Format writes String whatever the verb.
func (p Person) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, p.String()) }

// LogValue gives a log String.
func (p Person) LogValue() slog.Value { return slog.StringValue(p.String()) }

// firstBirthYear and lastBirthYear are the years in which somebody in a register can
// be born.
const firstBirthYear, lastBirthYear = 1850, 2150

// WithFamilies returns the log with who belongs to its families. They replace those
// it had. A family of a case may be left out: who belongs to it is then not known.
// Give them to the whole log, before [Log.Where]. What it is given is copied.
//
// Errors are *rma.DataError, up to 100, with the place that the family carries and a
// field such as "families[2].members[0]": rma.ErrMissing for a family or member
// without an id, rma.ErrDuplicate for a family that is given twice or a member who
// stands in one family twice, rma.ErrUnknownID for a family of which the log has no
// case, rma.ErrUnknownTerm for a role that does not exist, and rma.ErrNumber for a
// year of birth before 1850 or after 2150.
func (l *Log) WithFamilies(families []Family) (*Log, error) {
	ofCases := map[FamilyID]bool{}
	for _, t := range l.Cases() {
		ofCases[t.Case.Family] = true
	}
	given := map[FamilyID]bool{}
	var problems rma.Problems
	list := make([]Family, 0, len(families))
	for i, f := range families {
		problems.File = f.File
		path := fmt.Sprintf("families[%d]", i)
		switch {
		case f.ID.IsZero():
			problems.Add(f.Line, 0, path, rma.ErrMissing)
		case given[f.ID]:
			problems.Add(f.Line, 0, path, rma.ErrDuplicate)
		case !ofCases[f.ID]:
			problems.Add(f.Line, 0, path, rma.ErrUnknownID)
		}
		given[f.ID] = true
		f.checkMembers(path, &problems)
		f.Members = slices.Clip(slices.Clone(f.Members))
		list = append(list, f)
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b Family) int { return a.ID.Compare(b.ID.Pseudonym) })
	known := l.clone()
	known.families = list
	return known, nil
}

func (f Family) checkMembers(path string, problems *rma.Problems) {
	seen := make(map[PersonID]bool, len(f.Members))
	for j, m := range f.Members {
		at := fmt.Sprintf("%s.members[%d]", path, j)
		switch {
		case m.ID.IsZero():
			problems.Add(f.Line, 0, at, rma.ErrMissing)
		case seen[m.ID]:
			problems.Add(f.Line, 0, at, rma.ErrDuplicate)
		}
		seen[m.ID] = true
		if int(m.Role) >= len(roleTerms) {
			problems.Add(f.Line, 0, at, rma.ErrUnknownTerm)
		}
		if m.BirthYear != 0 && (m.BirthYear < firstBirthYear || m.BirthYear > lastBirthYear) {
			problems.Add(f.Line, 0, at, rma.ErrNumber)
		}
	}
}

// Family returns the family with that id, when it is known who belongs to it. What it
// holds is shared and must not be changed.
func (l *Log) Family(id FamilyID) (Family, bool) {
	if l == nil {
		return Family{}, false
	}
	i, ok := slices.BinarySearchFunc(l.families, id, func(f Family, id FamilyID) int { return f.ID.Compare(id.Pseudonym) })
	if !ok {
		return Family{}, false
	}
	return l.families[i], true
}

// Families yields the families of which it is known who belongs to them, in the order
// of their ids.
func (l *Log) Families() iter.Seq2[FamilyID, Family] {
	return func(yield func(FamilyID, Family) bool) {
		if l == nil {
			return
		}
		for _, f := range l.families {
			if !yield(f.ID, f) {
				return
			}
		}
	}
}
