package privacy

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGeneralise(t *testing.T) {
	day := rma.NewDate
	for _, c := range []struct {
		why         string
		d           rma.Date
		g           Granularity
		key         string
		first, last string
		nl, en      string
	}{
		{"a day stands for itself", day(2023, 2, 6), Day, "2023-02-06", "2023-02-06", "2023-02-06", "6-2-2023", "6 February 2023"},
		{"a Monday begins its week", day(2023, 2, 6), Week, "2023-W06", "2023-02-06", "2023-02-12", "week 6 van 2023", "week 6 of 2023"},
		{"a Sunday ends its week", day(2023, 2, 12), Week, "2023-W06", "2023-02-06", "2023-02-12", "week 6 van 2023", "week 6 of 2023"},
		{"1 January can lie in the last week of the year before", day(2023, 1, 1), Week, "2022-W52", "2022-12-26", "2023-01-01", "week 52 van 2022", "week 52 of 2022"},
		{"31 December can lie in the first week of the next year", day(2024, 12, 31), Week, "2025-W01", "2024-12-30", "2025-01-05", "week 1 van 2025", "week 1 of 2025"},
		{"a year can have 53 weeks", day(2021, 1, 3), Week, "2020-W53", "2020-12-28", "2021-01-03", "week 53 van 2020", "week 53 of 2020"},
		{"a month", day(2023, 2, 6), Month, "2023-02", "2023-02-01", "2023-02-28", "februari 2023", "February 2023"},
		{"February of a leap year has 29 days", day(2024, 2, 1), Month, "2024-02", "2024-02-01", "2024-02-29", "februari 2024", "February 2024"},
		{"December ends in its own year", day(2023, 12, 31), Month, "2023-12", "2023-12-01", "2023-12-31", "december 2023", "December 2023"},
		{"the first quarter", day(2023, 2, 6), Quarter, "2023-Q1", "2023-01-01", "2023-03-31", "kwartaal 1 van 2023", "quarter 1 of 2023"},
		{"31 March is the first quarter", day(2023, 3, 31), Quarter, "2023-Q1", "2023-01-01", "2023-03-31", "kwartaal 1 van 2023", "quarter 1 of 2023"},
		{"1 April is the second", day(2023, 4, 1), Quarter, "2023-Q2", "2023-04-01", "2023-06-30", "kwartaal 2 van 2023", "quarter 2 of 2023"},
		{"the last quarter ends in its own year", day(2023, 11, 30), Quarter, "2023-Q4", "2023-10-01", "2023-12-31", "kwartaal 4 van 2023", "quarter 4 of 2023"},
		{"a year", day(2023, 2, 6), Year, "2023", "2023-01-01", "2023-12-31", "2023", "2023"},
		{"nobody resolved the granularity: the coarsest", day(2023, 2, 6), GranularityOfAudience, "2023", "2023-01-01", "2023-12-31", "2023", "2023"},
		{"a granularity that does not exist: the coarsest", day(2023, 2, 6), Granularity(200), "2023", "2023-01-01", "2023-12-31", "2023", "2023"},
		{"the year of a typing error keeps four figures", day(23, 2, 6), Month, "0023-02", "0023-02-01", "0023-02-28", "februari 23", "February 23"},
		{"not recorded stays so", rma.Date{}, Day, "", "", "", "niet vastgelegd", "not recorded"},
		{"not recorded stays so in every granularity", rma.Date{}, Quarter, "", "", "", "niet vastgelegd", "not recorded"},
	} {
		got := Generalise(c.d, c.g)
		assert.Equal(t, c.key, got.Key, c.why)
		assert.Equal(t, c.key, got.String(), c.why)
		assert.Equal(t, c.first, got.First.String(), c.why)
		assert.Equal(t, c.last, got.Last.String(), c.why)
		assert.Equal(t, c.nl, got.Label.In(rma.Dutch), c.why)
		assert.Equal(t, c.en, got.Label.In(rma.English), c.why)
		assert.Equal(t, rma.Period{From: got.First, To: got.Last}, got.Period(), c.why)
		assert.Contains(t, Granularities(), got.Granularity, c.why)
	}
}

