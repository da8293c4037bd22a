package privacy

import (
	"bytes"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// secretName is looked for by the tests that nothing leaks.
const secretName = "Qz7-Xw4-Kp9 Vb2"

func TestIdentifierPrintsAsID(t *testing.T) {
	id := NewIdentifier(secretName)
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%20s", "%.1s", "%-30v", "%e", "%U", "%z"} {
		assert.Equal(t, "[id]", fmt.Sprintf(format, id), format)
		assert.Equal(t, "[id]", fmt.Sprintf(format, &id), format)
		assert.Equal(t, "[id]", fmt.Sprintf(format, Identifier{}), "nobody can see whether there is one: %s", format)
	}
	for _, format := range []string{"%w", "%p", "%T"} { // for which fmt calls no method
		assert.NotContains(t, fmt.Sprintf(format, id), "Qz7", format)
	}
	assert.Equal(t, "[id]", id.String())
	assert.Equal(t, "[id]", id.GoString())
	assert.Equal(t, "[[id] [id]]", fmt.Sprint([]Identifier{id, {}}))
	assert.Equal(t, "{[id]}", fmt.Sprint(struct{ ID Identifier }{id}))
	assert.Equal(t, "row 3: [id]", fmt.Errorf("row 3: %v", id).Error())
}

func TestIdentifierInLogsAndTemplates(t *testing.T) {
	id := NewIdentifier(secretName)
	var b strings.Builder
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "who", id)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "who", id, slog.Group("g", "who", &id))
	assert.Equal(t, 3, strings.Count(b.String(), "[id]"))
	b.Reset()
	page := template.Must(template.New("").Parse(`<p title="{{.}}">{{.}}</p>`))
	require.NoError(t, page.Execute(&b, id))
	assert.Equal(t, `<p title="[id]">[id]</p>`, b.String())
}

// refuser is what both Identifier and Key must be.
type refuser interface {
	encoding.TextMarshaler
	encoding.BinaryMarshaler
	json.Marshaler
	xml.Marshaler
	xml.MarshalerAttr
	gob.GobEncoder
}

func TestIdentifierRefusesToBeWritten(t *testing.T) {
	type row struct {
		Line int
		Who  Identifier
	}
	for _, id := range []Identifier{NewIdentifier(secretName), {}} {
		assertRefuses(t, id, ErrIdentifier)
		_, err := id.Value()
		assert.ErrorIs(t, err, ErrIdentifier)
		for _, v := range []any{id, &id, row{3, id}, []Identifier{id}, map[string]Identifier{"a": id}} {
			_, err := json.Marshal(v)
			assert.ErrorIs(t, err, ErrIdentifier, "%T as JSON", v)
		}
		for _, v := range []any{id, row{3, id}, []row{{3, id}}} {
			_, err := xml.Marshal(v)
			assert.ErrorIs(t, err, ErrIdentifier, "%T as XML", v)
			err = gob.NewEncoder(&bytes.Buffer{}).Encode(v)
			if _, direct := v.(Identifier); direct || !id.IsZero() { // gob leaves out the zero value of a field
				assert.ErrorIs(t, err, ErrIdentifier, "%T as gob", v)
			}
		}
		_, err = xml.Marshal(attribute{id})
		assert.ErrorIs(t, err, ErrIdentifier)
	}
}

type attribute struct {
	Who Identifier `xml:"who,attr"`
}

// assertRefuses calls every door by which a value is written.
func assertRefuses(t *testing.T, v refuser, want error) {
	t.Helper()
	_, err := v.MarshalText()
	assert.ErrorIs(t, err, want)
	_, err = v.MarshalBinary()
	assert.ErrorIs(t, err, want)
	_, err = v.MarshalJSON()
	assert.ErrorIs(t, err, want)
	assert.ErrorIs(t, v.MarshalXML(nil, xml.StartElement{}), want)
	_, err = v.MarshalXMLAttr(xml.Name{})
	assert.ErrorIs(t, err, want)
	_, err = v.GobEncode()
	assert.ErrorIs(t, err, want)
}

