package privacy

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// counts gathers every count of the material once, wherever it is printed. Two
// places are one count when they have one key, or when something says that they
// are the same.
type counts struct {
	all   []count
	same  twins // of all
	byKey map[string]int
	sums  []countSum
	// following are sums of what is published that say nothing more than the others.
	following []countSum
	rests     map[place]int // what is left of N, by K and N
	since     map[int]int   // what came since the count before, by a cumulative count

	// unprinted says that what is gathered now is not printed: a table that is
	// there for what it says adds up.
	unprinted bool
	// published says that the counts are those of a table that was published: some
	// are unknown, and sums may be out by rounding.
	published bool
	policy    Policy // of what is published
	// supposed says that the sums that are gathered now are not declared: counts
	// that they make one are kept apart, with a sum of one part between them.
	supposed bool
	infers   bool // counts that look cumulative, or the same, are taken to be

	standFor map[variable]map[string]bool // the lines that stand for all cases
}

// unknown is the value of a count of a published table that is hidden.
const unknown = -1

// count is a number of people or cases.
type count struct {
	value  int
	where  string // its first place, for messages: keys only
	places int    // where it is printed; 0 is an unprinted margin
	waived bool
	rest   bool // printed nowhere, but follows from what is
	share  bool // K of a hidden share, which may be 0
	inner  bool // printed nowhere, and asked for by nobody: of a crossing
}

// countSum says that one count is what others add up to.
type countSum struct {
	total int
	parts []int
	where string
}

func newCounts() *counts {
	return &counts{byKey: map[string]int{}, rests: map[place]int{}, since: map[int]int{}}
}

// find returns the count that stands for all that are the same.
func (c *counts) find(i int) int { return c.same.find(i) }

// put adds a count that is the same as no other yet, and returns its place.
func (c *counts) put(n count) int {
	c.all = append(c.all, n)
	return c.same.add()
}

// printed notes that a count is printed at a place.
func (c *counts) printed(key string, value int, where string) (int, error) {
	i, err := c.note(key, value, where)
	if err != nil {
		return 0, err
	}
	if !c.unprinted {
		c.all[c.find(i)].places++
	}
	return i, nil
}

// note notes a count that takes part in a sum, printed or not.
func (c *counts) note(key string, value int, where string) (int, error) {
	i, ok := c.byKey[key]
	if !ok {
		i = c.put(count{value: value, where: where})
		c.byKey[key] = i
		return i, nil
	}
	return i, c.agree(c.find(i), value, where)
}

// agree checks that a count has a value at another place too. What one table
// hides and another shows is known.
func (c *counts) agree(i, value int, where string) error {
	switch known := c.all[i].value; {
	case known == value || value == unknown:
	case c.published && (known == unknown || c.policy.round(value) == known && value != known):
		c.all[i].value = value // hidden, or rounded, elsewhere
	case c.published && c.policy.round(known) == value:
	default:
		return fmt.Errorf("%s and %s: %w", c.all[i].where, where, ErrLinked)
	}
	return nil
}

// unite notes that two counts are the same.
func (c *counts) unite(i, j int) error {
	i, j = c.find(i), c.find(j)
	if i == j {
		return nil
	}
	if err := c.agree(i, c.all[j].value, c.all[j].where); err != nil {
		return err
	}
	c.all[i].places += c.all[j].places
	c.all[i].waived = c.all[i].waived || c.all[j].waived
	c.same.join(i, j)
	return nil
}

// add notes a sum, or that two counts are the same when there is one part.
func (c *counts) add(total int, parts []int, where string) error {
	sum := 0
	for _, p := range parts {
		sum += c.all[p].value
	}
	if sum != c.all[total].value && !c.published {
		return fmt.Errorf("%s: %w", where, ErrSum)
	}
	if len(parts) == 1 && !c.supposed {
		return c.unite(total, parts[0])
	}
	c.sums = append(c.sums, countSum{total, parts, where})
	return nil
}

// addWithRest notes a sum that may have a further part that is not printed.
func (c *counts) addWithRest(rest bool, total int, parts []int, where string) error {
	if !rest {
		return c.add(total, parts, where)
	}
	left := c.all[total].value
	for _, p := range parts {
		left -= c.all[p].value
	}
	if c.published {
		left = unknown
	} else if left < 0 {
		return fmt.Errorf("%s: %w", where, ErrSum)
	}
	parts = append(slices.Clone(parts), c.addRest(left, where))
	c.sums = append(c.sums, countSum{total, parts, where})
	return nil
}

// addRest notes a count that is printed nowhere and follows from others.
func (c *counts) addRest(value int, where string) int {
	return c.put(count{value: value, where: where + ", what is left", rest: true})
}

// addRests notes what is left of the base of a share. It is printed nowhere, and
// follows from the two counts that are.
func (c *counts) addRests(p place) {
	if !p.isShare() {
		return
	}
	p = place{c.find(p.k), c.find(p.n)}
	if _, ok := c.rests[p]; ok || p.k == p.n {
		return
	}
	value := unknown
	if !c.published {
		value = c.all[p.n].value - c.all[p.k].value
	}
	rest := c.addRest(value, c.all[p.k].where)
	c.all[rest].waived = c.all[p.k].waived && c.all[p.n].waived
	c.rests[p] = rest
	c.sums = append(c.sums, countSum{total: p.n, parts: []int{p.k, rest}})
}

// restOf returns what is left of the base of a share.
func (c *counts) restOf(p place) (int, bool) {
	if !p.isShare() {
		return 0, false
	}
	rest, ok := c.rests[place{c.find(p.k), c.find(p.n)}]
	return rest, ok
}

// place is where a cell or an observation has its counts: one for a number of
// cases; K, N and what is left of N for a share. It is none where there is no
// count of people.
type place struct{ k, n int }

var none = place{-1, -1}

func (p place) isCount() bool { return p.k >= 0 }
func (p place) isShare() bool { return p.n >= 0 }

var errNotCount = fmt.Errorf("%w: a count is not negative and not above 2^40, and K of N not more than N", ErrSum)

// isCount reports whether what a cell holds can be a number of cases.
func isCount(c rma.Cell) bool {
	switch c.Kind {
	case rma.CountKind:
		return c.Count >= 0 && c.Count <= disclosure.Largest
	case rma.ShareKind:
		return c.Share.Valid() && c.Share.N <= disclosure.Largest
	}
	return true
}

// placeOf gathers the counts of one cell under a key. That a withheld cell holds
// a share cannot be seen of it, and has to be told.
func (c *counts) placeOf(key string, cell rma.Cell, share bool, where string) (place, error) {
	if !isCount(cell) {
		return none, fmt.Errorf("%s: %w", where, errNotCount)
	}
	switch cell.Kind {
	case rma.CountKind:
		k, err := c.printed(key, cell.Count, where)
		return place{k, -1}, err
	case rma.Withheld:
		if c.unprinted {
			return none, nil
		}
		if !c.published {
			return none, fmt.Errorf("%s: %w", where, ErrWithheld)
		}
		k, err := c.printed(key, unknown, where)
		if err != nil || !share {
			return place{k, -1}, err
		}
		c.all[k].share = true
		n, err := c.note(key+"/n", unknown, where)
		return place{k, n}, err
	case rma.ShareKind:
		k, err := c.printed(key, cell.Share.K, where)
		if err != nil {
			return none, err
		}
		n, err := c.printed(key+"/n", cell.Share.N, where)
		return place{k, n}, err
	}
	return none, nil
}
