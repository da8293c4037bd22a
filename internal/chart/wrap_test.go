package chart

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func testRuler(t testing.TB) *ruler {
	t.Helper()
	r, err := newRuler()
	require.NoError(t, err)
	return r
}

// The widths of gonum's own faces are the reference.
func TestWidthAgainstGonum(t *testing.T) {
	r := testRuler(t)
	cache := font.NewCache(liberation.Collection())
	for _, bold := range []bool{false, true} {
		f := font.Font{Typeface: "Liberation", Variant: "Sans"}
		if bold {
			f.Weight = 3
		}
		for _, s := range []string{"", "n", "AV To Te", "Veilig Thuis Drenthe", "één op de vijf: 43%", "±−–€"} {
			face := cache.Lookup(f, 8.5)
			testkit.Near(t, face.Width(s).Points(), r.width(s, Font{8.5, bold}), 1e-6, s)
		}
	}
}

func TestWidthOfMissingCharacters(t *testing.T) {
	r := testRuler(t)
	f := Font{Size: 10}
	assert.Equal(t, 14.0, r.width("😀", f), "a picture sign")
	assert.Equal(t, 10.0, r.width("中", f), "a sign that the font lacks")
	assert.Equal(t, r.width("e", f), r.width("e\u0301", f), "a mark takes no room")
	assert.Equal(t, r.width("a-b", f), r.width("a\u2011b", f), "a hard hyphen is a hyphen")
}

func TestWrap(t *testing.T) {
	r := testRuler(t)
	f := Font{Size: 10}
	for _, c := range []struct {
		why   string
		text  string
		width float64
		limit int
		want  []string
		cut   bool
	}{
		{"the empty text has no lines", "", 100, 3, nil, false},
		{"white space alone is nothing", " \t\n ", 100, 3, nil, false},
		{"a short text stays whole", "Hulp start eerder", 200, 3, []string{"Hulp start eerder"}, false},
		{"lines break at spaces", "Hulp start eerder", 50, 3, []string{"Hulp start", "eerder"}, false},
		{"a new line is kept", "Assen\nEmmen", 200, 3, []string{"Assen", "Emmen"}, false},
		{"empty lines are not", "Assen\n\n\nEmmen", 200, 3, []string{"Assen", "Emmen"}, false},
		{"a hyphen between letters ends a line", "Meppel-Oost", 40, 3, []string{"Meppel-", "Oost"}, false},
		{"a range of ages stays whole", "jeugd 0-18", 40, 3, []string{"jeugd", "0-18"}, false},
		{"a hard hyphen stays whole", "wij\u2011zij", 27, 3, []string{"wij\u2011zij"}, false},
		{"a soft hyphen shows where it breaks", "Noorden\u00adveld", 45, 3, []string{"Noorden-", "veld"}, false},
		{"and is silent elsewhere", "Noorden\u00adveld", 100, 3, []string{"Noordenveld"}, false},
		{"a hard space stays whole", "n =\u00a021 en meer", 38, 3, []string{"n =\u00a021", "en meer"}, false},
		{"a long word breaks between letters", "Informatiesystemen", 60, 3, []string{"Informatiesy-", "stemen"}, false},
		{"three letters stay together at the end", "informatie", 42, 3, []string{"informa-", "tie"}, false},
		{"a comma is no letter", "informatie,", 43, 3, []string{"informa-", "tie,"}, false},
		{"a number breaks without a hyphen", "1234567890", 31, 3, []string{"12345", "67890"}, false},
		{"too many lines end in an ellipsis", "een twee drie vier", 30, 2, []string{"een", "twe…"}, true},
		{"one line is shortened", "Samenwerking", 40, 1, []string{"Same…"}, true},
	} {
		lines, cut := r.wrap(c.text, f, c.width, c.limit)
		assert.Equal(t, c.want, lines, c.why)
		assert.Equal(t, c.cut, cut, c.why)
		for _, line := range lines {
			assert.LessOrEqual(t, r.width(line, f), c.width+1e-6, c.why)
		}
	}
}

