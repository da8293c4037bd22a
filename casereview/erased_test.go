package casereview

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

const erasedRows = "A-1;G1;Emmen;1-2-2023 10:00;;p1|p2;;;;;;;;\nA-2;G2;Emmen;2-2-2023 10:00;;p3;;;;;;;;\n"

func testKeyed(t *testing.T) *privacy.Keyed {
	t.Helper()
	key, err := privacy.NewKey(nil)
	require.NoError(t, err)
	k, err := privacy.NewKeyed(key, "drenthe", privacy.KeyedOptions{})
	require.NoError(t, err)
	return k
}

func testCodebook(t *testing.T) *privacy.Codebook {
	t.Helper()
	b, err := privacy.NewCodebook("drenthe", privacy.CodebookOptions{})
	require.NoError(t, err)
	return b
}

// TestErasingIsTheSameWithKeyAndCodebook reads a file, erases somebody, and
// reads it again.
func TestErasingIsTheSameWithKeyAndCodebook(t *testing.T) {
	keyed, book := testKeyed(t), testCodebook(t)
	for _, c := range []struct {
		by    privacy.Pseudonymiser
		erase func(privacy.Domain, privacy.Identifier) error
		why   string
	}{
		{keyed, func(d privacy.Domain, id privacy.Identifier) error {
			p, err := keyed.Pseudonym(d, id)
			require.NoError(t, err)
			return keyed.Erase(p)
		}, "a key"},
		{book, book.Erase, "a codebook"},
	} {
		read := func() *Log {
			log, err := ReadWide(strings.NewReader(wideHeading+erasedRows), "cases.csv", wideMapping(), ReadOptions{Pseudonyms: c.by})
			require.NoError(t, err, c.why)
			return log
		}
		require.Equal(t, 2, read().Len(), c.why)
		require.NoError(t, c.erase(privacy.FamilyDomain, privacy.NewIdentifier("g1")), c.why)
		for range 2 {
			log := read()
			assert.Equal(t, 1, log.Len(), "the case of the family is left out, each time: %s", c.why)
			assert.Equal(t, []rma.Warning{rma.Warn(privacy.WarnErased, "n=1")}, log.Warnings(), c.why)
		}
		require.NoError(t, c.erase(privacy.PersonDomain, privacy.NewIdentifier("p3")), c.why)
		log := read()
		assert.Equal(t, 1, log.Len(), "a person is left out, and the case stays: %s", c.why)
		assert.Equal(t, []rma.Warning{rma.Warn(privacy.WarnErased, "n=2")}, log.Warnings(), c.why)
	}
}
