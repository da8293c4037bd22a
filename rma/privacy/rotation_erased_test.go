package privacy

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// assertErased sees that a person is refused.
func assertErased(t *testing.T, by Pseudonymiser, d Domain, s, why string) {
	t.Helper()
	_, err := by.Pseudonym(d, NewIdentifier(s))
	assert.ErrorIs(t, err, ErrErased, why)
}

// TestErasureSurvivesRotation erases a person, rotates, and goes on with what was
// kept in files.
func TestErasureSurvivesRotation(t *testing.T) {
	for _, c := range []struct {
		from, to Pseudonymiser
		why      string
	}{
		{newKeyed(t), newKeyed(t), "a key to a key"},
		{newKeyed(t), testCodebook(t), "a key to a codebook"},
		{testCodebook(t), newKeyed(t), "a codebook to a key"},
		{testCodebook(t), testCodebook(t), "a codebook to a codebook"},
	} {
		gone := mustReplace(t, c.from, CaseDomain, secretName)
		require.NoError(t, c.from.(leaver).leaveOut(CaseDomain, NewIdentifier(secretName)))
		r, err := Rotate(c.from, c.to, CaseDomain, identifiers("1", secretName, "2", " "+strings.ToLower(secretName)))
		require.NoError(t, err, c.why)
		assert.Equal(t, 2, r.Len(), c.why)
		_, ok := r.Apply(gone)
		assert.False(t, ok, "her data are not carried on: %s", c.why)
		assert.Equal(t, []rma.Warning{rma.Warn(WarnErased, "n=1")}, r.Warnings(), c.why)
		assertErased(t, c.to, CaseDomain, secretName, c.why)
		mustReplace(t, c.to, FamilyDomain, secretName)
		mustReplace(t, c.to, CaseDomain, "1")

		next, err := Rotate(c.to, newKeyed(t), CaseDomain, identifiers("1", secretName))
		require.NoError(t, err, "and again: %s", c.why)
		assert.Equal(t, 1, next.Len(), c.why)
	}
}

func TestErasuresOfTheNewKeyAreWritten(t *testing.T) {
	old, next := testKeyed(t, KeyedOptions{}), newKeyed(t)
	require.NoError(t, old.Erase(mustReplace(t, old, CaseDomain, "1")))
	var list strings.Builder
	require.NoError(t, old.WriteErasures(&list))
	err := next.ReadErasures(strings.NewReader(list.String()), "erased.csv")
	require.ErrorIs(t, err, ErrWrongKey)
	assert.ErrorContains(t, err, "Rotate erases the same people under this one")

	_, err = Rotate(old, next, CaseDomain, identifiers("1", "2"))
	require.NoError(t, err)
	list.Reset()
	require.NoError(t, next.WriteErasures(&list))
	later, err := NewKeyed(next.state().key, "drenthe", KeyedOptions{})
	require.NoError(t, err)
	require.NoError(t, later.ReadErasures(strings.NewReader(list.String()), "erased-2.csv"))
	assertErased(t, later, CaseDomain, "1", "under the new key, in another program")
	mustReplace(t, later, CaseDomain, "2")
}

func TestRotateWarnsOfErasuresThatItCannotPassOn(t *testing.T) {
	for _, from := range []Pseudonymiser{newKeyed(t), testCodebook(t)} {
		for _, s := range []string{"1", "2", "3"} {
			mustReplace(t, from, CaseDomain, s)
			require.NoError(t, from.(leaver).leaveOut(CaseDomain, NewIdentifier(s)))
		}
		require.NoError(t, from.(leaver).leaveOut(FamilyDomain, NewIdentifier("1")))
		r, err := Rotate(from, newKeyed(t), CaseDomain, identifiers("2", "4"))
		require.NoError(t, err)
		assert.Equal(t, []rma.Warning{rma.Warn(WarnErased, "n=1"), rma.Warn(WarnErasureLost, "n=2")}, r.Warnings(), "of this domain")
		assert.Contains(t, Label(r.Warnings()[1], rma.Dutch), "verwijderd onder de oude sleutel")
		assert.Contains(t, Label(r.Warnings()[1], rma.English), "erased under the old key and not under the new")
		r.Warnings()[0] = rma.Warning{}
		assert.NotZero(t, r.Warnings()[0], "what is given out is a copy")
	}
}

