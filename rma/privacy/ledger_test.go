package privacy

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// steering is the policy that most tests publish under: counts as they are,
// from 5.
var steering = Policy{Audience: SteeringGroup}

// released protects tables.
func released(t testing.TB, p Policy, tables ...rma.Table) *Release {
	t.Helper()
	r, err := Protect(Material{Tables: tables}, p)
	require.NoError(t, err)
	return r
}

// published makes an entry, with an id if one is given.
func published(t testing.TB, r *Release, id string) Entry {
	t.Helper()
	e, err := NewEntry(r, EntryOptions{ID: id, On: rma.NewDate(2023, 5, 1), By: "onderzoeker 1", Title: "Tussenrapport", TeamToo: true})
	require.NoError(t, err)
	return e
}

// ledgerOf writes releases to a ledger and reads it.
func ledgerOf(t testing.TB, releases ...*Release) *Ledger {
	t.Helper()
	var file strings.Builder
	for i, r := range releases {
		line, err := published(t, r, fmt.Sprintf("release-%d", i+1)).line()
		require.NoError(t, err)
		file.Write(line)
	}
	l, err := ReadLedger(strings.NewReader(file.String()), "ledger.jsonl")
	require.NoError(t, err)
	return l
}

// everything has a table of counts with hidden ones, one of shares with words
// and things beside them, a waiver, and observations of every kind.
func everything(t testing.TB, p Policy) *Release {
	t.Helper()
	shares := rma.Table{ID: "shares", Counts: "meldingen", RowBy: "pilot", Columns: []rma.Column{{Key: "share"}, {Key: "words"}, {Key: "methods", Things: true}, {Key: "mean", Base: "share", Values: true}},
		RowSums:    []rma.Sum{{Total: "all", Parts: []string{"a", "b"}, Rest: true, Only: []string{"share"}}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"share/n"}, Only: []string{"a"}}}}
	row := func(key string, k, n int) {
		shares.Rows = append(shares.Rows, rma.Row{Key: key, Label: rma.PlainText("label van " + key), Cells: []rma.Cell{
			rma.ShareCell(rma.Proportion{K: k, N: n}), rma.PlainCell("woorden"), rma.CountCell(3), rma.NumberCell(3.1415, 2)}})
	}
	row("a", 9, 21)
	row("b", 2, 30)
	row("all", 12, 60)
	share, count := rma.Share{Proportion: rma.Proportion{K: 14, N: 40}}, 17
	share.Interval = share.Wilson(0)
	evidence, err := rma.Collect(sourceOf{
		{ID: "m/share", Share: &share}, {ID: "m/count", Count: &count},
		{ID: "m/mean", Estimate: &rma.Estimate{N: 23}}, {ID: "m/few", Estimate: &rma.Estimate{N: 3}},
		{ID: "m/words", Passage: &rma.Passage{Text: "een citaat", ClearedBy: "x"}},
	})
	require.NoError(t, err)
	r, err := Protect(Material{Tables: []rma.Table{grid([]int{9, 12}, []int{3, 18}, []int{20, 7}), shares}, Evidence: evidence,
		Waivers: []Waiver{{Of: Count{Table: "grid", Row: "3", Column: "2"}, Reason: "published before", By: "x", On: rma.NewDate(2023, 1, 2)}}}, p)
	require.NoError(t, err)
	return r
}

type sourceOf []rma.Observation

func (s sourceOf) Observations() []rma.Observation { return s }

func TestEntryHoldsWhatWasPublishedAndNoMore(t *testing.T) {
	e := published(t, everything(t, steering), "")
	line, err := e.line()
	require.NoError(t, err)
	assert.Equal(t, `{"schema":1,"id":"2023-05-01-cb49d3a2","on":"2023-05-01","by":"onderzoeker 1","title":"Tussenrapport",`+
		`"policy":{"audience":"steering-group","min_cell":5,"min_base":10,"round_to":-1,"hide_zero":false,"dates":"month","quotes":"cleared"},`+
		`"waivers":[{"of":{"table":"grid","row":"3","column":"2"},"reason":"published before","by":"x","on":"2023-01-02"}],`+
		`"tables":[{"id":"grid","row_by":"row","column_by":"column","row_sums":[{"total":"all","parts":["1","2","3"]}],"column_sums":[{"total":"all","parts":["1","2"]}],`+
		`"columns":["1","2","all"],"rows":[{"key":"1","cells":". . 21"},{"key":"2","cells":". . 21"},{"key":"3","cells":"20 7 27"},{"key":"all","cells":"32 37 69"}]},`+
		`{"id":"shares","counts":"meldingen","row_by":"pilot","row_sums":[{"total":"all","parts":["a","b"],"rest":true,"only":["share"]}],"column_sums":[{"total":"n","parts":["share/n"],"only":["a"]}],`+
		`"columns":["share","words","methods","mean"],"rows":[{"key":"a","cells":". - - ."},{"key":"b","cells":". - - ."},{"key":"all","cells":"12/60 - - -"}]}],`+
		`"observations":[{"id":"m/share","count":"14/40"},{"id":"m/count","count":"17"},{"id":"m/mean","count":"23"},{"id":"m/few","count":"."}]}`+"\n", string(line))
}

