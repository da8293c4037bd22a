package privacy

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// testKey is the key of the bytes 1, 2, ... 32. The figures that tests expect
// of it were computed with Python 3.11, modules hmac and hashlib, by the
// formulas in the documentation.
func testKey(t testing.TB) Key {
	t.Helper()
	k, err := NewKey(bytes.NewReader(countingBytes(1)))
	require.NoError(t, err)
	return k
}

// countingBytes gives 32 bytes that count on from the first.
func countingBytes(first byte) []byte {
	b := make([]byte, keyBytes)
	for i := range b {
		b[i] = first + byte(i)
	}
	return b
}

func TestNewKey(t *testing.T) {
	k := testKey(t)
	assert.False(t, k.IsZero())
	assert.Equal(t, [keyBytes]byte(countingBytes(1)), k.reveal())
	a, err := NewKey(nil)
	require.NoError(t, err)
	b, err := NewKey(nil)
	require.NoError(t, err)
	assert.NotEqual(t, a.ID(), b.ID(), "the random numbers of the system")
}

func TestNewKeyRefuses(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		source io.Reader
		cause  error
		why    string
	}{
		{bytes.NewReader(nil), io.EOF, "no bytes"},
		{bytes.NewReader(make([]byte, 31)), io.ErrUnexpectedEOF, "too few"},
		{iotest.ErrReader(broken), broken, "a source that fails"},
		{bytes.NewReader(make([]byte, 32)), ErrKey, "only zeros, as a source gives that was never started"},
	} {
		k, err := NewKey(c.source)
		assert.ErrorIs(t, err, ErrKey, c.why)
		assert.ErrorIs(t, err, c.cause, c.why)
		assert.True(t, k.IsZero(), c.why)
	}
	k, err := NewKey(iotest.OneByteReader(bytes.NewReader(countingBytes(1))))
	require.NoError(t, err)
	assert.Equal(t, testKey(t).ID(), k.ID(), "a slow source")
}

func TestKeyID(t *testing.T) {
	assert.Equal(t, KeyID("896ce18c14e26d88"), testKey(t).ID(), "Python 3.11 hashlib")
	assert.Equal(t, KeyID(""), Key{}.ID())
}

func TestKeyPrintsAsKey(t *testing.T) {
	for _, k := range []Key{testKey(t), {}} {
		for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%20s", "%.1s"} {
			assert.Equal(t, "[key]", fmt.Sprintf(format, k), format)
			assert.Equal(t, "[key]", fmt.Sprintf(format, &k), format)
		}
		assert.Equal(t, "[key]", k.String())
		assert.Equal(t, "[key]", k.GoString())
		assert.Equal(t, "[key]", k.LogValue().String())
		assert.Equal(t, "{[key]}", fmt.Sprint(struct{ K Key }{k}))
	}
}

func TestKeyRefusesToBeWritten(t *testing.T) {
	type settings struct{ Secret Key }
	for _, k := range []Key{testKey(t), {}} {
		assertRefuses(t, k, ErrSecretKey)
		_, err := k.Value()
		assert.ErrorIs(t, err, ErrSecretKey)
		_, err = json.Marshal(settings{k})
		assert.ErrorIs(t, err, ErrSecretKey)
		_, err = xml.Marshal(settings{k})
		assert.ErrorIs(t, err, ErrSecretKey)
		assert.ErrorIs(t, gob.NewEncoder(&bytes.Buffer{}).Encode(k), ErrSecretKey)
	}
}
