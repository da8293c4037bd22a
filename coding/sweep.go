package coding

import (
	"cmp"
	"slices"
)

// run is a stretch, or a number of characters or units, that one set of coders
// gave a code. Bit i of coders is the i-th compared coder.
type run struct {
	span   Span
	coders uint64
	n      int
}

// edge is where a coder's stretch starts or ends.
type edge struct {
	at    int
	coder int
}

// sweep walks over the starts and ends in the layers and returns the stretches
// between them that at least one coder gave the code, in order. Its cost grows
// with the number of spans and not with the text.
func sweep(layers [][]Span) []run {
	var edges []edge
	for coder, spans := range layers {
		for _, s := range spans {
			edges = append(edges, edge{s.Start, coder}, edge{s.End, coder})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.coder, b.coder))
	})
	var out []run
	var on uint64
	last := 0
	for _, e := range edges {
		if on != 0 && e.at > last {
			out = append(out, run{Span{last, e.at}, on, e.at - last})
		}
		on ^= 1 << e.coder
		last = e.at
	}
	return out
}

// onUnits returns, for each unit in turn, which coders gave it the code: those
// whose spans share at least the given share of it, or anything when the share
// is 0. Layers are merged lists.
func onUnits(layers [][]Span, units []Span, share float64) []run {
	out := make([]run, len(units))
	for i, u := range units {
		out[i] = run{span: u, n: 1}
	}
	for coder, spans := range layers {
		first := 0
		for i, u := range units {
			for first < len(spans) && spans[first].End <= u.Start {
				first++
			}
			shared := 0
			for _, s := range spans[first:] {
				if s.Start >= u.End {
					break
				}
				shared += s.Overlap(u)
			}
			if shared > 0 && float64(shared) >= share*float64(u.Len())-1e-9 {
				out[i].coders |= 1 << coder
			}
		}
	}
	return out
}
