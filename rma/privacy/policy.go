package privacy

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Audience is who will read what is published. The zero value is everyone.
type Audience uint8

const (
	Public        Audience = iota // everyone, for ever
	SteeringGroup                 // those who commissioned the study, in confidence
	Team                          // the researchers who hold the data; every page says so
)

var audienceTerms = rma.Terms{
	{"public", "openbaar", "public"},
	{"steering-group", "stuurgroep", "steering group"},
	{"team", "onderzoeksteam", "research team"},
}

// String returns the key used in files.
func (a Audience) String() string { return audienceTerms.Key("Audience", uint8(a)) }

// Label returns the name in language l.
func (a Audience) Label(l rma.Lang) string { return audienceTerms.Text("Audience", uint8(a)).In(l) }

// MarshalText writes the key.
func (a Audience) MarshalText() ([]byte, error) { return audienceTerms.Marshal("Audience", uint8(a)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (a *Audience) UnmarshalText(text []byte) error {
	v, err := audienceTerms.Parse("Audience", text)
	*a = Audience(v)
	return err
}

// QuotePolicy says which passages may be quoted. The zero value is that of the
// audience, which is ClearedQuotes for all three.
type QuotePolicy uint8

const (
	AudienceQuotes QuotePolicy = iota // as the audience has it
	ClearedQuotes                     // only what somebody read and cleared
	NoQuotes
)

var quoteTerms = rma.Terms{
	{"", "die van het publiek", "those of the audience"},
	{"cleared", "alleen vrijgegeven citaten", "cleared quotes only"},
	{"none", "geen citaten", "no quotes"},
}

// String returns the key used in files, "" for those of the audience.
func (q QuotePolicy) String() string { return quoteTerms.Key("QuotePolicy", uint8(q)) }

// Label returns the name in language l.
func (q QuotePolicy) Label(l rma.Lang) string { return quoteTerms.Text("QuotePolicy", uint8(q)).In(l) }

// MarshalText writes the key.
func (q QuotePolicy) MarshalText() ([]byte, error) {
	return quoteTerms.Marshal("QuotePolicy", uint8(q))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (q *QuotePolicy) UnmarshalText(text []byte) error {
	v, err := quoteTerms.Parse("QuotePolicy", text)
	*q = QuotePolicy(v)
	return err
}

// Policy says what may leave. The zero value is the policy for the public, and
// a field that is 0 has the value of the audience:
//
//	                MinCell  MinBase  RoundTo  Dates    Quotes
//	Public               10       10        5  quarter  cleared
//	SteeringGroup         5       10        -  month    cleared
//	Team                  -        -        -  day      cleared, and a banner on every page
//
// Statistics Netherlands publishes the reports to Veilig Thuis in multiples of
// 5, with a point for what is unknown or secret (StatLine 85361NED); 10 is the
// usual threshold in Europe for what leaves a safe setting, and 5 the lowest in
// use.
type Policy struct {
	Audience Audience `json:"audience"`

	// MinCell is the smallest count of people or cases that is shown, 0 apart.
	// Negative means that every count is.
	MinCell int `json:"min_cell"`
	// MinBase is the smallest number of people or cases that a percentage, a mean
	// or another figure may rest on. Of a share it is held against the base as it is
	// printed, rounded: a percentage that is missing would tell more. Negative means
	// no limit.
	MinBase int `json:"min_base"`
	// RoundTo rounds counts to the nearest multiple, and percentages and rates are of
	// the rounded counts. A mean of 10 cases and more then has one decimal, of 100
	// two, and so on, since with more it tells their number. Negative means that
	// counts are not rounded.
	RoundTo int `json:"round_to"`
	// HideZero hides counts of 0 as it does those below MinCell.
	HideZero bool `json:"hide_zero"`
	// Dates is how precisely a day is told.
	Dates Granularity `json:"dates"`
	// Quotes says which passages may be quoted.
	Quotes QuotePolicy `json:"quotes"`
}

// ErrPolicy means that a policy asks for what cannot be.
var ErrPolicy = errors.New("not a policy")

// maxThreshold keeps thresholds to what somebody could mean.
const maxThreshold = 1000

// Settings returns the policy with the values of its audience filled in: what
// is in force. In the result 0 means none.
func (p Policy) Settings() (Policy, error) {
	usual := map[Audience]Policy{
		Public:        {MinCell: 10, MinBase: 10, RoundTo: 5, Dates: Quarter},
		SteeringGroup: {MinCell: 5, MinBase: 10, RoundTo: -1, Dates: Month},
		Team:          {MinCell: -1, MinBase: -1, RoundTo: -1, Dates: Day},
	}
	u, ok := usual[p.Audience]
	if !ok {
		return Policy{}, fmt.Errorf("%w: an audience that there is not", ErrPolicy)
	}
	fill := func(v *int, usual int) {
		if *v == 0 {
			*v = usual
		}
	}
	fill(&p.MinCell, u.MinCell)
	fill(&p.MinBase, u.MinBase)
	fill(&p.RoundTo, u.RoundTo)
	if p.Dates == 0 {
		p.Dates = u.Dates
	}
	if p.Quotes == AudienceQuotes {
		p.Quotes = ClearedQuotes
	}
	switch {
	case p.Dates > Year || p.Quotes > NoQuotes:
		return Policy{}, fmt.Errorf("%w: Dates or Quotes is not one of the declared values", ErrPolicy)
	case p.MinCell > maxThreshold || p.MinBase > maxThreshold || p.RoundTo > maxThreshold:
		return Policy{}, fmt.Errorf("%w: a threshold above %d", ErrPolicy, maxThreshold)
	}
	return p, nil
}

// hides reports whether counts of people are hidden or rounded at all.
func (p Policy) hides() bool { return p.MinCell > 1 || p.RoundTo > 1 || p.HideZero }

// Small reports whether a count must be hidden for its own sake.
func (p Policy) Small(count int) bool {
	if count == 0 {
		return p.HideZero
	}
	return count < p.MinCell
}

// round returns the count as it is printed: the nearest multiple, and of two
// the higher.
func (p Policy) round(count int) int {
	if p.RoundTo < 2 {
		return count
	}
	return (count + p.RoundTo/2) / p.RoundTo * p.RoundTo
}

// bounds returns what a reader knows of a count by what is printed. A number
// that is no multiple was let through exactly. A printed 0 is 0, unless counts
// that are rounded down to it are small enough to be shown.
func (p Policy) bounds(printed int) (low, high int) {
	m := p.RoundTo
	if m < 2 || printed%m != 0 {
		return printed, printed
	}
	low, high = printed-m/2, printed+m-1-m/2
	if printed == 0 {
		if high < p.MinCell {
			high = 0
		}
		return 0, high
	}
	if low = max(low, p.MinCell, 1); low > high {
		return printed, printed
	}
	return low, high
}

// slack is how far so many rounded counts can be from their rounded total.
func (p Policy) slack(parts int) int {
	if p.RoundTo < 2 {
		return 0
	}
	return p.RoundTo * (parts + 1) / 2
}

// floor is what a reader knows of a count that is hidden: it is not 0 where a 0
// would be printed.
func (p Policy) floor() int {
	if p.HideZero {
		return 0
	}
	return 1
}

// Legend says in words what the policy does to the counts of a table, or
// nothing when it leaves them alone.
func (p Policy) Legend() rma.Text {
	s, err := p.Settings()
	if err != nil || !s.hides() {
		return rma.Text{}
	}
	var nl, en string
	if s.MinCell > 1 {
		few := rma.T(fmt.Sprintf("1 tot en met %d", s.MinCell-1), fmt.Sprintf("1 to %d", s.MinCell-1))
		switch {
		case s.HideZero:
			few = rma.T(fmt.Sprintf("minder dan %d", s.MinCell), fmt.Sprintf("fewer than %d", s.MinCell))
		case s.MinCell == 2:
			few = rma.PlainText("1")
		}
		nl = fmt.Sprintf("Een punt: %s, of niet getoond om een ander getal te beschermen.", few.NL)
		en = fmt.Sprintf("A point: %s, or not shown to protect another count.", few.EN)
	}
	if s.RoundTo > 1 {
		nl += fmt.Sprintf(" Aantallen zijn afgerond op veelvouden van %d, percentages zijn van afgeronde aantallen, totalen kunnen afwijken van de som.", s.RoundTo)
		en += fmt.Sprintf(" Counts are rounded to multiples of %d, percentages are of rounded counts, totals may differ from the sum.", s.RoundTo)
	}
	return rma.T(trim(nl), trim(en))
}

func trim(s string) string {
	if s != "" && s[0] == ' ' {
		return s[1:]
	}
	return s
}

// Banner is printed on every page that is not for everyone.
func (p Policy) Banner() rma.Text {
	switch p.Audience {
	case SteeringGroup:
		return rma.T("VERTROUWELIJK – alleen voor de stuurgroep", "CONFIDENTIAL – for the steering group only")
	case Team:
		return rma.T("INTERN – alleen voor het onderzoeksteam, niet delen", "INTERNAL – for the research team only, do not share")
	}
	return rma.Text{}
}
