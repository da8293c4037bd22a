package privacy

// attacked is what somebody finds out who holds several releases.
type attacked struct {
	// exposed has the keys of counts that are known to be small, and more narrowly
	// than a policy asks, with the earlier releases that they follow from.
	exposed map[string]map[string]bool
	// broken has the earlier releases that no counts fit, together with the rest.
	broken map[string]bool
}

// largestAttack bounds the linear programmes, by counts times sums.
const largestAttack = 12_000

// attack works out what the releases give away together. With onlyNews it looks
// only at counts that hang together with something that an earlier release adds
// to the one that is to be published.
//
// First it draws from every sum what follows from it alone. What is known then
// ties nothing together any more, and of every piece that is left the narrowest
// bounds are found, unless it is larger than largestAttack.
func (j *joint) attack(p Policy, onlyNews bool) attacked {
	out := attacked{map[string]map[string]bool{}, map[string]bool{}}
	var all []int
	for i := range j.known {
		if j.find(i) == i {
			all = append(all, i)
		}
	}
	for _, q := range j.split(all, j.sums, func(int) bool { return false }) {
		releases, hasNext := j.about(q)
		if onlyNews && !(hasNext && len(releases) > 0) {
			continue
		}
		if !j.attackPart(q, p) {
			for release := range releases {
				out.broken[release] = true
			}
			continue
		}
		for _, c := range q.cells {
			if j.known[c].exposed(p) {
				for _, key := range j.names[c] {
					out.exposed[key] = releases
				}
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

// attackPart narrows what is known of the counts of a part, and reports whether
// any counts fit.
func (j *joint) attackPart(q *jointPart, p Policy) bool {
	if !j.tighten(q) {
		return false
	}
	for _, rest := range j.split(q.cells, q.sums, func(c int) bool { return j.known[c].fixed() }) {
		if len(rest.sums) == 0 || len(rest.cells)*len(rest.sums) > largestAttack || !j.promises(rest, p) {
			continue
		}
		if !j.solve(rest) {
			return false
		}
	}
	return true
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
