package leak

// onlyOne reports whether "een", which is mostly an article, is a number before
// people: slechts een gezin. Not so before a word for a number of people: slechts
// een handvol gezinnen.
func (p countPhrase) onlyOne() bool {
	if !p.only(p.i-1) || p.noun(p.i+1) != peopleWord {
		return false
	}
	for j := p.i + 1; p.kind(j) != peopleWord; j++ {
		if p.kind(j) == groupWord {
			return false
		}
	}
	return true
}

// only reports whether a word makes a number of the "een" behind it. Maar does so
// within a clause (er was maar een gezin), and is but at its beginning (rust, maar
// een gezin wil ook ruimte).
func (p countPhrase) only(i int) bool {
	return p.kind(i) == onlyWord || p.kind(i) == butWord && p.kind(i-1) != signWord
}
