package main

import (
	"errors"
	"io/fs"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/survey"
)

// The survey methods in study.json, and the pilot of the pre- and post-survey.
const (
	prePostSurvey = "voor-nameting"
	prePostPilot  = "MEP-O"
	endSurvey     = "eindenquete"
)

// surveys is what the pre- and post-survey and the end survey give.
type surveys struct {
	method
	pre, post, end *survey.Description // nil when the survey was not held
}

// analyseSurveys reads the folder survey. Either survey may be absent.
func analyseSurveys(fsys fs.FS) (surveys, error) {
	var s surveys
	return s, errors.Join(s.prePost(fsys), s.atEnd(fsys))
}

// prePost pairs the two waves by respondent code, compares the scales and looks
// at their reliability.
func (s *surveys) prePost(fsys fs.FS) error {
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
	origin := rma.Origin{Method: prePostSurvey, Pilot: prePostPilot, Group: "deelnemers"}
	pairs, err := survey.Pair(pre, post, survey.PairOptions{Origin: origin})
	if err != nil {
		return err
	}
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

// atEnd describes the end survey by pilot.
func (s *surveys) atEnd(fsys fs.FS) error {
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
	origin := rma.Origin{Method: endSurvey, Group: "deelnemers"}
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

// figures draws the answers: before and after, and at the end by pilot.
func (s *surveys) figures(o plot.Options) ([]plot.Figure, error) {
	var out []plot.Figure
	if s.pre != nil {
		f, err := plot.Likert(rma.T("Houding voor en na de pilot in Meppel", "Attitudes before and after the pilot in Meppel"),
			plot.LikertOptions{Options: o, ID: "voor-na"}, s.pre, s.post)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	if s.end != nil {
		f, err := plot.Likert(rma.T("Eindenquête per pilot", "End survey by pilot"), plot.LikertOptions{Options: o, ID: "einde"}, s.end)
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
	return survey.ReadWave(f, base+".csv", in, mapping)
}
