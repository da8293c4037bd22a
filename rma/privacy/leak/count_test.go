package leak

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// countsOnly is a check for counts below the smallest that may be shown.
func countsOnly(t testing.TB, minCell int) Check {
	t.Helper()
	c, err := NewCheck(Options{Policy: privacy.Policy{Audience: privacy.SteeringGroup, MinCell: minCell}})
	require.NoError(t, err)
	return *c
}

func TestSmallCountsInWords(t *testing.T) {
	const no = -1
	k, rest := int(privacy.OfCell), int(privacy.OfRest)
	for _, c := range []struct {
		text string
		want int
		why  string
	}{
		{"9 van de 21", k, "bare"},
		{"9 van 21", k, "bare, without the article"},
		{"9 of 21 (43%)", k, "bare, in English"},
		{"9/21 (43%)", k, "with a slash and a percentage"},
		{"9 / 21 (42,9 %)", k, "with a slash and spaces"},
		{"9/21", no, "a slash alone may be anything"},
		{"9/21 gezinnen", k, "a slash before people"},
		{"9 out of 21 families", k, "out of"},
		{"9 van de in totaal 21 gezinnen", k, "in all"},
		{"negen van de eenentwintig", k, "words"},
		{"nine of twenty-one", k, "words in English"},
		{"nine of the twenty one reports", k, "without a hyphen"},
		{"Negen van de ZESENTWINTIG gezinnen", k, "capitals"},
		{"twaalf van de tweeëntwintig", no, "ten of the rest, and twelve"},
		{"twaalf van de eenentwintig", rest, "nine of the rest"},
		{"21 van de 21", no, "all of them: no count is small"},
		{"0 van de 7", int(privacy.OfBase), "none of a few"},
		{"0 van de 21", no, "none of them"},
		{"2 van de 7", k, "all small"},
		{"één van de 40", k, "one"},
		{"een van de 40", k, "one, without accents"},
		{"15 van de 7 gezinnen", no, "no share: 15 alone is not small"},
		{"40 van de 45 kinderen", rest, "five of the rest"},
		{"bij twee casussen", k, "before cases"},
		{"bij twee jonge gezinnen", k, "an adjective"},
		{"two other young families", k, "two adjectives"},
		{"drie van de gezinnen", k, "of the families"},
		{"een van de moeders", k, "one of the mothers"},
		{"één gezin", k, "one family"},
		{"een gezin", no, "a family: an article"},
		{"a family", no, "an article in English"},
		{"beide ouders", k, "both"},
		{"4 cliënten, 3 collega's", k, "accents and an apostrophe"},
		{"**4** cliënten", k, "emphasis"},
		{"4\u00a0kinderen", k, "a space that does not break"},
		{"12 gezinnen", no, "enough"},
		{"1.234 gezinnen", no, "thousands"},
		{"1,5 kinderen", no, "a mean"},
		{"3-5 kinderen", no, "a range"},
		{"2e kind", no, "an ordinal"},
		{"P2 gezinnen", no, "a code"},
		{"C-0003 gezinnen", no, "a code with a hyphen"},
		{"9% van de gezinnen", no, "a percentage"},
		{"9 procent van de gezinnen", no, "a percentage in words"},
		{"9% van de 21 gezinnen", no, "a percentage of enough"},
		{"5 van de 7 methoden", no, "things"},
		{"5 of 7 methods", no, "things in English"},
		{"5 van de 7 (71%) gebruikte methoden", no, "things behind the percentage"},
		{"pagina 2 van 7", no, "things before it"},
		{"2 of 3 keer", no, "or, in Dutch"},
		{"volgens 2 van de 2 codeurs", no, "who coded, and not who took part"},
		{"two of the three raters", no, "who judged, in English"},
		{"drie contacten per gezin", no, "something else for each family"},
		{"drie weken", no, "a number of things alone"},
		{"drie boeken", no, "a number of something else alone"},
		{"drie boeken over gezinnen", no, "families behind a preposition"},
		{"hoofdstuk 3. Gezinnen", no, "a sentence ends between"},
		{"3; gezinnen", no, "another sign between"},
		{"2 van de 7. Methoden zijn", k, "things in the next sentence"},
		{"25 van de 45 gezinnen in 3 gemeenten", no, "nothing is small"},
		{"in 2023 zijn er 40", no, "a year"},
		{"20 van de 9 gezinnen", no, "more than there are"},
		{"meer dan één persoon", no, "what it is above"},
		{"bij minstens twee gezinnen", no, "what it is at least"},
		{"at least two families", no, "what it is at least, in English"},
		{"more than 3 of the 20 families", no, "what a share is above"},
		{"een van beide", no, "a turn of phrase"},
		{"one of the two", no, "a turn of phrase in English"},
		{"one of the two families", k, "but not of families"},
		{"1 of 2", k, "nor in figures"},
		{"van de", no, "no number"},
		{"9 van de", no, "no base"},
		{"9 van", no, "cut off"},
		{"9", no, "alone"},
		{"9 op de 12 gezinnen", k, "with op"},
		{"3 op 12", k, "with op, bare"},
		{"drie op de twaalf", k, "with op, in words"},
		{"40 op de 45 kinderen", rest, "five of the rest, with op"},
		{"9 op de 12 methoden", no, "things, with op"},
		{"één op de vijf", no, "a rate"},
		{"1 op 12", no, "a rate in figures"},
		{"1 op de 12 gezinnen", k, "but not of families"},
		{"een op 12 gezinnen gerichte aanpak", no, "an article before op"},
		{"een 7 op 10", no, "a mark"},
		{"één op één", no, "with one at a time"},
		{"3 op school", no, "op without a base"},
		{"4 op 12 januari", no, "on a date"},
		{"een 8 op een schaal van 10", no, "on a scale"},
		{"９ van de １２", k, "wide digits"},
		{"٩ van de ١٢", k, "Arabic digits"},
		{"९ gezinnen", k, "digits of Devanagari"},
		{"𝟗 van de 𝟏𝟐", k, "digits of mathematics"},
		{"９９ gezinnen", no, "wide digits, enough"},
		{"９／１２ （７５％）", k, "wide signs"},
		{"gezinnen² 40", no, "a footnote is no number"},
		{"negen van de twentyone", k, "a number in one word"},
		{"9 gezin-\nnen", k, "a noun broken off"},
		{"9 gezin\u00ad\nnen", k, "a noun broken off with a soft hyphen"},
		{"12 gezin-\nnen", no, "enough, and a noun broken off"},
		{"9 boe-\nken", no, "another noun broken off"},
		{"99999999999999999999999 van de 999999999999999999999999999", no, "enormous"},
	} {
		var got = no
		if found := scan(t, countsOnly(t, 10), "x.txt", "Zij zagen: "+c.text); len(found) > 0 {
			got = found[0].What
			assert.Equal(t, OfSmallCount, found[0].Kind)
			assert.Equal(t, 12+len(c.text)-len(strings.TrimLeft(strings.TrimPrefix(c.text, "bij "), "*")), found[0].Column, c.why)
		}
		assert.Equal(t, c.want, got, "%s: %s", c.why, c.text)
	}
}

