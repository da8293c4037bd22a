package review

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func written(t testing.TB, r Review) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.Write(&b))
	return b.String()
}

func TestRoundTrip(t *testing.T) {
	amended := final(t)
	changed := amended.clone()
	changed.Narrative = nil
	amended, err := Amend(amended, changed, Amendment{At: moment(t, "2023-06-01T10:00:00+02:00"), By: "lead", Reason: "a", What: "b"})
	require.NoError(t, err)
	text := full(t)
	text.Episodes[0].Effect = "een\nregel, \t een <tag>, \"aanhaling\", \u2028 en \u202eom\u202c 😀"
	for why, r := range map[string]Review{"empty": {ID: "R1"}, "full": full(t), "final": final(t), "amended": amended, "odd text": text} {
		first := written(t, r)
		back, err := Read(strings.NewReader(first), "R1.json")
		require.NoError(t, err, why)
		assert.Equal(t, r, back, why)
		assert.Equal(t, first, written(t, back), why)
		withMark, err := Read(strings.NewReader("\ufeff"+strings.ReplaceAll(first, "\n", "\r\n")), "R1.json")
		require.NoError(t, err, why)
		assert.Equal(t, r, withMark, "%s: a byte order mark and other line ends", why)
	}
	testkit.Golden(t, "golden/review.json", []byte(written(t, full(t))))
	r := full(t)
	testkit.Unchanged(t, &r, func() { written(t, r) })
}

func TestRoundTripOfRandomReviews(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 1))
	for _, r := range randomReviews(rng, 100) {
		if r.Status == Final {
			r.Status = Checked
		}
		first := written(t, r)
		back, err := Read(strings.NewReader(first), "x.json")
		require.NoError(t, err)
		assert.Equal(t, first, written(t, back))
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      []string
		cause     error
	}{
		{"nothing", "", []string{"R.json:1:1: "}, rma.ErrFormat},
		{"no object", "[]", []string{"R.json:1:1: "}, rma.ErrFormat},
		{"cut off", `{"schema": 1, "id": "R1"`, []string{"R.json:1:25: "}, rma.ErrFormat},
		{"no version", `{"id": "R1"}`, []string{"R.json:1:1 (schema): "}, rma.ErrSchema},
		{"another version", `{"schema": 2, "id": 3}`, []string{"R.json:1:12 (schema): "}, rma.ErrSchema},
		{"a misspelt field", `{"schema": 1, "id": "R1", "episode": []}`, []string{"R.json:1:27: "}, rma.ErrUnknownField},
		{"a field twice", `{"schema": 1, "id": "R1", "id": "R2"}`, []string{"R.json:1:27 (id): "}, rma.ErrDuplicate},
		{"a name for a pseudonym", `{"schema": 1, "id": "R1", "case": "` + secret + ` Jansen"}`, []string{"R.json:1:35 (case): "}, nil},
		{"an unknown term", `{"schema": 1, "id": "R1", "status": "` + secret + `"}`, []string{"R.json:1:37 (status): "}, rma.ErrUnknownTerm},
		{"no day", `{"schema": 1, "id": "R1", "at": "` + secret + `"}`, []string{"R.json:1:33 (at): "}, rma.ErrDate},
		{"no moment", `{"schema": 1, "id": "R1", "amendments": [{"at": "` + secret + `"}]}`, []string{"R.json:1:49 (amendments[0].at): "}, rma.ErrDate},
		{"a number for a text", `{"schema": 1, "id": 7}`, []string{"R.json:1:21 (id): "}, rma.ErrFormat},
		{"no UTF-8", "{\"schema\": 1, \"id\": \"R\xff\"}", []string{"R.json:1:23: "}, rma.ErrFormat},
		{"NUL in a text", `{"schema": 1, "id": "R1", "narrative": [{"org": "a", "text": "\u0000` + secret + `"}]}`, []string{"R.json:1:62 (narrative[0].text): "}, rma.ErrFormat},
		{"two that do not exist", "{\"schema\": 1, \"id\": \"R1\",\n \"episodes\": [{\"id\": \"E1\"}],\n \"patterns\": [{\"seen_in\": [\"E1\", \"" + secret + "\"]}],\n \"insights\": [{\"id\": \"I\", \"episodes\": [\"E3\"]}]}",
			[]string{"R.json:3:34 (patterns[0].seen_in[1]): ", "R.json:4:40 (insights[0].episodes[0]): "}, rma.ErrUnknownID},
		{"final but not complete", `{"schema": 1, "id": "R1", "status": "final"}`, []string{"R.json:1:1 (case_group): ", "R.json:1:1 (episodes): "}, rma.ErrMissing},
	} {
		r, err := Read(strings.NewReader(c.text), "R.json")
		require.Error(t, err, c.why)
		assert.Zero(t, r, c.why)
		if c.cause != nil {
			assert.ErrorIs(t, err, c.cause, c.why)
		}
		lines := strings.Split(err.Error(), "\n")
		require.Len(t, lines, len(c.want), "%s: %v", c.why, err)
		for i, want := range c.want {
			assert.True(t, strings.HasPrefix(lines[i], want), "%s: %s", c.why, lines[i])
		}
		assert.NotContains(t, err.Error(), secret, c.why)
		var at *rma.DataError
		assert.ErrorAs(t, err, &at, c.why)
	}
	_, err := Read(nil, "R.json")
	assert.ErrorIs(t, err, rma.ErrMissing)
	_, err = Read(broken{}, "R.json")
	assert.ErrorIs(t, err, errBroken)
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errBroken }
func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteRefuses(t *testing.T) {
	r := full(t)
	r.Narrative[0].Text = secret + "\xff"
	r.Episodes[1].ID = "E1"
	var b bytes.Buffer
	err := r.Write(&b)
	require.ErrorIs(t, err, rma.ErrFormat)
	assert.ErrorIs(t, err, rma.ErrDuplicate)
	assert.NotContains(t, err.Error(), secret)
	assert.Zero(t, b.Len(), "all or nothing")
	assert.ErrorIs(t, full(t).Write(broken{}), errBroken)
	assert.NoError(t, full(t).Write(io.Discard))
}
