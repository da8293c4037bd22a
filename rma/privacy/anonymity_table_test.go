package privacy

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnonymityTable(t *testing.T) {
	columns, rows := drentheFamilies()
	rows = append(rows, []string{"", "0-3", "twee", "OTS"})
	a := checkOf(t, columns, rows, columns[:3], AnonymityOptions{K: 3, Sensitive: columns[3:]})
	assert.Equal(t, `Combinaties van kenmerken die minder dan 3 records delen
Combinatie  regio            leeftijd  gezin  Records
1           niet vastgelegd  0-3       twee         1
2           Zuid             4-11      een          1
3           Zuid             4-11      twee         2
Alleen voor het team, niet voor publicatie: deze tabel wijst mensen aan.
Een kenmerk dat niet is vastgelegd telt als een eigen waarde.
`, a.Table().Text(rma.Dutch))
	assert.Equal(t, `Combinations of quasi-identifiers with fewer than 2 values in a sensitive column
Combination  regio         leeftijd  gezin  Records  Sensitive column  Values
1            not recorded  0-3       twee         1  maatregel              1
2            Zuid          4-11      een          1  maatregel              1
3            Noord         4-11      twee         3  maatregel              1
For the team only, not for publication: this table points at people.
A quasi-identifier that is not recorded counts as a value of its own.
`, a.HomogeneousTable().Text(rma.English))
	assert.Equal(t, `What each quasi-identifier does to anonymity
Quasi-identifier  Values  Not recorded  At risk by this one alone  At risk without this one
regio                  2             1  1 of 13 (8%)               1 of 13 (8%)
leeftijd               2             0  0 of 13 (0%)               2 of 13 (15%)
gezin                  2             0  1 of 13 (8%)               1 of 13 (8%)
At risk: fewer than 3 records share the combination.
With all of them: 4 of 13 (31%) records.
A quasi-identifier that is not recorded counts as a value of its own.
`, a.ColumnTable().Text(rma.English))
	assert.Equal(t, `Kenmerken en paren van kenmerken die al te herleidbaar zijn
Kenmerken  Combinaties  Records  Records bij de zeldzaamste combinatie
regio                1        1                                      1
gezin                1        1                                      1
Combinaties die minder dan 3 records delen, en die records.
Een paar staat er alleen als geen van beide kenmerken alleen al te herleidbaar is.
`, a.SubsetTable().Text(rma.Dutch))
}

func TestAnonymityTableWithMissingMatches(t *testing.T) {
	columns := []string{"plaats", "records"} // a name that the table has too
	a := checkOf(t, columns, splitRows("Assen,4", "Assen,", "Emmen,9"), columns, AnonymityOptions{K: 3, MissingMatchesAll: true})
	assert.Equal(t, `Combinations of quasi-identifiers that fewer than 3 records share
Combination  plaats  records       Records  Records that could be the same person
1            Emmen   9                   1                                      1
2            Assen   not recorded        1                                      2
3            Assen   4                   1                                      2
For the team only, not for publication: this table points at people.
A quasi-identifier that is not recorded counts as any value.
`, a.Table().Text(rma.English))
	keys := map[string]bool{}
	for _, c := range a.Table().Columns {
		assert.False(t, keys[c.Key], "a key occurs once")
		keys[c.Key] = true
	}
}

// A table of a million unique records would be larger than the file.
func TestAnonymityTableIsBounded(t *testing.T) {
	var rows [][]string
	for i := range AnonymityTableRows + 7 {
		rows = append(rows, []string{fmt.Sprintf("%05d", i), "x"})
	}
	a := checkOf(t, []string{"q", "s"}, rows, []string{"q"}, AnonymityOptions{Sensitive: []string{"s"}})
	for _, table := range []rma.Table{a.Table(), a.HomogeneousTable()} {
		assert.Len(t, table.Rows, AnonymityTableRows)
		assert.Equal(t, "7 more combinations are not in this table.", table.Notes[len(table.Notes)-1].In(rma.English))
		for _, r := range table.Rows {
			require.Len(t, r.Cells, len(table.Columns))
		}
	}
	assert.Equal(t, "00000", a.Table().Rows[0].Cells[0].Format(rma.Dutch))
	exact := checkOf(t, []string{"q", "s"}, rows[:AnonymityTableRows], []string{"q"}, AnonymityOptions{})
	assert.Len(t, exact.Table().Notes, 2, "nothing is left out")
}

