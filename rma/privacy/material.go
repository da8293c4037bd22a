package privacy

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Material is everything that will be published together. What is protected
// apart can be held against each other by a reader who has both, so give all of
// it at once.
type Material struct {
	Tables   []rma.Table
	Behind   []rma.Table // not published, but saying how counts add up; those of the sources of the evidence are taken anyway
	Evidence *rma.Evidence
	Same     []Same // besides what follows from the tables and from references to observations
	Waivers  []Waiver

	infers bool // counts that look cumulative, or the same, are taken to be
}

var (
	// ErrSum means that rows or columns that are said to add up do not.
	ErrSum = errors.New("rows or columns that are said to add up do not")
	// ErrLinked means that two tables give a different count for the same cases.
	ErrLinked = errors.New("two places that count the same cases differ; if they count different cases, give Counts different names")
	// ErrNoBase means that a figure does not say on how many cases it rests.
	ErrNoBase = errors.New("a figure about people needs the number of cases it rests on: Column.Base or Cell.N")
	// ErrUnprotectable means that a count cannot be hidden well enough.
	ErrUnprotectable = errors.New("a count cannot be protected")
	// ErrWithheld means that a table has hidden cells already, so that nobody can
	// tell what they would give away.
	ErrWithheld = errors.New("a cell is withheld already: protect the table as it was before")
	// ErrSame means that two counts that are said to be one are not there, or are
	// not both shares.
	ErrSame = errors.New("two counts that are said to be the same are not there, or not alike")
	// ErrTeamOnly means that a table is for the team, and the policy for others.
	ErrTeamOnly = errors.New("the table is for the research team only")
	// ErrTooLarge means that linked tables are too large to be attacked together.
	ErrTooLarge = disclosure.ErrTooLarge
	// ErrShape means that a table cannot be read: columns need a key of their own, a
	// row has no more cells than there are columns, and Base and From name columns.
	ErrShape = errors.New("a table needs a key for every column, each its own, no more cells in a row than columns, and columns that Base and From name")
	// ErrDuplicateTable means that two tables have one id.
	ErrDuplicateTable = errors.New("two tables have one id")
)

// all returns the tables that are published, and then those that are not.
func (m Material) all() []rma.Table { return slices.Concat(m.Tables, m.Behind) }

// withEvidence returns the material with the tables behind the evidence, but for
// those that it has.
func (m Material) withEvidence() Material {
	all := m.all()
	ids := map[string]bool{}
	for _, t := range all {
		ids[t.ID] = true
	}
	m.Behind = slices.Clone(m.Behind)
	for i, t := range m.Evidence.Tables() {
		if slices.ContainsFunc(all, func(o rma.Table) bool { return o.ID == t.ID && reflect.DeepEqual(o, t) }) {
			continue
		}
		if ids[t.ID] {
			t.ID = fmt.Sprintf("%s behind the evidence, %d", t.ID, i+1)
		}
		ids[t.ID] = true
		m.Behind = append(m.Behind, t)
	}
	return m
}

func (m Material) check() error {
	ids := map[string]bool{}
	for _, t := range m.all() {
		if ids[t.ID] {
			return fmt.Errorf("table %q: %w", t.ID, ErrDuplicateTable)
		}
		ids[t.ID] = true
		if err := checkShape(t); err != nil {
			return err
		}
	}
	for i, w := range m.Waivers {
		if err := w.check(); err != nil {
			return fmt.Errorf("waiver %d: %w", i+1, err)
		}
	}
	return nil
}

func checkShape(t rma.Table) error {
	seen := map[string]bool{"": true}
	for j, c := range t.Columns {
		if seen[c.Key] {
			return fmt.Errorf("table %q, column %d: %w", t.ID, j+1, ErrShape)
		}
		seen[c.Key] = true
	}
	for j, c := range t.Columns {
		for _, key := range append([]string{c.Base}, c.From...) {
			if !seen[key] && !seen[strings.TrimSuffix(key, "/n")] {
				return fmt.Errorf("table %q, column %d: Base or From: there is no column %q: %w", t.ID, j+1, key, ErrShape)
			}
		}
	}
	from := map[string]bool{}
	for _, c := range t.Columns {
		from[c.Key] = len(c.From) > 0
	}
	for j, c := range t.Columns {
		if slices.ContainsFunc(c.From, func(key string) bool { return from[key] }) {
			return fmt.Errorf("table %q, column %d: From names a column that follows from others itself: %w", t.ID, j+1, ErrShape)
		}
	}
	for i, r := range t.Rows {
		if len(r.Cells) > len(t.Columns) {
			return fmt.Errorf("table %q, row %d: %w", t.ID, i+1, ErrShape)
		}
	}
	return nil
}
