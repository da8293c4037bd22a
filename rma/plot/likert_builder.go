package plot

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/survey"
)

// ErrNotReleased means that a release does not hold the table that a chart is
// drawn from.
var ErrNotReleased = errors.New("the release does not hold the table of the chart")

// likertBuilder fills a chart, and the table beside it, from protected tables.
type likertBuilder struct {
	k      *chart.Likert
	lang   rma.Lang
	ds     []*survey.Description
	tables []privacy.Table // of the descriptions
	scale  *survey.ResponseScale
	shell  rma.Table
	rows   []privacy.RowOf
}

func (b *likertBuilder) readTables(release *privacy.Release) error {
	for _, d := range b.ds {
		t, ok := release.Table(d.TableID())
		if !ok {
			return ErrNotReleased
		}
		b.tables = append(b.tables, t)
	}
	return nil
}

// addLevels takes the levels from the one response scale of all items.
func (b *likertBuilder) addLevels() error {
	for _, d := range b.ds {
		for i := range d.Responses {
			switch {
			case b.scale == nil:
				b.scale = &d.Responses[i]
			case b.scale.ID != d.Responses[i].ID || len(b.scale.Levels) != len(d.Responses[i].Levels):
				return ErrScales
			}
		}
	}
	if b.scale == nil {
		b.k.Levels = []string{"–", "+"} // no items: the chart says that there is no data
		return nil
	}
	for i, level := range b.scale.Levels {
		b.k.Levels = append(b.k.Levels, level.Label.In(b.lang))
		b.shell.Columns = append(b.shell.Columns, rma.Column{Key: fmt.Sprintf("level%d", i+1), Label: level.Label})
	}
	b.k.Split = split(b.scale)
	b.shell.Columns = append(b.shell.Columns,
		rma.Column{Key: "n", Label: rma.T("geldig", "valid")}, rma.Column{Key: "missing", Label: rma.T("geen antwoord", "missing")})
	return nil
}

// addItem gives an item its bars: per description the whole wave, or the groups
// when it was made by group.
func (b *likertBuilder) addItem(id string) {
	var item chart.LikertItem
	for n, d := range b.ds {
		for _, it := range d.Items {
			if it.Item.ID != id || d.By != "" && it.Whole() {
				continue
			}
			who := d.WaveLabel
			bar := b.bar(b.tables[n], d, it)
			switch {
			case d.By != "":
				who = it.Label
				bar.Label = groupName(d, it.Part, b.lang)
			case len(b.ds) > 1:
				bar.Label = who.In(b.lang)
			}
			item.Label = it.Item.Text.In(b.lang)
			item.Bars = append(item.Bars, bar)
			b.rows = append(b.rows, privacy.RowOf{Key: id + "/" + d.Wave + "/" + it.Value, Label: it.Item.Text,
				Words: []rma.Cell{rma.TextCell(who).WithRefs(d.ObservationID(it))},
				From:  b.tables[n], Row: d.RowKey(it), Columns: append(d.LevelKeys(b.scale.ID), "valid", "missing")})
		}
	}
	b.k.Items = append(b.k.Items, item)
}

// bar takes the counts of an item from the protected table. A bar of which one
// is hidden is not drawn: the others would be shares of the wrong base.
func (b *likertBuilder) bar(t privacy.Table, d *survey.Description, it survey.ItemDistribution) chart.LikertBar {
	row := d.RowKey(it)
	bar := chart.LikertBar{}
	for _, key := range d.LevelKeys(b.scale.ID) {
		c, ok := t.Cell(row, key)
		if !ok || c.Kind != rma.CountKind {
			bar.Note = rma.T("niet getoond: te kleine aantallen", "not shown: counts too small").In(b.lang)
		}
		bar.Counts = append(bar.Counts, c.Count)
	}
	if bar.Note != "" {
		bar.Counts = make([]int, len(bar.Counts))
	}
	if valid, _ := t.Cell(row, "valid"); bar.Note != "" || t.Audience() != privacy.Team {
		bar.N = valid.Format(b.lang)
		if valid.Kind == rma.CountKind && valid.Count < rma.DefaultMinBase {
			bar.N = strconv.Itoa(valid.Count) + b.k.MinBaseMark
		}
	}
	missing, _ := t.Cell(row, "missing")
	if bar.Missing = missing.Count; missing.Kind != rma.CountKind {
		bar.MissingText = rma.WithheldMark
	}
	return bar
}

// subtitle names the waves with the number of respondents, where it is shown.
func (b *likertBuilder) subtitle() string {
	s := ""
	for n, d := range b.ds {
		if n > 0 {
			s += "; "
		}
		s += d.WaveLabel.In(b.lang)
		if len(d.Items) == 0 {
			continue
		}
		if c, ok := b.tables[n].Cell(d.RowKey(d.Items[0]), "n"); ok && c.Kind == rma.CountKind {
			s += fmt.Sprintf(": n = %d", c.Count)
		}
	}
	return s
}
