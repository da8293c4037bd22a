package casereview

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func longMapping() LongMapping {
	return LongMapping{
		Case:         "casus",
		Family:       Field{Column: "gezin"},
		Pilot:        Field{Constant: "HOO"},
		Municipality: Field{Column: "gemeente", Values: []string{"Hoogeveen", "Emmen"}},
		Activity:     "wat", At: "wanneer", End: "tot",
		Codes: map[string]Activity{"melding": Report, "bezoek": HomeVisit},
		Skip:  []string{"notitie"},
		Org:   Field{Column: "wie"}, To: Field{Column: "naar"}, With: "met", Actor: "medewerker",
		Subjects: "betrokkenen", Concerns: "zorgen",
		Attributes: []AttrColumn{{Column: "samen", Values: []string{"ja", "nee"}}},
		OfCase: []AttrColumn{
			{Column: "reden", Codes: map[string]string{"weekend": string(WeekendReport)}, Name: "reason"},
			{Column: "score", Number: true},
		},
		Missing: []string{"n.v.t."},
	}
}

const longHeading = "casus;gezin;gemeente;wat;wanneer;tot;wie;naar;met;medewerker;betrokkenen;zorgen;samen;reden;score;naam\n"

func longFile(t testing.TB, rows string) (*Log, error) {
	t.Helper()
	return ReadLong(strings.NewReader(longHeading+rows), "events.csv", longMapping(), ReadOptions{})
}

func TestReadLong(t *testing.T) {
	log, err := longFile(t, `20230114;Jansen;Emmen;bezoek;2-2-2023 09:00;2-2-2023 10:30;lokaal team;;politie|school;Kim;a|b;;ja;weekend;3,5;`+secret+`
20230115;;Hoogeveen;handover;2023-W05;;Veilig Thuis;lokaal team;;Kim;;;n.v.t.;;;
20230114;;;melding;1-2-2023 10:00;;politie;;;Jo;b;b:neglect|a:child-abuse;;;;
;;;;;;;;;;;;;;;
20230114;Jansen;Emmen;notitie;x;x;x;x;x;x;x;x;x;x;x;x
`)
	require.NoError(t, err)
	require.Equal(t, 2, log.Len())
	require.Equal(t, 3, log.Events())
	tr, _ := log.Trace(caseID("C-0001"))
	assert.Equal(t, Case{ID: caseID("C-0001"), Family: familyID("F-0001"), Pilot: "HOO", Municipality: "Emmen", File: "events.csv", Line: 2,
		Attrs: map[string]string{"reason": "weekend-report", "score": "3.5"}}, tr.Case)
	events := slices.Collect(tr.All())
	require.Len(t, events, 2)
	report, visit := events[0], events[1]
	assert.Equal(t, Report, report.Activity, "by moment, not by row")
	assert.Equal(t, []Concern{{personID("P-0002"), Neglect}, {personID("P-0001"), ChildAbuse}}, report.Concerns)
	assert.Equal(t, []int{3, 4, 5}, []int{report.Seq + 0, report.Line, report.Column}, "the row and the column of the moment")
	assert.Equal(t, "2023-02-02T10:30", visit.End.String())
	assert.Equal(t, []OrgID{"politie", "school"}, visit.With)
	assert.Equal(t, personID("W-0001"), visit.Actor, "a professional is no member of a family")
	assert.Equal(t, map[string]string{"samen": "ja"}, visit.Attrs)
	other, _ := log.Trace(caseID("C-0002"))
	handover, _ := other.First(Handover)
	assert.Equal(t, OrgID("lokaal team"), handover.To, "an activity of ours stands for itself")
	assert.Nil(t, handover.Attrs)
	assert.True(t, handover.End.IsZero())
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnRowsLeftOut, "n=1")}, log.Warnings(), "what is skipped is not looked at, and counted")
}

