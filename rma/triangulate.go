package rma

import (
	"fmt"
	"slices"
)

// TriangulateOptions chooses what is compared and how. The zero value compares
// methods, meaning first.
type TriangulateOptions struct {
	Units UnitKind // 0 = methods
	Rule  PairRule // 0 = meaning first
}

// Triangulation is what the methods of a study say together, claim by claim.
type Triangulation struct {
	Options  TriangulateOptions
	Units    []Unit
	Claims   []ClaimResult // in the study's order
	Warnings []Warning
}

// ClaimResult is what the units say about one claim. There is no score: the
// verdict comes from a table, and the counts that it rests on stand beside it.
type ClaimResult struct {
	Claim    Claim
	Verdict  Verdict
	Counts   Counts
	Cells    []UnitCell // one per unit, in the order of Triangulation.Units
	Pairs    []Pair     // the pairs that could be compared
	Sources  [][]string // unit keys by independent source
	Denzin   Denzin
	Horizon  []HorizonCheck // of the pilots with evidence whose run is known, when the outcome takes time to show
	Warnings []Warning
}

// UnitCell is what one unit says about one claim.
type UnitCell struct {
	Unit       string
	State      CellState
	Stance     Stance
	Prominence Prominence
	Mixed      bool     // both supports and contradicts; compared as qualifying
	Findings   []string // findings behind it, in the study's order
	Pilots     []string // pilots they come from
	Coders     []string // who appraised them
}

// CellState tells evidence from the three kinds of empty.
type CellState uint8

const (
	NotEligible CellState = iota // the method was not used, or cannot speak on this
	IsSilent                     // it could have spoken and did not
	IsWithheld                   // it spoke, and what it said is not to be published
	HasEvidence
)

var cellTerms = Terms{
	{"not-eligible", "niet van toepassing", "not eligible"},
	{"silent", "stil", "silent"},
	{"withheld", "niet getoond", "withheld"},
	{"evidence", "bewijs", "evidence"},
}

// String returns the key.
func (c CellState) String() string { return cellTerms.Key("CellState", uint8(c)) }

// Label returns the name in language l.
func (c CellState) Label(l Lang) string { return cellTerms.Text("CellState", uint8(c)).In(l) }

// Triangulate compares, for every claim of the study, what the units say. It
// needs appraisals that name claims and findings of the study, and findings
// that name a method and a pilot in which it was used; Validate lists what is
// wrong, and Triangulate refuses a study with such errors.
//
// A unit is eligible for a claim when its method was used in a pilot and its
// instrument covers the claim. An eligible unit without an appraised finding is
// silent. A unit of which every appraised finding is withheld is withheld: it
// counts neither as evidence nor as silence.
//
// When a unit has several findings, one stance for all is its stance; support
// together with contradiction makes it mixed; any other mixture qualifies. Its
// prominence is the highest that is known. Pairs, sources and verdict follow
// from the cells: see Counts, PairRule and Verdict.
//
// Cost: claims x (appraisals of the claim + units squared).
//
// Sources: Farmer and others (2006), Qualitative Health Research 16, 377-394;
// O'Cathain, Murphy and Nicholl (2010), BMJ 341, c4587; Denzin (1970), The
// Research Act.
func Triangulate(s *Study, o TriangulateOptions) (Triangulation, error) {
	if s == nil {
		return Triangulation{}, fmt.Errorf("%w: a study", ErrMissing)
	}
	if o.Units > ByStrand || o.Rule > Literal {
		return Triangulation{}, fmt.Errorf("%w: unit of comparison or pair rule", ErrUnknownTerm)
	}
	for _, issue := range s.Validate() {
		if issue.Severity == IsError {
			return Triangulation{}, fmt.Errorf("the study is not consistent: %w", issue)
		}
	}
	t := Triangulation{Options: o, Units: s.units(o.Units)}
	findings := make(map[string]Finding, len(s.Findings))
	for _, f := range s.Findings {
		findings[f.ID] = f
	}
	appraisals := map[string][]Appraisal{}
	for _, a := range s.Appraisals {
		appraisals[a.Claim] = append(appraisals[a.Claim], a)
	}
	for _, c := range s.Claims {
		t.Claims = append(t.Claims, s.triangulateClaim(c, t, appraisals[c.ID], findings))
	}
	for _, m := range s.Methods {
		if len(m.InformedBy) > 0 {
			t.Warnings = append(t.Warnings, Warn(WarnInformedBy, "%s", m.ID))
		}
	}
	if n := s.Coverage().Unknown; n > 0 {
		t.Warnings = append(t.Warnings, Warn(WarnUnknownCoverage, "n=%d", n))
	}
	return t, nil
}

