package plot

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
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
// Errors: ErrScales when items have different response scales, ErrID. A nil
// description is passed over.
func Likert(title rma.Text, o LikertOptions, ds ...*survey.Description) (Figure, error) {
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
		Footnote: o.footnote(rma.T(fmt.Sprintf("* minder dan %d antwoorden: aantallen in plaats van percentages.", rma.DefaultMinBase),
			fmt.Sprintf("* fewer than %d answers: counts instead of percentages.", rma.DefaultMinBase))),
	}
	table := rma.Table{ID: o.ID + "-table", Title: title, RowHead: rma.T("vraag", "item"),
		Columns: []rma.Column{{Key: "who", Label: rma.T("wie", "who")}}}
	if err := addLevels(&k, &table, l, ds); err != nil {
		return Figure{}, err
	}
	for _, item := range itemIDs(ds) {
		addItem(&k, &table, l, item, ds)
	}
	k.Subtitle = likertSubtitle(ds, l)
	k.Alt = likertAlt(k, l)
	drawn, err := k.Figure(o.chart())
	if err != nil {
		return Figure{}, err
	}
	return Figure{ID: o.ID, Title: k.Title, Table: table, drawn: drawn}, nil
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

// addLevels takes the levels from the one response scale of all items.
func addLevels(k *chart.Likert, table *rma.Table, l rma.Lang, ds []*survey.Description) error {
	var scale *survey.ResponseScale
	for _, d := range ds {
		for i := range d.Responses {
			switch {
			case scale == nil:
				scale = &d.Responses[i]
			case scale.ID != d.Responses[i].ID || len(scale.Levels) != len(d.Responses[i].Levels):
				return ErrScales
			}
		}
	}
	if scale == nil {
		k.Levels = []string{"–", "+"} // no items: the chart says that there is no data
		return nil
	}
	for i, level := range scale.Levels {
		k.Levels = append(k.Levels, level.Label.In(l))
		table.Columns = append(table.Columns, rma.Column{Key: fmt.Sprintf("level%d", i+1), Label: level.Label})
	}
	k.Split = split(scale)
	table.Columns = append(table.Columns,
		rma.Column{Key: "n", Label: rma.T("geldig", "valid")}, rma.Column{Key: "missing", Label: rma.T("geen antwoord", "missing")})
	return nil
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

// addItem gives an item its bars: per description the whole wave, or the groups
// when it was made by group.
func addItem(k *chart.Likert, table *rma.Table, l rma.Lang, id string, ds []*survey.Description) {
	var item chart.LikertItem
	for _, d := range ds {
		for _, it := range d.Items {
			if it.Item.ID != id || d.By != "" && it.Whole() {
				continue
			}
			who := d.WaveLabel
			bar := chart.LikertBar{Counts: it.Counts, Missing: it.Respondents - it.Valid}
			switch {
			case d.By != "":
				who = it.Label
				bar.Label = groupName(d, it.Part, l)
			case len(ds) > 1:
				bar.Label = who.In(l)
			}
			item.Label = it.Item.Text.In(l)
			item.Bars = append(item.Bars, bar)
			row := rma.Row{Key: id + "/" + d.Wave + "/" + it.Value, Label: it.Item.Text, Cells: []rma.Cell{rma.TextCell(who).WithRefs(d.ObservationID(it))}}
			for _, n := range it.Counts {
				row.Cells = append(row.Cells, rma.CountCell(n))
			}
			row.Cells = append(row.Cells, rma.CountCell(it.Valid), rma.CountCell(bar.Missing))
			table.Rows = append(table.Rows, row)
		}
	}
	k.Items = append(k.Items, item)
}

func likertSubtitle(ds []*survey.Description, l rma.Lang) string {
	s := ""
	for i, d := range ds {
		if i > 0 {
			s += "; "
		}
		s += fmt.Sprintf("%s: n = %d", d.WaveLabel.In(l), d.N)
	}
	return s
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