func TestReadLongForms(t *testing.T) {
	plain := longHeading + "A-1;G1;Emmen;melding;1-2-2023;;;;;;;;;;3,5;x\n"
	want, err := ReadLong(strings.NewReader(plain), "events.csv", longMapping(), ReadOptions{})
	require.NoError(t, err)
	for why, text := range map[string]string{
		"byte order mark":     "\ufeff" + plain,
		"CRLF":                strings.ReplaceAll(plain, "\n", "\r\n"),
		"commas":              strings.ReplaceAll(strings.ReplaceAll(plain, "3,5", "3.5"), ";", ","),
		"tabs":                strings.ReplaceAll(plain, ";", "\t"),
		"no line end":         strings.TrimSuffix(plain, "\n"),
		"quotes":              strings.ReplaceAll(plain, "Emmen", `"Emmen"`),
		"headings in capital": strings.ReplaceAll(plain, "casus;gezin", "CASUS; Gezin "),
	} {
		got, err := ReadLong(strings.NewReader(text), "events.csv", longMapping(), ReadOptions{})
		require.NoError(t, err, why)
		assert.Equal(t, want, got, why)
	}
}

const goodRow = "A;G;Emmen;melding;1-2-2023;;;;;;;;;;;\n"

// badLong holds what is wrong with the rows, in the form line:column (field).
var badLong = []struct {
	rows, place string
	want        error
	why         string
}{
	{"A;G;Emmen;Geheim;1-2-2023;;;;;;;;;;;", "2:4 (wat)", rma.ErrUnknownTerm, "an activity without a code"},
	{"A;G;Emmen;;1-2-2023;;;;;;;;;;;", "2:4 (wat)", rma.ErrMissing, "no activity"},
	{"A;G;Emmen;melding;Geheim;;;;;;;;;;;", "2:5 (wanneer)", rma.ErrDate, "not a date"},
	{"A;G;Emmen;melding;;;;;;;;;;;;", "2:5 (wanneer)", rma.ErrMissing, "no moment"},
	{"A;G;Emmen;melding;29-2-2023;;;;;;;;;;;", "2:5 (wanneer)", rma.ErrDate, "a day that does not exist"},
	{"A;G;Emmen;melding;26-3-2023 02:30;;;;;;;;;;;", "2:5 (wanneer)", rma.ErrDate, "a time that the clock skips"},
	{"A;G;Emmen;melding;1-2-2023;Geheim;;;;;;;;;;", "2:6 (tot)", rma.ErrDate, "an end that is no date"},
	{"A;G;Emmen;melding;2-2-2023;1-2-2023;;;;;;;;;;", "2:6 (tot)", rma.ErrOrder, "it ends before it starts"},
	{"A;G;Geheim;melding;1-2-2023;;;;;;;;;;;", "2:3 (gemeente)", rma.ErrUnknownTerm, "a municipality that is not declared"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;;p1:Geheim;;;;", "2:12 (zorgen)", rma.ErrUnknownTerm, "an unknown concern"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;;Geheim;;;;", "2:12 (zorgen)", rma.ErrFormat, "a concern without a person"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;p1||p2;;;;;", "2:11 (betrokkenen)", rma.ErrMissing, "an empty place in a list"},
	{"A;G;Emmen;melding;1-2-2023;;;;a||b;;;;;;;", "2:9 (met)", rma.ErrMissing, "an empty place in a list of organisations"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;;;Geheim;;;", "2:13 (samen)", rma.ErrUnknownTerm, "an attribute of the event"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;;;;Geheim;;", "2:14 (reden)", rma.ErrUnknownTerm, "an attribute of the case"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;;;;;Geheim;", "2:15 (score)", rma.ErrNumber, "not a number"},
	{";G;Emmen;melding;1-2-2023;;;;;;;;;;;", "2:1 (casus)", rma.ErrMissing, "an event of no case"},
	{goodRow + "A;Geheim;;bezoek;2-2-2023;;;;;;;;;;;", "3:2 (gezin)", ErrContradicts, "a case in two families"},
	{goodRow + "A;;Hoogeveen;bezoek;2-2-2023;;;;;;;;;;;", "3:3 (gemeente)", ErrContradicts, "a case in two municipalities"},
	{goodRow + "A;;;bezoek;2-2-2023;;;;;;;;;;7;", "3:15 (score)", ErrContradicts, "said for the first time in a later row"},
	{goodRow + "A;;;bezoek;31-1-2023;;;;;;;;;;;", "3:5 (wanneer)", rma.ErrOrder, "a visit before its report"},
	{goodRow + "A;;;bezoek;2023-W04;;;;;;;;;;;", "3:5 (wanneer)", rma.ErrOrder, "a visit in the week before its report"},
	{"A;G;Geheim", "2", rma.ErrRagged, "a row that is too short"},
	{"A;G;Emmen;melding;\"1-2-2023;;;;;;;;;;", "2:5 (wanneer)", rma.ErrQuote, "a quote that is not closed"},
	{"A;G;Emmen;melding;1-2-2023;;;;;;;;;;;\xff", "2:16:", rma.ErrEncoding, "not UTF-8"},
	{"A\x00;G;Emmen;melding;1-2-2023;;;;;;;;;;;", "2:1 (casus)", rma.ErrEncoding, "a NUL"},
}

func TestReadLongRefuses(t *testing.T) {
	for _, c := range badLong {
		require.NotEmpty(t, c.why)
		log, err := longFile(t, c.rows+"\n")
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, log, c.why)
		var data *rma.DataError
		require.True(t, errors.As(err, &data), c.why)
		assert.Contains(t, err.Error(), "events.csv:"+c.place, c.why)
		assert.Equal(t, 1, strings.Count(err.Error(), "events.csv:"), "%s: one error, got %v", c.why, err)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
	_, err := ReadLong(nil, "events.csv", longMapping(), ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissing)
	_, err = ReadLong(strings.NewReader(longHeading), "events.csv", LongMapping{}, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissing, "a mapping without columns")
}

func TestReadLongReportsAllErrors(t *testing.T) {
	var rows strings.Builder
	for i := range 130 {
		fmt.Fprintf(&rows, "A-%d;G;%s;melding;%s;;;;;;;;;;;\n", i, secret, secret)
	}
	_, err := longFile(t, rows.String())
	require.Error(t, err)
	assert.Equal(t, rma.MaxProblems, strings.Count(err.Error(), "events.csv:")-1, "a hundred, and a line that counts the rest")
	assert.Contains(t, err.Error(), "160 more")
	assert.NotContains(t, err.Error(), secret)
}

func TestReadLongColumns(t *testing.T) {
	_, err := ReadLong(strings.NewReader("casus;wat;wat\nA;x;y\n"), "events.csv", longMapping(), ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissingColumn)
	require.ErrorIs(t, err, rma.ErrDuplicateColumn)
	assert.Equal(t, 1, strings.Count(err.Error(), "(gezin)"))
	assert.NotContains(t, err.Error(), "events.csv:2", "rows are not read without their columns")
	for why, text := range map[string]string{"an empty file": "", "not UTF-8": "casus;\xff\n", "UTF-16": "\xff\xfec\x00"} {
		_, err := ReadLong(strings.NewReader(text), "events.csv", longMapping(), ReadOptions{})
		require.Error(t, err, why)
		assert.Equal(t, 1, strings.Count(err.Error(), "events.csv"), "%s is said once: %v", why, err)
	}
	log, err := longFile(t, "")
	require.NoError(t, err, "a heading without rows is a log without cases")
	assert.Equal(t, 0, log.Len())
}

// A case whose first row is faulty is not compared with it.
func TestReadLongFaultyFirstRow(t *testing.T) {
	_, err := longFile(t, "A;G;"+secret+";melding;1-2-2023;;;;;;;;;;;\nA;G;Emmen;bezoek;2-2-2023;;;;;;;;;;;\n")
	require.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.NotErrorIs(t, err, ErrContradicts)
}

func TestReadLongWarnings(t *testing.T) {
	for _, c := range []struct {
		rows, why string
		want      []rma.Warning
	}{
		{"A;;;melding;1-2-2023 10:00;;;;;;;;;;;\nA;;;bezoek;1-2-2023;;;;;;;;;;;\n", "the visit may lie before 10:00",
			[]rma.Warning{rma.Warn(rma.WarnUndetermined, "report < home-visit: n=1")}},
		{"A;;;melding;2023-02;;;;;;;;;;;\nA;;;bezoek;2023-02;;;;;;;;;;;\n", "written alike", nil},
		{"A;;;bezoek;1-2-2023;;;;;;;;;;;\n", "a visit without a report", nil},
		{"A;;;melding;1-2-2023;;;;;;;;;;;\nA;;;melding;1-2-2023;;;;;;;;;;;\nA;;;melding;1-2-2023;;;;;;;;;;;\n", "the same row three times",
			[]rma.Warning{rma.Warn(rma.WarnRowsAlike, "n=2")}},
		{"A;;;melding;1-2-2023;2-2-2023;;;;;;;;;;\nA;;;melding;1-2-2023;;;;;;;;;;;\n", "one of them has an end", nil},
		{"A;;;melding;1-2-2023;2-2-2023;;;;;;;;;;\nB;;;melding;1-2-2023;2-2-2023;;;;;;;;;;\nA;;;melding;1-2-2023;2-2-2023;;;;;;;;;;\n", "alike with an end",
			[]rma.Warning{rma.Warn(rma.WarnRowsAlike, "n=1")}},
	} {
		log, err := longFile(t, c.rows)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, log.Warnings(), c.why)
	}
}

func TestReadLongRulesOfOrder(t *testing.T) {
	m := longMapping()
	m.Order = []OrderRule{{First: Report, Then: Closed}}
	m.NoUsualOrder = true
	text := longHeading + "A;;;Closed;1-1-2023;;;;;;;;;;;\n"
	m.Codes["Closed"] = Closed
	_, err := ReadLong(strings.NewReader(text+"A;;;melding;1-2-2023;;;;;;;;;;;\nA;;;bezoek;1-1-2022;;;;;;;;;;;\n"), "events.csv", m, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrOrder)
	assert.Equal(t, "events.csv:2:5 (wanneer): events are in an impossible order: report before closed", err.Error(), "the visit is not asked for")
}

// A stream gives the events of the log in the order of the rows.
func TestEachLong(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	lines := strings.SplitAfter(strings.TrimPrefix(string(longRows(600)), ""), "\n")
	rows := lines[1 : len(lines)-1]
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	text := lines[0] + strings.Join(rows, "")
	m := longBenchMapping()
	m.NoUsualOrder = true
	log, err := ReadLong(strings.NewReader(text), "events.csv", m, ReadOptions{})
	require.NoError(t, err)
	var cases []Case
	var events []Event
	seen := map[CaseID]bool{}
	for row, err := range EachLong(strings.NewReader(text), "events.csv", m, ReadOptions{}) {
		require.NoError(t, err)
		assert.Equal(t, row.Case.ID, row.Event.Case)
		assert.Equal(t, len(events)+1, row.Event.Seq)
		events = append(events, row.Event)
		if !seen[row.Case.ID] {
			seen[row.Case.ID] = true
			cases = append(cases, row.Case)
		}
	}
	want, err := NewLog(cases, events)
	require.NoError(t, err)
	want.warnings = log.warnings
	assert.Equal(t, want, log, "the log is what NewLog makes of the stream")
}

func TestEachLongErrors(t *testing.T) {
	text := longHeading + goodRow + "A;G;" + secret + ";x;1-2-2023;;;;;;;;;;;\nkort\nA;;;bezoek;3-2-2023;;;;;;;;;;;\n"
	var kinds []string
	for row, err := range EachLong(strings.NewReader(text), "events.csv", longMapping(), ReadOptions{}) {
		if err != nil {
			kinds = append(kinds, fmt.Sprint(strings.Count(err.Error(), "events.csv:")))
			assert.Equal(t, Row{}, row)
			assert.NotContains(t, err.Error(), secret)
			continue
		}
		kinds = append(kinds, string(row.Event.Activity))
	}
	assert.Equal(t, []string{"report", "2", "1", "home-visit"}, kinds, "the loop goes on after an error")

	for range EachLong(strings.NewReader(text), "events.csv", longMapping(), ReadOptions{}) {
		break // stopping early does nothing wrong
	}
	for why, r := range map[string]io.Reader{"no reader": nil, "no heading": strings.NewReader(""), "no columns": strings.NewReader("a;b\n1;2\n")} {
		n := 0
		for row, err := range EachLong(r, "events.csv", longMapping(), ReadOptions{}) {
			n++
			require.Error(t, err, why)
			assert.Equal(t, Row{}, row)
		}
		assert.Equal(t, 1, n, why)
	}
}

func lifecycleMapping() LongMapping {
	m := BupaR()
	m.Codes = map[string]Activity{"visit": HomeVisit, "report": Report}
	return m
}

const bupaHeading = "case_id,activity_id,activity_instance_id,lifecycle_id,timestamp,resource_id,.order\n"

func TestReadLongLifecycle(t *testing.T) {
	m := lifecycleMapping()
	rows := "d1,report,1,complete,2023-02-01 10:00:00,Kim,1\nd1,visit,2,start,2023-02-02T09:00:00Z,Kim,2\nd1,visit,3,start,2023-02-02 10:30:00,Jo,3\n" +
		"d1,visit,3,complete,2023-02-02 11:00:00,NA,4\nd1,visit,2,COMPLETE,2023-02-02 12:00:00,,5\nd1,visit,4,start,2023-02-03 10:00:00,Jo,6\nd1,visit,4,suspend,2023-02-03 10:00:00,Jo,7\n"
	log, err := ReadLong(strings.NewReader(bupaHeading+rows), "log.csv", m, ReadOptions{})
	require.NoError(t, err)
	tr, _ := log.Trace(caseID("C-0001"))
	var got []string
	for e := range tr.All() {
		got = append(got, fmt.Sprintf("%s %s-%s %s %d", e.Activity, e.At, e.End, e.Actor, e.Line))
	}
	assert.Equal(t, []string{"report 2023-02-01T10:00- W-0001 2", "home-visit 2023-02-02T10:00-2023-02-02T12:00 W-0001 3",
		"home-visit 2023-02-02T10:30-2023-02-02T11:00 W-0002 4", "home-visit 2023-02-03T10:00- W-0002 7"}, got, "by instance")
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnRowsLeftOut, "n=1")}, log.Warnings(), "a suspension")

	m.Lifecycle.Instance = ""
	log, err = ReadLong(strings.NewReader(bupaHeading+rows), "log.csv", m, ReadOptions{})
	require.NoError(t, err)
	tr, _ = log.Trace(caseID("C-0001"))
	first, _ := tr.First(HomeVisit)
	assert.Equal(t, "2023-02-02T11:00", first.End.String(), "without instances, the first start ends first")

	var streamed []string
	for row, err := range EachLong(strings.NewReader(bupaHeading+rows), "log.csv", lifecycleMapping(), ReadOptions{}) {
		require.NoError(t, err)
		streamed = append(streamed, fmt.Sprintf("%s %s %d", row.Event.Activity, row.Event.End, row.Event.Seq))
	}
	assert.Equal(t, []string{"report  1", "home-visit 2023-02-02T11:00 3", "home-visit 2023-02-02T12:00 2", "home-visit  4"}, streamed)
}

