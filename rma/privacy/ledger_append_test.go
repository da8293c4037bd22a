package privacy

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestKillAtEveryByte cuts the file off at every length that a killed append can
// leave.
func TestKillAtEveryByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.jsonl")
	first, second := published(t, everything(t, steering), "first"), published(t, everything(t, Policy{}), "second")
	require.NoError(t, AppendEntry(path, first))
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, AppendEntry(path, second))
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Greater(t, len(whole)-len(before), 500)
	for n := len(before); n <= len(whole); n += every(13) {
		l, err := ReadLedger(strings.NewReader(string(whole[:n])), "x")
		require.NotNil(t, l)
		if n == len(before) || n == len(whole) {
			require.NoError(t, err)
			continue
		}
		var at *rma.DataError
		require.ErrorIs(t, err, ErrTorn)
		require.ErrorAs(t, err, &at)
		assert.Equal(t, 2, at.Line)
		assert.Equal(t, []Entry{first}, l.Entries(), "what stands before the torn line is whole")
		if n%97 != 0 && n < len(whole)-2 {
			continue // the rest takes three syncs
		}
		require.NoError(t, os.WriteFile(path, whole[:n], 0o600))
		require.NoError(t, os.RemoveAll(path+".torn"))
		assert.ErrorIs(t, AppendEntry(path, second), ErrTorn, "nothing is added to a torn line")
		require.NoError(t, SetAside(path))
		assert.Equal(t, string(whole[len(before):n]), fileText(t, path+".torn"), "nothing is lost")
		assert.Equal(t, string(before), fileText(t, path))
		require.NoError(t, AppendEntry(path, second))
		assert.Equal(t, string(whole), fileText(t, path))
	}
	for n := range before { // the very first line
		l, err := ReadLedger(strings.NewReader(string(before[:n])), "x")
		require.NotNil(t, l)
		assert.Empty(t, l.Entries())
		assert.Equal(t, n > 0, errors.Is(err, ErrTorn))
	}
}

func fileText(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}

func TestSetAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.jsonl")
	assert.ErrorIs(t, SetAside(path), os.ErrNotExist)
	require.NoError(t, AppendEntry(path, published(t, everything(t, steering), "")))
	good := fileText(t, path)
	require.NoError(t, SetAside(path))
	assert.NoFileExists(t, path+".torn", "there is nothing to set aside")
	for i, tail := range []string{"{\"schema\":1", "half", "\x00\x00\x00\x00", "{\"schema\":1,\x00\x00}\n"} {
		require.NoError(t, os.WriteFile(path, []byte(good+tail), 0o600))
		_, err := OpenLedger(path)
		assert.ErrorIs(t, err, ErrTorn, "a file system may have made the file longer before it had the content")
		require.NoError(t, SetAside(path))
		assert.Equal(t, good, fileText(t, path))
		assert.True(t, strings.HasSuffix(fileText(t, path+".torn"), tail), "case %d", i)
	}
	assert.Equal(t, "{\"schema\":1\nhalf\n\x00\x00\x00\x00\n{\"schema\":1,\x00\x00}\n", fileText(t, path+".torn"), "what was set aside before is kept")
	info, err := os.Stat(path + ".torn")
	require.NoError(t, err)
	assert.EqualValues(t, 0o600, info.Mode().Perm())
}