func TestTablesOfNothing(t *testing.T) {
	for _, a := range []Anonymity{{}, checkOf(t, []string{"q"}, nil, []string{"q"}, AnonymityOptions{})} {
		assert.Empty(t, a.Table().Rows)
		assert.Empty(t, a.HomogeneousTable().Rows)
		assert.Empty(t, a.SubsetTable().Rows)
		assert.NotEmpty(t, a.ColumnTable().Title.In(rma.English))
		assert.NotPanics(t, func() { _ = a.String() })
	}
}

// Whatever is printed or written: counts and names of columns, no combination
// and no sensitive value.
func TestNoCombinationInAnyOutput(t *testing.T) {
	const secret = "Geheim"
	rows := [][]string{{secret + "1", secret + "2", secret + "3"}, {secret + "1", "", secret + "3"}}
	columns := []string{"plaats", "leeftijd", "maatregel"}
	a := checkOf(t, columns, rows, columns[:2], AnonymityOptions{Sensitive: columns[2:]})
	type inside struct {
		a Anonymity
		p *Anonymity
		c []Class
	}
	var classes []Class
	var values []any
	for c := range a.OffendingClasses() {
		classes = append(classes, c)
	}
	for h := range a.HomogeneousClasses() {
		values = append(values, h)
	}
	require.Len(t, classes, 2)
	require.Len(t, values, 2)
	values = append(values, a, &a, inside{a, &a, classes}, classes, classes[0], a.Warnings, a.ColumnTable(), a.SubsetTable())
	var out strings.Builder
	for _, v := range values {
		fmt.Fprintf(&out, "%v %+v %#v %s %d %q\n", v, v, v, v, v, v)
		text, err := json.Marshal(v)
		require.NoError(t, err)
		out.Write(text)
	}
	assert.NotContains(t, out.String(), secret)
	assert.Contains(t, out.String(), "plaats")
	assert.Contains(t, out.String(), "size=1, matches=1")
	assert.Contains(t, a.Table().Text(rma.Dutch), secret, "the table for the team shows them")
	assert.NotContains(t, a.HomogeneousTable().Text(rma.Dutch), secret+"3", "and no sensitive value")
	assert.Nil(t, Class{}.Values())
}

func TestAnonymityString(t *testing.T) {
	columns, rows := drentheFamilies()
	a := checkOf(t, columns, rows, columns[:3], AnonymityOptions{K: 3, Sensitive: columns[3:]})
	assert.Equal(t, `12 records, 5 combinations of 3 quasi-identifiers (regio, leeftijd, gezin)
records that share the rarest combination: 1 (K = 3)
shared by fewer than K: 2 combinations, 3 of 12 (25%) records; unique: 1
expected re-identifications: 5.0
regio: 0 records offend on it alone, 1 without it
leeftijd: 0 records offend on it alone, 1 without it
gezin: 1 records offend on it alone, 0 without it
offends on its own: gezin, 1 records
maatregel: fewer than 2 values in 2 combinations, 4 records
`, a.String())
	assert.Equal(t, a.String(), fmt.Sprintf("%d", a))
}

func TestLabel(t *testing.T) {
	columns, rows := drentheFamilies()
	a := checkOf(t, columns, rows, columns[:3], AnonymityOptions{K: 3, Sensitive: columns[3:]})
	require.Len(t, a.Warnings, 2)
	assert.Equal(t, "te weinig records met dezelfde combinatie van kenmerken (K=3, combinations=2, n=3)", Label(a.Warnings[0], rma.Dutch))
	assert.Equal(t, "records with one combination of quasi-identifiers differ too little in a sensitive column (maatregel: L=2, combinations=2, n=4)", Label(a.Warnings[1], rma.English))
	assert.Equal(t, WarnHomogeneous, a.Warnings[1].Code, "the warning itself stays")
	other := rma.Warn(rma.WarnUndefined, "n=0")
	assert.Equal(t, other.Label(rma.Dutch), Label(other, rma.Dutch))
}
