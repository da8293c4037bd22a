package privacy

// link decides which counts of a release are counts of those that are there
// already. A count is taken for the one with its key, as that stood last, unless
//
//	it is printed otherwise, or
//	it is in a sum of which the printed counts changed by what does not add up
//
// since then a count of that sum that is not printed changed too, and which one
// cannot be told. It is then taken for the version before, and so on, and is one
// of its own in the end. What did not change stays tied together.
type link struct {
	*joint
	s      *shown
	groups []shownGroup // the tables that are added
	can    [][]int      // per count: the counts that it can be, its versions, the last first
	with   []int        // per count: the count that it is, or -1
	tried  []int        // per count: how many it is not
	cells  []int        // per count: 1 + its place
}

func newLink(j *joint, s *shown) *link {
	n := len(s.known)
	l := &link{j, s, s.groups, make([][]int, n), make([]int, n), make([]int, n), make([]int, n)}
	for i := range l.can {
		l.can[i] = l.candidates(i)
	}
	if j.care == doubtTables {
		l.groups = nil
		for _, g := range s.groups {
			if l.agrees(g) {
				l.groups = append(l.groups, g)
			}
		}
	}
	for i := range l.with {
		l.choose(i)
	}
	for doubted := l.doubted(); len(doubted) > 0; doubted = l.doubted() {
		for i := range doubted {
			l.tried[i]++
			l.choose(i)
		}
	}
	return l
}

// candidates returns the counts that have a key of a count, the last first.
func (l *link) candidates(i int) []int {
	var lists [][]int
	longest := 0
	for _, key := range l.s.names[i] {
		if k, ok := l.number[key]; ok {
			lists = append(lists, l.versions[k])
			longest = max(longest, len(l.versions[k]))
		}
	}
	if len(lists) == 1 {
		return lists[0]
	}
	var out []int
	for n := range longest {
		for _, list := range lists {
			if n < len(list) {
				out = append(out, list[n])
			}
		}
	}
	return out
}

// choose takes a count for the first candidate that it can be.
func (l *link) choose(i int) {
	l.with[i] = -1
	for ; l.tried[i] < len(l.can[i]); l.tried[i]++ {
		if c := l.find(l.can[i][l.tried[i]]); l.fits(i, c) {
			l.with[i] = c
			return
		}
	}
}

func (l *link) fits(i, cell int) bool {
	both, _ := l.s.known[i].within(l.known[cell])
	return !both.empty()
}

// agrees reports whether the counts of a table can be those that are there.
func (l *link) agrees(g shownGroup) bool {
	for _, i := range g.counts {
		known := l.s.known[i]
		for _, c := range l.can[i] {
			known, _ = known.within(l.known[l.find(c)])
		}
		if known.empty() {
			return false
		}
	}
	return true
}

// doubted returns the counts that are in a sum that contradicts what they were
// taken for.
func (l *link) doubted() map[int]bool {
	out := map[int]bool{}
	for _, g := range l.groups {
		for _, sums := range [][][]int{g.sums, g.following, g.likely} {
			for _, sum := range sums {
				l.doubt(sum, out)
			}
		}
	}
	return out
}

func (l *link) doubt(sum []int, out map[int]bool) {
	if l.isThere(sum) {
		return
	}
	first := make([]int, len(sum))
	for n, i := range sum {
		switch {
		case len(l.s.names[i]) == 0:
			first[n] = nameless
		case l.with[i] >= 0:
			first[n] = l.first[l.with[i]]
		case len(l.can[i]) > 0:
			first[n] = l.first[l.find(l.can[i][0])]
		default:
			return // no release has this sum
		}
	}
	for _, n := range l.seen[signOf(first[0], first[1:])] {
		l.doubtBy(sum, l.sums[n], out)
	}
}

// isThere reports whether an earlier table had this sum in the same order: most
// releases say once more what was said before.
func (l *link) isThere(sum []int) bool {
	if l.with[sum[0]] < 0 {
		return false
	}
	for _, n := range l.sumsOf[l.find(l.with[sum[0]])] {
		if l.is(sum[1:], l.sums[n].parts) {
			return true
		}
	}
	return false
}

