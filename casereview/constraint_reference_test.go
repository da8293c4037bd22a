package casereview

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// patterns has each rule about A and B with a regular expression for the closed
// cases to which it does not apply, and one for those that keep to it.
func patterns() map[Constraint][2]string {
	a, b := letter('A'), letter('B')
	return map[Constraint][2]string{
		&ptr{MustStart(a)}:             {`^\z.`, `^A`},
		&ptr{MustEnd(a)}:               {`^\z.`, `A$`},
		&ptr{Contains(a, 0)}:           {`^\z.`, ``},
		&ptr{Contains(a, 1)}:           {`^\z.`, `^([^A]*A){1}`},
		&ptr{Contains(a, 2)}:           {`^\z.`, `^([^A]*A){2}`},
		&ptr{Absent(a, 0)}:             {`^\z.`, `^[^A]*$`},
		&ptr{Absent(a, 1)}:             {`^\z.`, `^[^A]*A?[^A]*$`},
		&ptr{Absent(a, 2)}:             {`^\z.`, `^[^A]*A?[^A]*A?[^A]*$`},
		&ptr{Precedence(a, b)}:         {`^[^B]*$`, `^[^AB]*A.*B`},
		&ptr{Response(a, b)}:           {`^[^A]*$`, `A.*B[^A]*$`},
		&ptr{Succession(a, b)}:         {`^[^AB]*$`, `^[^AB]*A(.*)B[^AB]*$`},
		&ptr{RespondedExistence(a, b)}: {`^[^A]*$`, `A.*B|B.*A`},
		&ptr{CoExist(a, b)}:            {`^[^AB]*$`, `A.*B|B.*A`},
		&ptr{Exclusive(a, b)}:          {`^[^AB]*$`, `^[^A]*$|^[^B]*$`},
	}
}

// ptr lets a rule be the key of a map.
type ptr struct{ Constraint }

// sequences yields every word of A, B and C up to a length.
func sequences(longest int) []string {
	list := []string{""}
	for from := 0; longest > 0; longest-- {
		to := len(list)
		for _, w := range list[from:to] {
			list = append(list, w+"A", w+"B", w+"C")
		}
		from = to
	}
	return list
}

// slowOpen gives the verdict on an open case by what can still come, up to some
// letters, and whether that can change it.
func slowOpen(closed func(string) Verdict, word string, more []string) Verdict {
	v := closed(word)
	if v == Violated && slices.ContainsFunc(more, func(s string) bool { return closed(word+s) != Violated }) {
		return PendingVerdict
	}
	return v
}

func TestConstraintsAgainstRegularExpressions(t *testing.T) {
	words, more := sequences(6), sequences(3)
	n := 0
	for rule, p := range patterns() {
		vacuous, satisfied := regexp.MustCompile(p[0]), regexp.MustCompile(p[1])
		closed := func(word string) Verdict {
			switch {
			case vacuous.MatchString(word):
				return Vacuous
			case satisfied.MatchString(word):
				return Satisfied
			}
			return Violated
		}
		for _, w := range words {
			require.Equal(t, Judgement{Verdict: closed(w), Final: true}, rule.Check(spell(w, true)), "%s on %q", rule.Key(), w)
			n++
			if len(w) > 5 {
				continue // what can still come makes these slow
			}
			want := slowOpen(closed, w, more)
			final := !slices.ContainsFunc(more, func(s string) bool { return slowOpen(closed, w+s, more) != want })
			require.Equal(t, Judgement{Verdict: want, Final: final}, rule.Check(spell(w, false)), "%s on %q, open", rule.Key(), w)
		}
	}
	require.Equal(t, 14*1093, n)
}

// Within is held against its definition, letter by letter.
func TestWithinAgainstItsDefinition(t *testing.T) {
	for _, limit := range []int{0, 1, 2, 3} {
		rule := Within(letter('A'), letter('B'), time.Duration(limit)*time.Minute)
		closed := func(word string) Verdict {
			v := Vacuous
			for i := range word {
				if word[i] != 'A' {
					continue
				}
				met := false
				for j := i + 1; j < len(word) && j <= i+limit; j++ {
					met = met || word[j] == 'B'
				}
				if !met {
					return Violated
				}
				v = Satisfied
			}
			return v
		}
		for _, w := range sequences(6) {
			require.Equal(t, closed(w), rule.Check(spell(w, true)).Verdict, "%s on %q", rule.Key(), w)
			// what is not seen by the minute after the last comes a minute later
			want := closed(w)
			if want == Violated && slices.ContainsFunc(sequences(4), func(s string) bool { return closed(w+"C"+s) != Violated }) {
				want = PendingVerdict
			}
			require.Equal(t, want, rule.Check(spell(w, false)).Verdict, "%s on %q, open", rule.Key(), w)
		}
	}
}