func TestSmallBase(t *testing.T) {
	found := scan(t, countsOnly(t, 5), "x.txt", "drie\n\nbij 4 van de 4 gezinnen; 6 van de 9; 7 of 9 reports")
	require.Len(t, found, 3)
	assert.Equal(t, []int{int(privacy.OfCell), int(privacy.OfRest), int(privacy.OfRest)}, []int{found[0].What, found[1].What, found[2].What}, "6 of 9 leaves 3")
	assert.Equal(t, 3, found[0].Line)
}

func TestPolicyOfCounts(t *testing.T) {
	text := "bij 7 gezinnen en 3 kinderen"
	for _, c := range []struct {
		policy privacy.Policy
		want   int
		why    string
	}{
		{privacy.Policy{}, 2, "public: below 10"},
		{privacy.Policy{Audience: privacy.SteeringGroup}, 1, "below 5"},
		{privacy.Policy{Audience: privacy.Team}, 0, "every count is shown"},
		{privacy.Policy{MinCell: -1}, 0, "asked for"},
		{(*privacy.Release)(nil).Policy(), 2, "that of no release"},
	} {
		check, err := NewCheck(Options{Policy: c.policy})
		require.NoError(t, err)
		assert.Len(t, scan(t, *check, "x.txt", text), c.want, c.why)
	}
}

func TestNounsCanBeChosen(t *testing.T) {
	c, err := NewCheck(Options{PeopleNouns: []string{"boek", "Bœken"}, ThingNouns: []string{}})
	require.NoError(t, err)
	assert.Len(t, scan(t, *c, "x.txt", "drie boeken, twee gezinnen, 5 van de 7 methoden"), 2)
	assert.Contains(t, PeopleNouns(), "gezinnen")
	assert.Contains(t, ThingNouns(), "methoden")
	people := map[string]bool{}
	for _, w := range PeopleNouns() {
		people[w] = true
	}
	for _, w := range ThingNouns() {
		assert.False(t, people[w], "%s counts people and things", w)
	}
}

func TestBareSharesCanBeSkipped(t *testing.T) {
	c, err := NewCheck(Options{SkipBare: true})
	require.NoError(t, err)
	assert.Empty(t, scan(t, *c, "x.md", "| 4 van de 6 | 9/21 (43%) |"))
	assert.Len(t, scan(t, *c, "x.md", "| 4 van de 6 gezinnen | 9/21 (43%) meldingen, twee gezinnen |"), 3)
}

