package arch

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A rule is one line of either table, with what finds the places that break it.
type rule struct {
	name, why string
	check     func(t *tree) []finding
}

func rules() []rule {
	var out []rule
	for _, r := range importRules {
		out = append(out, rule{r.name, r.why, r.check})
	}
	return append(out, sourceRules...)
}

// TestModule holds the module to every rule.
func TestModule(t *testing.T) {
	source, err := load(os.DirFS(moduleRoot(t)))
	require.NoError(t, err)
	require.NotEmpty(t, source.files)
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			for _, f := range r.check(source) {
				t.Errorf("%s (because %s)", f, r.why)
			}
		})
	}
}

// TestModulePath sees that the name of the module is the one the rules use.
func TestModulePath(t *testing.T) {
	data, err := os.ReadFile(moduleRoot(t) + "/go.mod")
	require.NoError(t, err)
	assert.Contains(t, string(data), "module "+module+"\n")
}
