package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// Sector is where somebody works who asks for advice, in the categories in which
// Statistics Netherlands publishes the advices of Veilig Thuis. The zero value is not
// recorded.
type Sector uint8

const (
	SectorNotRecorded Sector = iota
	NonProfessional
	Health
	MentalHealth
	Childcare
	Education
	SchoolAttendance
	YouthCare
	Justice
	OtherVeiligThuis
	OtherSector
)

var sectorTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"non-professional", "niet-professioneel", "non-professional"},
	{"health", "gezondheidszorg", "health"},
	{"mental-health", "geestelijke gezondheidszorg", "mental health"},
	{"childcare", "kinderopvang", "childcare"},
	{"education", "onderwijs", "education"},
	{"school-attendance", "leerplicht", "school attendance office"},
	{"youth-care", "jeugdzorg", "youth care"},
	{"justice", "justitie en veiligheid", "justice and safety"},
	{"veilig-thuis", "Veilig Thuis van een andere regio", "Veilig Thuis of another region"},
	{"other", "overig", "other"},
}

// Sectors returns every sector in the order of the publication, and at the end not
// recorded.
func Sectors() []Sector {
	var list []Sector
	for s := NonProfessional; s <= OtherSector; s++ {
		list = append(list, s)
	}
	return append(list, SectorNotRecorded)
}

// String returns the key used in files, "" for not recorded.
func (s Sector) String() string { return sectorTerms.Key("Sector", uint8(s)) }

// Label returns the name in language l.
func (s Sector) Label(l rma.Lang) string { return sectorTerms.Text("Sector", uint8(s)).In(l) }

// MarshalText returns the key.
func (s Sector) MarshalText() ([]byte, error) { return sectorTerms.Marshal("Sector", uint8(s)) }

// UnmarshalText reads a key; another text is rma.ErrUnknownTerm.
func (s *Sector) UnmarshalText(text []byte) error {
	v, err := sectorTerms.Parse("Sector", text)
	if err == nil {
		*s = Sector(v)
	}
	return err
}

// key is the key, with a word for not recorded.
func (s Sector) key() string { return nameOr(s.String(), "unknown") }
