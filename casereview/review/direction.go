package review

import "github.com/reflexive-monitoring/toolkit/rma"

// Direction is which way a factor worked. The same factor may help in one episode and
// hinder in the next.
//
// Keys in files: supports, hinders.
type Direction uint8

const (
	DirectionNotRecorded Direction = iota
	Supports
	Hinders
)

var directionTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"supports", "helpt", "supports"},
	{"hinders", "belemmert", "hinders"},
}

// String returns the key used in files, "" for not recorded.
func (d Direction) String() string { return directionTerms.Key("Direction", uint8(d)) }

// Label returns the name in language l.
func (d Direction) Label(l rma.Lang) string { return d.text().In(l) }

func (d Direction) text() rma.Text { return directionTerms.Text("Direction", uint8(d)) }

// MarshalText writes the key.
func (d Direction) MarshalText() ([]byte, error) {
	return directionTerms.Marshal("Direction", uint8(d))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (d *Direction) UnmarshalText(text []byte) error {
	v, err := directionTerms.Parse("Direction", text)
	*d = Direction(v)
	return err
}
