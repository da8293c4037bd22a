package survey

import (
	"fmt"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// frameName is what errors call a data frame in place of a file.
const frameName = "data frame"

// DataFrame returns the wave as a gota data frame, for work that this package
// does not do: a column "respondent" with the place in the wave counted from 1,
// a text column per group, and a number column per item that was asked, with
// the values of the levels as they were answered. Every kind of missing is a
// missing value there. The respondent codes are left out, so that two frames
// cannot be joined by them; [Pair] does that.
func (w *Wave) DataFrame() dataframe.DataFrame {
	numbers := make([]int, w.Len())
	for i := range numbers {
		numbers[i] = i + 1
	}
	cols := []series.Series{series.New(numbers, series.Int, "respondent")}
	w = w.orNone()
	for _, g := range w.groups {
		values := make([]string, w.Len())
		for i, v := range g.of {
			if v >= 0 {
				values[i] = g.Values[v].Value
			}
		}
		cols = append(cols, series.New(values, series.String, g.ID))
	}
	for i, it := range w.items() {
		if w.answers[i] != nil {
			cols = append(cols, series.New(w.itemValues(it.ID), series.Float, it.ID))
		}
	}
	return dataframe.New(cols...)
}

// FromDataFrame makes a wave of a gota data frame, with the rules and the
// errors of [ReadWave]; Line in an error is the row of the frame, counted from
// 1, and Column the place of the column.
//
// The columns of the code and of the groups must hold text: a column of numbers
// has lost the zeros of the code 007 already. Item columns may hold text or
// numbers. Make the frame with declared types, not by letting gota guess. A
// missing value of gota is NotAnswered; Delimiter is not used.
//
// Errors besides those of ReadWave: ErrColumnType, and the error that the frame
// itself carries.
func FromDataFrame(df dataframe.DataFrame, inst *Instrument, m WaveMapping, o ReadOptions) (*Wave, error) {
	if df.Err != nil {
		return nil, fmt.Errorf("%s: %w", frameName, df.Err)
	}
	b, err := newBuilder(frameName, inst, m, o)
	if err != nil {
		return nil, err
	}
	places := map[string][]int{}
	for i, name := range df.Names() {
		places[fold(name)] = append(places[fold(name)], i)
	}
	cols := make([]series.Series, len(b.fields))
	numbers := make([]int, len(b.fields))
	for i, f := range b.fields {
		at := places[fold(f.column)]
		switch {
		case len(at) == 0:
			b.problems.Add(0, 0, f.column, rma.ErrMissingColumn)
			continue
		case len(at) > 1:
			b.problems.Add(0, 0, f.column, rma.ErrDuplicateColumn)
			continue
		}
		cols[i], numbers[i] = df.Col(df.Names()[at[0]]), at[0]+1
		if err := frameType(f, cols[i].Type()); err != nil {
			b.problems.Add(0, numbers[i], f.column, err)
		} else if f.item >= 0 && cols[i].Type() != series.String { // numbers come with a point
			response, _ := inst.Response(inst.Items[f.item].Response)
			b.fields[i].read, _ = response.answerReader('.')
		}
	}
	if b.problems.Len() > 0 {
		return nil, b.problems.Err()
	}
	cells := make([]string, len(cols))
	for row := range df.Nrow() {
		for i, c := range cols {
			cells[i] = frameCell(c.Elem(row), c.Type())
		}
		b.add(row+1, numbers, cells)
	}
	return b.wave()
}

// frameType checks that a column can hold what is asked of it.
func frameType(f field, t series.Type) error {
	switch {
	case t == series.String:
		return nil
	case f.item >= 0 && (t == series.Int || t == series.Float):
		return nil
	case f.item >= 0:
		return fmt.Errorf("%w: an item column holds text or numbers", ErrColumnType)
	}
	return fmt.Errorf("%w: codes and groups are text", ErrColumnType)
}

// frameCell writes a value as text; gota itself would cut a number after six
// decimals.
func frameCell(e series.Element, t series.Type) string {
	switch {
	case e.IsNA():
		return ""
	case t == series.Float:
		return strconv.FormatFloat(e.Float(), 'g', -1, 64)
	}
	return e.String()
}
