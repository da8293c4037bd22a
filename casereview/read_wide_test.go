package casereview

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// secret stands in cells of the bad files; no error may repeat it.
const secret = "Geheim"

func wideMapping() WideMapping {
	return WideMapping{
		Case:         "casus",
		Family:       Field{Column: "gezin"},
		Pilot:        Field{Constant: "HOO"},
		Municipality: Field{Column: "gemeente", Values: []string{"Hoogeveen", "Emmen"}},
		Events: []EventColumn{
			{Column: "melding", Activity: Report, Org: Field{Column: "melder"}, Subjects: "betrokkenen", Concerns: "zorgen", Required: true},
			{Column: "bezoek", Activity: HomeVisit, Attributes: []AttrColumn{{Column: "samen", Values: []string{"ja", "nee"}}}},
			{Column: "melding 2", Activity: Report, Concerns: "zorgen 2"},
		},
		Attributes: []AttrColumn{
			{Column: "reden", Codes: map[string]string{"weekend": string(WeekendReport)}, Name: "reason"},
			{Column: "score", Number: true},
		},
		Missing: []string{"n.v.t."},
		Order:   []OrderRule{{FirstColumn: "melding", ThenColumn: "melding 2"}},
	}
}

const wideHeading = "casus;gezin;gemeente;melding;melder;betrokkenen;zorgen;bezoek;samen;melding 2;zorgen 2;reden;score;naam\n"

func readWide(t testing.TB, rows string) (*Log, error) {
	t.Helper()
	return ReadWide(strings.NewReader(wideHeading+rows), "cases.csv", wideMapping(), ReadOptions{})
}

func TestReadWide(t *testing.T) {
	log, err := readWide(t, `A-2;G1;Emmen;1-2-2023 10:00;politie;p1|p2;p1:neglect|p2:child-abuse;2-2-2023 09:00;ja;1-3-2023;p2:neglect;weekend;3,5;`+secret+`
A-1;;Hoogeveen;2023-W05;;;;n.v.t.;;;;;;
;;;;;;;;;;;;;
`)
	require.NoError(t, err)
	require.Equal(t, 2, log.Len(), "a line of delimiters alone is no case")
	tr, ok := log.Trace(caseID("C-0001"))
	require.True(t, ok)
	assert.Equal(t, Case{ID: caseID("C-0001"), Family: familyID("F-0001"), Pilot: "HOO", Municipality: "Emmen", File: "cases.csv", Line: 2,
		Attrs: map[string]string{"reason": "weekend-report", "score": "3.5"}}, tr.Case)
	require.Equal(t, 3, tr.Len())
	first, _ := tr.First(Report)
	assert.Equal(t, OrgID("politie"), first.Org)
	assert.Equal(t, []PersonID{personID("P-0001"), personID("P-0002")}, first.Subjects)
	assert.Equal(t, []Concern{{personID("P-0001"), Neglect}, {personID("P-0002"), ChildAbuse}}, first.Concerns)
	assert.Equal(t, "case C-0001 (cases.csv:2)", first.Ref().String())
	assert.Equal(t, 4, first.Column)
	visit, _ := tr.First(HomeVisit)
	assert.Equal(t, map[string]string{"samen": "ja"}, visit.Attrs)
	n := 0
	for range tr.Of(Report) {
		n++
	}
	assert.Equal(t, 2, n, "an activity may come from several columns")
	one, _ := log.Trace(caseID("C-0002"))
	assert.Equal(t, 1, one.Len(), "a marker of missing data is no event")
	assert.Nil(t, one.Case.Attrs)
}

func TestReadWideForms(t *testing.T) {
	plain := wideHeading + "A-1;G1;Emmen;1-2-2023;;;;;;;;;3,5;x\n"
	want, err := ReadWide(strings.NewReader(plain), "cases.csv", wideMapping(), ReadOptions{})
	require.NoError(t, err)
	for why, text := range map[string]string{
		"byte order mark":     "\ufeff" + plain,
		"CRLF":                strings.ReplaceAll(plain, "\n", "\r\n"),
		"both":                "\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n"),
		"commas":              strings.ReplaceAll(strings.ReplaceAll(plain, "3,5", "3.5"), ";", ","),
		"tabs":                strings.ReplaceAll(plain, ";", "\t"),
		"no line end":         strings.TrimSuffix(plain, "\n"),
		"headings in capital": strings.ReplaceAll(plain, "casus;gezin", "CASUS; Gezin "),
	} {
		got, err := ReadWide(strings.NewReader(text), "cases.csv", wideMapping(), ReadOptions{})
		require.NoError(t, err, why)
		assert.Equal(t, want, got, why)
	}
}

