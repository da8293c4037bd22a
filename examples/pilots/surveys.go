package main

import (
	"errors"
	"io/fs"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/survey"
)

// surveys is what the pre- and post-survey and the end survey give.
type surveys struct {
	method
	pre, post, end  *survey.Description // nil when the survey was not held
	title, endTitle rma.Text
}

// analyseSurveys reads the folder survey. Either survey may be absent.
func analyseSurveys(fsys fs.FS, study *rma.Study) (surveys, error) {
	var s surveys
	return s, errors.Join(s.prePost(fsys, study), s.atEnd(fsys, study))
}

// prePost pairs the two waves by respondent code, compares the scales and looks
// at their reliability. It speaks of the pilot that had the survey, or of all
// when several had.
func (s *surveys) prePost(fsys fs.FS, study *rma.Study) error {
	in, err := readInstrument(fsys, "survey/voor-na.instrument.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	pre, err1 := readWave(fsys, "survey/voor", in)
	post, err2 := readWave(fsys, "survey/na", in)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	use, err := methodOfKind(study, rma.SurveyPrePost)
	if err != nil {
		return err
	}
	pilot, n := onlyPilot(use)
	origin := observed(study, use, pilot)
	pairs, err := survey.Pair(pre, post, survey.PairOptions{Origin: origin})
	if err != nil {
		return err
	}
	if n != 0 && n != len(pairs.Matches) {
		s.remark("survey/voor.csv, na.csv: %d pairs, and study.json says n = %d", len(pairs.Matches), n)
	}
	s.title = in.Title
	change, err := survey.CompareAll(pairs, survey.CompareOptions{})
	if err != nil {
		return err
	}
	reliability, err := survey.ReliabilityAll(pre, survey.ReliabilityOptions{Origin: origin})
	if err != nil {
		return err
	}
	if s.pre, err = survey.Describe(pre, survey.DescribeOptions{Origin: origin}); err != nil {
		return err
	}
	if s.post, err = survey.Describe(post, survey.DescribeOptions{Origin: origin}); err != nil {
		return err
	}
	s.sources = append(s.sources, pairs, change, reliability, s.pre, s.post)
	s.tables = append(s.tables, pairs.Table(), pairs.BaselineTable(), change.Table(), reliability.Table())
	return nil
}

// onlyPilot returns the pilot in which the method was used and the number it
// was used with, if there is one such pilot only.
func onlyPilot(use rma.MethodUse) (pilot string, n int) {
	for id, u := range use.Pilots {
		if u.Coverage != rma.Used {
			continue
		}
		if pilot != "" {
			return "", 0
		}
		pilot, n = id, u.N
	}
	return pilot, n
}

// atEnd describes the end survey by pilot.
func (s *surveys) atEnd(fsys fs.FS, study *rma.Study) error {
	in, err := readInstrument(fsys, "survey/einde.instrument.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	wave, err := readWave(fsys, "survey/einde", in)
	if err != nil {
		return err
	}
	use, err := methodOfKind(study, rma.SurveyEnd)
	if err != nil {
		return err
	}
	for _, p := range study.Pilots {
		part, err := wave.Where("pilot", p.ID)
		if n := use.Pilots[p.ID].N; err == nil && n != 0 && n != part.Len() {
			s.remark("survey/einde.csv: %d respondents in %s, and study.json says n = %d", part.Len(), p.ID, n)
		}
	}
	origin := observed(study, use, "")
	s.endTitle = in.Title
	if s.end, err = survey.Describe(wave, survey.DescribeOptions{By: "pilot", Origin: origin}); err != nil {
		return err
	}
	scores, err := survey.Score(wave, survey.ScoreOptions{By: "pilot", Origin: origin})
	if err != nil {
		return err
	}
	s.sources = append(s.sources, s.end, scores)
	s.tables = append(s.tables, scores.Table())
	return nil
}

// drawn are the tables that the figures are drawn from.
func (s *surveys) drawn() []rma.Table {
	var out []rma.Table
	for _, d := range []*survey.Description{s.pre, s.post, s.end} {
		if d != nil {
			out = append(out, d.Table())
		}
	}
	return out
}

// figures draws the answers: before and after, and at the end by pilot.
func (s *surveys) figures(release *privacy.Release, o plot.Options) ([]plot.Figure, error) {
	var out []plot.Figure
	if s.pre != nil {
		f, err := plot.Likert(s.title, release, plot.LikertOptions{Options: o, ID: "voor-na"}, s.pre, s.post)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	if s.end != nil {
		f, err := plot.Likert(s.endTitle, release, plot.LikertOptions{Options: o, ID: "einde"}, s.end)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func readInstrument(fsys fs.FS, name string) (*survey.Instrument, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return survey.ReadInstrument(f, name)
}

// readWave reads base.csv as base.mapping.json says.
func readWave(fsys fs.FS, base string, in *survey.Instrument) (*survey.Wave, error) {
	m, err := fsys.Open(base + ".mapping.json")
	if err != nil {
		return nil, err
	}
	defer m.Close()
	mapping, err := survey.ReadMapping(m, base+".mapping.json")
	if err != nil {
		return nil, err
	}
	f, err := fsys.Open(base + ".csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return survey.ReadWave(f, base+".csv", in, mapping, survey.ReadOptions{})
}
