package privacy

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func FuzzReadCodebook(f *testing.F) {
	f.Add(codebookHead + "s;case;1;C-7K2M9QXR\ns;family;\"a;\nb\";EMM-01\n")
	f.Add("code,domain,identifier,study\nEMM-01,case,=1,s\n")
	f.Add(codebookHead + "s;case;\u00a8;C-7K2M9QXR\n")
	mark := strings.Repeat("0a", 32)
	f.Add(codebookHead + "s;erased-case;" + mark + ";\ns;erasure-salt;" + mark + ";\ns;case;1;C-7K2M9QXR\n")
	f.Add(codebookHead + "s;erasure-salt;" + mark + ";\ns;case;1;C-7K2M9QXR\n")
	f.Fuzz(func(t *testing.T, file string) {
		b, err := ReadCodebook(strings.NewReader(file), "x", CodebookOptions{})
		if err != nil {
			require.Nil(t, b)
			return
		}
		var once, twice strings.Builder
		require.NoError(t, b.state().write(&once))
		back, err := ReadCodebook(strings.NewReader(once.String()), "x", CodebookOptions{})
		require.NoError(t, err)
		require.NoError(t, back.state().write(&twice))
		require.Equal(t, once.String(), twice.String())
		require.Equal(t, b.state().codes, back.state().codes)
		require.Equal(t, b.state().erased, back.state().erased)
	})
}