func TestIdentifierIsNotReadByItself(t *testing.T) {
	var row struct{ Who Identifier }
	err := json.Unmarshal([]byte(`{"Who": "`+secretName+`"}`), &row)
	require.Error(t, err)
	assert.NotContains(t, err.Error(), secretName)
	assert.True(t, row.Who.IsZero())
}

func TestReveal(t *testing.T) {
	id := NewIdentifier(" 007 ")
	got, err := id.Reveal("to send the invitation")
	require.NoError(t, err)
	assert.Equal(t, " 007 ", got, "as it was given")
	for _, reason := range []string{"", " ", "\t\n", "\u200b", "\ufeff \u00a0"} {
		_, err := id.Reveal(reason)
		assert.ErrorIs(t, err, ErrReason, "%q gives no reason", reason)
	}
	_, err = Identifier{}.Reveal("to send the invitation")
	assert.ErrorIs(t, err, ErrNoIdentifier)
}

func TestNewIdentifierNamesNobody(t *testing.T) {
	for _, s := range []string{"", " ", "\t\r\n", "\u00a0", "\u200b", "\ufeff", "\u200e \u200f", "\u00ad", "\u3000"} {
		assert.True(t, NewIdentifier(s).IsZero(), "%q", s)
	}
	for _, s := range []string{"0", "-", "\x00", "\xff", ".", "\u200bx"} {
		assert.False(t, NewIdentifier(s).IsZero(), "%q", s)
	}
	assert.True(t, Identifier{}.IsZero())
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
		why  string
	}{
		{"gezin Jansen", "gezin Jansen", true, "the same"},
		{"  gezin\tJansen\r\n", "gezin Jansen", true, "white space at the ends and a run inside"},
		{"gezin\u00a0Jansen", "gezin Jansen", true, "a space that does not break"},
		{"Gezin JANSEN", "gezin jansen", true, "case"},
		{"Weiß", "WEISS", true, "case of a letter that becomes two"},
		{"\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3", true, "the two small sigmas"},
		{"Jose\u0301", "Jos\u00e9", true, "an accent apart or composed"},
		{"\uff11\uff12\uff13", "123", true, "full-width digits"},
		{"o\ufb03ce", "office", true, "a ligature"},
		{"\ufeff123", "123", true, "a byte order mark"},
		{"12\u200e3", "123", true, "a direction mark inside"},
		{"\u202e321\u202c", "321", true, "an override of the direction"},
		{"co\u00adop", "coop", true, "a soft hyphen"},
		{"007", "7", false, "zeros at the start are kept"},
		{"Jose", "Jos\u00e9", false, "an accent is kept"},
		{"2023-01", "202301", false, "a hyphen is kept"},
		{"1 2", "12", false, "a space between digits is kept"},
		{"\xff", "\xfe", false, "other bytes that are no text"},
		{"\xff", "\xff", true, "the same bytes that are no text"},
		{"\xff", "x", false, "bytes and a text"},
		{"", "", false, "two people without a name are not one"},
		{"", "x", false, "nobody and somebody"},
	} {
		a, b := NewIdentifier(c.a), NewIdentifier(c.b)
		assert.Equal(t, c.same, a.Equal(b), c.why)
		assert.Equal(t, c.same, b.Equal(a), c.why)
	}
}

func TestIdentifierKeepsNoLine(t *testing.T) {
	line := strings.Repeat("x", 1<<20) + ";007"
	id := NewIdentifier(line[1<<20+1:])
	got, err := id.Reveal("test")
	require.NoError(t, err)
	assert.Equal(t, "007", got)
}

func TestErrorsOfIdentifiersTellNothing(t *testing.T) {
	for _, s := range []string{secretName + "\x00", secretName + "\xff", strings.Repeat(secretName, MaxIdentifier)} {
		_, err := NewIdentifier(s).normal()
		require.ErrorIs(t, err, ErrNoIdentifier)
		assert.NotContains(t, err.Error(), secretName)
	}
	_, err := NewIdentifier(secretName).Reveal(" ")
	assert.NotContains(t, err.Error(), secretName)
	assert.False(t, errors.Is(err, ErrIdentifier))
}
