package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = CaseVariants{}

func checkMinCases(n int) error {
	if n < 0 {
		return fmt.Errorf("%w: MinCases is 0 or more", ErrOptions)
	}
	return nil
}

// shown returns how many of the variants Table shows each: those with MinCases cases
// or more, and not so many that the others together have fewer.
func (v CaseVariants) shown() (k, others int) {
	for k < len(v.Variants) && v.Variants[k].Share.K >= v.Options.MinCases {
		k++
	}
	for others = v.casesFrom(k); k > 0 && others > 0 && others < v.Options.MinCases; k-- {
		others += v.Variants[k-1].Share.K
	}
	return k, others
}

// casesFrom returns how many cases have one of the variants from the kth on.
func (v CaseVariants) casesFrom(k int) int {
	n := 0
	for _, one := range v.Variants[k:] {
		n += one.Share.K
	}
	return n
}

// Table shows the variants with Options.MinCases cases or more, and the others
// together, with how many they are: a course that one or two cases have can point to
// a family. As long as the others together have fewer cases than that, the rarest of
// those shown is put with them.
func (v CaseVariants) Table() rma.Table {
	k, others := v.shown()
	t := v.table(v.Options.Name, k)
	if rest := len(v.Variants) - k; rest > 0 {
		note := rma.T(fmt.Sprintf("%d andere varianten, zeldzamer dan de genoemde, staan samen in één regel", rest), fmt.Sprintf("%d other variants, rarer than those named, stand together in one row", rest))
		// of few cases, the number of variants would tell how many at least
		if others >= rma.DefaultMinBase {
			t.Notes = append(t.Notes, note)
		} else {
			t.TeamNotes = append(t.TeamNotes, note)
		}
	}
	return t.OfPilot(v.Options.Origin.Pilot)
}

// TeamTable shows every variant with the coverage up to it. It can point at families,
// and is for the team.
func (v CaseVariants) TeamTable() rma.Table {
	t := v.table(v.Options.Name+"-team", len(v.Variants))
	t.TeamOnly = true
	t.Columns = append(t.Columns, rma.Column{Key: "coverage", Label: rma.T("dekking", "coverage")})
	for i := range v.Variants {
		t.Rows[i].Cells = append(t.Rows[i].Cells, rma.ShareCell(v.Variants[i].Coverage))
	}
	if n := len(v.Variants); n > 0 {
		t.Rows[n].Cells = append(t.Rows[n].Cells, rma.Cell{})
	}
	return t.OfPilot(v.Options.Origin.Pilot)
}

// table has a row for each of the first k variants, and one for the others and for all.
func (v CaseVariants) table(id string, k int) rma.Table {
	n := v.Cases - v.Empty
	t := rma.Table{ID: id, Title: rma.T("Varianten van het verloop", "Variants of the course"), RowHead: rma.T("verloop", "course"),
		Columns: []rma.Column{
			{Key: "cases", Label: rma.T("dossiers", "cases")},
			{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: v.Options.Level})},
		},
		Notes: []rma.Text{v.definition()},
		TeamNotes: []rma.Text{rma.T(
			fmt.Sprintf("%d varianten in %d dossiers; %d zonder gebeurtenis; in %d kan de volgorde anders zijn, omdat tijdstippen overlappen", len(v.Variants), n, v.Empty, v.Ambiguous),
			fmt.Sprintf("%d variants in %d cases; %d without an event; in %d the order may be another, as stamps overlap", len(v.Variants), n, v.Empty, v.Ambiguous))},
		ColumnSums: []rma.Sum{{Total: "cases/n", Parts: []string{"cases"}, Only: []string{"all"}}},
		Counts:     strings.Join([]string{"cases", v.Options.Origin.Method, v.Options.Origin.Pilot, v.Options.Name}, " "),
	}
	all := rma.Sum{Total: "all"}
	add := func(key string, label rma.Text, s rma.Share) {
		cell := rma.ShareCell(s.Proportion)
		if key == "variant-1" {
			cell = cell.WithRefs(v.mostID())
		}
		t.Rows = append(t.Rows, rma.Row{Key: key, Label: label, Cells: []rma.Cell{cell, rma.ShareIntervalCell(s)}})
	}
	for i, one := range v.Variants[:k] {
		key := fmt.Sprintf("variant-%d", i+1)
		all.Parts = append(all.Parts, key)
		add(key, one.Text(), one.Share)
	}
	if k < len(v.Variants) {
		all.Parts = append(all.Parts, "others")
		add("others", rma.T("andere varianten", "other variants"), newShare(rma.Proportion{K: v.casesFrom(k), N: n}, v.Options.Level))
	}
	if len(all.Parts) > 0 {
		t.RowSums = []rma.Sum{all, {Total: all.Parts[0] + "/n", Parts: all.Parts}}
		add("all", rma.T("alle met een gebeurtenis", "all with an event"), rma.Share{Proportion: rma.Proportion{K: n, N: n}, Interval: noInterval(0)})
	}
	return t
}

// Text writes the course, of which a long one is cut.
func (v Variant) Text() rma.Text {
	const most = 30
	write := func(l rma.Lang) string {
		var parts []string
		for i, a := range v.Activities {
			if i == most {
				parts = append(parts, fmt.Sprintf("… (+%d)", len(v.Activities)-most))
				break
			}
			parts = append(parts, bound(a.Label(l), 60))
		}
		return strings.Join(parts, " → ")
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

func (v CaseVariants) definition() rma.Text {
	d := rma.T("dossiers met dezelfde activiteiten in dezelfde volgorde, van de dossiers met een gebeurtenis", "cases with the same activities in the same order, of the cases with an event")
	if v.Options.CollapseRepeats {
		d.NL, d.EN = d.NL+"; herhalingen na elkaar tellen als één keer", d.EN+"; repeats in a row count as once"
	}
	d.NL, d.EN = d.NL+upTo(v.Options.AsOf, rma.Dutch), d.EN+upTo(v.Options.AsOf, rma.English)
	return d
}

func (v CaseVariants) mostID() string {
	return v.Options.Origin.ObservationID(v.Options.Name + "-most-frequent")
}

// Observations returns the share of cases with the most frequent course, if Table
// shows it apart.
func (v CaseVariants) Observations() []rma.Observation {
	if k, _ := v.shown(); k == 0 {
		return nil
	}
	share := v.Variants[0].Share
	return []rma.Observation{{ID: v.mostID(), Origin: v.Options.Origin,
		What: rma.T("dossiers met het meest voorkomende verloop", "cases with the most frequent course"), Definition: v.definition(),
		Share: &share, N: share.N, Refs: v.Refs, Warnings: v.Warnings}}
}

// String writes the variants, the most frequent first, in English.
func (v CaseVariants) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d variants in %d cases, %d without an event, %d with an uncertain order\n", len(v.Variants), v.Cases, v.Empty, v.Ambiguous)
	for i, one := range v.Variants {
		if i == 20 {
			fmt.Fprintf(&b, "  and %d more\n", len(v.Variants)-i)
			break
		}
		fmt.Fprintf(&b, "  %s: %s; together %s\n", one.Text().In(rma.English), one.Share.Format(rma.English, 0), one.Coverage.Format(rma.English, 0))
	}
	return b.String()
}
