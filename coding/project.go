package coding

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Project is the coded material of a study.
type Project struct {
	Codebook    Codebook
	Documents   []*Document
	Coders      []Coder
	Assignments []Assignment
	Codings     []Coding
}

// Document returns the document with that id.
func (p *Project) Document(id string) (*Document, bool) {
	if p == nil {
		return nil, false
	}
	for _, d := range p.Documents {
		if d != nil && d.ID == id {
			return d, true
		}
	}
	return nil, false
}

// Validate reports everything by which the parts do not fit together, joined:
// problems of the codebook; ids that are empty, occur twice or do not exist;
// codings outside their text, of a code that cannot be given, made twice, or
// of a document, coder and code that were not assigned (ErrNotCoded does not
// arise here: a coder may see nothing). The errors are *rma.DataError with the
// place in the list as Line. Every analysis validates first. No project at all
// is rma.ErrMissing.
func (p *Project) Validate() error {
	if p == nil {
		return fmt.Errorf("project: %w", rma.ErrMissing)
	}
	ps := rma.Problems{File: "project"}
	v := newValidator(p, &ps)
	p.Codebook.check(&ps, func(int, string) (line, column int) { return 0, 0 })
	v.documents()
	v.coders()
	v.assignments(nil)
	v.codings()
	return ps.Err()
}

type docCoder struct{ doc, coder string }

type validator struct {
	p     *Project
	ps    *rma.Problems
	index *codeIndex
	docs  map[string]*Document
	coder map[string]bool
	asked map[docCoder]map[string]bool
}

func newValidator(p *Project, ps *rma.Problems) *validator {
	return &validator{p: p, ps: ps, index: p.Codebook.index(), docs: map[string]*Document{}, coder: map[string]bool{},
		asked: map[docCoder]map[string]bool{}}
}

func (v *validator) documents() {
	for i, d := range v.p.Documents {
		switch {
		case d == nil:
			v.ps.Add(i+1, 0, "documents", rma.ErrMissing)
			continue
		case v.docs[d.ID] != nil:
			v.ps.Add(i+1, 0, "documents", rma.ErrDuplicate)
		default:
			if rule := checkFileID(d.ID); rule != nil {
				v.ps.Add(i+1, 0, "documents", rule)
			}
		}
		v.docs[d.ID] = d
	}
}

func (v *validator) coders() {
	for i, c := range v.p.Coders {
		if v.coder[c.ID] {
			v.ps.Add(i+1, 0, "coders", rma.ErrDuplicate)
		} else if rule := checkFileID(c.ID); rule != nil {
			v.ps.Add(i+1, 0, "coders", rule)
		}
		v.coder[c.ID] = true
	}
}

// assignments checks them; lines gives their lines in a file, nil means their
// places in the list.
func (v *validator) assignments(lines []int) {
	known := map[string]bool{}
	for _, c := range v.p.Codebook.Codes {
		known[c.ID] = true
	}
	for i, a := range v.p.Assignments {
		line := i + 1
		if lines != nil {
			line = lines[i]
		}
		if !v.coder[a.Coder] {
			v.ps.Add(line, 0, "coder", rma.ErrUnknownID)
		}
		if v.docs[a.Doc] == nil {
			v.ps.Add(line, 0, "doc", rma.ErrUnknownID)
		}
		for _, code := range a.Codes {
			if !known[code] {
				v.ps.Add(line, 0, "codes", rma.ErrUnknownID)
			}
		}
		key := docCoder{a.Doc, a.Coder}
		if v.asked[key] != nil && lines == nil {
			v.ps.Add(line, 0, "assignments", rma.ErrDuplicate)
		}
		v.asked[key] = a.asks(v.index)
	}
}

func (v *validator) codings() {
	codable := map[string]bool{}
	for _, c := range v.p.Codebook.Codes {
		codable[c.ID] = c.Codable
	}
	ids, given := map[string]bool{}, map[Coding]bool{}
	for i, c := range v.p.Codings {
		note := func(rule error) { v.ps.Add(i+1, 0, "codings", rule) }
		d := v.docs[c.Doc]
		can, known := codable[c.Code]
		switch {
		case d == nil || !v.coder[c.Coder] || !known:
			note(rma.ErrUnknownID)
			continue
		case !can:
			note(ErrNotCodable)
			continue
		case c.ID == "":
			note(rma.ErrMissing)
		case ids[c.Key()]:
			note(rma.ErrDuplicate)
		}
		ids[c.Key()] = true
		if rule := checkSpan(c.Span, d); rule != nil {
			note(rule)
		}
		if !v.asked[docCoder{c.Doc, c.Coder}][c.Code] {
			note(errNotAssigned)
		}
		key := Coding{Doc: c.Doc, Coder: c.Coder, Code: c.Code, Span: c.Span}
		if given[key] {
			note(fmt.Errorf("%w for one span", rma.ErrDuplicate))
		}
		given[key] = true
	}
}

var errNotAssigned = fmt.Errorf("%w among the assignments: the coder was not asked for this code in this document", rma.ErrMissing)

// checkFileID says whether an id can stand in the name of a codings file.
func checkFileID(id string) error {
	switch {
	case id == "":
		return rma.ErrMissing
	case strings.ContainsAny(id, " \t\r\n;,|/\\:*?\"<>") || strings.Contains(id, "__") || strings.HasPrefix(id, "."):
		return fmt.Errorf("%w: an id stands in file names: no white space, no __, no ; , | / \\ : * ? \" < > and no point first", rma.ErrFormat)
	}
	return nil
}
