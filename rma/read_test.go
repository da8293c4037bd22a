package rma

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readJSON(text string) error {
	files := smallFiles()
	files["study.json"].Data = []byte(text)
	_, err := ReadStudy(files, ".")
	return err
}

func TestReadStudyReportsAllOfTheStructure(t *testing.T) {
	err := readJSON(`{"schema": 1, "id": "klein", "title": "Jansen",
 "groups": [{"id": "deelnemers", "label": {"nl": "deelnemers", "fr": "Jansen"}}],
 "pilots": [{"id": "A", "run": {"from": "1 juni", "to": "2023-05-01"}}],
 "methods": [{"id": "m", "pilots": {"Jansen": {"coverage": "misschien", "n": "zes"}}}],
 "claims": [{"id": "K1", "bouwsteen": "beleid", "level": "network", "headline": 1},
            {"id": "K2", "id": "K3", "horizon_days": 1.5}],
 "findings": []}`)
	require.Error(t, err)
	var got []string
	for _, line := range strings.Split(err.Error(), "\n") {
		place, rule, _ := strings.Cut(line, ": ")
		rule, _, _ = strings.Cut(rule, "; known are")
		got = append(got, place+": "+rule)
	}
	assert.Equal(t, []string{
		"study.json:1:39 (title): not a file of the expected form: expected an object",
		"study.json:2:64 (groups[0].label): not a file of the expected form: a field that is not part of it",
		"study.json:3:41 (pilots[0].run.from): not a date in a declared layout: a day is written as 2023-01-31, and must exist",
		"study.json:4:60 (methods[0].pilots[0].coverage): not a term of the declared vocabulary: Coverage is one of unknown used not-used",
		"study.json:4:78 (methods[0].pilots[0].n): not a file of the expected form: expected a whole number",
		"study.json:5:39 (claims[0].bouwsteen): not a term of the declared vocabulary: Bouwsteen is one of inhoudelijk werkprocessen samenwerking informatiesystemen",
		"study.json:5:81 (claims[0].headline): not a file of the expected form: expected true or false",
		"study.json:6:26 (claims[1].id): occurs more than once",
		"study.json:6:54 (claims[1].horizon_days): not a file of the expected form: expected a whole number",
		"study.json:7:2: not a file of the expected form: a field that is not part of it",
	}, got)
	for _, content := range []string{"Jansen", "juni", "misschien", "zes", "beleid", "findings"} {
		assert.NotContains(t, err.Error(), content)
	}
	for _, want := range []error{ErrFormat, ErrUnknownField, ErrUnknownTerm, ErrDate, ErrDuplicate} {
		assert.ErrorIs(t, err, want)
	}
}

func TestReadStudyVersion(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"a newer one is refused before anything else", "{\"id\": 7, \"nieuw\": {},\n \"schema\": 2, \"claims\": oops",
			"study.json:2:12 (schema): a schema version that this library does not know: version 2, known is 1"},
		{"none", "{}", "study.json:1:1 (schema): a schema version that this library does not know: there is none, known is 1"},
	} {
		err := readJSON(c.text)
		require.ErrorIs(t, err, ErrSchema, c.why)
		assert.EqualError(t, err, c.want, c.why)
	}
}

func TestReadStudyManyErrors(t *testing.T) {
	err := readJSON(`{"schema": 1, "limitations": [` + strings.Repeat("1,", 150) + "2]}")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "study.json: and 51 more errors")
}

// What WriteJSON writes of a study without anything can be read.
func TestEmptyStudyRoundTrip(t *testing.T) {
	var b strings.Builder
	require.NoError(t, (&Study{ID: "leeg"}).WriteJSON(&b))
	_, err := decodeStudy([]byte(b.String()), "study.json")
	assert.NoError(t, err)
}

// A heading that is not known may be a misspelt one: "witheld" must not publish
// a finding that was to be withheld.
func TestUnknownHeadingsAreRefused(t *testing.T) {
	files := smallFiles()
	files["findings.csv"].Data = []byte("id;method;pilot;text_nl;witheld\nF1;evaluatie;A;het werkt;ja\n\n;;;;\n")
	_, err := ReadStudy(files, ".")
	require.ErrorIs(t, err, ErrUnknownHeading)
	assert.Contains(t, err.Error(), "findings.csv:1:5: a heading that this kind of file does not have; the headings are id, method, text_nl, pilot")
	assert.NotContains(t, err.Error(), "witheld")
}

func TestBlankRowsArePassedOver(t *testing.T) {
	files := smallFiles()
	files["mentions.csv"].Data = []byte("pilot;element;verbatim\nA;E1;kort lijntje\n;;\n\n")
	s, err := ReadStudy(files, ".")
	require.NoError(t, err)
	assert.Len(t, s.Mentions, 1)
}

func TestErrorsDoNotRepeatIDsOfRecords(t *testing.T) {
	files := smallFiles()
	files["findings.csv"].Data = []byte("id;method;pilot;text_nl\nMoederJansen;evaluatie;A;x\nMoederJansen;evaluatie;A;y\n")
	_, err := ReadStudy(files, ".")
	require.ErrorIs(t, err, ErrDuplicate)
	assert.NotContains(t, err.Error(), "Jansen")
	assert.Contains(t, err.Error(), "findings.csv:3")
}
