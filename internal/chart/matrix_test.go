package chart

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// texts returns the texts of a figure in the order of drawing.
func texts(f *Figure) []string {
	var out []string
	for _, s := range f.canvas.shapes {
		if s.kind == textShape {
			out = append(out, s.text.String)
		}
	}
	return out
}

func count(f *Figure, k kind) int {
	n := 0
	for _, s := range f.canvas.shapes {
		if s.kind == k {
			n++
		}
	}
	return n
}

func TestMatrixErrors(t *testing.T) {
	for _, c := range []struct {
		why  string
		m    Matrix
		want error
	}{
		{"a row that is too short", Matrix{Columns: []string{"a", "b"}, Rows: []MatrixRow{{Cells: make([]Cell, 1)}}}, ErrShape},
		{"a row that is too long", Matrix{Rows: []MatrixRow{{Cells: make([]Cell, 1)}}}, ErrShape},
		{"a fill that does not exist", Matrix{Columns: []string{"a"}, Rows: []MatrixRow{{Cells: []Cell{{Fill: fillCount}}}}}, ErrOption},
		{"one in the legend", Matrix{Legend: []MatrixKey{{Cell: Cell{Fill: 200}}}}, ErrOption},
		{"too many columns", Matrix{Columns: make([]string, 60), Rows: []MatrixRow{{Cells: make([]Cell, 60)}}}, ErrWidth},
	} {
		_, err := c.m.Figure(Options{})
		assert.ErrorIs(t, err, c.want, c.why)
	}
}

func TestErrorsKeepLabelsToThemselves(t *testing.T) {
	m := Matrix{Columns: []string{"Jansen"}, Rows: []MatrixRow{{Label: "Jansen"}}}
	_, err := m.Figure(Options{})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "Jansen")
	assert.Equal(t, "row 1 has 0 cells for 1 columns: the parts of the figure do not fit each other", err.Error())
}

func TestMatrixWithoutParts(t *testing.T) {
	for _, c := range []struct {
		why  string
		m    Matrix
		want []string
	}{
		{"nothing", Matrix{}, nil},
		{"no rows", Matrix{Columns: []string{"a"}, NoData: "geen gegevens"}, []string{"geen gegevens"}},
		{"no columns", Matrix{Rows: []MatrixRow{{Label: "a"}}}, []string{"a"}},
		{"no labels", Matrix{Columns: []string{""}, Rows: []MatrixRow{{Cells: []Cell{{Code: "+"}}}}}, []string{"+"}},
	} {
		f := figureOf(t, c.m, Options{})
		assert.Equal(t, c.want, texts(f), c.why)
		assert.Empty(t, f.Check(), c.why)
	}
}

func TestEveryFillHasItsLook(t *testing.T) {
	seen := map[string]Fill{}
	for fill := range fillCount {
		m := Matrix{Columns: []string{"x"}, Rows: []MatrixRow{{Cells: []Cell{{"a", fill}}}}}
		svg := svgOf(t, figureOf(t, m, Options{}))
		if other, ok := seen[svg]; ok {
			t.Errorf("%v looks like %v", fill, other)
		}
		seen[svg] = fill
	}
}

func TestHeadsTurnWhenTheyMust(t *testing.T) {
	upright := func(f *Figure) int {
		n := 0
		for _, s := range f.canvas.shapes {
			if s.text.Up {
				n++
			}
		}
		return n
	}
	assert.Zero(t, upright(figureOf(t, claims(), Options{})))
	assert.Equal(t, 6, upright(figureOf(t, claims(), Options{Width: 4.5})))
}

func TestStripesStayInTheCell(t *testing.T) {
	b := Box{10, 20, 43, 31}
	for _, p := range stripes(b, 4) {
		assert.True(t, p.X >= b.Left && p.X <= b.Right && p.Y >= b.Top && p.Y <= b.Bottom, "%v", p)
	}
	assert.NotEmpty(t, stripes(b, 4))
}

func TestSideColumnIsLeftOut(t *testing.T) {
	with := claims()
	without := claims()
	without.SideHead = ""
	for i := range without.Rows {
		without.Rows[i].Side = ""
	}
	a, b := texts(figureOf(t, with, Options{})), texts(figureOf(t, without, Options{}))
	assert.Contains(t, a, "Conclusie")
	assert.NotContains(t, b, "Conclusie")
	assert.NotContains(t, strings.Join(b, " "), "tegenstrijdig")
}

func TestTextsKeepTheirOrder(t *testing.T) {
	all := texts(figureOf(t, claims(), Options{}))
	last := -1
	for _, want := range []string{"Samenwerking is verbeterd", "Hulp start eerder", "Gezinnen zijn veiliger", "ondersteunt"} {
		at := slices.Index(all, want)
		assert.Greater(t, at, last, want)
		last = at
	}
}

func TestDataIsLeftAlone(t *testing.T) {
	m, l, v := claims(), answers(), differences()
	v.Rows = slices.Delete(v.Rows, 1, 3) // JSON has no infinity
	testkit.Unchanged(t, &m, func() { figureOf(t, m, Options{}) })
	testkit.Unchanged(t, &l, func() { figureOf(t, l, Options{}) })
	v.References = []Reference{{0.3, "later"}, {0.1, "eerder"}}
	testkit.Unchanged(t, &v, func() { figureOf(t, v, Options{}) })
}
