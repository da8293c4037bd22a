package leak

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// rareClasses finds combinations of characteristics that too few people
// share. It does not change.
type rareClasses struct {
	matcher *matcher
	values  int           // distinct values that are looked for
	classes [][]rareClass // by the value that the fewest classes have
}

// rareClass is a class that is too small, as it shows in a text.
type rareClass struct {
	what   int
	values []int
}

// newCombinations prepares the offending classes of a check. Of a class,
// the values of one character (m, v) are asked for only where the others are
// shared by K records or more, so that they do not point at few people; a
// class with fewer than two longer values is not looked for.
func newCombinations(a privacy.Anonymity, folder *textFolder) *rareClasses {
	b := combinationBuilder{folder: folder, number: map[string]int{}, sizes: map[string]map[string]int{}}
	k, what := a.Options.K, -1
	for class := range a.OffendingClasses() {
		what++
		values := class.Values()
		long := make([]int, 0, len(values))
		for column, v := range values {
			if utf8.RuneCountInString(v) >= 2 {
				long = append(long, column)
			}
		}
		if len(long) < 2 {
			continue
		}
		if b.shared(a, long, values) >= k {
			long = nil
			for column, v := range values {
				if v != "" {
					long = append(long, column)
				}
			}
		}
		b.add(what, long, values)
	}
	return b.build()
}

type combinationBuilder struct {
	folder *textFolder
	number map[string]int // of a value, by its text as compared
	forms  [][]nameForm
	out    []rareClass
	sizes  map[string]map[string]int // by columns, then by values
}

// shared returns how many records have the values of some columns.
func (b *combinationBuilder) shared(a privacy.Anonymity, columns []int, values []string) int {
	key := func(value func(column int) string) string {
		var parts []string
		for _, column := range columns {
			parts = append(parts, value(column))
		}
		return strings.Join(parts, "\x00")
	}
	by := key(func(column int) string { return string(rune(column + 1)) })
	if b.sizes[by] == nil {
		b.sizes[by] = map[string]int{}
		for class := range a.AllClasses() {
			of := class.Values()
			b.sizes[by][key(func(column int) string { return of[column] })] += class.Size
		}
	}
	return b.sizes[by][key(func(column int) string { return values[column] })]
}

// add notes a class with its values in some columns.
func (b *combinationBuilder) add(what int, columns []int, values []string) {
	class := rareClass{what: what}
	for _, column := range columns {
		form := newForm(b.folder, values[column])
		if form.text == "" {
			continue
		}
		key := form.text + "\x00" + form.needs
		n, known := b.number[key]
		if !known {
			n = len(b.forms)
			b.number[key] = n
			b.forms = append(b.forms, []nameForm{form})
		}
		class.values = append(class.values, n)
	}
	slices.Sort(class.values)
	class.values = slices.Compact(class.values)
	if len(class.values) >= 2 {
		b.out = append(b.out, class)
	}
}

// build returns the classes by their rarest value.
func (b *combinationBuilder) build() *rareClasses {
	classes := make([]int, len(b.forms))
	for _, class := range b.out {
		for _, v := range class.values {
			classes[v]++
		}
	}
	out := &rareClasses{matcher: newMatcher(b.forms), values: len(b.forms), classes: make([][]rareClass, len(b.forms))}
	for _, class := range b.out {
		rarest := slices.MinFunc(class.values, func(x, y int) int { return cmp.Compare(classes[x], classes[y]) })
		out.classes[rarest] = append(out.classes[rarest], class)
	}
	return out
}

// seenPlaces is which values stand in a block.
type seenPlaces struct {
	of     *rareClasses
	finder *matchFinder
	at     []int // 1 + where a value stands first, 0 when it does not
	values []int // in the block
}

func newSeen(c *rareClasses, folder *textFolder) *seenPlaces {
	return &seenPlaces{of: c, finder: newFinder(c.matcher, folder), at: make([]int, c.values)}
}

// find calls f for each class of which all values stand in a block, and where
// the first of them does.
func (s *seenPlaces) find(block string, f func(what, at int)) {
	s.finder.find(block, func(value, at int) {
		if s.at[value] == 0 {
			s.values = append(s.values, value)
			s.at[value] = at + 1
		}
	})
	for _, value := range s.values {
		for _, class := range s.of.classes[value] {
			if at, all := s.first(class); all {
				f(class.what, at)
			}
		}
	}
	for _, value := range s.values {
		s.at[value] = 0
	}
	s.values = s.values[:0]
}

func (s *seenPlaces) first(class rareClass) (at int, all bool) {
	at = s.at[class.values[0]]
	for _, v := range class.values {
		if s.at[v] == 0 {
			return 0, false
		}
		at = min(at, s.at[v])
	}
	return at - 1, true
}
