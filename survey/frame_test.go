package survey

import (
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDataFrame(t *testing.T) {
	w := testWave(t, "voor")
	df := w.DataFrame()
	require.NoError(t, df.Err)
	assert.Equal(t, []string{"respondent", "pilot", "rol", "Q1", "Q2", "Q3", "Q4", "Q5"}, df.Names())
	assert.Equal(t, 13, df.Nrow())
	assert.Equal(t, 1.5, df.Col("Q5").Elem(0).Float())
	assert.True(t, df.Col("Q2").Elem(6).IsNA(), "don't know is no number")
}

// What a data frame can hold comes back as it went.
func TestFromDataFrameRoundTrip(t *testing.T) {
	w := testWave(t, "na")
	m := WaveMapping{Wave: "na", Groups: []GroupColumn{{ID: "pilot"}, {ID: "rol"}}}
	again, err := FromDataFrame(w.DataFrame(), w.Instrument(), m, ReadOptions{})
	require.NoError(t, err)
	assert.Equal(t, w.answers, again.answers)
	for i := range w.Len() {
		assert.Equal(t, w.Group(i, "rol"), again.Group(i, "rol"))
	}
	assert.Equal(t, w.Len(), again.account().NoCode, "without codes nobody can be paired")
}

func TestFromDataFrame(t *testing.T) {
	in := testInstrument(t)
	cols := func(q1 series.Series, code series.Series) dataframe.DataFrame {
		return dataframe.New(code, series.New([]string{"EMM", "HOO"}, series.String, "pilot"), q1,
			series.New([]string{"mee eens", "NaN"}, series.String, "Q2"),
			series.New([]int{1, 5}, series.Int, "Q3"),
			series.New([]float64{0.5, 1.5}, series.Float, "Q4"),
			series.New([]string{"0,5", "veel"}, series.String, "Q5"))
	}
	codes := series.New([]string{"007", "7"}, series.String, "code")
	w, err := FromDataFrame(cols(series.New([]int{4, 5}, series.Int, "Q1"), codes), in, simple("voor"), ReadOptions{})
	require.NoError(t, err)
	assert.NotEqual(t, w.codes[0], w.codes[1], "007 is not 7")
	assert.Equal(t, "4", answer(t, w, 0, "Q2"))
	assert.Equal(t, "not-answered", answer(t, w, 1, "Q2"), "a missing value of gota")
	assert.Equal(t, "0.5", answer(t, w, 0, "Q5"), "text keeps its decimal comma")

	tests := []struct {
		why          string
		df           dataframe.DataFrame
		want         error
		line, column int
		field        string
	}{
		{"a number beyond the scale", cols(series.New([]int{4, 6}, series.Int, "Q1"), codes), ErrOutsideScale, 2, 3, "Q1"},
		{"a column that is not there", cols(series.New([]int{4, 5}, series.Int, "Q9"), codes), rma.ErrMissingColumn, 0, 0, "Q1"},
		{"two columns that differ in letter case only", cols(series.New([]int{4, 5}, series.Int, "Q1"), codes).Mutate(series.New([]int{4, 5}, series.Int, "q1")), rma.ErrDuplicateColumn, 0, 0, "Q1"},
		{"codes that became numbers have lost their zeros", cols(series.New([]int{4, 5}, series.Int, "Q1"), series.New([]int{7, 7}, series.Int, "code")), ErrColumnType, 0, 1, "code"},
		{"answers that became true and false", cols(series.New([]bool{true, false}, series.Bool, "Q1"), codes), ErrColumnType, 0, 3, "Q1"},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			_, err := FromDataFrame(tc.df, in, simple("voor"), ReadOptions{})
			e := dataErrors(t, err)[0]
			assert.ErrorIs(t, e, tc.want)
			assert.Equal(t, []any{tc.line, tc.column, tc.field}, []any{e.Line, e.Column, e.Field})
		})
	}
	_, err = FromDataFrame(dataframe.ReadCSV(strings.NewReader("a,b\n1\n")), in, simple("voor"), ReadOptions{})
	assert.Error(t, err, "a frame that carries an error")
	_, err = FromDataFrame(dataframe.DataFrame{}, in, simple("voor"), ReadOptions{})
	assert.ErrorIs(t, err, rma.ErrMissingColumn)
	_, err = FromDataFrame(dataframe.DataFrame{}, nil, simple("voor"), ReadOptions{})
	assert.ErrorIs(t, err, ErrOption)
}

// A value with three decimals could be thousands to the eye; in a column of
// numbers it is not.
func TestFromDataFrameDecimals(t *testing.T) {
	in := testInstrument(t)
	for i, v := range []float64{0.125, 1.125, 1125, 2000.0000001} {
		in.Responses[1].Levels[i].Value = v
	}
	m := WaveMapping{Wave: "v", NotAsked: []string{"Q1", "Q2", "Q3", "Q5"}, Decimal: ","}
	df := dataframe.New(series.New([]float64{1.125, 2000.0000001, 1125}, series.Float, "Q4"))
	w, err := FromDataFrame(df, in, m, ReadOptions{})
	require.NoError(t, err)
	assert.Equal(t, []Answer{2, 4, 3}, w.answers[3])
	m.Decimal = ""
	_, err = ReadWave(strings.NewReader("Q4\n1.125\n"), "v.csv", in, m, ReadOptions{})
	assert.ErrorIs(t, err, ErrAmbiguousLevel, "in a file it is ambiguous when both readings are levels")
	m.Decimal = "."
	w, err = ReadWave(strings.NewReader("Q4\n1.125\n"), "v.csv", in, m, ReadOptions{})
	require.NoError(t, err)
	assert.Equal(t, Answer(2), w.answers[3][0])
	var d *rma.DataError
	_, err = ReadWave(strings.NewReader("Q4\n1.126\n"), "v.csv", in, m, ReadOptions{})
	assert.ErrorAs(t, err, &d)
}

// No instrument and no frame are errors, not panics.
func TestFromDataFrameOfNothing(t *testing.T) {
	for _, in := range []*Instrument{nil, {}} {
		_, err := FromDataFrame(dataframe.DataFrame{}, in, simple("v"), ReadOptions{})
		assert.ErrorIs(t, err, rma.ErrMissing)
	}
	_, err := FromDataFrame(dataframe.DataFrame{}, testInstrument(t), simple("v"), ReadOptions{})
	assert.ErrorIs(t, err, rma.ErrMissingColumn)
}
