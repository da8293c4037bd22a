package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Seen is how a factor worked in a case, over all its episodes.
type Seen uint8

const (
	NotSeen      Seen = iota // the factor is not named in the case
	SeenSupports             // it helped
	SeenHinders              // it hindered
	SeenBoth                 // it helped in one episode and hindered in another
	SeenUnclear              // it is named, without a direction
)

var seenTerms = rma.Terms{
	{"", "niet genoemd", "not named"},
	{"supports", "helpt", "supports"},
	{"hinders", "belemmert", "hinders"},
	{"both", "helpt en belemmert", "supports and hinders"},
	{"unclear", "richting niet vastgelegd", "direction not recorded"},
}

// String returns the key, "" for not named.
func (s Seen) String() string { return seenTerms.Key("Seen", uint8(s)) }

// Label returns the name in language l.
func (s Seen) Label(l rma.Lang) string { return s.text().In(l) }

func (s Seen) text() rma.Text { return seenTerms.Text("Seen", uint8(s)) }

// FactorMatrix shows which factors come back in which cases. [Factors] makes it.
type FactorMatrix struct {
	Base
	Cases    []rma.Ref   // the columns, in the order of their pseudonyms
	Rows     []FactorRow // by number of cases, most first, and then by code
	Warnings []rma.Warning
}

// FactorRow is one factor code over all cases.
type FactorRow struct {
	Code   string
	Label  rma.Text
	ByCase []Seen    // in the order of FactorMatrix.Cases
	Share  rma.Share // cases in which it is named, of all; Wilson's interval

	// The cases in which it is named, each in one of four: it only helped, it
	// only hindered, it did both, or no direction is recorded.
	Supports, Hinders, Both, Unclear int
}

