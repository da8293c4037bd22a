package leak

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func TestIdentifiersInText(t *testing.T) {
	for _, c := range []struct {
		identifier, text string
		found            bool
		why              string
	}{
		{"Jansen", "de heer Jansen zei", true, "a word"},
		{"Jansen", "JANSEN", true, "case"},
		{"Jansen", "Jansen's auto", true, "a possessive"},
		{"Jansen", "jansen_1", true, "an underscore and a number"},
		{"Jansen", "jansen1", true, "a letter meets a digit"},
		{"Jansen", "interviewJansen.docx", true, "a small letter meets a capital"},
		{"Jansen", "p.jansen@example.org", true, "an address"},
		{"Jansen", "de Jansens", false, "another word"},
		{"Jansen", "Jan sen", false, "two words"},
		{"Jansen", "Jan\u00adsen", true, "a soft hyphen"},
		{"Jansen", "Jan\u200bsen", true, "a space of no width"},
		{"Jansen", "Ｊａｎｓｅｎ", true, "full-width letters"},
		{"André", "Andre was er", true, "an accent that is left out"},
		{"Andre", "Andre\u0301 was er", true, "an accent apart"},
		{"Søren", "SOREN", true, "a letter that Unicode does not take apart"},
		{"Weiß", "WEISS", true, "a letter that becomes two"},
		{"İpek", "ipek", true, "a capital with a dot"},
		{"Piet Jansen", "Piet\r\n\tJansen", true, "the end of a line"},
		{"Piet Jansen", "Jansen, Piet", true, "the other order"},
		{"Jansen, Piet", "Piet Jansen", true, "the other order in the list"},
		{"Anna de Vries", "Vries, Anna de", true, "a particle at the end"},
		{"Anna de Vries", "de Vries, Anna", true, "a particle in front"},
		{"Piet Jansen", "pietjansen@example.org", true, "one word of eight letters or more"},
		{"Piet Jansen", "Piet;Jansen", true, "two cells"},
		{"Piet Jansen", "piet+jansen", true, "a query"},
		{"Piet Jansen", "Piet Klaas Jansen", false, "another name between"},
		{"Piet Jansen", "Piet. . . . . Jansen", false, "too much between"},
		{"An Dere", "andere", false, "a short name is not written as one word"},
		{"O'Brien", "OBrien en o’brien", true, "an apostrophe"},
		{"Piet Vos", "PietVos.txt", true, "a capital parts the words"},
		{"0612345678", "06 12 34 56 78", true, "spaces in a number"},
		{"0612345678", "06-12345678", true, "a hyphen in a number"},
		{"06-12345678", "0612.34.56.78", true, "points in a number"},
		{"06-12345678", "0612345678", true, "a hyphen left out"},
		{"0612345678", "(06) 12345678", true, "brackets"},
		{"0612345678", "06,12345678", false, "two cells of numbers"},
		{"0612345678", "06\n12345678", false, "two lines of numbers"},
		{"0612345678", "106 12345678", false, "another number"},
		{"0612345678", "06123456789", false, "a longer number"},
		{"2023-00123", "dossier 2023.00123", true, "a dossier"},
		{"2023-00123", "dossier202300123", true, "behind letters"},
		{"1234", "12 34", false, "a short number is not spread"},
		{"12-34", "1234", false, "nor put together"},
		{"12-34", "12.34", true, "but has its parting"},
		{"1234", "12345", false, "a longer number"},
		{"AB-123456", "ab123456", true, "letters and digits"},
		{"AB-123456", "AB 123 456", true, "letters and digits, spread"},
		{"王小明明", "在王小明明。", false, "a script without spaces: a part of a longer word"},
		{"王小明明", "，王小明明。", true, "a script without spaces: a word of its own"},
		{"Müller", "Mueller", false, "another spelling"},
		{"Jansen", "mevrouw Jan-\nsen zei", true, "broken off at the end of a line"},
		{"Jansen", "mevrouw Jan-  \r\n      sen zei", true, "with spaces on both sides"},
		{"Jansen", "mevrouw Jan-\n" + strings.Repeat(" ", 60) + "sen", true, "far indented, as text out of a PDF"},
		{"Jansen", "mevrouw Jan\u00ad\nsen zei", true, "broken off with a soft hyphen"},
		{"Jansen", "mevrouw Jan\u00ac\nsen zei", true, "with the sign that a program shows for it"},
		{"Jansen", "mevrouw Jan\u2010\nsen zei", true, "with the hyphen of Unicode"},
		{"Jansen", "mevrouw Jan-\fsen zei", true, "at the end of a page"},
		{"Jansen", "> mevrouw Jan-\n> sen zei", true, "in a quotation of Markdown"},
		{"Piet Jansen", "Piet Jan-\nsen", true, "the second word of a name"},
		{"Zwaan-Quist", "Zwaan-\n        -Quist", false, "a list behind a hyphen, far indented"},
		{"Zwaan-Quist", "Zwaan-\n            Quist", true, "at a hyphen of its own, far indented"},
		{"0612345678", "06-\n12345678", true, "a number behind its hyphen"},
		{"12345", "12-\n345", false, "a short number is not put together"},
		{"Jansen", "Jan-sen", false, "a hyphen within the line"},
		{"Jansen", "Jan\nsen", false, "a line without a hyphen"},
		{"Jansen", "Jan -\nsen", false, "a dash"},
		{"Jansen", "Jan-\n- sen", false, "an item of a list"},
		{"Jansen", "Jan-\n" + strings.Repeat(" ", 200) + "sen", false, "too far"},
		{"Jansen", "Jan-\nsens", false, "another word, broken off"},
		{"Jansen", "voor-\nen nadelen voor Jan-\nnes", false, "a hyphen for a part left out"},
	} {
		found := scan(t, namesOnly(t, Options{}, c.identifier), "x.txt", c.text)
		assert.Equal(t, c.found, len(found) > 0, "%s: %s", c.why, c.text)
	}
}

