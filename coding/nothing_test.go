package coding

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// No project, no document and no reader are errors, not panics.
func TestNothingIsMissing(t *testing.T) {
	d := transcriptDoc(t)
	var none *Project
	assert.ErrorIs(t, none.Validate(), rma.ErrMissing)
	assert.Nil(t, none.Where(nil))
	_, ok := none.Document("d")
	assert.False(t, ok)
	for why, f := range map[string]func() error{
		"ReadCodings without a document": func() error {
			_, err := ReadCodings(strings.NewReader("id\n"), "f.csv", nil, Starter(), "a")
			return err
		},
		"ReadCodings without a reader":    func() error { _, err := ReadCodings(nil, "f.csv", d, Starter(), "a"); return err },
		"WriteCodings without a document": func() error { return WriteCodings(&bytes.Buffer{}, nil, nil) },
		"WriteCodings, with codings":      func() error { return WriteCodings(&bytes.Buffer{}, nil, []Coding{{ID: "1"}}) },
		"WriteCodings without a writer":   func() error { return WriteCodings(nil, d, nil) },
		"ReadTranscript":                  func() error { _, err := ReadTranscript(nil, "d.txt", TranscriptOptions{}); return err },
		"ReadCodebook":                    func() error { _, err := ReadCodebook(nil, "codebook.json"); return err },
		"ReadAssignments":                 func() error { _, err := ReadAssignments(nil, "assignments.csv"); return err },
		"ReadProject":                     func() error { _, err := ReadProject(nil, "."); return err },
		"Agree":                           func() error { _, err := Agree(none, ByTurn, AgreementOptions{}); return err },
		"FindDisagreements":               func() error { _, err := FindDisagreements(none, ByTurn, AgreementOptions{}); return err },
		"NewMatrix":                       func() error { _, err := NewMatrix(none, MatrixOptions{}); return err },
		"FindThemes":                      func() error { _, err := FindThemes(none, ThemeOptions{}); return err },
		"Quotes":                          func() error { _, err := Quotes(none, QuoteOptions{}); return err },
		"Cite":                            func() error { _, err := Cite(none, QuoteOptions{}, rma.Origin{}); return err },
		"UnitFrame":                       func() error { _, err := UnitFrame(none, ByTurn, UnitOptions{}); return err },
	} {
		assert.NotPanics(t, func() { assert.ErrorIs(t, f(), rma.ErrMissing, why) }, why)
	}
}

// A document or a result that was never made answers with nothing.
func TestZeroValuesAnswer(t *testing.T) {
	for why, d := range map[string]*Document{"zero": {}, "read from nothing": new(Document)} {
		assert.Empty(t, d.Text()+d.Slice(Span{0, 9})+d.Attribute("x")+d.spoken(Span{0, 9}, 5), why)
		assert.Empty(t, d.Turns(), why)
		assert.Empty(t, d.TurnsOf(Participant), why)
		assert.Empty(t, d.Find("x", 0), why)
		assert.Zero(t, d.Speakers(Participant), why)
		assert.Equal(t, Span{}, d.Preamble(), why)
		assert.Equal(t, Detection{}, d.Detection(), why)
	}
	var noThemes *Themes
	var noMatrix *Matrix
	var noAgreement *Agreement
	var noCitations *Citations
	assert.NotPanics(t, func() {
		assert.Empty(t, (&Themes{}).Table().Rows)
		assert.Empty(t, noThemes.Table().Rows)
		assert.Empty(t, noThemes.Observations())
		assert.Empty(t, (&Matrix{}).Table().Rows)
		assert.Empty(t, noMatrix.Table().Rows)
		assert.Empty(t, noMatrix.TableOf(CodingsOf).Rows)
		assert.Nil(t, noMatrix.Transpose())
		_, ok := noMatrix.Cell("a", "b")
		assert.False(t, ok)
		_ = noMatrix.String() + (&Matrix{}).String() + (&Agreement{}).String() + noAgreement.String()
		_ = noMatrix.DataFrame()
		assert.Empty(t, noAgreement.Table().Rows)
		_, ok = noAgreement.Code("a")
		assert.False(t, ok)
		assert.Empty(t, noCitations.Observations())
		assert.Empty(t, Disagreements(nil).Table().Rows)
	})
}