func (l *link) is(parts, there []int) bool {
	if len(parts) != len(there) {
		return false
	}
	for n, i := range parts {
		c := l.find(there[n])
		if unnamed := len(l.s.names[i]) == 0; unnamed != (l.first[c] == nameless) || !unnamed && (l.with[i] < 0 || l.find(l.with[i]) != c) {
			return false
		}
	}
	return true
}

// doubtBy holds a sum against a version of it that is there. What both have falls
// away, and of the rest
//
//	total - Σ part = total' - Σ part'
//
// has to be possible. If it is not, what fell away is in doubt, but for what both
// print.
func (l *link) doubtBy(sum []int, v jointSum, out map[int]bool) {
	there := map[int]int{}
	for _, c := range v.parts {
		there[l.find(c)]++
	}
	var rest balance
	var shared []int
	changed := false
	for n, i := range sum {
		c, sign := l.with[i], 1-2*min(1, n) // the total is first
		switch {
		case c >= 0 && (n == 0 && c == l.find(v.total) || n > 0 && there[c] > 0):
			there[c] -= min(1, n)
			if !l.s.known[i].fixed() || !l.known[c].fixed() {
				shared = append(shared, i)
			}
		default:
			rest.add(sign, l.s.known[i])
			changed = changed || len(l.s.names[i]) > 0
		}
	}
	if len(shared) == 0 {
		return
	}
	if l.with[sum[0]] != l.find(v.total) {
		rest.add(-1, l.known[l.find(v.total)])
	}
	for _, c := range v.parts {
		if c = l.find(c); there[c] > 0 {
			there[c]--
			rest.add(1, l.known[c])
		}
	}
	if !rest.canBeZero() || l.care == doubtWhatIsBeside && changed {
		for _, i := range shared {
			out[i] = true
		}
	}
}

// place returns the place of a count of the release, which is made when there is
// none, and takes over what the release says of it.
func (l *link) place(i int, next bool) int {
	if n := l.cells[i]; n > 0 {
		return l.find(n - 1)
	}
	cell, news := l.with[i], false
	if cell < 0 {
		first := nameless
		if len(l.can[i]) > 0 {
			first, l.changed = l.first[l.find(l.can[i][0])], true
		} else if len(l.s.names[i]) > 0 {
			first = len(l.known)
		}
		cell = l.put(l.s.known[i], first)
	} else {
		cell = l.find(cell)
		l.known[cell], news = l.known[cell].within(l.s.known[i])
	}
	cell, united := l.register(i, cell)
	if (news || united) && !next {
		l.note(cell, l.s.id)
	}
	l.cells[i] = cell + 1
	return cell
}

// register gives a place the keys of a count. What stands under another of its
// keys is the same count too, if it can be.
func (l *link) register(i, cell int) (at int, united bool) {
	for _, key := range l.s.names[i] {
		k, ok := l.number[key]
		if !ok {
			k = len(l.versions)
			l.number[key] = k
			l.versions = append(l.versions, nil)
		}
		has := false
		for _, c := range l.versions[k] {
			has = has || l.find(c) == cell
		}
		if has {
			continue
		}
		if len(l.versions[k]) > 0 && l.with[i] >= 0 && l.tried[i] == 0 {
			if c := l.find(l.versions[k][0]); l.fits(i, c) {
				if both, _ := l.known[c].within(l.known[cell]); !both.empty() {
					cell, united = l.unite(cell, c), true
					continue
				}
			}
		}
		l.versions[k] = append(l.versions[k], cell)
	}
	return cell, united
}

// addSum adds a sum of the release, of which it is said what kind it is.
func (l *link) addSum(sum []int, out jointSum, next bool) {
	out.total = l.place(sum[0], next)
	for _, i := range sum[1:] {
		out.parts = append(out.parts, l.place(i, next))
	}
	if l.addOnce(out) && !next && !out.follows {
		l.note(out.total, l.s.id)
	}
}
