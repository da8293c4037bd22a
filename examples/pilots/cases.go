package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

const (
	caseFile    = ".csv"
	mappingFile = ".mapping.json"
)

// analyseCases reads cases/PILOT.csv with cases/PILOT.mapping.json for every
// pilot that has them, and asks of each file what it can answer. A file that
// belongs to no pilot is an error, so that nothing is left out in silence.
func analyseCases(fsys fs.FS, study *rma.Study) (method, error) {
	var m method
	entries, err := fs.ReadDir(fsys, "cases")
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	var errs []error
	for _, e := range entries {
		pilot, ok := strings.CutSuffix(e.Name(), caseFile)
		if !ok {
			continue
		}
		errs = append(errs, m.pilot(fsys, study, pilot))
	}
	return m, errors.Join(errs...)
}

// pilot analyses the file of one pilot.
func (m *method) pilot(fsys fs.FS, study *rma.Study, pilot string) error {
	base := path.Join("cases", pilot)
	use, err := caseMethod(study, pilot)
	if err != nil {
		return fmt.Errorf("%s: %w", base+caseFile, err)
	}
	log, err := readCases(fsys, base)
	if err != nil {
		return err
	}
	if n := use.Pilots[pilot].N; n != 0 && n != log.Len() {
		m.remark("%s: %d cases, and study.json says n = %d", base+caseFile, log.Len(), n)
	}
	origin := observed(study, use, pilot)
	var errs []error
	if has(log, casereview.AdviceRequest) {
		errs = append(errs, m.advice(log, origin))
	}
	if has(log, casereview.HomeVisit) && has(log, casereview.Report) {
		errs = append(errs, m.visits(log, origin))
	}
	if has(log, casereview.MonitorContact) {
		errs = append(errs, m.reports(log, origin))
	}
	return errors.Join(errs...)
}

// caseMethod finds the method that a case file belongs to: case monitoring if
// the pilot had it, and otherwise a case review.
func caseMethod(study *rma.Study, pilot string) (rma.MethodUse, error) {
	if _, ok := study.Pilot(pilot); !ok {
		return rma.MethodUse{}, fmt.Errorf("%w: the file must be named after a pilot of study.json", rma.ErrUnknownID)
	}
	for _, kind := range []rma.Method{rma.CaseMonitoring, rma.CaseReview} {
		for _, use := range study.Methods {
			if use.Method == kind && use.Pilots[pilot].Coverage == rma.Used {
				return use, nil
			}
		}
	}
	return rma.MethodUse{}, fmt.Errorf("%w: study.json declares no %s or %s as used in this pilot", rma.ErrUnknownID, rma.CaseMonitoring, rma.CaseReview)
}

