package casereview

import (
	"database/sql"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// queryName is what errors call the rows of a query in place of a file.
const queryName = "query"

// ReadRows reads the rows of a query, one event each, with the rules and the
// errors of [ReadLong]; Line in an error is the number of the row, counted from
// 1, and Column the place of the column. It reads rows to their end, and the
// caller closes them.
//
//	rows, err := db.QueryContext(ctx, `SELECT dossier, activiteit, moment FROM activiteiten ORDER BY dossier, moment`)
//	...
//	defer rows.Close()
//	log, err := casereview.ReadRows(rows, mapping, casereview.ReadOptions{})
//
// NULL is not recorded, and a number is a number. Of a moment the type of the
// column tells what it means. A DATE is a day. A column with a time zone, and a
// moment with an offset, is that instant. Any other is what the clock showed, in
// the zone of the mapping; drivers give it as if it were in UTC. Seconds are
// dropped. A number for a moment is rma.ErrDate.
func ReadRows(rows *sql.Rows, m LongMapping, o ReadOptions) (*Log, error) {
	r, err := openSQLRows(rows)
	if err != nil {
		return nil, err
	}
	return readLong(r, queryName, m, o)
}

// EachRow reads the same rows as [ReadRows], one event at a time, as [EachLong]
// does.
func EachRow(rows *sql.Rows, m LongMapping, o ReadOptions) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := openSQLRows(rows)
		if err != nil {
			yield(Row{}, err)
			return
		}
		eachLong(r, queryName, m, o, yield)
	}
}

func openSQLRows(rows *sql.Rows) (rowReader, error) {
	if rows == nil {
		return rowReader{}, errNoReader(queryName)
	}
	names, err := rows.Columns()
	if err != nil {
		return rowReader{}, fmt.Errorf("%s: %w", queryName, err)
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		return rowReader{}, fmt.Errorf("%s: %w", queryName, err)
	}
	s := &sqlSource{rows: rows, names: names, values: make([]any, len(names)), into: make([]any, len(names)),
		fields: make([]string, len(names)), kinds: make([]tabular.Kind, len(names))}
	for i, t := range types {
		s.columns = append(s.columns, strings.ToUpper(t.DatabaseTypeName()))
		s.into[i] = &s.values[i]
	}
	return rowReader{Reader: tabular.NewSourceReader(s), place: inColumns}, nil
}

// sqlSource gives the rows of a query as texts.
type sqlSource struct {
	rows    *sql.Rows
	names   []string
	columns []string // types, in capitals
	values  []any
	into    []any
	fields  []string
	kinds   []tabular.Kind
	headed  bool
	line    int
}

// Next gives the names of the columns, and then each row.
func (s *sqlSource) Next() (tabular.Record, error) {
	if !s.headed {
		s.headed = true
		return tabular.Record{Fields: s.names}, nil
	}
	s.line++
	if !s.rows.Next() {
		if err := s.rows.Err(); err != nil {
			return tabular.Record{Line: s.line}, err
		}
		return tabular.Record{}, io.EOF
	}
	if err := s.rows.Scan(s.into...); err != nil {
		return tabular.Record{Line: s.line}, err
	}
	for i, v := range s.values {
		s.fields[i], s.kinds[i] = sqlCell(v, s.columns[i])
	}
	return tabular.Record{Line: s.line, Fields: s.fields, Kinds: s.kinds}, nil
}

// sqlCell writes a value as a cell.
func sqlCell(v any, column string) (string, tabular.Kind) {
	switch v := v.(type) {
	case nil:
		return "", tabular.KindText
	case string:
		return textCell(v)
	case []byte:
		return textCell(string(v))
	case int64:
		return strconv.FormatInt(v, 10), tabular.KindNumber
	case float64:
		return numberText(v)
	case bool:
		return strconv.FormatBool(v), tabular.KindText
	case time.Time:
		return timeCell(v, column), tabular.KindDate
	}
	return textCell(fmt.Sprint(v))
}

// textCell is a text, as delimited files have it: UTF-8, without NUL.
func textCell(s string) (string, tabular.Kind) {
	if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
		return "?", tabular.KindFault
	}
	return s, tabular.KindText
}

// numberText writes a number without an exponent if it is the number of
// something.
func numberText(v float64) (string, tabular.Kind) {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "", tabular.KindText
	case v == math.Trunc(v) && math.Abs(v) < 1<<53:
		return strconv.FormatFloat(v, 'f', -1, 64), tabular.KindNumber
	}
	return strconv.FormatFloat(v, 'g', -1, 64), tabular.KindNumber
}

// timeCell writes a moment as far as the column tells it.
func timeCell(t time.Time, column string) string {
	_, offset := t.Zone()
	switch {
	case column == "DATE":
		return t.Format("2006-01-02")
	case offset != 0, strings.HasSuffix(column, "TZ"), strings.HasSuffix(column, "WITH TIME ZONE"), column == "DATETIMEOFFSET":
		return t.Format("2006-01-02T15:04:05Z07:00")
	}
	return t.Format("2006-01-02T15:04")
}
