package privacy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestTotalSearchAgainstTheRule compares what is found with a search that begins
// anew at every line, on lines that are sums of others, rounded and blanked.
func TestTotalSearchAgainstTheRule(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 7))
	found := 0
	for n := range 400 {
		l := randomLines(r, 1+r.IntN(10), 1+r.IntN(4))
		if n%80 == 0 {
			l = randomLines(r, 120+r.IntN(30), 1)
		}
		if n%7 == 0 {
			l = randomLines(r, 4+r.IntN(8), 8)
		}
		roundTo := []int{-1, 5}[r.IntN(2)]
		search, noted := newTotalSearch(l, roundTo), []rma.Sum(nil)
		for {
			got, ok := search.next()
			want, wanted := nextByRule(l, noted, roundTo)
			if ok && !wanted {
				want, wanted = checkedSet(t, l, got, roundTo), true
			}
			if !assert.Equal(t, wanted, ok) || !assert.Equal(t, want, got) || !ok {
				break
			}
			noted = append(noted, got)
			search.note(got)
		}
		found += len(noted)
	}
	assert.Greater(t, found, 300, "there was something to find")
}

// checkedSet checks a sum of any lines, which is looked for last.
func checkedSet(t *testing.T, l lines, s rma.Sum, roundTo int) rma.Sum {
	t.Helper()
	h := newHeap(len(l.places), heapRule{roundTo: roundTo})
	for _, key := range s.Parts {
		h.put(l.counts[slices.Index(l.keys, key)], 1)
	}
	f := h.fit(l.counts[slices.Index(l.keys, s.Total)])
	assert.Empty(t, f.misfits)
	assert.Greater(t, f.evidence, strong)
	return s
}

func randomLines(r *rand.Rand, lineCount, places int) lines {
	var l lines
	for j := range places {
		l.places = append(l.places, fmt.Sprint(j))
	}
	for i := range lineCount {
		counts := make([]int, places)
		parts := i - r.IntN(4)
		for j := range counts {
			counts[j] = r.IntN(40)
			if r.IntN(4) == 0 && i > 0 {
				counts[j] = 0
				for k := max(0, parts); k < i; k++ {
					counts[j] += max(0, l.counts[k][j])
				}
			}
			if r.IntN(12) == 0 {
				counts[j] = []int{unknown, absent}[r.IntN(2)]
			}
		}
		l.keys, l.counts, l.named = append(l.keys, fmt.Sprint(i)), append(l.counts, counts), append(l.named, r.IntN(9) == 0)
	}
	return l
}

// nextByRule says anew of every line what it is, adds up all lines that it could
// be the total of, then those beside it, one more at a time, and then any two.
func nextByRule(l lines, noted []rma.Sum, roundTo int) (rma.Sum, bool) {
	own, part := map[string]map[string]bool{}, map[string]bool{}
	for _, s := range noted {
		if own[s.Total] == nil {
			own[s.Total] = map[string]bool{}
		}
		for _, key := range s.Parts {
			own[s.Total][key], part[key] = true, true
		}
	}
	for _, rule := range []heapRule{{roundTo: roundTo}, {roundTo: roundTo, misfits: true}} {
		for i, key := range l.keys {
			if part[key] && rule.misfits || l.isHeading(i) || own[key] != nil && slices.Max(l.counts[i]) < enough {
				continue
			}
			if part[key] && rule.misfits {
				continue
			}
			for _, rule.strong = range []bool{false, true} {
				if rule.strong && !part[key] {
					continue
				}
				skip := func(k int) bool {
					return k == i || own[l.keys[k]] != nil || l.isHeading(k) || own[key][l.keys[k]] || part[key] && part[l.keys[k]] && !rule.strong
				}
				if s, ok := sumByRule(l, i, part[key], skip, rule); ok {
					return s, true
				}
			}
		}
	}
	return rma.Sum{}, false
}

func sumByRule(l lines, i int, isPart bool, skip func(k int) bool, rule heapRule) (rma.Sum, bool) {
	added := func(parts []int) *heap {
		h := newHeap(len(l.places), rule)
		for _, k := range parts {
			h.put(l.counts[k], 1)
		}
		return h
	}
	var before, after []int
	for k := range l.keys {
		switch {
		case skip(k):
		case k < i:
			before = append([]int{k}, before...)
		default:
			after = append(after, k)
		}
	}
	all := slices.Sorted(slices.Values(slices.Concat(before, after)))
	if misfits, ok := added(all).isFor(l.counts[i], l.named[i]); ok && !isPart {
		return l.sum(i, all, misfits), true
	}
	for _, side := range [][]int{after, before} {
		if isPart && len(l.keys) > farthest {
			break
		}
		for n := range side[:min(len(side), farthest)] {
			parts := slices.Sorted(slices.Values(side[:n+1]))
			misfits, ok := added(parts).isFor(l.counts[i], l.named[i])
			if ok || n == 0 && !isPart && added(parts).isSame(l.counts[i], l.named[i]) {
				return l.sum(i, parts, misfits), true
			}
		}
	}
	for n, a := range all {
		if isPart {
			break
		}
		for _, b := range all[n+1:] {
			f := added([]int{a, b}).fit(l.counts[i])
			if !rule.misfits && len(l.keys) <= farthest && len(f.misfits) == 0 && f.evidence >= math.Log(100*math.Pow(float64(len(l.keys)), 3)) {
				return l.sum(i, []int{a, b}, nil), true
			}
		}
	}
	return rma.Sum{}, false
}
