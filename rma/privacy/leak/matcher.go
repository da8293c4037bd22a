package leak

import (
	"slices"
	"strings"
)

// matcher finds identifiers in texts. It does not change, and may be used
// by several goroutines, each with a folder of its own.
type matcher struct {
	automaton *automaton
	forms     [][]target // by string of the automaton
	longest   int        // bytes of the longest string
}

// target is a form of one of the things looked for.
type target struct {
	needs string
	what  int
}

// newMatcher returns the matcher for the forms of things that are known by
// their place in the list. Of two things with one form the first is found.
func newMatcher(things [][]nameForm) *matcher {
	m := &matcher{}
	number := map[string]int{}
	var strs []string
	for what, forms := range things {
		for _, form := range forms {
			i, known := number[form.text]
			if !known {
				i = len(strs)
				number[form.text] = i
				strs = append(strs, form.text)
				m.forms = append(m.forms, nil)
				m.longest = max(m.longest, len(form.text))
			}
			same := func(t target) bool { return t.needs == form.needs }
			if !slices.ContainsFunc(m.forms[i], same) {
				m.forms[i] = append(m.forms[i], target{strings.Clone(form.needs), what})
			}
		}
	}
	m.automaton = newAutomaton(strs)
	return m
}

// matchFinder is a matcher at work. It is for one goroutine, and remembers as
// much of a text as the longest form is long.
type matchFinder struct {
	matcher *matcher
	stream  runStream
	found   func(what, at int)
	edges   []wordEdge
	at      []int
	n       int // bytes so far
	node    int32
	ended   bool // a string may end at the byte before
}

func newFinder(m *matcher, folder *textFolder) *matchFinder {
	size := 1
	for size <= m.longest {
		size *= 2
	}
	return &matchFinder{matcher: m, stream: runStream{folder: folder}, edges: make([]wordEdge, size), at: make([]int, size)}
}

// find calls f for each occurrence in a text: what was found, and where its
// first character stands.
func (r *matchFinder) find(s string, f func(what, at int)) {
	if r.matcher.longest == 0 {
		return
	}
	r.found, r.n, r.node, r.ended = f, 0, 0, false
	r.stream.each(s, r.add)
	r.settle(edgeBreak)
}

func (r *matchFinder) add(b byte, edge wordEdge, at int) {
	if r.ended {
		r.settle(edge)
	}
	i := r.n & (len(r.edges) - 1)
	r.edges[i], r.at[i] = edge, at
	r.n++
	r.node = r.matcher.automaton.next(r.node, b)
	a := r.matcher.automaton
	r.ended = a.ends[r.node] != 0 || a.link[r.node] != 0
}

// settle looks, now that it is known what comes behind it, at what ended at the
// byte before.
func (r *matchFinder) settle(edge wordEdge) {
	if !r.ended || edge == edgeNone {
		return
	}
	r.ended = false
	r.matcher.automaton.each(r.node, func(i int) {
		for _, t := range r.matcher.forms[i] {
			start := r.n - len(t.needs)
			if r.fits(start, t.needs) {
				r.found(t.what, r.at[start&(len(r.at)-1)])
			}
		}
	})
}

// fits reports whether what stands between the bytes is what the form needs.
func (r *matchFinder) fits(start int, needs string) bool {
	mask := len(r.edges) - 1
	if r.edges[start&mask] == edgeNone {
		return false
	}
	for j := 1; j < len(needs); j++ {
		if !nameNeed(needs[j]).allows(r.edges[(start+j)&mask]) {
			return false
		}
	}
	return true
}
