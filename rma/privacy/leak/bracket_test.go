package leak

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// countCase is a line, and which count in it is too small for the public; -1 is
// none.
type countCase struct {
	text string
	want int
	why  string
}

const noCount = -1

// testCounts looks for the first small count in each line.
func testCounts(t *testing.T, c Check, cases []countCase) {
	t.Helper()
	for _, x := range cases {
		got := noCount
		if found := scan(t, c, "x.txt", x.text); len(found) > 0 {
			got = found[0].What
		}
		assert.Equal(t, x.want, got, "%s: %s", x.why, x.text)
		assert.NotEmpty(t, x.why)
	}
}

func TestCountsWithAPercentage(t *testing.T) {
	const k = int(privacy.OfCell)
	testCounts(t, countsOnly(t, 10), []countCase{
		{"3 (14%) van de ouders", k, "a percentage before of"},
		{"3 (14%) ouders", k, "a percentage before the noun"},
		{"3 (14 procent) gezinnen", k, "a percentage in words"},
		{"3 (14,3 %) jonge gezinnen", k, "decimals and an adjective"},
		{"3 (ca. 14%) gezinnen", k, "about a percentage"},
		{"9 (43%; 95% CI 24%-63%) gezinnen", k, "an interval"},
		{"drie (14%) of the families", k, "in words"},
		{"３ （14％） ouders", k, "wide signs"},
		{"3 (14%) van de 21", k, "a base without a noun"},
		{"40 (89%) van de 45 gezinnen", int(privacy.OfRest), "the rest"},
		{"12 (14%) van de ouders", noCount, "enough"},
		{"3 (14%) methoden", noCount, "things"},
		{"3 (14%) van de 21 methoden", noCount, "things with a base"},
		{"3 (14%)", noCount, "nothing says what it counts"},
		{"3 (zie bijlage) gezinnen", noCount, "brackets without a percentage"},
		{"3 (14% gezinnen", noCount, "brackets that are not closed"},
		{"3 (14%). Ouders zeiden", noCount, "a sentence ends between"},
		{"3,5 (14%) ouders", noCount, "a mean"},
		{"14% (zie 2) van de ouders", noCount, "a percentage of people alone"},
		{"minstens 3 (14%) ouders", noCount, "what it is at least"},
	})
}

func TestSharesInBrackets(t *testing.T) {
	const k = int(privacy.OfCell)
	testCounts(t, countsOnly(t, 10), []countCase{
		{"gezinnen (3/21)", k, "directly behind people"},
		{"Gezinnen ( 3 / 21 )", k, "spaces"},
		{"gezinnen (3/21, zie bijlage)", k, "more behind it"},
		{"gezinnen (3/21; 14%)", k, "a percentage behind it"},
		{"gezinnen die doorgingen (3/21)", k, "two words between"},
		{"ouders in Emmen (３／２１)", k, "wide digits"},
		{"families (18/21)", int(privacy.OfRest), "the rest"},
		{"14% (3/21)", k, "a percentage before it"},
		{"een klein deel (3/21; 14%)", k, "a percentage within"},
		{"een klein deel (3/21 = 14%)", k, "which it equals"},
		{"3/21 gezinnen", k, "before people"},
		{"3/21 van de gezinnen", k, "of the families"},
		{"(3/21 gezinnen)", k, "within brackets"},
		{"gezinnen (30/60)", noCount, "enough"},
		{"(3/21)", noCount, "nothing says that it is a count"},
		{"3/21", noCount, "not even brackets"},
		{"de bijeenkomst (3/21)", noCount, "a date"},
		{"met ouders op dinsdag (3/4)", noCount, "a date behind a day"},
		{"gezinnen (3/21/2024)", noCount, "a date with a year"},
		{"14% (3/21/2024)", noCount, "a date with a year, behind a percentage"},
		{"gezinnen, in de derde week (3/21)", noCount, "a comma between"},
		{"gezinnen. Daarna (3/21)", noCount, "another sentence"},
		{"gezinnen in de tweede ronde gesprekken (3/21)", noCount, "too far"},
		{"gezinnen (verslag 3/21)", noCount, "something else before it in the brackets"},
		{"gezinnen 3/21", noCount, "no brackets"},
		{"gezinnen (3/6 methoden)", noCount, "things behind it"},
		{"de methoden van gezinnen per jaar (3/21)", noCount, "things between"},
		{"(3/21", noCount, "cut off"},
	})
	skip, err := NewCheck(Options{SkipBare: true})
	assert.NoError(t, err)
	testCounts(t, *skip, []countCase{
		{"gezinnen (3/21)", k, "people before it, so not bare"},
		{"gezinnen (3 van de 21)", k, "in words"},
		{"14% (3/21)", noCount, "bare"},
		{"(3 van de 21)", noCount, "bare, in words"},
	})
}

func TestOneAsAnArticle(t *testing.T) {
	const k = int(privacy.OfCell)
	testCounts(t, countsOnly(t, 10), []countCase{
		{"slechts een gezin", k, "only one"},
		{"Slechts EEN jong gezin", k, "an adjective"},
		{"precies een moeder", k, "exactly one"},
		{"hooguit een gezin", k, "at most one"},
		{"er was maar een gezin", k, "only, within a clause"},
		{"nog maar een gezin", k, "only one left"},
		{"maar één gezin", k, "with accents"},
		{"één gezin", k, "with accents alone"},
		{"only one family", k, "in English"},
		{"just one of the families", k, "in English, of them"},
		{"slechts een van de gezinnen", k, "one of them"},
		{"een gezin", noCount, "an article"},
		{"Maar een gezin wil rust", noCount, "but, at the beginning"},
		{"rust, maar een gezin wil ook ruimte", noCount, "but, behind a comma"},
		{"slechts een aantal gezinnen", noCount, "some families"},
		{"slechts een klein aantal gezinnen", noCount, "a few families"},
		{"slechts een handvol ouders", noCount, "a handful"},
		{"slechts een deel van de gezinnen", noCount, "a part of them"},
		{"slechts een methode", noCount, "things"},
		{"slechts een begin met gezinnen", noCount, "something else"},
		{"precies een jaar", noCount, "a time"},
		{"minstens een gezin", noCount, "at least one"},
		{"slechts een", noCount, "cut off"},
		{"maar", noCount, "no number"},
	})
}
