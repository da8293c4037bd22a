package leak

import "strings"

// headSays is what the heads above and before a cell say that it counts.
type headSays uint8

const (
	saysPeople headSays = 1 << iota
	saysOther           // a percentage, a mean, things
)

// Words with which a head begins that gives a number of people, and those in one
// that gives something else of them.
const (
	amountWords = " aantal aantallen n number numbers count of "
	figureWords = " gemiddelde gemiddeld mean average mediaan median sd score scores cijfer cijfers leeftijd age percentage aandeel proportion "
)

// says returns what a head says. It says people when it begins with a plural, or
// has people behind aantal or number of: "ouders met werk", "aantal jonge gezinnen".
// Below a singular the number of a family may stand.
func (r *gridReader) says(c gridCell) headSays {
	t, words := r.words(c)
	p, first, sample := countPhrase{words: words}, 0, false
	for i, w := range words {
		word := " " + strings.ToLower(t.s[w.from:w.to]) + " "
		sample = sample || w.kind == sampleWord
		switch {
		case strings.Contains(figureWords, word), w.kind == percentWord && !sample: // "n (%)" is of counts
			return saysOther
		case i == first && strings.Contains(amountWords, word):
			first++
		}
	}
	switch noun := p.noun(first); {
	case noun == thingWord:
		return saysOther
	case noun == peopleWord && (first > 0 || p.kind(0) == peopleWord && plural(t.s[words[0].from:words[0].to])):
		return saysPeople
	}
	return 0
}

// plural reports whether a word for people has an ending of several of them.
func plural(word string) bool {
	word = strings.ToLower(word)
	return word == "people" || (strings.HasSuffix(word, "en") || strings.HasSuffix(word, "s")) &&
		!strings.Contains(" casus zus huishouden jongen ", " "+word+" ")
}
