package survey

import "github.com/reflexive-monitoring/toolkit/rma"

// Neutral says where a diverging bar chart puts the neutral level.
type Neutral uint8

const (
	NeutralSplit   Neutral = iota // half on each side of the zero line
	NeutralAside                  // beside the bar, in a column of its own
	NeutralDropped                // left out: shares are of the other answers, and Base says so
)

var neutralTerms = rma.Terms{
	{"split", "neutraal half links, half rechts", "neutral split over both sides"},
	{"aside", "neutraal ernaast", "neutral beside the bar"},
	{"dropped", "zonder neutraal", "without neutral"},
}

// String returns the key.
func (n Neutral) String() string { return neutralTerms.Key("Neutral", uint8(n)) }

// Label returns the name in language l.
func (n Neutral) Label(l rma.Lang) string { return neutralTerms.Text("Neutral", uint8(n)).In(l) }

// Bar is one row of a diverging bar chart: low levels to the left of zero,
// high levels to the right. A row without answers has no segments.
type Bar struct {
	Part
	Item     string
	Text     rma.Text
	Base     int       // answers that the shares are of
	Missing  int       // respondents without a level, of every kind
	Segments []Segment // from left to right, declared levels with a count of 0 included
	Aside    []Segment // the neutral level with NeutralAside
	Net      float64   // of all valid answers; NaN without answers
}

// Segment is one level in a bar. From and To are positions as shares of Base,
// negative left of zero; To - From is Share.
type Segment struct {
	Level    int // place in the response scale, from 0
	Side     int // -1 low, 0 neutral, 1 high
	Label    rma.Text
	Count    int
	Share    float64
	From, To float64
}

// Bars returns the distributions as rows of a diverging bar chart, in the order
// of Items. What people did not answer is in no segment.
func (d *Description) Bars(mode Neutral) []Bar {
	out := make([]Bar, len(d.Items))
	for i, it := range d.Items {
		out[i] = it.bar(mode)
	}
	return out
}

func (d ItemDistribution) bar(mode Neutral) Bar {
	b := Bar{
		Part: d.Part, Item: d.Item.ID, Text: d.Item.Text,
		Base: d.Valid, Missing: d.Respondents - d.Valid, Net: d.Net,
	}
	if mode == NeutralDropped {
		b.Base -= d.Neutral
	}
	if b.Base == 0 {
		return b
	}
	base := float64(b.Base)
	at := -float64(d.Low) / base
	if mode == NeutralSplit {
		at -= float64(d.Neutral) / base / 2
	}
	for i, n := range d.Counts {
		s := Segment{Level: i, Side: d.Response.Side(i), Label: d.Response.Levels[i].Label, Count: n, Share: float64(n) / base}
		switch {
		case s.Side == 0 && mode == NeutralDropped:
			continue
		case s.Side == 0 && mode == NeutralAside:
			s.To = s.Share
			b.Aside = append(b.Aside, s)
			continue
		}
		s.From, s.To = at, at+s.Share
		at = s.To
		b.Segments = append(b.Segments, s)
	}
	return b
}
