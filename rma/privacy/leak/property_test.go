package leak

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"golang.org/x/text/unicode/norm"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// slowLeaks finds identifiers by the definition: every identifier at every place
// of the folded text, with what stands between its letters looked at one by one.
// It takes the words of names in no other order.
func slowLeaks(identifiers []string, text string) map[[2]int]bool {
	letters := slowFold(text)
	out := map[[2]int]bool{}
	for what, id := range identifiers {
		want := slowFold(id)
		digits := 0
		for _, l := range want {
			if l.r >= '0' && l.r <= '9' {
				digits++
			}
		}
		for start := 0; len(want) > 0 && start+len(want) <= len(letters); start++ {
			if slowFits(want, letters, start, digits) {
				out[[2]int{what, letters[start].at}] = true
			}
		}
	}
	return out
}

// slowLetter is a letter or digit and what stands before it in the text.
type slowLetter struct {
	r      rune
	at     int
	before string // what stands between, without what is not seen
	raw    string // what stands between, as it is written
	turn   bool
}

func slowFold(s string) []slowLetter {
	var out []slowLetter
	between, raw, first := "", "", true
	var last rune
	for at, r := range s {
		plain := privacy.NormalForm(norm.NFD.String(string(r)))
		plain = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(plain))
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
			raw += string(r)
		case plain == "" || !unicode.IsLetter([]rune(plain)[0]) && !unicode.IsDigit([]rune(plain)[0]):
			between, raw = between+string(r), raw+string(r)
		default:
			for i, p := range []rune(plain) {
				l := slowLetter{r: p, at: at}
				if i == 0 {
					l.before, l.raw = between, raw
					l.turn = between == "" && (first || unicode.IsDigit(p) != unicode.IsDigit(last) || unicode.IsUpper(r) && !unicode.IsUpper(last))
				}
				out = append(out, l)
			}
			between, raw, first, last = "", "", false, r
		}
	}
	return append(out, slowLetter{before: between, turn: true, at: len(s)})
}

// slowTorn is what breaks off a word at the end of a line, of the signs that
// the texts have.
var slowTorn = regexp.MustCompile(`^\x{ad}*[-\x{ad}][ \n]*\n[ \n]*$`)

// slowTear breaks a text off in some places.
func slowTear(random *rand.Rand, text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r)
		if random.IntN(5) == 0 {
			b.WriteString([]string{"-\n", "\u00ad\n", "- \n          "}[random.IntN(3)])
		}
	}
	return b.String()
}

func slowFits(want, letters []slowLetter, start, digits int) bool {
	end := start + len(want) - 1 // the last of want is the end of the text
	if letters[start].before == "" && !letters[start].turn || end < len(letters) && letters[end].before == "" && !letters[end].turn {
		return false
	}
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	for i := 0; i < len(want)-1; i++ {
		l := letters[start+i]
		if l.r != want[i].r {
			return false
		}
		if i == 0 {
			continue
		}
		n := utf8.RuneCountInString(l.before)
		torn := slowTorn.MatchString(l.raw)
		if strings.Contains(l.before, "\x1e") || n > maxGap && !torn {
			return false
		}
		both := isDigit(l.r) && isDigit(want[i-1].r)
		switch {
		case torn && (!both && !isDigit(l.r) && !isDigit(want[i-1].r) || both && digits >= longNumber):
		case both && digits >= longNumber:
			if n > maxLightGap || strings.Trim(l.before, " .-/()") != "" {
				return false
			}
		case isDigit(l.r) != isDigit(want[i-1].r), want[i].before == "'":
		case want[i].before == "":
			if n > 0 {
				return false
			}
		case !isDigit(want[i-1].r) && len(want)-1 >= longName:
		case n == 0 && !l.turn:
			return false
		}
	}
	return true
}

// TestAutomatonAgreesWithTheDefinition makes texts of so few characters that
// identifiers are found often.
func TestAutomatonAgreesWithTheDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 26))
	alphabet := []rune("aabbAé12 -.'\n\n\u00ad")
	word := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			out[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(out)
	}
	folder := newFolder()
	hits := 0
	rounds := atLength(3000, 300)
	for i := range rounds {
		var ids []string
		var forms [][]nameForm
		for range 1 + random.IntN(6) {
			id := word(1 + random.IntN(5))
			if random.IntN(4) == 0 {
				id = word(8 + random.IntN(4))
			}
			form := newForm(folder, id)
			known := slices.ContainsFunc(forms, func(f []nameForm) bool { return f[0] == form })
			if form.text != "" && !known {
				ids, forms = append(ids, id), append(forms, []nameForm{form})
			}
		}
		text := word(60)
		if i%2 == 0 {
			text = slowTear(random, text)
		}
		got := map[[2]int]bool{}
		newFinder(newMatcher(forms), folder).find(text, func(what, at int) { got[[2]int{what, at}] = true })
		require.Equal(t, slowLeaks(ids, text), got, "%q in %q", ids, text)
		hits += len(got)
	}
	assert.Greater(t, hits, rounds)
}

