package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Better says which way a figure improves. The zero value is that neither way
// is better: signals are then high or low, and nothing more is said of them.
type Better uint8

const (
	NeitherBetter Better = iota
	HigherBetter
	LowerBetter
)

var betterTerms = rma.Terms{
	{"", "geen richting", "no direction"},
	{"higher", "hoger is beter", "higher is better"},
	{"lower", "lager is beter", "lower is better"},
}

// String returns the key used in files, "" for neither.
func (b Better) String() string { return betterTerms.Key("Better", uint8(b)) }

// Label returns the name in language l.
func (b Better) Label(l rma.Lang) string { return betterTerms.Text("Better", uint8(b)).In(l) }

// SignalRule is a rule by which a point is probably not part of the usual
// variation.
type SignalRule uint8

const (
	SignalBeyond     SignalRule = iota // a point outside the limits
	SignalShift                        // 7 or more in a row on one side of the centre line
	SignalTrend                        // 7 or more in a row that only rise, or only fall
	SignalTwoOfThree                   // 2 of 3 in a row beyond two thirds of the limit
	SignalFourOfFive                   // 4 of 5 in a row beyond one third of the limit
)

var signalRuleTerms = rma.Terms{
	{"beyond-limits", "buiten de limieten", "outside the limits"},
	{"shift", "verschuiving", "shift"},
	{"trend", "trend", "trend"},
	{"two-of-three", "twee van drie dicht bij de limiet", "two of three near the limit"},
	{"four-of-five", "vier van vijf aan één kant", "four of five on one side"},
}

// String returns the key used in files.
func (r SignalRule) String() string { return signalRuleTerms.Key("SignalRule", uint8(r)) }

// Label returns the name in language l.
func (r SignalRule) Label(l rma.Lang) string { return r.text().In(l) }

func (r SignalRule) text() rma.Text { return signalRuleTerms.Text("SignalRule", uint8(r)) }

// definition says when the rule gives a signal, and where it comes from.
func (r SignalRule) definition(o ControlOptions) rma.Text {
	const nhs, zones = "NHS England, Making Data Count", "Western Electric (1956)"
	switch r {
	case SignalBeyond:
		return rma.T("een punt buiten de limieten ("+nhs+")", "a point outside the limits ("+nhs+")")
	case SignalShift:
		return rma.T(fmt.Sprintf("minstens %d punten op rij aan één kant van de middellijn (%s)", o.Shift, nhs),
			fmt.Sprintf("at least %d points in a row on one side of the centre line (%s)", o.Shift, nhs))
	case SignalTrend:
		return rma.T(fmt.Sprintf("minstens %d punten op rij die alleen stijgen of alleen dalen (%s)", o.Trend, nhs),
			fmt.Sprintf("at least %d points in a row that only rise or only fall (%s)", o.Trend, nhs))
	case SignalTwoOfThree:
		return rma.T("2 van 3 punten op rij verder dan twee derde van de limiet, aan één kant ("+nhs+")",
			"2 of 3 points in a row beyond two thirds of the limit, on one side ("+nhs+")")
	}
	return rma.T("4 van 5 punten op rij verder dan een derde van de limiet, aan één kant ("+zones+")",
		"4 of 5 points in a row beyond one third of the limit, on one side ("+zones+")")
}

// Cause says what a point tells. The zero value is that it was not judged: it
// has no value, or its phase has no limits.
type Cause uint8

const (
	NotJudged   Cause = iota
	CommonCause       // part of the usual variation
	SpecialHigh       // a signal upwards, where no direction is better
	SpecialLow        // a signal downwards, where no direction is better
	Improvement       // a signal in the direction that is better
	Concerning        // a signal in the other direction
)

var causeTerms = rma.Terms{
	{"", "niet beoordeeld", "not judged"},
	{"common", "gewone variatie", "common cause variation"},
	{"special-high", "bijzondere variatie, hoog", "special cause variation, high"},
	{"special-low", "bijzondere variatie, laag", "special cause variation, low"},
	{"improvement", "bijzondere variatie, verbetering", "special cause variation, improvement"},
	{"concern", "bijzondere variatie, zorgelijk", "special cause variation, concern"},
}

// String returns the key used in files and as the mark of cells, "" for not
// judged.
func (c Cause) String() string { return causeTerms.Key("Cause", uint8(c)) }

// Label returns the name in language l.
func (c Cause) Label(l rma.Lang) string { return c.text().In(l) }

func (c Cause) text() rma.Text { return causeTerms.Text("Cause", uint8(c)) }

// Signal is one or more points that probably are not part of the usual
// variation, by one rule.
type Signal struct {
	Rule   SignalRule
	High   bool // above the centre line; of a trend: rising
	Cause  Cause
	Phase  int   // place in Phases, from 0
	Points []int // places in Points, from 0, in order
}

// words names the rule and the side.
func (s Signal) words() rma.Text {
	label := s.Rule.text()
	switch {
	case s.Rule == SignalTrend && s.High:
		return rma.T("stijgende "+label.NL, "rising "+label.EN)
	case s.Rule == SignalTrend:
		return rma.T("dalende "+label.NL, "falling "+label.EN)
	case s.High:
		return rma.T(label.NL+", hoog", label.EN+", high")
	}
	return rma.T(label.NL+", laag", label.EN+", low")
}
