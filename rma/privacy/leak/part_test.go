package leak

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPartsOfNames(t *testing.T) {
	for _, c := range []struct {
		identifier, text string
		found            bool
		why              string
	}{
		{"Jan de Vries", "mevrouw Vries", true, "the surname"},
		{"Jan de Vries", "de VRIES-groep", true, "the surname in capitals, with more behind it"},
		{"Jan de Vries", "de Vrie-\ns", true, "the surname broken off at the end of a line"},
		{"Vries, Jan de", "familie de Vries", true, "the surname first"},
		{"Piet Klaas Jansen", "Klaas", true, "a second given name"},
		{"Zwaan-Quist", "mevrouw Quist", true, "a part of a double name"},
		{"Ömer Çelik", "Celik", true, "without accents"},
		{"Familie Jansen", "Jansen", true, "a family"},
		{"Jan de Vries", "Jan was er", false, "fewer than four letters"},
		{"Jan de Vries", "de vriesvakken", false, "a part of another word"},
		{"Anna Onder de Linden", "onder de brug", false, "a particle that is a word"},
		{"Anna Onder de Linden", "mevrouw Linden", true, "the surname behind it"},
		{"Familie Jansen", "de familie en het gezin", false, "a word for people"},
		{"Mevrouw Jansen", "mevrouw zei", false, "a title"},
		{"Dorpsstraat 12", "de dorpsstraat", false, "an address"},
		{"Emmen", "Emmen", true, "a name of one word is found for itself"},
		{"een lange naam van meer dan zes woorden", "woorden", false, "too long for a name"},
	} {
		assert.Equal(t, c.found, len(scan(t, namesOnly(t, Options{Parts: true}, c.identifier), "x.txt", c.text)) > 0, "%s: %s", c.why, c.text)
	}
	assert.Empty(t, scan(t, namesOnly(t, Options{}, "Jan de Vries"), "x.txt", "mevrouw Vries"), "only when asked for")
	assert.Empty(t, scan(t, namesOnly(t, Options{Parts: true, MinLen: 6}, "Jan de Vries"), "x.txt", "mevrouw Vries"), "shorter than asked for")
	assert.Empty(t, scan(t, namesOnly(t, Options{Parts: true, MinLen: 2}, "Jan de Vries"), "x.txt", "Jan en de brug"), "never of fewer than four letters")
}

func TestPartsAreThoseOfTheirIdentifier(t *testing.T) {
	c := namesOnly(t, Options{Parts: true}, "Piet Jansen", "Anna Jansen", "Quist")
	assert.Equal(t, Leaks{
		{File: "x.txt", Line: 1, Column: 1, Kind: OfIdentifier, What: 1},
		{File: "x.txt", Line: 1, Column: 6, Kind: OfIdentifier, What: 0},
		{File: "x.txt", Line: 1, Column: 14, Kind: OfIdentifier, What: 2},
	}, scan(t, c, "x.txt", "Anna Jansen, Quist"), "of a part that two have, the first")
	assert.Zero(t, c.PassedOver())

	for _, w := range strings.Fields(particles + titles) {
		assert.True(t, commonWords(newFolder())[w], w)
	}
}
