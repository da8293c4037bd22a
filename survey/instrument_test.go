package survey

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadInstrument(t *testing.T) {
	in := testInstrument(t)
	assert.Equal(t, "samenwerking-rond-meldingen", in.ID)
	assert.Len(t, in.Items, 5)
	assert.True(t, in.Items[2].Reversed)
	s, ok := in.Scale("werkdruk")
	require.True(t, ok)
	assert.Equal(t, LowerIsBetter, s.Better)
	assert.Equal(t, 2, s.need())
	assert.Equal(t, rma.Samenwerking, in.bouwsteen(in.Scales[0]))
	q3, _ := in.Item("Q3")
	assert.Equal(t, LowerIsBetter, in.direction(q3), "a reversed item of a scale where higher is better")
}

func TestInstrumentRoundTrip(t *testing.T) {
	in := testInstrument(t)
	centre := 2.5
	in.Responses[0].Centre = &centre
	in.Responses[1].Levels[0].Code = "A"
	var a, b bytes.Buffer
	require.NoError(t, in.WriteJSON(&a))
	again, err := ReadInstrument(bytes.NewReader(a.Bytes()), "again.json")
	require.NoError(t, err)
	assert.Equal(t, in, again)
	require.NoError(t, again.WriteJSON(&b))
	assert.Equal(t, a.String(), b.String())
}

// dataErrors returns the errors of a reader as located errors.
func dataErrors(t *testing.T, err error) []*rma.DataError {
	t.Helper()
	require.Error(t, err)
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok, "an error that joins all errors: %v", err)
	var out []*rma.DataError
	for _, e := range joined.Unwrap() {
		var d *rma.DataError
		if errors.As(e, &d) {
			out = append(out, d)
		}
	}
	return out
}

func TestReadInstrumentErrors(t *testing.T) {
	valid, err := os.ReadFile(filepath.Join("testdata", "instrument.json"))
	require.NoError(t, err)
	tests := []struct {
		why      string
		old, new string
		want     error
		field    string
		line     int
	}{
		{"a misspelt field would be lost without notice", `"version": "1.0"`, `"versie": "1.0"`, rma.ErrUnknownField, "", 4},
		{"a file of a later version may mean other things", `"schema": 1`, `"schema": 2`, rma.ErrSchema, "schema", 2},
		{"without a version nobody knows which wording was used", `"version": "1.0"`, `"version": ""`, rma.ErrMissing, "version", 1},
		{"a field given twice leaves open which one counts", `"version": "1.0"`, `"version": "1.0", "version": "2"`, rma.ErrDuplicate, "version", 4},
		{"a number where a text belongs", `"version": "1.0"`, `"version": 1.0`, rma.ErrFormat, "version", 4},
		{"a text where a number belongs", `{"value": 2, "label": {"nl": "mee oneens"`, `{"value": "2", "label": {"nl": "mee oneens"`, rma.ErrFormat, "response_scales[0].levels[1].value", 14},
		{"levels out of order turn means upside-down", `{"value": 2, "label"`, `{"value": 7, "label"`, ErrLevelOrder, "response scale eens5", 15},
		{"two levels with one label cannot be told apart", `"nl": "mee oneens"`, `"nl": "mee eens"`, ErrAmbiguousLevel, "response scale eens5", 10},
		{"a label that is the value of another level", `"nl": "mee oneens"`, `"nl": "5"`, ErrAmbiguousLevel, "response scale eens5", 10},
		{"a missing code that is also a level", `"code": "8"`, `"code": "5"`, ErrAmbiguousLevel, "response scale eens5", 10},
		{"an unknown kind of missing", `"kind": "dont-know"`, `"kind": "refused"`, rma.ErrUnknownTerm, "response_scales[0].missing[0].kind", 20},
		{"an item with a response scale that is not there", `"response": "eens5", "reversed"`, `"response": "eens", "reversed"`, rma.ErrUnknownID, "item Q3", 37},
		{"an item id that occurs twice", `"id": "Q2"`, `"id": "Q1"`, rma.ErrDuplicate, "item Q1", 36},
		{"a scale with an item that is not there", `["Q1", "Q2", "Q3"]`, `["Q1", "Q2", "Q9"]`, rma.ErrUnknownID, "scale afstemming", 42},
		{"a scale that counts an item twice", `["Q4", "Q5"]`, `["Q4", "Q4"]`, rma.ErrDuplicate, "scale werkdruk", 43},
		{"a mean over 1-5 and 0-1.5 is of nothing", `["Q4", "Q5"]`, `["Q4", "Q1"]`, ErrMixedRange, "scale werkdruk", 43},
		{"a share over 1 can never be reached", `"min_valid": 1`, `"min_valid": 50`, ErrOption, "scale werkdruk", 43},
		{"a direction that does not exist", `"better": "lower"`, `"better": "down"`, rma.ErrUnknownTerm, "scales[1].better", 43},
		{"no building block of that name", `"bouwsteen": "werkprocessen"}`, `"bouwsteen": "proces"}`, rma.ErrUnknownTerm, "items[3].bouwsteen", 38},
		{"text that is no JSON", `"items": [`, `"items": [[`, rma.ErrFormat, "items[0]", 34},
		{"something after the end", "\n  ]\n}\n", "\n  ]\n}\n{}", rma.ErrFormat, "", 46},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			require.Contains(t, string(valid), tc.old)
			_, err := ReadInstrument(strings.NewReader(strings.Replace(string(valid), tc.old, tc.new, 1)), "i.json")
			first := dataErrors(t, err)[0]
			assert.ErrorIs(t, first, tc.want)
			assert.Equal(t, tc.field, first.Field)
			assert.Equal(t, "i.json", first.File)
			assert.Equal(t, tc.line, first.Line)
			assert.Positive(t, first.Column)
		})
	}
}

