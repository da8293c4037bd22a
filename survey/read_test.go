package survey

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func answer(t *testing.T, w *Wave, respondent int, item string) string {
	t.Helper()
	a, ok := w.Answer(respondent, item)
	require.True(t, ok)
	if kind, missing := a.Missing(); missing {
		return kind.String()
	}
	it, _ := w.Instrument().Item(item)
	r, _ := w.Instrument().Response(it.Response)
	i, _ := a.Level()
	return fmt.Sprint(r.Levels[i].Value)
}

func TestReadWave(t *testing.T) {
	w := testWave(t, "voor") // semicolons, byte order mark, CRLF, decimal commas, labels
	require.Equal(t, 13, w.Len())
	assert.Equal(t, "voor", w.ID())
	assert.Equal(t, "voormeting", w.Label().NL)
	assert.Equal(t, "2", answer(t, w, 0, "Q1"))
	assert.Equal(t, "1.5", answer(t, w, 0, "Q5"), "a decimal comma")
	assert.Equal(t, "2", answer(t, w, 2, "Q1"), "a Dutch label")
	assert.Equal(t, "1.5", answer(t, w, 7, "Q4"), "a label with a space")
	assert.Equal(t, "dont-know", answer(t, w, 6, "Q2"))
	assert.Equal(t, "not-answered", answer(t, w, 6, "Q5"))
	assert.Equal(t, "not-my-role", answer(t, w, 10, "Q2"))
	assert.Equal(t, "EMM", w.Group(0, "pilot"))
	assert.Equal(t, "", w.Group(12, "rol"), "not recorded")
	assert.Equal(t, 14, w.Line(12))
	assert.Equal(t, []GroupValue{{Value: "Veilig Thuis"}, {Value: "politie"}, {Value: "wijkteam"}}, w.Groups()[1].Values,
		"values that were found stand in an order of their own")
	assert.True(t, rma.HasWarning(w.Warnings(), rma.WarnDuplicateCode))
	flagged := w.Flagged()
	require.Len(t, flagged, 1)
	assert.ErrorIs(t, flagged[0], ErrDuplicateCode)
	assert.Equal(t, "voor.csv:13:2 (Uw code): this respondent code occurs more than once in the wave: first on line 12", flagged[0].Error())
	_, ok := w.Answer(0, "Q9")
	assert.False(t, ok)
	_, ok = w.Answer(99, "Q1")
	assert.False(t, ok)
}

func TestReadWaveAnswerForms(t *testing.T) {
	tests := []struct{ why, cell, want string }{
		{"the value of a level", "4", "4"},
		{"a spreadsheet adds decimals to a column with gaps", "4.0", "4"},
		{"the same with a decimal comma", `"4,0"`, "4"},
		{"spaces around it", " 4 ", "4"},
		{"a Dutch label", "mee eens", "4"},
		{"an English label", "agree", "4"},
		{"letter case does not matter", "Mee Eens", "4"},
		{"a non-breaking space, as forms write them", "mee\u00a0eens", "4"},
		{"a declared missing code", "9", "not-my-role"},
		{"the label of a missing code", "weet ik niet", "dont-know"},
		{"nothing", "", "not-answered"},
		{"spaces alone", "  ", "not-answered"},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			w := waveOf(t, "voor", "a1,EMM,"+tc.cell+",3,3,1,1")
			assert.Equal(t, tc.want, answer(t, w, 0, "Q1"))
		})
	}
}