func TestRotateLeavesOutWhoWasErasedOnTheNewSide(t *testing.T) {
	from, to := newKeyed(t), newKeyed(t)
	require.NoError(t, to.Erase(mustReplace(t, to, CaseDomain, "1")))
	r, err := Rotate(from, to, CaseDomain, identifiers("1", "2"))
	require.NoError(t, err)
	assert.Equal(t, 1, r.Len())
	assert.Equal(t, []rma.Warning{rma.Warn(WarnErased, "n=1")}, r.Warnings())
	r, err = Rotate(Numbered(), to, CaseDomain, identifiers("1"))
	require.NoError(t, err)
	assert.Zero(t, r.Len(), "an old side that erases nobody")
}

func TestRotateToWhatCannotErase(t *testing.T) {
	from := newKeyed(t)
	require.NoError(t, from.Erase(mustReplace(t, from, CaseDomain, secretName)))
	_, err := Rotate(from, Numbered(), CaseDomain, identifiers("1", secretName))
	require.ErrorIs(t, err, ErrRotation)
	assert.ErrorContains(t, err, "identifier 2")
	assertTellsNothing(t, err, secretName, "the erased")
	_, err = Rotate(from, Numbered(), CaseDomain, identifiers("1"))
	require.NoError(t, err)

	_, err = Rotate(from, refusing{newKeyed(t)}, CaseDomain, identifiers(secretName))
	require.NoError(t, err, "one that refuses the person already")
	var none *Keyed
	_, err = Rotate(from, none, CaseDomain, identifiers(secretName))
	assert.ErrorIs(t, err, rma.ErrMissing)
	var nobody *Codebook
	_, err = Rotate(from, nobody, CaseDomain, identifiers(secretName))
	assert.ErrorIs(t, err, rma.ErrMissing)
}

// refusing is a Pseudonymiser of somebody else, with erased people of its own.
type refusing struct{ by Pseudonymiser }

func (refusing) Pseudonym(Domain, Identifier) (Pseudonym, error) { return Pseudonym{}, ErrErased }

func TestRotateErasesNobodyAfterAnError(t *testing.T) {
	from, to := newKeyed(t), newKeyed(t)
	require.NoError(t, from.Erase(mustReplace(t, from, CaseDomain, "1")))
	_, err := Rotate(from, to, CaseDomain, identifiers("1", ""))
	require.ErrorIs(t, err, ErrNoIdentifier)
	assert.Empty(t, to.Erasures())
}

// TestErasingTakesNobodyAlong shortens the codes until two people collide: the
// one who was not erased must not be refused without a word.
func TestErasingTakesNobodyAlong(t *testing.T) {
	from, to := newKeyed(t), testKeyed(t, KeyedOptions{})
	p := mustReplace(t, to, CaseDomain, "1")
	to.state().seen[p] = [32]byte{1} // as if another had it
	require.NoError(t, from.Erase(mustReplace(t, from, CaseDomain, "1")))
	_, err := Rotate(from, to, CaseDomain, identifiers("1"))
	assert.ErrorIs(t, err, ErrCollision)
}

func TestCodebookRotateKeepsTheErased(t *testing.T) {
	b := testCodebook(t)
	mustReplace(t, b, CaseDomain, "1")
	mustReplace(t, b, CaseDomain, "2")
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier("1")))
	r, err := b.Rotate()
	require.NoError(t, err)
	assert.Equal(t, 1, r.Len())
	assert.Empty(t, r.Warnings())
	assertErased(t, b, CaseDomain, "1", "after new codes")
	assertErased(t, readCodebook(t, saved(t, b)), CaseDomain, "1", "and in the file")
}