func TestAppendEntryRefuses(t *testing.T) {
	r := everything(t, steering)
	good := published(t, r, "x")
	team, err := NewEntry(everything(t, Policy{Audience: Team}), EntryOptions{On: good.On, By: "x", Title: "x"})
	require.NoError(t, err)
	change := func(f func(e *Entry)) Entry {
		e := published(t, r, "x")
		f(&e)
		return e
	}
	for _, c := range []struct {
		why string
		e   Entry
		err error
	}{
		{"a release for the team", team, ErrTeamEntry},
		{"no id", change(func(e *Entry) { e.ID = " " }), ErrEntry},
		{"an id that does not print", change(func(e *Entry) { e.ID = "a\u202eb" }), ErrEntry},
		{"a very long id", change(func(e *Entry) { e.ID = strings.Repeat("x", 101) }), ErrEntry},
		{"nobody", change(func(e *Entry) { e.By = "" }), ErrEntry},
		{"no day", change(func(e *Entry) { e.On = rma.Date{} }), ErrEntry},
		{"a day that cannot be read back", change(func(e *Entry) { e.On = rma.NewDate(12023, 1, 1) }), ErrEntry},
		{"no title", change(func(e *Entry) { e.Title = "\t" }), ErrEntry},
		{"a text that is not UTF-8", change(func(e *Entry) { e.Purpose = "\xff" }), ErrEntry},
		{"a key that is not UTF-8", change(func(e *Entry) { e.Tables[0].Rows[0] = "\xff" }), ErrEntry},
		{"a policy that leaves something open", change(func(e *Entry) { e.Policy = steering }), ErrPolicy},
		{"an audience that there is not", change(func(e *Entry) { e.Policy.Audience = 9 }), ErrPolicy},
		{"no name of a key", change(func(e *Entry) { e.Keys = []KeyID{"sleutel"} }), ErrEntry},
		{"a waiver without a reason", change(func(e *Entry) { e.Waivers = []Waiver{{By: "x"}} }), ErrWaiver},
		{"one table twice", change(func(e *Entry) { e.Tables[1] = e.Tables[0] }), ErrDuplicateTable},
		{"a count too few", change(func(e *Entry) { e.Tables[0].Cells[0] = nil }), ErrEntry},
		{"a negative count", change(func(e *Entry) { e.Tables[0].Cells[0][0] = Printed{Kind: PrintedCount, K: -1} }), ErrEntry},
		{"a kind that there is not", change(func(e *Entry) { e.Tables[0].Cells[0][0].Kind = 9 }), ErrEntry},
		{"a sum of a row that there is not", change(func(e *Entry) { e.Tables[0].RowSums[0].Parts[0] = "9" }), ErrSum},
		{"one count shown as two", change(func(e *Entry) { e.Tables[0].ColumnSums = []rma.Sum{{Total: "1", Parts: []string{"2"}}} }), ErrLinked},
		{"an observation twice", change(func(e *Entry) { e.Observations[1] = e.Observations[0] }), rma.ErrDuplicate},
		{"a line too long", change(func(e *Entry) { e.Title = strings.Repeat("x", maxLedgerLine) }), rma.ErrTooLarge},
	} {
		path := filepath.Join(t.TempDir(), "ledger.jsonl")
		err := AppendEntry(path, c.e)
		var at *rma.DataError
		assert.ErrorIs(t, err, c.err, c.why)
		assert.ErrorAs(t, err, &at, c.why)
		assert.NoFileExists(t, path, c.why)
	}
	path := filepath.Join(t.TempDir(), "ledger.jsonl")
	require.NoError(t, AppendEntry(path, good))
	assert.ErrorIs(t, AppendEntry(path, good), rma.ErrDuplicate, "the same release is not added twice")
	require.NoError(t, os.WriteFile(path, []byte("niets\n"), 0o600))
	assert.ErrorIs(t, AppendEntry(path, good), rma.ErrFormat, "a file that is no ledger is left alone")
	assert.Equal(t, "niets\n", fileText(t, path))
	_, err = NewEntry(nil, EntryOptions{})
	assert.ErrorIs(t, err, ErrEntry)
}

func TestEntryTellsAllThatIsMissing(t *testing.T) {
	r := everything(t, steering)
	_, err := NewEntry(r, EntryOptions{Keys: []KeyID{"geheim123"}})
	require.ErrorIs(t, err, ErrEntry)
	assert.Equal(t, "entry (on): not an entry of a ledger: the day on which it was published is missing\n"+
		"entry (by): not an entry of a ledger: who published it is missing\n"+
		"entry (title): not an entry of a ledger: a title is missing\n"+
		"entry (keys[0]): not an entry of a ledger: the name of a key has 16 hexadecimal digits", err.Error())
	e := published(t, r, "x")
	e.By, e.Title, e.Waivers[0].Reason, e.Observations[0].ID = "", " ", "", "\t"
	path := filepath.Join(t.TempDir(), "ledger.jsonl")
	err = AppendEntry(path, e)
	assert.NoFileExists(t, path)
	for _, cause := range []error{ErrEntry, ErrWaiver} {
		assert.ErrorIs(t, err, cause)
	}
	for _, field := range []string{"(by)", "(title)", "(waivers[0])", "(observations[0])"} {
		assert.Contains(t, err.Error(), "ledger.jsonl "+field)
	}
	line, err := published(t, r, "x").line()
	require.NoError(t, err)
	broken := strings.NewReplacer(`"by":"onderzoeker 1"`, `"by":""`, `"title":"Tussenrapport"`, `"title":""`).Replace(string(line))
	_, err = ReadLedger(strings.NewReader(broken), "ledger.jsonl")
	assert.ErrorContains(t, err, "ledger.jsonl:1:")
	assert.ErrorContains(t, err, "(by)")
	assert.ErrorContains(t, err, "(title)")
}
