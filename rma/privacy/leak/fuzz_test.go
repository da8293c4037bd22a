package leak

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func FuzzLeakScan(f *testing.F) {
	for i, h := range append(hidings(f), packedHidings(f)...) {
		f.Add(uint8(i), h.content)
	}
	c := wideCheck(f, Limits{File: 1 << 20, Total: 1 << 22, Parts: 100, Leaks: 100})
	names := []string{"x", "x.html", "x.md", "x.csv", "x.json", "x.log", "x.txt", "x.docx", "x.png"}
	f.Fuzz(func(t *testing.T, kind uint8, content string) {
		name := names[int(kind)%len(names)]
		found, err := c.Scan(name, strings.NewReader(content))
		again, errAgain := c.Scan(name, strings.NewReader(content))
		require.Equal(t, found, again)
		require.Equal(t, err == nil, errAgain == nil)
		for _, l := range found {
			require.GreaterOrEqual(t, l.What, 0)
			require.NotEqual(t, NotGiven, l.Kind)
			require.NotContains(t, l.String(), "Quist")
		}
	})
}
