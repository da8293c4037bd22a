package rma

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Severity tells an error, with which no result can be given, from a remark
// that a reader should know.
type Severity uint8

const (
	IsRemark Severity = iota
	IsError
)

// Issue is one thing that is wrong or odd in a study. It names ids that
// study.json declares, and entries of the records by their number; it never
// quotes a cell, a finding or a passage.
type Issue struct {
	Severity Severity
	Path     string // such as "methods[enquete].groups" or "findings[12].method"
	Err      error  // the rule
	Place    Ref    // file and line, when it came from one
}

// Error returns the place, the path and the rule.
func (i Issue) Error() string {
	s := fmt.Sprintf("%s: %v", i.Path, i.Err)
	if i.Place.File != "" {
		s = fmt.Sprintf("%s:%d: %s", i.Place.File, i.Place.Line, s)
	}
	return s
}

// Unwrap returns the rule.
func (i Issue) Unwrap() error { return i.Err }

// Validate checks that ids are unique, that what is referred to is declared,
// that findings come from methods that were used where they say, and that
// numbers are possible. It reports everything it finds, in the study's order.
func (s *Study) Validate() []Issue {
	v := validator{s: s}
	v.declared()
	v.methods()
	v.claims()
	v.recommendations()
	v.findings()
	v.appraisals()
	v.mentions()
	v.feedback()
	return v.issues
}

type validator struct {
	s      *Study
	ids    map[string]map[string]bool // kind -> declared ids
	issues []Issue
}

func (v *validator) add(sev Severity, path string, err error, at Ref) {
	v.issues = append(v.issues, Issue{Severity: sev, Path: path, Err: err, Place: at})
}

// declared notes the ids of every kind, and reports empty and double ones.
func (v *validator) declared() {
	v.ids = map[string]map[string]bool{}
	for _, a := range v.s.Actors {
		v.declare("actors", a.ID, Ref{})
	}
	for _, g := range v.s.Groups {
		v.declare("groups", g.ID, Ref{})
	}
	for _, p := range v.s.Pilots {
		v.declare("pilots", p.ID, Ref{})
	}
	for _, m := range v.s.Methods {
		v.declare("methods", m.ID, Ref{})
	}
	for _, c := range v.s.Claims {
		v.declare("claims", c.ID, Ref{})
	}
	for _, e := range v.s.Elements {
		v.declare("elements", e.ID, Ref{})
	}
	for _, b := range v.s.Barriers {
		v.declare("barriers", b.ID, Ref{})
	}
	for _, r := range v.s.Recommendations {
		v.declare("recommendations", r.ID, Ref{})
	}
	for _, f := range v.s.Findings {
		v.declare("findings", f.ID, f.Place)
	}
}

func (v *validator) declare(kind, id string, at Ref) {
	if v.ids[kind] == nil {
		v.ids[kind] = map[string]bool{}
	}
	switch {
	case id == "":
		v.add(IsError, kind, fmt.Errorf("%w: an id", ErrMissing), at)
	case strings.ContainsFunc(id, notInID):
		v.add(IsError, kind, fmt.Errorf("%w: an id has no white space, slash or control character", ErrFormat), at)
	case v.ids[kind][id]:
		v.add(IsError, kind, fmt.Errorf("the id %w (entry %d)", ErrDuplicate, len(v.ids[kind])+1), at)
	}
	v.ids[kind][id] = true
}

// notInID holds for what would make an id ambiguous in METHOD/PILOT/NAME, or a
// message unreadable.
func notInID(r rune) bool { return r == '/' || unicode.IsSpace(r) || !unicode.IsPrint(r) }

// refer reports an id that is not declared. An empty id is left to the caller.
func (v *validator) refer(path, kind, id string, at Ref) {
	if id != "" && !v.ids[kind][id] {
		v.add(IsError, path, fmt.Errorf("%w among the %s", ErrUnknownID, kind), at)
	}
}

func (v *validator) referAll(path, kind string, ids []string, at Ref) {
	for _, id := range ids {
		v.refer(path, kind, id, at)
	}
}

func (v *validator) methods() {
	for _, p := range v.s.Pilots {
		v.referAll("pilots["+p.ID+"].partners", "actors", p.Partners, Ref{})
		if days, ok := p.Run.Days(); ok && days < 0 {
			v.add(IsError, "pilots["+p.ID+"].run", ErrOrder, Ref{})
		}
	}
	for _, m := range v.s.Methods {
		path := "methods[" + m.ID + "]"
		v.referAll(path+".groups", "groups", m.Groups, Ref{})
		v.referAll(path+".informed_by", "methods", m.InformedBy, Ref{})
		v.referAll(path+".covers", "claims", m.Covers, Ref{})
		if _, err := m.Strand.MarshalText(); err != nil {
			v.add(IsError, path+".strand", err, Ref{})
		}
		if m.StrandOf() == StrandNotRecorded {
			v.add(IsError, path+".strand", fmt.Errorf("%w: a method of one's own needs a strand", ErrMissing), Ref{})
		}
		if len(m.Groups) == 0 {
			v.add(IsError, path+".groups", fmt.Errorf("%w: without an informant group independence cannot be judged", ErrMissing), Ref{})
		}
		pilots := make([]string, 0, len(m.Pilots))
		for id, u := range m.Pilots {
			pilots = append(pilots, id)
			if u.N < 0 {
				v.add(IsError, path+".pilots", ErrNumber, Ref{})
			}
		}
		slices.Sort(pilots)
		v.referAll(path+".pilots", "pilots", pilots, Ref{})
	}
}

