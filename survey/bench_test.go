package survey

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// largeInstrument has k items of five levels in scales of ten.
func largeInstrument(k int) *Instrument {
	in := &Instrument{ID: "large", Version: "1", Responses: []ResponseScale{{ID: "r", Missing: []MissingCode{{Code: "9", Kind: NotMyRole}}}}}
	for v := range 5 {
		in.Responses[0].Levels = append(in.Responses[0].Levels, Level{Value: float64(v + 1), Label: rma.T(fmt.Sprintf("niveau %d", v+1), "")})
	}
	for i := range k {
		id := fmt.Sprintf("q%02d", i)
		in.Items = append(in.Items, Item{ID: id, Text: rma.T(id, ""), Response: "r", Reversed: i%10 == 9})
		if i%10 == 0 {
			in.Scales = append(in.Scales, Scale{ID: "s" + id, Label: rma.T(id, "")})
		}
		s := &in.Scales[len(in.Scales)-1]
		s.Items = append(s.Items, id)
	}
	return in
}

// largeFile holds n respondents; the answers come from MINSTD, so that they are
// the same on every run.
func largeFile(in *Instrument, n, seed int) []byte {
	x := seed
	next := func() int { x = 48271 * x % 2147483647; return x }
	var b bytes.Buffer
	b.WriteString("code;pilot")
	for _, it := range in.Items {
		b.WriteString(";" + it.ID)
	}
	pilots := []string{"EMM", "HOO", "MEP", "ASS"}
	for i := range n {
		b.WriteString("\nR" + strconv.Itoa(i) + ";" + pilots[next()%4])
		trait := next() % 5
		for range in.Items {
			v := trait + next()%3
			switch {
			case next()%50 == 0:
				v = 9
			default:
				v = min(max(v, 1), 5)
			}
			b.WriteString(";" + strconv.Itoa(v))
		}
	}
	return b.Bytes()
}

func largeWave(b *testing.B, in *Instrument, n, seed int) *Wave {
	b.Helper()
	w, err := ReadWave(bytes.NewReader(largeFile(in, n, seed)), "w", in, simple(fmt.Sprint("w", seed)), ReadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	return w
}

var sizes = []int{30, 3000, 100000}

func BenchmarkReadWave(b *testing.B) {
	in := largeInstrument(40)
	for _, n := range sizes {
		b.Run(fmt.Sprintf("respondents=%d/items=40", n), func(b *testing.B) {
			data := largeFile(in, n, 1)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadWave(bytes.NewReader(data), "w", in, simple("w"), ReadOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadAndDescribe(b *testing.B) {
	in := largeInstrument(40)
	for _, n := range sizes {
		b.Run(fmt.Sprintf("respondents=%d/items=40", n), func(b *testing.B) {
			data := largeFile(in, n, 1)
			b.ReportAllocs()
			for b.Loop() {
				w, err := ReadWave(bytes.NewReader(data), "w", in, simple("w"), ReadOptions{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Describe(w, DescribeOptions{By: "pilot"}); err != nil {
					b.Fatal(err)
				}
				if _, err := Score(w, ScoreOptions{By: "pilot"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPairAndCompare(b *testing.B) {
	in := largeInstrument(40)
	for _, n := range sizes {
		b.Run(fmt.Sprintf("respondents=%d/scales=4", n), func(b *testing.B) {
			pre, post := largeWave(b, in, n, 1), largeWave(b, in, n, 2)
			b.ReportAllocs()
			for b.Loop() {
				p, err := Pair(pre, post, PairOptions{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := CompareAll(p, CompareOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReliability(b *testing.B) {
	in := largeInstrument(40)
	for _, n := range sizes {
		b.Run(fmt.Sprintf("respondents=%d/items=10", n), func(b *testing.B) {
			w := largeWave(b, in, n, 1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Reliability(w, ReliabilityOptions{Scale: "sq00"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
