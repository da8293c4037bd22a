package main

import (
	"context"
	"errors"
	"io"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
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
	surveys, errSurveys := analyseSurveys(o.data)
	texts, errTexts := analyseTexts(o.data, study)
	if err := errors.Join(errCases, errSurveys, errTexts); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	evidence, err := rma.Collect(append(append(cases.sources, surveys.sources...), texts.sources...)...)
	if err != nil {
		return err
	}
	if err := unlinked(study, evidence); err != nil {
		return err
	}
	triangulation, err := rma.Triangulate(study, rma.TriangulateOptions{})
	if err != nil {
		return err
	}
	figures, err := surveys.figures(plot.Options{Lang: o.lang, Note: note(study)})
	if err != nil {
		return err
	}
	doc, err := report.Summary(report.Input{
		Study: study, Evidence: evidence, Triangulation: triangulation,
		KeyFigures: cases.key, Figures: figures,
		Tables: append(append(cases.tables, surveys.tables...), texts.tables...),
		AsOf:   study.Period.To,
	}, report.Options{Lang: o.lang})
	if err != nil {
		return err
	}
	dir, err := writeReport(o.out, doc)
	if err != nil {
		return err
	}
	return printSummary(w, o.lang, study, evidence, cases.key, triangulation, dir)
}

// method is what one kind of data gives: observations, the ids of its key
// figures, and tables for the annex.
type method struct {
	sources []rma.Source
	key     []string
	tables  []rma.Table
}

// unlinked returns the findings that name an observation that does not exist.
func unlinked(study *rma.Study, evidence *rma.Evidence) error {
	var errs []error
	for _, issue := range study.Link(evidence) {
		if issue.Severity == rma.IsError {
			errs = append(errs, issue)
		}
	}
	return errors.Join(errs...)
}

// note says under every figure that the data are synthetic, if they are.
func note(study *rma.Study) rma.Text {
	if !study.Synthetic {
		return rma.Text{}
	}
	return rma.T("Synthetische gegevens.", "Synthetic data.")
}

// observed returns the origin of what a method saw in a pilot.
func observed(study *rma.Study, method, pilot string) rma.Origin {
	o := rma.Origin{Method: method, Pilot: pilot}
	if m, ok := study.Method(method); ok && len(m.Groups) > 0 {
		o.Group = m.Groups[0]
	}
	if p, ok := study.Pilot(pilot); ok {
		o.Period = p.Run
	}
	return o
}
