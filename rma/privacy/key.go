package privacy

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

var (
	// ErrSecretKey is what every form of writing a Key gives, but for
	// CreateKeyFile.
	ErrSecretKey = errors.New("keys are not written: CreateKeyFile makes a key with its file")

	// ErrKey says that something is no key.
	ErrKey = errors.New("not a key")
)

// keyMark is what a key prints as.
const keyMark = "[key]"

// keyBytes is the length of a key.
const keyBytes = 32

// Key is the secret from which [Keyed] makes pseudonyms: 32 random bytes. With
// it anybody can find out which pseudonym belongs to a name, by trying names;
// without it nobody can. Keep it apart from the data, with somebody who does not
// analyse them, and never in a repository.
//
// A Key prints as [key] and refuses to be written in any form, as an
// [Identifier] does. A key can be replaced (see [Rotate]) and not be found back.
//
// The zero Key is no key, and nothing is replaced with it.
type Key struct{ reveal func() [keyBytes]byte }

// KeyID names a key without telling it, so that a report can record with which
// key its pseudonyms were made: 16 hexadecimal digits.
type KeyID string

// NewKey makes a key of 32 bytes from a source of random numbers; nil means that
// of the operating system, and anything else is for tests. A source that fails,
// or gives only zeros, is ErrKey.
//
// The key is gone when the program ends: to keep one, see [CreateKeyFile].
func NewKey(random io.Reader) (Key, error) {
	if random == nil {
		random = rand.Reader
	}
	var b [keyBytes]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return Key{}, fmt.Errorf("%w: the source of random numbers gave fewer than %d bytes: %w", ErrKey, keyBytes, err)
	}
	return keyOf(b)
}

// keyOf takes the bytes of a key.
func keyOf(b [keyBytes]byte) (Key, error) {
	if b == [keyBytes]byte{} {
		return Key{}, fmt.Errorf("%w: it holds only zeros", ErrKey)
	}
	return Key{reveal: func() [keyBytes]byte { return b }}, nil
}

// IsZero reports whether there is no key.
func (k Key) IsZero() bool { return k.reveal == nil }

// ID returns the name of the key, "" for the zero Key: the first 8 bytes of
//
//	SHA-256("rma key id" 0x00 key)
//
// in hexadecimal digits. It tells nothing of the key that trying could use.
func (k Key) ID() KeyID {
	if k.IsZero() {
		return ""
	}
	b := k.reveal()
	sum := sha256.Sum256(append([]byte("rma key id\x00"), b[:]...))
	return KeyID(hex.EncodeToString(sum[:8]))
}

// String returns [key].
func (k Key) String() string { return keyMark }

// GoString returns [key].
func (k Key) GoString() string { return keyMark }

// Format writes [key] whatever the verb, its flags, width and precision.
func (k Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, keyMark) }

// LogValue gives a log [key].
func (k Key) LogValue() slog.Value { return slog.StringValue(keyMark) }
