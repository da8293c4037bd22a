package survey

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
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
// rma.MaxProblems, each an *rma.DataError with file, line and column; the rules
// of Validate are checked when the form is right, and a file of another version
// is refused for that alone.
func ReadInstrument(r io.Reader, file string) (*Instrument, error) {
	var f instrumentFile
	if err := readJSON(r, file, &f, func() faults { return f.faults() }); err != nil {
		return nil, err
	}
	return &f.Instrument, nil
}

// readJSON fills the value that into points to, and then checks the rules of
// faults, which are reported at their place in the file.
func readJSON(r io.Reader, file string, into any, faults func() faults) error {
	if r == nil {
		return errNoReader(file)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	p := rma.Problems{File: file}
	if places, ok := strictjson.Decode(data, into, strictjson.Schema{Known: SchemaVersion}, p.Add); ok {
		for _, one := range faults() {
			line, column := places.At(one.path)
			p.Add(line, column, one.name, one.err)
		}
	}
	return p.Err()
}

// WriteJSON writes the instrument as a file that [ReadInstrument] reads back
// as the same instrument, indented, the same bytes for the same instrument.
func (in *Instrument) WriteJSON(w io.Writer) error {
	if in == nil {
		return errNoInstrument
	}
	return writeJSON(w, instrumentFile{SchemaVersion, *in})
}

func errNoReader(file string) error {
	return &rma.DataError{File: file, Err: fmt.Errorf("%w: a reader", rma.ErrMissing)}
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
