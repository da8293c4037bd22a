package chart

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
)

// likertLayout is a Likert chart on a page, with the places of its columns.
type likertLayout struct {
	Likert
	*page
	all      [][]likertShares // by item and bar
	mixed    bool             // some bars show counts
	colors   []color.RGBA     // by level; that of the neutral level too
	label    float64          // width of the items
	barLabel float64          // width of the labels of bars
	bars     scale            // the axis
	aside    scale            // the neutral level set aside; zero when there is none
	base     float64          // right border of the column with n
	missing  float64          // right border of the column with missing answers
	missingW float64          // 0 means that there is none
}

// Sizes of a Likert chart, in points.
const (
	barHeight     = 13.0
	barGap        = 2.0  // between the bars of an item
	itemGap       = 7.0  // between items
	columnGap     = 10.0 // between columns
	baseHeadWidth = 36.0 // a longer head wraps
)

// likertTry holds the largest shares of the width that columns of text take, and
// the room that the bars must have, in points for both sides together.
type likertTry struct{ label, barLabel, missing, bars float64 }

// likertTexts are the texts of the columns.
type likertTexts struct {
	labels, barLabels, bases, missing []string
	anyMissing                        bool
}

// columns divides the width: labels and numbers take what they need, up to a
// share of the width, and the bars get the rest.
func (k Likert) columns(p *page) (*likertLayout, error) {
	l := &likertLayout{Likert: k, page: p, colors: k.palette(p.theme)}
	t := likertTexts{anyMissing: k.MissingHead != ""}
	for _, item := range k.Items {
		t.labels = append(t.labels, item.Label)
		var shares []likertShares
		for _, bar := range item.Bars {
			s := k.shares(bar)
			shares = append(shares, s)
			l.mixed = l.mixed || s.base < k.MinBase && bar.Note == ""
			t.barLabels = append(t.barLabels, oneLine(bar.Label))
			t.bases = append(t.bases, k.baseText(bar, s.base))
			t.missing = append(t.missing, bar.missing())
			t.anyMissing = t.anyMissing || bar.Missing > 0 || bar.MissingText != ""
		}
		l.all = append(l.all, shares)
	}
	// From first to last the bars get smaller and the texts wrap more.
	var err error
	for _, try := range []likertTry{{0.30, 0.12, 0.12, 150}, {0.22, 0.12, 0.10, 120}, {0.16, 0.10, 0.08, 80}} {
		if err = l.divide(try, t); err == nil {
			return l, nil
		}
	}
	return nil, err
}

// divide gives the columns of text their widths and the bars the rest. From left
// to right: items, labels of bars, bars, the neutral level set aside, n, missing
// answers. Columns without content take no room.
func (l *likertLayout) divide(try likertTry, t likertTexts) error {
	f, small, r := l.theme.label(), l.theme.small(), l.ruler
	inner := l.inner()
	l.label = r.column(f, try.label*inner, labelLines, t.labels...)
	l.barLabel = r.column(small, try.barLabel*inner, 1, t.barLabels...)
	baseW := max(r.column(small, inner, 1, t.bases...), r.column(small, baseHeadWidth, headLines, l.baseHead()))
	taken := baseW + 2*columnGap // this does not grow with the width of the page
	l.base, l.missing = l.right, l.right
	if t.anyMissing {
		numbers := r.column(small, inner, 1, t.missing...)
		l.missingW = max(numbers, min(r.longest(small, l.MissingHead), try.missing*inner))
		l.base -= l.missingW + columnGap
		taken += numbers + columnGap
	}
	from := l.left + l.label + columnGap
	if l.barLabel > 0 {
		from += l.barLabel + columnGap
		taken += columnGap
	}
	return l.areas(from, l.base-baseW-columnGap, taken, try)
}

// areas divides the room between two places over the bars and the neutral
// level, at one scale. The error names a width that is enough for the columns
// of text to take their shares and leave what the bars need.
func (l *likertLayout) areas(from, to, taken float64, try likertTry) error {
	var flat []likertShares
	for _, shares := range l.all {
		flat = append(flat, shares...)
	}
	side, aside := reach(flat)
	_, neutral := l.sides()
	room, gap := to-from, 0.0
	if l.Neutral == NeutralAside && neutral >= 0 {
		gap = 1.5 * columnGap
		aside = max(aside, 0.1)
	} else {
		aside = 0
	}
	unit := (room - gap) / (2*side + aside)
	if 2*side*unit < try.bars {
		need := (try.bars*(1+aside/(2*side))+gap+taken)/(1-try.label-try.barLabel-try.missing) + 2*l.theme.Margin
		return fmt.Errorf("a width of %.1f inches would be enough for the bars: %w", math.Ceil(need/inch*10)/10, ErrWidth)
	}
	l.bars = scale{-side, side, from, from + 2*side*unit}
	if aside > 0 {
		l.aside = scale{0, aside, l.bars.right + gap, l.bars.right + gap + aside*unit}
	}
	return nil
}

// palette returns a colour for each level, in the order of the scale.
func (k Likert) palette(t Theme) []color.RGBA {
	low, neutral := k.sides()
	high := len(k.Levels) - low
	if neutral >= 0 {
		high--
	}
	return t.diverging(low, high, neutral >= 0)
}

// baseHead is the head over n; the letter needs no translation.
func (k Likert) baseHead() string {
	if k.BaseHead == "" {
		return "n"
	}
	return k.BaseHead
}

// baseText is what stands in the column with n.
func (k Likert) baseText(bar LikertBar, base int) string {
	if bar.N != "" {
		return bar.N
	}
	s := strconv.Itoa(base)
	if base < k.MinBase {
		s += k.MinBaseMark
	}
	return s
}

// missing is what stands in the column with missing answers.
func (b LikertBar) missing() string {
	if b.MissingText != "" {
		return b.MissingText
	}
	return strconv.Itoa(b.Missing)
}