func readCases(fsys fs.FS, base string) (*casereview.Log, error) {
	m, err := fsys.Open(base + mappingFile)
	if err != nil {
		return nil, err
	}
	defer m.Close()
	mapping, err := casereview.ReadWideMapping(m, base+mappingFile)
	if err != nil {
		return nil, err
	}
	f, err := fsys.Open(base + caseFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// The data steward put pseudonyms in the files; what is no pseudonym is refused.
	return casereview.ReadWide(f, base+caseFile, mapping, casereview.ReadOptions{Pseudonyms: privacy.Declared()})
}

// has reports whether the activity occurs in the log.
func has(log *casereview.Log, a casereview.Activity) bool {
	for _, t := range log.Cases() {
		if t.Has(a) {
			return true
		}
	}
	return false
}

// advice counts what followed on advice: a joint home visit, and a follow-up by
// Veilig Thuis.
func (m *method) advice(log *casereview.Log, origin rma.Origin) error {
	for _, s := range []struct {
		name       string
		activity   casereview.Activity
		what       rma.Text
		definition rma.Text
	}{
		{"huisbezoek", casereview.HomeVisit, rma.T("gezamenlijk huisbezoek na een adviesvraag", "joint home visit after an advice request"),
			rma.T("Adviesvragen waarna Veilig Thuis en de adviesvrager samen op huisbezoek gingen, van alle adviesvragen in de pilot.", "Advice requests after which Veilig Thuis and the caller visited together, of all advice requests in the pilot.")},
		{"vervolg", casereview.AdviceFollowUp, rma.T("vervolg na een adviesvraag", "follow-up after an advice request"),
			rma.T("Adviesvragen waarop Veilig Thuis terugkwam, van alle adviesvragen in de pilot.", "Advice requests on which Veilig Thuis came back, of all advice requests in the pilot.")},
	} {
		share, err := casereview.Share(log, casereview.ShareOptions{
			Name: s.name, What: s.what, Definition: s.definition, Origin: origin,
			Of: casereview.Has(casereview.AdviceRequest), In: casereview.Has(s.activity),
		})
		if err != nil {
			return err
		}
		m.sources = append(m.sources, share)
		m.key = append(m.key, origin.ObservationID(s.name))
	}
	return nil
}

// visits asks how soon the first home visit came and, where consults are
// recorded, whether it came sooner with a consult on the day of the report.
func (m *method) visits(log *casereview.Log, origin rma.Origin) error {
	visits, err := casereview.TimeToVisit(log, endOf(origin.Period), casereview.VisitOptions{Name: "bezoek", Origin: origin})
	if err != nil {
		return err
	}
	m.sources = append(m.sources, visits)
	m.key = append(m.key, origin.ObservationID("bezoek-24h"))
	m.tables = append(m.tables, visits.Table(), visits.ReasonTable())
	if !has(log, casereview.Consult) {
		return nil
	}
	association, err := casereview.TwoByTwo(log, casereview.SameDay(casereview.Report, casereview.Consult), visits.MetWithin(),
		casereview.AssociationOptions{Name: "overleg-bezoek", Origin: origin})
	if err != nil {
		return err
	}
	m.sources = append(m.sources, association)
	m.key = append(m.key, origin.ObservationID("overleg-bezoek"))
	m.tables = append(m.tables, association.Table())
	m.sameVisits(visits.Table(), association.Table())
	return nil
}

// sameVisits says which counts the table of visits by consult and that of the
// association share, so that what is hidden in one is hidden in the other. They
// differ when a visit is undetermined, and then they are not the same.
func (m *method) sameVisits(visits, association rma.Table) {
	for _, pair := range [][2]string{{"same-day-consult=yes", "exposed"}, {"same-day-consult=no", "unexposed"}} {
		stratum, row := pair[0], pair[1]
		a, okA := visits.Cell(stratum, "within")
		b, okB := association.Cell(row, "share")
		if okA && okB && a.Share == b.Share {
			m.same = append(m.same, privacy.Same{
				A: privacy.Count{Table: visits.ID, Row: stratum, Column: "within"},
				B: privacy.Count{Table: association.ID, Row: row, Column: "share"},
			})
		}
	}
}

// reports classifies the reports under three rules. What comes in while a
// dossier is monitored is a follow-up report, and not a re-report, under each.
func (m *method) reports(log *casereview.Log, origin rma.Origin) error {
	rules := []casereview.Rule{casereview.DrentheStudy(), casereview.CBS2022(), casereview.Within12Months()}
	c, err := casereview.CompareRules(log, rules, casereview.ReportOptions{Name: "meldingen", Origin: origin})
	if err != nil {
		return err
	}
	m.sources = append(m.sources, c)
	m.tables = append(m.tables, c.Table())
	for _, r := range c.Results { // not shown, but they say how the observations add up
		m.behind = append(m.behind, r.Table(), r.ChangeTable())
	}
	return nil
}

// endOf is the moment up to which the data of a period run.
func endOf(p rma.Period) time.Time {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		loc = time.UTC
	}
	return p.To.In(loc)
}
