package privacy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Check holds a release that is to be published against everything that was, and
// returns what a reader could find out who kept it all. Nothing found is nil. It
// is advice: what to do about it is for whoever publishes.
//
// WarnDifferencing: a count of the same cases is printed under another value than
// before, and the smallest difference that both values allow is less than MinBase
//
//	0 < min |new - old| < MinBase
//
// so that the difference is a handful of people: 12 in May and 13 in June says
// that one family came. What is left of a share is such a count too. Values that
// rounding alone can explain are no difference. Wait until more cases came, leave
// the earlier cases out, or round.
//
// WarnCombined: a count that is hidden can be enclosed more narrowly than the
// policy asks when the releases are held together. It may be a count of this
// release, or one of an earlier release, of which the detail then tells the
// release. Sums that a table does not declare are seen too, as by [Audit]: what
// looks like a total, and counts that divide one that is printed elsewhere, in this
// release or another. What contradicts the rest was none, and is left out.
//
// A count is taken for the same in two releases, unless it cannot be, by what is
// printed, or stands in a sum of which the printed changes do not add up
//
//	new total - old total ≠ Σ (new part - old part)
//
// since then one that is hidden there changed too. It is then a count of its own in
// each, and what did not change is still held together. Where no counts fit all the
// same, the sums with a count that changed are left out, then the tables, and then
// each release is tried by itself; what does not fit either is left to
// WarnDifferencing.
//
// WarnPolicyLowered: a table with this id was published under a policy that is
// stricter in what the detail names, or is now for more readers under the same
// policy. Published before is what stands in the ledger, whatever its day: a
// release that is to be published has none. So of two releases of one day the
// order in which they go into the ledger decides. Put in the one for the fewest
// readers first: a stricter one that follows for more readers is no lowering,
// and a finer one that follows the stricter is. Once it was published under a policy it
// is warned of no more: two releases in every round are warned of in the first.
//
// A reader has the releases for an audience and those for everyone wider. What
// such a reader may know is what the policy for that audience says: of two
// releases that for the fewer readers. So a table for the steering group is held
// against those for everyone, and the other way round.
//
// Each warning is about one table, or about the observations, with the ids of
// the releases and the number of counts, never a count. [Label] words it.
//
// Assumes that the same cases are named the same: by Counts, the variables and
// the keys of rows and columns; a table without Counts by its id; an observation
// by its id. What it cannot see: tables that were published elsewhere; counts that
// were named otherwise; that a table and an observation give one count; means and
// other figures, which a reader can difference too; differences between counts
// that are not printed; a release that has no count in common with this one, and
// would only tell something through a third; a total that is known by its label
// alone, which a ledger does not keep; what follows from tables by three variables,
// two at a time; and what follows from very large tables that hang together with
// others, where sums are looked at one by one.
//
// The cost grows with the counts of all releases that have one in common with
// this one, and with what a changed choice of hidden cells leaves to be worked
// out; see BenchmarkCheck for 100 releases of 20 tables of 10 by 10.
func (l *Ledger) Check(next *Release) []rma.Warning {
	if l == nil || next == nil || len(l.entries) == 0 {
		return nil
	}
	s, _, err := newShown(entryOf(next))
	if err != nil { // what Protect releases adds up
		return []rma.Warning{rma.Warn(rma.WarnUndefined, "release")}
	}
	related := l.related(s)
	out := differences(related, s)
	out = append(out, combined(related, s)...)
	return append(out, l.lowered(next)...)
}

// related returns the earlier releases that have a count with this one, or one of
// which the other has parts, in order.
func (l *Ledger) related(next *shown) []*shown {
	var out []*shown
	for _, s := range l.shown {
		if s.sharesWith(next) || s.divides(next) || next.divides(s) {
			out = append(out, s)
		}
	}
	return out
}

func (s *shown) sharesWith(next *shown) bool {
	for key := range next.at {
		if _, ok := s.at[key]; ok {
			return true
		}
	}
	return false
}