// Factors reports in how many of the reviewed cases each factor was at work, and
// which way it worked.
//
//	share = K / N
//
// with K the cases in which the factor is named and N the cases reviewed. K and
// N are whole numbers; a percentage is printed from N = 10 on only. A case counts
// once for a factor, however many episodes and reviews name it. That a factor is
// not named does not say that it was not there: nobody may have looked. The
// cases were chosen for what they can teach, so a share says how often the
// factor came up in these reviews, and not how common it is; the interval takes
// them for a sample and is there for those who can defend that.
//
// Missing data: reviews that have not come as far as Options.AtLeast are left out
// and counted; a factor without a direction counts, as unclear.
//
// Errors: ErrOptions; rma.ErrMissing and rma.ErrDuplicate for the ids of reviews.
// Warnings: rma.WarnSmallBase when N < 10, rma.WarnUndefined when N = 0.
func Factors(reviews []Review, o Options) (FactorMatrix, error) {
	cases, base, err := casesOf(reviews, o, "factors")
	if err != nil {
		return FactorMatrix{}, err
	}
	m := FactorMatrix{Base: base, Warnings: base.warnings(), Cases: refs(cases, func(theCase) bool { return true })}
	byCode := map[string]*FactorRow{}
	for i, c := range cases {
		for code, seen := range c.seen() {
			row := byCode[code]
			if row == nil {
				row = &FactorRow{Code: code, Label: base.label(code), ByCase: make([]Seen, len(cases))}
				byCode[code] = row
			}
			row.ByCase[i] = seen
			row.note(seen)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		row := *byCode[code]
		row.Share = base.share(row.Supports + row.Hinders + row.Both + row.Unclear)
		m.Rows = append(m.Rows, row)
	}
	slices.SortStableFunc(m.Rows, func(a, b FactorRow) int { return cmp.Compare(b.Share.K, a.Share.K) })
	return m, nil
}

// seen says of every code in the case how it worked.
func (c theCase) seen() map[string]Seen {
	out := map[string]Seen{}
	for _, f := range c.factors() {
		now, was := SeenUnclear, out[f.Code]
		switch f.Direction {
		case Supports:
			now = SeenSupports
		case Hinders:
			now = SeenHinders
		}
		switch {
		case was == NotSeen || was == SeenUnclear:
			out[f.Code] = now
		case now != SeenUnclear && now != was:
			out[f.Code] = SeenBoth
		}
	}
	return out
}

func (r *FactorRow) note(s Seen) {
	switch s {
	case SeenSupports:
		r.Supports++
	case SeenHinders:
		r.Hinders++
	case SeenBoth:
		r.Both++
	case SeenUnclear:
		r.Unclear++
	}
}

// Observations returns for each factor in how many cases it was at work.
func (m FactorMatrix) Observations() []rma.Observation {
	var list []rma.Observation
	for _, r := range m.Rows {
		share := r.Share
		list = append(list, rma.Observation{ID: m.id(r.Code), Origin: m.Options.Origin,
			What:       rma.T("factor in de casus: "+r.Label.In(rma.Dutch), "factor in the case: "+r.Label.In(rma.English)),
			Definition: rma.T("casussen waarin de review de factor noemt, van de besproken casussen", "cases in which the review names the factor, of those reviewed"),
			Share:      &share, N: share.N, Refs: m.where(r), Warnings: m.Warnings})
	}
	return list
}

// where lists the cases in which the factor is named.
func (m FactorMatrix) where(r FactorRow) []rma.Ref {
	var out []rma.Ref
	for i, s := range r.ByCase {
		if s != NotSeen {
			out = append(out, m.Cases[i])
		}
	}
	return out
}

// Table shows for each factor in how many cases it was at work, and which way.
// It names no case.
func (m FactorMatrix) Table() rma.Table {
	t := rma.Table{
		ID: m.Options.Name, Title: rma.T("Factoren in de besproken casussen", "Factors in the cases reviewed"), RowHead: rma.T("factor", "factor"),
		Columns: []rma.Column{
			{Key: "cases", Label: rma.T("casussen", "cases")},
			{Key: "supports", Label: SeenSupports.text()}, {Key: "hinders", Label: SeenHinders.text()},
			{Key: "both", Label: SeenBoth.text()}, {Key: "unclear", Label: SeenUnclear.text()},
		},
		Notes: []rma.Text{caseNote()}, TeamNotes: m.notes(),
		ColumnSums: []rma.Sum{{Total: "cases", Parts: []string{"supports", "hinders", "both", "unclear"}}},
		Counts:     m.counts(),
	}
	for _, r := range m.Rows {
		t.Rows = append(t.Rows, rma.Row{Key: r.Code, Label: r.Label, Cells: []rma.Cell{rma.ShareCell(r.Share.Proportion).WithRefs(m.id(r.Code)),
			rma.CountCell(r.Supports), rma.CountCell(r.Hinders), rma.CountCell(r.Both), rma.CountCell(r.Unclear)}})
	}
	return t.OfPilot(m.Options.Origin.Pilot)
}

// CaseTable shows the matrix itself, a column per case, with + where the factor
// helped, − where it hindered, ± for both and ? for a direction that is not
// recorded. It points at cases, so it is for the team only.
func (m FactorMatrix) CaseTable() rma.Table {
	t := rma.Table{
		ID: m.Options.Name + "-cases", TeamOnly: true, RowHead: rma.T("factor", "factor"),
		Title: rma.T("Factoren per casus", "Factors by case"),
		Notes: []rma.Text{rma.T("+ helpt, − belemmert, ± beide, ? richting niet vastgelegd", "+ supports, − hinders, ± both, ? direction not recorded")},
	}
	for _, c := range m.Cases {
		t.Columns = append(t.Columns, rma.Column{Key: string(c.Kind) + " " + c.ID, Label: rma.PlainText(c.ID), Things: true})
	}
	t.Columns = append(t.Columns, rma.Column{Key: "cases", Label: rma.T("casussen", "cases")})
	marks := [...]string{"", "+", "−", "±", "?"}
	for _, r := range m.Rows {
		row := rma.Row{Key: r.Code, Label: r.Label}
		for _, s := range r.ByCase {
			c := rma.Cell{}
			if s != NotSeen {
				c = rma.PlainCell(marks[s]).WithMark(s.String())
			}
			row.Cells = append(row.Cells, c)
		}
		row.Cells = append(row.Cells, rma.ShareCell(r.Share.Proportion).WithRefs(m.id(r.Code)))
		t.Rows = append(t.Rows, row)
	}
	return t.OfPilot(m.Options.Origin.Pilot)
}

// String writes a line per factor, in English.
func (m FactorMatrix) String() string {
	var b strings.Builder
	b.WriteString("Factors in " + m.Base.String() + "\n")
	for _, r := range m.Rows {
		b.WriteString("  " + r.Label.In(rma.English) + ": " + r.Share.Format(rma.English, 0) + "\n")
	}
	return b.String()
}