func TestReadLongLifecycleRefuses(t *testing.T) {
	for _, c := range []struct {
		rows, place string
		want        error
		why         string
	}{
		{"d1,visit,1,start,2023-02-02,Kim,\nd1,visit,1,complete,2023-02-01,Kim,\n", "3:5 (timestamp)", rma.ErrOrder, "it ends before it starts"},
		{"d1,visit,1,start,2023-02-02,Kim,\nd1,visit,1,complete,2023-02-02," + secret + ",\n", "3:6 (resource_id)", ErrContradicts, "somebody else ends it"},
		{"d1,visit,1,start,2023-02-02,Kim,\nd1,report,1,complete,2023-02-02,Kim,\n", "3:2 (activity_id)", ErrContradicts, "another activity"},
		{"d1,visit,1,start,2023-02-02,Kim,\nd1,visit,1,start,2023-02-02,Kim,\n", "3:3 (activity_instance_id)", rma.ErrDuplicate, "it starts twice"},
		{"d1,visit,1," + secret + ",2023-02-02,Kim,\n", "2:4 (lifecycle_id)", rma.ErrUnknownTerm, "an unknown transition"},
	} {
		_, err := ReadLong(strings.NewReader(bupaHeading+c.rows), "log.csv", lifecycleMapping(), ReadOptions{})
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), "log.csv:"+c.place, c.why)
		assert.Equal(t, 1, strings.Count(err.Error(), "log.csv:"), c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
}

