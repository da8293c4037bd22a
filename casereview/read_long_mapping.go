package casereview

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// LongMapping says which column of a file with one row per event holds what.
// Columns that it does not name are not read, so that names, addresses and
// notes stay in the file. It is written as JSON beside the file.
//
// What concerns the case (its family, pilot, municipality and attributes)
// stands in columns of the same rows. The first row of a case says what holds;
// a later row may leave a cell empty, and may not say otherwise.
//
// The columns of cases, families, persons and professionals may hold names and
// numbers as well as pseudonyms: readers take them for identifiers, and the log
// has pseudonyms (see [ReadOptions]). Organisations are taken as they stand: a
// column with the names of professionals goes to Actor, not to Org.
//
// [BupaR], [PM4Py] and [XESMapping] are mappings with the usual names.
type LongMapping struct {
	Schema       int    `json:"schema"`          // 1; 0 means 1
	Zone         string `json:"zone,omitempty"`  // "" means Europe/Amsterdam
	Sheet        string `json:"sheet,omitempty"` // of a workbook; "" means the first
	Case         string `json:"case"`            // column with what the file calls the case
	Family       Field  `json:"family,omitzero"`
	Pilot        Field  `json:"pilot,omitzero"`
	Municipality Field  `json:"municipality,omitzero"`

	Activity  string              `json:"activity"`        // column with what happened
	Codes     map[string]Activity `json:"codes,omitempty"` // what the file calls activities; one of ours stands for itself
	Skip      []string            `json:"skip,omitempty"`  // activities whose rows are not read; a warning counts them
	At        string              `json:"at"`              // column with the moment
	End       string              `json:"end,omitempty"`   // column with when it was over
	Layouts   []string            `json:"layouts,omitempty"`
	Lifecycle Lifecycle           `json:"lifecycle,omitzero"` // of a log in which start and end are two rows

	Org        Field        `json:"org,omitzero"`
	To         Field        `json:"to,omitzero"`
	With       string       `json:"with,omitempty"`            // column with organisations: a|b
	Actor      string       `json:"actor,omitempty"`           // column with the professional
	Subjects   string       `json:"subjects,omitempty"`        // column with persons: a|b
	Concerns   string       `json:"concerns,omitempty"`        // column with persons and concerns: a:neglect|b:neglect
	Attributes []AttrColumn `json:"attributes,omitempty"`      // of the event
	OfCase     []AttrColumn `json:"case_attributes,omitempty"` // of the case

	ListSeparator string        `json:"list_separator,omitempty"` // between persons, concerns and organisations; "" means |
	PairSeparator string        `json:"pair_separator,omitempty"` // between person and concern; "" means :
	Missing       []string      `json:"missing,omitempty"`        // cells that mean not recorded, such as "NA"
	OwnActivities []Activity    `json:"own_activities,omitempty"` // besides those of Activities
	OwnConcerns   []ConcernKind `json:"own_concerns,omitempty"`
	Order         []OrderRule   `json:"order,omitempty"`          // of activities, besides: a report before a home visit
	NoUsualOrder  bool          `json:"no_usual_order,omitempty"` // check the rules of Order only
}

// Lifecycle says how two rows, one for the start and one for the end, make one
// event with an End. The row of the end belongs to the first start of its
// instance that is still open; without a column for the instance, of the same
// activity in the same case. So rows stand in the order of time. A start that
// nothing ends is an event without End, and so is an end without a start.
//
// The row of the start says who, with whom and about whom. What it leaves empty
// the row of the end may say; a contradiction is an error.
type Lifecycle struct {
	Column   string   `json:"column,omitempty"`   // column that says which of the two a row is; "" means that rows are events
	Instance string   `json:"instance,omitempty"` // column that is alike for rows that belong together
	Start    []string `json:"start,omitempty"`    // none means start
	Complete []string `json:"complete,omitempty"` // none means complete; an empty cell is one too
	Other    []string `json:"other,omitempty"`    // not read, and counted; none means the other transitions of XES
}

// BupaR returns a mapping with the column names of event logs of bupaR, in
// which the start and the end of an activity are two rows. The caller adds
// Codes: what the log calls our activities. Whoever is in resource_id becomes
// the Actor, and gets a pseudonym; where it holds organisations, move it:
//
//	m := casereview.BupaR()
//	m.Org, m.Actor = casereview.Field{Column: m.Actor}, ""
func BupaR() LongMapping {
	return LongMapping{
		Case: "case_id", Activity: "activity_id", At: "timestamp", Actor: "resource_id",
		Lifecycle: Lifecycle{Column: "lifecycle_id", Instance: "activity_instance_id"},
		Layouts:   offsetLayouts(), Missing: []string{"NA"},
	}
}

// PM4Py returns a mapping with the column names of data frames of pm4py, which
// are those of XES with "case:" before what concerns the case. It is for files,
// queries and frames with these columns, and for [ReadXES]. The caller adds
// Codes, and Lifecycle when the log has starts and ends:
//
//	m.Lifecycle.Column = "lifecycle:transition"
//
// Whoever is in org:resource becomes the Actor, as in [BupaR].
func PM4Py() LongMapping {
	return LongMapping{
		Case: "case:concept:name", Activity: "concept:name", At: "time:timestamp", Actor: "org:resource",
		Layouts: offsetLayouts(), Missing: []string{"nan", "NaT"},
	}
}

// offsetLayouts are the forms in which programs write moments, with those that
// people write.
func offsetLayouts() []string {
	return []string{"2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04:05",
		"2006-01-02T15:04Z07:00", "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02"}
}

// ReadLongMapping reads a mapping from JSON and validates it, with the errors
// of [ReadWideMapping] and of [LongMapping.Validate].
func ReadLongMapping(r io.Reader, file string) (LongMapping, error) {
	if r == nil {
		return LongMapping{}, errNoReader(file)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return LongMapping{}, fmt.Errorf("%s: %w", file, err)
	}
	var m LongMapping
	p := rma.Problems{File: file}
	places, ok := strictjson.Decode(raw, &m, strictjson.Schema{Known: mappingSchema, Optional: true}, p.Add)
	if ok {
		m.check(&p, places)
	}
	if err := p.Err(); err != nil {
		return LongMapping{}, err
	}
	return m, nil
}
