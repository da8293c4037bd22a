package privacy

import (
	"encoding/binary"
	"slices"
	"strings"
)

// anonymityTally counts records as they come: one entry for each combination of
// quasi-identifiers, however many records have it.
type anonymityTally struct {
	quasi     []valueNumbers
	sensitive []diversity
	class     map[string]uint32 // by the numbers of its values
	key       []byte
	codes     [][]uint32 // by column, then by class
	size      []int      // by class
	of        []uint32   // class, by record
}

func newAnonymityTally(quasi, sensitive []int, l int) *anonymityTally {
	t := &anonymityTally{class: map[string]uint32{}, key: make([]byte, 4*len(quasi)), codes: make([][]uint32, len(quasi))}
	for _, at := range quasi {
		t.quasi = append(t.quasi, valueNumbers{at: at, number: map[string]uint32{}})
	}
	for _, at := range sensitive {
		t.sensitive = append(t.sensitive, diversity{at: at, limit: uint32(l), number: map[string]uint32{}, others: map[[2]uint32]struct{}{}})
	}
	return t
}

// add counts one record.
func (t *anonymityTally) add(row []string) {
	for i := range t.quasi {
		binary.LittleEndian.PutUint32(t.key[4*i:], t.quasi[i].of(row))
	}
	class, known := t.class[string(t.key)]
	if !known {
		class = uint32(len(t.size))
		t.class[string(t.key)] = class
		t.size = append(t.size, 0)
		for i := range t.codes {
			t.codes[i] = append(t.codes[i], binary.LittleEndian.Uint32(t.key[4*i:]))
		}
		for i := range t.sensitive {
			t.sensitive[i].addClass()
		}
	}
	t.size[class]++
	t.of = append(t.of, class)
	for i := range t.sensitive {
		t.sensitive[i].add(class, anonymityCell(row, t.sensitive[i].at))
	}
}

// anonymityCell returns a cell, and "" for one that is missing.
func anonymityCell(row []string, at int) string {
	if strings.TrimSpace(row[at]) == "" {
		return ""
	}
	return row[at]
}

// valueNumbers numbers the values of a column in the order in which they come.
type valueNumbers struct {
	at      int
	number  map[string]uint32
	values  []string
	missing int
}

func (v *valueNumbers) of(row []string) uint32 {
	s := anonymityCell(row, v.at)
	if s == "" {
		v.missing++
	}
	n, known := v.number[s]
	if !known {
		s = strings.Clone(s) // a cell can keep its whole row in memory
		n = uint32(len(v.values))
		v.number[s] = n
		v.values = append(v.values, s)
	}
	return n
}

// ranked returns the values in order, and the rank of each number.
func (v *valueNumbers) ranked() (values []string, rank []uint32) {
	values = slices.Sorted(slices.Values(v.values))
	rank = make([]uint32, len(values))
	for i, s := range values {
		rank[v.number[s]] = uint32(i)
	}
	return values, rank
}

// diversity counts the distinct values of a sensitive column in every class, as
// far as the limit: beyond it a class does not offend, and nothing has to be
// kept. Missing is no value.
type diversity struct {
	at       int
	limit    uint32
	number   map[string]uint32 // of the values that had to be kept
	first    []uint32          // by class
	distinct []uint32          // by class
	others   map[[2]uint32]struct{}
	missing  int
}

func (d *diversity) addClass() {
	d.first, d.distinct = append(d.first, 0), append(d.distinct, 0)
}

func (d *diversity) add(class uint32, value string) {
	if value == "" {
		d.missing++
		return
	}
	if d.distinct[class] >= d.limit {
		return
	}
	n, known := d.number[value]
	if !known {
		n = uint32(len(d.number))
		d.number[strings.Clone(value)] = n
	}
	if d.distinct[class] == 0 {
		d.first[class], d.distinct[class] = n, 1
		return
	}
	if n == d.first[class] {
		return
	}
	pair := [2]uint32{class, n}
	if _, seen := d.others[pair]; seen {
		return
	}
	d.distinct[class]++
	if d.distinct[class] < d.limit {
		d.others[pair] = struct{}{}
	}
}
