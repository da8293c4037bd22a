package privacy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ledgerSchema is the version of the form of a line.
const ledgerSchema = 1

// maxLedgerLine is the length in bytes of the longest line.
const maxLedgerLine = 16 << 20

// entryForm is a line of a ledger.
type entryForm struct {
	Schema       int         `json:"schema"`
	ID           string      `json:"id"`
	On           rma.Date    `json:"on"`
	By           string      `json:"by"`
	Title        string      `json:"title"`
	Purpose      string      `json:"purpose,omitempty"`
	Policy       Policy      `json:"policy"`
	Keys         []KeyID     `json:"keys,omitempty"`
	Waivers      []Waiver    `json:"waivers,omitempty"`
	Tables       []tableForm `json:"tables,omitempty"`
	Observations []countForm `json:"observations,omitempty"`
}

type tableForm struct {
	ID         string    `json:"id"`
	Counts     string    `json:"counts,omitempty"`
	RowBy      string    `json:"row_by,omitempty"`
	ColumnBy   string    `json:"column_by,omitempty"`
	RowSums    []sumForm `json:"row_sums,omitempty"`
	ColumnSums []sumForm `json:"column_sums,omitempty"`
	Columns    []string  `json:"columns,omitempty"`
	Rows       []rowForm `json:"rows,omitempty"`
}

// sumForm has the fields of rma.Sum.
type sumForm struct {
	Total string   `json:"total"`
	Parts []string `json:"parts,omitempty"`
	Rest  bool     `json:"rest,omitempty"`
	Only  []string `json:"only,omitempty"`
}

type rowForm struct {
	Key   string   `json:"key"`
	Cells rowCells `json:"cells"`
}

// rowCells are the counts of a row in one text, such as "12 . 9/21 -".
type rowCells []Printed

var errCells = fmt.Errorf("%w: the counts of a row are whole numbers, K/N, a point or a dash, with one space between them", ErrEntry)

// MarshalText writes the counts.
func (r rowCells) MarshalText() ([]byte, error) {
	words := make([]string, len(r))
	for i, p := range r {
		words[i] = p.String()
	}
	return []byte(strings.Join(words, " ")), nil
}

// UnmarshalText reads the counts; the error does not repeat them.
func (r *rowCells) UnmarshalText(text []byte) error {
	*r = rowCells{}
	if len(text) == 0 {
		return nil
	}
	for word := range strings.SplitSeq(string(text), " ") {
		p, ok := parsePrinted(word)
		if !ok {
			return errCells
		}
		*r = append(*r, p)
	}
	return nil
}

type countForm struct {
	ID    string   `json:"id"`
	Count rowCells `json:"count"`
}

// line writes the entry as a line of a ledger, with its end. It returns nothing
// that would not be read back as it is.
func (e Entry) line() ([]byte, error) {
	if !utf8.ValidString(e.texts()) {
		return nil, fmt.Errorf("%w: a text is not UTF-8", ErrEntry)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e.form()); err != nil {
		return nil, fmt.Errorf("%w: a value that there is no word for", ErrEntry)
	}
	if b.Len() > maxLedgerLine {
		return nil, fmt.Errorf("%w: a line of a ledger has at most %d bytes", rma.ErrTooLarge, maxLedgerLine)
	}
	var back entryForm
	var broken error
	note := func(_, _ int, field string, rule error) {
		broken = errors.Join(broken, fmt.Errorf("%s: %w", field, rule))
	}
	if _, ok := strictjson.Decode(b.Bytes(), &back, strictjson.Schema{Known: ledgerSchema}, note); !ok {
		return nil, fmt.Errorf("%w: %w", ErrEntry, broken)
	}
	return b.Bytes(), nil
}

// texts returns all words of the entry in one.
func (e Entry) texts() string {
	var b strings.Builder
	for _, s := range []string{e.ID, e.By, e.Title, e.Purpose} {
		b.WriteString(s)
	}
	for _, w := range e.Waivers {
		fmt.Fprint(&b, w.Of.Observation, w.Of.Table, w.Of.Row, w.Of.Column, w.Reason, w.By)
	}
	for _, t := range e.Tables {
		fmt.Fprint(&b, t.ID, t.Counts, t.RowBy, t.ColumnBy, t.Rows, t.Columns, t.RowSums, t.ColumnSums)
	}
	for _, o := range e.Observations {
		b.WriteString(o.ID)
	}
	return b.String()
}

func (e Entry) form() entryForm {
	f := entryForm{Schema: ledgerSchema, ID: e.ID, On: e.On, By: e.By, Title: e.Title, Purpose: e.Purpose,
		Policy: e.Policy, Keys: e.Keys, Waivers: e.Waivers}
	for _, t := range e.Tables {
		tf := tableForm{ID: t.ID, Counts: t.Counts, RowBy: t.RowBy, ColumnBy: t.ColumnBy, Columns: t.Columns}
		for _, s := range t.RowSums {
			tf.RowSums = append(tf.RowSums, sumForm(s))
		}
		for _, s := range t.ColumnSums {
			tf.ColumnSums = append(tf.ColumnSums, sumForm(s))
		}
		for i, key := range t.Rows {
			tf.Rows = append(tf.Rows, rowForm{key, t.Cells[i]})
		}
		f.Tables = append(f.Tables, tf)
	}
	for _, o := range e.Observations {
		f.Observations = append(f.Observations, countForm{o.ID, rowCells{o.Printed}})
	}
	return f
}

// entry returns the entry of a line that was read. That it is complete is for
// Entry.check.
func (f entryForm) entry() Entry {
	e := Entry{ID: f.ID, On: f.On, By: f.By, Title: f.Title, Purpose: f.Purpose,
		Policy: f.Policy, Keys: f.Keys, Waivers: f.Waivers, teamToo: f.Policy.Audience == Team}
	for _, tf := range f.Tables {
		t := PublishedTable{ID: tf.ID, Counts: tf.Counts, RowBy: tf.RowBy, ColumnBy: tf.ColumnBy, Columns: tf.Columns}
		for _, s := range tf.RowSums {
			t.RowSums = append(t.RowSums, rma.Sum(s))
		}
		for _, s := range tf.ColumnSums {
			t.ColumnSums = append(t.ColumnSums, rma.Sum(s))
		}
		for _, r := range tf.Rows {
			t.Rows = append(t.Rows, r.Key)
			t.Cells = append(t.Cells, r.Cells)
		}
		e.Tables = append(e.Tables, t)
	}
	for _, o := range f.Observations {
		p := Printed{Kind: NotACount} // refused by check, as is more than one
		if len(o.Count) == 1 {
			p = o.Count[0]
		}
		e.Observations = append(e.Observations, PublishedCount{o.ID, p})
	}
	return e
}