func TestWaivedShares(t *testing.T) {
	c, err := NewCheck(Options{Waived: []rma.Proportion{{K: 9, N: 21}, {K: 0, N: 7}, {K: 9, N: 21}}})
	require.NoError(t, err)
	assert.Equal(t, "0 identifiers, of which 0 passed over; 0 combinations; counts below 10, but for shares waived: 2", c.String())
	for _, x := range []struct {
		text  string
		leaks int
		why   string
	}{
		{"9 van de 21 gezinnen", 0, "waived"},
		{"negen van de eenentwintig (43%)", 0, "waived, in words"},
		{"9/21 (43%), 9 op de 21 gezinnen, gezinnen: 9 of 21", 0, "waived, in every form"},
		{"0 van de 7", 0, "waived, none of a few"},
		{"9 van de 20 gezinnen", 1, "another base"},
		{"8 van de 21 gezinnen", 1, "another count"},
		{"12 van de 21 gezinnen", 1, "the rest of a share that may be shown"},
		{"9 gezinnen", 1, "the count alone"},
		{"9 van de gezinnen", 1, "the count without its base"},
		{"n = 9", 1, "the count as a sample"},
		{"7 gezinnen", 1, "the base alone"},
		{"9 van de 21 gezinnen, van wie 2 van de 9 kinderen", 1, "another count behind it"},
	} {
		assert.Len(t, scan(t, *c, "x.txt", x.text), x.leaks, "%s: %s", x.why, x.text)
	}
	for _, w := range []rma.Proportion{{}, {K: 3}, {K: 3, N: 2}, {K: -1, N: 2}, {K: -1, N: -1}} {
		_, err := NewCheck(Options{Waived: []rma.Proportion{{K: 1, N: 2}, w}})
		require.ErrorIs(t, err, privacy.ErrPolicy)
		assert.ErrorContains(t, err, "waived share 1 ")
	}
}

func TestCountsInFiles(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          int
		why           string
	}{
		{"x.html", "<p><b>3</b> van&nbsp;de <i>21</i></p>", 1, "tags and entities"},
		{"x.html", "<p>3</p><p>gezinnen</p>", 0, "two paragraphs"},
		{"x.html", "<td>3</td><td>gezinnen</td>", 0, "two cells"},
		{"x.html", `<img alt="3 van de 21">`, 1, "an attribute"},
		{"x.svg", "<svg><text>3 of 21</text></svg>", 1, "a label"},
		{"x.md", "| 3 van de 21 | 12 |\n\n- twee gezinnen", 2, "a table and a list"},
		{"x.md", "bij drie\ngezinnen", 1, "a line is not the end of a paragraph"},
		{"x.csv", "a;b\n\"3 van de 21\";4\n", 1, "a cell"},
		{"x.json", `{"a": "3 van\nde 21"}`, 1, "an escape"},
		{"x.docx", docxOf(t, "<w:p><w:t>3 van </w:t><w:t>de 21</w:t></w:p>"), 1, "runs"},
		{"x.xlsx", xlsxOf(t, `<row><c t="s"><v>0</v></c></row>`, "<si><t>3 van de 21</t></si>"), 2, "the text and the row"},
		{"x.png", pngOf("tEXt", "Title\x003 van de 21"), 1, "a chunk"},
		{"x.html", "<p>(<i>n</i>&nbsp;= 3)</p>", 1, "a sample"},
		{"x.html", "<p>n =</p><p>3</p>", 0, "a sample in two paragraphs"},
		{"x.html", "<td>gezinnen:</td><td>3</td>", 0, "two cells with a colon"},
		{"x.html", `<img alt="n=3">`, 1, "a sample in an attribute"},
		{"x.html", `<input name="n" value="3" data-n="3">`, 0, "attributes"},
		{"x.html", `<a href="?n=3&amp;m=1">x</a>`, 0, "a query"},
		{"x.html", `<script>var n=3,r={child:2};for(n=1;n<2;n++);"twee gezinnen"</script>`, 1, "in a script only words"},
		{"x.js", "var n = 3; // twee gezinnen", 1, "in a program only words"},
		{"x.css", ".a { n: 3 } :nth-child(2n+1) {}", 0, "a style"},
		{"x.svg", "<svg><text>n = ３</text></svg>", 1, "a label with a sample"},
		{"x.json", `{"gezinnen": 3, "n": 4, "boeken": 5}`, 2, "fields of an object"},
		{"x.docx", docxOf(t, "<w:p><w:t>n</w:t><w:t>=</w:t><w:t>3</w:t></w:p>"), 1, "a sample in runs"},
		{"x.bin", "\x00\x013 van de 21", 0, "bytes are no running text"},
	} {
		assert.Len(t, scan(t, countsOnly(t, 10), c.name, c.content), c.want, c.why)
	}
}

func TestNumberWords(t *testing.T) {
	words := numbers()
	for w, n := range map[string]int{"drie": 3, "twaalf": 12, "eenentwintig": 21, "tweeendertig": 32, "negenennegentig": 99,
		"honderd": 100, "twelve": 12, "ninety": 90, "both": 2, "achtentachtig": 88, "zeventien": 17, "tachtig": 80} {
		assert.Equal(t, n, words[w], w)
	}
	seen := map[int]bool{}
	for _, n := range words {
		seen[n] = true
	}
	for n := 2; n <= 100; n++ {
		assert.True(t, seen[n], "%d", n)
	}
	assert.NotContains(t, words, "een")
}
