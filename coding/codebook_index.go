package coding

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// codeIndex is a codebook arranged for looking things up. Codes under one code
// follow on it in the order of the tree, so what a code stands for is a range.
type codeIndex struct {
	tree   []Code
	at     map[string]int // place in tree
	before []int          // codable codes before the place in tree
	end    []int          // place in tree behind the codes under it
	ids    []string       // of the codable codes
	up     []int          // place of the code above the place in tree, -1 for none
}

func (b Codebook) index() *codeIndex {
	x := &codeIndex{at: map[string]int{}}
	x.tree, x.end = b.ordered()
	for i, c := range x.tree {
		if _, twice := x.at[c.ID]; !twice {
			x.at[c.ID] = i
		}
		x.before = append(x.before, len(x.ids))
		if c.Codable {
			x.ids = append(x.ids, c.ID)
		}
		up := -1
		if at, ok := x.at[c.ParentID]; ok && at < i {
			up = at
		}
		x.up = append(x.up, up)
	}
	return x
}

// within returns the range of places in ids that the id stands for: itself,
// and all codable codes under it.
func (x *codeIndex) within(id string) (from, to int) {
	i, ok := x.at[id]
	if !ok {
		return 0, 0
	}
	from, to = x.before[i], len(x.ids)
	if x.end[i] < len(x.tree) {
		to = x.before[x.end[i]]
	}
	return from, to
}

// label returns the label of the code behind those of its parents.
func (x *codeIndex) label(id string) rma.Text {
	i, ok := x.at[id]
	if !ok {
		return rma.T(id, id)
	}
	path := x.tree[i].Label
	for i = x.up[i]; i >= 0; i = x.up[i] {
		path = underLabel(x.tree[i].Label, path)
	}
	return path
}

// bouwsteen returns the building block of a code, or else that of the code it
// lies under.
func (x *codeIndex) bouwsteen(id string) rma.Bouwsteen {
	i, ok := x.at[id]
	if !ok {
		return rma.BouwsteenNotRecorded
	}
	for ; i >= 0; i = x.up[i] {
		if block := x.tree[i].Bouwsteen; block != rma.BouwsteenNotRecorded {
			return block
		}
	}
	return rma.BouwsteenNotRecorded
}

// inOrder returns the places in tree of the ids, each once, in order; those
// that are not in the book are left out.
func (x *codeIndex) inOrder(ids []string) []int {
	var out []int
	for _, id := range ids {
		if i, ok := x.at[id]; ok {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
