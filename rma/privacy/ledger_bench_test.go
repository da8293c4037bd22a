package privacy

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// benchTables gives 20 tables of 10 by 10 with their margins.
func benchTables(r *rand.Rand, name string) []rma.Table {
	var out []rma.Table
	for i := range 20 {
		id := fmt.Sprintf("%s-%d", name, i)
		out = append(out, named(randomGrid(r, 10, 10, 60), id, id, "pilot", "month"))
	}
	return out
}

// BenchmarkCheck holds 20 tables of 10 by 10 against 100 earlier releases of as
// many: of other cases, of the same, of the same with one case more each time,
// and of the same of which other cells are hidden in the last.
func BenchmarkCheck(b *testing.B) {
	for _, p := range []struct {
		name   string
		policy Policy
	}{{"public", Policy{}}, {"steering-group", steering}} {
		same := benchTables(rand.New(rand.NewPCG(1, 1)), "t")
		next := released(b, p.policy, same...)
		for _, c := range []struct {
			name  string
			entry func(i int) *Release
		}{
			{"none", func(i int) *Release {
				return released(b, p.policy, benchTables(rand.New(rand.NewPCG(2, uint64(i%5))), fmt.Sprintf("r%d", i))...)
			}},
			{"same", func(int) *Release { return next }},
			{"grown", func(i int) *Release {
				more := benchTables(rand.New(rand.NewPCG(1, 1)), "t")
				for k := range more {
					more[k].Rows[0].Cells[0].Count += 1 + i%5
					more[k].Rows[0].Cells[10].Count += 1 + i%5
					more[k].Rows[10].Cells[0].Count += 1 + i%5
					more[k].Rows[10].Cells[10].Count += 1 + i%5
				}
				return released(b, p.policy, more...)
			}},
			{"otherwise-hidden", func(i int) *Release {
				if i < 99 {
					return next
				}
				finer := p.policy
				finer.MinCell = 6 - min(1, int(p.policy.Audience))*2
				return released(b, finer, same...)
			}},
		} {
			l := benchLedger(b, c.entry)
			b.Run(fmt.Sprintf("audience=%s/earlier=%s/releases=100/tables=20", p.name, c.name), func(b *testing.B) {
				b.ReportAllocs()
				warnings := 0
				for b.Loop() {
					warnings = len(l.Check(next))
				}
				b.ReportMetric(float64(warnings), "warnings")
			})
		}
	}
}

// benchLedger makes a ledger of 100 releases, of which five are different.
func benchLedger(b *testing.B, entry func(i int) *Release) *Ledger {
	made := map[int]Entry{}
	var file bytes.Buffer
	for i := range 100 {
		k := i % 5
		if i == 99 {
			k = 99
		}
		e, ok := made[k]
		if !ok {
			e = published(b, entry(k), "x")
			made[k] = e
		}
		e.ID = fmt.Sprint("release-", i)
		line, err := e.line()
		require.NoError(b, err)
		file.Write(line)
	}
	l, err := ReadLedger(&file, "x")
	require.NoError(b, err)
	return l
}

func BenchmarkReadLedger(b *testing.B) {
	e := published(b, released(b, steering, benchTables(rand.New(rand.NewPCG(1, 1)), "t")...), "x")
	var file bytes.Buffer
	for i := range 100 {
		e.ID = fmt.Sprint("release-", i)
		line, err := e.line()
		require.NoError(b, err)
		file.Write(line)
	}
	b.Run("releases=100/tables=20", func(b *testing.B) {
		b.SetBytes(int64(file.Len()))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ReadLedger(bytes.NewReader(file.Bytes()), "x"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