func TestReadLongPM4Py(t *testing.T) {
	m := PM4Py()
	m.Codes = map[string]Activity{"Melding ontvangen": Report}
	text := "case:concept:name,concept:name,time:timestamp,org:resource,@@index\n7,Melding ontvangen,2023-02-01 09:00:00+00:00,nan,0\n"
	log, err := ReadLong(strings.NewReader(text), "log.csv", m, ReadOptions{})
	require.NoError(t, err)
	tr, _ := log.Trace(caseID("C-0001"))
	e, _ := tr.First(Report)
	assert.Equal(t, "2023-02-01T10:00", e.At.String(), "the instant, on the clock of Amsterdam")
	assert.True(t, e.Actor.IsZero())
}

// eraser refuses one identifier.
type eraser struct {
	privacy.Pseudonymiser
	domain privacy.Domain
	who    privacy.Identifier
}

func (e eraser) Pseudonym(d privacy.Domain, id privacy.Identifier) (privacy.Pseudonym, error) {
	if d == e.domain && id.Equal(e.who) {
		return privacy.Pseudonym{}, privacy.ErrErased
	}
	return e.Pseudonymiser.Pseudonym(d, id)
}

func TestReadLongErased(t *testing.T) {
	rows := "A-1;G1;;melding;1-2-2023;;;;;w1;p1|p2;p1:neglect|p2:neglect;;;;\nA-1;G1;;bezoek;2-2-2023;;;;;w2;p1;;;;;\nB-1;G2;;melding;1-2-2023;;;;;w1;p3;;;;;\n"
	for _, c := range []struct {
		domain             privacy.Domain
		who                string
		events, people, in int
	}{
		{privacy.CaseDomain, "A-1", 1, 1, 2},
		{privacy.FamilyDomain, "G1", 1, 1, 2},
		{privacy.PersonDomain, "p1", 3, 2, 2},
		{privacy.ProfessionalDomain, "w1", 3, 4, 2},
		{privacy.PersonDomain, "p3", 3, 3, 1},
	} {
		o := ReadOptions{Pseudonyms: eraser{privacy.Declared(), c.domain, privacy.NewIdentifier(c.who)}}
		log, err := ReadLong(strings.NewReader(longHeading+rows), "events.csv", longMapping(), o)
		require.NoError(t, err)
		people := 0
		for _, tr := range log.Cases() {
			for e := range tr.All() {
				people += len(e.Subjects)
				for _, k := range e.Concerns {
					assert.False(t, k.Person.IsZero())
				}
			}
		}
		assert.Equal(t, []int{c.events, c.people}, []int{log.Events(), people}, "%s %s", c.domain, c.who)
		assert.Equal(t, []rma.Warning{rma.Warn(privacy.WarnErased, "n=%d", c.in)}, log.Warnings(), "%s %s", c.domain, c.who)
	}
}

