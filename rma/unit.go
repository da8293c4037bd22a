package rma

import "slices"

// UnitKind says what is compared with what.
type UnitKind uint8

const (
	ByMethod      UnitKind = iota // the default: methods, over all pilots
	ByMethodPilot                 // every method in every pilot apart
	ByGroup                       // informant groups
	ByStrand                      // figures against words
)

var unitKindTerms = Terms{
	{"method", "methoden", "methods"},
	{"method-pilot", "methoden per pilot", "methods by pilot"},
	{"group", "groepen informanten", "informant groups"},
	{"strand", "cijfers en woorden", "figures and words"},
}

// String returns the key.
func (k UnitKind) String() string { return unitKindTerms.Key("UnitKind", uint8(k)) }

// Label returns the name in language l.
func (k UnitKind) Label(l Lang) string { return unitKindTerms.Text("UnitKind", uint8(k)).In(l) }

// Unit is one side of a comparison.
type Unit struct {
	Key   string
	Label Text
	slots []slot
}

// slot is one method in one pilot, heard from one or more groups: the smallest
// thing a unit is made of.
type slot struct {
	method int // index in Study.Methods
	pilot  string
	groups []string
}

// units lists the units of comparison in the study's order. Only what was used
// makes a unit; unknown coverage does not.
func (s *Study) units(kind UnitKind) []Unit {
	var out []Unit
	at := map[string]int{}
	add := func(key string, label Text, sl slot) {
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Unit{Key: key, Label: label})
		}
		out[i].slots = append(out[i].slots, sl)
	}
	for mi, m := range s.Methods {
		label := T(m.Label(Dutch), m.Label(English))
		for _, p := range s.Pilots {
			if m.usage(p.ID).Coverage != Used {
				continue
			}
			sl := slot{method: mi, pilot: p.ID, groups: m.Groups}
			switch kind {
			case ByMethodPilot:
				add(m.ID+"/"+p.ID, T(label.NL+" "+p.ID, label.EN+" "+p.ID), sl)
			case ByGroup:
				for _, g := range m.Groups {
					add(g, s.groupLabel(g), slot{method: mi, pilot: p.ID, groups: []string{g}})
				}
			case ByStrand:
				st := m.StrandOf()
				add(st.String(), T(st.Label(Dutch), st.Label(English)), sl)
			default:
				add(m.ID, label, sl)
			}
		}
	}
	return out
}

func (s *Study) groupLabel(id string) Text {
	for _, g := range s.Groups {
		if g.ID == id {
			return g.Label
		}
	}
	return PlainText(id)
}

// holds reports whether the finding was made in the unit. A finding without a
// pilot belongs to every slot of its method.
func (u Unit) holds(s *Study, f Finding) bool {
	return slices.ContainsFunc(u.slots, func(sl slot) bool {
		return s.Methods[sl.method].ID == f.Method &&
			(f.Pilot == "" || f.Pilot == sl.pilot) &&
			(len(f.Groups) == 0 || slices.ContainsFunc(sl.groups, func(g string) bool { return slices.Contains(f.Groups, g) }))
	})
}

// eligible reports whether the instrument of a method in the unit can speak on
// the claim.
func (u Unit) eligible(s *Study, c Claim) bool {
	return slices.ContainsFunc(u.slots, func(sl slot) bool {
		covers := s.Methods[sl.method].Covers
		return len(covers) == 0 || slices.Contains(covers, c.ID)
	})
}
