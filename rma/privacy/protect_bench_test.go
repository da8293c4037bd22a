package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// BenchmarkProtectTable protects a table with its margins: 12 x 12 and 50 x 40
// are the sizes of a pilot by month and of a region by month and kind.
func BenchmarkProtectTable(b *testing.B) {
	for _, size := range [][2]int{{12, 12}, {50, 40}} {
		for name, p := range map[string]Policy{"public": {}, "steering": {Audience: SteeringGroup}} {
			r := rand.New(rand.NewPCG(1, 1))
			counts := make([][]int, size[0])
			for i := range counts {
				for range size[1] {
					counts[i] = append(counts[i], r.IntN(60))
				}
			}
			table := grid(counts...)
			b.Run(fmt.Sprintf("rows=%d/columns=%d/policy=%s", size[0], size[1], name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := ProtectTable(table, p); err != nil {
						b.Fatal(err)
					}
				}
			})
			protected, err := ProtectTable(table, p)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("audit/rows=%d/columns=%d/policy=%s", size[0], size[1], name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Audit([]rma.Table{protected.View()}, p); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkProtectTableLong protects a table of many rows and three columns, of
// which each row adds up and each column does: what it costs grows with the rows.
func BenchmarkProtectTableLong(b *testing.B) {
	for _, rows := range []int{500, 2000} {
		table := longTable(rows, 3)
		b.Run(fmt.Sprintf("rows=%d/columns=3", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ProtectTable(table, Policy{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func longTable(rows, columns int) rma.Table {
	r := rand.New(rand.NewPCG(1, 2))
	counts := make([][]int, rows)
	for i := range counts {
		for range columns {
			counts[i] = append(counts[i], r.IntN(40))
		}
	}
	return grid(counts...)
}