func TestReadWaveErrors(t *testing.T) {
	header := "code,pilot,Q1,Q2,Q3,Q4,Q5\n"
	refuse := simple("voor")
	refuse.Duplicates = RefuseDuplicates
	declared := simple("voor")
	declared.Groups[0].Values = []GroupValue{{Value: "EMM"}}
	tests := []struct {
		why          string
		mapping      WaveMapping
		text         string
		want         error
		line, column int
		field        string
	}{
		{"an answer that is no level", simple("voor"), header + "a1,EMM,soms,3,3,1,1\n", ErrUnknownAnswer, 2, 3, "Q1"},
		{"a number beyond the scale", simple("voor"), header + "a1,EMM,3,3,3,1,1\na2,EMM,3,6,3,1,1\n", ErrOutsideScale, 3, 4, "Q2"},
		{"a number between two levels", simple("voor"), header + "a1,EMM,3,3.5,3,1,1\n", ErrOutsideScale, 2, 4, "Q2"},
		{"a missing code of another response scale", simple("voor"), header + "a1,EMM,3,3,3,8,1\n", ErrOutsideScale, 2, 6, "Q4"},
		{"a code given twice, when that is refused", refuse, header + "a1,EMM,3,3,3,1,1\nA1 ,EMM,3,3,3,1,1\n", ErrDuplicateCode, 3, 1, "code"},
		{"a column that is not there", simple("voor"), "code,pilot,Q1,Q2,Q3,Q4\n", rma.ErrMissingColumn, 1, 0, "Q5"},
		{"a column that is there twice", simple("voor"), "code,pilot,Q1,Q1,Q2,Q3,Q4,Q5\n", rma.ErrDuplicateColumn, 1, 0, "Q1"},
		{"a row with a field too few", simple("voor"), header + "a1,EMM,3,3,3,1\n", rma.ErrRagged, 2, 0, ""},
		{"a row with a field too many", simple("voor"), header + "a1,EMM,3,3,3,1,1,1\n", rma.ErrRagged, 2, 0, ""},
		{"a group that was not declared", declared, header + "a1,HOO,3,3,3,1,1\n", rma.ErrUnknownTerm, 2, 2, "pilot"},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			w, err := ReadWave(strings.NewReader(tc.text), "voor.csv", testInstrument(t), tc.mapping, ReadOptions{})
			assert.Nil(t, w)
			found := dataErrors(t, err)
			require.Len(t, found, 1)
			e := found[0]
			assert.ErrorIs(t, e, tc.want)
			assert.Equal(t, "voor.csv", e.File)
			assert.Equal(t, []any{tc.line, tc.column, tc.field}, []any{e.Line, e.Column, e.Field})
		})
	}
	_, err := ReadWave(strings.NewReader(""), "leeg.csv", testInstrument(t), simple("voor"), ReadOptions{})
	require.Len(t, dataErrors(t, err), 1, "an empty file is one error, not one per column")
	require.ErrorIs(t, err, rma.ErrEmpty)
}

func TestReadWaveReportsAllAndNoContent(t *testing.T) {
	var text strings.Builder
	text.WriteString("code,pilot,Q1,Q2,Q3,Q4,Q5\n")
	for i := range 60 {
		fmt.Fprintf(&text, "geheim%d,EMM,Jansen,3,77,1,1\n", i)
	}
	m := simple("voor")
	_, err := ReadWave(strings.NewReader(text.String()), "voor.csv", testInstrument(t), m, ReadOptions{})
	found := dataErrors(t, err)
	assert.Len(t, found, rma.MaxProblems)
	assert.Contains(t, err.Error(), "and 20 more errors")
	for _, secret := range []string{"Jansen", "77", "geheim", "GEHEIM"} {
		assert.NotContains(t, err.Error(), secret)
	}
}

func TestReadWaveMissingColumnsTogether(t *testing.T) {
	_, err := ReadWave(strings.NewReader("pilot;Q1\n"), "voor.csv", testInstrument(t), simple("voor"), ReadOptions{})
	var fields []string
	for _, e := range dataErrors(t, err) {
		fields = append(fields, e.Field)
	}
	assert.Equal(t, []string{"code", "Q2", "Q3", "Q4", "Q5"}, fields)
}

func TestReadWaveNotAsked(t *testing.T) {
	m := WaveMapping{Wave: "voor", NotAsked: []string{"Q4", "Q5"}}
	w, err := ReadWave(strings.NewReader("Q1,Q2,Q3\n1,2,3\n,,\n"), "voor.csv", testInstrument(t), m, ReadOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, w.Len(), "a line of delimiters alone is no respondent")
	_, asked := w.Answer(0, "Q4")
	assert.False(t, asked)
	d, err := Describe(w, DescribeOptions{})
	require.NoError(t, err)
	assert.Len(t, d.Items, 3)
	_, err = Describe(w, DescribeOptions{Items: []string{"Q4"}})
	assert.ErrorIs(t, err, ErrNotAsked)
	s, err := Score(w, ScoreOptions{})
	require.NoError(t, err)
	assert.Len(t, s.Scales, 1)
	_, err = Reliability(w, ReliabilityOptions{Scale: "werkdruk"})
	assert.ErrorIs(t, err, ErrNotAsked)
}

