package casereview

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestSeriesPrint(t *testing.T) {
	s, err := NewSeries(day(t, "2023-01-01"), []int{3, 0}, nil, SeriesOptions{Origin: rma.Origin{Method: "m", Pilot: "HOO"}})
	require.NoError(t, err)
	assert.Equal(t, `report per month, 2 periods
  2023-01 3
  2023-02 0
  not counted: 0 in an incomplete period, 0 of which the period is not sure, 0 outside the data
`, s.String())
	table := s.Table()
	assert.Equal(t, "series-HOO", table.ID)
	assert.Equal(t, []rma.Sum{{Total: "all", Parts: []string{"2023-01", "2023-02"}}}, table.RowSums)
	_, err = rma.Collect(s)
	require.NoError(t, err)
}

func BenchmarkCount(b *testing.B) {
	for _, n := range []int{100, 10000} {
		log := casesWith(b, n/2, n)
		o := SeriesOptions{AsOf: time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC)}
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Count(log, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