func TestWrapKeepsClusters(t *testing.T) {
	r := testRuler(t)
	s := strings.Repeat("e\u0301", 50) + strings.Repeat("👩\u200d👧", 20)
	lines, _ := r.wrap(s, Font{Size: 10}, 30, 1000)
	for _, line := range lines {
		first, _ := utf8.DecodeRuneInString(line)
		assert.False(t, joins(first), "a line that begins with a mark: %q", line)
		assert.False(t, strings.HasSuffix(line, "\u200d"), "a line that ends in a joiner: %q", line)
	}
	assert.Equal(t, s, strings.ReplaceAll(strings.Join(lines, ""), "-", ""))
}

func TestWrapIsTheSameAtItsOwnWidth(t *testing.T) {
	r := testRuler(t)
	f := Font{Size: 8.5}
	text := "Snel contact vergroot de ontvankelijkheid van het gezin voor hulp"
	want, _ := r.wrap(text, f, 120, labelLines)
	got, _ := r.wrap(text, f, r.column(f, 120, labelLines, text), labelLines)
	assert.Equal(t, want, got)
}

func TestLongTextIsCheap(t *testing.T) {
	r := testRuler(t)
	for _, s := range []string{strings.Repeat("x", 1e6), strings.Repeat("x ", 5e5), strings.Repeat("\u0301", 1e6), strings.Repeat("\u00ad", 1e6),
		strings.Repeat("\u200e\u200b", 1e5), strings.Repeat("👩\u200d", 1e5), strings.Repeat("a\u0301\u200c", 1e5), strings.Repeat("\u3164\u200b", 1e5)} {
		lines, _ := r.wrap(s, Font{Size: 8}, 100, 6)
		assert.LessOrEqual(t, len(lines), 6)
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"white space is single", "  a \t b\u2003c ", "a b c"},
		{"line ends become one kind", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"controls go", "a\x00b\x07c\x1bd\u0085e", "abcd e"},
		{"bytes that are no UTF-8 become a sign", "a\xff\xfeb", "a\ufffdb"},
		{"what XML forbids goes", "a\ufffe\uffffb\ufdd0", "ab"},
		{"overrides of the direction go", "a\u202eb\u2066c\u202c", "abc"},
		{"the byte order mark goes", "\ufeffa", "a"},
		{"a hard space stays", "n\u00a0=\u00a03", "n\u00a0=\u00a03"},
		{"invisible characters go", "a\u200e\u2060b\u061c", "ab"},
		{"four marks on a letter are enough", "e" + strings.Repeat("\u0301", 9), "e" + strings.Repeat("\u0301", 4)},
	} {
		assert.Equal(t, c.want, clean(c.in), c.why)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Samenwerking is verbeterd", 40.0)
	f.Add("00!%0\u00ad0", 25.0)
	f.Add("Noorden\u00adveld\x00\u202e\xff 😀 שלום", 12.0)
	f.Fuzz(func(t *testing.T, s string, width float64) {
		r := testRuler(t)
		if !(width >= 20 && width <= 1000) {
			t.Skip()
		}
		lines, cut := r.wrap(s, Font{Size: 8}, width, 5)
		if len(lines) > 5 {
			t.Fatalf("%d lines", len(lines))
		}
		for _, line := range lines {
			if r.width(line, Font{Size: 8}) > width+1e-6 {
				t.Fatalf("%q is wider than %g", line, width)
			}
			if line != oneLine(line) && !strings.ContainsRune(line, hardHyphen) {
				t.Fatalf("%q is not clean", line)
			}
		}
		if !cut { // nothing is lost but spaces, break marks and added hyphens
			bare := strings.NewReplacer(" ", "", "\n", "", "-", "", "\u00ad", "", "\u200b", "")
			if want, got := bare.Replace(clean(s)), bare.Replace(strings.Join(lines, "")); want != got {
				t.Fatalf("%q became %q", want, got)
			}
		}
	})
}
