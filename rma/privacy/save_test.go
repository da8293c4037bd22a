package privacy

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// assertOnlyForTheOwner sees that nobody else can read a file.
func assertOnlyForTheOwner(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		assert.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	}
}

func TestRotationSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rotation.csv")
	r, err := Rotate(testKeyed(t, KeyedOptions{}), newKeyed(t), CaseDomain, identifiers("1", "2"))
	require.NoError(t, err)
	require.NoError(t, r.Save(path))
	assertOnlyForTheOwner(t, path)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	back, err := ReadRotation(strings.NewReader(string(data)), path)
	require.NoError(t, err)
	assert.Equal(t, r, back)

	err = Rotation{}.Save(path)
	require.ErrorIs(t, err, fs.ErrExist, "the pairs may be the only ones")
	assert.Equal(t, 1, strings.Count(err.Error(), dir), "the path once")
	again, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, data, again)
	var at *rma.DataError
	require.ErrorAs(t, r.Save(filepath.Join(dir, "none", "x")), &at)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing else is left")
}

func TestSaveErasures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "erased.csv")
	k := testKeyed(t, KeyedOptions{})
	require.NoError(t, k.SaveErasures(path), "nobody")
	for _, s := range []string{"1", "2"} {
		require.NoError(t, k.Erase(mustReplace(t, k, CaseDomain, s)))
		require.NoError(t, k.SaveErasures(path), "over its own list")
	}
	assertOnlyForTheOwner(t, path)
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	next := testKeyed(t, KeyedOptions{})
	require.NoError(t, next.ReadErasures(f, path))
	assert.Equal(t, k.Erasures(), next.Erasures())
	require.NoError(t, next.SaveErasures(path), "over a list that was read")
}

func TestSaveErasuresTakesNobodyInAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "erased.csv")
	k := testKeyed(t, KeyedOptions{})
	require.NoError(t, k.Erase(mustReplace(t, k, CaseDomain, "1")))
	list := func(k *Keyed) string {
		var b strings.Builder
		require.NoError(t, k.WriteErasures(&b))
		return b.String()
	}
	fresh, other := testKeyed(t, KeyedOptions{}), newKeyed(t)
	require.NoError(t, fresh.Erase(mustReplace(t, fresh, CaseDomain, "2")))
	for _, c := range []struct {
		content string
		by      *Keyed
		want    error
		why     string
	}{
		{list(k), fresh, ErrReplace, "somebody on the list who was not erased here"},
		{list(k), other, ErrReplace, "a list of another key"},
		{"names\n" + secretName + "\n", k, ErrReplace, "another file"},
		{"study;key\n", k, ErrReplace, "a part of a heading"},
		{list(k)[:len(list(k))-4], k, ErrReplace, "a list that was cut off"},
		{"", k, nil, "an empty file"},
		{"\n", k, nil, "a blank file"},
		{"study;key;pseudonym\n", other, nil, "a list of nobody"},
		{list(k), k, nil, "its own"},
	} {
		require.NoError(t, os.WriteFile(path, []byte(c.content), 0o644))
		err := c.by.SaveErasures(path)
		if c.want == nil {
			assert.NoError(t, err, c.why)
			assertOnlyForTheOwner(t, path)
			continue
		}
		require.ErrorIs(t, err, c.want, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assertTellsNothing(t, err, secretName, c.why)
		after, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, c.content, string(after), c.why)
	}
	assert.Error(t, k.SaveErasures(filepath.Dir(path)), "a folder")
	assert.ErrorIs(t, k.SaveErasures(filepath.Join(filepath.Dir(path), "none", "x")), fs.ErrNotExist, "no such folder")
	assert.ErrorIs(t, (&Keyed{}).SaveErasures(path), rma.ErrMissing)
}
