package privacy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Release is what may be published, for one audience. It does not change and
// may be read by several goroutines. A nil Release holds nothing.
type Release struct {
	policy   Policy // as in force
	tables   []Table
	evidence *Evidence
	waivers  []Waiver
	waived   []rma.Proportion
	hidden   []Hidden
	warnings []rma.Warning
}

// Hidden is an account of what was hidden in one table, or in the observations
// when Table is empty.
type Hidden struct {
	Table   string
	Counts  int // of people or cases, in all
	Small   int // hidden for their own sake
	Added   int // hidden to protect those
	Figures int // percentages, means and others that were hidden with them
}

// String gives the table and its numbers.
func (h Hidden) String() string {
	of := "observations"
	if h.Table != "" {
		of = fmt.Sprintf("table %q", h.Table)
	}
	return fmt.Sprintf("%s: hidden %d small and %d added of %d counts, %d figures", of, h.Small, h.Added, h.Counts, h.Figures)
}

// Policy returns the policy in force, with the values of the audience filled in.
func (r *Release) Policy() Policy {
	if r == nil {
		return Policy{}
	}
	return r.policy
}

// Notes says what the policy does to counts, for under a table or a figure.
func (r *Release) Notes() []rma.Text {
	if l := r.Policy().Legend(); !l.IsZero() {
		return []rma.Text{l}
	}
	return nil
}

// Tables returns the protected tables in the order of the material.
func (r *Release) Tables() []Table {
	if r == nil {
		return nil
	}
	return slices.Clone(r.tables)
}

// Table returns the protected table with that id.
func (r *Release) Table(id string) (Table, bool) {
	if r == nil {
		return Table{}, false
	}
	for _, t := range r.tables {
		if t.t.ID == id {
			return t, true
		}
	}
	return Table{}, false
}

// Evidence returns the observations as they may be shown; empty when the
// material had none.
func (r *Release) Evidence() *Evidence {
	if r == nil {
		return nil
	}
	return r.evidence
}

// Waivers returns what was let through, to be printed in the report.
func (r *Release) Waivers() []Waiver {
	if r == nil {
		return nil
	}
	return slices.Clone(r.waivers)
}

// WaivedShares returns the shares that are shown as they are because of a waiver,
// for package leak, which takes them for leaks unless it is told.
func (r *Release) WaivedShares() []rma.Proportion {
	if r == nil {
		return nil
	}
	return slices.Clone(r.waived)
}

// Hidden returns what was hidden, table by table. It is for the team: how many
// counts were too small themselves, and how many were hidden to protect them, can
// tell which is which.
func (r *Release) Hidden() []Hidden {
	if r == nil {
		return nil
	}
	return slices.Clone(r.hidden)
}

// Warnings returns what somebody should look at before it is published, such as
// a group of whom all have something in common.
func (r *Release) Warnings() []rma.Warning {
	if r == nil {
		return nil
	}
	return slices.Clone(r.warnings)
}

