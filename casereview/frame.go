package casereview

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// frameName is what errors call a data frame in place of a file.
const frameName = "data frame"

// ErrColumnType says that a column of a data frame is of a type that cannot hold
// what the mapping asks of it.
var ErrColumnType = errors.New("a column of a type that cannot hold this: text, or numbers for an attribute")

// FromDataFrame makes a log of a gota data frame with one row per event, with the
// rules and the errors of [ReadLong]; Line in an error is the row of the frame,
// counted from 1, and Column the place of the column.
//
// All columns hold text, but for attributes, which may hold numbers and booleans
// too: a column of numbers has lost the zeros of the dossier 007 already. Make the
// frame with declared types, not by letting gota guess. A missing value of gota
// is not recorded.
//
// Errors besides those of ReadLong: [ErrColumnType], and the error that the frame
// itself carries.
func FromDataFrame(df dataframe.DataFrame, m LongMapping, o ReadOptions) (*Log, error) {
	if df.Err != nil {
		return nil, fmt.Errorf("%s: %w", frameName, df.Err)
	}
	s := &frameSource{rows: df.Nrow(), names: df.Names(), fields: make([]string, df.Ncol()), kinds: make([]tabular.Kind, df.Ncol())}
	for _, name := range s.names {
		s.columns = append(s.columns, df.Col(name))
	}
	values := map[string]bool{}
	for _, list := range [][]AttrColumn{m.Attributes, m.OfCase} {
		for _, a := range list {
			values[a.Column] = true
		}
	}
	for _, name := range m.texts() {
		delete(values, name)
	}
	fits := func(c tabular.Column) error {
		if s.columns[c.Number()-1].Type() != series.String && !values[c.Name()] {
			return ErrColumnType
		}
		return nil
	}
	return readLong(rowReader{Reader: tabular.NewSourceReader(s), place: inColumns, fits: fits}, frameName, m, o)
}

// texts returns the columns that are not of attributes.
func (m LongMapping) texts() []string {
	m.Attributes, m.OfCase = nil, nil
	return m.columns()
}

// frameSource gives the rows of a data frame as texts.
type frameSource struct {
	columns []series.Series
	names   []string
	rows    int
	line    int
	headed  bool
	fields  []string
	kinds   []tabular.Kind
}

// Next gives the names of the columns, and then each row.
func (s *frameSource) Next() (tabular.Record, error) {
	if !s.headed {
		s.headed = true
		return tabular.Record{Fields: s.names}, nil
	}
	if s.line == s.rows {
		return tabular.Record{}, io.EOF
	}
	s.line++
	for i, c := range s.columns {
		s.fields[i], s.kinds[i] = frameCell(c.Elem(s.line-1), c.Type())
	}
	return tabular.Record{Line: s.line, Fields: s.fields, Kinds: s.kinds}, nil
}

func frameCell(e series.Element, t series.Type) (string, tabular.Kind) {
	switch {
	case e.IsNA():
		return "", tabular.KindText
	case t == series.Float:
		return numberText(e.Float())
	case t == series.Int:
		return e.String(), tabular.KindNumber
	case t == series.Bool:
		b, _ := e.Bool()
		return strconv.FormatBool(b), tabular.KindText
	}
	return textCell(e.String())
}
