package casereview

import (
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// run classifies every report under every rule. Rules that differ by their merge
// window alone stand together, and share the classes.
func (s *RuleSensitivity) run(h *history, grid []Rule) {
	windows := max(1, len(s.Options.MergeWindows))
	var first, list []Class
	var incidents, merged []incident
	for i, rule := range grid {
		if i%windows == 0 {
			v := RuleVariant{}
			list, incidents = s.classify(h, rule, &v, list[:0], incidents[:0])
			if i == 0 {
				first = slices.Clone(list)
			}
			for k, class := range list {
				if class != first[k] {
					v.Changed++
				}
			}
			s.Variants = append(s.Variants, v)
		} else {
			s.Variants = append(s.Variants, s.Variants[i-1])
		}
		v := &s.Variants[i]
		v.Rule, v.Definition, v.Incidents = rule, rule.Definition(), v.Counts
		if rule.MergeWindow > 0 {
			merged = append(merged[:0], incidents...)
			v.Incidents = countIncidents(merged, rule.MergeWindow)
		}
	}
	s.shares()
}

// classify counts the reports under a rule, and returns the class of each and what
// incidents are made of.
func (s *RuleSensitivity) classify(h *history, rule Rule, v *RuleVariant, list []Class, incidents []incident) ([]Class, []incident) {
	counts := ReportOptions{Count: s.Options.Count}
	merging := slices.ContainsFunc(s.Options.MergeWindows, func(d time.Duration) bool { return d > 0 }) || rule.MergeWindow > 0
	under, known := h.under(rule), s.refs != nil
	for own := range h.dossiers {
		t := h.dossiers[own].trace
		for i := range t.events {
			if !counts.counts(t, i) {
				continue
			}
			r := under.classify(own, i)
			list = append(list, r.Class)
			v.Counts.add(r.Class)
			if r.Ambiguous {
				v.Ambiguous++
			}
			if r.KnownBeyondLookback {
				v.KnownBeyond++
			}
			if merging {
				incidents = append(incidents, h.incident(own, &r))
			}
			if !known {
				s.refs = append(s.refs, r.Ref)
			}
		}
	}
	return list, incidents
}

// shares works out the shares of every variant, and the lowest and the highest.
func (s *RuleSensitivity) shares() {
	level := s.Options.Level
	for i := range s.Variants {
		v := &s.Variants[i]
		v.Share = newShare(rma.Proportion{K: v.Counts.Rereport, N: v.Counts.Classified()}, level)
		v.IncidentShare = newShare(rma.Proportion{K: v.Incidents.Rereport, N: v.Incidents.Classified()}, level)
		v.Difference = v.Share.Value() - s.Variants[0].Share.Value()
		if i == 0 || s.Least.N == 0 || v.Share.Value() < s.Least.Value() {
			s.Least = v.Share
		}
		if i == 0 || s.Most.N == 0 || v.Share.Value() > s.Most.Value() {
			s.Most = v.Share
		}
	}
	first := s.Variants[0]
	s.Warnings = baseWarnings(first.Share.N)
	if first.Ambiguous > 0 {
		s.Warnings = append(s.Warnings, rma.Warn(rma.WarnAmbiguousTie, "n=%d", first.Ambiguous))
	}
}
