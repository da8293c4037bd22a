package rma

import (
	"fmt"
	"slices"
	"strings"
)

// JointBy chooses the rows of a joint display.
type JointBy uint8

const (
	JointByClaim JointBy = iota // the default: a row per claim
	JointByPilot                // a row per pilot and claim on which it has evidence
)

// JointOptions configures a joint display. The zero value gives a row per claim.
type JointOptions struct {
	By JointBy // 0 = by claim
}

// JointDisplay puts figures and words side by side. What makes it a joint
// display rather than a table is the last column: the researchers' reading of
// the two together (Guetterman, Fetters and Creswell 2015, Annals of Family
// Medicine 13, 554-561).
type JointDisplay struct {
	Options JointOptions
	Rows    []JointRow
}

// JointRow is one row with its findings per strand.
type JointRow struct {
	Claim     Claim
	Pilot     string // empty in a display by claim
	Quant     []Finding
	Qual      []Finding // findings of mixed methods stand here too
	Fit       Fit
	Inference Text // the researchers' own; empty until they have written it
}

// Fit is how figures and words go together.
type Fit uint8

const (
	FitNotFormed Fit = iota
	OneStrand
	Confirmation
	Expansion
	Discordance
)

var fitTerms = Terms{
	{"", "geen bevindingen", "no findings"},
	{"one-strand", "één soort", "one strand"},
	{"confirmation", "wijzen dezelfde kant op", "confirmation"},
	{"expansion", "aanvulling", "expansion"},
	{"discordance", "tegenspraak", "discordance"},
}

// String returns the key, "" when there are no findings.
func (f Fit) String() string { return fitTerms.Key("Fit", uint8(f)) }

// Label returns the name in language l.
func (f Fit) Label(l Lang) string { return fitTerms.Text("Fit", uint8(f)).In(l) }

// Joint builds the joint display. A claim or pilot without published findings
// has no row. The fit is suggested from the stances: equal in both strands is
// confirmation, support in one and contradiction in the other discordance,
// anything else expansion.
func (s *Study) Joint(t Triangulation, o JointOptions) JointDisplay {
	d := JointDisplay{Options: o}
	said := s.said()
	for _, r := range t.Claims {
		if o.By == JointByClaim {
			d.add(s.jointRow(r.Claim, "", said[r.Claim.ID]))
			continue
		}
		for _, p := range s.Pilots {
			d.add(s.jointRow(r.Claim, p.ID, said[r.Claim.ID]))
		}
	}
	if o.By == JointByPilot {
		order := map[string]int{}
		for i, p := range s.Pilots {
			order[p.ID] = i
		}
		slices.SortStableFunc(d.Rows, func(a, b JointRow) int { return order[a.Pilot] - order[b.Pilot] })
	}
	return d
}

func (d *JointDisplay) add(r JointRow) {
	if r.Fit != FitNotFormed {
		d.Rows = append(d.Rows, r)
	}
}

// saying is a published finding with the stances that coders gave it on a claim.
type saying struct {
	finding Finding
	place   int // in the study, which is the order of a row
	stances []Stance
}

// said lists the sayings on each claim, in the order of the findings.
func (s *Study) said() map[string][]saying {
	place := make(map[string]int, len(s.Findings))
	for i, f := range s.Findings {
		place[f.ID] = i
	}
	type key struct{ claim, finding string }
	at := map[key]int{}
	out := map[string][]saying{}
	for _, a := range s.Appraisals {
		i, ok := place[a.Finding]
		if !ok || s.Findings[i].Withheld {
			continue
		}
		k := key{a.Claim, a.Finding}
		j, ok := at[k]
		if !ok {
			j = len(out[a.Claim])
			at[k] = j
			out[a.Claim] = append(out[a.Claim], saying{finding: s.Findings[i], place: i})
		}
		if list := out[a.Claim]; !slices.Contains(list[j].stances, a.Stance) {
			list[j].stances = append(list[j].stances, a.Stance)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b saying) int { return a.place - b.place })
	}
	return out
}

