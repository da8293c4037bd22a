package leak

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
	p.share(&j)
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
			return noBase, p.i + 1, p.onlyOne()
		}
		return noBase, p.i + 1, p.noun(j) == peopleWord
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
	case p.labelled(), p.aside(next):
		people = true
	case p.skipBare, p.oneOfTwo(j), on && p.value(p.i) == 1:
	default:
		people = !slash || share || p.besidePercent(next)
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

// maxAdjectives is how many words may stand between a number and its noun.
const maxAdjectives = 2

// noun returns what is counted: people, things, or a plain word when neither
// is known.
func (p countPhrase) noun(i int) wordKind {
	for j := i; j <= i+maxAdjectives; j++ {
		switch k := p.kind(j); k {
		case peopleWord, thingWord:
			return k
		case plainWord, theWord, onlyWord, butWord, groupWord:
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
