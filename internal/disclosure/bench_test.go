package disclosure

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkProtect protects tables of two dimensions with their margins.
func BenchmarkProtect(b *testing.B) {
	for _, size := range [][2]int{{8, 8}, {12, 12}, {50, 40}, {200, 100}} {
		for _, top := range []int{30, 300} {
			b.Run(fmt.Sprintf("rows=%d/columns=%d/most=%d", size[0], size[1], top), func(b *testing.B) {
				r := rand.New(rand.NewPCG(1, 1))
				p := twoWay(evenTable(r, size[0], size[1], top), 5)
				measure(b, p)
			})
		}
	}
}

// BenchmarkProtectLinked protects two tables that share their rows.
func BenchmarkProtectLinked(b *testing.B) {
	for _, size := range [][3]int{{7, 12, 6}, {20, 24, 10}, {50, 40, 30}} {
		b.Run(fmt.Sprintf("rows=%d/columns=%d+%d", size[0], size[1], size[2]), func(b *testing.B) {
			measure(b, linked(rand.New(rand.NewPCG(1, 1)), size[0], size[1], size[2], 5))
		})
	}
}

// BenchmarkAudit works out every hidden cell of a protected table.
func BenchmarkAudit(b *testing.B) {
	p := twoWay(evenTable(rand.New(rand.NewPCG(1, 1)), 50, 40, 30), 5)
	s, err := p.Protect()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Audit(s.Hidden); err != nil {
			b.Fatal(err)
		}
	}
}

func measure(b *testing.B, p *Problem) {
	b.ReportAllocs()
	var s Solution
	for b.Loop() {
		var err error
		if s, err = p.Protect(); err != nil {
			b.Fatal(err)
		}
	}
	sensitive := 0
	for _, c := range p.Cells {
		if c.Sensitive {
			sensitive++
		}
	}
	b.ReportMetric(float64(sensitive), "sensitive")
	b.ReportMetric(float64(len(s.Added)), "added")
}

func evenTable(r *rand.Rand, rows, cols, top int) [][]int {
	counts := make([][]int, rows)
	for i := range counts {
		counts[i] = make([]int, cols)
		for j := range counts[i] {
			counts[i][j] = r.IntN(top)
		}
	}
	return counts
}

// BenchmarkList protects one long list with its total, and attacks it: what it
// costs grows with the list.
func BenchmarkList(b *testing.B) {
	for _, n := range []int{1e3, 1e4, 1e5} {
		counts := make([]int, n)
		r := rand.New(rand.NewPCG(1, 1))
		for i := range counts {
			counts[i] = r.IntN(40)
		}
		p := oneWay(5, counts...)
		b.Run(fmt.Sprintf("protect/cells=%d", n), func(b *testing.B) { measure(b, p) })
		s, err := p.Protect()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("attack/cells=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Attack(s.Hidden, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
