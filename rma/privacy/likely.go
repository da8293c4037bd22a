package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// protected chooses what to hide, with the sums that the tables look to have, and
// warns of those. It returns the material with those sums. Where nothing fits them
// they looked like sums by chance, and what the tables say of themselves stands.
func protected(m Material, p Policy) (Material, *system, []rma.Warning, error) {
	with, warnings := m, []rma.Warning(nil)
	if p.hides() {
		with, warnings = withFittingSums(m, p)
	}
	s, err := newSystem(with, p)
	if err == nil {
		if err = s.protectAll(with); err == nil {
			return with, s, warnings, nil
		}
	}
	if len(warnings) == 0 {
		return m, nil, nil, err
	}
	if s, err = newSystem(m, p); err == nil {
		err = s.protectAll(m)
	}
	return m, s, warnings, err
}

// protectAll hides what is needed by the sums, and by what tables say together.
func (s *system) protectAll(m Material) error {
	if err := s.protect(); err != nil {
		return err
	}
	return s.protectCrossed(m.all())
}

// withFittingSums returns the material with the sums that its tables look to have.
// When they do not fit each other, those of the tables are added one after the
// other, and those that do not fit are left out.
func withFittingSums(m Material, p Policy) (Material, []rma.Warning) {
	exact := Policy{MinCell: p.MinCell, RoundTo: -1}
	tables, warnings := withLikelySums(m.Tables, exact)
	behind, _ := withLikelySums(m.Behind, exact)
	with := m
	with.Tables, with.Behind = tables, behind
	if len(tables)+len(behind) == 0 {
		return m, nil
	}
	if _, err := newSystem(with, p); err == nil {
		return with, warnings
	}
	with.Tables, with.Behind = slices.Clone(m.Tables), slices.Clone(m.Behind)
	try := func(list []rma.Table, i int, likely rma.Table) {
		before := list[i]
		if len(likely.RowSums)+len(likely.ColumnSums) == len(before.RowSums)+len(before.ColumnSums) {
			return
		}
		list[i] = likely
		if _, err := newSystem(with, p); err != nil {
			list[i] = before
		}
	}
	for i := range tables {
		try(with.Tables, i, tables[i])
	}
	for i := range behind {
		try(with.Behind, i, behind[i])
	}
	return with, warnings
}
