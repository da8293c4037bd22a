package coding

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

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
// misspelt name. All problems that [Codebook.Validate] knows are reported at
// once, each with its line. The errors are *rma.DataError; another schema
// wraps rma.ErrSchema.
func ReadCodebook(r io.Reader, file string) (Codebook, error) {
	raw, err := readLimited(r, 0)
	if err != nil {
		return Codebook{}, problem(file, 0, 0, "", err)
	}
	if line, column, rule := badText(raw); rule != nil {
		return Codebook{}, problem(file, line, column, "", rule)
	}
	raw = bytes.TrimPrefix(raw, []byte(byteOrderMark))
	var f struct {
		Schema  int               `json:"schema"`
		Name    string            `json:"name"`
		Version string            `json:"version"`
		Codes   []json.RawMessage `json:"codes"`
	}
	if at, field, err := strict(raw, &f); err != nil {
		return Codebook{}, problem(file, lineAt(raw, at), 0, field, err)
	}
	if f.Schema != CodebookSchema {
		return Codebook{}, problem(file, 0, 0, "schema", fmt.Errorf("%w: this is %d, known is %d", rma.ErrSchema, f.Schema, CodebookSchema))
	}
	ps := rma.Problems{File: file}
	lines := codeLines(raw)
	if len(lines) != len(f.Codes) { // a key that JSON takes for codes, but another
		lines = make([]int, len(f.Codes))
	}
	b := Codebook{f.Name, f.Version, make([]Code, len(f.Codes))}
	for i, code := range f.Codes {
		if at, field, err := strict(code, &b.Codes[i]); err != nil {
			ps.Add(lines[i]+lineAt(code, at)-1, 0, field, err)
		}
	}
	if ps.Len() == 0 {
		b.check(&ps, func(i int) int { return lines[i] })
	}
	if err := ps.Err(); err != nil {
		return Codebook{}, err
	}
	return b, nil
}

// strict decodes raw into v. It gives the rule that is broken, without what
// stands in the file, and where.
func strict(raw []byte, v any) (at int64, field string, rule error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case err == nil && dec.More():
		return dec.InputOffset(), "", fmt.Errorf("%w: something follows the codebook", rma.ErrFormat)
	case err == nil:
		return 0, "", nil
	case errors.As(err, &syntax):
		return syntax.Offset, "", fmt.Errorf("%w: not JSON", rma.ErrFormat)
	case errors.As(err, &typ):
		return typ.Offset, typ.Field, fmt.Errorf("%w: a value of another type is expected", rma.ErrFormat)
	case errors.Is(err, rma.ErrUnknownTerm):
		return 0, "", err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return int64(len(raw)), "", fmt.Errorf("%w: the file ends too early", rma.ErrFormat)
	}
	return 0, "", fmt.Errorf("%w: a field that a codebook does not have; the fields are %s", rma.ErrFormat, codeFields)
}

const codeFields = "schema, name, version, codes; and of a code id, parent, label, bouwsteen, aspect, definition, include, exclude, examples, codable, color"

func lineAt(raw []byte, offset int64) int {
	return 1 + bytes.Count(raw[:max(0, min(offset, int64(len(raw))))], []byte{'\n'})
}

// codeLines returns the line on which each code starts.
func codeLines(raw []byte) []int {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil { // {
		return nil
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil
		}
		if key == "codes" {
			return elementLines(raw, dec)
		}
		var skipped json.RawMessage
		if dec.Decode(&skipped) != nil {
			return nil
		}
	}
	return nil
}

func elementLines(raw []byte, dec *json.Decoder) []int {
	if _, err := dec.Token(); err != nil { // [
		return nil
	}
	var out []int
	for dec.More() {
		start := dec.InputOffset()
		for start < int64(len(raw)) && bytes.IndexByte([]byte(" \t\r\n,"), raw[start]) >= 0 {
			start++
		}
		out = append(out, lineAt(raw, start))
		var skipped json.RawMessage
		if dec.Decode(&skipped) != nil {
			return out
		}
	}
	return out
}
