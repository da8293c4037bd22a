package privacy

import (
	"errors"
	"fmt"
	"io"

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

// ErrWaiver means that a waiver has no reason, no name, or nothing to waive.
var ErrWaiver = errors.New("a waiver needs a reason, who decided, and a count that there is")

// complete reports whether a waiver says what, why and who.
func (w Waiver) complete() bool {
	return !blank(w.Reason) && !blank(w.By) && (w.Of.Observation == "") != (w.Of.Table == "")
}

const waiverSchema = 1

// ReadWaivers reads waivers from JSON: {"schema": 1, "waivers": [...]}, as
// strictly as every file of a study is read. The errors are *rma.DataError, all
// at once: those of the form, and ErrWaiver.
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
			if !w.complete() {
				line, column := places.At(fmt.Sprintf("waivers[%d]", i))
				p.Add(line, column, "waivers", ErrWaiver)
			}
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	return f.Waivers, nil
}
