package privacy

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func checkOf(t testing.TB, columns []string, rows [][]string, quasi []string, o AnonymityOptions) Anonymity {
	t.Helper()
	a, err := CheckAnonymity(RecordsOf(columns, rows), quasi, o)
	require.NoError(t, err)
	return a
}

// splitRows makes rows of lines with cells between commas.
func splitRows(lines ...string) [][]string {
	out := make([][]string, len(lines))
	for i, line := range lines {
		out[i] = strings.Split(line, ",")
	}
	return out
}

// A table in the manner of figure 2 of Sweeney (2002): 2-anonymous by race,
// birth, gender and ZIP. The figures are counted by hand.
func TestTwoAnonymousTable(t *testing.T) {
	columns := []string{"race", "birth", "gender", "zip", "problem"}
	rows := splitRows(
		"Black,1965,m,0214*,short breath", "Black,1965,m,0214*,chest pain",
		"Black,1965,f,0213*,hypertension", "Black,1965,f,0213*,hypertension",
		"Black,1964,f,0213*,obesity", "Black,1964,f,0213*,chest pain",
		"White,1964,m,0213*,chest pain", "White,1964,m,0213*,obesity", "White,1964,m,0213*,short breath",
		"White,1967,m,0213*,chest pain", "White,1967,m,0213*,chest pain")
	a := checkOf(t, columns, rows, columns[:4], AnonymityOptions{K: 2, Sensitive: columns[4:]})
	assert.Equal(t, 11, a.N)
	assert.Equal(t, 5, a.Classes)
	assert.Equal(t, 2, a.Smallest)
	assert.Equal(t, ClassCount{}, a.Offending)
	assert.Equal(t, 5.0, a.Reidentified, "one for each class")
	assert.Empty(t, a.Subsets)
	assert.Equal(t, ClassCount{Classes: 2, Records: 4}, a.Sensitive[0].Offending, "hypertension twice, chest pain twice")

	a = checkOf(t, columns, rows, columns[:4], AnonymityOptions{K: 3})
	assert.Equal(t, ClassCount{Classes: 4, Records: 8}, a.Offending, "all but the class of three")
	assert.Equal(t, rma.Proportion{K: 8, N: 11}, a.Share)
}

// Two tables in the manner of Machanavajjhala and others (2007): a 4-anonymous
// one in which everybody in one class has cancer, and a 3-diverse one. The
// figures are counted by hand.
func TestDiverseTables(t *testing.T) {
	columns := []string{"zip", "age", "condition"}
	anonymous := splitRows(
		"130**,<30,heart", "130**,<30,heart", "130**,<30,viral", "130**,<30,viral",
		"1485*,>=40,cancer", "1485*,>=40,heart", "1485*,>=40,viral", "1485*,>=40,viral",
		"130**,3*,cancer", "130**,3*,cancer", "130**,3*,cancer", "130**,3*,cancer")
	a := checkOf(t, columns, anonymous, columns[:2], AnonymityOptions{K: 4, Sensitive: columns[2:]})
	assert.Equal(t, 4, a.Smallest)
	assert.Zero(t, a.Offending.Records)
	found := slices.Collect(a.HomogeneousClasses())
	require.Len(t, found, 1)
	assert.Equal(t, []string{"130**", "3*"}, found[0].Class.Values())
	assert.Equal(t, "condition", found[0].Column)
	assert.Equal(t, 1, found[0].Distinct)
	a = checkOf(t, columns, anonymous, columns[:2], AnonymityOptions{K: 4, L: 3, Sensitive: columns[2:]})
	assert.Equal(t, ClassCount{Classes: 2, Records: 8}, a.Sensitive[0].Offending)

	diverse := splitRows(
		"1305*,<=40,heart", "1305*,<=40,viral", "1305*,<=40,cancer", "1305*,<=40,cancer",
		"1485*,>40,cancer", "1485*,>40,heart", "1485*,>40,viral", "1485*,>40,viral",
		"1306*,<=40,heart", "1306*,<=40,viral", "1306*,<=40,cancer", "1306*,<=40,cancer")
	a = checkOf(t, columns, diverse, columns[:2], AnonymityOptions{K: 4, L: 3, Sensitive: columns[2:]})
	assert.Zero(t, a.Sensitive[0].Offending)
	a = checkOf(t, columns, diverse, columns[:2], AnonymityOptions{K: 4, L: 4, Sensitive: columns[2:]})
	assert.Equal(t, ClassCount{Classes: 3, Records: 12}, a.Sensitive[0].Offending)
}

