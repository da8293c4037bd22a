package privacy

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// leakSamples gives a value of every type of this package that holds an
// Identifier or a Key, with the secret in it, by the name of the type.
// TestEveryHolderIsInTheLeakTest sees that none is missing.
//
// Left out of sight are the states, such as keyedState: they are never given
// out, and stand behind a function for that reason. Their samples are the values
// that hold them.
func leakSamples(t testing.TB, secret string) map[string]any {
	t.Helper()
	id := NewIdentifier(secret)
	key, err := NewKey(strings.NewReader((secret + strings.Repeat("~", keyBytes))[:keyBytes]))
	require.NoError(t, err)
	keyed, err := NewKeyed(key, "drenthe", KeyedOptions{Expect: key.ID()})
	require.NoError(t, err)
	_, err = keyed.Pseudonym(PersonDomain, id)
	require.NoError(t, err)
	met := NewCollector()
	_, err = met.Pseudonym(PersonDomain, id)
	require.NoError(t, err)
	return map[string]any{
		"Identifier":     id,
		"Identifiers":    met.Identifiers(),
		"Collector":      *met,
		"collectorState": met,
		"Key":            key,
		"Keyed":          *keyed,
		"keyedState":     keyed,
	}
}

// others gives values that hold a secret in another form than an Identifier or
// a Key: as text, as a digest, or in the state of a function.
func otherSamples(t testing.TB, secret string) []any {
	t.Helper()
	id := NewIdentifier(secret)
	b := testCodebook(t)
	p, err := b.Pseudonym(PersonDomain, id)
	require.NoError(t, err)
	_, err = b.Pseudonym(FamilyDomain, NewIdentifier(secret+" junior"))
	require.NoError(t, err)
	gone := NewIdentifier(secret + " senior")
	_, err = b.Pseudonym(FamilyDomain, gone)
	require.NoError(t, err)
	require.NoError(t, b.Erase(FamilyDomain, gone))
	n := Numbered()
	_, err = n.Pseudonym(PersonDomain, id)
	require.NoError(t, err)
	r, err := Rotate(b, n, PersonDomain, []Identifier{id})
	require.NoError(t, err)
	return []any{b, *b, n, r, r.Pairs(), p, Declared(PersonDomain)}
}

func TestNothingLeaks(t *testing.T) {
	samples := leakSamples(t, secretName)
	for _, v := range samples {
		testkit.NoLeak(t, secretName, v)
	}
	testkit.NoLeak(t, secretName, otherSamples(t, secretName)...)
	id, key := samples["Identifier"].(Identifier), samples["Key"].(Key)
	testkit.NoLeak(t, secretName,
		struct{ who, whom Identifier }{id, id},
		struct{ with *Key }{&key},
		struct {
			Rows []map[string]Identifier
			keys [2]Key
		}{[]map[string]Identifier{{"a": id}}, [2]Key{key, key}},
		[]any{id, key, &id, &key},
	)
}

// TestTheKeyOfANumberedIsHidden looks for the key and the digests by which a
// name could be found by trying.
func TestTheKeyOfANumberedIsHidden(t *testing.T) {
	n := Numbered().(numbered)
	mustReplace(t, n, PersonDomain, secretName)
	s := n.state()
	noBytes(t, s.key[:], n)
	for digest := range s.numbers {
		noBytes(t, digest[:], n)
	}
	k := testKeyed(t, KeyedOptions{})
	p := mustReplace(t, k, PersonDomain, secretName)
	digest := k.state().seen[p]
	noBytes(t, digest[:], k)
}

// noBytes looks for random bytes in what fmt makes of a value. Parts of them, for
// which NoLeak looks, can stand there by chance.
func noBytes(t *testing.T, secret []byte, value any) {
	t.Helper()
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		got := fmt.Sprintf(format, value)
		for _, form := range []string{string(secret), hex.EncodeToString(secret), fmt.Sprint(secret), base64.StdEncoding.EncodeToString(secret)} {
			assert.False(t, strings.Contains(got, form), format)
		}
	}
}

// TestAFullCodebookIsHidden fills in the answer of a lookup, the errors, and
// what a failed save says.
func TestAFullCodebookIsHidden(t *testing.T) {
	b := testCodebook(t)
	p := mustReplace(t, b, CaseDomain, secretName)
	id, err := b.Lookup(p, "to test it")
	require.NoError(t, err)
	values := []any{b, id}
	note := func(err error) {
		require.Error(t, err)
		values = append(values, err)
	}
	note(b.Save(filepath.Join(t.TempDir(), "none", "x")))
	_, err = b.Lookup(Pseudonym{}, "to test it")
	note(err)
	_, err = b.Lookup(p, "")
	note(err)
	_, err = b.Pseudonym(DomainNotGiven, id)
	note(err)
	_, err = Declared().Pseudonym(CaseDomain, id)
	note(err)
	_, err = id.Reveal("")
	note(err)
	_, err = id.MarshalJSON()
	note(err)
	var file bytes.Buffer
	require.NoError(t, b.state().write(&file))
	require.Contains(t, file.String(), secretName, "the one place where it is written")
	_, err = ReadCodebook(strings.NewReader(file.String()+strings.SplitAfter(file.String(), "\n")[1]), "x", CodebookOptions{})
	note(err)
	_, err = parseKey(keyHead + hex.EncodeToString([]byte(secretName)))
	note(err)
	testkit.NoLeak(t, secretName, values...)
}

// failure keeps what a failing assertion says.
type failure struct{ bytes.Buffer }

func (f *failure) Errorf(format string, args ...any) { fmt.Fprintf(f, format, args...) }

// TestFailingAssertionsTellNothing lets assertions of testify fail, which print
// by reflection with the methods of the values switched off.
func TestFailingAssertionsTellNothing(t *testing.T) {
	type row struct {
		Line int
		who  Identifier
		with Key
	}
	key, err := NewKey(strings.NewReader((secretName + strings.Repeat("~", keyBytes))[:keyBytes]))
	require.NoError(t, err)
	a, b := row{1, NewIdentifier(secretName), key}, row{2, NewIdentifier(secretName + "x"), Key{}}
	book := testCodebook(t)
	mustReplace(t, book, CaseDomain, secretName)
	var f failure
	assert.Equal(&f, a, b)
	assert.Equal(&f, &a, &b)
	assert.Equal(&f, []row{a}, []row{b})
	assert.EqualValues(&f, a.who, b.who)
	assert.ElementsMatch(&f, []row{a}, []row{b})
	assert.Contains(&f, []row{a}, b)
	assert.Empty(&f, a)
	assert.Nil(&f, a)
	assert.Zero(&f, a.with)
	assert.Len(&f, map[string]row{"x": a}, 5)
	assert.Equal(&f, book, nil)
	assert.Equal(&f, *book, Codebook{})
	assert.IsType(&f, a, book)
	assert.Greater(t, strings.Count(f.String(), "Error:"), 10, "they did fail")
	testkit.NoLeak(t, secretName, f.String())
}
