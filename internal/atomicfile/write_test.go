package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(data)
}

// names gives what stands in a folder, hidden files included.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	out := []string{}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	return info.Mode().Perm()
}

func TestWriteMakesAndReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "een bestand.csv")
	require.NoError(t, Write(path, 0o600, text("oud")))
	assert.Equal(t, "oud", content(t, path))
	require.NoError(t, Write(path, 0o600, text("")))
	assert.Empty(t, content(t, path))
	large := strings.Repeat("regel\n", 100_000)
	require.NoError(t, Write(path, 0o600, text(large)))
	assert.Equal(t, large, content(t, path))
	assert.Equal(t, []string{"een bestand.csv"}, names(t, dir), "no temporary file stays")
}

func TestWriteInTheCurrentFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, Write("kaal.csv", 0o600, text("x")))
	require.NoError(t, Create("nieuw.csv", 0o600, text("y")))
	assert.Equal(t, []string{"kaal.csv", "nieuw.csv"}, names(t, "."))
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	dir := t.TempDir()
	for _, c := range []struct {
		perm fs.FileMode
		why  string
	}{
		{0o600, "only the owner"},
		{0o640, "the group reads too"},
		{0o666, "exactly what was asked, whatever the process takes off by default"},
	} {
		path := filepath.Join(dir, fmt.Sprintf("%o", c.perm))
		require.NoError(t, Write(path, c.perm, text("x")))
		assert.Equal(t, c.perm, mode(t, path), c.why)
		require.NoError(t, Create(path+"-new", c.perm, text("x")))
		assert.Equal(t, c.perm, mode(t, path+"-new"), c.why)
	}
	open := filepath.Join(dir, "open")
	require.NoError(t, os.WriteFile(open, []byte("x"), 0o644))
	require.NoError(t, Write(open, 0o600, text("y")))
	assert.Equal(t, fs.FileMode(0o600), mode(t, open), "a file that was open to all is closed")
}

func TestPermissionsAreThereBeforeTheContent(t *testing.T) {
	dir := t.TempDir()
	err := Write(filepath.Join(dir, "x"), 0o600, func(w io.Writer) error {
		for _, name := range names(t, dir) {
			assert.Equal(t, fs.FileMode(0o600), mode(t, filepath.Join(dir, name)))
		}
		return nil
	})
	require.NoError(t, err)
}

func TestReadersSeeTheOldFileUntilTheEnd(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	require.NoError(t, Write(path, 0o600, text("oud")))
	err := Write(path, 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Repeat("nieuw", 10_000)) // more than the buffer
		assert.Equal(t, "oud", content(t, path))
		return err
	})
	require.NoError(t, err)
	assert.Len(t, content(t, path), 50_000)
}

func TestWriteReplacesALinkAndNotItsTarget(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	require.NoError(t, Write(target, 0o600, text("oud")))
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here")
	}
	require.NoError(t, Write(link, 0o600, text("nieuw")))
	assert.Equal(t, "oud", content(t, target))
	assert.Equal(t, "nieuw", content(t, link))
}

func TestCreateRefusesWhatExists(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	require.NoError(t, Create(path, 0o600, text("oud")))
	called := false
	err := Create(path, 0o600, func(io.Writer) error { called = true; return nil })
	assert.ErrorIs(t, err, fs.ErrExist)
	assert.False(t, called, "what would be written is not even made")
	assert.Equal(t, "oud", content(t, path))
	assert.ErrorIs(t, Create(dir, 0o600, text("x")), fs.ErrExist)
	dangling := filepath.Join(dir, "link")
	if os.Symlink(filepath.Join(dir, "nowhere"), dangling) == nil {
		assert.ErrorIs(t, Create(dangling, 0o600, text("x")), fs.ErrExist, "a link is not followed")
	}
}

func TestCreateGivesTheFileToOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	var wg sync.WaitGroup
	won := make([]bool, 20)
	for i := range won {
		wg.Go(func() { won[i] = Create(path, 0o600, text(fmt.Sprint(i))) == nil })
	}
	wg.Wait()
	winners := 0
	for i, w := range won {
		if w {
			winners++
			assert.Equal(t, fmt.Sprint(i), content(t, path))
		}
	}
	assert.Equal(t, 1, winners)
}

func TestErrorsRepeatNoPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "jansen")
	for _, err := range []error{
		Write(filepath.Join(dir, "x"), 0o600, text("x")),
		Create(filepath.Join(dir, "x"), 0o600, text("x")),
	} {
		require.ErrorIs(t, err, fs.ErrNotExist)
		assert.NotContains(t, err.Error(), "jansen")
	}
	require.NoError(t, os.Mkdir(dir, 0o700))
	err := Write(dir, 0o600, text("x"))
	require.Error(t, err, "a folder is in the place")
	assert.NotContains(t, err.Error(), "jansen")
}

var errBroken = errors.New("broken")

