package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/reflexive-monitoring/toolkit/coding"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// analyseTexts reads the folder coding, which may be absent, and gives for
// every method with documents how many participants speak of each code in each
// pilot, and the passages themselves.
func analyseTexts(fsys fs.FS, study *rma.Study) (method, error) {
	var m method
	if _, err := fs.Stat(fsys, "coding/codebook.json"); errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	project, err := coding.ReadProject(fsys, "coding")
	if err != nil {
		return m, err
	}
	for _, id := range methodsOf(project) {
		use, ok := study.Method(id)
		if !ok {
			return m, fmt.Errorf("coding/documents.csv (method): %w among the methods of study.json", rma.ErrUnknownID)
		}
		part := project.Where(map[string]string{coding.AttrMethod: id})
		origin := observed(study, use, "")
		themes, err := coding.FindThemes(part, coding.ThemeOptions{Origin: origin, QuoteLen: -1})
		if err != nil {
			return m, err
		}
		passages, err := coding.Cite(part, coding.QuoteOptions{}, origin)
		if err != nil {
			return m, err
		}
		m.sources = append(m.sources, themes, passages)
		m.tables = append(m.tables, titled(themes.Table(), use))
	}
	agreement, err := coding.Agree(project, coding.ByTurn, coding.AgreementOptions{})
	if err != nil {
		return m, err
	}
	m.tables = append(m.tables, agreement.Table())
	return m, nil
}

// titled puts the name of the method before the title of the table.
func titled(t rma.Table, use rma.MethodUse) rma.Table {
	t.Title = rma.T(use.Label(rma.Dutch)+": "+t.Title.In(rma.Dutch), use.Label(rma.English)+": "+t.Title.In(rma.English))
	return t
}

// methodsOf lists the methods of the documents, each once.
func methodsOf(p *coding.Project) []string {
	var out []string
	for _, d := range p.Documents {
		if id := d.Attribute(coding.AttrMethod); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
