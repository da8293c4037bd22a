package survey

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Instrument is a questionnaire as data: what was asked, what could be
// answered, and how answers become scores.
type Instrument struct {
	ID        string          `json:"id"`
	Version   string          `json:"version"`
	Title     rma.Text        `json:"title"`
	Responses []ResponseScale `json:"response_scales"`
	Items     []Item          `json:"items"`
	Scales    []Scale         `json:"scales,omitempty"`
}

// Item is one question or statement.
type Item struct {
	ID        string        `json:"id"`
	Text      rma.Text      `json:"text"`
	Response  string        `json:"response"`           // id of the response scale
	Reversed  bool          `json:"reversed,omitempty"` // worded against its scale: counts as min + max - x in scores
	Theme     rma.Text      `json:"theme,omitzero"`
	Bouwsteen rma.Bouwsteen `json:"bouwsteen,omitzero"`
}

// Scale is a score over items: the mean of the answers that were given.
type Scale struct {
	ID       string    `json:"id"`
	Label    rma.Text  `json:"label"`
	Items    []string  `json:"items"`
	MinValid float64   `json:"min_valid,omitempty"` // share of the items that must be answered; 0 means 0.5
	Better   Direction `json:"better,omitzero"`
}

// DefaultMinValid is the share of the items of a scale that a respondent must
// have answered to get a score, when the scale does not say.
const DefaultMinValid = 0.5

// need returns how many items must be answered for a score.
func (s Scale) need() int {
	share := s.MinValid
	if share == 0 {
		share = DefaultMinValid
	}
	return max(1, int(math.Ceil(share*float64(len(s.Items))-1e-9)))
}

// Direction says which way a score is better. The zero value is higher.
type Direction uint8

const (
	HigherIsBetter Direction = iota
	LowerIsBetter
)

var directionTerms = rma.Terms{
	{"higher", "hoger is beter", "higher is better"},
	{"lower", "lager is beter", "lower is better"},
}

// String returns the key used in files: "higher" or "lower".
func (d Direction) String() string { return directionTerms.Key("Direction", uint8(d)) }

// Label returns the name in language l.
func (d Direction) Label(l rma.Lang) string { return directionTerms.Text("Direction", uint8(d)).In(l) }

// MarshalText writes the key.
func (d Direction) MarshalText() ([]byte, error) {
	return directionTerms.Marshal("Direction", uint8(d))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (d *Direction) UnmarshalText(text []byte) error {
	v, err := directionTerms.Parse("Direction", text)
	*d = Direction(v)
	return err
}

// sign is 1 when a higher value is better and -1 when a lower one is.
func (d Direction) sign() float64 {
	if d == LowerIsBetter {
		return -1
	}
	return 1
}

func (d Direction) flip() Direction {
	if d == LowerIsBetter {
		return HigherIsBetter
	}
	return LowerIsBetter
}

// Item returns the item with that id.
func (in *Instrument) Item(id string) (Item, bool) {
	if i := in.itemIndex(id); i >= 0 {
		return in.Items[i], true
	}
	return Item{}, false
}

// Scale returns the score scale with that id.
func (in *Instrument) Scale(id string) (Scale, bool) {
	if in == nil {
		return Scale{}, false
	}
	for _, s := range in.Scales {
		if s.ID == id {
			return s, true
		}
	}
	return Scale{}, false
}

// Response returns the response scale with that id.
func (in *Instrument) Response(id string) (ResponseScale, bool) {
	if in == nil {
		return ResponseScale{}, false
	}
	for _, s := range in.Responses {
		if s.ID == id {
			return s, true
		}
	}
	return ResponseScale{}, false
}

func (in *Instrument) itemIndex(id string) int {
	if in == nil {
		return -1
	}
	for i, it := range in.Items {
		if it.ID == id {
			return i
		}
	}
	return -1
}

// direction returns which way the answers to an item are better: as the first
// scale that holds it says, turned round when the item is reversed. Without a
// scale higher is better, unless the item is reversed.
func (in *Instrument) direction(it Item) Direction {
	d := HigherIsBetter
	for _, s := range in.Scales {
		if slices.Contains(s.Items, it.ID) {
			d = s.Better
			break
		}
	}
	if it.Reversed {
		return d.flip()
	}
	return d
}

// bouwsteen returns the building block that all items of a scale share, and
// not recorded when they differ.
func (in *Instrument) bouwsteen(s Scale) rma.Bouwsteen {
	shared := rma.BouwsteenNotRecorded
	for i, id := range s.Items {
		it, _ := in.Item(id)
		if i == 0 {
			shared = it.Bouwsteen
		}
		if it.Bouwsteen != shared {
			return rma.BouwsteenNotRecorded
		}
	}
	return shared
}

// theme returns the theme that all items of a scale share, or none.
func (in *Instrument) theme(s Scale) rma.Text {
	var shared rma.Text
	for i, id := range s.Items {
		it, _ := in.Item(id)
		if i == 0 {
			shared = it.Theme
		}
		if it.Theme != shared {
			return rma.Text{}
		}
	}
	return shared
}

// width returns the distance from the lowest to the highest value of an item.
func (in *Instrument) width(item string) float64 {
	it, _ := in.Item(item)
	r, _ := in.Response(it.Response)
	return r.Max() - r.Min()
}

// clone returns a copy that shares nothing with in, so that a wave keeps the
// instrument it was read with.
func (in *Instrument) clone() *Instrument {
	out := *in
	out.Items = slices.Clone(in.Items)
	out.Responses = slices.Clone(in.Responses)
	for i, s := range out.Responses {
		out.Responses[i].Levels = slices.Clone(s.Levels)
		out.Responses[i].Missing = slices.Clone(s.Missing)
		if s.Centre != nil {
			centre := *s.Centre
			out.Responses[i].Centre = &centre
		}
	}
	out.Scales = slices.Clone(in.Scales)
	for i, s := range out.Scales {
		out.Scales[i].Items = slices.Clone(s.Items)
	}
	return &out
}

// findScale and findItem are the lookups of the analyses: an id that is not
// declared is an error that names what was asked for.
func (in *Instrument) findScale(id string) (Scale, error) {
	s, ok := in.Scale(id)
	if !ok {
		return s, fmt.Errorf("scale %q: %w", id, rma.ErrUnknownID)
	}
	return s, nil
}

func (in *Instrument) findItem(id string) (Item, error) {
	it, ok := in.Item(id)
	if !ok {
		return it, fmt.Errorf("item %q: %w", id, rma.ErrUnknownID)
	}
	return it, nil
}
