package chart

import (
	"fmt"
	"io"
	"testing"
)

func benchMatrix(rows int) Matrix {
	m := claims()
	for len(m.Rows) < rows {
		m.Rows = append(m.Rows, m.Rows[len(m.Rows)%5])
	}
	m.Rows = m.Rows[:rows]
	return m
}

func BenchmarkFigure(b *testing.B) {
	for _, rows := range []int{5, 50, 500} {
		m := benchMatrix(rows)
		b.Run(fmt.Sprintf("layout=matrix/rows=%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := m.Figure(Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, rows := range []int{5, 50, 500} {
		f := figureOf(b, benchMatrix(rows), Options{})
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.SVG(io.Discard, SVGOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPNG(b *testing.B) {
	f := figureOf(b, answers(), Options{})
	for _, dpi := range []int{96, 200, 300} {
		b.Run(fmt.Sprintf("dpi=%d", dpi), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.PNG(io.Discard, dpi); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	f := figureOf(b, benchMatrix(500), Options{})
	for b.Loop() {
		if len(f.Check()) > 0 {
			b.Fatal("problems")
		}
	}
}