func (s *Study) triangulateClaim(c Claim, t Triangulation, as []Appraisal, findings map[string]Finding) ClaimResult {
	r := ClaimResult{Claim: c}
	for _, u := range t.Units {
		r.Cells = append(r.Cells, s.cell(u, c, as, findings))
	}
	r.Pairs = pairs(r.Cells, t.Options.Rule)
	r.Sources = s.sources(t.Units, r.Cells)
	r.Counts = count(r)
	r.Verdict = r.Counts.verdict()
	r.Denzin = s.denzin(r, findings)
	r.Horizon = s.horizons(r, findings)
	r.Warnings = s.claimWarnings(r, t.Units, as)
	return r
}

// cell reads what one unit says about one claim.
func (s *Study) cell(u Unit, c Claim, as []Appraisal, findings map[string]Finding) UnitCell {
	cell := UnitCell{Unit: u.Key}
	stances := map[Stance]bool{}
	withheld := false
	for _, a := range as {
		f := findings[a.Finding]
		switch {
		case !u.holds(s, f):
			continue
		case f.Withheld:
			withheld = true
			continue
		}
		stances[a.Stance] = true
		cell.Prominence = max(cell.Prominence, a.Prominence)
		cell.Findings = appendNew(cell.Findings, f.ID)
		cell.Coders = appendNew(cell.Coders, a.Coder)
		if f.Pilot != "" {
			cell.Pilots = appendNew(cell.Pilots, f.Pilot)
		}
	}
	switch {
	case len(stances) > 0:
		cell.State = HasEvidence
		cell.Stance, cell.Mixed = together(stances)
	case withheld:
		cell.State = IsWithheld
	case u.eligible(s, c):
		cell.State = IsSilent
	}
	return cell
}

func together(stances map[Stance]bool) (Stance, bool) {
	if len(stances) == 1 {
		for s := range stances {
			return s, false
		}
	}
	return Qualifies, stances[Supports] && stances[Contradicts]
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func pairs(cells []UnitCell, rule PairRule) []Pair {
	var out []Pair
	for i, a := range cells {
		for _, b := range cells[i+1:] {
			if shareFinding(a, b) {
				continue // a finding says nothing about itself
			}
			if code := codePair(a, b, rule); code != PairNotFormed {
				out = append(out, Pair{A: a.Unit, B: b.Unit, Code: code})
			}
		}
	}
	return out
}

func count(r ClaimResult) Counts {
	c := Counts{Units: len(r.Cells), Sources: len(r.Sources)}
	for _, cell := range r.Cells {
		switch cell.State {
		case HasEvidence:
			c.WithEvidence++
		case IsSilent:
			c.Silent++
		case IsWithheld:
			c.Withheld++
		default:
			c.NotEligible++
		}
		switch cell.Stance {
		case Supports:
			c.Supporting++
		case Qualifies:
			c.Qualifying++
		case Contradicts:
			c.Contrary++
		}
		if cell.Mixed {
			c.Mixed++
		}
	}
	c.Eligible = c.WithEvidence + c.Silent
	for _, p := range r.Pairs {
		switch p.Code {
		case Agreement:
			c.Agreement++
		case Partial:
			c.Partial++
		case Silence:
			c.Silence++
		case Dissonance:
			c.Dissonance++
		}
	}
	return c
}

func (s *Study) claimWarnings(r ClaimResult, units []Unit, as []Appraisal) []Warning {
	var ws []Warning
	if n := r.Counts.Mixed; n > 0 {
		ws = append(ws, Warn(WarnInternalDissonance, "n=%d", n))
	}
	ws = append(ws, s.dependence(units, r.Cells)...)
	if n := codersDiffer(r, as); n > 0 {
		ws = append(ws, Warn(WarnCodersDiffer, "n=%d", n))
	}
	if longest, ok := r.LongestRun(); ok && longest.TooShort() {
		ws = append(ws, Warn(WarnHorizon, "%d/%d d", longest.RunDays, longest.Needed))
	}
	if r.Claim.Confidence > r.Verdict.Ceiling() {
		ws = append(ws, Warning{Code: WarnConfidenceCeiling})
	}
	return ws
}

// codersDiffer counts the findings behind the evidence to which coders gave
// different stances.
func codersDiffer(r ClaimResult, as []Appraisal) int {
	shown := map[string]bool{}
	for _, c := range r.Cells {
		for _, id := range c.Findings {
			shown[id] = true
		}
	}
	first := map[string]Stance{}
	differ := map[string]bool{}
	for _, a := range as {
		if !shown[a.Finding] {
			continue
		}
		if s, ok := first[a.Finding]; ok && s != a.Stance {
			differ[a.Finding] = true
			continue
		}
		first[a.Finding] = a.Stance
	}
	return len(differ)
}
