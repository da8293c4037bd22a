package leak

import (
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// phraseCounter finds counts below a policy in running text.
type phraseCounter struct {
	policy     privacy.Policy
	vocabulary *vocabulary
	skipBare   bool
	waived     map[rma.Proportion]bool
}

// smallOf returns which of the counts of a share is too small. A rest of 0 is
// a matter of group disclosure, which is for Protect.
func (c *phraseCounter) smallOf(k, n int) (privacy.CountOf, bool) {
	for of, count := range []int{k, n, n - k} {
		if count > 0 && c.policy.Small(count) {
			return privacy.CountOf(of), true
		}
	}
	return 0, false
}

// find calls f for each count that is too small: which one, and where the
// phrase begins. In code no signs are read, since n=3 is no count there.
func (c *phraseCounter) find(words []wordAt, code bool, f func(of privacy.CountOf, at int)) {
	for i := 0; i < len(words); {
		p := countPhrase{words: words, i: i, skipBare: c.skipBare, code: code}
		if k := words[i].kind; k != numberWord && k != articleOne || p.percent(i+1) || p.bound(i) {
			i++
			continue
		}
		n, next, found := p.read()
		from, k := i, p.value(i)
		small, is := c.smallOf(k, n)
		if n < k {
			small, is = privacy.OfCell, k > 0 && c.policy.Small(k)
		}
		if !found && n == noBase {
			if from, found = p.label(); found && p.kind(from) == sampleWord {
				small = privacy.OfBase
			}
		}
		if found && is && !c.waived[rma.Proportion{K: k, N: n}] {
			f(small, words[from].from)
		}
		i = max(next, i+1)
	}
}

// countPhrase is a phrase that begins with a number.
type countPhrase struct {
	words    []wordAt
	i        int
	skipBare bool
	code     bool
}

// noBase stands for the base of a count that has none.
const noBase = -1

func (p countPhrase) kind(i int) wordKind {
	if i < 0 || i >= len(p.words) {
		return signWord
	}
	return p.words[i].kind
}

func (p countPhrase) sign(i int, r rune) bool {
	return i >= 0 && i < len(p.words) && p.words[i].kind == signWord && p.words[i].value == int(r)
}

func (p countPhrase) value(i int) int {
	if p.words[i].kind == articleOne {
		return 1
	}
	return p.words[i].value
}

// percent reports whether a percentage sign follows.
func (p countPhrase) percent(i int) bool { return p.kind(i) == percentWord }

// read returns the base, noBase when there is none, the word behind the phrase,
// and whether it is about people or cases.
func (p countPhrase) read() (n, next int, people bool) {
	j := p.i + 1
	slash, on := p.sign(j, '/'), p.on(j)
	switch {
	case slash, on:
		j++
	case p.kind(j) == outWord && p.kind(j+1) == ofWord:
		j += 2
	case p.kind(j) == ofWord:
		j++
	default:
		if p.words[p.i].kind == articleOne {
			return noBase, p.i + 1, false
		}
		return noBase, p.i + 1, p.noun(p.i+1) == peopleWord
	}
	for range 4 {
		if p.kind(j) == theWord {
			j++
		}
	}
	if k := p.kind(j); k != numberWord || p.percent(j+1) {
		return noBase, p.i + 1, !slash && !on && p.noun(j) == peopleWord
	}
	next = j + 1
	share := p.share(&next)
	switch noun := p.noun(next); {
	case noun == peopleWord:
		people = true
	case noun == thingWord || p.kind(p.i-1) == thingWord:
	case p.labelled():
		people = true
	case p.skipBare, p.oneOfTwo(j), on && p.value(p.i) == 1:
	default:
		people = !slash || share
	}
	return p.words[j].value, next, people
}

// on reports whether "op" follows as in 9 op de 12. A 9 op 10 is a mark, and een
// op something is mostly an article.
func (p countPhrase) on(i int) bool {
	return p.kind(i) == onWord && p.kind(p.i) == numberWord && p.kind(p.i-1) != articleOne
}

// oneOfTwo reports whether a bare share is "een van beide", "one of the two":
// a turn of phrase.
func (p countPhrase) oneOfTwo(base int) bool {
	k, n := p.words[p.i], p.words[base]
	return p.value(p.i) == 1 && k.to-k.from > 1 && n.value == 2 && n.to-n.from > 1
}

// bound reports whether the number is one that a count is above, and so is not
// a count: minstens één, more than one.
func (p countPhrase) bound(i int) bool {
	before := p.kind(i - 1)
	return before == boundWord || before == thanWord && p.kind(i-2) == moreWord
}

// share passes over a percentage in brackets.
func (p countPhrase) share(i *int) bool {
	if !p.sign(*i, '(') {
		return false
	}
	for j := *i + 1; j < min(*i+4, len(p.words)); j++ {
		if p.percent(j) && p.sign(j+1, ')') {
			*i = j + 2
			return true
		}
	}
	return false
}

// maxAdjectives is how many words may stand between a number and its noun.
const maxAdjectives = 2

// noun returns what is counted: people, things, or a plain word when neither
// is known.
func (p countPhrase) noun(i int) wordKind {
	for j := i; j <= i+maxAdjectives; j++ {
		switch k := p.kind(j); k {
		case peopleWord, thingWord:
			return k
		case plainWord, theWord:
		case ofWord:
			if j != i { // two of the families, but not: two books of families
				return plainWord
			}
		default:
			return plainWord
		}
	}
	return plainWord
}
