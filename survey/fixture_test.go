package survey

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func testInstrument(t testing.TB) *Instrument {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "instrument.json"))
	require.NoError(t, err)
	defer f.Close()
	in, err := ReadInstrument(f, "instrument.json")
	require.NoError(t, err)
	return in
}

func testMapping(t testing.TB, name string) WaveMapping {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".mapping.json"))
	require.NoError(t, err)
	defer f.Close()
	m, err := ReadMapping(f, name+".mapping.json")
	require.NoError(t, err)
	return m
}

func testWave(t testing.TB, name string) *Wave {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".csv"))
	require.NoError(t, err)
	defer f.Close()
	w, err := ReadWave(f, name+".csv", testInstrument(t), testMapping(t, name), ReadOptions{})
	require.NoError(t, err)
	return w
}

func testPairing(t testing.TB) *Pairing {
	t.Helper()
	p, err := Pair(testWave(t, "voor"), testWave(t, "na"), PairOptions{})
	require.NoError(t, err)
	return p
}

// simple is a mapping for files with the columns code, pilot and the items.
func simple(wave string) WaveMapping {
	return WaveMapping{Wave: wave, Code: "code", Groups: []GroupColumn{{ID: "pilot", Means: MeansPilot}}}
}

// waveOf reads rows "code,pilot,Q1,Q2,Q3,Q4,Q5".
func waveOf(t testing.TB, name string, rows ...string) *Wave {
	t.Helper()
	text := "code,pilot,Q1,Q2,Q3,Q4,Q5\n" + strings.Join(rows, "\n") + "\n"
	w, err := ReadWave(strings.NewReader(text), name+".csv", testInstrument(t), simple(name), ReadOptions{})
	require.NoError(t, err)
	return w
}

// open lets a test see all of a wave, so that testkit.Unchanged can compare it.
type open struct{ w *Wave }

func (o *open) MarshalJSON() ([]byte, error) {
	groups := map[string][]int32{}
	for _, g := range o.w.groups {
		groups[g.ID] = g.of
	}
	return json.Marshal([]any{o.w.id, o.w.label, o.w.instrument, o.w.answers, o.w.codes, o.w.repeated, o.w.lines,
		o.w.Groups(), groups, len(o.w.flagged), o.w.warnings})
}
