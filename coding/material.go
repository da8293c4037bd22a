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
	book   Codebook
	docs   []*Document
	coders []string
	codes  []string // the codable ones
	at     map[string]int
	spans  map[layerKey][]Span
	asked  map[layerKey]bool
	all    []Coding // sorted
	byDoc  [][]int  // places in all, by document
}

// layerKey is one code of one coder in one document, by their places.
type layerKey struct{ doc, coder, code int }

func newMaterial(p *Project) (*material, error) {
	if p == nil {
		return nil, fmt.Errorf("project: %w", rma.ErrMissing)
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &material{book: p.Codebook, at: map[string]int{},
		spans: map[layerKey][]Span{}, asked: map[layerKey]bool{}, all: sortedCodings(p.Codings)}
	m.docs = slices.SortedFunc(slices.Values(p.Documents), func(a, b *Document) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range p.Coders {
		m.coders = append(m.coders, c.ID)
	}
	slices.Sort(m.coders)
	for i, c := range m.book.Codable() {
		m.codes = append(m.codes, c.ID)
		m.at[c.ID] = i
	}
	docs := map[string]int{}
	for i, d := range m.docs {
		docs[d.ID] = i
	}
	coders := map[string]int{}
	for i, c := range m.coders {
		coders[c] = i
	}
	for _, a := range p.Assignments {
		for code := range a.covers(m.book) {
			m.asked[layerKey{docs[a.Doc], coders[a.Coder], m.at[code]}] = true
		}
	}
	m.byDoc = make([][]int, len(m.docs))
	for i, c := range m.all {
		m.byDoc[docs[c.Doc]] = append(m.byDoc[docs[c.Doc]], i)
		key := layerKey{docs[c.Doc], coders[c.Coder], m.at[c.Code]}
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
		ids = m.codes
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		if len(m.book.Within(id)) == 0 {
			return nil, fmt.Errorf("code %q: %w", id, rma.ErrUnknownID)
		}
		wanted[id] = true
	}
	var out []target
	for _, c := range m.book.Tree() {
		if !wanted[c.ID] {
			continue
		}
		t := target{id: c.ID}
		for _, id := range m.book.Within(c.ID) {
			t.within = append(t.within, m.at[id])
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

// codingsOf returns the places of the codings of a document, in order.
func (m *material) codingsOf(doc int) []int { return m.byDoc[doc] }
