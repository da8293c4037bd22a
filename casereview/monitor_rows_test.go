package casereview

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// rowsOf gives the events of a log family by family, within a family in any order.
func rowsOf(log *Log, rng *rand.Rand) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		groups := log.linkedGroups(false)
		for _, g := range rng.Perm(len(groups)) {
			var rows []Row
			for _, at := range groups[g] {
				t := log.traces[at]
				for _, e := range t.events {
					rows = append(rows, Row{t.Case, e})
				}
			}
			rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// Rows give what a log gives, but for cases without an event, which have no row.
func TestMonitorRows(t *testing.T) {
	byFamily := MonitorSpec{Rules: []Rule{DrentheStudy(), Within12Months()}}
	for seed := range uint64(60) {
		log := historyLog(t, seed).Where(func(tr Trace) bool { return tr.Len() > 0 })
		for i := range log.traces {
			for j := range log.traces[i].events {
				log.traces[i].events[j].Seq = 100*i + j + 1
			}
		}
		want, err := Monitor(log, monitorEnd, byFamily)
		require.NoError(t, err)
		got, err := MonitorRows(rowsOf(log, rand.New(rand.NewPCG(seed, 9))), monitorEnd, byFamily)
		require.NoError(t, err)
		require.Equal(t, page(want), page(got), seed)
	}
}

func TestMonitorRowsRefuses(t *testing.T) {
	row := func(id, family string, line int) Row {
		c := Case{ID: caseID(id), Family: familyID(family)}
		if family == "" {
			c.Family = FamilyID{}
		}
		return Row{c, Event{Case: c.ID, Activity: Report, At: at(t, "2020-01-01"), File: "f.csv", Line: line}}
	}
	of := func(rows ...Row) iter.Seq2[Row, error] {
		return func(yield func(Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
	for why, rows := range map[string][]Row{
		"a family apart": {row("D1", "F1", 2), row("D2", "F2", 3), row("D3", "F1", 4)},
		"a case apart":   {row("D1", "", 2), row("D2", "", 3), row("D1", "", 4)},
	} {
		_, err := MonitorRows(of(rows...), monitorEnd, MonitorSpec{})
		require.ErrorIs(t, err, ErrApart, why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, why)
		assert.Equal(t, 4, at.Line, why)
	}
	m, err := MonitorRows(of(row("D1", "F1", 2), row("D2", "F1", 3), row("D3", "", 4), row("D4", "", 5)), monitorEnd, MonitorSpec{})
	require.NoError(t, err)
	assert.Equal(t, 4, m.Cases)
	assert.Equal(t, 1, m.Families)
	_, err = MonitorRows(nil, monitorEnd, MonitorSpec{})
	assert.ErrorIs(t, err, rma.ErrMissing)
	broken := errors.New("broken")
	_, err = MonitorRows(func(yield func(Row, error) bool) { yield(Row{}, broken) }, monitorEnd, MonitorSpec{})
	assert.ErrorIs(t, err, broken)
	nothing := row("D1", "F1", 2)
	nothing.Event.Activity = ""
	_, err = MonitorRows(of(nothing), monitorEnd, MonitorSpec{})
	assert.ErrorIs(t, err, rma.ErrMissing)
}

// BenchmarkNationalYear reads the events of a year of all of Veilig Thuis and monitors
// them: from a log, and row by row.
func BenchmarkNationalYear(b *testing.B) {
	spec := MonitorSpec{Rules: []Rule{DrentheStudy(), CBS2022(), Within12Months()}}
	for _, n := range []int{10_000, 1_200_000} {
		text := longRows(n)
		b.Run(fmt.Sprintf("log/events=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				log, err := ReadLong(bytes.NewReader(text), "cases.csv", longBenchMapping(), ReadOptions{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Monitor(log, monitorEnd, spec); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/event")
		})
		b.Run(fmt.Sprintf("rows/events=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows := EachLong(bytes.NewReader(text), "cases.csv", longBenchMapping(), ReadOptions{})
				if _, err := MonitorRows(rows, monitorEnd, spec); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/event")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapInuse)/1e6, "MB-in-use")
		})
	}
}
