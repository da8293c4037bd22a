package rma

import (
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// DataFrame returns the table as a gota data frame: a column "row" (or "row_key",
// when the table has a column of that name) with the keys of the rows, then one column per table column under its key, in order.
// A column of counts becomes integers and one of figures floats; a column of
// shares becomes two integer columns, key_k and key_n; anything else is text in
// language l. Blank, withheld and not collected cells are missing values; gota
// cannot tell a missing text from the text "NaN".
func (t Table) DataFrame(l Lang) dataframe.DataFrame {
	keys := make([]string, len(t.Rows))
	for i, r := range t.Rows {
		keys[i] = r.Key
	}
	cols := []series.Series{series.New(keys, series.String, t.keyColumn())}
	for j, c := range t.Columns {
		cells := make([]Cell, len(t.Rows))
		for i, r := range t.Rows {
			if j < len(r.Cells) {
				cells[i] = r.Cells[j]
			}
		}
		cols = append(cols, columnSeries(c.Key, cells, l)...)
	}
	return dataframe.New(cols...)
}

// keyColumn is "row", or "row_key" when the table has a column of that name.
func (t Table) keyColumn() string {
	for _, c := range t.Columns {
		if c.Key == "row" {
			return "row_key"
		}
	}
	return "row"
}

func columnSeries(key string, cells []Cell, l Lang) []series.Series {
	switch kindOf(cells) {
	case CountKind:
		return []series.Series{textSeries(cells, series.Int, key, CountKind, func(c Cell) string { return strconv.Itoa(c.Count) })}
	case NumberKind, PValueKind:
		return []series.Series{textSeries(cells, series.Float, key, kindOf(cells), func(c Cell) string {
			return strconv.FormatFloat(c.Number, 'g', -1, 64)
		})}
	case ShareKind:
		return []series.Series{
			textSeries(cells, series.Int, key+"_k", ShareKind, func(c Cell) string { return strconv.Itoa(c.Share.K) }),
			textSeries(cells, series.Int, key+"_n", ShareKind, func(c Cell) string { return strconv.Itoa(c.Share.N) }),
		}
	}
	values := make([]string, len(cells))
	for i, c := range cells {
		values[i] = "NaN"
		if !c.Empty() {
			values[i] = c.Format(l)
		}
	}
	return []series.Series{series.New(values, series.String, key)}
}

// kindOf returns the kind that all cells with a value share, TextKind otherwise.
func kindOf(cells []Cell) CellKind {
	kind := Blank
	for _, c := range cells {
		switch {
		case c.Empty():
		case kind == Blank:
			kind = c.Kind
		case kind != c.Kind:
			return TextKind
		}
	}
	return kind
}

// textSeries parses the values from text, because "NaN" is how gota is told of
// a missing whole number.
func textSeries(cells []Cell, typ series.Type, name string, kind CellKind, f func(Cell) string) series.Series {
	values := make([]string, len(cells))
	for i, c := range cells {
		values[i] = "NaN"
		if c.Kind == kind {
			values[i] = f(c)
		}
	}
	return series.New(values, typ, name)
}