func TestShortIdentifiers(t *testing.T) {
	c := namesOnly(t, Options{}, "An", "Bo ", "", "--", "Eva", "Anna")
	assert.Equal(t, 5, c.PassedOver())
	assert.Empty(t, scan(t, c, "x.txt", "An en Bo en Eva"))
	c = namesOnly(t, Options{MinLen: 2}, "An", "", "--")
	assert.Equal(t, 2, c.PassedOver(), "what has no letters is never looked for")
	assert.Empty(t, scan(t, c, "x.txt", "Anne ging aan de wandel; Jan ook."))
	assert.Len(t, scan(t, c, "x.txt", "Anne, An."), 1)
}

func TestInitials(t *testing.T) {
	for _, c := range []struct {
		identifier, text string
		found            bool
		why              string
	}{
		{"Piet Klaas Jansen", "P.K. Jansen", true, "all initials"},
		{"Piet Klaas Jansen", "PK Jansen", true, "without points"},
		{"Piet Klaas Jansen", "P. Jansen", true, "the first"},
		{"Piet Klaas Jansen", "Jansen P.K.", true, "behind"},
		{"Jansen, Piet Klaas", "P. K. Jansen", true, "a surname first"},
		{"Anna de Vries", "A. de Vries", true, "a particle belongs to the surname"},
		{"Vries, Anna de", "A. de Vries", true, "a particle at the end"},
		{"Anna Voor de Dag", "A. voor de Dag", true, "a particle that is a word"},
		{"Anna de Vries", "B. de Vries", false, "another initial"},
		{"Jansen", "P. Jansen", true, "found for itself"},
		{"Piet Jansen", "Jansen", false, "a surname alone is not in the list"},
	} {
		found := scan(t, namesOnly(t, Options{Initials: true}, c.identifier), "x.txt", c.text)
		assert.Equal(t, c.found, len(found) > 0, "%s: %s", c.why, c.text)
	}
	assert.Empty(t, scan(t, namesOnly(t, Options{}, "Piet Jansen"), "x.txt", "P. Jansen"), "only when asked for")
}

func TestWhatAndWhere(t *testing.T) {
	c := namesOnly(t, Options{}, "Jansen", "Piet Jansen", "0612345678", "jansen")
	found := scan(t, c, "x.txt", "één\n  Piet\u00a0Jansen, tel.\n06-12345678")
	assert.Equal(t, Leaks{
		{File: "x.txt", Line: 2, Column: 3, Kind: OfIdentifier, What: 1},
		{File: "x.txt", Line: 2, Column: 8, Kind: OfIdentifier, What: 0},
		{File: "x.txt", Line: 3, Column: 1, Kind: OfIdentifier, What: 2},
	}, found, "of two that are the same the first")
	assert.Equal(t, "x.txt:2:3: identifier", found[0].String())
	assert.Equal(t, "x.txt: 3, identifier\n", found.String())
	require.ErrorIs(t, found.Err(), ErrLeak)
	assert.ErrorContains(t, found.Err(), "places=3, files=1")
	assert.NoError(t, Leaks(nil).Err())
	assert.Equal(t, "no leaks\n", Leaks{}.String())
}

// TestEqualIdentifiersAreFound holds the form of the check against the normal
// form: what is equal there is equal here, character by character.
func TestEqualIdentifiersAreFound(t *testing.T) {
	f := newFolder()
	for r := rune(1); r <= 0x1ffff; r += rune(atLength(1, 11)) {
		if !utf8.ValidRune(r) || r == textEnd || r == sheetCell || !unicode.IsPrint(r) {
			continue
		}
		whole, _ := f.text(string(r))
		normal, _ := f.text(privacy.NormalForm(string(r)))
		if string(whole) != string(normal) {
			t.Errorf("%U: %q and %q", r, whole, normal)
		}
		again, _ := f.text(string(whole))
		if string(again) != string(whole) {
			t.Errorf("%U: folded twice %q, once %q", r, again, whole)
		}
	}
}

func TestFormsOfAnIdentifier(t *testing.T) {
	f := newFolder()
	var texts []string
	for _, form := range nameForms(f, "Anna de Vries", false) {
		texts = append(texts, form.text)
		assert.Len(t, form.needs, len(form.text))
	}
	assert.Equal(t, []string{"annadevries", "devriesanna", "vriesannade"}, texts)
	assert.Empty(t, nameForms(f, "-- !", true))
	assert.Len(t, nameForms(f, "een twee drie vier vijf zes zeven", false), 1, "too long for a name")
	assert.Len(t, nameForms(f, "kamer 12", false), 1, "no name")
	assert.LessOrEqual(t, len(nameForms(f, strings.Repeat("a ", 6), true)), 12)
}
