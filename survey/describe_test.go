package survey

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDescribe(t *testing.T) {
	d, err := Describe(testWave(t, "voor"), DescribeOptions{})
	require.NoError(t, err)
	require.Len(t, d.Items, 5)
	q2 := d.Items[1]
	assert.Equal(t, 13, q2.Respondents)
	assert.Equal(t, []int{0, 4, 4, 3, 0}, q2.Counts, "levels that nobody chose stay")
	assert.Equal(t, []int{0, 1, 0, 1, 0}, q2.Missing, "don't know and not my role")
	assert.Equal(t, 11, q2.Valid)
	assert.Equal(t, []int{4, 4, 3}, []int{q2.Low, q2.Neutral, q2.High}, "missing is not neutral")
	assert.Equal(t, rma.Proportion{K: 3, N: 11}, q2.Top.Proportion)
	lo, hi := q2.Top.Interval.Lo, q2.Top.Interval.Hi
	assert.True(t, 0 < lo && lo < 3.0/11 && 3.0/11 < hi && hi < 1)
	testkit.Near(t, -1.0/11, q2.Net, 1e-12, "net agreement")
	assert.Equal(t, 3.0, q2.Median)
	assert.False(t, rma.HasWarning(q2.Warnings, rma.WarnSmallBase))
	assert.True(t, rma.HasWarning(d.Warnings, rma.WarnDuplicateCode))
	testkit.Golden(t, "describe.txt", dump(d.Table()))
}

func TestDescribeByGroup(t *testing.T) {
	w := testWave(t, "voor")
	d, err := Describe(w, DescribeOptions{Items: []string{"Q1"}, By: "rol", Top: 1})
	require.NoError(t, err)
	var names []string
	total := 0
	for _, it := range d.Items {
		names = append(names, it.Value)
		assert.Equal(t, 1, it.TopLevels)
		if !it.Whole() {
			total += it.Valid
			assert.True(t, rma.HasWarning(it.Warnings, rma.WarnSmallBase))
		}
	}
	assert.Equal(t, []string{"", "Veilig Thuis", "politie", "wijkteam", ""}, names, "the whole wave first, those without a value last")
	assert.Equal(t, d.Items[0].Valid, total, "nobody is lost between the groups")
	testkit.Golden(t, "describe_by.txt", dump(d.Table()))
	table := d.Table()
	for _, r := range table.Rows {
		assert.Len(t, r.Cells, len(table.Columns))
	}
}

func TestDescribeNobody(t *testing.T) {
	d, err := Describe(waveOf(t, "voor", ",E,8,9,,,"), DescribeOptions{})
	require.NoError(t, err)
	q1 := d.Items[0]
	assert.Equal(t, 0, q1.Valid)
	assert.True(t, math.IsNaN(q1.Net) && math.IsNaN(q1.Median))
	assert.True(t, rma.HasWarning(q1.Warnings, rma.WarnUndefined))
	assert.True(t, rma.HasWarning(q1.Warnings, rma.WarnMissingAnswers))
	assert.Empty(t, d.Observations())
	assert.Empty(t, d.Bars(NeutralSplit)[0].Segments)
	assert.NotEmpty(t, dump(d.Table()))
}

func TestDescribeErrors(t *testing.T) {
	w := testWave(t, "voor")
	tests := []struct {
		why  string
		o    DescribeOptions
		want error
	}{
		{"an item that is not there", DescribeOptions{Items: []string{"Q9"}}, rma.ErrUnknownID},
		{"a group that is not there", DescribeOptions{By: "team"}, rma.ErrUnknownID},
		{"a level in percent", DescribeOptions{Level: 95}, ErrOption},
		{"a negative number of levels", DescribeOptions{Top: -1}, ErrOption},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			_, err := Describe(w, tc.o)
			assert.ErrorIs(t, err, tc.want)
		})
	}
	_, err := Describe(nil, DescribeOptions{})
	assert.ErrorIs(t, err, ErrOption)
	_, err = Describe(&Wave{}, DescribeOptions{})
	assert.ErrorIs(t, err, ErrOption)
}

func TestMedianOf(t *testing.T) {
	s := testInstrument(t).Responses[0]
	tests := []struct {
		why    string
		counts []int
		want   float64
	}{
		{"one answer", []int{0, 1, 0, 0, 0}, 2},
		{"an even number, the middle between two levels", []int{0, 1, 0, 1, 0}, 3},
		{"the same, halfway", []int{0, 1, 1, 0, 0}, 2.5},
		{"an odd number", []int{2, 0, 0, 0, 3}, 5},
		{"nobody", []int{0, 0, 0, 0, 0}, math.NaN()},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			n := 0
			for _, c := range tc.counts {
				n += c
			}
			testkit.Near(t, tc.want, medianOf(s, tc.counts, n), 0, "median")
		})
	}
}

func TestBars(t *testing.T) {
	d, err := Describe(testWave(t, "voor"), DescribeOptions{Items: []string{"Q2"}}) // 0, 4, 4, 3, 0 of 11
	require.NoError(t, err)
	tests := []struct {
		why             string
		mode            Neutral
		base, segments  int
		from, to, aside float64
	}{
		{"half of the neutral answers on each side", NeutralSplit, 11, 5, -6.0 / 11, 5.0 / 11, 0},
		{"neutral answers in a column of their own", NeutralAside, 11, 4, -4.0 / 11, 3.0 / 11, 4.0 / 11},
		{"without neutral answers the base is smaller", NeutralDropped, 7, 4, -4.0 / 7, 3.0 / 7, 0},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			b := d.Bars(tc.mode)[0]
			assert.Equal(t, tc.base, b.Base)
			assert.Equal(t, 2, b.Missing)
			require.Len(t, b.Segments, tc.segments)
			testkit.Near(t, tc.from, b.Segments[0].From, 1e-12, "left end")
			testkit.Near(t, tc.to, b.Segments[len(b.Segments)-1].To, 1e-12, "right end")
			for i := 1; i < len(b.Segments); i++ {
				testkit.Near(t, b.Segments[i-1].To, b.Segments[i].From, 0, "segments touch")
			}
			if tc.aside > 0 {
				require.Len(t, b.Aside, 1)
				testkit.Near(t, tc.aside, b.Aside[0].To, 1e-12, "aside")
			}
			for _, s := range b.Segments {
				if s.Side < 0 {
					assert.LessOrEqual(t, s.To, 1e-12)
				}
				if s.Side > 0 {
					assert.GreaterOrEqual(t, s.From, -1e-12)
				}
			}
		})
	}
	even, err := Describe(testWave(t, "voor"), DescribeOptions{Items: []string{"Q4"}})
	require.NoError(t, err)
	assert.Equal(t, even.Bars(NeutralSplit), even.Bars(NeutralDropped), "an even number of levels has no neutral one")
}
