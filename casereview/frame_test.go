package casereview

import (
	"errors"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// equalFrame makes a frame of the rows of equalRows, of texts.
func equalFrame(rows [][]string) dataframe.DataFrame {
	var columns []series.Series
	for j, name := range equalHeading {
		cells := make([]string, len(rows))
		for i, r := range rows {
			if cells[i] = r[j]; cells[i] == "" {
				cells[i] = "NaN"
			}
		}
		kind := series.String
		if name == "score" {
			kind = series.Float
		}
		columns = append(columns, series.New(cells, kind, name))
	}
	return dataframe.New(columns...)
}

func TestFromDataFrameRefuses(t *testing.T) {
	df := equalFrame(equalRows)
	for _, c := range []struct {
		why, place string
		edit       func(dataframe.DataFrame) dataframe.DataFrame
		want       error
	}{
		{"numbers for dossiers", "data frame (dossier)", func(df dataframe.DataFrame) dataframe.DataFrame {
			return df.Mutate(series.New([]int{1, 2, 3, 4, 5}, series.Int, "dossier"))
		}, ErrColumnType},
		{"numbers for moments", "data frame (moment)", func(df dataframe.DataFrame) dataframe.DataFrame {
			return df.Mutate(series.New([]float64{1, 2, 3, 4, 5}, series.Float, "moment"))
		}, ErrColumnType},
		{"a column that is not there", "data frame (gezin)", func(df dataframe.DataFrame) dataframe.DataFrame { return df.Drop("gezin") }, rma.ErrMissingColumn},
		{"an activity without a code", "data frame:3:4 (activiteit)", func(df dataframe.DataFrame) dataframe.DataFrame {
			return df.Mutate(series.New([]string{"melding", "huisbezoek", secret, "huisbezoek", "melding"}, series.String, "activiteit"))
		}, rma.ErrUnknownTerm},
		{"bytes that are no text", "data frame:1:7 (organisatie)", func(df dataframe.DataFrame) dataframe.DataFrame {
			return df.Mutate(series.New([]string{"\xff", "a", "a", "a", "a"}, series.String, "organisatie"))
		}, ErrCell},
	} {
		_, err := FromDataFrame(c.edit(df), equalMapping(), declared)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), c.place, c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
	broken := errors.New("broken")
	_, err := FromDataFrame(dataframe.DataFrame{Err: broken}, equalMapping(), declared)
	require.ErrorIs(t, err, broken)
	log, err := FromDataFrame(df.Filter(dataframe.F{Colname: "dossier", Comparator: series.Eq, Comparando: "VT-3"}), equalMapping(), declared)
	require.NoError(t, err)
	assert.Equal(t, 1, log.Events())
}

func TestFromDataFrameBooleans(t *testing.T) {
	m := equalMapping()
	m.Attributes[0].Values, m.Attributes[0].Codes = []string{"false"}, map[string]string{"true": "ja"}
	df := equalFrame(equalRows).Mutate(series.New([]bool{true, false, true, false, true}, series.Bool, "samen"))
	log, err := FromDataFrame(df, m, declared)
	require.NoError(t, err)
	tr, _ := log.Trace(caseID("VT-1"))
	e, _ := tr.First(Report)
	assert.Equal(t, "ja", e.Attrs["samen"])
}
