package rma

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// StudySchema is the version of study.json that this library reads and writes.
const StudySchema = 1

// ReadStudy reads a study from a folder: study.json with its structure, and
// the records findings.csv, appraisals.csv, mentions.csv and feedback.csv, of
// which the last two may be absent. All errors of all files come together,
// joined, each a [*DataError] or an [Issue]; then there is no study.
//
// The records are UTF-8 with a heading, separated by semicolons or commas.
//
//	findings.csv    id, method, pilot, groups, text_nl, text_en, bouwsteen, level, k, n, framework, observations, withheld
//	appraisals.csv  claim, finding, stance, prominence, coder, reason_nl, reason_en
//	mentions.csv    pilot, element, verbatim, source
//	feedback.csv    claim, group, at, response, note_nl, note_en
//
// Several groups or observations stand in one cell, separated by a vertical
// bar. Where an appraisal names no prominence it is derived from k and n of its
// finding (see ProminenceOf).
func ReadStudy(fsys fs.FS, dir string) (*Study, error) {
	name := path.Join(dir, "study.json")
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fileError(name, err)
	}
	s, err := decodeStudy(raw, name)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, f := range []struct {
		name     string
		required bool
		read     func(r io.Reader, file string) error
	}{
		{"findings.csv", true, s.readFindings},
		{"appraisals.csv", true, s.readAppraisals},
		{"mentions.csv", false, s.readMentions},
		{"feedback.csv", false, s.readFeedback},
	} {
		errs = append(errs, readRecords(fsys, path.Join(dir, f.name), f.required, f.read))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	s.deriveProminence()
	for _, issue := range s.Validate() {
		if issue.Severity == IsError {
			errs = append(errs, issue)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return s, nil
}

func readRecords(fsys fs.FS, name string, required bool, read func(io.Reader, string) error) error {
	f, err := fsys.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !required:
		return nil
	case err != nil:
		return fileError(name, err)
	}
	defer f.Close()
	return read(f, name)
}

// fileError keeps the cause and leaves out the folder of the machine that the
// text of an [fs.PathError] repeats.
func fileError(name string, err error) error {
	cause := err
	var pe *fs.PathError
	if errors.As(err, &pe) {
		cause = pe.Err
	}
	return &DataError{File: name, Err: cause}
}

func decodeStudy(raw []byte, file string) (*Study, error) {
	var doc struct {
		Schema int `json:"schema"`
		Study
	}
	var version struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(raw, &version); err == nil && version.Schema != StudySchema {
		return nil, &DataError{File: file, Line: 1, Field: "schema", Err: fmt.Errorf("%w: version %d, known is %d", ErrSchema, version.Schema, StudySchema)}
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		return nil, JSONError(raw, file, err)
	}
	return &doc.Study, nil
}

// WriteJSON writes study.json, indented and in a fixed order.
func (s *Study) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Schema int `json:"schema"`
		*Study
	}{StudySchema, s})
}

// JSONError turns an error of encoding/json into a DataError, with the line and
// column where that is known. The message names the rule; what stood there is
// not repeated.
func JSONError(raw []byte, file string, err error) error {
	e := &DataError{File: file, Err: ErrFormat}
	offset := -1
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = int(syntax.Offset)
		e.Err = fmt.Errorf("%w: not valid JSON", ErrFormat)
	case errors.As(err, &typ):
		offset = int(typ.Offset)
		e.Field = typ.Field
		e.Err = fmt.Errorf("%w: a value of another type is expected here", ErrFormat)
	case errors.Is(err, ErrUnknownTerm), errors.Is(err, ErrDate):
		e.Err = err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		offset = len(raw)
		e.Err = fmt.Errorf("%w: the file ends too early", ErrFormat)
	default:
		if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
			offset = bytes.Index(raw, []byte(name))
			e.Err = fmt.Errorf("%w: a field that is not part of it", ErrFormat)
		}
	}
	if offset >= 0 {
		before := raw[:min(offset, len(raw))]
		e.Line = 1 + bytes.Count(before, []byte("\n"))
		e.Column = max(1, len(before)-bytes.LastIndexByte(before, '\n'))
	}
	return e
}

func (s *Study) deriveProminence() {
	for i, a := range s.Appraisals {
		if a.Prominence != ProminenceUnknown {
			continue
		}
		if f, ok := s.Finding(a.Finding); ok {
			s.Appraisals[i].Prominence = ProminenceOf(f.Speakers)
		}
	}
}
