package casereview

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestSpanBefore(t *testing.T) {
	for _, c := range []struct {
		span      Span
		day, want string
		why       string
	}{
		{Span{Years: 3}, "2023-05-01", "2020-05-01", "three years, with a leap day in between"},
		{Span{Years: 3}, "2024-02-29", "2021-02-28", "29 February becomes the last of February"},
		{Span{Months: 1}, "2023-03-31", "2023-02-28", "a day that the month does not have becomes its last"},
		{Span{Months: 12}, "2023-02-01", "2022-02-01", "twelve months"},
		{Span{Months: 14}, "2023-01-15", "2021-11-15", "over two new years"},
		{Span{Days: 365}, "2024-12-31", "2024-01-01", "365 days are not a year in 2024"},
	} {
		d, err := rma.ParseDate(c.day)
		require.NoError(t, err)
		assert.Equal(t, c.want, c.span.before(d).String(), c.why)
	}
}

func TestRuleDefinition(t *testing.T) {
	r := CBS2022()
	assert.Contains(t, r.Definition().NL, "in de 3 jaar ervoor")
	assert.Contains(t, r.Definition().NL, "ook tijdens monitoring, is een vervolgmelding")
	r.Lookback, r.MergeWindow, r.ReopenedCountsAsClosed, r.SameDayTie = Span{Years: 1, Months: 1, Days: 2}, 48*time.Hour, true, TieRereport
	assert.Contains(t, r.Definition().EN, "1 year 1 month 2 days")
	assert.Contains(t, r.Definition().NL, "48 uur")
	assert.Contains(t, r.Definition().NL, "heropend")
	assert.Contains(t, r.Definition().EN, "same moment: re-report")
	assert.Contains(t, DrentheStudy().Definition().EN, "however long ago")
	assert.NotEqual(t, DrentheStudy().Definition(), Within12Months().Definition())
}

func TestRuleJSON(t *testing.T) {
	want := CBS2022()
	want.SameDayTie = TieRereport
	raw, err := json.Marshal(want)
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"match":"any-person"`)
	var got Rule
	require.NoError(t, json.Unmarshal(raw, &got))
	assert.Equal(t, want, got)
}

func TestRuleCheck(t *testing.T) {
	for _, r := range []Rule{{}, {Name: "x", Match: 9}, {Name: "x", SameDayTie: 9}, {Name: "x", Lookback: Span{Years: -1}},
		{Name: "x", MergeWindow: -1}} {
		_, err := ClassifyReports(nil, r, ReportOptions{})
		require.ErrorIs(t, err, ErrOptions)
		_, err = CompareRules(nil, []Rule{r}, ReportOptions{})
		require.ErrorIs(t, err, ErrOptions)
	}
	_, err := CompareRules(nil, nil, ReportOptions{})
	require.ErrorIs(t, err, ErrOptions)
	_, err = CompareRules(nil, []Rule{DrentheStudy(), DrentheStudy()}, ReportOptions{})
	require.ErrorIs(t, err, ErrOptions)
	_, err = CompareRules(nil, []Rule{DrentheStudy()}, ReportOptions{Level: 1})
	require.ErrorIs(t, err, ErrOptions)
}
