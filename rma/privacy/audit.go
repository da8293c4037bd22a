package privacy

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Attacked is one count of a published table, and what a reader can say of it. Row is
// the key of its row; a further row of one key is "key#3" and one without a key is
// "#3", after its place in the table.
type Attacked struct {
	Table, Row, Column string
	Of                 CountOf
	Hidden             bool // printed nowhere
	Low, High          int  // the count lies between them, both included; High is Unlimited when nothing limits it
}

// String gives the keys of the count and the interval, such as
// table "x", row "y", column "z": 1 to 9.
func (a Attacked) String() string {
	s := Count{Table: a.Table, Row: a.Row, Column: a.Column}.String()
	if a.Of != OfCell {
		s += ", " + a.Of.String()
	}
	if a.High == Unlimited {
		return fmt.Sprintf("%s: %d or more", s, a.Low)
	}
	return fmt.Sprintf("%s: %d to %d", s, a.Low, a.High)
}

// Unlimited is the upper end of an interval that has none.
const Unlimited = math.MaxInt

// CountOf says which count of a cell is meant.
type CountOf uint8

const (
	OfCell CountOf = iota // the count, or K of a share
	OfBase                // N of a share
	OfRest                // N - K of a share; of a cumulative count, what came since the one before
)

// String returns "cell", "base" or "rest".
func (o CountOf) String() string {
	if names := [...]string{"cell", "base", "rest"}; int(o) < len(names) {
		return names[o]
	}
	return fmt.Sprintf("CountOf(%d)", uint8(o))
}

// Width is High - Low, or Unlimited.
func (a Attacked) Width() int {
	if a.High == Unlimited {
		return Unlimited
	}
	return a.High - a.Low
}

// ErrInconsistent means that no counts fit what the tables show.
var ErrInconsistent = errors.New("no counts fit what is shown: sums do not hold, even with rounding; a count that is blanked is a cell of kind rma.Withheld")

// Audit attacks tables as they were published, with nothing but what stands in
// them: for every count, shown or hidden, and for what is left of every share,
// it returns the narrowest interval in which a reader can enclose it. It works
// on tables of any maker, as long as they say what adds up to what, and on
// several at once, which is how a reader differences them.
//
// Of the policy it takes what a reader knows: RoundTo, MinCell (a shown count is
// 0 or at least that), and that a hidden count is not 0 unless HideZero says
// that it can be.
//
//	low  = min x  such that every declared sum holds, no count is negative,
//	high = max x  and every shown count is what its rounding says
//
// The bounds are exact for one table of two dimensions, of which one may be a
// hierarchy; for linked tables they are those of a reader who does not ask for
// whole numbers, rounded inwards. Of tables by three variables, two at a time, it
// is also asked that they are margins of one, as [Protect] does. What looks like a
// total is taken for one; see [UndeclaredSums]. In rounded tables that can be chance,
// and then a count seems better known than it is: declare the sums. Tables of which
// most counts are no multiple of RoundTo are taken as not rounded.
//
// A withheld cell is a count, but for one in a column or row of figures. A mark in
// a column of counts, such as "<5", a point or an x, is taken for a count that is
// withheld; a blank cell is none.
//
// Errors: ErrPolicy, ErrLinked when one count is shown as two, ErrSum,
// ErrInconsistent with the first table and sum that do not hold by themselves,
// ErrDuplicateTable, ErrShape, ErrTooLarge.
func Audit(tables []rma.Table, p Policy) ([]Attacked, error) {
	if settings, err := p.Settings(); err == nil && !settings.rounds(tables) {
		p.RoundTo = -1
	}
	tables = withoutMarks(allWithRowNames(tables))
	likely, _ := withLikelySums(tables, p)
	found, err := auditCrossed(likely, p, true)
	if errors.Is(err, ErrInconsistent) || errors.Is(err, ErrLinked) {
		found, err = auditCrossed(tables, p, false) // they looked like sums by chance
	}
	if errors.Is(err, ErrInconsistent) {
		return nil, fmt.Errorf("%s: %w", whereNothingFits(tables, p), err)
	}
	return found, err
}

// withoutMarks returns the tables with words in columns of counts, which somebody put
// in their place, as counts that are withheld.
func withoutMarks(tables []rma.Table) []rma.Table {
	out := slices.Clone(tables)
	for i := range out {
		t := &out[i]
		t.Rows = slices.Clone(t.Rows)
		for j, c := range t.Columns {
			if c.Things || !hasCounts(*t, j) {
				continue
			}
			for k, r := range t.Rows {
				if j < len(r.Cells) && isMark(r.Cells[j]) {
					t.Rows[k].Cells = slices.Clone(r.Cells)
					t.Rows[k].Cells[j] = rma.Cell{Kind: rma.Withheld}
				}
			}
		}
	}
	return out
}

// isMark reports whether a cell holds what stands in the place of a count: "<5", or
// no digit and no letter but x, such as a point, a dash or an asterisk.
func isMark(c rma.Cell) bool {
	text := strings.TrimSpace(c.Text.NL)
	if c.Kind != rma.TextKind || text == "" {
		return false
	}
	if strings.HasPrefix(text, "<") || strings.HasPrefix(text, "≤") {
		return true
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) && r != 'x' && r != 'X' })
}

func hasCounts(t rma.Table, j int) bool {
	return slices.ContainsFunc(t.Rows, func(r rma.Row) bool {
		return j < len(r.Cells) && (r.Cells[j].Kind == rma.CountKind || r.Cells[j].Kind == rma.ShareKind)
	})
}

