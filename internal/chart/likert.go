package chart

import "fmt"

// Likert is a chart of answers on an ordered scale: bars that diverge from the
// centre of the scale, low levels to the left. The levels are declared and not
// read from the data, so a level that nobody chose keeps its place.
type Likert struct {
	Title    string
	Subtitle string // the question, n, period
	Footnote string
	Alt      string // what the figure shows, for who cannot see it; "" means the subtitle

	Levels []string // from lowest to highest: 2 to 11
	// Neutral says what happens with the middle level of an odd scale.
	Neutral Neutral
	// Split is the number of low levels of a scale whose centre is not in
	// the middle; such a scale has no neutral level. 0 means the middle.
	Split int

	Items []LikertItem

	// Labels is what stands in the segments.
	Labels LabelStyle
	// LabelMin is the least share of a segment with a label; 0 means 0.07.
	LabelMin float64
	// A bar with a base under MinBase shows counts, and its n carries
	// MinBaseMark (for instance "*", to be explained in the footnote).
	MinBase     int
	MinBaseMark string

	AxisLabel   string // what the percentages are of
	BaseHead    string // over the column with n; "" means "n"
	MissingHead string // over the column with missing answers
	AsideHead   string // over the neutral answers set aside; "" means the name of that level
	NoData      string // drawn when there are no items, and beside a bar with base 0
}

// LikertItem is a statement with one bar, or with several to compare, such as
// before and after.
type LikertItem struct {
	Heading string // begins a group of items; "" continues the group
	Label   string
	Bars    []LikertBar
}

// LikertBar holds the answers of one group of people.
type LikertBar struct {
	Label  string // such as "before"; "" for the only bar of an item
	Counts []int  // for each level, from lowest to highest
	// Missing is the number of people who did not know, did not answer, or to
	// whom the item did not apply. They are no part of the base. The column is
	// left out when it has no head and nobody is missing.
	Missing int
	// N and MissingText stand in the columns with n and with missing answers;
	// "" means the sum of Counts, and Missing.
	N, MissingText string
	// Note stands in the place of a bar with base 0; "" means NoData.
	Note string
}

// Neutral is the treatment of the middle level of an odd scale.
type Neutral uint8

// The ways to draw a neutral level.
const (
	NeutralSplit   Neutral = iota // half on each side of the centre
	NeutralAside                  // in a column of its own; part of the base
	NeutralDropped                // not drawn and not part of the base
)

// LabelStyle is what stands in a segment.
type LabelStyle uint8

// The labels of segments.
const (
	LabelPercent LabelStyle = iota
	LabelCount
	LabelNone
)

// maxCount bounds counts so that sums of them are exact.
const maxCount = 1 << 40

// Figure lays the chart out. It returns an error for levels, counts or a split
// that do not fit each other (ErrShape), for a count below 0 or above 2^40
// (ErrCount), for an unknown setting (ErrOption), and for a width that leaves no
// room for the bars (ErrWidth).
func (k Likert) Figure(o Options) (*Figure, error) {
	if err := k.check(); err != nil {
		return nil, err
	}
	p, err := newPage(o)
	if err != nil {
		return nil, err
	}
	p.head(k.Title, k.Subtitle)
	if len(k.Items) == 0 {
		p.empty(k.NoData)
	} else {
		l, err := k.columns(p)
		if err != nil {
			return nil, err
		}
		top := l.y
		l.legend()
		l.heads(top)
		l.items()
	}
	return p.finish(k.Title, k.Subtitle, k.Footnote, k.Alt), nil
}

func (k Likert) check() error {
	n := len(k.Levels)
	switch {
	case n < 2 || n > 11:
		return fmt.Errorf("a scale needs 2 to 11 levels, this one has %d: %w", n, ErrShape)
	case k.Split < 0 || k.Split >= n:
		return fmt.Errorf("a split must lie between 1 and %d, or be 0: %w", n-1, ErrShape)
	case k.Neutral > NeutralDropped:
		return fmt.Errorf("neutral mode %d: %w", k.Neutral, ErrOption)
	case k.Labels > LabelNone:
		return fmt.Errorf("label style %d: %w", k.Labels, ErrOption)
	case !(k.LabelMin >= 0 && k.LabelMin <= 1):
		return fmt.Errorf("LabelMin must lie between 0 and 1: %w", ErrOption)
	}
	for i, item := range k.Items {
		for j, bar := range item.Bars {
			if len(bar.Counts) != n {
				return fmt.Errorf("item %d, bar %d has %d counts for %d levels: %w", i+1, j+1, len(bar.Counts), n, ErrShape)
			}
			for _, c := range append([]int{bar.Missing}, bar.Counts...) {
				if c < 0 || c > maxCount {
					return fmt.Errorf("item %d, bar %d: %w", i+1, j+1, ErrCount)
				}
			}
		}
	}
	return nil
}

// sides returns the number of levels on the low side and the place of the
// neutral level, or -1 when the scale has none.
func (k Likert) sides() (low, neutral int) {
	switch n := len(k.Levels); {
	case k.Split > 0:
		return k.Split, -1
	case n%2 == 1:
		return n / 2, n / 2
	default:
		return n / 2, -1
	}
}