// divides reports whether a table of the release may divide a count of another.
func (s *shown) divides(other *shown) bool {
	for _, g := range s.groups {
		for _, d := range g.divisions {
			if _, ok := other.at[d.total]; ok {
				return true
			}
		}
	}
	return false
}

// both returns the policy for a reader who has two releases: that of the one
// with the fewer readers, and otherwise the first.
func both(next, earlier Policy) Policy {
	if earlier.Audience > next.Audience {
		return earlier
	}
	return next
}

// differences warns of counts that differ a little from before, table by table.
func differences(earlier []*shown, next *shown) []rma.Warning {
	var out []rma.Warning
	for _, g := range next.groups {
		counts := map[int]bool{}
		var releases []string
		for _, s := range earlier {
			found := false
			for _, i := range g.counts {
				if next.differs(i, s) {
					counts[i], found = true, true
				}
			}
			if found {
				releases = append(releases, s.id)
			}
		}
		if len(counts) > 0 {
			out = append(out, rma.Warn(WarnDifferencing, "%s, %s, counts=%d", g.name(), listed(releases), len(counts)))
		}
	}
	return out
}

// differs reports whether a count differs by fewer than MinBase cases from what an
// earlier release says.
func (s *shown) differs(i int, earlier *shown) bool {
	a, policy := s.known[i], both(s.policy, earlier.policy)
	if !a.printed && !a.follows {
		return false
	}
	for _, key := range s.names[i] {
		at, ok := earlier.at[key]
		if !ok {
			continue
		}
		b := earlier.known[at]
		gap := max(b.low-a.high, a.low-b.high)
		if (b.printed || b.follows) && a.value != b.value && 0 < gap && gap < policy.MinBase {
			return true
		}
	}
	return false
}

// name names a group in a warning.
func (g shownGroup) name() string {
	if g.table == "" {
		return "observations"
	}
	return "table=" + g.table
}

// listed names releases, the first few of them.
func listed(releases []string) string {
	const few = 3
	more := ""
	if n := len(releases) - few; n > 0 {
		more = fmt.Sprintf(", further=%d", n)
		releases = releases[:few]
	}
	return "release=" + strings.Join(releases, "+") + more
}

// lowered warns of tables that are published more openly than before.
func (l *Ledger) lowered(next *Release) []rma.Warning {
	var out []rma.Warning
	for _, t := range next.tables {
		var releases, what []string
		before := false // under this policy: it was warned of then
		for _, e := range l.entries {
			if !slices.ContainsFunc(e.Tables, func(p PublishedTable) bool { return p.ID == t.t.ID }) {
				continue
			}
			before = before || e.Policy == next.policy
			if ways := next.policy.moreOpen(e.Policy); len(ways) > 0 {
				releases = append(releases, e.ID)
				what = append(what, ways...)
			}
		}
		if len(releases) > 0 && !before {
			slices.Sort(what)
			out = append(out, rma.Warn(WarnPolicyLowered, "table=%s, %s, lower=%s", t.t.ID, listed(releases), strings.Join(slices.Compact(what), "+")))
		}
	}
	return out
}

// moreOpen names the settings in which a policy shows more than an earlier one;
// the audience is among them when it is wider and nothing is stricter.
func (p Policy) moreOpen(earlier Policy) []string {
	var out []string
	stricter := false
	hold := func(name string, now, before int) {
		now, before = max(now, 1), max(before, 1) // none, and 1, hide nothing
		if now < before {
			out = append(out, name)
		}
		stricter = stricter || now > before
	}
	zero := map[bool]int{true: 2, false: 1}
	hold("min_cell", p.MinCell, earlier.MinCell)
	hold("min_base", p.MinBase, earlier.MinBase)
	hold("round_to", p.RoundTo, earlier.RoundTo)
	hold("hide_zero", zero[p.HideZero], zero[earlier.HideZero])
	if p.Audience < earlier.Audience && !stricter {
		out = append(out, "audience")
	}
	return out
}
