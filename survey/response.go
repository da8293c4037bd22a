package survey

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"golang.org/x/text/unicode/norm"
)

// ResponseScale is what respondents could choose from. Its levels are declared
// here and never inferred from the answers: a level that nobody chose stays.
type ResponseScale struct {
	ID      string        `json:"id"`
	Label   rma.Text      `json:"label,omitzero"`
	Levels  []Level       `json:"levels"` // from low to high
	Missing []MissingCode `json:"missing,omitempty"`

	// Centre divides low from high: levels below it are low, above it high, and
	// a level equal to it is neutral. Absent means the middle of the levels by
	// their place, so that an odd number of levels has a neutral one.
	Centre *float64 `json:"centre,omitempty"`
}

// Level is one possible answer.
type Level struct {
	Value float64  `json:"value"`          // what the answer counts for in a score
	Code  string   `json:"code,omitempty"` // what stands in files; absent means the value
	Label rma.Text `json:"label"`
}

// MissingCode is how a file says that no level was given. An empty cell is
// always NotAnswered and needs no code.
type MissingCode struct {
	Code  string   `json:"code"`
	Kind  Missing  `json:"kind"`
	Label rma.Text `json:"label,omitzero"`
}

const maxLevels = 32000 // an Answer is 16 bits

// Min and Max return the lowest and the highest value; NaN without levels.
func (s ResponseScale) Min() float64 {
	if len(s.Levels) == 0 {
		return math.NaN()
	}
	return s.Levels[0].Value
}

// Max returns the highest value; NaN without levels.
func (s ResponseScale) Max() float64 {
	if len(s.Levels) == 0 {
		return math.NaN()
	}
	return s.Levels[len(s.Levels)-1].Value
}

// Side returns -1 for a level below the centre, 1 for one above it and 0 for
// the neutral level, and for a level that the scale does not have.
func (s ResponseScale) Side(level int) int {
	if level < 0 || level >= len(s.Levels) {
		return 0
	}
	var distance float64
	if s.Centre != nil {
		distance = s.Levels[level].Value - *s.Centre
	} else {
		distance = float64(2*level - (len(s.Levels) - 1))
	}
	switch {
	case distance < 0:
		return -1
	case distance > 0:
		return 1
	}
	return 0
}

// values returns the value of each level, mirrored to min + max - x for a
// reversed item.
func (s ResponseScale) values(reversed bool) []float64 {
	out := make([]float64, len(s.Levels))
	for i, l := range s.Levels {
		out[i] = l.Value
		if reversed {
			out[i] = s.Min() + s.Max() - l.Value
		}
	}
	return out
}

// answers reads cells of one response scale.
type answers struct {
	text    map[string]Answer  // by folded code or label
	number  map[float64]Answer // by value
	seen    map[string]Answer  // cells as they stood, read before
	decimal byte
	outside error
}

const maxSeen = 4096 // spellings kept, so that a strange file cannot fill memory

// fold gives the form in which codes and labels are compared: composed, lower
// case, and every run of white space as one space.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// answerReader returns the reader of the cells of s, and the codes and labels
// that two different answers share.
func (s ResponseScale) answerReader(decimal byte) (*answers, []error) {
	r := &answers{
		text: map[string]Answer{}, number: map[float64]Answer{}, seen: map[string]Answer{}, decimal: decimal,
		outside: fmt.Errorf("%w: %q has %d levels from %g to %g", ErrOutsideScale, s.ID, len(s.Levels), s.Min(), s.Max()),
	}
	var clashes []error
	for i, l := range s.Levels {
		what := fmt.Sprintf("level %d", i+1)
		if l.Code == "" {
			clashes = append(clashes, r.addNumber(l.Value, answerLevel(i), what)...)
		} else {
			clashes = append(clashes, r.addCode(l.Code, answerLevel(i), what)...)
		}
		for _, label := range [2]string{l.Label.NL, l.Label.EN} {
			clashes = append(clashes, r.addText(label, answerLevel(i), what)...)
		}
	}
	for i, m := range s.Missing {
		what := fmt.Sprintf("missing code %d", i+1)
		clashes = append(clashes, r.addCode(m.Code, answerMissing(m.Kind), what)...)
		for _, label := range [2]string{m.Label.NL, m.Label.EN} {
			clashes = append(clashes, r.addText(label, answerMissing(m.Kind), what)...)
		}
	}
	for key, a := range r.text { // a label that is also a number
		if v, err := tabular.Number(key); err == nil {
			if b, ok := r.number[v]; ok && a != b {
				clashes = append(clashes, fmt.Errorf("%w: a label is the value of another answer", ErrAmbiguousLevel))
				break
			}
		}
	}
	return r, clashes
}

func (r *answers) addNumber(v float64, a Answer, what string) []error {
	if b, ok := r.number[v]; ok && a != b {
		return []error{fmt.Errorf("%w: %s", ErrAmbiguousLevel, what)}
	}
	r.number[v] = a
	return nil
}

func (r *answers) addText(label string, a Answer, what string) []error {
	key := fold(label)
	if key == "" {
		return nil
	}
	if b, ok := r.text[key]; ok && a != b {
		return []error{fmt.Errorf("%w: %s", ErrAmbiguousLevel, what)}
	}
	r.text[key] = a
	return nil
}

func (r *answers) addCode(code string, a Answer, what string) []error {
	if v, err := tabular.Number(code); err == nil {
		return r.addNumber(v, a, what)
	}
	return r.addText(code, a, what)
}

// read returns the answer that a cell holds. An empty cell is NotAnswered.
func (r *answers) read(cell string) (Answer, error) {
	if a, ok := r.seen[cell]; ok {
		return a, nil
	}
	a, err := r.parse(cell)
	if err == nil && len(r.seen) < maxSeen {
		r.seen[strings.Clone(cell)] = a
	}
	return a, err
}

func (r *answers) parse(cell string) (Answer, error) {
	key := fold(cell)
	if key == "" {
		return answerMissing(NotAnswered), nil
	}
	if a, ok := r.text[key]; ok {
		return a, nil
	}
	if r.decimal != 0 {
		return r.lookup(tabular.Decimal(key, r.decimal))
	}
	v, err := tabular.Number(key)
	if err == tabular.ErrAmbiguous {
		return r.either(key)
	}
	return r.lookup(v, err)
}

func (r *answers) lookup(v float64, err error) (Answer, error) {
	if err != nil {
		return 0, ErrUnknownAnswer
	}
	if a, ok := r.number[v]; ok {
		return a, nil
	}
	return 0, r.outside
}

// either reads a number such as 1.125, whose mark may be one for decimals or
// for thousands: it is what only one of the two makes a declared answer.
func (r *answers) either(s string) (Answer, error) {
	a, errA := r.lookup(tabular.Decimal(s, '.'))
	b, errB := r.lookup(tabular.Decimal(s, ','))
	switch {
	case errA != nil:
		return b, errB
	case errB == nil && a != b:
		return 0, ErrAmbiguousLevel
	}
	return a, nil
}