// badWide holds what is wrong with the rows, in the form line:column (field).
var badWide = []struct {
	rows, place string
	want        error
	why         string
}{
	{"A;G;Emmen;Geheim;;;;;;;;;;", "2:4 (melding)", rma.ErrDate, "not a date"},
	{"A;G;Emmen;30-2-2023;;;;;;;;;;", "2:4 (melding)", rma.ErrDate, "a day that does not exist"},
	{"A;G;Emmen;26-3-2023 02:30;;;;;;;;;;", "2:4 (melding)", rma.ErrDate, "a time that the clock skips"},
	{"A;G;Emmen;;;;;;;;;;;", "2:4 (melding)", rma.ErrMissing, "a required date is missing"},
	{"A;G;Geheim;1-2-2023;;;;;;;;;;", "2:3 (gemeente)", rma.ErrUnknownTerm, "a municipality that is not declared"},
	{"A;G;Emmen;1-2-2023;;;p1:Geheim;;;;;;;", "2:7 (zorgen)", rma.ErrUnknownTerm, "an unknown concern"},
	{"A;G;Emmen;1-2-2023;;;Geheim;;;;;;;", "2:7 (zorgen)", rma.ErrFormat, "a concern without a person"},
	{"A;G;Emmen;1-2-2023;;p1||p2;;;;;;;;", "2:6 (betrokkenen)", rma.ErrMissing, "an empty place in a list"},
	{"A;G;Emmen;1-2-2023;;;;;;;;Geheim;;", "2:12 (reden)", rma.ErrUnknownTerm, "an attribute value that is not declared"},
	{"A;G;Emmen;1-2-2023;;;;;;;;;Geheim;", "2:13 (score)", rma.ErrNumber, "not a number"},
	{"A;G;Emmen;1-2-2023;;;;2-2-2023;Geheim;;;;;", "2:9 (samen)", rma.ErrUnknownTerm, "an attribute of an event"},
	{"A;G;Emmen;1-2-2023;;;;31-1-2023;;;;;;", "2:8 (bezoek)", rma.ErrOrder, "a visit before its report"},
	{"A;G;Emmen;1-2-2023 10:00;;;;1-2-2023 09:59;;;;;;", "2:8 (bezoek)", rma.ErrOrder, "a visit a minute before its report"},
	{"A;G;Emmen;1-2-2023;;;;;;31-1-2023;;;;", "2:10 (melding 2)", rma.ErrOrder, "the second report before the first"},
	{"A;G;Emmen;1-2-2023;;;;;;;p1:neglect;;;", "2:10 (melding 2)", rma.ErrMissing, "concerns of a report without a date"},
	{"A;G;Emmen;1-2-2023;;;;;ja;;;;;", "2:8 (bezoek)", rma.ErrMissing, "an attribute of a visit without a date"},
	{";G;Emmen;1-2-2023;;;;;;;;;;", "2:1 (casus)", rma.ErrMissing, "a case without an id"},
	{"A;G;Emmen;1-2-2023;;;;;;;;;;\nA;G;Emmen;1-2-2023;;;;;;;;;;", "3:1 (casus)", rma.ErrDuplicate, "a case that occurs twice"},
	{"A;G;Geheim", "2", rma.ErrRagged, "a row that is too short"},
	{"A;G;Emmen;\"1-2-2023;;;;;;;;;;", "2:4 (melding)", rma.ErrQuote, "a quote that is not closed"},
}

func TestReadWideRefuses(t *testing.T) {
	for _, c := range badWide {
		require.NotEmpty(t, c.why)
		log, err := readWide(t, c.rows+"\n")
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, log, c.why)
		var data *rma.DataError
		require.True(t, errors.As(err, &data), c.why)
		assert.Equal(t, "cases.csv", data.File, c.why)
		assert.Contains(t, err.Error(), "cases.csv:"+c.place+":", c.why)
		assert.Equal(t, 1, strings.Count(err.Error(), "cases.csv:"), "%s: one error, got %v", c.why, err)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
}

