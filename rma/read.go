package rma

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
)

// StudySchema is the version of study.json that this library reads and writes.
const StudySchema = 1

// ReadStudy reads a study from a folder: study.json with its structure, and
// the records findings.csv, appraisals.csv, mentions.csv and feedback.csv, of
// which the last two may be absent. All errors of all files come together,
// joined, each a [*DataError] or an [Issue]; then there is no study.
//
// study.json is read strictly: a field that a study does not have, a field that
// occurs twice, a value of another kind and an unknown term are errors, each
// with line, column and path, such as claims[0].bouwsteen. A file of another
// schema version is ErrSchema and nothing else.
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
	if errors.Is(err, ErrSchema) {
		return nil, err // of a study of another version nothing can be said
	}
	if s == nil {
		s = &Study{} // the records are read all the same, for their errors
	}
	errs := []error{err}
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

// decodeStudy reads study.json. A file of another schema version is refused for
// that alone.
func decodeStudy(raw []byte, file string) (*Study, error) {
	var doc struct {
		Schema int `json:"schema"`
		Study
	}
	p := Problems{File: file}
	strictjson.Decode(raw, &doc, strictjson.Schema{Known: StudySchema}, p.Add)
	if err := p.Err(); err != nil {
		return nil, err
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

// deriveProminence fills in what an appraisal leaves open from the speakers of
// its finding.
func (s *Study) deriveProminence() {
	speakers := make(map[string]Proportion, len(s.Findings))
	for _, f := range s.Findings {
		speakers[f.ID] = f.Speakers
	}
	for i, a := range s.Appraisals {
		if a.Prominence == ProminenceUnknown {
			s.Appraisals[i].Prominence = ProminenceOf(speakers[a.Finding])
		}
	}
}