// rounds reports whether the counts of tables can have been rounded as the policy
// says: most of them are multiples.
func (p Policy) rounds(tables []rma.Table) bool {
	if p.RoundTo < 2 {
		return true
	}
	all, multiples := 0, 0
	for _, t := range tables {
		for i := range t.Rows {
			for j, c := range t.Columns {
				if n := countAt(t, i, j); !c.Things && n > 0 {
					all++
					if n%p.RoundTo == 0 {
						multiples++
					}
				}
			}
		}
	}
	return 2*multiples >= all
}

// auditCrossed does the work of Audit with crossings, or without if that is too
// much.
func auditCrossed(tables []rma.Table, p Policy, infers bool) ([]Attacked, error) {
	found, err := audit(tables, p, true, infers)
	if errors.Is(err, ErrTooLarge) {
		return audit(tables, p, false, infers)
	}
	return found, err
}

// whereNothingFits names the first place that is inconsistent by itself: a sum of
// a table, a table, or else the tables together.
func whereNothingFits(tables []rma.Table, p Policy) string {
	fails := func(t rma.Table, rows, columns []rma.Sum) bool {
		t.RowSums, t.ColumnSums = rows, columns
		_, err := audit([]rma.Table{t}, p, false, false)
		return errors.Is(err, ErrInconsistent)
	}
	for _, t := range tables {
		switch {
		case !fails(t, t.RowSums, t.ColumnSums):
			continue
		case fails(t, nil, nil):
			return fmt.Sprintf("table %q", t.ID)
		}
		for _, s := range t.RowSums {
			if fails(t, []rma.Sum{s}, nil) {
				return fmt.Sprintf("table %q, the rows that add up to %q", t.ID, s.Total)
			}
		}
		for _, s := range t.ColumnSums {
			if fails(t, nil, []rma.Sum{s}) {
				return fmt.Sprintf("table %q, the columns that add up to %q", t.ID, s.Total)
			}
		}
		return fmt.Sprintf("table %q, its sums together", t.ID)
	}
	return "the tables together, of which each fits by itself"
}

// audit does the work of Audit, with crossings or without and with what looks
// cumulative or without, and names no place.
func audit(tables []rma.Table, p Policy, crossed, infers bool) ([]Attacked, error) {
	settings, err := p.Settings()
	if err != nil {
		return nil, err
	}
	if err := (Material{Tables: tables}).check(); err != nil {
		return nil, err
	}
	a := attack{counts: newCounts(), policy: settings}
	a.published, a.infers, a.counts.policy = true, infers, settings
	a.findRoots(tables)
	for _, t := range tables {
		places, err := a.addTable(t)
		if err != nil {
			return nil, err
		}
		a.places = append(a.places, places)
	}
	if err := a.addDivisions(tables); err != nil {
		return nil, err
	}
	if infers {
		if err := a.uniteEqual(tables, a.places); err != nil {
			return nil, err
		}
	}
	for _, row := range slices.Concat(a.places...) { // when it is known which counts are one
		for _, p := range row {
			a.addRests(p)
		}
	}
	if crossed {
		a.addCrossings(tables)
	}
	return a.run(tables)
}

// Exposed returns the counts that a reader knows to be small, 0 apart, and can
// enclose more narrowly than the policy asks. What [Protect] hides is not among
// them; what was blanked by hand mostly is.
func Exposed(all []Attacked, p Policy) []Attacked {
	s, err := p.Settings()
	if err != nil {
		return all
	}
	var out []Attacked
	for _, a := range all {
		if a.High > 0 && a.High < s.MinCell && a.Width() < s.MinCell-1 {
			out = append(out, a)
		}
	}
	return out
}

// attack is a published set of tables as counts and sums.
type attack struct {
	*counts
	policy Policy
	places [][][]place
}

// run attacks, and returns the counts cell by cell.
func (a *attack) run(tables []rma.Table) ([]Attacked, error) {
	var hidden, asked []bool
	problem, cell := a.problem(func(c count, _ bool) disclosure.Cell {
		known := c.value != unknown
		hidden, asked = append(hidden, !known), append(asked, !c.inner)
		if known {
			low, high := a.policy.bounds(c.value)
			return disclosure.Cell{Low: low, High: high}
		}
		if c.places == 0 || c.share {
			return disclosure.Cell{}
		}
		return disclosure.Cell{Floor: a.policy.floor()}
	})
	twins := make([]bool, len(problem.Cells)-len(hidden))
	intervals, err := problem.Attack(append(hidden, twins...), append(asked, twins...))
	if errors.Is(err, disclosure.ErrNoSolution) {
		return nil, ErrInconsistent
	}
	if err != nil {
		return nil, err
	}
	var out []Attacked
	for n, t := range tables {
		for i, r := range t.Rows {
			for j, c := range t.Columns {
				p := a.places[n][i][j]
				add := func(of CountOf, count int) {
					if count >= 0 {
						k := cell[count]
						out = append(out, Attacked{t.ID, r.Key, c.Key, of, hidden[k], intervals[k].Low, intervals[k].High})
					}
				}
				add(OfCell, p.k)
				add(OfBase, p.n)
				if rest, ok := a.restOf(p); ok {
					add(OfRest, rest)
				}
				if since, ok := a.since[p.k]; ok {
					add(OfRest, since)
				}
			}
		}
	}
	return out, nil
}
