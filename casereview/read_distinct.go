package casereview

import (
	"hash/maphash"
	"strings"
)

// blocks keeps values in blocks, so that nothing is copied when there are many.
type blocks[T any] struct {
	list [][]T
	n    int
}

const perBlock = 1 << 12

func (b *blocks[T]) add(v T) int {
	if b.n%perBlock == 0 {
		b.list = append(b.list, nil)
		if b.n > 0 {
			b.list[len(b.list)-1] = make([]T, 0, perBlock)
		}
	}
	last := len(b.list) - 1
	b.list[last] = append(b.list[last], v)
	b.n++
	return b.n - 1
}

func (b *blocks[T]) at(i int) *T { return &b.list[i/perBlock][i%perBlock] }

// distinct keeps every text of a column once, with what was made of it, so that
// a million rows hold no more than their different texts. Number 0 is the empty
// text and the zero value. Texts may be borrowed: what is kept is a copy. It is a
// table of numbers, at most half full, and takes a third of the room of a map.
type distinct[T any] struct {
	seed  maphash.Seed
	slots []int32
	known blocks[madeOf[T]]
	last  string // most cells are as the one above
	lastN int32
}

type madeOf[T any] struct {
	text  string
	value T
}

func newDistinct[T any]() *distinct[T] {
	d := &distinct[T]{seed: maphash.MakeSeed(), slots: make([]int32, 16)}
	d.known.add(madeOf[T]{})
	return d
}

// find gives the number of a text that was met before.
func (d *distinct[T]) find(text string) (int32, bool) {
	if text == d.last {
		return d.lastN, true
	}
	if text == "" {
		return 0, true
	}
	n := d.slots[d.slot(text)]
	if n != 0 {
		d.last, d.lastN = d.known.at(int(n)).text, n
	}
	return n, n != 0
}

// slot returns the place of a text in the table, which is empty for a new one.
func (d *distinct[T]) slot(text string) int {
	i := int(maphash.String(d.seed, text)) & (len(d.slots) - 1)
	for d.slots[i] != 0 && d.known.at(int(d.slots[i])).text != text {
		i = (i + 1) & (len(d.slots) - 1)
	}
	return i
}

// add keeps a copy of a text that was not met before.
func (d *distinct[T]) add(text string, value T) int32 { return d.addOwn(strings.Clone(text), value) }

// addOwn is add for a text that stays as it is.
func (d *distinct[T]) addOwn(text string, value T) int32 {
	if 2*(d.known.n+1) > len(d.slots) {
		d.slots = make([]int32, 2*len(d.slots))
		for n := 1; n < d.known.n; n++ {
			d.slots[d.slot(d.known.at(n).text)] = int32(n)
		}
	}
	at := d.slot(text)
	n := int32(d.known.add(madeOf[T]{text, value}))
	d.slots[at] = n
	d.last, d.lastN = text, n
	return n
}

// addText keeps a text that stands for itself.
func addText(d *distinct[string], text string) int32 {
	text = strings.Clone(text)
	return d.addOwn(text, text)
}

// value returns what was made of a text.
func (d *distinct[T]) value(n int32) T { return d.known.at(int(n)).value }

// forget drops what is needed to meet new texts.
func (d *distinct[T]) forget() { d.slots = nil }
