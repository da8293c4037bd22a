package privacy

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Count names a count: that of an observation, or of a cell by the id of its
// table and the keys of its row and column. Of a share it is K and N together.
type Count struct {
	Observation string `json:"observation,omitempty"`
	Table       string `json:"table,omitempty"`
	Row         string `json:"row,omitempty"`
	Column      string `json:"column,omitempty"`
}

// String names the count by ids and keys.
func (c Count) String() string {
	if c.Observation != "" {
		return fmt.Sprintf("observation %q", c.Observation)
	}
	return fmt.Sprintf("table %q, row %q, column %q", c.Table, c.Row, c.Column)
}

// Same says that two counts are one and the same, where the tables do not show
// it: what is hidden in one place is then hidden in the other.
type Same struct{ A, B Count }

// Waiver lets a count be shown although the policy would hide it, such as one
// that was published before. It needs a reason and a name, and is printed in the
// report.
type Waiver struct {
	Of     Count    `json:"of"`
	Reason string   `json:"reason"`
	By     string   `json:"by"`
	On     rma.Date `json:"on,omitzero"`
}

// ErrWaiver means that a waiver has no reason, no name, or nothing to waive; what
// is around it says which.
var ErrWaiver = errors.New("a waiver needs a reason, who decided, and a count that there is")

// check says what a waiver does not say, all at once.
func (w Waiver) check() error {
	var missing []string
	need := func(there bool, what string) {
		if !there {
			missing = append(missing, what)
		}
	}
	need(!blank(w.Reason), "it has no reason")
	need(!blank(w.By), "it does not say who decided")
	need(w.Of.Observation != "" || w.Of.Table != "", "it names no count, by an observation or by a table, row and column")
	need(w.Of.Observation == "" || w.Of.Table == "", "it names an observation and a table, of which it can be one")
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrWaiver, strings.Join(missing, "; "))
}

// missing says which part of the name of a count is not in the material that is
// published, by its kind alone.
func (c Count) missing(m Material) string {
	if c.Observation != "" {
		if _, ok := m.Evidence.Get(c.Observation); !ok {
			return "the evidence has no observation with that id"
		}
		return "the observation has no count"
	}
	i := slices.IndexFunc(m.Tables, func(t rma.Table) bool { return t.ID == c.Table })
	if i < 0 {
		return "no table that is published has that id"
	}
	t := m.Tables[i]
	row := slices.ContainsFunc(t.Rows, func(r rma.Row) bool { return r.Key == c.Row })
	column := slices.ContainsFunc(t.Columns, func(col rma.Column) bool { return col.Key == c.Column })
	switch {
	case !row && !column:
		return "the table has no row and no column with that key"
	case !row:
		return "the table has no row with that key"
	case !column:
		return "the table has no column with that key"
	}
	return "the cell holds no count of people or cases"
}

const waiverSchema = 1

// ReadWaivers reads waivers from JSON, as strictly as every file of a study is
// read; file is its name in errors:
//
//	{
//	  "schema": 1,
//	  "waivers": [
//	    {
//	      "of": {"observation": "casusmonitoring/HOO/bezoek-24h"},
//	      "reason": "published in the end report of the pilots",
//	      "by": "the lead researcher",
//	      "on": "2023-08-31"
//	    },
//	    {
//	      "of": {"table": "visits", "row": "HOO", "column": "n"},
//	      "reason": "asked for by the municipality, which has the list",
//	      "by": "the steering group"
//	    }
//	  ]
//	}
//
// A count is that of an observation, by its id, or of a cell, by the id of its
// table and the keys of its row and column. The day may be left out. That there
// is such a count is seen by [Protect].
//
// The errors are *rma.DataError, all at once: those of the form, rma.ErrDate, and
// ErrWaiver with what is missing.
func ReadWaivers(r io.Reader, file string) ([]Waiver, error) {
	if r == nil {
		return nil, fmt.Errorf("%s: %w: no reader", file, rma.ErrMissing)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var f struct {
		Schema  int      `json:"schema"`
		Waivers []Waiver `json:"waivers"`
	}
	p := rma.Problems{File: file}
	if places, ok := strictjson.Decode(raw, &f, strictjson.Schema{Known: waiverSchema}, p.Add); ok {
		for i, w := range f.Waivers {
			if err := w.check(); err != nil {
				line, column := places.At(fmt.Sprintf("waivers[%d]", i))
				p.Add(line, column, "waivers", err)
			}
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	return f.Waivers, nil
}

// waivedShares returns the shares of which K or N is let through, each once, in the
// order of the tables and the observations.
func (s *system) waivedShares(m Material) []rma.Proportion {
	var out []rma.Proportion
	add := func(share rma.Proportion, p place) {
		if p.isShare() && s.isWaived(p) && !slices.Contains(out, share) {
			out = append(out, share)
		}
	}
	for n, t := range m.Tables {
		for i, r := range t.Rows {
			for j, c := range r.Cells {
				if c.Kind == rma.ShareKind {
					add(c.Share, s.tables[n][i][j])
				}
			}
		}
	}
	for _, o := range m.Evidence.All() {
		if o.Share != nil {
			add(o.Share.Proportion, s.observations[o.ID])
		}
	}
	return out
}