func TestReadWideReportsAllErrors(t *testing.T) {
	var rows strings.Builder
	for i := range 130 {
		fmt.Fprintf(&rows, "A-%d;G;%s;%s;;;;;;;;;;\n", i, secret, secret)
	}
	_, err := readWide(t, rows.String())
	require.Error(t, err)
	assert.Equal(t, rma.MaxProblems, strings.Count(err.Error(), "cases.csv:"+"")-1, "a hundred, and a line that counts the rest")
	assert.Contains(t, err.Error(), "160 more")
	assert.NotContains(t, err.Error(), secret)
}

func TestReadWideColumns(t *testing.T) {
	m := wideMapping()
	_, err := ReadWide(strings.NewReader("casus;melding;melding\nA;1-2-2023;x\n"), "cases.csv", m, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissingColumn)
	require.ErrorIs(t, err, rma.ErrDuplicateColumn)
	for _, name := range []string{"(gezin)", "(gemeente)", "(zorgen)", "(bezoek)", "(melding 2)", "(reden)", "(score)"} {
		assert.Equal(t, 1, strings.Count(err.Error(), name), "%s is named once: %v", name, err)
	}
	_, err = ReadWide(strings.NewReader(""), "cases.csv", m, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrEmpty, "an empty file")
	assert.Equal(t, 1, strings.Count(err.Error(), "cases.csv"))
	_, err = ReadWide(strings.NewReader("casus;\xff\xfe\n"), "cases.csv", m, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrEncoding, "not UTF-8")
	assert.Equal(t, 1, strings.Count(err.Error(), "cases.csv"), "a heading that cannot be read is said once")
	log, err := ReadWide(strings.NewReader(wideHeading), "cases.csv", m, ReadOptions{})
	require.NoError(t, err, "a heading without rows is a log without cases")
	assert.Equal(t, 0, log.Len())
}

