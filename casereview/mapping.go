package casereview

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// mappingSchema is the version of the mapping that this package reads.
const mappingSchema = 1

// WideMapping says which column of a file with one row per case holds what.
// Columns that it does not name are not read, so that names, addresses and
// notes stay in the file. It is written as JSON beside the file.
//
// The columns of the case, the family and the persons may hold names and numbers
// of dossiers as well as pseudonyms: the reader takes them for identifiers, and
// the log has pseudonyms (see [ReadOptions]).
type WideMapping struct {
	Schema        int           `json:"schema"`          // 1; 0 means 1
	Zone          string        `json:"zone,omitempty"`  // "" means Europe/Amsterdam
	Sheet         string        `json:"sheet,omitempty"` // of a workbook; "" means the first
	Case          string        `json:"case"`            // column with what the file calls the case: a number, a name or a pseudonym
	Family        Field         `json:"family,omitzero"`
	Pilot         Field         `json:"pilot,omitzero"`
	Municipality  Field         `json:"municipality,omitzero"`
	Events        []EventColumn `json:"events"`
	Attributes    []AttrColumn  `json:"attributes,omitempty"`     // of the case
	ListSeparator string        `json:"list_separator,omitempty"` // between persons and between concerns; "" means |
	PairSeparator string        `json:"pair_separator,omitempty"` // between person and concern; "" means :
	Missing       []string      `json:"missing,omitempty"`        // cells that mean not recorded, such as "n.v.t."
	OwnActivities []Activity    `json:"own_activities,omitempty"` // besides those of Activities
	ActivityNames Vocabulary    `json:"activity_names,omitempty"` // what activities are called; those of one's own need not stand in OwnActivities too
	OwnConcerns   []ConcernKind `json:"own_concerns,omitempty"`
	Order         []OrderRule   `json:"order,omitempty"`          // besides: a report before a home visit
	NoUsualOrder  bool          `json:"no_usual_order,omitempty"` // check the rules of Order only
}

// Field is a value of a case or event: from a column, or the same for all rows.
type Field struct {
	Column   string   `json:"column,omitempty"`
	Constant string   `json:"constant,omitempty"`
	Values   []string `json:"values,omitempty"` // those that may occur; none means any
	Required bool     `json:"required,omitempty"`
}

// EventColumn is a column with the moment of an activity. An activity may have
// several: report 1, 2 and 3 of one dossier.
type EventColumn struct {
	Column     string       `json:"column"`
	Activity   Activity     `json:"activity"`
	Org        Field        `json:"org,omitzero"`
	Subjects   string       `json:"subjects,omitempty"` // column with persons: a|b
	Concerns   string       `json:"concerns,omitempty"` // column with persons and concerns: a:neglect|b:neglect
	Attributes []AttrColumn `json:"attributes,omitempty"`
	Layouts    []string     `json:"layouts,omitempty"` // as for ParseStamp; none means all its forms
	Required   bool         `json:"required,omitempty"`
}

// AttrColumn is an attribute with the values that it may have. Free text is not
// read.
type AttrColumn struct {
	Column   string            `json:"column"`
	Name     string            `json:"name,omitempty"`   // "" means the name of the column
	Values   []string          `json:"values,omitempty"` // those that may occur
	Codes    map[string]string `json:"codes,omitempty"`  // cells that stand for a value
	Number   bool              `json:"number,omitempty"` // any number; a decimal comma becomes a point
	Required bool              `json:"required,omitempty"`
}

func (a AttrColumn) name() string {
	if a.Name == "" {
		return a.Column
	}
	return a.Name
}

// OrderRule says that every event of one kind has an event of another before
// it or at the same time. It names two activities or two columns. It says
// nothing about a case in which one of the two is missing.
type OrderRule struct {
	First       Activity `json:"first,omitempty"`
	Then        Activity `json:"then,omitempty"`
	FirstColumn string   `json:"first_column,omitempty"`
	ThenColumn  string   `json:"then_column,omitempty"`
}

// ReadWideMapping reads a mapping from JSON and validates it.
//
// Errors are *rma.DataError with file, line and column, all at once:
// rma.ErrFormat when it is not JSON of this form, rma.ErrUnknownField for a
// field that a mapping does not have, rma.ErrDuplicate for a field that occurs
// twice, and, when the form is right, those of [WideMapping.Validate]. A
// mapping of another version is rma.ErrSchema and nothing else. No reader is
// rma.ErrMissing.
func ReadWideMapping(r io.Reader, file string) (WideMapping, error) {
	if r == nil {
		return WideMapping{}, errNoReader(file)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return WideMapping{}, fmt.Errorf("%s: %w", file, err)
	}
	var m WideMapping
	p := rma.Problems{File: file}
	places, ok := strictjson.Decode(raw, &m, strictjson.Schema{Known: mappingSchema, Optional: true}, p.Add)
	if ok {
		m.check(&p, places)
	}
	if err := p.Err(); err != nil {
		return WideMapping{}, err
	}
	return m, nil
}
