package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// protected chooses what to hide, with the sums that the tables look to have, and
// warns of those. It returns the material with those sums. Where nothing fits them
// they looked like sums by chance, and what the tables say of themselves stands.
func protected(m Material, p Policy) (Material, *system, []rma.Warning, error) {
	var warnings []rma.Warning
	if p.hides() {
		with, s, found := withFittingSums(m, p)
		if s != nil && s.protectAll(with) == nil {
			return with, s, found, nil
		}
		warnings = found
	}
	s, err := newSystem(m, p)
	if err == nil {
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

// withFittingSums returns the material with the sums that its tables look to have,
// and its system; nil when there is none. When the sums do not fit each other, those
// of the tables are added one after the other, and those that do not fit are left
// out.
func withFittingSums(m Material, p Policy) (Material, *system, []rma.Warning) {
	exact := Policy{RoundTo: -1}
	tables, warnings := withLikelySums(m.Tables, exact)
	behind, _ := withLikelySums(m.Behind, exact)
	with := m
	with.Tables, with.Behind, with.infers = tables, behind, true
	s, err := newSystem(with, p)
	if err == nil {
		return with, s, warnings
	}
	s, with.infers = nil, false
	with.Tables, with.Behind = slices.Clone(m.Tables), slices.Clone(m.Behind)
	try := func(list []rma.Table, i int, likely rma.Table) {
		before := list[i]
		if len(likely.RowSums)+len(likely.ColumnSums) == len(before.RowSums)+len(before.ColumnSums) {
			return
		}
		list[i] = likely
		if fits, err := newSystem(with, p); err == nil {
			s = fits
		} else {
			list[i] = before
		}
	}
	for i := range tables {
		try(with.Tables, i, tables[i])
	}
	for i := range behind {
		try(with.Behind, i, behind[i])
	}
	return with, s, warnings
}
