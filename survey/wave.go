package survey

import (
	"fmt"
	"io"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Wave holds the answers of one round of a questionnaire. It is made by
// [ReadWave] or [FromDataFrame] and does not change after that; several
// goroutines may read it.
//
// Of the respondent codes it holds pseudonyms, for [Pair] alone: nothing gives
// them back, and printing a wave gives counts only. A wave that no reader has made, such as the
// zero Wave, has no respondents, and no analysis takes it.
type Wave struct {
	id         string
	label      rma.Text
	file       string
	instrument *Instrument
	answers    [][]Answer // by item, then by respondent; nil for an item not asked
	groups     []waveGroup
	codes      []privacy.Pseudonym // zero for a respondent without one
	repeated   []bool              // the code occurs more than once
	lines      []int               // where each respondent stands in the file
	flagged    []error
	warnings   []rma.Warning
}

// waveGroup is a group column with the value of each respondent.
type waveGroup struct {
	GroupColumn
	of []int32 // place in Values, -1 when not recorded
}

// ID returns the id of the wave, such as "voor".
func (w *Wave) ID() string { return w.orNone().id }

// Label returns the name of the wave.
func (w *Wave) Label() rma.Text { return w.orNone().label }

// File returns the name of the file it was read from, as the caller gave it.
func (w *Wave) File() string { return w.orNone().file }

// Instrument returns the questionnaire that was held, nil for a wave that no
// reader has made. Do not change it.
func (w *Wave) Instrument() *Instrument { return w.orNone().instrument }

// Len returns the number of respondents.
func (w *Wave) Len() int { return len(w.orNone().lines) }

// orNone returns the wave, or the zero one when there is none.
func (w *Wave) orNone() *Wave {
	if w == nil {
		return &Wave{}
	}
	return w
}

// Line returns the line of the file where a respondent stands, counted from 0
// in the order of the file, or the row of the data frame; 0 when there is no
// such respondent.
func (w *Wave) Line(respondent int) int {
	if respondent < 0 || respondent >= w.Len() {
		return 0
	}
	return w.lines[respondent]
}

// Answer returns what a respondent gave to an item; false when the instrument
// does not have the item, the wave did not ask it, or there is no such
// respondent.
func (w *Wave) Answer(respondent int, item string) (Answer, bool) {
	i := w.Instrument().itemIndex(item)
	if i < 0 || w.answers[i] == nil || respondent < 0 || respondent >= w.Len() {
		return 0, false
	}
	return w.answers[i][respondent], true
}

// Groups returns the group columns with the values that can occur, in order.
func (w *Wave) Groups() []GroupColumn {
	w = w.orNone()
	out := make([]GroupColumn, len(w.groups))
	for i, g := range w.groups {
		out[i] = g.GroupColumn
		out[i].Values = slices.Clone(g.Values)
	}
	return out
}

// Group returns the value of a group column for a respondent, "" when it is
// not recorded.
func (w *Wave) Group(respondent int, group string) string {
	for _, g := range w.orNone().groups {
		if g.ID == group && respondent >= 0 && respondent < w.Len() && g.of[respondent] >= 0 {
			return g.Values[g.of[respondent]].Value
		}
	}
	return ""
}

// Flagged returns an *rma.DataError for each respondent code that occurred
// before in the wave: its line and column, and the line of the first. The
// respondents are in the wave, and not in any pairing.
func (w *Wave) Flagged() []error { return slices.Clone(w.orNone().flagged) }

// Warnings returns what has to be said with any use of the wave:
// WarnDuplicateCode with the number of respondents who share a code.
func (w *Wave) Warnings() []rma.Warning { return slices.Clone(w.orNone().warnings) }

// Where returns the wave with only the respondents who have the given value in
// a group column. Codes that occur twice in the whole wave stay repeated, since
// the other one may belong to another group by mistake. An unknown group or
// value is an error that wraps rma.ErrUnknownID; no wave is rma.ErrMissing.
func (w *Wave) Where(group, value string) (*Wave, error) {
	if err := w.usable(); err != nil {
		return nil, err
	}
	g, err := w.findGroup(group)
	if err != nil {
		return nil, err
	}
	at := int32(slices.IndexFunc(g.Values, func(v GroupValue) bool { return v.Value == value }))
	if at < 0 {
		return nil, fmt.Errorf("group %q: %w: the value asked for", group, rma.ErrUnknownID)
	}
	var rows []int
	for i, v := range g.of {
		if v == at {
			rows = append(rows, i)
		}
	}
	return w.subset(rows), nil
}

func (w *Wave) subset(rows []int) *Wave {
	out := *w
	out.codes = pick(w.codes, rows)
	out.repeated, out.lines = pick(w.repeated, rows), pick(w.lines, rows)
	out.answers = make([][]Answer, len(w.answers))
	for i, column := range w.answers {
		if column != nil {
			out.answers[i] = pick(column, rows)
		}
	}
	out.groups = make([]waveGroup, len(w.groups))
	for i, g := range w.groups {
		out.groups[i] = waveGroup{g.GroupColumn, pick(g.of, rows)}
	}
	out.flagged = nil
	for _, err := range w.flagged {
		if e, ok := err.(*rma.DataError); ok {
			if _, in := slices.BinarySearch(out.lines, e.Line); in { // lines ascend
				out.flagged = append(out.flagged, err)
			}
		}
	}
	out.warnings = duplicateWarnings(out.id, out.repeated)
	return &out
}

func pick[T any](values []T, rows []int) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = values[r]
	}
	return out
}

