package casereview

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Match says by what a report is linked to earlier dossiers.
type Match uint8

const (
	SameFamily Match = iota // the zero value
	AnyPerson               // at least one directly involved person
)

var matchTerms = rma.Terms{
	{"family", "hetzelfde gezin", "the same family"},
	{"any-person", "minstens één direct betrokkene", "at least one directly involved person"},
}

// String returns the key used in files.
func (m Match) String() string { return matchTerms.Key("Match", uint8(m)) }

// MarshalText writes the key.
func (m Match) MarshalText() ([]byte, error) { return matchTerms.Marshal("Match", uint8(m)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (m *Match) UnmarshalText(text []byte) error {
	v, err := matchTerms.Parse("Match", text)
	*m = Match(v)
	return err
}

// Tie says what a report is when a dossier was closed at the same time, as far
// as the stamps tell.
type Tie uint8

const (
	TieFollowUp Tie = iota
	TieRereport
)

var tieTerms = rma.Terms{
	{"follow-up", "vervolgmelding", "follow-up report"},
	{"rereport", "hermelding", "re-report"},
}

// String returns the key used in files.
func (t Tie) String() string { return tieTerms.Key("Tie", uint8(t)) }

// MarshalText writes the key.
func (t Tie) MarshalText() ([]byte, error) { return tieTerms.Marshal("Tie", uint8(t)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (t *Tie) UnmarshalText(text []byte) error {
	v, err := tieTerms.Parse("Tie", text)
	*t = Tie(v)
	return err
}

// Span is a time on the calendar: three years before 1 May 2023 is 1 May 2020,
// however many days lie between. A day that the month does not have becomes its
// last day.
type Span struct {
	Years  int `json:"years,omitempty"`
	Months int `json:"months,omitempty"`
	Days   int `json:"days,omitempty"`
}

// before returns the day that lies the span before d.
func (s Span) before(d rma.Date) rma.Date {
	y, m, day := d.In(time.UTC).Date()
	first := time.Date(y-s.Years, m-time.Month(s.Months), 1, 0, 0, 0, 0, time.UTC)
	lastDay := first.AddDate(0, 1, -1).Day()
	return rma.NewDate(first.Year(), first.Month(), min(day, lastDay)-s.Days)
}

func (s Span) text() rma.Text {
	nl, en := []string{}, []string{}
	add := func(n int, one, more, oneEN, moreEN string) {
		switch {
		case n == 1:
			nl, en = append(nl, "1 "+one), append(en, "1 "+oneEN)
		case n != 0:
			nl, en = append(nl, fmt.Sprintf("%d %s", n, more)), append(en, fmt.Sprintf("%d %s", n, moreEN))
		}
	}
	add(s.Years, "jaar", "jaar", "year", "years")
	add(s.Months, "maand", "maanden", "month", "months")
	add(s.Days, "dag", "dagen", "day", "days")
	return rma.T(strings.Join(nl, " "), strings.Join(en, " "))
}

// Rule says what a re-report (hermelding) is. There is no single definition:
// shares under different rules cannot be compared, so every figure names its
// rule.
type Rule struct {
	Name                   string        `json:"name"` // key; must be given
	Label                  rma.Text      `json:"label,omitzero"`
	Lookback               Span          `json:"lookback,omitzero"`                   // how far back a closing counts; zero means without limit
	Match                  Match         `json:"match"`                               // zero means the family
	SameDayTie             Tie           `json:"same_day_tie"`                        // zero means a follow-up report
	MergeWindow            time.Duration `json:"merge_window,omitempty"`              // reports on a family within it of the first are one incident; 0 means each is its own
	ReopenedCountsAsClosed bool          `json:"reopened_counts_as_closed,omitempty"` // a reopened dossier is closed until Veilig Thuis takes it up
}

// DrentheStudy is the rule of the action research on re-reports in Drenthe
// (Hanze University of Applied Sciences, 2022): a new report on a family whose
// dossier was closed, however long ago.
func DrentheStudy() Rule {
	return Rule{Name: "drenthe", Label: rma.T("actieonderzoek Drenthe", "action research Drenthe"), Match: SameFamily}
}

// CBS2022 is the rule of the tables of Statistics Netherlands (StatLine
// 85361NED): one of the directly involved was involved in a dossier that was
// closed in the past three years.
func CBS2022() Rule {
	return Rule{Name: "cbs", Label: rma.T("CBS, drie jaar", "CBS, three years"), Match: AnyPerson, Lookback: Span{Years: 3}}
}

// Within12Months is the usual rule abroad: a new report on a family whose
// dossier was closed in the past twelve months.
func Within12Months() Rule {
	return Rule{Name: "12-months", Label: rma.T("binnen twaalf maanden", "within twelve months"), Match: SameFamily, Lookback: Span{Months: 12}}
}

func (r Rule) check() error {
	switch {
	case r.Name == "":
		return fmt.Errorf("%w: a rule has a name, because every figure prints it", ErrOptions)
	case int(r.Match) >= len(matchTerms), int(r.SameDayTie) >= len(tieTerms):
		return fmt.Errorf("%w: a match or tie that there is not", ErrOptions)
	case r.Lookback.Years < 0, r.Lookback.Months < 0, r.Lookback.Days < 0, r.MergeWindow < 0:
		return fmt.Errorf("%w: a look-back and a merge window are not negative", ErrOptions)
	}
	return nil
}

func (r Rule) label() rma.Text {
	if r.Label.IsZero() {
		return rma.PlainText(r.Name)
	}
	return r.Label
}

// Definition says in words what a re-report is under the rule.
func (r Rule) Definition() rma.Text {
	link := matchTerms.Text("Match", uint8(r.Match))
	nl := "hermelding: een melding waarbij geen dossier loopt en een eerder dossier over " + link.NL + " is afgesloten"
	en := "re-report: a report while no dossier is running and an earlier dossier about " + link.EN + " was closed"
	if r.Lookback == (Span{}) {
		nl, en = nl+", hoe lang geleden ook", en+", however long ago"
	} else {
		back := r.Lookback.text()
		nl, en = nl+" in de "+back.NL+" ervoor", en+" in the "+back.EN+" before"
	}
	nl += "; een melding in een lopend dossier, ook tijdens monitoring, is een vervolgmelding"
	en += "; a report on a running dossier, also during monitoring, is a follow-up report"
	tie := tieTerms.Text("Tie", uint8(r.SameDayTie))
	nl += "; bij afsluiting op hetzelfde moment: " + tie.NL
	en += "; when closed at the same moment: " + tie.EN
	if r.ReopenedCountsAsClosed {
		nl += "; een heropend dossier telt als gesloten tot het is opgepakt"
		en += "; a reopened dossier counts as closed until it is taken up"
	}
	if r.MergeWindow > 0 {
		window := span(r.MergeWindow)
		nl += "; meldingen over één gezin binnen " + window.NL + " na de eerste zijn één incident"
		en += "; reports on one family within " + window.EN + " of the first are one incident"
	}
	return rma.T(nl, en)
}
