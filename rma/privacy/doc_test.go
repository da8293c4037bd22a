package privacy

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPoliciesOfTheDocs holds the table in doc.go against the policies.
func TestPoliciesOfTheDocs(t *testing.T) {
	raw, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	number := func(n int) string {
		if n <= 0 {
			return "-"
		}
		return fmt.Sprint(n)
	}
	for name, a := range map[string]Audience{"Public": Public, "SteeringGroup": SteeringGroup, "Team": Team} {
		p, err := Policy{Audience: a}.Settings()
		require.NoError(t, err)
		want := strings.Join([]string{name, number(p.MinCell), number(p.MinBase), number(p.RoundTo), p.Dates.String()}, " ")
		found := false
		for line := range strings.Lines(string(raw)) {
			found = found || strings.Join(strings.Fields(strings.TrimPrefix(line, "//")), " ") == want
		}
		assert.True(t, found, "doc.go has the line %q", want)
	}
	assert.LessOrEqual(t, strings.Count(string(raw), "\n"), 110, "an overview is read when it is short")
}