func duplicateWarnings(wave string, repeated []bool) []rma.Warning {
	n := 0
	for _, r := range repeated {
		if r {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []rma.Warning{rma.Warn(rma.WarnDuplicateCode, "%s: n=%d", wave, n)}
}

func (w *Wave) findGroup(id string) (waveGroup, error) {
	for _, g := range w.groups {
		if g.ID == id {
			return g, nil
		}
	}
	return waveGroup{}, fmt.Errorf("group %q: %w", id, rma.ErrUnknownID)
}

// usable reports an error for a wave that no reader has made.
func (w *Wave) usable() error {
	if w == nil || w.instrument == nil {
		return fmt.Errorf("%w: a wave is made by ReadWave or FromDataFrame: %w", ErrOption, rma.ErrMissing)
	}
	return nil
}

// asked reports an error when one of the items was not asked.
func (w *Wave) asked(items ...string) error {
	for _, id := range items {
		if i := w.instrument.itemIndex(id); i >= 0 && w.answers[i] == nil {
			return fmt.Errorf("wave %q, item %q: %w", w.id, id, ErrNotAsked)
		}
	}
	return nil
}

// String returns the name and the size, and nothing of a respondent.
func (w Wave) String() string {
	return fmt.Sprintf("wave %s: %d respondents, %d items", w.ID(), w.Len(), len(w.items()))
}

// items returns those of the instrument.
func (w *Wave) items() []Item {
	if in := w.Instrument(); in != nil {
		return in.Items
	}
	return nil
}

// Format writes String whatever the verb, so that no form of printing shows a
// respondent code.
func (w Wave) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, w.String()) }

// Part is a part of the respondents: those with one value in a group column.
// The zero Part is the whole wave.
type Part struct {
	Group string   // id of the group column
	Value string   // empty for respondents without a value
	Label rma.Text // name of the value
	means GroupMeaning
}

// Whole reports that it is the whole wave.
func (p Part) Whole() bool { return p.Group == "" }

var notRecorded = rma.T("niet vastgelegd", "not recorded")

// part is a Part with its respondents; nil rows with all means everybody.
type part struct {
	Part
	all  bool
	rows []int
}

func (p part) size(w *Wave) int {
	if p.all {
		return w.Len()
	}
	return len(p.rows)
}

// parts returns the whole wave and, when by names a group column, each of its
// values in order and the respondents without a value, if there are any.
func (w *Wave) parts(by string) ([]part, error) {
	out := []part{{all: true}}
	if by == "" {
		return out, nil
	}
	g, err := w.findGroup(by)
	if err != nil {
		return nil, err
	}
	rows := make([][]int, len(g.Values)+1)
	for i, v := range g.of {
		if v < 0 {
			v = int32(len(g.Values))
		}
		rows[v] = append(rows[v], i)
	}
	for i, v := range g.Values {
		out = append(out, part{Part{by, v.Value, labelOr(v.Label, v.Value), g.Means}, false, rows[i]})
	}
	if rest := rows[len(g.Values)]; len(rest) > 0 {
		out = append(out, part{Part{by, "", notRecorded, MeansNothing}, false, rest})
	}
	return out, nil
}