// plants writes a text in every format; the property is that nothing of it gets
// lost.
func plants(t *testing.T) map[string]func(s string) string {
	return map[string]func(s string) string{
		"x.txt":   func(s string) string { return s },
		"x.html":  func(s string) string { return "<p>" + html.EscapeString(s) + "</p>" },
		"y.html":  func(s string) string { return "<p title=\"" + html.EscapeString(s) + "\"><script>x</script>" },
		"z.html":  func(s string) string { return "<!-- " + s + " -->" },
		"x.svg":   func(s string) string { return "<svg><text>" + entities(s) + "</text></svg>" },
		"x.md":    func(s string) string { return "# x\n\n" + s },
		"x.csv":   func(s string) string { return "a;b\n\"" + strings.ReplaceAll(s, "\"", "\"\"") + "\";1\n" },
		"x.json":  func(s string) string { b, _ := json.Marshal(map[string]string{"a": s}); return string(b) },
		"x.jsonl": func(s string) string { b, _ := json.Marshal([]string{s}); return "{}\n" + string(b) },
		"x.log":   func(s string) string { return fmt.Sprintf("msg=%+q", s) },
		"u.txt":   func(s string) string { return utf16Of(s, binary.LittleEndian, true) },
		"v.txt":   func(s string) string { return utf32Of(s, binary.BigEndian, true) },
		"z.txt":   func(s string) string { return zlibOf(t, s) },
		"g.html":  func(s string) string { return `<a href="` + dataURI("application/gzip", gzipOf(t, "", s)) + `">` },
		"b.txt":   func(s string) string { return base64Of(s) },
		"h.txt":   func(s string) string { return fmt.Sprintf("%x", s) },
		"p.txt":   func(s string) string { return percentOf(s) },
		"x.gz":    func(s string) string { return gzipOf(t, "", s) },
		"x.docx": func(s string) string {
			return docxOf(t, "<w:p><w:t>"+strings.Join(strings.Split(html.EscapeString(s), "e"), "e</w:t><w:t>")+"</w:t></w:p>")
		},
		"x.xlsx": func(s string) string {
			return xlsxOf(t, `<row><c t="s"><v>0</v></c></row>`, "<si><t>"+html.EscapeString(s)+"</t></si>")
		},
		"x.png": func(s string) string { return pngOf("iTXt", "a\x00\x01\x00\x00\x00"+zlibOf(t, s)) },
		"x.zip": func(s string) string { return zipOf(t, "a.zip", zipOf(t, "b.txt", s)) },
	}
}

// entities writes every character by its number.
func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "&#%d;", r)
	}
	return b.String()
}

func percentOf(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02X", s[i])
	}
	return b.String()
}

func TestAPlantedIdentifierIsFound(t *testing.T) {
	ids := []string{"Zwaan-Quist, Jané", "2023-0045612", "Ömer Çelik", "Wexler"}
	shapes := [][]string{{"Jané Zwaan-Quist", "zwaan-quist jane"}, {"2023 0045612", "2023-004-5612"}, {"ÇELIK, Ömer", "omer.celik"}, {"WEXLER", "wexler"}}
	c := namesOnly(t, Options{}, ids...)
	random := rand.New(rand.NewPCG(7, 11))
	filler := []rune("aeio nst rdlh  ,.;:()<&\"'%\\/\n\t éëß€ 0123 \u200b")
	noise := func(n int) string {
		out := make([]rune, n)
		for i := range out {
			out[i] = filler[random.IntN(len(filler))]
		}
		return string(out)
	}
	formats := plants(t)
	for range atLength(60, 6) {
		what := random.IntN(len(ids))
		shape := shapes[what][random.IntN(2)]
		before, after := noise(random.IntN(200)), noise(random.IntN(200))
		for name, write := range formats {
			require.Empty(t, scan(t, c, name, write(before+" | "+after)), "%s without: %q %q", name, before, after)
			found := scan(t, c, name, write(before+" | "+shape+" | "+after))
			require.Equal(t, []int{what}, whats(found, OfIdentifier), "%s: %q %q", name, before, after)
		}
	}
}

func TestScanIsDeterministic(t *testing.T) {
	c := namesOnly(t, Options{Policy: privacy.Policy{MinCell: 5}}, "Quist", "Jané Piet", hidden)
	for _, h := range hidings(t) {
		first := scan(t, c, h.name, h.content)
		assert.True(t, slices.IsSortedFunc(first, Leak.compare), h.why)
		for range 3 {
			assert.Equal(t, first, scan(t, c, h.name, h.content), h.why)
		}
	}
}

func TestOneCheckInManyGoroutines(t *testing.T) {
	c := wideCheck(t, Limits{})
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			assert.Len(t, scan(t, c, "x.html", "<p>Quist, drie gezinnen, Emmen 12-17"), 3)
		})
	}
}