// Twelve families, counted by hand.
func drentheFamilies() ([]string, [][]string) {
	return []string{"regio", "leeftijd", "gezin", "maatregel"}, splitRows(
		"Noord,0-3,twee,geen", "Noord,0-3,twee,OTS", "Noord,0-3,twee,geen",
		"Noord,4-11,twee,geen", "Noord,4-11,twee,geen", "Noord,4-11,twee,geen",
		"Zuid,0-3,twee,geen", "Zuid,0-3,twee,OTS", "Zuid,0-3,twee,",
		"Zuid,4-11,twee,geen", "Zuid,4-11,twee,OTS", "Zuid,4-11,een,OTS")
}

func TestWhatWouldHelp(t *testing.T) {
	columns, rows := drentheFamilies()
	a := checkOf(t, columns, rows, columns[:3], AnonymityOptions{K: 3, Sensitive: columns[3:]})
	assert.Equal(t, 5, a.Classes)
	assert.Equal(t, 1, a.Smallest)
	assert.Equal(t, 1, a.Uniques)
	assert.Equal(t, ClassCount{Classes: 2, Records: 3}, a.Offending)
	assert.Equal(t, []QuasiColumn{
		{Column: "regio", Values: 2, Alone: 0, Without: 1},
		{Column: "leeftijd", Values: 2, Alone: 0, Without: 1},
		{Column: "gezin", Values: 2, Alone: 1, Without: 0},
	}, a.Columns, "leaving out the kind of family helps everybody")
	assert.Equal(t, []QuasiSubset{{Columns: []string{"gezin"}, Smallest: 1, Offending: ClassCount{1, 1}}}, a.Subsets)
	assert.Equal(t, []SensitiveColumn{{Column: "maatregel", Missing: 1, Offending: ClassCount{2, 4}}}, a.Sensitive)
	var got []string
	for c := range a.OffendingClasses() {
		got = append(got, fmt.Sprintf("%d %v", c.Size, c.Values()))
	}
	assert.Equal(t, []string{"1 [Zuid 4-11 een]", "2 [Zuid 4-11 twee]"}, got)
}

func TestPairsThatOffend(t *testing.T) {
	columns := []string{"a", "b", "c"}
	rows := splitRows("x,p,1", "x,q,1", "y,p,1", "y,q,1")
	a := checkOf(t, columns, rows, columns, AnonymityOptions{K: 2})
	assert.Equal(t, []QuasiSubset{{Columns: []string{"a", "b"}, Smallest: 1, Offending: ClassCount{4, 4}}}, a.Subsets,
		"neither a nor b offends, and c adds nothing")
	assert.Equal(t, 4, a.Columns[2].Without)
	assert.Zero(t, a.Columns[0].Without)
}

func TestAnonymityOptions(t *testing.T) {
	columns, rows := drentheFamilies()
	records := RecordsOf(columns, rows)
	many := make([]string, MaxQuasi+1)
	for _, c := range []struct {
		why   string
		quasi []string
		o     AnonymityOptions
		cause error
	}{
		{"no quasi-identifier: any file would pass", nil, AnonymityOptions{}, ErrAnonymity},
		{"a K that every file has", columns[:1], AnonymityOptions{K: 1}, ErrAnonymity},
		{"a negative K", columns[:1], AnonymityOptions{K: -3}, ErrAnonymity},
		{"an L that every file has", columns[:1], AnonymityOptions{L: 1}, ErrAnonymity},
		{"more columns than the limit", many, AnonymityOptions{}, ErrAnonymity},
		{"a column of both kinds", columns[:1], AnonymityOptions{Sensitive: columns[:1]}, ErrAnonymity},
		{"an unknown column", []string{"regio", "postcode"}, AnonymityOptions{}, rma.ErrMissingColumn},
		{"an unknown sensitive column", columns[:1], AnonymityOptions{Sensitive: []string{"diagnose"}}, rma.ErrMissingColumn},
		{"declared twice", []string{"regio", "regio"}, AnonymityOptions{}, rma.ErrDuplicate},
		{"a sensitive column declared twice", columns[:1], AnonymityOptions{Sensitive: []string{"gezin", "gezin"}}, rma.ErrDuplicate},
	} {
		a, err := CheckAnonymity(records, c.quasi, c.o)
		require.ErrorIs(t, err, c.cause, c.why)
		assert.Zero(t, a.N, c.why)
		assert.Nil(t, a.inside, c.why)
	}
	a := checkOf(t, columns, rows, columns[:1], AnonymityOptions{})
	assert.Equal(t, AnonymityOptions{K: PublicK, L: DefaultL}, a.Options, "the zero value is the strictest audience")
	sensitive := []string{"maatregel"}
	a = checkOf(t, columns, rows, columns[:1], AnonymityOptions{K: TeamK, Sensitive: sensitive})
	sensitive[0] = "changed"
	assert.Equal(t, "maatregel", a.Options.Sensitive[0], "the options are not shared with the caller")
}

