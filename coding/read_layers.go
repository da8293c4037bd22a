package coding

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// coders reads who codes.
func (l *loader) coders() {
	l.sheet("coders.csv", false, func(ps *rma.Problems, file fs.File) {
		seen := map[string]bool{}
		readSheet(file, ps, []string{"id"}, []string{"name"}, func(s sheetRow) {
			c := Coder{ID: s.need(0), Name: s.get(1)}
			rule := checkFileID(c.ID)
			switch {
			case c.ID == "":
				return
			case rule != nil:
				s.note(0, rule)
			case seen[c.ID]:
				s.note(0, rma.ErrDuplicate)
			}
			seen[c.ID] = true
			l.project.Coders = append(l.project.Coders, c)
		})
	})
}

// assignments reads who coded what, and checks the ids when everything they
// refer to could be read.
func (l *loader) assignments() {
	l.sheet("assignments.csv", false, func(ps *rma.Problems, file fs.File) {
		whole := len(l.errs) == 0
		l.project.Assignments, l.lines = readAssignments(file, ps)
		if whole && ps.Len() == 0 {
			l.checkAssignments(ps)
		}
		l.wholeList = ps.Len() == 0
	})
}

func (l *loader) checkAssignments(ps *rma.Problems) {
	v := newValidator(l.project, &rma.Problems{}) // documents and coders were checked before
	v.documents()
	v.coders()
	v.ps = ps
	v.assignments(l.lines)
}

// codings reads the file of every assignment, and looks for files that belong
// to none.
func (l *loader) codings() {
	index := l.project.Codebook.index()
	asked, coders := map[string]bool{}, map[string]bool{}
	for _, c := range l.project.Coders {
		coders[c.ID] = true
	}
	for _, a := range l.project.Assignments {
		name := l.path(path.Join("codings", a.Doc+"__"+a.Coder+".csv"))
		asked[path.Base(name)] = true
		if d, ok := l.project.Document(a.Doc); ok && coders[a.Coder] {
			l.layer(name, d, a, index)
		}
	}
	if !l.wholeList {
		return
	}
	folder := l.path("codings")
	entries, err := fs.ReadDir(l.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.note(problem(folder, 0, 0, "", errors.New("the folder cannot be read")))
	}
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ".csv") && !asked[e.Name()] {
			l.note(problem(path.Join(folder, e.Name()), 0, 0, "", errNoAssignment))
		}
	}
}

var errNoAssignment = errors.New("the file belongs to no assignment; its name is document__coder.csv")

// layer reads the codings of one assignment.
func (l *loader) layer(name string, d *Document, a Assignment, index *codeIndex) {
	file, err := l.fsys.Open(name)
	if err != nil {
		l.note(problem(name, 0, 0, "", ErrNotCoded))
		return
	}
	defer file.Close()
	ps := rma.Problems{File: name}
	cr := newCodingReader(d, l.project.Codebook, a.Coder)
	cr.asked = a.asks(index)
	codings := readCodings(file, &ps, cr)
	l.note(ps.Err())
	l.project.Codings = append(l.project.Codings, codings...)
}
