package rma

// Verdict says what the units of comparison say together about a claim. It is
// read from a decision table and always shown with its counts; it is not a
// score.
//
// Keys in files: no-evidence, dissonant, single-source, convergent,
// complementary.
type Verdict uint8

const (
	VerdictNotRecorded Verdict = iota
	NoEvidence
	Dissonant
	SingleSource
	Convergent
	Complementary
)

var verdictTerms = Terms{
	{"", "niet beoordeeld", "not appraised"},
	{"no-evidence", "geen bewijs", "no evidence"},
	{"dissonant", "tegenstrijdig", "dissonant"},
	{"single-source", "één bron", "single source"},
	{"convergent", "samenvallend", "convergent"},
	{"complementary", "aanvullend", "complementary"},
}

// String returns the key used in files, "" for not appraised.
func (v Verdict) String() string { return verdictTerms.Key("Verdict", uint8(v)) }

// Label returns the name in language l.
func (v Verdict) Label(l Lang) string { return verdictTerms.Text("Verdict", uint8(v)).In(l) }

// MarshalText writes the key.
func (v Verdict) MarshalText() ([]byte, error) { return verdictTerms.Marshal("Verdict", uint8(v)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (v *Verdict) UnmarshalText(text []byte) error {
	n, err := verdictTerms.Parse("Verdict", text)
	*v = Verdict(n)
	return err
}

// Counts is what a verdict rests on.
type Counts struct {
	Units        int // units compared
	Eligible     int // e: units that could have spoken; withheld ones not counted
	WithEvidence int // s: units that spoke
	Silent       int // eligible units that did not
	Withheld     int // units whose findings are not to be published
	NotEligible  int // units that could not have spoken
	Sources      int // k: independent sources among the units that spoke
	Agreement    int // pairs of units that spoke, by code
	Partial      int
	Dissonance   int
	Silence      int // pairs of a unit that spoke and one that was silent
	Mixed        int // units that both support and contradict
	Supporting   int // units that spoke, by stance; a mixed unit qualifies
	Qualifying   int
	Contrary     int
}

// Against reports that every unit that spoke contradicts the claim: then a
// convergent verdict means that the methods agree that it does not hold.
func (c Counts) Against() bool { return c.WithEvidence > 0 && c.Contrary == c.WithEvidence }

// verdict reads the decision table; the first row that fits decides.
//
//	no unit spoke                              no evidence
//	a dissonant pair, or a unit that is mixed  dissonant
//	one independent source                     single source
//	every pair agrees                          convergent
//	otherwise                                  complementary
func (c Counts) verdict() Verdict {
	switch {
	case c.WithEvidence == 0:
		return NoEvidence
	case c.Dissonance > 0 || c.Mixed > 0:
		return Dissonant
	case c.Sources == 1:
		return SingleSource
	case c.Partial == 0:
		return Convergent
	}
	return Complementary
}

// Ceiling is the highest confidence that the verdict allows: moderate for a
// single source, low for a dissonant claim as long as the contradiction is not
// resolved, and none without evidence.
func (v Verdict) Ceiling() Confidence {
	switch v {
	case SingleSource:
		return Moderate
	case Dissonant:
		return Low
	case Convergent, Complementary:
		return High
	}
	return ConfidenceNotRecorded
}

// PairCode is how two units compare on one claim, after the triangulation
// protocol of Farmer and others (2006), Qualitative Health Research 16, 377-394.
type PairCode uint8

const (
	PairNotFormed PairCode = iota
	Agreement
	Partial
	Silence
	Dissonance
)

var pairTerms = Terms{
	{"", "niet vergeleken", "not compared"},
	{"agreement", "overeenstemming", "agreement"},
	{"partial", "deels overeenstemmend", "partial agreement"},
	{"silence", "stilte", "silence"},
	{"dissonance", "tegenspraak", "dissonance"},
}

// String returns the key used in files, "" for not compared.
func (p PairCode) String() string { return pairTerms.Key("PairCode", uint8(p)) }

// Label returns the name in language l.
func (p PairCode) Label(l Lang) string { return pairTerms.Text("PairCode", uint8(p)).In(l) }

// PairRule says how a pair of units is coded.
//
// Keys in files: meaning-first, literal.
type PairRule uint8

const (
	// MeaningFirst codes supports against contradicts as dissonance whatever
	// their prominence. It is the default.
	MeaningFirst PairRule = iota
	// Literal follows the text of Farmer and others: two stances that differ
	// with the same prominence are partial agreement.
	Literal
)

var pairRuleTerms = Terms{
	{"meaning-first", "betekenis eerst (steun tegenover tegenspraak is altijd tegenspraak)", "meaning first (support against contradiction is always dissonance)"},
	{"literal", "letterlijk naar Farmer", "literal after Farmer"},
}

// String returns the key.
func (r PairRule) String() string { return pairRuleTerms.Key("PairRule", uint8(r)) }

// Label returns the name in language l.
func (r PairRule) Label(l Lang) string { return pairRuleTerms.Text("PairRule", uint8(r)).In(l) }

// Pair is the comparison of two units on one claim.
type Pair struct {
	A, B string // unit keys
	Code PairCode
}

// codePair compares two cells. Meaning is the same when the stances are equal,
// prominence when the bands are equal or either is unknown; both the same is
// agreement, one of them partial agreement, neither dissonance. One cell with
// evidence and one silent is silence; anything else is not compared.
func codePair(a, b UnitCell, rule PairRule) PairCode {
	switch {
	case a.State == HasEvidence && b.State == IsSilent, a.State == IsSilent && b.State == HasEvidence:
		return Silence
	case a.State != HasEvidence || b.State != HasEvidence:
		return PairNotFormed
	}
	meaning := a.Stance == b.Stance
	prominence := a.Prominence == b.Prominence || a.Prominence == ProminenceUnknown || b.Prominence == ProminenceUnknown
	opposed := a.Stance == Supports && b.Stance == Contradicts || a.Stance == Contradicts && b.Stance == Supports
	switch {
	case opposed && rule == MeaningFirst:
		return Dissonance
	case meaning && prominence:
		return Agreement
	case meaning || prominence:
		return Partial
	}
	return Dissonance
}
