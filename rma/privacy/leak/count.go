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

func newCounter(p privacy.Policy, o Options) *phraseCounter {
	people, things := o.PeopleNouns, o.ThingNouns
	if people == nil {
		people = PeopleNouns()
	}
	if things == nil {
		things = ThingNouns()
	}
	waived := map[rma.Proportion]bool{}
	for _, w := range o.Waived {
		waived[w] = true
	}
	return &phraseCounter{policy: p, vocabulary: newVocabulary(people, things), skipBare: o.SkipBare, waived: waived}
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
