package privacy

// addUnprinted adds groups in which some figures are printed nowhere: a margin of which
// the count stands there and the mean does not. Of one such group nothing follows, and
// of several something may: T is A and B, and A is a1 and a2. A figure that is in one
// group alone tells nothing, so that these are left out.
func (f *figureSet) addUnprinted() {
	unknown := map[[2]int]int{} // by count and kind
	var groups []figureGroup
	for _, s := range f.sums {
		members := append([]int{s.total}, s.parts...)
		kinds := f.figuresOn(members...)
		if len(kinds)*len(members) > mostMembers {
			continue
		}
		for _, kind := range kinds {
			g := figureGroup{}
			for k, count := range members {
				i := f.figureOrUnknown(count, f.kindOf(kind), unknown)
				if k == 0 {
					g.total = i
				} else {
					g.parts = append(g.parts, i)
				}
				g.unprinted = g.unprinted || len(f.places[f.same.find(i)]) == 0
			}
			if g.unprinted {
				groups = append(groups, g)
			}
		}
	}
	f.groups = append(f.groups, f.told(groups)...)
}

// mostMembers is how many figures of all kinds a sum may have for what is not printed
// to be looked at.
const mostMembers = 1 << 18

// figureOrUnknown returns the figure of a kind on a count, or one that stands for what
// is not printed.
func (f *figureSet) figureOrUnknown(count, kind int, unknown map[[2]int]int) int {
	count = f.find(count)
	for _, i := range f.on[count] {
		if f.kindOf(i) == kind {
			return i
		}
	}
	i, ok := unknown[[2]int{count, kind}]
	if !ok {
		i = f.same.add()
		unknown[[2]int{count, kind}] = i
		f.cells, f.places, f.base = append(f.cells, figureCell{}), append(f.places, nil), append(f.base, f.all[count].value)
		f.gone, f.secret, f.kind = append(f.gone, true), append(f.secret, false), append(f.kind, kind)
	}
	return i
}

// told leaves out, over and over, the groups with a figure that is printed nowhere and
// is in no other group.
func (f *figureSet) told(groups []figureGroup) []figureGroup {
	in := map[int]int{}
	for _, g := range groups {
		for _, i := range g.all() {
			in[f.same.find(i)]++
		}
	}
	for {
		var kept []figureGroup
		for _, g := range groups {
			alone := false
			for _, i := range g.all() {
				i = f.same.find(i)
				alone = alone || len(f.places[i]) == 0 && in[i] == 1
			}
			if !alone {
				kept = append(kept, g)
				continue
			}
			for _, i := range g.all() {
				in[f.same.find(i)]--
			}
		}
		if len(kept) == len(groups) {
			return kept
		}
		groups = kept
	}
}
