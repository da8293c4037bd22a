package review

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
)

func BenchmarkFactors(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		list := randomReviews(rand.New(rand.NewPCG(1, 1)), n)
		b.Run(fmt.Sprintf("reviews=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Factors(list, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAgree(b *testing.B) {
	for _, n := range []int{10, 1000} {
		list := randomReviews(rand.New(rand.NewPCG(1, 1)), n)
		b.Run(fmt.Sprintf("reviews=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Agree(list, "kwaliteit", Options{AtLeast: Planned}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	text := []byte(written(b, full(b)))
	b.Run("episodes=2", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Read(bytes.NewReader(text), "R1.json"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkWriteForm(b *testing.B) {
	r := full(b)
	for name, format := range map[string]FormFormat{"markdown": Markdown, "xlsx": XLSX} {
		b.Run("format="+name, func(b *testing.B) {
			for b.Loop() {
				if err := WriteForm(io.Discard, r, FormOptions{Format: format}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
