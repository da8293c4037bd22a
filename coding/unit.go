package coding

import "github.com/reflexive-monitoring/toolkit/rma"

// Unit is what coders are compared on. The same codings give another agreement
// on another unit, so there is no default: the zero value is not declared.
type Unit uint8

const (
	UnitNotDeclared Unit = iota
	ByCharacter          // every code point: differences in where a span starts and ends count
	ByTurn               // what one speaker says at a time
	ByParagraph          // stretches between empty lines, within a turn
)

var unitTerms = rma.Terms{
	{"", "niet vastgelegd", "not declared"},
	{"character", "teken", "character"},
	{"turn", "beurt", "turn"},
	{"paragraph", "alinea", "paragraph"},
}

// String returns the key used in files, "" for not declared.
func (u Unit) String() string { return unitTerms.Key("Unit", uint8(u)) }

// Label returns the name in language l.
func (u Unit) Label(l rma.Lang) string { return u.text().In(l) }

func (u Unit) text() rma.Text { return unitTerms.Text("Unit", uint8(u)) }

func (u Unit) valid() bool { return u > UnitNotDeclared && u <= ByParagraph }

// MarshalText writes the key.
func (u Unit) MarshalText() ([]byte, error) { return unitTerms.Marshal("Unit", uint8(u)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (u *Unit) UnmarshalText(text []byte) error {
	v, err := unitTerms.Parse("Unit", text)
	*u = Unit(v)
	return err
}

// units returns the stretches of the document that are compared. For
// ByCharacter these are the stretches whose characters count.
func (d *Document) units(u Unit, participants bool) []Span {
	switch {
	case u == ByCharacter && !participants:
		return []Span{d.Span()}
	case u == ByParagraph && !participants:
		return d.Paragraphs()
	}
	var out []Span
	for _, t := range d.inside().turns {
		switch {
		case t.Span.Len() == 0 || participants && t.Role != Participant:
		case u == ByParagraph:
			out = append(out, d.paragraphsIn(t.Span)...)
		default:
			out = append(out, t.Span)
		}
	}
	return out
}
