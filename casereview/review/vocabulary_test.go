package review

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

type word interface {
	fmt.Stringer
	encoding.TextMarshaler
	Label(rma.Lang) string
}

// vocabularies gives for each vocabulary its size, its value at a place, and a
// reader of keys.
func vocabularies() map[string]struct {
	size int
	at   func(uint8) word
	read func(string) (word, error)
} {
	type vocabulary = struct {
		size int
		at   func(uint8) word
		read func(string) (word, error)
	}
	return map[string]vocabulary{
		"Status":      {6, func(v uint8) word { return Status(v) }, func(s string) (word, error) { var v Status; err := v.UnmarshalText([]byte(s)); return v, err }},
		"Appraisal":   {5, func(v uint8) word { return Appraisal(v) }, func(s string) (word, error) { var v Appraisal; err := v.UnmarshalText([]byte(s)); return v, err }},
		"FactorLevel": {9, func(v uint8) word { return FactorLevel(v) }, func(s string) (word, error) { var v FactorLevel; err := v.UnmarshalText([]byte(s)); return v, err }},
		"Direction":   {3, func(v uint8) word { return Direction(v) }, func(s string) (word, error) { var v Direction; err := v.UnmarshalText([]byte(s)); return v, err }},
		"PatternType": {7, func(v uint8) word { return PatternType(v) }, func(s string) (word, error) { var v PatternType; err := v.UnmarshalText([]byte(s)); return v, err }},
		"Scope":       {4, func(v uint8) word { return Scope(v) }, func(s string) (word, error) { var v Scope; err := v.UnmarshalText([]byte(s)); return v, err }},
	}
}

func TestVocabularies(t *testing.T) {
	for name, v := range vocabularies() {
		seen := map[string]bool{}
		for i := range uint8(v.size) {
			w := v.at(i)
			key, err := w.MarshalText()
			require.NoError(t, err, name)
			assert.Equal(t, w.String(), string(key), name)
			assert.Equal(t, i == 0, len(key) == 0, "%s: only what is not recorded has no key", name)
			assert.False(t, seen[string(key)], "%s: two values with one key", name)
			seen[string(key)] = true
			back, err := v.read(string(key))
			require.NoError(t, err, name)
			assert.Equal(t, w, back, name)
			assert.NotEmpty(t, w.Label(rma.Dutch), name)
			assert.NotEmpty(t, w.Label(rma.English), name)
		}
		beyond := v.at(uint8(v.size))
		assert.Equal(t, fmt.Sprintf("%s(%d)", name, v.size), beyond.String())
		_, err := beyond.MarshalText()
		assert.ErrorIs(t, err, rma.ErrUnknownTerm, name)
		_, err = v.read(secret)
		require.ErrorIs(t, err, rma.ErrUnknownTerm, name)
		assert.NotContains(t, err.Error(), secret, name)
	}
	assert.Len(t, Statuses(), 5)
	assert.Len(t, FactorLevels(), 8)
	assert.Len(t, PatternTypes(), 6)
	assert.Len(t, Scopes(), 3)
	assert.Equal(t, "helpt en belemmert", SeenBoth.Label(rma.Dutch))
	assert.Equal(t, "both", SeenBoth.String())
}
