package privacy

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzReadLedger reads what may be a ledger, holds a release against it, and
// writes it again.
func FuzzReadLedger(f *testing.F) {
	next := everything(f, steering)
	for _, p := range []Policy{{}, steering, {Audience: Team}} {
		line, err := published(f, everything(f, p), "x").line()
		require.NoError(f, err)
		f.Add(line)
		f.Add(append(line, line...))
		f.Add(line[:len(line)/2])
		f.Add([]byte(strings.ReplaceAll(string(line), `"all"`, `"1"`)))
		f.Add([]byte(strings.ReplaceAll(string(line), `". .`, `"999999999 0`)))
		f.Add([]byte(strings.ReplaceAll(string(line), `"parts":["1","2","3"]`, `"parts":["1","1","all","all"]`)))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		l, err := ReadLedger(bytes.NewReader(file), "x")
		if l == nil {
			require.Error(t, err)
			return
		}
		first := l.Check(next)
		assert.Equal(t, first, l.Check(next))
		var out bytes.Buffer
		for _, e := range l.Entries() {
			line, err := e.line()
			require.NoError(t, err)
			out.Write(line)
		}
		again, err := ReadLedger(&out, "x")
		require.NoError(t, err)
		assert.Equal(t, len(l.Entries()), len(again.Entries()))
		assert.Equal(t, first, again.Check(next))
	})
}
