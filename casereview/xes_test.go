package casereview

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/xmlbytes"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

const xesStart = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="x"/></global>
<string key="concept:name" value="the log itself"/>
`

func xesMapping() LongMapping {
	m := PM4Py()
	m.Codes = map[string]Activity{"Melding": Report, "Bezoek": HomeVisit}
	m.Lifecycle = Lifecycle{Column: "lifecycle:transition", Instance: "concept:instance"}
	m.Family.Column, m.Subjects, m.Org.Column = "case:gezin", "wie", "org:group"
	m.OfCase = []AttrColumn{{Column: "case:score", Name: "score", Number: true}}
	return m
}

const xesBody = `<trace>
	<string key="concept:name" value="20230114"><string key="note" value="nested"/></string>
	<string key="gezin" value="Jansen"/><float key="score" value="1.234"/>
	<event>
		<string key="concept:name" value="Melding"/><date key="time:timestamp" value="2023-02-01T10:00:59.999+01:00"/>
		<string key="org:resource" value="Kim"/><string key="org:group" value="politie &amp; co"/><string key="wie" value="a|b"/>
		<list key="more"><values><string key="x" value="y"/></values></list>
	</event>
	<event><string key="concept:name" value="Bezoek"/><date key="time:timestamp" value="2023-02-02T09:00:00.000Z"/><string key="lifecycle:transition" value="start"/><string key="concept:instance" value="i"/></event>
	<event><string key="concept:name" value="Bezoek"/><date key="time:timestamp" value="2023-02-02T11:00:00.000Z"/><string key="lifecycle:transition" value="complete"/><string key="concept:instance" value="i"/></event>