// Texts that are one identifier are one case, and contradict each other.
func TestReadLongOneCaseInTwoTexts(t *testing.T) {
	log, err := longFile(t, "a 1;G;;melding;1-2-2023;;;;;;;;;;;\nA  1;;;bezoek;2-2-2023;;;;;;;;;;;\n")
	require.NoError(t, err)
	assert.Equal(t, 1, log.Len())
	_, err = longFile(t, "a 1;G;;melding;1-2-2023;;;;;;;;;;;\nA  1;H;;bezoek;2-2-2023;;;;;;;;;;;\n")
	require.ErrorIs(t, err, ErrContradicts)
}

func TestReadLongRefusesIdentifiers(t *testing.T) {
	_, err := ReadLong(strings.NewReader(longHeading+"Jansen;G1;;melding;1-2-2023;;;;;Kim;;;;;;\n"), "events.csv", longMapping(), declared)
	require.ErrorIs(t, err, privacy.ErrPseudonym)
	assert.Contains(t, err.Error(), "events.csv:2:1 (casus)")
	assert.Contains(t, err.Error(), "events.csv:2:10 (medewerker)")
	assert.NotContains(t, err.Error(), "Jansen")
	assert.NotContains(t, err.Error(), "Kim")
}

// Rows in another order give the same log, but for the places.
func TestReadLongShuffled(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	lines := strings.SplitAfter(string(longRows(300)), "\n")
	rows := lines[1 : len(lines)-1]
	o := ReadOptions{Pseudonyms: privacy.Transient()}
	m := longBenchMapping()
	m.Case = "casus"
	want, err := ReadLong(strings.NewReader(strings.Join(lines, "")), "events.csv", m, o)
	require.NoError(t, err)
	for range 5 {
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got, err := ReadLong(strings.NewReader(lines[0]+strings.Join(rows, "")), "events.csv", m, o)
		require.NoError(t, err)
		assert.Equal(t, placeless(want), placeless(got))
	}
}

