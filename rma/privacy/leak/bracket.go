package leak

// longestShare is how many words and signs a percentage in brackets has at most:
// (43%; 95% CI 24%-63%).
const longestShare = 16

// share passes over a percentage in brackets.
func (p countPhrase) share(i *int) bool {
	if !p.sign(*i, '(') {
		return false
	}
	percent := false
	for j := *i + 1; j < min(*i+longestShare, len(p.words)); j++ {
		percent = percent || p.percent(j)
		if p.sign(j, ')') {
			if percent {
				*i = j + 1
			}
			return percent
		}
	}
	return false
}

// maxAside is how many words may stand between people and brackets that say how
// many of them.
const maxAside = 2

// aside reports whether a share stands first in brackets, close behind people:
// gezinnen die doorgingen (3/21). A comma, a full stop and a word for things end
// the search, and so does "op", behind which such brackets hold a date.
func (p countPhrase) aside(next int) bool {
	if !p.opens(next) {
		return false
	}
	for j := p.i - 2; j >= p.i-2-maxAside; j-- {
		switch p.kind(j) {
		case peopleWord:
			return true
		case plainWord, theWord, smallWord, ofWord, groupWord, onlyWord, butWord:
		default:
			return false
		}
	}
	return false
}

// besidePercent reports whether a percentage says that a share in brackets is
// one: 14% (3/21), and (3/21; 14%).
func (p countPhrase) besidePercent(next int) bool {
	if !p.opens(next) {
		return false
	}
	if p.percent(p.i - 2) {
		return true
	}
	for j := next; j < min(next+longestShare, len(p.words)) && !p.sign(j, ')'); j++ {
		if p.percent(j) {
			return true
		}
	}
	return false
}

// opens reports whether the phrase stands first in brackets, with nothing glued
// to it: a date may go on with a year.
func (p countPhrase) opens(next int) bool {
	return p.sign(p.i-1, '(') && (p.sign(next, ')') || p.sign(next, ',') || p.sign(next, ';') || p.sign(next, '='))
}
