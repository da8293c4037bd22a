package strictjson

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDeep nests a million lists or objects where the type expects none, where
// it expects one, and where it allows any number.
func TestDeep(t *testing.T) {
	const n = 1_000_000
	for why, text := range map[string]string{
		"lists":                      strings.Repeat("[", n) + strings.Repeat("]", n),
		"lists that are not closed":  strings.Repeat("[", n),
		"lists in an unknown field":  `{"secret": ` + strings.Repeat("[", n) + strings.Repeat("]", n) + "}",
		"lists in the version":       `{"schema": ` + strings.Repeat("[", n) + strings.Repeat("]", n) + "}",
		"lists in a list":            `{"parts": ` + strings.Repeat("[", n) + strings.Repeat("]", n) + "}",
		"objects":                    strings.Repeat(`{"x":`, n) + "1" + strings.Repeat("}", n),
		"objects that fit":           strings.Repeat(`{"inner":`, n) + "{}" + strings.Repeat("}", n),
		"objects that fit, unclosed": strings.Repeat(`{"inner":`, n),
	} {
		var v whole
		_, found, ok := decode(text, &v, Schema{Known: 1, Optional: true})
		require.False(t, ok, why)
		last := found[len(found)-1]
		assert.ErrorIs(t, last.rule, ErrFormat, why)
		assert.Contains(t, last.String(), "more than 1000 deep", why)
		assert.LessOrEqual(t, len(found), 3, why)
	}
	var v whole
	deep := strings.Repeat(`{"inner":`, MaxDepth-1) + "{}" + strings.Repeat("}", MaxDepth-1)
	_, found, ok := decode(deep, &v, Schema{})
	assert.True(t, ok, found)
}

func TestHugeNumbers(t *testing.T) {
	digits := strings.Repeat("9", 1_000_000)
	for _, text := range []string{
		`{"count": ` + digits + `}`, `{"share": 1e` + digits + `}`, `{"share": ` + digits + `}`, `{"small": -` + digits + `}`,
		`{"rank": ` + digits + `}`, `{"schema": ` + digits + `}`,
	} {
		var v whole
		_, found, ok := decode(text, &v, Schema{Known: 1, Optional: true})
		require.False(t, ok)
		require.Len(t, found, 1)
		assert.Contains(t, found[0].rule.Error(), "too large")
		assert.Less(t, len(found[0].String()), 200)
	}
	var v whole
	_, found, ok := decode(`{"share": 0.`+digits+`, "centre": 1e-`+digits+`}`, &v, Schema{})
	require.True(t, ok, found)
	assert.Equal(t, 1.0, v.Share)
	assert.Equal(t, 0.0, *v.Centre)
}

// TestTruncated cuts a file at every byte: each time there is one error, and it
// stands at the end, or at the letter that was cut in two.
func TestTruncated(t *testing.T) {
	const text = "{\n \"schema\": 1, \"name\": \"café \\u00e9\\n\", \"count\": -12, \"share\": 1.5e-3, \"yes\": true, \"inner\": null,\n" +
		" \"parts\": [{\"id\": \"a\", \"words\": [\"x\", \"y\"]}, {}], \"free\": {\"k\": {\"colour\": \"red\"}}}"
	var v whole
	_, found, ok := decode(text, &v, Schema{Known: 1})
	require.True(t, ok, found)
	for i := range text {
		var v whole
		_, found, ok := decode(text[:i], &v, Schema{Known: 1})
		require.False(t, ok, i)
		require.Len(t, found, 1, "at byte %d: %v", i, found)
		assert.ErrorIs(t, found[0].rule, ErrFormat)
		_, at := marked(text[:i] + "§")
		assert.Equal(t, at[0], position{found[0].line, found[0].column}, "at byte %d: %v", i, found[0])
	}
	cut := strings.Index(text, "é") + 1
	_, found, _ = decode(text[:cut], &v, Schema{Known: 1})
	assert.ErrorContains(t, found[0].rule, "not UTF-8")
}

// TestManyErrors has a hundred thousand errors on one line. Counting columns
// from the start of the line for each would take minutes.
func TestManyErrors(t *testing.T) {
	const n = 100_000
	start := time.Now()
	var v whole
	_, found, ok := decode(`{"parts": [`+strings.Repeat(`{"secret": "secret"}, `, n)+`{}]}`, &v, Schema{})
	require.False(t, ok)
	assert.Len(t, found, n)
	assert.Equal(t, 13+22*(n-1), found[n-1].column)
	assert.Less(t, time.Since(start), 30*time.Second)
}

// Beyond the number of places that is kept, a part has the place of what is
// around it.
func TestManyPlaces(t *testing.T) {
	n := maxPlaces + 10
	var v []string
	places, found, ok := decode("[\n"+strings.Repeat(`"", `, n)+`""]`, &v, Schema{})
	require.True(t, ok, found)
	assert.Len(t, v, n+1)
	line, column := places.At("[3]")
	assert.Equal(t, position{2, 13}, position{line, column})
	line, column = places.At("[" + strconv.Itoa(n) + "].label")
	assert.Equal(t, position{1, 1}, position{line, column})
}
