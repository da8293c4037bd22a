package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/report"
)

// publication is what reports are made of, for whomever they are.
type publication struct {
	study         *rma.Study
	triangulation rma.Triangulation
	key           []string // ids of the key figures
	surveys       surveys
	tables        []rma.Table // for the annex
	material      privacy.Material
	lang          rma.Lang
}

// writeAll writes the report for the team, with every row and passage that a
// sentence rests on, in the folder team, and the one for everyone in the folder
// public. Without a folder to put them in it makes one for temporary files.
func (p publication) writeAll(dir string) (_ string, remarks []string, _ error) {
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "pilots-"); err != nil {
			return "", nil, err
		}
	}
	for _, a := range []privacy.Audience{privacy.Team, privacy.Public} {
		release, err := p.write(filepath.Join(dir, a.String()), privacy.Policy{Audience: a})
		if err != nil {
			return "", nil, err
		}
		remarks = append(remarks, p.remarks(release)...)
	}
	return dir, remarks, nil
}

// remarks counts what somebody should look at before the report goes out.
func (p publication) remarks(r *privacy.Release) []string {
	count := map[rma.Code]int{}
	var out []string
	for _, w := range r.Warnings() {
		if count[w.Code]++; count[w.Code] == 1 {
			out = append(out, string(w.Code))
		}
	}
	for i, code := range out {
		label := privacy.Label(rma.Warning{Code: rma.Code(code)}, p.lang)
		out[i] = fmt.Sprintf("%s: %s (%d×)", r.Policy().Audience.Label(p.lang), label, count[rma.Code(code)])
	}
	return out
}

// write makes and writes the report that a policy allows.
func (p publication) write(dir string, policy privacy.Policy) (*privacy.Release, error) {
	release, err := privacy.Protect(p.material, policy)
	if err != nil {
		return nil, err
	}
	figures, err := p.surveys.figures(release, plot.Options{Lang: p.lang, Note: note(p.study)})
	if err != nil {
		return nil, err
	}
	var annex []string
	for _, t := range p.tables {
		annex = append(annex, t.ID)
	}
	doc, err := report.Summary(report.Input{
		Study: p.study, Triangulation: p.triangulation, Release: release, Annex: annex,
		KeyFigures: p.key, Figures: figures, AsOf: p.study.Period.To,
	}, report.Options{Lang: p.lang})
	if err != nil {
		return nil, err
	}
	return release, writeReport(dir, doc, release.Evidence().Table())
}

// readWaivers reads waivers.json: what is shown although it is small, with the
// reason and who decided. It may be absent.
func readWaivers(fsys fs.FS) ([]privacy.Waiver, error) {
	f, err := fsys.Open("waivers.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return privacy.ReadWaivers(f, "waivers.json")
}

// note says under every figure that the data are synthetic, if they are.
func note(study *rma.Study) rma.Text {
	if !study.Synthetic {
		return rma.Text{}
	}
	return rma.T("Synthetische gegevens.", "Synthetic data.")
}