func TestAnonymityRowErrors(t *testing.T) {
	_, err := CheckAnonymity(RecordsOf([]string{"a", "b"}, [][]string{{"1", "2"}, {"Geheim"}, {"1", "2", "Geheim"}}), []string{"a"}, AnonymityOptions{})
	require.ErrorIs(t, err, rma.ErrRagged)
	assert.Len(t, strings.Split(err.Error(), "\n"), 2)
	assert.NotContains(t, err.Error(), "Geheim")
	_, err = CheckAnonymity(Records{Columns: []string{"a"}}, []string{"a"}, AnonymityOptions{})
	assert.ErrorIs(t, err, ErrRecords)
}

func TestAnonymityDegenerate(t *testing.T) {
	columns := []string{"a", "s"}
	o := AnonymityOptions{K: 2, Sensitive: []string{"s"}}
	for _, c := range []struct {
		why                          string
		rows                         [][]string
		n, classes, smallest, unique int
		offending, homogeneous       ClassCount
		warnings                     []rma.Code
	}{
		{"no records: nothing is known, and nothing is called safe", nil, 0, 0, 0, 0, ClassCount{}, ClassCount{}, []rma.Code{rma.WarnUndefined}},
		{"one record", splitRows("x,1"), 1, 1, 1, 1, ClassCount{1, 1}, ClassCount{1, 1}, []rma.Code{WarnFewInClass, WarnHomogeneous}},
		{"two that are equal", splitRows("x,1", "x,1"), 2, 1, 2, 0, ClassCount{}, ClassCount{1, 2}, []rma.Code{WarnHomogeneous}},
		{"two that differ in the sensitive column", splitRows("x,1", "x,2"), 2, 1, 2, 0, ClassCount{}, ClassCount{}, nil},
		{"two that differ", splitRows("x,1", "y,1"), 2, 2, 1, 2, ClassCount{2, 2}, ClassCount{2, 2}, []rma.Code{WarnFewInClass, WarnHomogeneous}},
		{"all missing: one class, and nothing to learn", splitRows(",", ","), 2, 1, 2, 0, ClassCount{}, ClassCount{}, nil},
		{"a missing sensitive value adds no value", splitRows("x,1", "x,"), 2, 1, 2, 0, ClassCount{}, ClassCount{1, 2}, []rma.Code{WarnHomogeneous}},
		{"white space is missing", splitRows("x,1", "x, \t"), 2, 1, 2, 0, ClassCount{}, ClassCount{1, 2}, []rma.Code{WarnHomogeneous}},
		{"values are compared as written", splitRows("x,1", "x ,1", "X,1"), 3, 3, 1, 3, ClassCount{3, 3}, ClassCount{3, 3}, []rma.Code{WarnFewInClass, WarnHomogeneous}},
	} {
		for _, wild := range []bool{false, true} {
			o.MissingMatchesAll = wild // without a mixed column it changes nothing
			a := checkOf(t, columns, c.rows, columns[:1], o)
			assert.Equal(t, c.n, a.N, c.why)
			assert.Equal(t, c.classes, a.Classes, c.why)
			assert.Equal(t, c.smallest, a.Smallest, c.why)
			assert.Equal(t, c.unique, a.Uniques, c.why)
			assert.Equal(t, c.offending, a.Offending, c.why)
			assert.Equal(t, c.homogeneous, a.Sensitive[0].Offending, c.why)
			assert.Equal(t, float64(c.classes), a.Reidentified, c.why)
			var codes []rma.Code
			for _, w := range a.Warnings {
				codes = append(codes, w.Code)
			}
			assert.Equal(t, c.warnings, codes, c.why)
			assert.Equal(t, c.offending.Classes, len(slices.Collect(a.OffendingClasses())), c.why)
		}
	}
}

