package testkit

import (
	"database/sql/driver"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const testSecret = "Qz7-Xw4-Kp9 Vb2"

// recorder is a test that keeps what fails in it.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

// These types leak, each in one way.
type (
	plainField   struct{ Name string }
	hiddenField  struct{ name string }
	bytesField   struct{ name []byte }
	arrayField   struct{ name [15]byte }
	runesField   struct{ name []rune }
	keyField     struct{ names map[string]int }
	deepField    struct{ at **hiddenField }
	formatted    struct{ name string } // hides by Format, and not where fmt cannot call it
	stringLeak   struct{ reveal func() string }
	goStringLeak struct{ reveal func() string }
	hexLeak      struct{ reveal func() string }
	baseLeak     struct{ reveal func() string }
	panicLeak    struct{ reveal func() string }
	partLeak     struct{ reveal func() string }
	errorLeak    struct{ reveal func() string }
	jsonLeak     struct{ reveal func() string }
	textLeak     struct{ reveal func() string }
	binaryLeak   struct{ reveal func() string }
	gobLeak      struct{ reveal func() string }
	attrLeak     struct{ reveal func() string }
	logLeak      struct{ reveal func() string }
	valueLeak    struct{ reveal func() string }
	yamlLeak     struct{ reveal func() string }
	refusalLeak  struct{ reveal func() string } // repeats the value in its refusal
)

func (formatted) Format(f fmt.State, _ rune)                 { _, _ = io.WriteString(f, "[id]") }
func (l stringLeak) String() string                          { return l.reveal() }
func (l goStringLeak) GoString() string                      { return l.reveal() }
func (l hexLeak) String() string                             { return hex.EncodeToString([]byte("x" + l.reveal())) }
func (l baseLeak) String() string                            { return base64.URLEncoding.EncodeToString([]byte("x" + l.reveal())) }
func (l panicLeak) String() string                           { panic(l.reveal()) }
func (l partLeak) String() string                            { return strings.ToLower(l.reveal()[3:10]) }
func (l errorLeak) Error() string                            { return l.reveal() }
func (l jsonLeak) MarshalJSON() ([]byte, error)              { return fmt.Appendf(nil, "%q", l.reveal()), nil }
func (l textLeak) MarshalText() ([]byte, error)              { return []byte(l.reveal()), nil }
func (l binaryLeak) MarshalBinary() ([]byte, error)          { return []byte(l.reveal()), nil }
func (l gobLeak) GobEncode() ([]byte, error)                 { return []byte(l.reveal()), nil }
func (l attrLeak) MarshalXMLAttr(xml.Name) (xml.Attr, error) { return xml.Attr{Value: l.reveal()}, nil }
func (l logLeak) LogValue() slog.Value                       { return slog.StringValue(l.reveal()) }
func (l valueLeak) Value() (driver.Value, error)             { return l.reveal(), nil }
func (l yamlLeak) MarshalYAML() (any, error)                 { return l.reveal(), nil }
func (l refusalLeak) MarshalJSON() ([]byte, error) {
	return nil, errors.New("cannot write " + l.reveal())
}

func testReveal() string { return testSecret }

func TestNoLeakFindsEveryLeak(t *testing.T) {
	inner := &hiddenField{testSecret}
	for _, c := range []struct {
		value any
		why   string
	}{
		{testSecret, "a text"},
		{[]byte(testSecret), "bytes, which fmt prints as numbers and JSON as base64"},
		{errors.New(testSecret), "an error"},
		{plainField{testSecret}, "an exported field"},
		{hiddenField{testSecret}, "a field that is not exported"},
		{bytesField{[]byte(testSecret)}, "bytes in a field"},
		{arrayField{[15]byte([]byte(testSecret))}, "an array of bytes, such as a key"},
		{runesField{[]rune(testSecret)}, "code points"},
		{keyField{map[string]int{testSecret: 1}}, "the key of a map"},
		{deepField{&inner}, "behind two pointers, where fmt stops and a test library goes on"},
		{func() any { s := testSecret; return &s }(), "a pointer to a text"},
		{formatted{testSecret}, "hidden by Format, and seen in a field that is not exported"},
		{stringLeak{testReveal}, "String"},
		{goStringLeak{testReveal}, "GoString"},
		{hexLeak{testReveal}, "hexadecimal digits"},
		{baseLeak{testReveal}, "base64, with something before it"},
		{panicLeak{testReveal}, "a panic"},
		{partLeak{testReveal}, "a part, in lower case"},
		{errorLeak{testReveal}, "Error"},
		{jsonLeak{testReveal}, "MarshalJSON"},
		{textLeak{testReveal}, "MarshalText"},
		{binaryLeak{testReveal}, "MarshalBinary"},
		{gobLeak{testReveal}, "GobEncode"},
		{attrLeak{testReveal}, "MarshalXMLAttr"},
		{logLeak{testReveal}, "LogValue"},
		{valueLeak{testReveal}, "Value, which a database driver calls"},
		{yamlLeak{testReveal}, "MarshalYAML"},
		{refusalLeak{testReveal}, "an error that repeats the value"},
	} {
		r := &recorder{}
		NoLeak(r, testSecret, c.value)
		assert.NotEmpty(t, r.said, c.why)
		for _, message := range r.said {
			assert.NotContains(t, message, testSecret, "a log of tests is read by others too")
		}
	}
}

// These types are tight.
type (
	closed  struct{ reveal func() string }
	refuses struct{ reveal func() string }
)

func (refuses) Format(f fmt.State, _ rune)   { _, _ = io.WriteString(f, "[id]") }
func (refuses) MarshalText() ([]byte, error) { return nil, errors.New("not written") }

func TestNoLeakPassesWhatIsTight(t *testing.T) {
	var none *closed
	NoLeak(t, testSecret,
		nil, 0, "something else", errors.New("row 3: a rule"), struct{}{}, none, []string(nil), map[string]int(nil),
		closed{testReveal}, &closed{testReveal}, closed{},
		refuses{testReveal}, &refuses{testReveal}, []refuses{{testReveal}}, map[int]*refuses{1: {testReveal}},
		struct{ inner refuses }{refuses{testReveal}},
		make(chan string), func() string { return testSecret },
	)
}

// written prints a mark, and is written as JSON all the same.
type written struct {
	Name  string
	inner refuses
}

func (written) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[row]") }
func (w written) LogValue() slog.Value     { return slog.StringValue("[row]") }

func TestNotPrinted(t *testing.T) {
	w := written{testSecret, refuses{testReveal}}
	NotPrinted(t, testSecret, w, &w, closed{testReveal}, []int{1})
	r := &recorder{}
	NoLeak(r, testSecret, w)
	assert.NotEmpty(t, r.said, "which NoLeak takes for a leak")
	for _, c := range []struct {
		value any
		why   string
	}{
		{plainField{testSecret}, "an exported field"},
		{hiddenField{testSecret}, "a field that is not exported"},
		{stringLeak{testReveal}, "String"},
		{goStringLeak{testReveal}, "GoString"},
		{errorLeak{testReveal}, "Error"},
		{logLeak{testReveal}, "LogValue"},
		{jsonLeak{testReveal}, "MarshalJSON, which a log in JSON calls"},
		{struct{ W struct{ Name string } }{struct{ Name string }{testSecret}}, "a field in a field"},
	} {
		r := &recorder{}
		NotPrinted(r, testSecret, c.value)
		assert.NotEmpty(t, r.said, c.why)
	}
}

func TestNoLeakSaysWhere(t *testing.T) {
	r := &recorder{}
	NoLeak(r, testSecret, jsonLeak{testReveal})
	all := strings.Join(r.said, "\n")
	assert.Contains(t, all, "testkit.jsonLeak shows the secret: itself in JSON")
	assert.Contains(t, all, "in slog JSON")
	assert.NotContains(t, all, "in XML")
}

func TestNoLeakNeedsSomethingToLookFor(t *testing.T) {
	r := &recorder{}
	NoLeak(r, "12345", "12345")
	require.Len(t, r.said, 1)
	assert.NotContains(t, r.said[0], "12345")
	NoLeak(r, testSecret)
	assert.Len(t, r.said, 2, "a test that looks at nothing must not pass")
}

func TestNoLeakStopsInACircle(t *testing.T) {
	type ring struct {
		next *ring
		all  []any
		by   map[string]any
	}
	r := &ring{by: map[string]any{}}
	r.next, r.all = r, make([]any, 1)
	r.all[0] = r.all
	r.by["x"] = r.by
	assert.Equal(t, "x", strings.TrimSpace(byReflection(r)), "the key of the map, once")
}

func TestBase64FormsStandInALongerText(t *testing.T) {
	for before := range 7 {
		for after := range 4 {
			text := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("b", before) + "secret" + strings.Repeat("a", after)))
			found := false
			for _, form := range base64Forms("secret") {
				found = found || strings.Contains(text, form)
			}
			assert.True(t, found, "%d bytes before and %d after", before, after)
		}
	}
}
