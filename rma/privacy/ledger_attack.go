package privacy

import "slices"

// attacked is what somebody finds out who holds several releases.
type attacked struct {
	// exposed has the counts that are known to be small, and more narrowly than a
	// policy asks, with the earlier releases that they follow from.
	exposed map[int]map[string]bool
	// broken has the earlier releases that no counts fit, together with the rest.
	broken map[string]bool
	// tooLarge says that something was not worked out.
	tooLarge bool
}

// verdict says how the attack on a part ended.
type verdict uint8

const (
	fits     verdict = iota
	broken           // no counts fit
	tooLarge         // not all was worked out
)

// largestAttack bounds the linear programmes, by counts times sums, and
// largestOfVersions those of tables of which a count changed, which take longer.
const (
	largestAttack     = 12_000
	largestOfVersions = 4_000
)

// attack works out what the releases give away together. With onlyNews it looks
// only at counts that hang together with something that an earlier release adds
// to the one that is to be published.
//
// First it draws from every sum what follows from it alone. What is known then
// ties nothing together any more, and of every piece that is left the narrowest
// bounds are found, unless it is larger than largestAttack.
func (j *joint) attack(p Policy, onlyNews bool) attacked {
	out := attacked{exposed: map[int]map[string]bool{}, broken: map[string]bool{}}
	var all []int
	for i := range j.known {
		if j.find(i) == i {
			all = append(all, i)
		}
	}
	sums := slices.DeleteFunc(slices.Clone(j.sums), func(s jointSum) bool { return s.follows })
	for _, q := range j.split(all, sums, func(int) bool { return false }) {
		releases, hasNext := j.about(q)
		if onlyNews && !(hasNext && len(releases) > 0) {
			continue
		}
		switch j.attackPart(q, p) {
		case broken:
			for release := range releases {
				out.broken[release] = true
			}
			continue
		case tooLarge:
			out.tooLarge = true
		}
		for _, c := range q.cells {
			if j.known[c].exposed(p) {
				out.exposed[c] = releases
			}
		}
	}
	return out
}

// exposed reports whether a count is known to be small, 0 apart, and is enclosed
// more narrowly than the policy asks.
func (r reach) exposed(p Policy) bool {
	return !r.empty() && r.high > 0 && r.high < p.MinCell && r.high-r.low < p.MinCell-1
}

// about returns the earlier releases that bring news to what hangs together, and
// whether the one that is to be published has a part in it.
func (j *joint) about(q *jointPart) (releases map[string]bool, hasNext bool) {
	releases = map[string]bool{}
	for _, c := range q.cells {
		hasNext = hasNext || j.next[c]
		for release := range j.news[c] {
			releases[release] = true
		}
	}
	return releases, hasNext
}

// attackPart narrows what is known of the counts of a part. Where its sums
// contradict each other, those that nobody declared are added table by table, and
// left out where they do not fit.
func (j *joint) attackPart(q *jointPart, p Policy) verdict {
	before := j.remember(q)
	declared, likely := q.byTable()
	v := j.attackSums(q, p)
	if v == fits || len(likely) == 0 {
		return v
	}
	if v == tooLarge {
		if v = j.attackSums(declared, p); v != broken {
			return v
		}
	}
	j.restore(q, before)
	if v = j.attackSums(declared, p); v == broken {
		return v
	}
	const most = 30 // tables that are tried
	kept := declared
	for _, table := range likely[:min(most, len(likely))] {
		j.restore(q, before)
		if more := kept.with(table); j.attackSums(more, p) != broken {
			kept = more
		}
	}
	j.restore(q, before)
	return j.attackSums(kept, p)
}

// remember returns what is known of the counts of a part.
func (j *joint) remember(q *jointPart) []reach {
	out := make([]reach, len(q.cells))
	for n, c := range q.cells {
		out[n] = j.known[c]
	}
	return out
}

func (j *joint) restore(q *jointPart, known []reach) {
	for n, c := range q.cells {
		j.known[c] = known[n]
	}
}

// attackSums narrows what is known by all sums of a part.
func (j *joint) attackSums(q *jointPart, p Policy) verdict {
	if !j.tighten(q) {
		return broken
	}
	out, most := fits, largestAttack
	if j.changed && j.care != doubtTables {
		most = largestOfVersions
	}
	for _, rest := range j.split(q.cells, q.sums, func(c int) bool { return j.known[c].fixed() }) {
		switch {
		case len(rest.sums) == 0 || !j.promises(rest, p):
		case len(rest.cells)*len(rest.sums) > most:
			out = tooLarge
		case !j.solve(rest):
			return broken
		}
	}
	return out
}

// promises reports whether a count of the part may turn out to be small.
func (j *joint) promises(q *jointPart, p Policy) bool {
	for _, c := range q.cells {
		if k := j.known[c]; !k.printed && k.low < p.MinCell && !k.exposed(p) {
			return true
		}
	}
	return false
}
