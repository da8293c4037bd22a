package coding

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Role is what a speaker does in the conversation. The zero value is not
// recorded.
type Role uint8

const (
	RoleNotRecorded Role = iota
	Interviewer
	Participant // the informant: the one whose words count as evidence
	Facilitator // of a group
)

var roleTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"interviewer", "interviewer", "interviewer"},
	{"participant", "deelnemer", "participant"},
	{"facilitator", "begeleider", "facilitator"},
}

// String returns the key used in files, "" for not recorded.
func (r Role) String() string { return roleTerms.Key("Role", uint8(r)) }

// Label returns the name in language l.
func (r Role) Label(l rma.Lang) string { return roleTerms.Text("Role", uint8(r)).In(l) }

// MarshalText writes the key.
func (r Role) MarshalText() ([]byte, error) { return roleTerms.Marshal("Role", uint8(r)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (r *Role) UnmarshalText(text []byte) error {
	v, err := roleTerms.Parse("Role", text)
	*r = Role(v)
	return err
}

// usualRoles are labels that need no declaration, in lower case and without a
// number.
var usualRoles = map[string]Role{
	"i": Interviewer, "int": Interviewer, "interviewer": Interviewer,
	"onderzoeker": Interviewer, "researcher": Interviewer,
	"r": Participant, "resp": Participant, "respondent": Participant,
	"p": Participant, "participant": Participant, "deelnemer": Participant,
	"geïnterviewde": Participant, "interviewee": Participant,
	"facilitator": Facilitator, "begeleider": Facilitator,
	"gespreksleider": Facilitator, "moderator": Facilitator,
}

// roleOf returns the declared role of a label, or else its usual one: R,
// R2 and "Respondent 2" are participants.
func roleOf(label string, declared map[string]Role) (Role, bool) {
	key := foldLabel(label)
	for l, role := range declared {
		if foldLabel(l) == key {
			return role, true
		}
	}
	base := strings.TrimRightFunc(key, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' || r == '.' })
	role, ok := usualRoles[base]
	return role, ok
}

// foldLabel is the form in which labels are compared: lower case, with single
// spaces.
func foldLabel(label string) string {
	return strings.ToLower(strings.Join(strings.Fields(label), " "))
}

// Turn is what one speaker says until the next one speaks.
type Turn struct {
	Span    Span              // of the words, without the label and white space around them
	Speaker privacy.Pseudonym // of the label, which is often a name
	Role    Role
	Line    int // where the turn opens
}

// Turns returns the turns in the order of the text, none for a document
// without speakers.
func (d *Document) Turns() []Turn { return slices.Clone(d.inside().turns) }

// TurnsOf returns the turns of speakers with the role.
func (d *Document) TurnsOf(role Role) []Turn {
	var out []Turn
	for _, t := range d.inside().turns {
		if t.Role == role {
			out = append(out, t)
		}
	}
	return out
}

// TurnAt returns the turn with which the span shares most, the first of them
// in a tie.
func (d *Document) TurnAt(s Span) (Turn, bool) {
	best, most := Turn{}, 0
	turns := d.inside().turns
	first := sort.Search(len(turns), func(i int) bool { return turns[i].Span.End > s.Start })
	for _, t := range turns[first:] {
		if t.Span.Start >= s.End {
			break
		}
		if o := t.Span.Overlap(s); o > most {
			best, most = t, o
		}
	}
	return best, most > 0
}

// Preamble returns the stretch before the first turn, such as a heading. It
// stays in the text and can be coded, but nobody says it. A document without
// turns has no preamble.
func (d *Document) Preamble() Span {
	turns := d.inside().turns
	if len(turns) == 0 {
		return Span{}
	}
	return Span{0, d.lines[turns[0].Line-1]}
}

// Speakers returns how many speakers with the role say something. A speaker is
// a label within one document, in whatever case it is written: R in two
// interviews is two people.
func (d *Document) Speakers(role Role) int {
	seen := map[privacy.Pseudonym]bool{}
	for _, t := range d.inside().turns {
		if t.Role == role && t.Span.Len() > 0 {
			seen[t.Speaker] = true
		}
	}
	return len(seen)
}

// Paragraphs returns the stretches between empty lines. The words of each turn
// stand apart, so that no paragraph holds two speakers.
func (d *Document) Paragraphs() []Span {
	if len(d.inside().turns) == 0 {
		return d.paragraphsIn(d.Span())
	}
	out := d.paragraphsIn(d.Preamble())
	for _, t := range d.inside().turns {
		out = append(out, d.paragraphsIn(t.Span)...)
	}
	return out
}

func (d *Document) paragraphsIn(s Span) []Span {
	var out []Span
	text := d.inside().text
	from, to := d.Bytes(s)
	start, end := -1, -1
	flush := func() {
		if start >= 0 {
			out = append(out, d.SpanOf(start, end))
		}
		start = -1
	}
	for at := from; at < to; {
		next := to
		if i := strings.IndexByte(text[at:to], '\n'); i >= 0 {
			next = at + i + 1
		}
		if a, b := trimmed(text, at, next); a < b {
			if start < 0 {
				start = a
			}
			end = b
		} else {
			flush()
		}
		at = next
	}
	flush()
	return out
}

// trimmed narrows the bytes from up to to of s to what stands between white
// space.
func trimmed(s string, from, to int) (int, int) {
	part := s[from:to]
	body := strings.TrimLeftFunc(part, unicode.IsSpace)
	from += len(part) - len(body)
	return from, from + len(strings.TrimRightFunc(body, unicode.IsSpace))
}