// placeless is a log without the places of its cases and events.
func placeless(l *Log) []Trace {
	var list []Trace
	for _, tr := range l.Cases() {
		tr.Case.File, tr.Case.Line = "", 0
		tr.events = slices.Clone(tr.events)
		for i := range tr.events {
			e := &tr.events[i]
			e.File, e.Line, e.Column, e.Seq = "", 0, 0, i
		}
		list = append(list, tr)
	}
	return list
}

func TestReadLongMappingOfJSON(t *testing.T) {
	text := `{"case": "casus", "activity": "wat", "at": "wanneer", "family": {"column": "gezin"}, "codes": {"melding": "report"},
	"lifecycle": {"column": "fase", "start": ["begin"]}, "case_attributes": [{"column": "score", "number": true}]}`
	m, err := ReadLongMapping(strings.NewReader(text), "m.json")
	require.NoError(t, err)
	assert.Equal(t, "score", m.OfCase[0].Column)
	for _, c := range []struct {
		text  string
		want  error
		place string
		why   string
	}{
		{`{}`, rma.ErrMissing, "(activity)", "nothing"},
		{`{"schema": 2}`, rma.ErrSchema, "(schema)", "a later version"},
		{`{"case":"c","activity":"a","at":"t","kolom":"` + secret + `"}`, rma.ErrUnknownField, "m.json:1:", "a field that a mapping does not have"},
		{`{"case":"c","activity":"a","at":"t","codes":{"` + secret + `":"home-vist"}}`, rma.ErrUnknownTerm, "(codes)", "a typing error in an activity"},
		{`{"case":"c","activity":"a","at":"t","codes":{" ":"report"}}`, rma.ErrMissing, "(codes)", "no word"},
		{`{"case":"c","activity":"a","at":"t","codes":{"x":"report"},"skip":["x"]}`, rma.ErrDuplicate, "(skip)", "read and not read"},
		{`{"case":"c","activity":"a","at":"t","zone":"Mars/Olympus"}`, rma.ErrFormat, "(zone)", "a zone that is not there"},
		{`{"case":"c","activity":"a","at":"t","layouts":["dag"]}`, rma.ErrFormat, "(layouts)", "a layout that shows no date"},
		{`{"case":"c","activity":"a","at":"t","org":{"column":"a","constant":"b"}}`, rma.ErrFormat, "(org)", "a column and a constant"},
		{`{"case":"c","activity":"a","at":"t","end":"e","lifecycle":{"column":"l"}}`, rma.ErrFormat, "(end)", "two kinds of end"},
		{`{"case":"c","activity":"a","at":"t","lifecycle":{"instance":"i"}}`, rma.ErrMissing, "(lifecycle.column)", "instances without transitions"},
		{`{"case":"c","activity":"a","at":"t","lifecycle":{"column":"l","start":["x"],"complete":["X"]}}`, rma.ErrDuplicate, "(lifecycle)", "a word for both"},
		{`{"case":"c","activity":"a","at":"t","attributes":[{"column":"notitie"}]}`, rma.ErrFormat, "(attributes[0])", "free text is not read"},
		{`{"case":"c","activity":"a","at":"t","order":[{"first_column":"a","then_column":"b"}]}`, rma.ErrFormat, "(order[0])", "columns of events"},
		{`{"case":"c","activity":"a","at":"t","list_separator":":"}`, rma.ErrFormat, "(pair_separator)", "one separator for two things"},
	} {
		_, err := ReadLongMapping(strings.NewReader(c.text), "m.json")
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), c.place, c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
	_, err = ReadLongMapping(nil, "m.json")
	require.ErrorIs(t, err, rma.ErrMissing)
	for _, m := range []LongMapping{BupaR(), PM4Py()} {
		require.NoError(t, m.Validate())
	}
}