// A column that is left out as the only one leaves everybody in one class.
func TestWithoutTheOnlyColumn(t *testing.T) {
	rows := splitRows("x", "y")
	a := checkOf(t, []string{"a"}, rows, []string{"a"}, AnonymityOptions{K: 2})
	assert.Equal(t, 0, a.Columns[0].Without)
	a = checkOf(t, []string{"a"}, rows, []string{"a"}, AnonymityOptions{K: 3})
	assert.Equal(t, 2, a.Columns[0].Without, "two records are fewer than three however they are put")
}

func TestMissingQuasiIdentifiers(t *testing.T) {
	columns := []string{"plaats", "leeftijd"}
	rows := splitRows("Assen,4", "Assen,4", "Assen,", ",4", "Emmen,9")
	a := checkOf(t, columns, rows, columns, AnonymityOptions{K: 3})
	assert.Equal(t, ClassCount{4, 5}, a.Offending, "missing is a value of its own")
	assert.Equal(t, 1, a.Smallest)
	assert.Equal(t, 4.0, a.Reidentified)
	assert.Equal(t, QuasiColumn{Column: "plaats", Values: 2, Missing: 1, Alone: 2, Without: 2}, a.Columns[0])

	a = checkOf(t, columns, rows, columns, AnonymityOptions{K: 3, MissingMatchesAll: true})
	sizes := map[string]int{}
	for c := range a.OffendingClasses() {
		sizes[strings.Join(c.Values(), ",")] = c.Matches
	}
	// (Assen,4) agrees with itself twice and with both that miss a value: 4.
	// (Assen,) agrees with Assen three times and with (,4): 4; so does (,4).
	assert.Equal(t, map[string]int{"Emmen,9": 1}, sizes)
	assert.Equal(t, 4, a.N-a.Offending.Records)
	assert.InDelta(t, 1+4*0.25, a.Reidentified, 1e-12)
}

// Cells can hold anything: they are counted, and come back as they were.
func TestHostileCells(t *testing.T) {
	hostile := []string{"\xff\xfe", "a\x00b", "=1+1", "\u202eneppo", strings.Repeat("x", 1<<20), "a;b\n\"c", "%d%s", "é", "e\u0301"}
	var rows [][]string
	for _, cell := range hostile {
		rows = append(rows, []string{cell, "s" + cell})
	}
	a := checkOf(t, []string{"q", "s"}, rows, []string{"q"}, AnonymityOptions{Sensitive: []string{"s"}})
	assert.Equal(t, len(hostile), a.Uniques, "two ways to write é are two values: rather too few share a class than too many")
	var got []string
	for c := range a.OffendingClasses() {
		got = append(got, c.Values()...)
	}
	assert.Equal(t, slices.Sorted(slices.Values(hostile)), got)
	for _, cell := range hostile {
		assert.NotContains(t, a.String(), cell)
	}
}

// Results may be read by several goroutines at once; the race detector looks on.
func TestAnonymityIsReadTogether(t *testing.T) {
	columns, rows := drentheFamilies()
	a := checkOf(t, columns, rows, columns[:3], AnonymityOptions{K: 3, Sensitive: columns[3:]})
	want := a.Table().Text(rma.Dutch) + anonymityReport(a)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { assert.Equal(t, want, a.Table().Text(rma.Dutch)+anonymityReport(a)) })
	}
	group.Wait()
}

// A row that the iterator uses again must not change what was counted.
func TestReusedRow(t *testing.T) {
	row := make([]string, 1)
	records := Records{Columns: []string{"a"}, Rows: func(yield func([]string, error) bool) {
		for _, cell := range []string{"x", "y", "x"} {
			row[0] = cell
			if !yield(row, nil) {
				return
			}
		}
	}}
	a, err := CheckAnonymity(records, []string{"a"}, AnonymityOptions{K: 2})
	require.NoError(t, err)
	assert.Equal(t, []string{"y"}, slices.Collect(a.OffendingClasses())[0].Values())
}
