package coding

import (
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Aspect is what a passage says about its subject: what hinders, what is
// advised, what works, what is needed. The zero value is none.
type Aspect uint8

const (
	AspectNone      Aspect = iota
	Belemmering            // what hinders
	Aanbeveling            // what should be done
	WerkzaamElement        // what was done and worked
	Randvoorwaarde         // what must be in place for it to work
)

var aspectTerms = rma.Terms{
	{"", "geen", "none"},
	{"belemmering", "Belemmering", "Barrier"},
	{"aanbeveling", "Aanbeveling", "Recommendation"},
	{"werkzaam-element", "Werkzaam element", "Working element"},
	{"randvoorwaarde", "Randvoorwaarde", "Precondition"},
}

// Aspects returns the four aspects in their usual order.
func Aspects() []Aspect {
	return []Aspect{Belemmering, Aanbeveling, WerkzaamElement, Randvoorwaarde}
}

// String returns the key used in files, "" for none.
func (a Aspect) String() string { return aspectTerms.Key("Aspect", uint8(a)) }

// Label returns the name in language l.
func (a Aspect) Label(l rma.Lang) string { return a.text().In(l) }

func (a Aspect) text() rma.Text { return aspectTerms.Text("Aspect", uint8(a)) }

// MarshalText writes the key.
func (a Aspect) MarshalText() ([]byte, error) { return aspectTerms.Marshal("Aspect", uint8(a)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (a *Aspect) UnmarshalText(text []byte) error {
	v, err := aspectTerms.Parse("Aspect", text)
	*a = Aspect(v)
	return err
}

// Code is one entry of a codebook. Two coders can only agree on what Include
// and Exclude settle, so they are fields and not a remark.
type Code struct {
	ID         string        `json:"id"`
	ParentID   string        `json:"parent,omitempty"`
	Label      rma.Text      `json:"label"`
	Bouwsteen  rma.Bouwsteen `json:"bouwsteen,omitzero"`
	Aspect     Aspect        `json:"aspect,omitzero"`
	Definition rma.Text      `json:"definition,omitzero"`
	Include    []rma.Text    `json:"include,omitempty"`  // give the code when ...
	Exclude    []rma.Text    `json:"exclude,omitempty"`  // and not when ...
	Examples   []rma.Text    `json:"examples,omitempty"` // of what someone could say
	Codable    bool          `json:"codable"`            // false for a code that only groups others
	Color      string        `json:"color,omitempty"`    // #RRGGBB
}