// broken gives, for each step, the steps of the system with that one failing.
func broken() map[string]steps {
	at := func(change func(s *steps)) steps {
		s := system()
		change(&s)
		return s
	}
	file := func(*os.File) error { return errBroken }
	return map[string]steps{
		"temp":   at(func(s *steps) { s.temp = func(string, string) (*os.File, error) { return nil, errBroken } }),
		"open":   at(func(s *steps) { s.open = func(string, int, fs.FileMode) (*os.File, error) { return nil, errBroken } }),
		"chmod":  at(func(s *steps) { s.chmod = func(*os.File, fs.FileMode) error { return errBroken } }),
		"sync":   at(func(s *steps) { s.sync = file }),
		"close":  at(func(s *steps) { s.close = file }),
		"rename": at(func(s *steps) { s.rename = func(string, string) error { return errBroken } }),
	}
}

func TestEveryFailingStepLeavesTheOldFileAndNoOther(t *testing.T) {
	for step, s := range broken() {
		dir := t.TempDir()
		path := filepath.Join(dir, "x")
		require.NoError(t, Write(path, 0o600, text("oud")))
		if step != "open" {
			assert.ErrorIs(t, s.write(path, 0o600, text("nieuw")), errBroken, step)
			assert.Equal(t, "oud", content(t, path), step)
		}
		if step != "temp" && step != "rename" {
			assert.ErrorIs(t, s.create(path+"2", 0o600, text("nieuw")), errBroken, step)
		}
		assert.Equal(t, []string{"x"}, names(t, dir), step)
	}
}

func TestFolderThatCannotBeSyncedIsSaid(t *testing.T) {
	s := system()
	s.folder = func(string) error { return errBroken }
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	err := s.write(path, 0o600, text("nieuw"))
	require.ErrorIs(t, err, errBroken)
	assert.ErrorContains(t, err, "in place")
	assert.Equal(t, "nieuw", content(t, path))
	assert.ErrorIs(t, s.create(path+"2", 0o600, text("nieuw")), errBroken)
	assert.Equal(t, []string{"x", "x2"}, names(t, dir))
}

func TestSyncFolder(t *testing.T) {
	assert.NoError(t, syncFolder(t.TempDir()))
	if runtime.GOOS != "windows" {
		assert.ErrorIs(t, syncFolder(filepath.Join(t.TempDir(), "none")), fs.ErrNotExist)
	}
}

func TestFunctionThatFailsOrPanicsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	require.NoError(t, Write(path, 0o600, text("oud")))
	half := func(w io.Writer) error {
		_, _ = io.WriteString(w, strings.Repeat("half", 10_000))
		return errBroken
	}
	assert.ErrorIs(t, Write(path, 0o600, half), errBroken)
	assert.ErrorIs(t, Create(path+"2", 0o600, half), errBroken)
	stop := func(io.Writer) error { panic("stop") }
	assert.PanicsWithValue(t, "stop", func() { _ = Write(path, 0o600, stop) })
	assert.PanicsWithValue(t, "stop", func() { _ = Create(path+"2", 0o600, stop) })
	assert.Equal(t, "oud", content(t, path))
	assert.Equal(t, []string{"x"}, names(t, dir))
}

func TestFailingDiskRepeatsNoPath(t *testing.T) {
	dir := t.TempDir()
	s := system()
	s.temp = func(dir, pattern string) (*os.File, error) {
		f, err := os.CreateTemp(dir, pattern)
		require.NoError(t, err)
		return f, f.Close() // every write to it fails
	}
	s.chmod = func(*os.File, fs.FileMode) error { return nil }
	for _, size := range []int{1, 10_000} { // within the buffer, and beyond it
		err := s.write(filepath.Join(dir, "x"), 0o600, text(strings.Repeat("x", size)))
		require.ErrorIs(t, err, fs.ErrClosed)
		assert.NotContains(t, err.Error(), ".writing-")
	}
	assert.Empty(t, names(t, dir))
}

// ownError is an error of the function that writes.
type ownError struct{ error }

func (e ownError) Unwrap() error { return e.error }

func TestErrorOfTheFunctionIsKept(t *testing.T) {
	var own ownError
	err := Write(filepath.Join(t.TempDir(), "x"), 0o600, func(io.Writer) error {
		return ownError{&fs.PathError{Op: "read", Path: "source", Err: errBroken}}
	})
	assert.ErrorAs(t, err, &own)
	assert.ErrorIs(t, err, errBroken)
}

func TestWritersDoNotMix(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			assert.NoError(t, Write(path, 0o600, text(strings.Repeat(string(rune('a'+i)), 9_000))))
		})
	}
	wg.Wait()
	got := content(t, path)
	assert.Len(t, got, 9_000)
	assert.Equal(t, strings.Repeat(got[:1], 9_000), got)
	assert.Equal(t, []string{"x"}, names(t, dir))
}