// isoWeek counts the weeks of a year by the definition: the first one is that of
// the first Thursday.
func isoWeek(d rma.Date) string {
	t := d.In(time.UTC)
	for t.Weekday() != time.Thursday {
		step := 1
		if t.Weekday() > time.Thursday || t.Weekday() == time.Sunday {
			step = -1
		}
		t = t.AddDate(0, 0, step)
	}
	return fmt.Sprintf("%04d-W%02d", t.Year(), (t.YearDay()+6)/7)
}

// Every day from 1999 to 2030: the period holds the day, its days have one key
// and those outside another, and keys sort as the days do.
func TestPeriodsCoverTheCalendar(t *testing.T) {
	for _, g := range Granularities() {
		first := 1998 + every(25)
		before := Generalise(rma.NewDate(first-1, 12, 31), g)
		for d := rma.NewDate(first, 1, 1); d.Before(rma.NewDate(2031, 1, 1)); d = nextDay(d) {
			got := Generalise(d, g)
			require.False(t, d.Before(got.First) || got.Last.Before(d), "%s %s", d, g)
			require.Equal(t, got, Generalise(got.First, g), "%s %s", d, g)
			require.Equal(t, got, Generalise(got.Last, g), "%s %s", d, g)
			if got.Key != before.Key {
				require.Less(t, before.Key, got.Key)
				require.Equal(t, nextDay(before.Last), got.First, "no day falls between two periods")
			}
			if g == Week {
				require.Equal(t, isoWeek(d), got.Key)
			}
			before = got
		}
	}
}

func nextDay(d rma.Date) rma.Date { return rma.DateOf(d.In(time.UTC).AddDate(0, 0, 1)) }

// A coarser granularity never tells days apart that a finer one does not, but
// for weeks, which do not nest in months.
func TestCoarserGranularitiesNest(t *testing.T) {
	for _, chain := range [][]Granularity{{Day, Week}, {Day, Month, Quarter, Year}} {
		for i, fine := range chain {
			for _, coarse := range chain[i:] {
				of := map[string]string{}
				for d := rma.NewDate(2019, 12, 20); d.Before(rma.NewDate(2022, 1, 10)); d = nextDay(d) {
					a, b := Generalise(d, fine).Key, Generalise(d, coarse).Key
					if known, ok := of[a]; ok {
						require.Equal(t, known, b, "%s in %s", fine, coarse)
					}
					of[a] = b
				}
			}
		}
	}
}

func TestGranularityTerms(t *testing.T) {
	for g, key := range map[Granularity]string{GranularityOfAudience: "", Day: "day", Week: "week", Month: "month", Quarter: "quarter", Year: "year"} {
		text, err := json.Marshal(g)
		require.NoError(t, err)
		assert.Equal(t, `"`+key+`"`, string(text))
		back := Granularity(99)
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, g, back)
		assert.NotEmpty(t, g.Label(rma.Dutch))
		assert.NotEmpty(t, g.Label(rma.English))
	}
	assert.Equal(t, "kwartaal", Quarter.Label(rma.Dutch))
	assert.Equal(t, "Granularity(7)", Granularity(7).String())
	assert.Equal(t, "Granularity(7)", Granularity(7).Label(rma.English))
	_, err := Granularity(7).MarshalText()
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
	g := Day
	err = g.UnmarshalText([]byte("Geheim"))
	require.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.NotContains(t, err.Error(), "Geheim")
	assert.Contains(t, err.Error(), "quarter", "says what would be right")
	assert.Equal(t, GranularityOfAudience, g, "an error leaves no finer granularity behind")
}

func TestGranularityOr(t *testing.T) {
	assert.Equal(t, Quarter, GranularityOfAudience.Or(Quarter), "left open: that of the audience")
	assert.Equal(t, Day, Day.Or(Quarter), "declared: as declared")
}

func TestRelativeDays(t *testing.T) {
	first := rma.NewDate(2023, 3, 25)
	for _, c := range []struct {
		why  string
		d    rma.Date
		want int
		ok   bool
	}{
		{"the first report itself", first, 0, true},
		{"the day after, over the start of summer time", rma.NewDate(2023, 3, 26), 1, true},
		{"before the first report", rma.NewDate(2023, 3, 1), -24, true},
		{"over a leap day", rma.NewDate(2024, 3, 25), 366, true},
		{"not recorded", rma.Date{}, 0, false},
	} {
		got, ok := RelativeDays(first, c.d)
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, c.ok, ok, c.why)
	}
	_, ok := RelativeDays(rma.Date{}, first)
	assert.False(t, ok, "without a first report there is nothing to count from")
}
