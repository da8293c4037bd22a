package rma

import "math"

// Finding is what a researcher reads in the observations of one method in one
// pilot. It rests on observations, and through them on rows and passages.
type Finding struct {
	ID           string
	Method       string   // id of a MethodUse
	Pilot        string   // id of a Pilot; empty when it speaks of all
	Groups       []string // informant groups; empty = those of the method
	Text         Text
	Bouwsteen    Bouwsteen
	Level        Level
	Speakers     Proportion // how many of those present said so; N = 0 when not counted
	Framework    string     // theoretical framework in which it was read, if another than the study's own
	Observations []string   // ids of the observations it rests on
	Withheld     bool       // known to the team, not to be published
	Place        Ref        // where it stands in the study's own files
}

// Claim is a statement across methods, on which methods may agree or not.
type Claim struct {
	ID         string     `json:"id"`
	Statement  Text       `json:"statement"`
	Bouwsteen  Bouwsteen  `json:"bouwsteen,omitempty"`
	Level      Level      `json:"level,omitempty"`
	Horizon    int        `json:"horizon_days,omitempty"` // days before the outcome can show; 0 = at once
	Inference  Text       `json:"inference,omitzero"`     // the researchers' reading across the methods
	Ask        Text       `json:"ask,omitzero"`           // what is asked, of whom
	Headline   bool       `json:"headline,omitempty"`     // one of the messages on the decision page
	Confidence Confidence `json:"confidence,omitempty"`
	Rationale  Text       `json:"rationale,omitzero"` // why that confidence
}

// Appraisal is what a coder holds: that a finding supports, qualifies or
// contradicts a claim. No figure appraises itself.
type Appraisal struct {
	Claim      string
	Finding    string
	Stance     Stance
	Prominence Prominence
	Coder      string
	Reason     Text
	Place      Ref
}

// Stance is the direction of a finding with respect to a claim. Saying nothing
// is not a stance; looking for it and not finding it is: that contradicts.
//
// Keys in files: supports, qualifies, contradicts.
type Stance uint8

const (
	StanceNotRecorded Stance = iota
	Supports
	Qualifies
	Contradicts
)

var stanceTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"supports", "steunt", "supports"},
	{"qualifies", "nuanceert", "qualifies"},
	{"contradicts", "weerspreekt", "contradicts"},
}

// String returns the key used in files, "" for not recorded.
func (s Stance) String() string { return stanceTerms.Key("Stance", uint8(s)) }

// Label returns the name in language l.
func (s Stance) Label(l Lang) string { return stanceTerms.Text("Stance", uint8(s)).In(l) }

// MarshalText writes the key.
func (s Stance) MarshalText() ([]byte, error) { return stanceTerms.Marshal("Stance", uint8(s)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (s *Stance) UnmarshalText(text []byte) error {
	v, err := stanceTerms.Parse("Stance", text)
	*s = Stance(v)
	return err
}

// Prominence is how many of those who could have said it did.
//
// Keys in files: isolated, minority, majority, unanimous.
type Prominence uint8

const (
	ProminenceUnknown Prominence = iota
	Isolated
	Minority
	Majority
	Unanimous
)

var prominenceTerms = Terms{
	{"", "onbekend", "unknown"},
	{"isolated", "één persoon", "one person"},
	{"minority", "minderheid", "minority"},
	{"majority", "meerderheid", "majority"},
	{"unanimous", "unaniem", "unanimous"},
}

// String returns the key used in files, "" for unknown.
func (p Prominence) String() string { return prominenceTerms.Key("Prominence", uint8(p)) }

// Label returns the name in language l.
func (p Prominence) Label(l Lang) string { return prominenceTerms.Text("Prominence", uint8(p)).In(l) }

// MarshalText writes the key.
func (p Prominence) MarshalText() ([]byte, error) {
	return prominenceTerms.Marshal("Prominence", uint8(p))
}

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (p *Prominence) UnmarshalText(text []byte) error {
	v, err := prominenceTerms.Parse("Prominence", text)
	*p = Prominence(v)
	return err
}

// ProminenceOf derives the band from K of N speakers: unanimous when all of two
// or more say so, a majority from half on, one person when K is 1, a minority
// otherwise; unknown when N is below 2 or nobody spoke.
func ProminenceOf(p Proportion) Prominence {
	switch {
	case p.N < 2 || p.K < 1 || !p.Valid():
		return ProminenceUnknown
	case p.K == p.N:
		return Unanimous
	case 2*p.K >= p.N:
		return Majority
	case p.K == 1:
		return Isolated
	}
	return Minority
}

// Confidence is how much trust the researchers put in a claim, in the four
// steps of GRADE-CERQual (Lewin and others 2015, PLoS Medicine 12, e1001895).
// That instrument is made for syntheses of studies; within one study it is only
// inspired by it.
//
// Keys in files: very-low, low, moderate, high.
type Confidence uint8

const (
	ConfidenceNotRecorded Confidence = iota
	VeryLow
	Low
	Moderate
	High
)

var confidenceTerms = Terms{
	{"", "niet beoordeeld", "not appraised"},
	{"very-low", "zeer laag", "very low"},
	{"low", "laag", "low"},
	{"moderate", "matig", "moderate"},
	{"high", "hoog", "high"},
}

// String returns the key used in files, "" for not appraised.
func (c Confidence) String() string { return confidenceTerms.Key("Confidence", uint8(c)) }

// Label returns the name in language l.
func (c Confidence) Label(l Lang) string { return confidenceTerms.Text("Confidence", uint8(c)).In(l) }

// MarshalText writes the key.
func (c Confidence) MarshalText() ([]byte, error) {
	return confidenceTerms.Marshal("Confidence", uint8(c))
}

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (c *Confidence) UnmarshalText(text []byte) error {
	v, err := confidenceTerms.Parse("Confidence", text)
	*c = Confidence(v)
	return err
}

func nan() float64 { return math.NaN() }