func TestReadInstrumentReportsAll(t *testing.T) {
	text := `{"schema": 1, "id": "x", "version": "1", "title": {"nl": "t", "fr": "t"}, "kleur": {"a": [1, {"b": 2}]},
 "response_scales": [{"id": "r", "levels": "geen"}], "items": 5}`
	_, err := ReadInstrument(strings.NewReader(text), "i.json")
	found := dataErrors(t, err)
	require.Len(t, found, 4)
	for _, e := range found {
		assert.NotContains(t, e.Error(), "geen", "content of the file")
		assert.NotContains(t, e.Error(), "kleur")
	}
}

func TestValidateNamesTheItem(t *testing.T) {
	in := testInstrument(t)
	in.Items[1].Text = rma.Text{}
	err := in.Validate()
	require.Error(t, err)
	assert.ErrorIs(t, err, rma.ErrMissing)
	assert.Contains(t, err.Error(), "item Q2")
	assert.Error(t, (&Instrument{}).Validate(), "the zero instrument asks nothing")
}

func TestAnswerZeroValue(t *testing.T) {
	var a Answer
	_, level := a.Level()
	kind, missing := a.Missing()
	assert.False(t, level)
	assert.True(t, missing)
	assert.Equal(t, NotAnswered, kind)
	for _, kind := range MissingKinds() {
		got, ok := answerMissing(kind).Missing()
		assert.True(t, ok)
		assert.Equal(t, kind, got)
		_, level := answerMissing(kind).Level()
		assert.False(t, level, "a missing answer never reads as a level")
	}
}

func TestSide(t *testing.T) {
	four := ResponseScale{Levels: []Level{{Value: 0}, {Value: 0.5}, {Value: 1}, {Value: 1.5}}}
	assert.Equal(t, []int{-1, -1, 1, 1}, sides(four), "an even number of levels has no neutral one")
	centre := 0.5
	four.Centre = &centre
	assert.Equal(t, []int{-1, 0, 1, 1}, sides(four), "a declared centre")
}

func sides(s ResponseScale) []int {
	var out []int
	for i := range s.Levels {
		out = append(out, s.Side(i))
	}
	return out
}

func TestTermsOutOfRange(t *testing.T) {
	assert.Equal(t, "Missing(9)", Missing(9).String())
	assert.Equal(t, "Direction(9)", Direction(9).Label(rma.English))
	_, err := Missing(9).MarshalText()
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
}