// What the reader of rows lends is written over, and nothing in the log changes.
func TestReadLongKeepsNoBuffer(t *testing.T) {
	text := string(longRows(3000))
	want, err := ReadLong(strings.NewReader(text), "events.csv", longBenchMapping(), ReadOptions{})
	require.NoError(t, err)
	for why, r := range map[string]io.Reader{"byte by byte": iotest.OneByteReader(strings.NewReader(text)), "by halves": iotest.HalfReader(strings.NewReader(text))} {
		got, err := ReadLong(r, "events.csv", longBenchMapping(), ReadOptions{})
		require.NoError(t, err, why)
		assert.Equal(t, want, got, why)
	}
}

func FuzzReadLong(f *testing.F) {
	f.Add(longHeading+goodRow, false)
	f.Add(bupaHeading+"d1,visit,1,start,2023-02-02,Kim,\nd1,visit,1,complete,2023-02-02,Kim,\n", true)
	for _, c := range badLong {
		f.Add(longHeading+c.rows+"\n", false)
	}
	f.Fuzz(func(t *testing.T, text string, bupa bool) {
		m := longMapping()
		if bupa {
			m = lifecycleMapping()
		}
		log, err := ReadLong(strings.NewReader(text), "events.csv", m, ReadOptions{})
		wholeOrPlaced(t, log, err, "events.csv")
		events := 0
		for row, err := range EachLong(strings.NewReader(text), "events.csv", m, ReadOptions{}) {
			if err == nil && !row.Event.At.IsZero() {
				events++
			}
		}
		if log != nil && log.Events() != events {
			t.Fatalf("%d events in the log, %d in the stream", log.Events(), events)
		}
	})
}