func (s *Study) jointRow(c Claim, pilot string, said []saying) JointRow {
	row := JointRow{Claim: c, Pilot: pilot}
	if pilot == "" {
		row.Inference = c.Inference
	}
	quant, qual := map[Stance]bool{}, map[Stance]bool{}
	for _, x := range said {
		if pilot != "" && x.finding.Pilot != pilot {
			continue
		}
		m, _ := s.Method(x.finding.Method)
		into, list := qual, &row.Qual
		if m.StrandOf() == Quantitative {
			into, list = quant, &row.Quant
		}
		*list = append(*list, x.finding)
		for _, st := range x.stances {
			into[st] = true
		}
	}
	row.Fit = fit(quant, qual)
	return row
}

func fit(quant, qual map[Stance]bool) Fit {
	switch {
	case len(quant)+len(qual) == 0:
		return FitNotFormed
	case len(quant) == 0 || len(qual) == 0:
		return OneStrand
	case quant[Supports] && qual[Contradicts] || quant[Contradicts] && qual[Supports]:
		return Discordance
	}
	a, _ := together(quant)
	b, _ := together(qual)
	if a == b {
		return Confirmation
	}
	return Expansion
}

// Table returns the display with one row per claim, or per pilot and claim.
func (d JointDisplay) Table() Table {
	t := Table{
		ID:      "joint-claim",
		Title:   T("Cijfers en woorden naast elkaar, per uitspraak", "Figures and words side by side, by claim"),
		RowHead: T("uitspraak", "claim"),
		Columns: []Column{
			{Key: "quantitative", Label: T("cijfers", "figures")}, {Key: "qualitative", Label: T("woorden", "words")},
			{Key: "fit", Label: T("samen", "together")}, {Key: "inference", Label: T("duiding", "meta-inference")},
		},
	}
	if d.Options.By == JointByPilot {
		t.ID, t.Title, t.RowHead = "joint-pilot", T("Cijfers en woorden naast elkaar, per pilot", "Figures and words side by side, by pilot"), T("pilot", "pilot")
		t.Columns = append([]Column{{Key: "claim", Label: T("uitspraak", "claim")}}, t.Columns[:3]...)
	}
	for _, r := range d.Rows {
		fitCell := TextCell(r.fitText()).WithMark(r.Fit.String())
		row := Row{Key: r.Claim.ID, Label: T(r.Claim.ID+" "+r.Claim.Statement.NL, r.Claim.ID+" "+r.Claim.Statement.In(English))}
		if d.Options.By == JointByPilot {
			claim := TextCell(row.Label)
			row = Row{Key: r.Pilot + "/" + r.Claim.ID, Label: PlainText(r.Pilot), Cells: []Cell{claim, findingsCell(r.Quant), findingsCell(r.Qual), fitCell}}
		} else {
			row.Cells = []Cell{findingsCell(r.Quant), findingsCell(r.Qual), fitCell, TextCell(r.Inference)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t.OfThings()
}

// fitText names the strand when there is only one.
func (r JointRow) fitText() Text {
	switch {
	case r.Fit == OneStrand && len(r.Qual) == 0:
		return T("alleen cijfers", "figures only")
	case r.Fit == OneStrand:
		return T("alleen woorden", "words only")
	}
	return T(r.Fit.Label(Dutch), r.Fit.Label(English))
}

func findingsCell(fs []Finding) Cell {
	if len(fs) == 0 {
		return PlainCell("–")
	}
	var nl, en, ids []string
	for _, f := range fs {
		where := ""
		if f.Pilot != "" {
			where = fmt.Sprintf(" (%s)", f.Pilot)
		}
		nl = append(nl, f.Text.In(Dutch)+where)
		en = append(en, f.Text.In(English)+where)
		ids = append(ids, f.ID)
	}
	return TextCell(T(strings.Join(nl, "; "), strings.Join(en, "; "))).WithRefs(ids...)
}
