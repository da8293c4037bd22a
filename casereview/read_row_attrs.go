package casereview

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// attrColumns are the columns of the attributes of events, or of cases.
type attrColumns struct {
	list []attrColumn
	sets *distinct[attrSet] // by the numbers of the values
	key  []byte
}

type attrColumn struct {
	AttrColumn
	column tabular.Column
	texts  *distinct[string] // what a cell stands for
}

// attrSet holds attributes as a log has them, and the number of each value. It
// is shared by all events that have the same.
type attrSet struct {
	attrs  map[string]string
	values []int32
}

func newAttrColumns(list []AttrColumn, get func(string) tabular.Column) *attrColumns {
	c := &attrColumns{sets: newDistinct[attrSet]()}
	for _, a := range list {
		c.list = append(c.list, attrColumn{a, get(a.Column), newDistinct[string]()})
	}
	return c
}

// attributes reads the attributes that are recorded; 0 when none is.
func (l *longReader) attributes(row tabular.Row, c *attrColumns, first bool) int32 {
	if len(c.list) == 0 {
		return 0
	}
	c.key = c.key[:0]
	recorded := false
	for i := range c.list {
		n := l.attribute(row, &c.list[i], first)
		recorded = recorded || n != 0
		c.key = binary.LittleEndian.AppendUint32(c.key, uint32(n))
	}
	if !recorded {
		return 0
	}
	return c.set()
}

// set returns the number of the values in key.
func (c *attrColumns) set() int32 {
	if n, ok := c.sets.find(string(c.key)); ok {
		return n
	}
	set := attrSet{attrs: map[string]string{}, values: make([]int32, len(c.list))}
	for i, a := range c.list {
		n := int32(binary.LittleEndian.Uint32(c.key[4*i:]))
		if set.values[i] = n; n != 0 {
			set.attrs[a.name()] = a.texts.value(n)
		}
	}
	return c.sets.add(string(c.key), set)
}

// attribute returns the number of the value of a cell. Texts that stand for one
// value have one number, so that codes can be compared.
func (l *longReader) attribute(row tabular.Row, a *attrColumn, first bool) int32 {
	text := l.cell(row, a.column)
	if text == "" {
		if a.Required && first {
			l.faultOnce(row, a.column, rma.ErrMissing)
		}
		return 0
	}
	value, err := readAttribute(a.AttrColumn, row.Kind(a.column), text)
	if err != nil {
		l.fault(row, a.column, err)
		return 0
	}
	if n, ok := a.texts.find(value); ok {
		return n
	}
	return addText(a.texts, value)
}

// readAttribute returns what a text stands for.
func readAttribute(a AttrColumn, kind tabular.Kind, text string) (string, error) {
	switch {
	case a.Number && kind == tabular.KindNumber:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return "", rma.ErrNumber
		}
		return tabular.FormatNumber(v, '.'), nil
	case a.Number:
		v, err := tabular.Number(text)
		if err != nil {
			return "", rma.ErrNumber
		}
		return tabular.FormatNumber(v, '.'), nil
	}
	if code, ok := a.Codes[text]; ok {
		return code, nil
	}
	if !slices.Contains(a.Values, text) {
		return "", rma.ErrUnknownTerm
	}
	return text, nil
}

// merge adds what a later row says to what the first one says, column by
// column. It returns the column in which they differ, -1 for none.
func (c *attrColumns) merge(first, later int32) (merged int32, differs int) {
	if later == 0 || first == later {
		return first, -1
	}
	a, b := c.sets.value(first).values, c.sets.value(later).values
	if a == nil {
		return later, -1
	}
	c.key = c.key[:0]
	for i := range a {
		if a[i] != 0 && b[i] != 0 && a[i] != b[i] {
			return first, i
		}
		c.key = binary.LittleEndian.AppendUint32(c.key, uint32(max(a[i], b[i])))
	}
	return c.set(), -1
}

// transition says which part of an event a row is.
type transition uint8

const (
	wholeRow transition = iota
	startRow
	completeRow
	otherRow
)

// transitionOf reads the transition of a row. A row without one is a whole event,
// or the end of one.
func (l *longReader) transitionOf(row tabular.Row) transition {
	if l.m.Lifecycle.Column == "" {
		return wholeRow
	}
	text := l.cell(row, l.transitionCol)
	if text == "" {
		return completeRow
	}
	n, ok := l.states.find(text)
	if !ok {
		if n, ok = l.states.find(strings.ToLower(text)); !ok {
			l.fault(row, l.transitionCol, rma.ErrUnknownTerm)
			return wholeRow
		}
	}
	return l.states.value(n)
}