</trace>
<trace><string key="concept:name" value="20230115"/></trace>
`

func readXESText(text string) (*Log, error) {
	return ReadXES(strings.NewReader(text), "log.xes", xesMapping(), ReadOptions{})
}

func TestReadXES(t *testing.T) {
	log, err := readXESText(xesStart + xesBody + "</log>")
	require.NoError(t, err)
	require.Equal(t, 2, log.Len(), "a trace without events is a case")
	tr, _ := log.Trace(caseID("C-0001"))
	assert.Equal(t, Case{ID: caseID("C-0001"), Family: familyID("F-0001"), Attrs: map[string]string{"score": "1.234"}, File: "log.xes", Line: 9}, tr.Case)
	require.Equal(t, 2, tr.Len())
	report, _ := tr.First(Report)
	assert.Equal(t, "2023-02-01T10:00", report.At.String(), "seconds are dropped")
	assert.Equal(t, OrgID("politie & co"), report.Org)
	assert.Equal(t, personID("W-0001"), report.Actor)
	assert.Len(t, report.Subjects, 2)
	visit, _ := tr.First(HomeVisit)
	assert.Equal(t, "2023-02-02T10:00 2023-02-02T12:00", fmt.Sprint(visit.At, " ", visit.End))
	other, _ := log.Trace(caseID("C-0002"))
	assert.Equal(t, 0, other.Len())
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnNestedLeftOut, "n=4")}, log.Warnings(), "a list, what is in it, and a note")
}

func TestReadXESForms(t *testing.T) {
	text := xesStart + xesBody + "</log>\n"
	want, err := readXESText(text)
	require.NoError(t, err)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(text))
	require.NoError(t, z.Close())
	for why, r := range map[string]io.Reader{
		"gzip":             &zipped,
		"byte order mark":  strings.NewReader("\ufeff" + text),
		"a prefix":         strings.NewReader(strings.NewReplacer("<log xes.version=\"1.0\" xmlns=", "<x:log xmlns:x=", "</log>", "</x:log>", "<trace>", "<x:trace>", "</trace>", "</x:trace>").Replace(text)),
		"comments":         strings.NewReader(strings.ReplaceAll(text, "<event>", "<event><!-- "+secret+" -->")),
		"byte by byte":     iotest.OneByteReader(strings.NewReader(text)),
		"no space between": strings.NewReader(text + "\n\n <!-- end -->"),
	} {
		got, err := ReadXES(r, "log.xes", xesMapping(), ReadOptions{})
		require.NoError(t, err, why)
		assert.Equal(t, want, got, why)
	}
}

func TestReadXESRefuses(t *testing.T) {
	event := func(inner string) string {
		return xesStart + "<trace>\n<string key=\"concept:name\" value=\"c1\"/>\n<event>\n" + inner + "\n</event>\n</trace>\n</log>"
	}
	ok := `<string key="concept:name" value="Melding"/><date key="time:timestamp" value="2023-02-01T10:00:00Z"/>`
	for _, c := range []struct {
		text, place string
		want        error
		why         string
	}{
		{"", "1: ", rma.ErrFormat, "an empty file"},
		{"casus;wat\n", "2: ", rma.ErrFormat, "no XML"},
		{"<geheim>" + secret + "</geheim>", "1: ", rma.ErrFormat, "another kind of XML"},
		{"<log></log><log></log>", "1: ", rma.ErrFormat, "two logs"},
		{xesStart + "<trace>", "6: ", rma.ErrFormat, "a file that ends too early"},
		{event(ok)[:300], "", rma.ErrFormat, "a file that ends in a tag"},
		{xesStart + "<trace></log>", "6: ", rma.ErrFormat, "tags that cross"},
		{xesStart + "<event/></log>", "6: ", rma.ErrFormat, "an event outside a trace"},
		{xesStart + "<trace><string key=\"concept:name\" value=\"&" + secret + ";\"/></trace></log>", "6: ", rma.ErrFormat, "an entity"},
		{`<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>` + xesStart + "</log>", "1: ", rma.ErrFormat, "an entity bomb"},
		{"<log>" + strings.Repeat("<a>", 1_000_000), "1: ", rma.ErrTooLarge, "a million elements in one another"},
		{"<log>\n<string key=\"" + strings.Repeat("x", 2<<20) + "\"/></log>", "2: ", rma.ErrTooLarge, "a key of two megabytes"},
		{"<log>\n<!-- " + strings.Repeat("x", 2<<20), "2: ", rma.ErrTooLarge, "a comment without end"},
		{"\x1f\x8b" + secret, "1: ", rma.ErrFormat, "no gzip after all"},
		{"<?xml version=\"1.0\" encoding=\"" + secret + "\"?><log></log>", "1: ", rma.ErrFormat, "another encoding"},
		{"\xff\xfe<\x00l\x00", "1: ", rma.ErrFormat, "UTF-16"},
		{event(`<string key="concept:name" value="` + secret + `"/>` + "\n" + `<date key="time:timestamp" value="2023-02-01T10:00:00Z"/>`), "9 (concept:name)", rma.ErrUnknownTerm, "an activity without a code"},
		{event(`<string key="concept:name" value="Melding"/>` + "\n" + `<date key="time:timestamp" value="` + secret + `"/>`), "10 (time:timestamp)", rma.ErrDate, "no date"},
		{event(`<string key="concept:name" value="Melding"/>` + "\n" + `<int key="time:timestamp" value="20230201"/>`), "10 (time:timestamp)", rma.ErrDate, "a number for a date"},
		{event(`<string key="concept:name" value="Melding"/>`), "8 (time:timestamp)", rma.ErrMissing, "no moment: the line of the event"},
		{event(`<date key="time:timestamp" value="2023-02-01T10:00:00Z"/>`), "8 (concept:name)", rma.ErrMissing, "no activity"},
		{event(ok + "\n" + `<string key="concept:name" value="Bezoek"/>`), "10: ", rma.ErrDuplicate, "a key twice"},
		{xesStart + "<trace>\n<event>" + ok + "</event></trace></log>", "7 (case:concept:name)", rma.ErrMissing, "a trace without a name"},
		{xesStart + "<trace>\n</trace></log>", "6 (case:concept:name)", rma.ErrMissing, "nor events"},
		{xesStart + "<trace>\n<string key=\"concept:name\" value=\"c1\"/><event>" + ok + "</event>\n<string key=\"gezin\" value=\"g\"/></trace></log>", "8: ", rma.ErrFormat, "an attribute of a trace after its events"},
	} {
		log, err := readXESText(c.text)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, log, c.why)
		assert.Contains(t, err.Error(), "log.xes:"+c.place, c.why)
		assert.Equal(t, 1, strings.Count(err.Error(), "log.xes:"), "%s: %v", c.why, err)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
	_, err := ReadXES(nil, "log.xes", xesMapping(), ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissing)
	broken := errors.New("the disk is broken")
	_, err = ReadXES(io.MultiReader(strings.NewReader(xesStart), iotest.ErrReader(broken)), "log.xes", xesMapping(), ReadOptions{})
	require.ErrorIs(t, err, broken)
}

// A small file that unzips to a large one stops at the limit.
func TestXESLimit(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte("<log>"))
	for range 100 {
		_, _ = z.Write(bytes.Repeat([]byte("<string/>"), 1000))
	}
	require.NoError(t, z.Close())
	require.Less(t, zipped.Len(), 10_000)
	b, err := openXES(&zipped, xmlbytes.Limits{Total: 100_000, Token: 1 << 20, Depth: 64})
	require.NoError(t, err)
	s := newXESSource(b, xesMapping())
	_, err = s.Next()
	require.NoError(t, err)
	_, err = s.Next()
	require.ErrorIs(t, err, rma.ErrTooLarge)
}

// randomLog makes a log with everything that a log can hold.
func randomLog(t testing.TB, rng *rand.Rand, cases int) *Log {
	t.Helper()
	loc, err := time.LoadLocation(DefaultZone)
	require.NoError(t, err)
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	person := func() PersonID { return personID(fmt.Sprintf("P-%04d", rng.IntN(50))) }
	var cs []Case
	var es []Event
	for i := range cases {
		c := Case{ID: caseID(fmt.Sprintf("C-%04d", i)), Pilot: pick("", "EMM", "<HOO> & \"co\"")}
		if rng.IntN(2) == 0 {
			c.Family, c.Attrs = familyID(fmt.Sprintf("F-%04d", rng.IntN(20))), map[string]string{"reason": pick("weekend", "é\n\"x"), "pilot": "x"}
		}
		cs = append(cs, c)
		for range rng.IntN(6) {
			at := time.Date(2023, 1, 1+rng.IntN(600), rng.IntN(24), rng.IntN(60), 0, 0, loc)
			e := Event{Case: c.ID, Activity: Activity(pick("report", "home-visit", "dialoog")), At: NewStamp(at, Precision(1+rng.IntN(5))), Org: OrgID(pick("", "politie", "Veilig Thuis"))}
			if rng.IntN(2) == 0 {
				e.End = NewStamp(at.Add(time.Duration(rng.IntN(5000))*time.Minute), Precision(1+rng.IntN(5)))
				e.To, e.With, e.Actor = "lokaal team", []OrgID{"school", "politie"}[:1+rng.IntN(2)], personID(fmt.Sprintf("W-%04d", rng.IntN(9)))
			}
			if rng.IntN(2) == 0 {
				e.Subjects, e.Concerns = []PersonID{person(), person()}, []Concern{{person(), Neglect}, {person(), "stalking"}}
				e.Attrs = map[string]string{"samen": pick("ja", "nee")}
			}
			es = append(es, e)
		}
	}
	log, err := NewLog(cs, es)
	require.NoError(t, err)
	return log
}

// What is written reads back.
func TestXESRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for n := range 60 {
		want := randomLog(t, rng, n)
		var b bytes.Buffer
		require.NoError(t, WriteXES(&b, want))
		m := XESMapping(want)
		require.NoError(t, m.Validate())
		got, err := ReadXES(bytes.NewReader(b.Bytes()), "log.xes", m, declared)
		require.NoError(t, err)
		require.Equal(t, placeless(want), placeless(got))
		assert.Equal(t, want.Events(), got.Events())
		var again bytes.Buffer
		require.NoError(t, WriteXES(&again, got))
		require.Equal(t, b.String(), again.String(), "the same bytes")
	}
}

func TestWriteXES(t *testing.T) {
	log, err := readXESText(xesStart + xesBody + "</log>")
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, WriteXES(&b, log))
	for _, name := range []string{"20230114", "Jansen", "Kim"} {
		assert.NotContains(t, b.String(), name, "pseudonyms only")
	}
	assert.Equal(t, 1, strings.Count(b.String(), `value="start"`))
	assert.Contains(t, b.String(), `<date key="time:timestamp" value="2023-02-01T10:00:00.000+01:00"/>`)
	b.Reset()
	require.NoError(t, WriteXES(&b, nil))
	empty, err := ReadXES(&b, "log.xes", XESMapping(nil), declared)
	require.NoError(t, err)
	assert.Equal(t, 0, empty.Len())
	assert.ErrorIs(t, WriteXES(failing{}, log), assert.AnError)
}

func TestWriteXESRefuses(t *testing.T) {
	id := caseID("C-0001")
	at := NewStamp(time.Date(2023, 2, 1, 10, 0, 0, 0, time.UTC), Day)
	for _, c := range []struct {
		why  string
		e    Event
		want error
	}{
		{"a control character", Event{Org: "a\x01" + secret}, rma.ErrEncoding},
		{"not UTF-8", Event{Attrs: map[string]string{"a": "\xff"}}, rma.ErrEncoding},
		{"the mark of lists", Event{With: []OrgID{"a|b"}}, rma.ErrFormat},
		{"no name", Event{With: []OrgID{""}}, rma.ErrFormat},
		{"about nobody", Event{Concerns: []Concern{{Kind: Neglect}}}, rma.ErrMissing},
		{"over before it began", Event{End: NewStamp(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), Day)}, rma.ErrOrder},
	} {
		c.e.Case, c.e.Activity, c.e.At, c.e.File, c.e.Line = id, Report, at, "cases.csv", 7
		log, err := NewLog([]Case{{ID: id}}, []Event{c.e})
		require.NoError(t, err)
		var b bytes.Buffer
		err = WriteXES(&b, log)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), "cases.csv:7", c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
		assert.Zero(t, b.Len(), "nothing was written")
	}
}

func TestEachXES(t *testing.T) {
	n := 0
	for row, err := range EachXES(strings.NewReader(xesStart+xesBody+"</log>"), "log.xes", xesMapping(), ReadOptions{Pseudonyms: privacy.Numbered()}) {
		require.NoError(t, err)
		assert.Equal(t, caseID("C-0001"), row.Case.ID)
		n++
	}
	assert.Equal(t, 2, n)
	for _, err := range EachXES(nil, "log.xes", xesMapping(), ReadOptions{}) {
		require.ErrorIs(t, err, rma.ErrMissing)
	}
}

func FuzzReadXES(f *testing.F) {
	f.Add([]byte(xesStart + xesBody + "</log>"))
	f.Add([]byte("<log><trace><event/></trace></log>"))
	f.Add([]byte(`<!DOCTYPE log [<!ENTITY a "a">]><log/>`))
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(xesStart + xesBody + "</log>"))
	_ = z.Close()
	f.Add(zipped.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := ReadXES(bytes.NewReader(data), "log.xes", xesMapping(), ReadOptions{})
		wholeOrPlaced(t, log, err, "log.xes")
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteXES(&b, log); err != nil {
			t.Fatal(err)
		}
		again, err := ReadXES(&b, "log.xes", XESMapping(log), declared)
		if err != nil {
			t.Fatal(err)
		}
		if !assert.ObjectsAreEqual(placeless(log), placeless(again)) {
			t.Fatal("what was written reads otherwise")
		}
	})
}

func BenchmarkReadXES(b *testing.B) {
	log := randomLog(b, rand.New(rand.NewPCG(1, 1)), 3000)
	var text bytes.Buffer
	require.NoError(b, WriteXES(&text, log))
	m := XESMapping(log)
	b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(text.Len()))
		for b.Loop() {
			if _, err := ReadXES(bytes.NewReader(text.Bytes()), "log.xes", m, declared); err != nil {
				b.Fatal(err)
			}
		}
	})
}
