package coding

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// material is a project arranged for analysis: documents and coders in the
// order of their ids and codes in the order of the tree, so that the order in
// which they were given plays no part.
type material struct {
	*codeIndex
	docs   []*Document
	coders []string
	code   map[string]int // place of a codable code in ids
	spans  map[layerKey][]Span
	asked  map[layerKey]bool
	all    []Coding          // sorted
	given  map[docCode][]int // places in all
	docAt  map[string]int
}

// docCode is one code in one document, by their places.
type docCode struct{ doc, code int }

// layerKey is one code of one coder in one document, by their places.
type layerKey struct{ doc, coder, code int }

func newMaterial(p *Project) (*material, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &material{codeIndex: p.Codebook.index(), code: map[string]int{}, given: map[docCode][]int{},
		spans: map[layerKey][]Span{}, asked: map[layerKey]bool{}, all: sortedCodings(p.Codings)}
	m.docs = slices.SortedFunc(slices.Values(p.Documents), func(a, b *Document) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range p.Coders {
		m.coders = append(m.coders, c.ID)
	}
	slices.Sort(m.coders)
	for i, id := range m.ids {
		m.code[id] = i
	}
	m.docAt = map[string]int{}
	for i, d := range m.docs {
		m.docAt[d.ID] = i
	}
	docs := m.docAt
	coders := map[string]int{}
	for i, c := range m.coders {
		coders[c] = i
	}
	for _, a := range p.Assignments {
		for code := range a.asks(m.codeIndex) {
			m.asked[layerKey{docs[a.Doc], coders[a.Coder], m.code[code]}] = true
		}
	}
	for i, c := range m.all {
		key := layerKey{docs[c.Doc], coders[c.Coder], m.code[c.Code]}
		m.given[docCode{key.doc, key.code}] = append(m.given[docCode{key.doc, key.code}], i)
		m.spans[key] = append(m.spans[key], c.Span)
	}
	return m, nil
}

var errTooManyCoders = fmt.Errorf("%w: no more than 64 can be compared", ErrCoders)

// target is a code that figures are about, with the codable codes it stands
// for.
type target struct {
	id     string
	within []int
}

// targets returns the asked codes, or all codable ones, in the order of the
// tree.
func (m *material) targets(ids []string) ([]target, error) {
	if len(ids) == 0 {
		ids = m.ids
	}
	for _, id := range ids {
		if from, to := m.within(id); from == to {
			return nil, fmt.Errorf("code %q: %w", id, rma.ErrUnknownID)
		}
	}
	var out []target
	for _, at := range m.inOrder(ids) {
		t := target{id: m.tree[at].ID}
		for code, to := m.within(t.id); code < to; code++ {
			t.within = append(t.within, code)
		}
		out = append(out, t)
	}
	return out, nil
}

// layer returns what a coder gave the target in a document, each stretch once.
func (m *material) layer(doc, coder int, t target) []Span {
	if len(t.within) == 1 {
		return merged(m.spans[layerKey{doc, coder, t.within[0]}])
	}
	var out []Span
	for _, code := range t.within {
		out = append(out, m.spans[layerKey{doc, coder, code}]...)
	}
	return merged(out)
}

// rated reports whether the coder was asked for all of the target.
func (m *material) rated(doc, coder int, t target) bool {
	for _, code := range t.within {
		if !m.asked[layerKey{doc, coder, code}] {
			return false
		}
	}
	return true
}

// coderIndexes returns the places of the coders, in order; none given means
// everybody.
func (m *material) coderIndexes(ids []string) ([]int, error) {
	var out []int
	for _, id := range ids {
		i, ok := slices.BinarySearch(m.coders, id)
		if !ok {
			return nil, fmt.Errorf("coder %q: %w", id, rma.ErrUnknownID)
		}
		out = append(out, i)
	}
	if len(ids) == 0 {
		for i := range m.coders {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// codingsOf returns the places of the codings of the target in a document, in
// order.
func (m *material) codingsOf(doc int, t target) []int {
	var out []int
	for _, code := range t.within {
		out = append(out, m.given[docCode{doc, code}]...)
	}
	if len(t.within) > 1 {
		slices.Sort(out)
	}
	return out
}
