package rma

// Bouwsteen is one of the four building blocks under which the action research
// on re-reports groups what hinders and helps. The zero value is not recorded.
//
// Keys in files: inhoudelijk, werkprocessen, samenwerking, informatiesystemen.
type Bouwsteen uint8

const (
	BouwsteenNotRecorded Bouwsteen = iota
	Inhoudelijk                    // how families and violence are understood
	Werkprocessen                  // how work is passed on and done
	Samenwerking                   // how people and organisations work together
	Informatiesystemen             // what is registered and can be seen by whom
)

var bouwsteenTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"inhoudelijk", "Inhoudelijk", "Content"},
	{"werkprocessen", "Werkprocessen", "Work processes"},
	{"samenwerking", "Samenwerking", "Collaboration"},
	{"informatiesystemen", "Informatiesystemen", "Information systems"},
}

// Bouwstenen returns the four building blocks in their usual order.
func Bouwstenen() []Bouwsteen {
	return []Bouwsteen{Inhoudelijk, Werkprocessen, Samenwerking, Informatiesystemen}
}

// String returns the key used in files, "" for not recorded.
func (b Bouwsteen) String() string { return bouwsteenTerms.Key("Bouwsteen", uint8(b)) }

// Label returns the name in language l.
func (b Bouwsteen) Label(l Lang) string { return bouwsteenTerms.Text("Bouwsteen", uint8(b)).In(l) }

// MarshalText writes the key.
func (b Bouwsteen) MarshalText() ([]byte, error) {
	return bouwsteenTerms.Marshal("Bouwsteen", uint8(b))
}

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (b *Bouwsteen) UnmarshalText(text []byte) error {
	v, err := bouwsteenTerms.Parse("Bouwsteen", text)
	*b = Bouwsteen(v)
	return err
}

// Level is where in and between organisations something plays.
//
// Keys in files: operational, organisation, network.
type Level uint8

const (
	LevelNotRecorded Level = iota
	Operational            // the work with families
	Organisation           // within one organisation
	Network                // between organisations
)

var levelTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"operational", "uitvoering", "operational"},
	{"organisation", "organisatie", "organisation"},
	{"network", "netwerk", "network"},
}

// String returns the key used in files, "" for not recorded.
func (v Level) String() string { return levelTerms.Key("Level", uint8(v)) }

// Label returns the name in language l.
func (v Level) Label(l Lang) string { return levelTerms.Text("Level", uint8(v)).In(l) }

// MarshalText writes the key.
func (v Level) MarshalText() ([]byte, error) { return levelTerms.Marshal("Level", uint8(v)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (v *Level) UnmarshalText(text []byte) error {
	n, err := levelTerms.Parse("Level", text)
	*v = Level(n)
	return err
}

// Phase is a stage of implementation (Bertram, Blase and Fixsen 2015). The
// stages are not a ladder: organisations move back as staff or context change.
//
// Keys in files: exploration, installation, initial, full.
type Phase uint8

const (
	PhaseNotRecorded Phase = iota
	Exploration
	Installation
	InitialImplementation
	FullImplementation
)

var phaseTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"exploration", "verkennen", "exploration"},
	{"installation", "inrichten", "installation"},
	{"initial", "startende implementatie", "initial implementation"},
	{"full", "volledige implementatie", "full implementation"},
}

// String returns the key used in files, "" for not recorded.
func (v Phase) String() string { return phaseTerms.Key("Phase", uint8(v)) }

// Label returns the name in language l.
func (v Phase) Label(l Lang) string { return phaseTerms.Text("Phase", uint8(v)).In(l) }

// MarshalText writes the key.
func (v Phase) MarshalText() ([]byte, error) { return phaseTerms.Marshal("Phase", uint8(v)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (v *Phase) UnmarshalText(text []byte) error {
	n, err := phaseTerms.Parse("Phase", text)
	*v = Phase(n)
	return err
}
