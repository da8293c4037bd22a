package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAppendMakesAndAdds(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "een logboek.jsonl")
	require.NoError(t, Append(path, 0o600, []byte("een\n")))
	assert.EqualValues(t, 0o600, mode(t, path))
	require.NoError(t, os.Chmod(path, 0o640))
	require.NoError(t, Append(path, 0o600, []byte("twee\n")))
	assert.Equal(t, "een\ntwee\n", content(t, path))
	assert.EqualValues(t, 0o640, mode(t, path), "a file that exists keeps its permissions")
	assert.Len(t, names(t, dir), 1, "nothing else is left in the folder")
}

func TestAppendSyncsTheFolderOfANewFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "log")
	folders, files := 0, 0
	s := system()
	s.folder = func(string) error { folders++; return nil }
	s.sync = func(*os.File) error { files++; return nil }
	require.NoError(t, s.append(path, 0o600, []byte("a\n")))
	assert.Equal(t, []int{1, 1}, []int{files, folders})
	require.NoError(t, s.append(path, 0o600, []byte("b\n")))
	assert.Equal(t, []int{2, 1}, []int{files, folders})
	require.NoError(t, os.Truncate(path, 0))
	require.NoError(t, s.append(path, 0o600, []byte("c\n")))
	assert.Equal(t, []int{3, 2}, []int{files, folders}, "whoever made the empty file may have been killed before the folder was synced")
}

func TestAppendErrors(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		why   string
		spoil func(*steps)
		holds string // what is in the file afterwards
	}{
		{"the permissions cannot be set", func(s *steps) { s.chmod = func(*os.File, os.FileMode) error { return broken } }, ""},
		{"the file cannot be synced", func(s *steps) { s.sync = func(*os.File) error { return broken } }, "a\n"},
		{"the file cannot be closed", func(s *steps) { s.close = func(f *os.File) error { _ = f.Close(); return broken } }, "a\n"},
		{"the folder cannot be synced", func(s *steps) { s.folder = func(string) error { return broken } }, "a\n"},
		{"the file is open to read only", func(s *steps) {
			s.open = func(path string, _ int, perm os.FileMode) (*os.File, error) {
				return os.OpenFile(path, os.O_RDONLY|os.O_CREATE, perm)
			}
		}, ""},
	} {
		path := filepath.Join(t.TempDir(), "geheim")
		s := system()
		c.spoil(&s)
		err := s.append(path, 0o600, []byte("a\n"))
		require.Error(t, err, c.why)
		assert.NotContains(t, err.Error(), "geheim", "no error repeats a path")
		assert.Equal(t, c.holds, content(t, path), c.why)
	}
	assert.ErrorIs(t, Append(filepath.Join(t.TempDir(), "none", "x"), 0o600, nil), os.ErrNotExist)
}