// Protect hides, rounds and generalises the material as the policy says, all of
// it together.
//
// Counts of people or cases below MinCell are hidden, and further ones until
// nobody can enclose a hidden count more narrowly than
//
//	high - low ≥ MinCell - 1
//
// from everything that is shown: margins, subtotals, other tables that count the
// same cases, shares and their complements, the width of rounding, and the
// knowledge that a hidden count is not 0 where a 0 would be printed. Where a
// waiver does not leave that much, a count is hidden as well as it can be, and a
// warning says so. What is hidden besides the small counts is kept as little as a
// search finds (see [Audit] for what a reader can find out). Of two choices the
// one with fewer cells is taken, an inner cell before a margin, and a count before
// one of four times as many.
//
// A count that is not among the columns of things counts people or cases. A
// share is hidden when K, N or N - K is. Another figure is hidden when it rests on
// fewer than MinBase cases, and
//
//   - of values ([rma.Column.Values]), when the number of cases that it rests on is
//     hidden, or when the mean of few could be worked out from the means of others;
//     a test also when a count beside it is hidden, or one in the parts of its row
//   - that follows from columns ([rma.Column.From]), when one of those is hidden; a
//     rate of rounded counts is computed of those, and other figures of rounded
//     counts are hidden
//   - of which neither is said, always (WarnFigures)
//
// Assumes that the tables say what adds up to what (see [rma.Table]); what looks
// like a sum is taken for one, and the tables behind the evidence are heeded. A
// reader with knowledge from elsewhere can know more. Tables that count the same cases
// by three variables, two at a time, are margins of one table that nobody
// printed; what follows from that is looked at too, unless that table has more
// than 300 counts (WarnNotCrossed). What follows for four variables or more
// besides that is not.
//
// Errors: ErrPolicy, ErrWaiver, ErrSum, ErrLinked, ErrNoBase, ErrWithheld,
// ErrDuplicateTable, ErrShape, ErrWords, ErrSame, ErrTeamOnly, ErrTooLarge;
// ErrUnprotectable, with what could be done. Warnings, which [Label] words:
// WarnFigures, WarnGroupDisclosure, WarnLaxPolicy, WarnNarrowed, WarnNotCrossed,
// WarnUndeclaredSum.
//
// Source: the criterion is that of a feasibility interval, see Cox (1995),
// Journal of the American Statistical Association 90, 1453-1462; the policy is
// that of Statistics Netherlands for StatLine 85361NED.
func Protect(m Material, p Policy) (*Release, error) {
	settings, err := p.Settings()
	if err != nil {
		return nil, err
	}
	m = m.withEvidence()
	if err := m.check(); err != nil {
		return nil, err
	}
	if settings.hides() {
		if err := checkWords(m.Tables); err != nil {
			return nil, err
		}
	}
	for _, t := range m.Tables {
		if t.TeamOnly && settings.Audience != Team {
			return nil, fmt.Errorf("table %q: %w", t.ID, ErrTeamOnly)
		}
	}
	given := m
	m = m.withRowNames()
	with, s, likely, err := protected(m, settings)
	if err != nil {
		return nil, err
	}
	s.noteNeighbours(with.all())
	r := &Release{policy: settings, waivers: slices.Clone(given.Waivers), warnings: append(likely, s.warnings...)}
	if usual, err := (Policy{Audience: settings.Audience}).Settings(); err == nil {
		if lax := settings.moreOpen(usual); len(lax) > 0 {
			r.warnings = append(r.warnings, rma.Warn(WarnLaxPolicy, "lower=%s", strings.Join(lax, "+")))
		}
	}
	for _, cell := range s.narrow {
		r.warnings = append(r.warnings, rma.Warn(WarnNarrowed, "%s", s.whereIs(cell)))
	}
	writers, err := s.tableWriters(with, len(m.Tables))
	if err != nil {
		return nil, err
	}
	for i, w := range writers {
		table, hidden := w.write()
		if i >= len(m.Tables) {
			continue
		}
		r.tables = append(r.tables, Table{t: withRowsOf(table, given.Tables[i]), policy: settings})
		r.hidden = append(r.hidden, hidden)
		r.warnings = append(r.warnings, w.warnings...)
	}
	r.evidence = s.writeEvidence(m.Evidence)
	r.waived = s.waivedShares(m)
	return r, nil
}

// ShareCell returns a share that stands alone, such as how many of the speakers
// in a finding said something, as it may be shown.
func (r *Release) ShareCell(p rma.Proportion) rma.Cell {
	policy, err := r.Policy().Settings()
	if err != nil {
		return rma.Cell{Kind: rma.Withheld}
	}
	for _, n := range []int{p.K, p.N, p.N - p.K} {
		if policy.Small(n) {
			return rma.Cell{Kind: rma.Withheld}
		}
	}
	return policy.cell(rma.ShareCell(p), false)
}

// Account is the table of what was hidden, for the privacy section of a report.
// How many of those were too small themselves it does not say: that tells which.
func (r *Release) Account() Table {
	t := rma.Table{
		ID: "hidden", Title: rma.T("Wat niet is getoond", "What is not shown"), RowHead: rma.T("tabel", "table"),
		Columns: []rma.Column{
			{Key: "hidden", Label: rma.T("aantallen niet getoond", "counts not shown"), Things: true},
			{Key: "of", Label: rma.T("van", "of"), Things: true},
			{Key: "figures", Label: rma.T("andere cijfers niet getoond", "other figures not shown"), Things: true},
		},
	}
	if r == nil {
		return Table{t: t, things: true}
	}
	for i, h := range r.hidden {
		if h.Small+h.Added+h.Figures == 0 {
			continue
		}
		t.Rows = append(t.Rows, rma.Row{Key: h.Table, Label: r.tables[i].t.Title, Cells: []rma.Cell{
			rma.CountCell(h.Small + h.Added), rma.CountCell(h.Counts), rma.CountCell(h.Figures)}})
	}
	return Table{t: t, policy: r.policy, things: true}
}

// ProtectTable protects one table that is published alone. Tables that one reader
// will see together go into one call of [Protect], or what is hidden in one can be
// worked out from another.
func ProtectTable(t rma.Table, p Policy) (Table, error) {
	r, err := Protect(Material{Tables: []rma.Table{t}}, p)
	if err != nil {
		return Table{}, err
	}
	return r.tables[0], nil
}
