package main

import (
	"errors"
	"io/fs"
	"path"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// The methods in study.json that case files belong to.
const (
	caseMonitoring = "casusmonitoring"
	caseReview     = "casusreview"
)

// analyseCases reads cases/PILOT.csv with cases/PILOT.mapping.json for every
// pilot that has them, and asks of each file what it can answer.
func analyseCases(fsys fs.FS, study *rma.Study) (method, error) {
	var m method
	var errs []error
	for _, p := range study.Pilots {
		log, err := readCases(fsys, path.Join("cases", p.ID))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			errs = append(errs, err)
			continue
		}
		origin := observed(study, methodOf(study, p.ID), p.ID)
		if has(log, casereview.AdviceRequest) {
			errs = append(errs, m.advice(log, origin))
		}
		if has(log, casereview.HomeVisit) && has(log, casereview.Report) {
			errs = append(errs, m.visits(log, origin))
		}
		if has(log, casereview.MonitorContact) {
			errs = append(errs, m.reports(log, origin))
		}
	}
	return m, errors.Join(errs...)
}

// methodOf is case monitoring in the pilots that had it, and otherwise the case
// review that the file was made for.
func methodOf(study *rma.Study, pilot string) string {
	if m, ok := study.Method(caseMonitoring); ok && m.Pilots[pilot].Coverage == rma.Used {
		return caseMonitoring
	}
	return caseReview
}

func readCases(fsys fs.FS, base string) (*casereview.Log, error) {
	m, err := fsys.Open(base + ".mapping.json")
	if err != nil {
		return nil, err
	}
	defer m.Close()
	mapping, err := casereview.ReadWideMapping(m, base+".mapping.json")
	if err != nil {
		return nil, err
	}
	f, err := fsys.Open(base + ".csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return casereview.ReadWide(f, base+".csv", mapping)
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
		{"huisbezoek", casereview.HomeVisit, rma.T("gezamenlijk huisbezoek na advies", "joint home visit after advice"),
			rma.T("Adviezen waarna Veilig Thuis en de adviesvrager samen op huisbezoek gingen, van alle adviezen in de pilot.", "Advice after which Veilig Thuis and the caller visited together, of all advice in the pilot.")},
		{"vervolg", casereview.AdviceFollowUp, rma.T("vervolg na advies", "follow-up after advice"),
			rma.T("Adviezen waarop Veilig Thuis terugkwam, van alle adviezen in de pilot.", "Advice on which Veilig Thuis came back, of all advice in the pilot.")},
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

// visits asks how soon the first home visit came, and whether it came sooner
// with a consult on the day of the report.
func (m *method) visits(log *casereview.Log, origin rma.Origin) error {
	visits, err := casereview.TimeToVisit(log, endOf(origin.Period), casereview.VisitOptions{Name: "bezoek", Origin: origin})
	if err != nil {
		return err
	}
	association, err := casereview.TwoByTwo(log, casereview.SameDay(casereview.Report, casereview.Consult), visits.MetWithin(),
		casereview.AssociationOptions{Name: "overleg-bezoek", Origin: origin})
	if err != nil {
		return err
	}
	m.sources = append(m.sources, visits, association)
	m.key = append(m.key, origin.ObservationID("bezoek-24h"), origin.ObservationID("overleg-bezoek"))
	m.tables = append(m.tables, visits.Table(), visits.ReasonTable(), association.Table())
	return nil
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