func (v *validator) claims() {
	for _, c := range v.s.Claims {
		if c.Horizon < 0 {
			v.add(IsError, "claims["+c.ID+"].horizon_days", ErrNumber, Ref{})
		}
		if c.Confidence != ConfidenceNotRecorded && c.Rationale.IsZero() {
			v.add(IsRemark, "claims["+c.ID+"].rationale", fmt.Errorf("%w: why this confidence", ErrMissing), Ref{})
		}
	}
}

func (v *validator) recommendations() {
	for _, b := range v.s.Barriers {
		v.referAll("barriers["+b.ID+"].findings", "findings", b.Findings, Ref{})
	}
	for _, r := range v.s.Recommendations {
		path := "recommendations[" + r.ID + "]"
		v.referAll(path+".barriers", "barriers", r.Barriers, Ref{})
		v.referAll(path+".claims", "claims", r.Claims, Ref{})
		v.referAll(path+".conditions", "elements", r.Conditions, Ref{})
	}
}

func (v *validator) findings() {
	for i, f := range v.s.Findings {
		path := fmt.Sprintf("findings[%d]", i+1)
		v.refer(path+".method", "methods", f.Method, f.Place)
		v.refer(path+".pilot", "pilots", f.Pilot, f.Place)
		v.referAll(path+".groups", "groups", f.Groups, f.Place)
		if !f.Speakers.Valid() {
			v.add(IsError, path+".speakers", fmt.Errorf("%w: k lies between 0 and n", ErrNumber), f.Place)
		}
		m, ok := v.s.Method(f.Method)
		switch {
		case f.Method == "":
			v.add(IsError, path+".method", ErrMissing, f.Place)
		case !ok:
		case f.Pilot != "" && m.usage(f.Pilot).Coverage != Used:
			v.add(IsError, path+".pilot", fmt.Errorf("%w: the method is not declared as used in that pilot", ErrUnknownID), f.Place)
		case slices.ContainsFunc(f.Groups, func(g string) bool { return !slices.Contains(m.Groups, g) }):
			v.add(IsError, path+".groups", fmt.Errorf("%w among the groups of the method", ErrUnknownID), f.Place)
		}
	}
}

func (v *validator) appraisals() {
	type key struct{ claim, finding, coder string }
	seen := map[key]bool{}
	covers := v.covering()
	for i, a := range v.s.Appraisals {
		path := fmt.Sprintf("appraisals[%d]", i+1)
		if _, err := a.Stance.MarshalText(); err != nil {
			v.add(IsError, path+".stance", err, a.Place)
		}
		if _, err := a.Prominence.MarshalText(); err != nil {
			v.add(IsError, path+".prominence", err, a.Place)
		}
		if c, ok := covers[a.Finding]; ok && len(c) > 0 && !slices.Contains(c, a.Claim) {
			v.add(IsRemark, path+".claim", fmt.Errorf("%w: the instrument of the method is not declared to cover the claim", ErrUnknownID), a.Place)
		}
		if a.Claim == "" || a.Finding == "" || a.Coder == "" || a.Stance == StanceNotRecorded {
			v.add(IsError, path, fmt.Errorf("%w: claim, finding, stance and coder", ErrMissing), a.Place)
		}
		v.refer(path+".claim", "claims", a.Claim, a.Place)
		v.refer(path+".finding", "findings", a.Finding, a.Place)
		k := key{a.Claim, a.Finding, a.Coder}
		if seen[k] {
			v.add(IsError, path, fmt.Errorf("the claim, finding and coder together: %w", ErrDuplicate), a.Place)
		}
		seen[k] = true
	}
}

// covering gives, by finding, the claims that the instrument of its method
// covers; none means all.
func (v *validator) covering() map[string][]string {
	byMethod := map[string][]string{}
	for _, m := range v.s.Methods {
		byMethod[m.ID] = m.Covers
	}
	out := map[string][]string{}
	for _, f := range v.s.Findings {
		out[f.ID] = byMethod[f.Method]
	}
	return out
}

func (v *validator) mentions() {
	for i, m := range v.s.Mentions {
		path := fmt.Sprintf("mentions[%d]", i+1)
		if m.Pilot == "" || m.Element == "" {
			v.add(IsError, path, fmt.Errorf("%w: pilot and element", ErrMissing), m.Place)
		}
		v.refer(path+".pilot", "pilots", m.Pilot, m.Place)
		v.refer(path+".element", "elements", m.Element, m.Place)
	}
}

func (v *validator) feedback() {
	for i, f := range v.s.Feedback {
		path := fmt.Sprintf("feedback[%d]", i+1)
		if f.Claim == "" || f.Group == "" || f.Response == ResponseNotRecorded {
			v.add(IsError, path, fmt.Errorf("%w: claim, group and response", ErrMissing), f.Place)
		}
		v.refer(path+".claim", "claims", f.Claim, f.Place)
		v.refer(path+".group", "groups", f.Group, f.Place)
	}
}
