package xmlbytes

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var small = Limits{Total: 1000, Token: 100, Depth: 4}

// tokens gives the elements that begin with their lines, and how it ended.
func tokens(r *Reader) (list []string, line int, err error) {
	for {
		token, line, err := r.Token()
		if err != nil {
			return list, line, err
		}
		if t, ok := token.(xml.StartElement); ok {
			list = append(list, fmt.Sprintf("%s %d %d", t.Name.Local, line, r.Depth()))
		}
	}
}

func TestReader(t *testing.T) {
	text := "\ufeff<?xml version=\"1.0\"?>\n<a>\n<b\n x=\"&lt;\"/><!-- c -->\n<b/></a>\n"
	list, _, err := tokens(NewReader(strings.NewReader(text), small))
	require.ErrorIs(t, err, io.EOF)
	assert.Equal(t, []string{"a 2 1", "b 3 2", "b 5 2"}, list, "the line on which a tag begins")
}

func TestReaderRefuses(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		why  string
		r    io.Reader
		want error
		line int
	}{
		{"nothing more", strings.NewReader(""), io.EOF, 1},
		{"the end in a tag", strings.NewReader("<a>\n<b"), ErrEnd, 2},
		{"the end before the last tag", strings.NewReader("<a>\n<b/>"), ErrEnd, 2},
		{"tags that cross", strings.NewReader("<a><b></a></b>"), ErrForm, 1},
		{"an entity", strings.NewReader("<a>\n&Jansen;</a>"), ErrForm, 2},
		{"a document type", strings.NewReader("\n<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"), ErrForm, 2},
		{"another encoding", strings.NewReader("<?xml version=\"1.0\" encoding=\"Jansen\"?><a/>"), ErrForm, 1},
		{"no UTF-8", strings.NewReader("<a>\xff</a>"), ErrForm, 1},
		{"a NUL", strings.NewReader("<a>\x00</a>"), ErrForm, 1},
		{"too deep", strings.NewReader("<a><a><a>\n<a><a>"), ErrTooLarge, 2},
		{"a long text", strings.NewReader("<a>" + strings.Repeat("x", 200)), ErrTooLarge, 1},
		{"a long tag", strings.NewReader("<a x=\"" + strings.Repeat("x", 200)), ErrTooLarge, 1},
		{"a long comment", strings.NewReader("<!-- " + strings.Repeat("x", 200)), ErrTooLarge, 1},
		{"a long file", strings.NewReader("<a>" + strings.Repeat("<b/>\n", 300)), ErrTooLarge, 200},
		{"a broken disk", io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(broken)), broken, 1},
	} {
		r := NewReader(c.r, small)
		_, line, err := tokens(r)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Equal(t, c.line, line, c.why)
		assert.NotContains(t, err.Error(), "Jansen", c.why)
		if c.want != io.EOF && !errors.Is(err, ErrTooLarge) && c.want != ErrForm {
			_, _, again := r.Token()
			assert.Error(t, again, c.why)
		}
	}
	n, err := (*source)(NewReader(strings.NewReader("ab"), small)).Read(nil)
	assert.Zero(t, n)
	assert.NoError(t, err)
	p := make([]byte, 4)
	n, err = (*source)(NewReader(strings.NewReader("ab"), small)).Read(p)
	assert.Equal(t, 1, n)
	assert.NoError(t, err)
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("<a><b x=\"y\"/>text<!-- c --></a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, err := tokens(NewReader(strings.NewReader(string(data)), small))
		if !errors.Is(err, io.EOF) && !errors.Is(err, ErrForm) && !errors.Is(err, ErrEnd) && !errors.Is(err, ErrTooLarge) {
			t.Fatal(err)
		}
	})
}
