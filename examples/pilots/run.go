package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/report"
)

// run does the whole study: read, analyse, triangulate, report.
func run(ctx context.Context, w io.Writer, o options) error {
	study, err := rma.ReadStudy(o.data, ".")
	if err != nil {
		return err
	}
	// Every method is read on its own, so that all errors come at once.
	cases, errCases := analyseCases(o.data, study)
	surveys, errSurveys := analyseSurveys(o.data, study)
	texts, errTexts := analyseTexts(o.data, study)
	if err := errors.Join(errCases, errSurveys, errTexts); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	evidence, err := rma.Collect(slices.Concat(cases.sources, surveys.sources, texts.sources)...)
	if err != nil {
		return err
	}
	remarks, err := link(study, evidence)
	if err != nil {
		return err
	}
	triangulation, err := rma.Triangulate(study, rma.TriangulateOptions{})
	if err != nil {
		return err
	}
	waivers, err := readWaivers(o.data)
	if err != nil {
		return err
	}
	p := publication{
		study: study, triangulation: triangulation, key: cases.key, surveys: surveys, lang: o.lang,
		tables: slices.Concat(cases.tables, surveys.tables, texts.tables),
		material: privacy.Material{
			Tables:   slices.Concat(cases.tables, surveys.tables, texts.tables, surveys.drawn(), report.StudyTables(study)),
			Behind:   cases.behind,
			Evidence: evidence, Same: cases.same, Waivers: waivers,
		},
	}
	dir, warnings, err := p.writeAll(o.out)
	if err != nil {
		return err
	}
	return printSummary(w, summary{
		lang: o.lang, study: study, evidence: evidence, key: cases.key, triangulation: triangulation, dir: dir,
		remarks: slices.Concat(cases.remarks, surveys.remarks, texts.remarks, remarks, warnings),
	})
}

// method is what one kind of data gives: observations, the ids of its key
// figures, tables for the annex, and remarks for whoever runs the study.
type method struct {
	sources []rma.Source
	key     []string
	tables  []rma.Table
	behind  []rma.Table    // tables that are not shown
	same    []privacy.Same // counts that two of the tables share
	remarks []string
}

func (m *method) remark(format string, args ...any) {
	m.remarks = append(m.remarks, fmt.Sprintf(format, args...))
}

// methodOfKind finds the one method of a kind that study.json declares.
func methodOfKind(study *rma.Study, kind rma.Method) (rma.MethodUse, error) {
	for _, use := range study.Methods {
		if use.Method == kind {
			return use, nil
		}
	}
	return rma.MethodUse{}, fmt.Errorf("%w: study.json declares no method %s", rma.ErrUnknownID, kind)
}

// observed returns the origin of what a method saw in a pilot, or in all pilots
// when none is named.
func observed(study *rma.Study, use rma.MethodUse, pilot string) rma.Origin {
	o := rma.Origin{Method: use.ID, Pilot: pilot, Period: study.Period}
	if len(use.Groups) > 0 {
		o.Group = use.Groups[0]
	}
	if p, ok := study.Pilot(pilot); ok && !p.Run.To.IsZero() {
		o.Period = p.Run
	}
	return o
}

// link returns the findings that rest on an observation that does not exist, and
// the remarks on the others.
func link(study *rma.Study, evidence *rma.Evidence) (remarks []string, err error) {
	var errs []error
	for _, issue := range study.Link(evidence) {
		if issue.Severity == rma.IsError {
			errs = append(errs, issue)
			continue
		}
		remarks = append(remarks, issue.Error())
	}
	return remarks, errors.Join(errs...)
}
