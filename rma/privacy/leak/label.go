package leak

import "strings"

// label returns the word that says before a number what it counts: gezinnen: 3,
// n = 3.
func (p countPhrase) label() (at int, is bool) {
	at = p.i - 2
	switch {
	case !p.labelled(), p.kind(p.i) != numberWord, p.bound(at), p.noun(p.i+1) == thingWord, p.listed():
		return p.i, false
	}
	return at, true
}

// labelled reports whether a colon or an equals sign stands before the number,
// and before that a word for people or cases, or n. In a query (?n=3) and in a
// code of parts (EMM:N:3:IN) n is no count, and what equals a number in words is
// explained there (a household = one or more people).
func (p countPhrase) labelled() bool {
	at := p.i - 2
	equals := p.sign(p.i-1, '=')
	if p.code || !equals && !p.sign(p.i-1, ':') || p.sign(p.i+1, ':') || equals && p.spelled() {
		return false
	}
	return p.kind(at) == peopleWord || p.kind(at) == sampleWord && !p.glued(at)
}

// spelled reports whether the number is in words.
func (p countPhrase) spelled() bool {
	w := p.words[p.i]
	return w.to-w.from >= len("two") && w.value < 100
}

// glued reports whether a word has a sign in front of it that makes it a part of
// something else.
func (p countPhrase) glued(i int) bool {
	if i == 0 || p.kind(i-1) != signWord || p.words[i-1].to < p.words[i].from {
		return false
	}
	return strings.ContainsRune("?&:/.-#", rune(p.words[i-1].value))
}

// longestItem is how many words behind the first item of a list the second
// begins at most.
const longestItem = 64

// listed reports whether the number is that of the first item of a list: drie
// zaken: 1. x, 2. y.
func (p countPhrase) listed() bool {
	point := p.sign(p.i+1, '.')
	if p.value(p.i) != 1 || !point && !p.sign(p.i+1, ')') {
		return false
	}
	for j := p.i + 2; j < min(len(p.words), p.i+longestItem); j++ {
		two := p.kind(j) == numberWord && p.words[j].value == 2 && !p.sign(j-1, ':') && !p.sign(j-1, '=')
		if two && (point && p.sign(j+1, '.') || !point && p.sign(j+1, ')')) {
			return true
		}
	}
	return false
}
