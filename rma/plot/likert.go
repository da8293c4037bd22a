package plot

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/survey"
)

// ErrScales means that the items of one chart are answered on different
// response scales; such items need a chart each.
var ErrScales = errors.New("the items of a chart must share one response scale")

// LikertOptions are the settings of a chart of answers.
type LikertOptions struct {
	Options
	ID      string         // of the figure; "" = likert
	Neutral survey.Neutral // what happens with the middle level; 0 = half on each side
}

// Likert draws how answers are spread as diverging bars: levels below the
// middle to the left, above it to the right. With two descriptions, such as a
// pre- and a post-survey, the bars of an item stand under each other. With a
// description by group, each group has a bar. A level that nobody chose keeps
// its place. Bars on fewer than [rma.DefaultMinBase] answers show counts and
// are marked with an asterisk; missing answers are counted beside the bar.
//
// The descriptions say which items and groups there are. The counts are those
// of their tables in the release, hidden and rounded as its policy says: a bar
// of which a count is hidden is not drawn, and says so.
//
// Errors: ErrScales when items have different response scales, ErrID, and
// ErrNotReleased when the release does not hold the table of a description. A
// nil description is passed over.
func Likert(title rma.Text, release *privacy.Release, o LikertOptions, ds ...*survey.Description) (Figure, error) {
	l := o.Lang
	if o.ID == "" {
		o.ID = "likert"
	}
	if err := checkID(o.ID); err != nil {
		return Figure{}, err
	}
	ds = slices.DeleteFunc(slices.Clone(ds), func(d *survey.Description) bool { return d == nil })
	k := chart.Likert{
		Title:       title.In(l),
		Neutral:     neutral(o.Neutral),
		MinBase:     rma.DefaultMinBase,
		MinBaseMark: "*",
		AxisLabel:   rma.T("aandeel van de geldige antwoorden", "share of the valid answers").In(l),
		MissingHead: rma.T("geen antwoord", "missing").In(l),
		NoData:      rma.T("geen antwoorden", "no answers").In(l),
		Footnote:    o.footnote(release.Policy().Audience, likertNote(release)),
	}
	b := likertBuilder{k: &k, lang: l, ds: ds}
	b.shell = rma.Table{ID: o.ID + "-table", Title: title, RowHead: rma.T("vraag", "item"), Notes: release.Notes(),
		Columns: []rma.Column{{Key: "who", Label: rma.T("wie", "who")}}}
	if err := b.readTables(release); err != nil {
		return Figure{}, err
	}
	if err := b.addLevels(); err != nil {
		return Figure{}, err
	}
	for _, item := range itemIDs(ds) {
		b.addItem(item)
	}
	k.Subtitle = b.subtitle()
	k.Alt = likertAlt(k, l)
	table, err := privacy.Arrange(b.shell, b.rows...)
	if err != nil {
		return Figure{}, err
	}
	drawn, err := k.Figure(o.chart())
	if err != nil {
		return Figure{}, err
	}
	return Figure{ID: o.ID, Title: k.Title, Table: table, drawn: drawn}, nil
}

// likertNote explains the marks: the asterisk, and what the policy does to counts.
func likertNote(release *privacy.Release) rma.Text {
	note := rma.T(fmt.Sprintf("* minder dan %d antwoorden: aantallen in plaats van percentages.", rma.DefaultMinBase),
		fmt.Sprintf("* fewer than %d answers: counts instead of percentages.", rma.DefaultMinBase))
	for _, n := range release.Notes() {
		note = rma.T(note.NL+" "+n.NL, note.EN+" "+n.EN)
	}
	return note
}

func neutral(n survey.Neutral) chart.Neutral {
	switch n {
	case survey.NeutralAside:
		return chart.NeutralAside
	case survey.NeutralDropped:
		return chart.NeutralDropped
	}
	return chart.NeutralSplit
}

// split returns the number of low levels of a scale whose centre does not lie in
// the middle, and 0 for any other.
func split(s *survey.ResponseScale) int {
	low, neutral := 0, 0
	for i := range s.Levels {
		switch side := s.Side(i); {
		case side < 0:
			low++
		case side == 0:
			neutral++
		}
	}
	if 2*low+neutral == len(s.Levels) {
		return 0
	}
	return low
}

// itemIDs lists the items of all descriptions in the order of the first.
func itemIDs(ds []*survey.Description) []string {
	var out []string
	seen := map[string]bool{}
	for _, d := range ds {
		for _, it := range d.Items {
			if !seen[it.Item.ID] {
				seen[it.Item.ID] = true
				out = append(out, it.Item.ID)
			}
		}
	}
	return out
}

// longLabel is the number of characters from which the names of groups have no
// room beside their bars; then all groups are named by their value in the data.
const longLabel = 14

// groupName names a group beside its bar.
func groupName(d *survey.Description, p survey.Part, l rma.Lang) string {
	for _, it := range d.Items {
		if utf8.RuneCountInString(it.Label.In(l)) > longLabel && it.Value != "" {
			return p.Value
		}
	}
	return p.Label.In(l)
}

// likertAlt says what is drawn; the counts themselves are in the table, where a
// screen reader can walk through them.
func likertAlt(k chart.Likert, l rma.Lang) string {
	bars := 0
	for _, it := range k.Items {
		bars += len(it.Bars)
	}
	return fmt.Sprintf(rma.T("%s. %d vragen, %d balken van de antwoorden op %d niveaus; de aantallen staan in de tabel.",
		"%s. %d items, %d bars of the answers on %d levels; the counts are in the table.").In(l), k.Title, len(k.Items), bars, len(k.Levels))
}
