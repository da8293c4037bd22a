package survey

import (
	"fmt"
	"io"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// WaveMapping says which columns of a file hold what. Columns that it does not
// name are not read: what is not needed does not get in.
type WaveMapping struct {
	Wave  string   `json:"wave"`           // id of the wave, such as "voor"
	Label rma.Text `json:"label,omitzero"` // absent means the id

	// Code is the column with the code by which respondents find themselves
	// back in another wave. Absent means that nobody can be paired.
	Code string `json:"code,omitempty"`

	// Duplicates says what a code that occurs more than once is. The zero value
	// flags it: see [Wave.Flagged].
	Duplicates DuplicatePolicy `json:"duplicates,omitzero"`

	Groups   []GroupColumn     `json:"groups,omitempty"`
	Items    map[string]string `json:"items,omitempty"`     // column by item id; an item that is not named has its id as column
	NotAsked []string          `json:"not_asked,omitempty"` // ids of items that this wave did not hold

	// Decimal is the decimal mark of answers that are numbers: "," or ".".
	// Absent means that either is read, as long as one reading is a declared level.
	Decimal string `json:"decimal,omitempty"`

	// Delimiter is ";", "," or a tab. Absent means that the heading tells.
	Delimiter string `json:"delimiter,omitempty"`
}

// GroupColumn is a column that says to which pilot, organisation or role a
// respondent belongs.
type GroupColumn struct {
	ID     string       `json:"id"`
	Column string       `json:"column,omitempty"` // absent means the id
	Label  rma.Text     `json:"label,omitzero"`   // absent means the id
	Means  GroupMeaning `json:"means,omitempty"`
	Values []GroupValue `json:"values,omitempty"` // what may occur, in order; absent means whatever occurs, sorted
}

// GroupValue is a declared value of a group column.
type GroupValue struct {
	Value string   `json:"value"`
	Label rma.Text `json:"label,omitzero"` // absent means the value
}

// GroupMeaning ties the values of a group column to the study, so that the
// observations of a group get the right origin.
type GroupMeaning string

const (
	MeansNothing    GroupMeaning = ""           // a group of this questionnaire only
	MeansPilot      GroupMeaning = "pilot"      // the values are ids of pilots
	MeansInformants GroupMeaning = "informants" // the values are ids of informant groups
)

// DuplicatePolicy says what a respondent code is that occurs more than once in
// a wave.
type DuplicatePolicy uint8

const (
	// FlagDuplicates keeps the respondents in the wave, since their answers
	// count, and leaves all of them out of the pairing, since nobody knows
	// which is which. [Wave.Flagged] gives the places.
	FlagDuplicates DuplicatePolicy = iota
	// RefuseDuplicates makes each repetition an error of [ReadWave].
	RefuseDuplicates
)

var duplicateTerms = rma.Terms{
	{"flag", "niet koppelen", "do not pair"},
	{"refuse", "weigeren", "refuse"},
}

// String returns the key used in files: "flag" or "refuse".
func (d DuplicatePolicy) String() string { return duplicateTerms.Key("DuplicatePolicy", uint8(d)) }

// MarshalText writes the key.
func (d DuplicatePolicy) MarshalText() ([]byte, error) {
	return duplicateTerms.Marshal("DuplicatePolicy", uint8(d))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (d *DuplicatePolicy) UnmarshalText(text []byte) error {
	v, err := duplicateTerms.Parse("DuplicatePolicy", text)
	*d = DuplicatePolicy(v)
	return err
}

type mappingFile struct {
	Schema int `json:"schema"`
	WaveMapping
}

// ReadMapping reads a mapping from JSON as strictly as [ReadInstrument] does.
// Whether its items exist shows when it is used with an instrument.
func ReadMapping(r io.Reader, file string) (WaveMapping, error) {
	var f mappingFile
	if err := readJSON(r, file, &f, func() faults { return f.faults() }); err != nil {
		return WaveMapping{}, err
	}
	return f.WaveMapping, nil
}

// WriteJSON writes the mapping as a file that [ReadMapping] reads back.
func (m WaveMapping) WriteJSON(w io.Writer) error {
	return writeJSON(w, mappingFile{SchemaVersion, m})
}

// column returns the heading under which an item stands.
func (m WaveMapping) column(item string) string {
	if c := m.Items[item]; c != "" {
		return c
	}
	return item
}

func (g GroupColumn) column() string {
	if g.Column != "" {
		return g.Column
	}
	return g.ID
}

func labelOr(t rma.Text, id string) rma.Text {
	if t.IsZero() {
		return rma.T(id, "")
	}
	return t
}

// faults returns the rules that a mapping breaks by itself.
func (m WaveMapping) faults() faults {
	var f faults
	f.require(m.Wave != "", "", "wave", "the wave has no id")
	if m.Duplicates > RefuseDuplicates {
		f.add("duplicates", "duplicates", fmt.Errorf("%w: duplicates is flag or refuse", ErrOption))
	}
	if m.Decimal != "" && m.Decimal != "," && m.Decimal != "." {
		f.add("decimal", "decimal", fmt.Errorf("%w: the decimal mark is a comma or a point", ErrOption))
	}
	if m.Delimiter != "" && m.Delimiter != ";" && m.Delimiter != "," && m.Delimiter != "\t" {
		f.add("delimiter", "delimiter", fmt.Errorf("%w: the delimiter is ; or , or a tab", ErrOption))
	}
	seen := map[string]bool{}
	for i, g := range m.Groups {
		path, name := f.names("group", "groups", g.ID, i, seen)
		if g.Means != MeansNothing && g.Means != MeansPilot && g.Means != MeansInformants {
			f.add(path+".means", name, fmt.Errorf("%w: means is pilot or informants", ErrOption))
		}
		values := map[string]bool{}
		for j, v := range g.Values {
			at := fmt.Sprintf("%s.values[%d]", path, j)
			f.require(v.Value != "", at, name, fmt.Sprintf("value %d is empty", j+1))
			if values[v.Value] {
				f.add(at, name, fmt.Errorf("%w: value %d", rma.ErrDuplicate, j+1))
			}
			values[v.Value] = true
		}
	}
	return f
}

// against returns the rules that a mapping breaks with the instrument.
func (m WaveMapping) against(in *Instrument) faults {
	f := m.faults()
	for _, id := range sortedKeys(m.Items) {
		if in.itemIndex(id) < 0 {
			f.add("items", "items", fmt.Errorf("%w: %q is no item of the instrument", rma.ErrUnknownID, id))
		}
	}
	for i, id := range m.NotAsked {
		if in.itemIndex(id) < 0 {
			f.add("not_asked", "not_asked", fmt.Errorf("%w: entry %d is no item of the instrument", rma.ErrUnknownID, i+1))
		}
	}
	columns := map[string]string{}
	claim := func(column, by string) {
		if other, taken := columns[fold(column)]; taken && column != "" {
			f.add("", by, fmt.Errorf("%w: it has the same column as %s", rma.ErrDuplicate, other))
		}
		columns[fold(column)] = by
	}
	claim(m.Code, "code")
	for _, g := range m.Groups {
		claim(g.column(), "group "+g.ID)
	}
	for _, it := range in.Items {
		if !slices.Contains(m.NotAsked, it.ID) {
			claim(m.column(it.ID), "item "+it.ID)
		}
	}
	return f
}