// wholeOrPlaced checks that there is a log or an error with a place, and that the
// log is in order.
func wholeOrPlaced(t *testing.T, log *Log, err error, file string) {
	t.Helper()
	if (log == nil) == (err == nil) {
		t.Fatalf("log %v, error %v", log != nil, err)
	}
	if err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			if !strings.HasPrefix(line, file+":") {
				t.Fatalf("an error without a place: %q", line)
			}
		}
		return
	}
	var cases []Case
	var events []Event
	for _, tr := range log.Cases() {
		cases = append(cases, tr.Case)
		events = append(events, tr.events...)
	}
	again, err := NewLog(cases, events)
	if err != nil {
		t.Fatal(err)
	}
	again.warnings = log.warnings
	if !assert.ObjectsAreEqual(log, again) && log.Len() > 0 {
		t.Fatal("the log is not what NewLog makes of it")
	}
}

// F1 and f1 are one family, and Jan and JAN one professional: they have one pseudonym.
func TestSpellingsOfOneIdentifier(t *testing.T) {
	m := LongMapping{Case: "case", Family: Field{Column: "family"}, Activity: "activity", At: "at", Lifecycle: Lifecycle{Column: "lc"}, Actor: "who"}
	for _, other := range []string{"f1", "\uff261", "F1\u200b"} {
		log, err := ReadLong(strings.NewReader("case;family;activity;at;lc;who\nA;F1;report;2020-01-01;;\nA;"+other+";consult;2020-01-02;;\n"), "f", m, ReadOptions{})
		require.NoError(t, err, "%q", other)
		assert.Equal(t, 1, log.Len())
	}
	_, err := ReadLong(strings.NewReader("case;family;activity;at;lc;who\nA;F;consult;2020-01-01;start;Jan\nA;F;consult;2020-01-02;complete;JAN\n"), "f", m, ReadOptions{})
	require.NoError(t, err)
	_, err = ReadLong(strings.NewReader("case;family;activity;at;lc;who\nA;F;consult;2020-01-01;start;Jan\nA;F;consult;2020-01-02;complete;Piet\n"), "f", m, ReadOptions{})
	assert.ErrorIs(t, err, ErrContradicts)
}
