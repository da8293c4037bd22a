package leak

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func TestCountsBehindTheirNoun(t *testing.T) {
	const no = -1
	k, n := int(privacy.OfCell), int(privacy.OfBase)
	for _, c := range []struct {
		text string
		want int
		why  string
	}{
		{"gezinnen: 3", k, "a colon"},
		{"Gezinnen : 3.", k, "a space before the colon"},
		{"gezinnen = 3", k, "an equals sign"},
		{"gezinnen: drie", k, "a number in words"},
		{"melding = een of meer signalen", no, "what a word means"},
		{"household = one or more signals", no, "what a word means, in English"},
		{"aantal gezinnen: ３", k, "a wide digit"},
		{"(ouders: 3)", k, "in brackets"},
		{"ouders: 3 van hen stopten", k, "of them"},
		{"gezinnen: 9 van de 21", k, "a share"},
		{"gezinnen: 1. Kinderen: 12.", k, "one, and more behind it"},
		{"n=3", n, "a sample"},
		{"n = 3", n, "a sample with spaces"},
		{"N: 4", n, "a sample with a colon"},
		{"ｎ＝３", n, "a wide sample"},
		{"(n=3, 5%)", n, "a sample and a percentage"},
		{"(n=3 interviewers)", n, "a sample of something else"},
		{"gezinnen: 12", no, "enough"},
		{"gezinnen: 1.234", no, "thousands"},
		{"gezinnen: 0", no, "none"},
		{"n=12", no, "a sample that is large enough"},
		{"n=3,5", no, "no whole number"},
		{"n=-3", no, "below nought"},
		{"n>=3", no, "what it is at least"},
		{"n<3", no, "what it is below"},
		{"minstens n=3", no, "what it is at least, in words"},
		{"n=3 methoden", no, "things"},
		{"n=5%", no, "a percentage"},
		{"n 3", no, "no sign"},
		{"gezinnen; 3", no, "another sign"},
		{"kind: 4 jaar", no, "an age"},
		{"gezinnen: 4 van de 6 methoden", no, "things behind it"},
		{"methoden: 3", no, "things before it"},
		{"boeken: 3", no, "something else before it"},
		{"gezinnen: 2.1 Aanpak", no, "a number of a heading"},
		{"gezinnen: 2023-2024", no, "years"},
		{"om twee zaken: 1. de overdracht, en 2. de terugkoppeling", k, "a list: the two, but not the one"},
		{"zaken: 1) de overdracht 2) de terugkoppeling", no, "a list with brackets"},
		{"/zoek?n=3", no, "a query"},
		{"/zoek?q=x&n=3", no, "a query of two"},
		{"EMM:N:3", no, "a code"},
		{"N:3:IN", no, "a code that goes on"},
		{"sub-n=3", no, "another name"},
		{"x.n=3", no, "a field"},
		{"sub_n=3", no, "a name of a variable"},
		{"[n=3]", n, "in square brackets"},
		{"meisjes:n=3", no, "a colon too many"},
	} {
		got := no
		if found := scan(t, countsOnly(t, 10), "x.txt", c.text); assert.LessOrEqual(t, len(found), 1, c.why) && len(found) > 0 {
			got = found[0].What
		}
		assert.Equal(t, c.want, got, "%s: %s", c.why, c.text)
	}
	found := scan(t, countsOnly(t, 10), "x.txt", "het aantal gezinnen: 3 (n = ٣)")
	assert.Equal(t, []int{12, 25}, []int{found[0].Column, found[1].Column}, "where the noun and the n stand")
}
