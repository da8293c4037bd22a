package leak

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// TestACheckTellsNothing looks for an identifier in the check that looks for it.
func TestACheckTellsNothing(t *testing.T) {
	id := privacy.NewIdentifier(secretName)
	o := Options{Identifiers: []privacy.Identifier{id, id}, Initials: true, Parts: true}
	check, err := NewCheck(o)
	require.NoError(t, err)
	testkit.NoLeak(t, secretName, o, check, *check)
}
