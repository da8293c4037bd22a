package coding

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func textOf(s string) rma.Text { return rma.T(s, s) }

func TestSpanRelation(t *testing.T) {
	s := Span{10, 20}
	for _, c := range []struct {
		why      string
		t        Span
		want     Relation
		overlap  int
		distance int
	}{
		{"the same span", Span{10, 20}, Equals, 10, 0},
		{"one before it with a gap", Span{0, 5}, Apart, 0, 5},
		{"one behind it with a gap", Span{25, 30}, Apart, 0, 5},
		{"it ends where s starts", Span{5, 10}, Touches, 0, 0},
		{"it starts where s ends", Span{20, 25}, Touches, 0, 0},
		{"s lies in it", Span{5, 25}, Inside, 10, 0},
		{"s lies in it and shares the start", Span{10, 25}, Inside, 10, 0},
		{"it lies in s", Span{12, 18}, Around, 6, 0},
		{"s starts before it and ends in it", Span{15, 25}, OverlapsStart, 5, 0},
		{"s starts in it and ends behind it", Span{5, 15}, OverlapsEnd, 5, 0},
	} {
		assert.Equal(t, c.want, s.Relation(c.t), c.why)
		assert.Equal(t, c.overlap, s.Overlap(c.t), c.why)
		assert.Equal(t, c.distance, s.Distance(c.t), c.why)
	}
	assert.Equal(t, "Relation(9)", Relation(9).String())
}

func TestSpanUnion(t *testing.T) {
	assert.Equal(t, Span{2, 9}, Span{2, 3}.Union(Span{7, 9}), "what lies between comes along")
	assert.Equal(t, Span{7, 9}, Span{5, 5}.Union(Span{7, 9}), "nothing adds nothing")
	assert.Equal(t, 0, Span{9, 2}.Len(), "a span that ends before it starts")
}

func TestMergedAndIntersected(t *testing.T) {
	in := []Span{{5, 9}, {1, 3}, {3, 4}, {6, 7}, {20, 20}}
	assert.Equal(t, []Span{{1, 4}, {5, 9}}, merged(in), "touching spans are one, empty ones none")
	assert.Equal(t, Span{5, 9}, in[0], "the argument is not sorted")
	assert.Equal(t, []Span{{2, 4}, {5, 6}, {8, 9}}, intersected([]Span{{1, 4}, {5, 9}}, []Span{{2, 6}, {8, 30}}))
	assert.Equal(t, 7, totalLen([]Span{{1, 4}, {5, 9}}))
}

func TestSweep(t *testing.T) {
	got := sweep([][]Span{{{0, 10}, {20, 25}}, {{5, 10}, {25, 30}}})
	assert.Equal(t, []run{{Span{0, 5}, 1, 5}, {Span{5, 10}, 3, 5}, {Span{20, 25}, 1, 5}, {Span{25, 30}, 2, 5}}, got)
}
