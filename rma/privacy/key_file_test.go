package privacy

import (
	"bytes"
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

// testKeyLine is the file of testKey, computed with Python 3.11.
const testKeyLine = "rma-key-1 AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA8LNk/"

func writeKeyFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "study.key")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestCreateAndReadKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "study.key")
	made, err := CreateKeyFile(path)
	require.NoError(t, err)
	read, err := ReadKeyFile(path)
	require.NoError(t, err)
	assert.Equal(t, made.ID(), read.ID())
	assert.Equal(t, made.reveal(), read.reveal())
	info, err := os.Stat(path)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		assert.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing else stays in the folder")
}

func TestCreateKeyFileWritesOneLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "study.key")
	_, err := createKeyFile(path, bytes.NewReader(countingBytes(1)))
	require.NoError(t, err)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, testKeyLine+"\n", string(data))
}

func TestCreateKeyFileRefuses(t *testing.T) {
	path := writeKeyFile(t, "something else")
	_, err := CreateKeyFile(path)
	require.ErrorIs(t, err, fs.ErrExist)
	var at *rma.DataError
	require.ErrorAs(t, err, &at)
	assert.Equal(t, path, at.File)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "something else", string(data), "the file that was there is whole")
	_, err = CreateKeyFile(filepath.Join(path, "below"))
	assert.Error(t, err, "no folder")
	fresh := filepath.Join(t.TempDir(), "x")
	_, err = createKeyFile(fresh, bytes.NewReader(nil))
	assert.ErrorIs(t, err, ErrKey)
	assert.NoFileExists(t, fresh, "no key, no file")
}

func TestReadKeyFileTakesWhatEditorsAdd(t *testing.T) {
	for _, content := range []string{
		testKeyLine, testKeyLine + "\n", testKeyLine + "\r\n", "\ufeff" + testKeyLine + "\r\n", "\n  " + testKeyLine + " \n\n",
	} {
		k, err := ReadKeyFile(writeKeyFile(t, content))
		require.NoError(t, err, "%q", content)
		assert.Equal(t, testKey(t).ID(), k.ID())
	}
}

func TestReadKeyFileRefuses(t *testing.T) {
	code := strings.TrimPrefix(testKeyLine, keyHead)
	zeros := keyHead + keyEncoding.EncodeToString(append(make([]byte, keyBytes), keyChecksum([keyBytes]byte{})...))
	for _, c := range []struct{ content, why string }{
		{"", "an empty file"},
		{"\n", "an empty line"},
		{code, "no head"},
		{"rma-key-2 " + code, "another form"},
		{"RMA-KEY-1 " + code, "the head in capitals"},
		{"rma-key-1\t" + code, "a tab"},
		{keyHead, "a head alone"},
		{testKeyLine[:len(testKeyLine)-1], "a character lost"},
		{testKeyLine + "A", "a character too many"},
		{testKeyLine + "====", "padding"},
		{testKeyLine[:30] + " " + testKeyLine[30:], "a space inside"},
		{testKeyLine[:30] + "\n" + testKeyLine[30:], "broken over two lines, which the decoder would pass over"},
		{testKeyLine + "\n" + testKeyLine, "two keys"},
		{strings.Replace(testKeyLine, "/", "_", 1), "the other base64"},
		{zeros, "a key of zeros, with its checksum"},
		{strings.Repeat(" ", maxKeyFile) + testKeyLine, "a large file"},
		{strings.Repeat("x", 1<<20), "a larger one"},
		{testKeyLine + "\x00", "a NUL"},
	} {
		_, err := ReadKeyFile(writeKeyFile(t, c.content))
		require.ErrorIs(t, err, ErrKey, c.why)
		assertTellsNothing(t, err, code, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
	}
}

// assertTellsNothing looks for a part of a secret in the text of an error.
func assertTellsNothing(t *testing.T, err error, secret, why string) {
	t.Helper()
	for i := range len(secret) - 5 {
		require.NotContains(t, err.Error(), secret[i:i+6], why)
	}
}

// TestEveryTypingErrorIsFound changes each character of the code into each
// other one, and swaps each pair of neighbours.
func TestEveryTypingErrorIsFound(t *testing.T) {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	right := []byte(testKeyLine)
	for i := len(keyHead); i < len(right); i++ {
		for j := range alphabet {
			wrong := bytes.Clone(right)
			wrong[i] = alphabet[j]
			if _, err := parseKey(string(wrong)); !bytes.Equal(wrong, right) {
				require.ErrorIs(t, err, ErrKey)
			}
		}
		wrong := bytes.Clone(right)
		wrong[i], wrong[i-1] = wrong[i-1], wrong[i]
		if _, err := parseKey(string(wrong)); !bytes.Equal(wrong, right) {
			require.ErrorIs(t, err, ErrKey)
		}
	}
}

func TestReadKeyFileRefusesWhatOthersCanRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	path := writeKeyFile(t, testKeyLine)
	for _, mode := range []fs.FileMode{0o644, 0o640, 0o604, 0o660, 0o610, 0o602} {
		require.NoError(t, os.Chmod(path, mode))
		_, err := ReadKeyFile(path)
		require.ErrorIs(t, err, ErrKeyOpen, "%o", mode)
		assert.ErrorContains(t, err, "0600 is enough")
	}
	for _, mode := range []fs.FileMode{0o600, 0o400, 0o700} {
		require.NoError(t, os.Chmod(path, mode))
		_, err := ReadKeyFile(path)
		assert.NoError(t, err, "%o", mode)
	}
}

func TestReadKeyFileOfNoFile(t *testing.T) {
	dir := t.TempDir()
	_, err := ReadKeyFile(filepath.Join(dir, "none"))
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.Equal(t, 1, strings.Count(err.Error(), dir), "the path once")
	_, err = ReadKeyFile(dir)
	assert.ErrorIs(t, err, ErrKey, "a folder")
	if runtime.GOOS != "windows" {
		_, err = ReadKeyFile("/dev/zero")
		assert.ErrorIs(t, err, ErrKey, "a device, which has no end")
	}
}

func TestKeyFromEnv(t *testing.T) {
	t.Setenv("RMA_TEST_KEY", testKeyLine+"\n")
	k, err := KeyFromEnv("RMA_TEST_KEY")
	require.NoError(t, err)
	assert.Equal(t, testKey(t).ID(), k.ID())

	t.Setenv("RMA_TEST_KEY", secretName)
	_, err = KeyFromEnv("RMA_TEST_KEY")
	require.ErrorIs(t, err, ErrKey)
	assert.ErrorContains(t, err, "RMA_TEST_KEY")
	assertTellsNothing(t, err, secretName, "the content of the variable")

	t.Setenv("RMA_TEST_KEY", "")
	_, err = KeyFromEnv("RMA_TEST_KEY")
	assert.ErrorIs(t, err, ErrKey)

	_, err = KeyFromEnv("RMA_TEST_KEY_THAT_NOBODY_SET")
	require.ErrorIs(t, err, ErrKey)
	assert.ErrorContains(t, err, "RMA_TEST_KEY_THAT_NOBODY_SET")

	_, err = KeyFromEnv("")
	assert.ErrorIs(t, err, ErrKey)
	_, err = KeyFromEnv(testKeyLine)
	require.ErrorIs(t, err, ErrKey)
	assertTellsNothing(t, err, testKeyLine, "the key given in the place of the name")
}