func TestLedgerRoundTrip(t *testing.T) {
	for _, p := range []Policy{{}, steering, {Audience: Team}, {HideZero: true, MinBase: 50, Quotes: NoQuotes, Dates: Year}, {MinCell: -1, RoundTo: 7}} {
		path := filepath.Join(t.TempDir(), "ledger.jsonl")
		var want []Entry
		for i := range 3 {
			e := published(t, everything(t, p), fmt.Sprint("release ", i))
			e.Title = "titel met \" en \\ en é \u2028 \u202e <b> =1+1\t\n\x00 " + strings.Repeat("lang ", i*2000)
			e.Keys = []KeyID{"005d34334c023c3a"}
			require.NoError(t, AppendEntry(path, e))
			want = append(want, e)
		}
		l, err := OpenLedger(path)
		require.NoError(t, err)
		assert.Equal(t, want, l.Entries())
		info, err := os.Stat(path)
		require.NoError(t, err)
		assert.EqualValues(t, 0o600, info.Mode().Perm())
	}
}

func TestReadLedgerErrors(t *testing.T) {
	line, err := published(t, everything(t, steering), "x").line()
	require.NoError(t, err)
	good := string(line)
	for _, c := range []struct {
		why, line string
		err       error
		column    int
	}{
		{"not JSON", "geheim123\n", rma.ErrFormat, 1},
		{"an empty line", "\n", rma.ErrFormat, 1},
		{"a list", "[]\n", rma.ErrFormat, 1},
		{"no version", "{}\n", rma.ErrSchema, 1},
		{"another version", strings.Replace(good, `"schema":1`, `"schema":2`, 1), rma.ErrSchema, 11},
		{"a field that is not known", strings.Replace(good, `"by"`, `"geheim123"`, 1), rma.ErrUnknownField, 0},
		{"a field twice", strings.Replace(good, `"by":"onderzoeker 1"`, `"by":"x","by":"geheim123"`, 1), rma.ErrDuplicate, 0},
		{"an audience that there is not", strings.Replace(good, "steering-group", "geheim123", 1), rma.ErrUnknownTerm, 0},
		{"a day that there is not", strings.Replace(good, "2023-05-01", "geheim123", 1), rma.ErrDate, 0},
		{"a count that is none", strings.Replace(good, ". . 21", ". . geheim123", 1), ErrEntry, 0},
		{"K of N with K above N", strings.Replace(good, "12/60", "61/60", 1), ErrEntry, 0},
		{"a count with a zero in front", strings.Replace(good, ". . 21", ". . 021", 1), ErrEntry, 0},
		{"a count beyond all", strings.Replace(good, ". . 21", ". . 99999999999999999999", 1), ErrEntry, 0},
		{"two spaces", strings.Replace(good, ". . 21", ".  . 21", 1), ErrEntry, 0},
		{"too few counts", strings.Replace(good, ". . 21", ". .", 1), ErrEntry, 0},
		{"no counts", strings.Replace(good, `"cells":". . 21"`, `"cells":null`, 1), ErrEntry, 0},
		{"an observation with two counts", strings.Replace(good, `"count":"17"`, `"count":"17 18"`, 1), ErrEntry, 0},
		{"deep", strings.Repeat("[", 5000) + "\n", rma.ErrFormat, 0},
		{"deep where a list may stand", strings.Replace(good, `"keys"`, `"keys":`+strings.Repeat("[", 5000), 1), rma.ErrFormat, 0},
		{"very long", `{"schema":1,"title":"` + strings.Repeat("x", maxLedgerLine) + "\"}\n", rma.ErrTooLarge, 0},
		{"no UTF-8", strings.Replace(good, "onderzoeker", "onder\xffzoeker", 1), rma.ErrFormat, 0},
		{"an id that an earlier line has", good, rma.ErrDuplicate, 18},
	} {
		l, err := ReadLedger(strings.NewReader(good+c.line+good), "ledger.jsonl")
		if c.why == "deep where a list may stand" {
			l, err = ReadLedger(strings.NewReader(good+`{"schema":1,"keys":`+strings.Repeat("[", 5000)+"\n"), "ledger.jsonl")
		}
		assert.Nil(t, l, c.why)
		require.ErrorIs(t, err, c.err, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, []any{"ledger.jsonl", 2}, []any{at.File, at.Line}, c.why)
		if c.column > 0 {
			assert.Equal(t, c.column, at.Column, c.why)
		}
		assert.NotContains(t, err.Error(), "geheim123", "no error repeats what stands in a line")
	}
	_, err = ReadLedger(nil, "x")
	assert.ErrorIs(t, err, rma.ErrMissing)
	_, err = OpenLedger(filepath.Join(t.TempDir(), "none"))
	assert.ErrorIs(t, err, os.ErrNotExist)
	l, err := ReadLedger(strings.NewReader(""), "x")
	require.NoError(t, err)
	assert.Empty(t, l.Entries())
	l, err = ReadLedger(strings.NewReader(good+"fout\n"+good[:20]), "x")
	assert.Nil(t, l, "a torn line does not excuse another")
	assert.ErrorIs(t, err, ErrTorn)
	assert.ErrorIs(t, err, rma.ErrFormat)
}

