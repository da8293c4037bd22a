package survey

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// SchemaVersion is the version of the instrument files that this package
// reads and writes.
const SchemaVersion = 1

type instrumentFile struct {
	Schema int `json:"schema"`
	Instrument
}

// ReadInstrument reads an instrument from JSON; file is the name for errors.
// It is strict: a field that an instrument does not have, a field that occurs
// twice, a value of another kind, an unknown schema version and every rule of
// [Instrument.Validate] are errors. All of them are returned at once, up to
// rma.MaxProblems, each an *rma.DataError with file, line and column.
func ReadInstrument(r io.Reader, file string) (*Instrument, error) {
	p := rma.Problems{File: file}
	var f instrumentFile
	s, err := decodeStrict(r, &f, &p)
	if err != nil {
		return nil, err
	}
	s.checkSchema(f.Schema)
	s.report(f.Instrument.faults())
	if err := p.Err(); err != nil {
		return nil, err
	}
	return &f.Instrument, nil
}

func (s *strict) checkSchema(version int) {
	if version != SchemaVersion {
		line, column := s.place("schema")
		s.problems.Add(line, column, "schema", fmt.Errorf("%w: this is version %d", rma.ErrSchema, SchemaVersion))
	}
}

// report adds broken rules at their place in the file.
func (s *strict) report(f faults) {
	for _, one := range f {
		line, column := s.place(one.path)
		s.problems.Add(line, column, one.name, one.err)
	}
}

// WriteJSON writes the instrument as a file that [ReadInstrument] reads back
// as the same instrument, indented, the same bytes for the same instrument.
func (in *Instrument) WriteJSON(w io.Writer) error {
	return writeJSON(w, instrumentFile{SchemaVersion, *in})
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
