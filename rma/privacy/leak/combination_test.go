package leak

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// combinedLeaks is a check for combinations in a file in which every combination of
// place and age is shared by four records, but for Emmen with 12-17, which two
// share, and of which one in Coevorden with 65+ is a woman.
func combinedLeaks(t testing.TB) Check {
	t.Helper()
	var rows [][]string
	add := func(n int, row ...string) {
		for range n {
			rows = append(rows, row)
		}
	}
	for _, place := range []string{"Emmen", "Coevorden"} {
		add(4, place, "0-11", "m")
		add(4, place, "65+", "m")
	}
	add(2, "Emmen", "12-17", "m")
	add(1, "Coevorden", "65+", "v")
	add(1, "Assen", "", "v")
	c, err := NewCheck(Options{Policy: privacy.Policy{Audience: privacy.Team},
		Records: privacy.RecordsOf([]string{"place", "age", "sex"}, rows), Quasi: []string{"place", "age", "sex"}, K: 3})
	require.NoError(t, err)
	return *c
}

func TestCombinations(t *testing.T) {
	c := combinedLeaks(t)
	for _, x := range []struct {
		name, content string
		want          []int
		why           string
	}{
		{"x.txt", "een kind van 12-17 uit Emmen", []int{2}, "both values in a paragraph"},
		{"x.txt", "een kind van 12-17\n\nuit Emmen", nil, "in two paragraphs"},
		{"x.txt", "een kind van 12-17\nuit Emmen", []int{2}, "in two lines of one"},
		{"x.log", "een kind van 12-17\nuit Emmen", nil, "in two lines of a log"},
		{"x.txt", "een kind van 0-11 uit Emmen", nil, "shared by enough"},
		{"x.txt", "Emmen", nil, "one value"},
		{"x.txt", "iemand van 65+ uit Coevorden", nil, "shared by enough without the value of one character"},
		{"x.csv", "a;b;c\n65+;v;Coevorden\n", []int{1}, "with the value of one character"},
		{"x.csv", "a;b;c\n65+;m;Coevorden\n", nil, "with another"},
		{"x.csv", "a;b\n\"12-17\nx\";Emmen\n", []int{2}, "a row of two lines"},
		{"x.csv", "a;b\n12-17;x\ny;Emmen\n", nil, "two rows"},
		{"x.csv", "a\"b\n12-17;x\ny;Emmen\n", []int{2}, "a quote that is not closed makes one row of two"},
		{"x.json", `[{"a": "Emmen", "b": "12-17"}, {"a": "x"}]`, []int{2}, "an object"},
		{"x.json", `[{"a": "Emmen"}, {"b": "12-17"}]`, nil, "two objects"},
		{"x.json", `[["Emmen", "12-17"]]`, []int{2}, "an array"},
		{"x.json", `[["Emmen", "x"], ["12-17"]]`, nil, "two arrays"},
		{"x.html", "<tr><td><p>Emmen</p></td><td>12-17</td></tr>", []int{2}, "a row"},
		{"x.html", "<tr><td>Emmen</td></tr><tr><td>12-17</td></tr>", nil, "two rows"},
		{"x.html", "<p>Emmen</p><p>12-17</p>", nil, "two paragraphs of a page"},
		{"x.md", "| Emmen | x |\n| 12-17 | y |", nil, "two rows of a table"},
		{"x.docx", docxOf(t, "<w:p><w:t>Em</w:t><w:t>men, 12-17</w:t></w:p>"), []int{2}, "a paragraph of a document"},
		{"x.xlsx", xlsxOf(t, `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`, "<si><t>Emmen</t></si><si><t>12-17</t></si>"), []int{2}, "a row of a sheet"},
		{"x.xlsx", xlsxOf(t, `<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>`, "<si><t>Emmen</t></si><si><t>12-17</t></si>"), nil, "two rows of a sheet"},
	} {
		found := scan(t, c, x.name, x.content)
		assert.Equal(t, x.want, whats(found, OfCombination), x.why)
		assert.Len(t, found, len(x.want), x.why)
	}
	found := scan(t, c, "x.txt", "een kind van 12-17 uit Emmen")
	assert.Equal(t, Leaks{{File: "x.txt", Line: 1, Column: 14, Kind: OfCombination, What: 2}}, found, "where the first value stands")
}

func TestWhatOfACombination(t *testing.T) {
	rows := [][]string{{"Emmen", "12-17"}, {"Assen", "65+"}, {"Assen", "65+"}}
	records := privacy.RecordsOf([]string{"place", "age"}, rows)
	a, err := privacy.CheckAnonymity(records, []string{"place", "age"}, privacy.AnonymityOptions{K: 3})
	require.NoError(t, err)
	c, err := NewCheck(Options{Records: records, Quasi: []string{"place", "age"}, K: 3})
	require.NoError(t, err)
	i := 0
	for class := range a.OffendingClasses() {
		found := scan(t, *c, "x.log", strings.Join(class.Values(), " en "))
		assert.Equal(t, []int{i}, whats(found, OfCombination))
		i++
	}
	assert.Equal(t, 2, i)
}

func TestCombinationsThatCannotBeChecked(t *testing.T) {
	_, err := NewCheck(Options{Quasi: []string{"place"}})
	assert.ErrorIs(t, err, rma.ErrMissingColumn)
	_, err = NewCheck(Options{Quasi: []string{"place"}, Records: privacy.Records{Columns: []string{"place"}}})
	assert.ErrorIs(t, err, privacy.ErrRecords)
	_, err = NewCheck(Options{Quasi: []string{"place"}, Records: privacy.RecordsOf([]string{"place"}, nil), K: 1})
	assert.ErrorIs(t, err, privacy.ErrAnonymity)
	c, err := NewCheck(Options{Quasi: []string{"place"}, Records: privacy.RecordsOf([]string{"place"}, [][]string{{"Emmen"}})})
	require.NoError(t, err)
	assert.Empty(t, scan(t, *c, "x.txt", "Emmen"), "one value is no combination")
}
