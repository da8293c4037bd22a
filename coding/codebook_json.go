package coding

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// CodebookSchema is the version of the JSON form that this package writes.
const CodebookSchema = 1

// codebookFile is the JSON form of a codebook.
type codebookFile struct {
	Schema  int    `json:"schema"`
	Name    string `json:"name,omitempty"`
	Version string `json:"version,omitempty"`
	Codes   []Code `json:"codes"`
}

// Write writes the codebook as JSON, one field per line and the codes in the
// order of the tree, so that two versions can be compared line by line. The
// same codebook gives the same bytes, and what Write made is written the same
// after [ReadCodebook].
func (b Codebook) Write(w io.Writer) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(codebookFile{CodebookSchema, b.Name, b.Version, b.Tree()}); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// ReadCodebook reads what [Codebook.Write] writes. It is strict: a field that
// a codebook does not have is an error, because it may be a definition under a
// misspelt name, and so are a field that occurs twice, a value of another kind
// and an unknown term. All problems are reported at once, each with its line
// and column; when the form is right, those that [Codebook.Validate] knows. The
// errors are *rma.DataError; a codebook of another version is rma.ErrSchema and
// nothing else.
func ReadCodebook(r io.Reader, file string) (Codebook, error) {
	raw, err := readLimited(r, 0)
	if err != nil {
		return Codebook{}, problem(file, 0, 0, "", err)
	}
	if line, column, rule := badText(raw); rule != nil {
		return Codebook{}, problem(file, line, column, "", rule)
	}
	var f codebookFile
	ps := rma.Problems{File: file}
	places, ok := strictjson.Decode(raw, &f, strictjson.Schema{Known: CodebookSchema}, ps.Add)
	b := Codebook{f.Name, f.Version, f.Codes}
	if ok {
		b.check(&ps, func(i int, field string) (line, column int) {
			return places.At(fmt.Sprintf("codes[%d].%s", i, field))
		})
	}
	if err := ps.Err(); err != nil {
		return Codebook{}, err
	}
	return b, nil
}
