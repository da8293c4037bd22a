package privacy

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

func TestNormalForm(t *testing.T) {
	for _, c := range []struct{ in, want, why string }{
		{"2023-017", "2023-017", "a dossier number as most are"},
		{"  A  b ", "a b", "white space and case"},
		{"a\n\nb", "a b", "a line end in a cell"},
		{"İstanbul", "i\u0307stanbul", "a capital with a point keeps it"},
		{"ẞ", "ss", "a capital that becomes two letters"},
		{"ﬀ", "ff", "a ligature"},
		{"²", "2", "a digit in another place"},
		{"Ⅻ", "xii", "a Roman numeral of one character"},
		{"\u1e9b\u0323", "\u1e69", "marks in their order"},
		{"\u0345", "\u03b9", "a mark that folds into a letter"},
		{"a\u200db", "ab", "a joiner"},
		{"e\u200d\u0301", "\u00e9", "a joiner before an accent"},
		{"\u00a8x", "\u0308x", "an accent by itself, whose space goes"},
		{"\u1fbd", "\u0313", "the same in Greek"},
		{"==1+1", "==1+1", "what a spreadsheet would run is a text here"},
		{"العربية", "العربية", "right to left"},
	} {
		assert.Equal(t, c.want, NormalForm(c.in), c.why)
	}
}

func TestNormalFormOfWhatIsNoText(t *testing.T) {
	for _, c := range []struct{ in, why string }{
		{"a\x00b", "a NUL"},
		{"a\xffb", "not UTF-8"},
		{"\xed\xa0\x80", "half a pair of UTF-16"},
		{strings.Repeat("x", MaxIdentifier+1), "a text in the wrong column"},
		{"", "nobody"},
	} {
		_, err := NewIdentifier(c.in).normal()
		assert.ErrorIs(t, err, ErrNoIdentifier, c.why)
	}
	got, err := NewIdentifier(strings.Repeat("x", MaxIdentifier)).normal()
	require.NoError(t, err)
	assert.Len(t, got, MaxIdentifier)
}

// TestNormalFormOfEveryCharacter sees that the normal form of a normal form is
// itself, for every character between two letters, and that no case is left.
// The planes above have Chinese characters alone, which have no case. Known
// difference: golang.org/x/text does not fold the small letters of Cherokee.
func TestNormalFormOfEveryCharacter(t *testing.T) {
	for r := rune(1); r < 0x20000; r += rune(every(31)) {
		if !utf8.ValidRune(r) {
			continue
		}
		once := NormalForm("b" + string(r) + "c")
		if NormalForm(once) != once || !norm.NFKC.IsNormalString(once) {
			t.Errorf("%U: the normal form is not stable", r)
		}
		if upper := NormalForm("b" + string(unicode.ToUpper(r)) + "c"); upper != once && unicode.SimpleFold(r) == unicode.ToUpper(r) && !unicode.Is(unicode.Cherokee, r) {
			t.Errorf("%U: capital and small letter differ", r)
		}
	}
}

func TestNormalFormOfRandomText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("aAeEßẞſςΣİı \u00a0\u3000\t\n\u0301\u0308\u0323\u0345\u0327\u200b\u200d\u00ad\ufeffﬀﬃ²½Ⅻ㎏ｱｶﾞ가힣각\u1100\u1161\u11a8\u1fb3ᾳᾼ\u0390\u1fd3-=07\U0001d7d8\U0001f1f3")
	for range times(5000) {
		text := make([]rune, rng.IntN(12))
		for i := range text {
			text[i] = alphabet[rng.IntN(len(alphabet))]
		}
		s := string(text)
		once := NormalForm(s)
		require.Equal(t, once, NormalForm(once), "%+q", s)
		require.Equal(t, once, NormalForm(norm.NFD.String(s)), "%+q decomposed", s)
		require.Equal(t, once, NormalForm(norm.NFKC.String(s)), "%+q composed", s)
		require.Equal(t, once, NormalForm(" "+s+"\u200b\n"), "%+q with white space around it", s)
		require.Equal(t, once, NormalForm(squeeze(s)), "%+q as a codebook keeps it", s)
		require.Equal(t, namesNobody(s), NewIdentifier(s).IsZero())
	}
}

func TestNormalFormOfASCIIIsOnlyFaster(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range times(5000) {
		b := make([]byte, rng.IntN(10))
		for i := range b {
			b[i] = byte(1 + rng.IntN(127))
		}
		s := "x" + string(b)
		require.Equal(t, NormalForm(s+" é"), NormalForm(s)+" é", "%q", s)
	}
}

func FuzzNormalForm(f *testing.F) {
	for _, s := range []string{"Gezin Jansen", "\u0345\u0301", "\u00a8 x", "ẞ\u200d", "\xff", "a\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id := NewIdentifier(s)
		normal, err := id.normal()
		if err != nil {
			require.ErrorIs(t, err, ErrNoIdentifier)
			return
		}
		again, err := NewIdentifier(normal).normal()
		if len(normal) > MaxIdentifier {
			return // folding can lengthen a text
		}
		require.NoError(t, err)
		require.Equal(t, normal, again)
		require.True(t, id.Equal(NewIdentifier(normal)))
	})
}