func TestMappingErrors(t *testing.T) {
	tests := []struct {
		why  string
		m    WaveMapping
		want error
	}{
		{"a wave needs a name", WaveMapping{}, rma.ErrMissing},
		{"an item that the instrument does not have", WaveMapping{Wave: "v", Items: map[string]string{"Q9": "x"}}, rma.ErrUnknownID},
		{"an item left out that the instrument does not have", WaveMapping{Wave: "v", NotAsked: []string{"Q9"}}, rma.ErrUnknownID},
		{"two items in one column", WaveMapping{Wave: "v", Items: map[string]string{"Q1": "x", "Q2": "X "}}, rma.ErrDuplicate},
		{"the code in the column of an item", WaveMapping{Wave: "v", Code: "Q1"}, rma.ErrDuplicate},
		{"a decimal mark that is none", WaveMapping{Wave: "v", Decimal: "x"}, ErrOption},
		{"a delimiter that is none", WaveMapping{Wave: "v", Delimiter: "x"}, ErrOption},
		{"a group without an id", WaveMapping{Wave: "v", Groups: []GroupColumn{{}}}, rma.ErrMissing},
		{"a group that means nothing we know", WaveMapping{Wave: "v", Groups: []GroupColumn{{ID: "g", Means: "x"}}}, ErrOption},
		{"a group value declared twice", WaveMapping{Wave: "v", Groups: []GroupColumn{{ID: "g", Values: []GroupValue{{Value: "a"}, {Value: "a"}}}}}, rma.ErrDuplicate},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			_, err := ReadWave(strings.NewReader("x\n"), "v.csv", testInstrument(t), tc.m, ReadOptions{})
			assert.ErrorIs(t, err, tc.want)
			var d *rma.DataError
			assert.True(t, errors.As(err, &d))
		})
	}
	_, err := ReadWave(strings.NewReader("x\n"), "v.csv", nil, simple("v"), ReadOptions{})
	assert.ErrorIs(t, err, ErrOption)
	_, err = ReadWave(strings.NewReader("x\n"), "v.csv", &Instrument{}, simple("v"), ReadOptions{})
	assert.ErrorIs(t, err, rma.ErrMissing)
}

func TestMappingRoundTrip(t *testing.T) {
	m := testMapping(t, "voor")
	m.Duplicates = RefuseDuplicates
	m.NotAsked = []string{"Q1"}
	var b bytes.Buffer
	require.NoError(t, m.WriteJSON(&b))
	again, err := ReadMapping(&b, "m.json")
	require.NoError(t, err)
	assert.Equal(t, m, again)
	_, err = ReadMapping(strings.NewReader(`{"schema": 1, "wave": "v", "duplicates": "merge", "items": {"Q1": 3}}`), "m.json")
	assert.Len(t, dataErrors(t, err), 2)
}

func TestReadWaveLeavesInstrumentAlone(t *testing.T) {
	in, m := testInstrument(t), simple("voor")
	testkit.Unchanged(t, in, func() {
		testkit.Unchanged(t, &m, func() {
			w, err := ReadWave(strings.NewReader("code,pilot,Q1,Q2,Q3,Q4,Q5\na,EMM,1,2,3,1,1\n"), "v.csv", in, m, ReadOptions{})
			require.NoError(t, err)
			w.Instrument().Items[0].ID = "changed"
		})
	})
}

func TestWhere(t *testing.T) {
	w := testWave(t, "voor")
	hoo, err := w.Where("pilot", "HOO")
	require.NoError(t, err)
	assert.Equal(t, 7, hoo.Len())
	assert.Len(t, hoo.Flagged(), 1)
	emm, err := w.Where("pilot", "EMM")
	require.NoError(t, err)
	assert.Equal(t, 6, emm.Len())
	assert.Empty(t, emm.Flagged())
	assert.Empty(t, emm.Warnings())
	assert.Equal(t, answer(t, w, 12, "Q1"), answer(t, emm, 5, "Q1"))
	_, err = w.Where("pilot", "AAH")
	assert.ErrorIs(t, err, rma.ErrUnknownID)
	_, err = w.Where("team", "x")
	assert.ErrorIs(t, err, rma.ErrUnknownID)
}