// A column may go with several events: who is involved in all reports of a row.
func TestReadWideSharedColumn(t *testing.T) {
	m := WideMapping{Case: "casus", Events: []EventColumn{
		{Column: "melding", Activity: Report, Subjects: "wie", Concerns: "zorgen"},
		{Column: "melding 2", Activity: Report, Subjects: "wie", Concerns: "zorgen"},
	}}
	heading := "casus;melding;melding 2;wie;zorgen\n"
	log, err := ReadWide(strings.NewReader(heading+"A;1-2-2023;;p1;p1:neglect\n"), "cases.csv", m, ReadOptions{})
	require.NoError(t, err, "the second report is not expected because of a column that the first has too")
	tr, _ := log.Trace(caseID("C-0001"))
	assert.Equal(t, 1, tr.Len())
	_, err = ReadWide(strings.NewReader(heading+"A;1-2-2023;2-2-2023;p1;p1:"+secret+"\n"), "cases.csv", m, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.Equal(t, 1, strings.Count(err.Error(), "(zorgen)"), "a cell is reported once")
}

func TestReadWidePossibleOrder(t *testing.T) {
	for _, c := range []struct {
		report, visit, why string
		n                  int
	}{
		{"1-2-2023 10:00", "1-2-2023", "the visit may lie before 10:00", 1},
		{"1-2-2023", "1-2-2023 10:00", "the report may lie after 10:00", 1},
		{"1-2-2023", "1-2-2023", "written alike, so taken to be in order", 0},
		{"2023-W05", "1-2-2023", "the report is known by the week", 1},
		{"1-2-2023", "2-2-2023", "surely in order", 0},
		{"1-2-2023 10:00", "1-2-2023 10:00", "at the same minute", 0},
	} {
		log, err := readWide(t, "A;;;"+c.report+";;;;"+c.visit+";;;;;;\n")
		require.NoError(t, err, c.why)
		var want []rma.Warning
		if c.n > 0 {
			want = []rma.Warning{{Code: rma.WarnUndetermined, Detail: "report < home-visit: n=1"}}
		}
		assert.Equal(t, want, log.Warnings(), c.why)
	}
}

func TestReadWideMapping(t *testing.T) {
	raw, err := os.ReadFile("testdata/HOO.json")
	require.NoError(t, err)
	m, err := ReadWideMapping(strings.NewReader(string(raw)), "HOO.json")
	require.NoError(t, err)
	assert.Equal(t, "casus", m.Case)
	testkit.Unchanged(t, &m, func() {
		f, err := os.Open("testdata/HOO.csv")
		require.NoError(t, err)
		defer f.Close()
		log, err := ReadWide(f, "HOO.csv", m, ReadOptions{})
		require.NoError(t, err)
		assert.Equal(t, 21, log.Len())
	})
	for _, c := range []struct {
		text  string
		want  error
		place string
		why   string
	}{
		{"{\n\"case\": \"x\",,", rma.ErrFormat, "m.json:2:", "not JSON"},
		{`{"case": "x", "kolom": "y"}`, rma.ErrFormat, "m.json:1:", "a field that a mapping does not have"},
		{`{"case": 1}`, rma.ErrFormat, "m.json:1:", "a number for a name"},
		{`{} {}`, rma.ErrFormat, "m.json:", "two mappings"},
		{`{}`, rma.ErrMissing, "(case)", "no case and no events"},
		{`{"case":"c"}`, rma.ErrMissing, "(events)", "no events"},
		{`{"schema":2,"case":"c","events":[{"column":"a","activity":"report"}]}`, rma.ErrSchema, "(schema)", "a later schema"},
		{`{"zone":"Mars/Olympus","case":"c","events":[{"column":"a","activity":"report"}]}`, rma.ErrFormat, "(zone)", "a zone that is not there"},
		{`{"case":"c","events":[{"column":"a","activity":"home-vist"}]}`, rma.ErrUnknownTerm, "(events[0].activity)", "a typing error in an activity"},
		{`{"case":"c","events":[{"activity":"report"}]}`, rma.ErrMissing, "(events[0].column)", "an event without a column"},
		{`{"case":"c","events":[{"column":"a","activity":"report","layouts":["dag"]}]}`, rma.ErrFormat, "(events[0].layouts)", "a layout that shows no date"},
		{`{"case":"c","list_separator":":","events":[{"column":"a","activity":"report"}]}`, rma.ErrFormat, "(pair_separator)", "one separator for two things"},
		{`{"case":"c","family":{"column":"a","constant":"b"},"events":[{"column":"a","activity":"report"}]}`, rma.ErrFormat, "(family)", "a column and a constant"},
		{`{"case":"c","pilot":{"required":true},"events":[{"column":"a","activity":"report"}]}`, rma.ErrMissing, "(pilot)", "required, but from where"},
		{`{"case":"c","events":[{"column":"a","activity":"report"}],"attributes":[{"column":"notitie"}]}`, rma.ErrFormat, "(attributes[0])", "free text is not read"},
		{`{"case":"c","events":[{"column":"a","activity":"report"}],"attributes":[{"column":"n","number":true},{"column":"m","name":"n","number":true}]}`, rma.ErrDuplicate, "(attributes[1].name)", "two attributes with one name"},
		{`{"case":"c","events":[{"column":"a","activity":"report"}],"order":[{"first":"report","then":"x"}]}`, rma.ErrUnknownTerm, "(order[0].then)", "an activity that is not declared"},
		{`{"case":"c","events":[{"column":"a","activity":"report"}],"order":[{"first_column":"a","then_column":"x"}]}`, rma.ErrUnknownID, "(order[0])", "a column that is not an event"},
	} {
		_, err := ReadWideMapping(strings.NewReader(c.text), "m.json")
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), c.place, c.why)
	}
	_, err = ReadWideMapping(strings.NewReader("{\"case\": 7, \"case\": \"c\",\n \"kolom\": \""+secret+"\", \"events\": [{\"column\": null}, \"x\"]}"), "m.json")
	require.ErrorIs(t, err, rma.ErrUnknownField)
	require.ErrorIs(t, err, rma.ErrDuplicate)
	for _, place := range []string{"m.json:1:10 (case):", "m.json:1:13 (case):", "m.json:2:2: ", "m.json:2:50 (events[1]):"} {
		assert.Contains(t, err.Error(), place, "all at once")
	}
	assert.NotContains(t, err.Error(), secret)
	_, err = ReadWideMapping(strings.NewReader("{\"case\":\"c\",\n\"events\":[{\"column\":\"a\",\n\"activity\":\"x\"}], \"pilot\":{\"required\":true}}"), "m.json")
	assert.ErrorContains(t, err, "m.json:3:12 (events[0].activity):", "a rule has its place too")
	assert.ErrorContains(t, err, "m.json:3:27 (pilot):")
	own := `{"case":"c","own_activities":["dialoog"],"own_concerns":["stalking"],"no_usual_order":true,"events":[{"column":"a","activity":"dialoog"}]}`
	m, err = ReadWideMapping(strings.NewReader(own), "m.json")
	require.NoError(t, err)
	assert.Empty(t, m.orderRules())
}
