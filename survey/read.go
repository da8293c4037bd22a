package survey

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ReadWave reads the answers of one wave from a delimited text file: UTF-8 with
// or without a byte order mark, `;`, `,` or tab between the fields, LF or CRLF,
// one heading line and a line per respondent. file is the name for errors.
//
// A cell may hold the code or value of a level, or its label in Dutch or
// English; letter case and white space do not matter. An empty cell is
// NotAnswered. Lines that hold delimiters alone are passed over. Columns that
// the mapping does not name are not read.
//
// Every broken rule is returned at once, up to rma.MaxProblems, and then there
// is no wave: an *rma.DataError with file, line, column and the declared name
// of the column, which never holds what stood in the cell. The rules are
// rma.ErrMissingColumn and the others of a delimited file, ErrUnknownAnswer,
// ErrOutsideScale, rma.ErrUnknownTerm for a value of a group column that was
// not declared, ErrDuplicateCode when the mapping refuses duplicates, and those
// of an instrument or a mapping that is itself wrong.
//
// A respondent code that occurs more than once is flagged: the answers stay in
// the wave, none of these respondents can be paired, and [Wave.Flagged] gives
// the places. A respondent without a code cannot be paired either. No instrument
// and no reader are rma.ErrMissing.
//
// The respondent code is taken for an identifier, and the wave holds pseudonyms:
// see [ReadOptions]. A respondent who was erased is left out; a warning with the
// code privacy.WarnErased counts them.
func ReadWave(r io.Reader, file string, inst *Instrument, m WaveMapping, o ReadOptions) (*Wave, error) {
	b, err := newBuilder(file, inst, m, o)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoReader(file)
	}
	rows := tabular.NewReader(r)
	if m.Delimiter != "" {
		rows.Comma = m.Delimiter[0]
	}
	names := make([]string, len(b.fields))
	for i, f := range b.fields {
		names[i] = f.column
	}
	columns, err := rows.Columns(names...)
	if err != nil {
		b.problems.AddTabular(err)
		return nil, b.problems.Err()
	}
	cells := make([]string, len(columns))
	numbers := make([]int, len(columns))
	for i, c := range columns {
		numbers[i] = c.Number()
	}
	for row, err := range rows.Rows() {
		if err != nil {
			b.problems.AddTabular(err)
			continue
		}
		if row.Blank() {
			continue
		}
		for i, n := range numbers {
			cells[i] = row.At(n)
		}
		b.add(row.Line, numbers, cells)
	}
	return b.wave()
}

// field is a column that a wave needs: the code, then the groups, then the
// items that were asked.
type field struct {
	column string
	item   int      // place in the instrument, -1 for the code and for groups
	group  int      // place in the mapping, -1 for the code and for items
	read   *answers // of an item
}

// builder makes a wave of rows of cells, wherever they come from.
type builder struct {
	problems rma.Problems
	mapping  WaveMapping
	fields   []field
	w        *Wave
	ids      privacy.Pseudonymiser
	codes    []privacy.Pseudonym
	first    map[privacy.Pseudonym]int // code to the respondent who gave it first
	erased   int
	values   []map[string]int // per group: value to its place
}

func newBuilder(file string, inst *Instrument, m WaveMapping, o ReadOptions) (*builder, error) {
	if inst == nil {
		return nil, fmt.Errorf("%w: a wave needs an instrument: %w", ErrOption, rma.ErrMissing)
	}
	if err := inst.Validate(); err != nil {
		return nil, err
	}
	if err := m.against(inst).err("mapping of wave " + m.Wave); err != nil {
		return nil, err
	}
	b := &builder{
		problems: rma.Problems{File: file}, mapping: m, ids: o.pseudonymiser(), first: map[privacy.Pseudonym]int{},
		w: &Wave{id: m.Wave, label: labelOr(m.Label, m.Wave), file: file, instrument: inst.clone()},
	}
	if m.Code != "" {
		b.fields = append(b.fields, field{column: m.Code, item: -1, group: -1})
	}
	for i, g := range m.Groups {
		b.fields = append(b.fields, field{column: g.column(), item: -1, group: i})
		b.addGroup(g)
	}
	b.addItems(inst)
	return b, nil
}

func (b *builder) addGroup(g GroupColumn) {
	g.Label = labelOr(g.Label, g.ID)
	g.Values = slices.Clone(g.Values)
	places := map[string]int{}
	for i, v := range g.Values {
		places[v.Value] = i
	}
	b.values = append(b.values, places)
	b.w.groups = append(b.w.groups, waveGroup{GroupColumn: g})
}