// orders calls f with every order of the steps that their stamps allow.
func orders(steps []step, f func([]step)) {
	var taken []step
	used := make([]bool, len(steps))
	var pick func()
	pick = func() {
		if len(taken) == len(steps) {
			f(taken)
			return
		}
		for i, s := range steps {
			if used[i] || slices.ContainsFunc(rest(steps, used), func(o step) bool { return o.hi <= s.lo }) {
				continue
			}
			used[i], taken = true, append(taken, s)
			pick()
			used[i], taken = false, taken[:len(taken)-1]
		}
	}
	pick()
}

func rest(steps []step, used []bool) []step {
	var list []step
	for i, s := range steps {
		if !used[i] {
			list = append(list, s)
		}
	}
	return list
}

// sure gives the steps of an order stamps that do not overlap.
func sure(order []step) []step {
	list := slices.Clone(order)
	for i := range list {
		list[i].lo, list[i].hi = int64(60*i), int64(60*i+60)
	}
	return list
}

// imprecise makes a case of up to n events with stamps of up to width minutes.
func imprecise(rng *rand.Rand, n, width int) Followed {
	f := Followed{closed: rng.IntN(2) == 0}
	for range rng.IntN(n + 1) {
		lo := int64(60 * rng.IntN(8))
		f.steps = append(f.steps, step{letter('A' + rune(rng.IntN(3))), lo, lo + 60*int64(1+rng.IntN(width))})
	}
	slices.SortStableFunc(f.steps, func(a, b step) int { return int(a.lo - b.lo) })
	f.asOf = time.Unix(int64(60*(8+rng.IntN(4))), 0)
	return f
}

// A verdict is ambiguous exactly when some order that the stamps allow has another.
func TestAmbiguousAgainstAllOrders(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 1))
	seen := map[string]int{}
	for range 1000 {
		f := imprecise(rng, 5, 5)
		for rule := range patterns() {
			got := rule.Check(f)
			nominal := f
			nominal.steps = sure(f.steps)
			want := rule.Check(nominal)
			require.Equal(t, want.Verdict, got.Verdict, "by earliest moment and import order")
			another := false
			orders(f.steps, func(order []step) {
				g := f
				g.steps = sure(order)
				another = another || rule.Check(g).Verdict != got.Verdict
			})
			require.Equal(t, another, got.Ambiguous, "%s on %v, closed %v", rule.Key(), f.steps, f.closed)
			if another {
				seen[rule.Key()]++
			}
		}
	}
	for _, key := range []string{"starts-a", "ends-a", "precedence-a-b", "response-a-b", "succession-a-b"} {
		require.Greater(t, seen[key], 20, key)
	}
	require.Len(t, seen, 5, "the others do not look at the order")
}

// placements calls f with every choice of minutes within the stamps, and each order
// of what happens in one minute.
func placements(steps []step, f func([]step)) {
	at := slices.Clone(steps)
	var place func(i int)
	place = func(i int) {
		if i == len(steps) {
			var sorted func(chosen []step, left []step)
			sorted = func(chosen, left []step) {
				if len(left) == 0 {
					f(chosen)
					return
				}
				first := slices.MinFunc(left, func(a, b step) int { return int(a.lo - b.lo) }).lo
				for k, s := range left {
					if s.lo == first {
						sorted(append(slices.Clone(chosen), s), slices.Delete(slices.Clone(left), k, k+1))
					}
				}
			}
			sorted(nil, at)
			return
		}
		for m := steps[i].lo; m < steps[i].hi; m += 60 {
			at[i].lo, at[i].hi = m, m+60
			place(i + 1)
		}
	}
	place(0)
}

// A verdict on a time limit that is not ambiguous holds wherever in their stamps the
// events lie; with one event of each kind the converse holds too.
func TestWithinAgainstAllPlacements(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 1))
	rule := Within(letter('A'), letter('B'), 2*time.Minute)
	ambiguous, sharp := 0, 0
	for range 3000 {
		f := imprecise(rng, 4, 3)
		got := rule.Check(f)
		verdicts := map[Verdict]bool{}
		placements(f.steps, func(p []step) {
			g := f
			g.steps = p
			// the moment of a stamp decides when the limit passes, and no other rule:
			// until it surely passed, an open case is pending
			verdicts[rule.Check(g).Verdict] = true
		})
		delete(verdicts, got.Verdict)
		late := len(verdicts) == 1 && verdicts[Violated] && got.Verdict == PendingVerdict
		if !got.Ambiguous {
			require.True(t, len(verdicts) == 0 || late, "%v, closed %v, asOf %d: %v and %v", f.steps, f.closed, f.asOf.Unix(), got, verdicts)
			continue
		}
		ambiguous++
		if f.count(letter('A')) == 1 && f.count(letter('B')) == 1 {
			require.NotEmpty(t, verdicts, fmt.Sprint(f.steps))
			sharp++
		}
	}
	require.Greater(t, ambiguous, 300)
	require.Greater(t, sharp, 100)
}
