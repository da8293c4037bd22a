package survey

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// A wave that no reader has made, or none at all, answers with nothing, and no
// analysis takes it.
func TestNoWave(t *testing.T) {
	good := testWave(t, "voor")
	var none *Wave
	for why, w := range map[string]*Wave{"none": none, "zero": {}} {
		assert.NotPanics(t, func() {
			assert.Empty(t, w.ID()+w.File()+w.Label().NL, why)
			assert.Nil(t, w.Instrument(), why)
			assert.Zero(t, w.Len()+w.Line(0), why)
			_, ok := w.Answer(0, "Q1")
			assert.False(t, ok, why)
			assert.Empty(t, w.Groups(), why)
			assert.Empty(t, w.Group(0, "rol"), why)
			assert.Empty(t, w.Flagged(), why)
			assert.Empty(t, w.Warnings(), why)
			assert.Zero(t, w.DataFrame().Nrow(), why)
			_ = fmt.Sprintf("%v %+v %s", w, w, w)
		}, why)
		for name, f := range map[string]func() error{
			"Where":          func() error { _, err := w.Where("rol", "x"); return err },
			"Describe":       func() error { _, err := Describe(w, DescribeOptions{}); return err },
			"Score":          func() error { _, err := Score(w, ScoreOptions{}); return err },
			"Reliability":    func() error { _, err := Reliability(w, ReliabilityOptions{Scale: "werkdruk"}); return err },
			"ReliabilityAll": func() error { _, err := ReliabilityAll(w, ReliabilityOptions{}); return err },
			"Pair, first":    func() error { _, err := Pair(w, good, PairOptions{}); return err },
			"Pair, second":   func() error { _, err := Pair(good, w, PairOptions{}); return err },
			"Pair, both":     func() error { _, err := Pair(w, w, PairOptions{}); return err },
		} {
			assert.NotPanics(t, func() { assert.ErrorIs(t, f(), rma.ErrMissing, "%s: %s", why, name) }, "%s: %s", why, name)
		}
	}
}

func TestNoInstrument(t *testing.T) {
	var none *Instrument
	assert.NotPanics(t, func() {
		for _, in := range []*Instrument{none, {}} {
			_, ok := in.Item("Q1")
			assert.False(t, ok)
			_, ok = in.Scale("werkdruk")
			assert.False(t, ok)
			_, ok = in.Response("eens")
			assert.False(t, ok)
			assert.ErrorIs(t, in.Validate(), rma.ErrMissing)
			_, err := ReadWave(strings.NewReader("code\n"), "f.csv", in, simple("v"), ReadOptions{})
			assert.ErrorIs(t, err, rma.ErrMissing)
		}
		assert.ErrorIs(t, none.WriteJSON(&bytes.Buffer{}), rma.ErrMissing)
	})
}

func TestNoReaderAndNoPairing(t *testing.T) {
	assert.NotPanics(t, func() {
		_, err := ReadWave(nil, "f.csv", testInstrument(t), simple("v"), ReadOptions{})
		assert.ErrorIs(t, err, rma.ErrMissing)
		_, err = ReadInstrument(nil, "f.json")
		assert.ErrorIs(t, err, rma.ErrMissing)
		_, err = ReadMapping(nil, "f.json")
		assert.ErrorIs(t, err, rma.ErrMissing)
		for _, p := range []*Pairing{nil, {}} {
			_, err = Compare(p, CompareOptions{Scale: "werkdruk"})
			assert.ErrorIs(t, err, rma.ErrMissing)
			_, err = CompareAll(p, CompareOptions{})
			assert.ErrorIs(t, err, rma.ErrMissing)
		}
	})
}

// Results that were never made.
func TestZeroResults(t *testing.T) {
	assert.NotPanics(t, func() {
		for _, x := range []interface {
			rma.Source
			Table() rma.Table
		}{&Description{}, &Scores{}, &Pairing{}, &Comparison{}, &Comparisons{}, &ScaleReliability{}, &Reliabilities{}} {
			_, _ = x.Observations(), x.Table()
		}
		_ = (&Pairing{}).BaselineTable()
		_ = (&Pairing{}).String() + (&Comparison{}).String() + (&ScaleReliability{}).String()
		assert.Empty(t, (&Description{}).Bars(NeutralSplit))
		assert.Empty(t, (&Scores{}).Values("werkdruk"))
	})
}