func (b *builder) addItems(inst *Instrument) {
	var decimal byte
	if b.mapping.Decimal != "" {
		decimal = b.mapping.Decimal[0]
	}
	readers := map[string]*answers{}
	for _, s := range inst.Responses {
		readers[s.ID], _ = s.answerReader(decimal)
	}
	b.w.answers = make([][]Answer, len(inst.Items))
	for i, it := range inst.Items {
		if slices.Contains(b.mapping.NotAsked, it.ID) {
			continue
		}
		b.w.answers[i] = []Answer{}
		b.fields = append(b.fields, field{column: b.mapping.column(it.ID), item: i, group: -1, read: readers[it.Response]})
	}
}

// add takes the cells of one respondent, in the order of the fields; columns
// are their places in the file.
func (b *builder) add(line int, columns []int, cells []string) {
	w := b.w
	code, codeColumn, ok := b.code(line, columns, cells)
	if !ok {
		b.erased++
		return
	}
	for i, f := range b.fields {
		switch {
		case f.item >= 0:
			a, err := f.read.read(cells[i])
			if err != nil {
				b.problems.Add(line, columns[i], f.column, err)
			}
			w.answers[f.item] = append(w.answers[f.item], a)
		case f.group >= 0:
			v, err := b.groupValue(f.group, strings.TrimSpace(cells[i]))
			if err != nil {
				b.problems.Add(line, columns[i], f.column, err)
			}
			w.groups[f.group].of = append(w.groups[f.group].of, v)
		}
	}
	b.addCode(line, codeColumn, code)
}

// code returns the pseudonym of the respondent code and its column, the zero one
// when there is none, and false for somebody who was erased.
func (b *builder) code(line int, columns []int, cells []string) (p privacy.Pseudonym, column int, ok bool) {
	i := slices.IndexFunc(b.fields, func(f field) bool { return f.item < 0 && f.group < 0 })
	if i < 0 {
		return p, 0, true
	}
	code := NormalCode(cells[i])
	if code == "" {
		return p, columns[i], true
	}
	p, err := b.ids.Pseudonym(privacy.RespondentDomain, privacy.NewIdentifier(code))
	switch {
	case errors.Is(err, privacy.ErrErased):
		return p, columns[i], false
	case err != nil:
		b.problems.Add(line, columns[i], b.fields[i].column, err)
	}
	return p, columns[i], true
}

func (b *builder) addCode(line, column int, code privacy.Pseudonym) {
	w := b.w
	me := len(b.codes)
	repeated := false
	if !code.IsZero() {
		other, twice := b.first[code]
		if twice {
			repeated = true
			w.repeated[other] = true
			at := rma.DataError{File: b.problems.File, Line: line, Column: column, Field: b.mapping.Code,
				Err: fmt.Errorf("%w: first on line %d", ErrDuplicateCode, w.lines[other])}
			if b.mapping.Duplicates == RefuseDuplicates {
				b.problems.Add(at.Line, at.Column, at.Field, at.Err)
			}
			w.flagged = append(w.flagged, &at)
		} else {
			b.first[code] = me
		}
	}
	b.codes = append(b.codes, code)
	w.repeated = append(w.repeated, repeated)
	w.lines = append(w.lines, line)
}

func (b *builder) groupValue(group int, cell string) (int32, error) {
	if cell == "" {
		return -1, nil
	}
	if at, ok := b.values[group][cell]; ok {
		return int32(at), nil
	}
	if n := len(b.mapping.Groups[group].Values); n > 0 {
		return -1, fmt.Errorf("%w: the column has %d declared values", rma.ErrUnknownTerm, n)
	}
	g := &b.w.groups[group]
	cell = strings.Clone(cell)
	at := len(g.Values)
	b.values[group][cell] = at
	g.Values = append(g.Values, GroupValue{Value: cell})
	return int32(at), nil
}

// wave returns the wave, or all errors and no wave.
func (b *builder) wave() (*Wave, error) {
	if err := b.problems.Err(); err != nil {
		return nil, err
	}
	w := b.w
	w.codes = b.codes
	for i := range w.groups {
		if len(b.mapping.Groups[i].Values) == 0 {
			w.groups[i].sortValues()
		}
	}
	w.warnings = duplicateWarnings(w.id, w.repeated)
	if b.erased > 0 {
		w.warnings = append(w.warnings, rma.Warn(privacy.WarnErased, "%s: n=%d", w.id, b.erased))
	}
	return w, nil
}

// sortValues puts values that were found, not declared, in an order that does
// not depend on the order of the file.
func (g *waveGroup) sortValues() {
	sorted := slices.Clone(g.Values)
	slices.SortFunc(sorted, func(a, b GroupValue) int { return strings.Compare(a.Value, b.Value) })
	place := map[string]int32{}
	for i, v := range sorted {
		place[v.Value] = int32(i)
	}
	for i, v := range g.of {
		if v >= 0 {
			g.of[i] = place[g.Values[v].Value]
		}
	}
	g.Values = sorted
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
