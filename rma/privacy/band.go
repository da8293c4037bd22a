package privacy

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrBands is the cause when bands of ages cannot be made.
var ErrBands = errors.New("bands of ages begin at whole years that increase")

// MaxAge is the highest age. A higher number is no age: 999 is a code for
// missing in many files and must not read as 65 or over.
const MaxAge = 130

// Band is a range of ages that are shown as one. The zero Band is an age that
// is not known.
type Band struct {
	Key      string // "4-11", "65+", and "" when the age is not known
	From, To int    // both ages belong to it; To of the last band is MaxAge
	label    rma.Text
}

// Label returns "4-11 jaar" in Dutch and "4-11 years" in English. The word
// belongs to it: a spreadsheet reads a bare 4-11 as a day in November.
func (b Band) Label(l rma.Lang) string {
	if b.Key == "" {
		return rma.T("onbekend", "unknown").In(l)
	}
	return b.label.In(l)
}

// String returns the key.
func (b Band) String() string { return b.Key }

// Bands are the bands in which ages are shown, from young to old. They are made
// by [NewBands] and do not change after that. The zero Bands know no age.
type Bands struct{ bands []Band }

// NewBands returns bands that begin at the given ages in whole years. The last
// one is open.
//
//	NewBands(0, 4, 12, 18, 27, 65)   0-3, 4-11, 12-17, 18-26, 27-64, 65+
//	NewBands(18, 65)                 0-17, 18-64, 65+
//
// Ages below the first one form a band of their own, so that nobody falls
// outside. A band of one year is written as that year. Few people in a band is
// no matter of age alone: see [CheckAnonymity].
//
// Errors wrap ErrBands: no age, an age below 0 or above MaxAge, an age that is
// not higher than the one before it.
func NewBands(from ...int) (Bands, error) {
	if len(from) == 0 {
		return Bands{}, fmt.Errorf("%w: at least one is needed", ErrBands)
	}
	for i, age := range from {
		switch {
		case age < 0 || age > MaxAge:
			return Bands{}, fmt.Errorf("%w: number %d is not from 0 to %d", ErrBands, i+1, MaxAge)
		case i > 0 && age <= from[i-1]:
			return Bands{}, fmt.Errorf("%w: number %d is not higher than the one before it", ErrBands, i+1)
		}
	}
	starts := slices.Clone(from)
	if starts[0] > 0 {
		starts = slices.Insert(starts, 0, 0)
	}
	bands := make([]Band, len(starts))
	for i, age := range starts {
		to := MaxAge
		if i+1 < len(starts) {
			to = starts[i+1] - 1
		}
		bands[i] = newBand(age, to, i+1 == len(starts))
	}
	return Bands{bands}, nil
}

func newBand(from, to int, open bool) Band {
	b := Band{Key: fmt.Sprintf("%d-%d", from, to), From: from, To: to}
	switch {
	case open:
		b.Key = fmt.Sprintf("%d+", from)
	case from == to:
		b.Key = fmt.Sprint(from)
	}
	b.label = rma.T(b.Key+" jaar", b.Key+" years")
	if b.Key == "1" {
		b.label.EN = "1 year"
	}
	return b
}

// Of returns the band of an age, and false with the zero Band when the age is
// not known: below 0, as an age that was not recorded is often coded, or above
// MaxAge.
func (b Bands) Of(age int) (Band, bool) {
	if age < 0 || age > MaxAge || len(b.bands) == 0 {
		return Band{}, false
	}
	i := sort.Search(len(b.bands), func(i int) bool { return b.bands[i].From > age })
	return b.bands[i-1], true
}

// All returns the bands from young to old.
func (b Bands) All() []Band { return slices.Clone(b.bands) }

// String returns the keys.
func (b Bands) String() string {
	keys := make([]string, len(b.bands))
	for i, band := range b.bands {
		keys[i] = band.Key
	}
	return strings.Join(keys, ", ")
}