// TestLedgerErrorsTellNothing puts a secret in every place of a line, and breaks
// the line there or elsewhere.
func TestLedgerErrorsTellNothing(t *testing.T) {
	const secret = "Qz7-Xw4-Kp9"
	line, err := published(t, everything(t, steering), "x").line()
	require.NoError(t, err)
	words := strings.Split(strings.TrimSpace(string(line)), `"`)
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	said := map[string]bool{} // without the place
	for i := 1; i < len(words); i += 2 * every(9) {
		changed := append([]string(nil), words...)
		changed[i] = secret
		for _, second := range []int{-1, 1 + 2*r.IntN(len(words)/2)} {
			if second >= 0 {
				changed[second] += secret
			}
			if _, err := ReadLedger(strings.NewReader(strings.Join(changed, `"`)+"\n"), "ledger.jsonl"); err != nil {
				found++
				said[strings.TrimLeft(err.Error(), "ledgr.json:0123456789 ")] = true
			}
		}
	}
	assert.Greater(t, found, 100/every(9))
	testkit.NoLeak(t, secret, fmt.Sprint(said))
}

func TestPrinted(t *testing.T) {
	for s, want := range map[string]Printed{"0": {Kind: PrintedCount}, "12": {PrintedCount, 12, 0}, "9/21": {PrintedShare, 9, 21}, ".": {Kind: PrintedHidden}, "-": {}} {
		got, ok := parsePrinted(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
		assert.Equal(t, s, got.String())
	}
	for _, s := range []string{"", "+1", "-1", "01", "1/", "/2", "3/2", "1/2/3", "1.5", "..", "--", " 1", "1e3", "1000000000", "٣"} {
		_, ok := parsePrinted(s)
		assert.False(t, ok, s)
	}
	small := Policy{Audience: SteeringGroup, MinBase: 30}
	got, err := ProtectTable(rma.Table{ID: "s", Columns: []rma.Column{{Key: "s"}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 9, N: 21})}}}}, small)
	require.NoError(t, err)
	assert.Equal(t, Printed{PrintedShare, 9, 21}, printedCell(got.View().Rows[0].Cells[0]), "a share without a percentage is printed in words")
	assert.Equal(t, Printed{}, printedCell(rma.PlainCell("9 van de 21 wijken")))
}

func TestQuotePolicyText(t *testing.T) {
	for _, q := range []QuotePolicy{AudienceQuotes, ClearedQuotes, NoQuotes} {
		text, err := q.MarshalText()
		require.NoError(t, err)
		var back QuotePolicy
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, q, back)
		assert.NotEmpty(t, q.Label(rma.Dutch))
	}
	var q QuotePolicy
	assert.ErrorIs(t, q.UnmarshalText([]byte("geheim123")), rma.ErrUnknownTerm)
	assert.Equal(t, "QuotePolicy(9)", QuotePolicy(9).String())
}
