package review

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// FactorBalance says what helps and what hinders, by building block and by level.
// [Balance] makes it.
type FactorBalance struct {
	Base
	ByBouwsteen []BalanceRow // the four, and not recorded when there are such factors
	ByLevel     []BalanceRow // the eight, and not recorded when there are such factors
	All         BalanceRow
	Warnings    []rma.Warning
}

// BalanceRow counts the factors of one building block or level.
type BalanceRow struct {
	Key   string
	Label rma.Text

	// Factors named in episodes. A code that is named in two episodes counts twice.
	Supports, Hinders, Unclear int

	CasesSupports rma.Share // cases with a factor that helped, of all
	CasesHinders  rma.Share // cases with a factor that hindered, of all

	supports, hinders []rma.Ref
}

// N returns the number of factors named.
func (r BalanceRow) N() int { return r.Supports + r.Hinders + r.Unclear }

// Balance reports where the reviews see what helps and where what hinders: by
// building block, and by level from the family to the state.
//
//	factors: those named in episodes, by direction
//	cases:   K / N, cases with such a factor, of the cases reviewed
//
// Whole numbers; a percentage of cases is printed from 10 cases on only. Factors
// are counted as often as they are named, so one case that was looked into
// deeply can have most of them: read them beside the cases. That more factors
// hinder than help is no judgement of the work; reviews are held where something
// went wrong.
//
// Missing data, errors and warnings are as for [Factors]. Factors of which the
// building block or the level is not recorded have a row of their own.
func Balance(reviews []Review, o Options) (FactorBalance, error) {
	cases, base, err := casesOf(reviews, o, "balance")
	if err != nil {
		return FactorBalance{}, err
	}
	b := FactorBalance{Base: base, Warnings: base.warnings()}
	for _, v := range append(rma.Bouwstenen(), rma.BouwsteenNotRecorded) {
		row := base.balance(cases, "bouwsteen-"+v.String(), rma.T(v.Label(rma.Dutch), v.Label(rma.English)), func(f Factor) bool { return f.Bouwsteen == v })
		if v != rma.BouwsteenNotRecorded || row.N() > 0 {
			b.ByBouwsteen = append(b.ByBouwsteen, row)
		}
	}
	for _, v := range append(FactorLevels(), FactorLevelNotRecorded) {
		row := base.balance(cases, "level-"+v.String(), v.text(), func(f Factor) bool { return f.Level == v })
		if v != FactorLevelNotRecorded || row.N() > 0 {
			b.ByLevel = append(b.ByLevel, row)
		}
	}
	b.All = base.balance(cases, "all", rma.T("alle", "all"), func(Factor) bool { return true })
	return b, nil
}

// balance counts the factors for which in holds.
func (b Base) balance(cases []theCase, key string, label rma.Text, in func(Factor) bool) BalanceRow {
	row := BalanceRow{Key: strings.TrimSuffix(key, "-"), Label: label}
	if row.Key != key {
		row.Key += "-not-recorded"
	}
	for _, c := range cases {
		supports, hinders := false, false
		for _, f := range c.factors() {
			if !in(f) {
				continue
			}
			switch f.Direction {
			case Supports:
				row.Supports++
				supports = true
			case Hinders:
				row.Hinders++
				hinders = true
			default:
				row.Unclear++
			}
		}
		if supports {
			row.supports = append(row.supports, c.ref)
		}
		if hinders {
			row.hinders = append(row.hinders, c.ref)
		}
	}
	row.CasesSupports, row.CasesHinders = b.share(len(row.supports)), b.share(len(row.hinders))
	return row
}

// Observations returns, for each building block and each level that is named, in
// how many cases it helped and in how many it hindered.
func (b FactorBalance) Observations() []rma.Observation {
	var list []rma.Observation
	for _, rows := range [][]BalanceRow{b.ByBouwsteen, b.ByLevel} {
		for _, r := range rows {
			if r.N() > 0 {
				list = append(list, b.observation(r, SeenSupports, r.CasesSupports, r.supports), b.observation(r, SeenHinders, r.CasesHinders, r.hinders))
			}
		}
	}
	return list
}

func (b FactorBalance) observation(r BalanceRow, s Seen, share rma.Share, refs []rma.Ref) rma.Observation {
	return rma.Observation{ID: b.id(r.Key + "-" + s.String()), Origin: b.Options.Origin, Bouwsteen: r.bouwsteen(),
		What:       rma.T(r.Label.In(rma.Dutch)+": "+s.Label(rma.Dutch), r.Label.In(rma.English)+": "+s.Label(rma.English)),
		Definition: rma.T("casussen met minstens één zo'n factor, van de besproken casussen", "cases with at least one such factor, of those reviewed"),
		Share:      &share, N: share.N, Refs: refs, Warnings: b.Warnings}
}

// bouwsteen is the building block of the row, if it is of one.
func (r BalanceRow) bouwsteen() rma.Bouwsteen {
	for _, v := range rma.Bouwstenen() {
		if r.Key == "bouwsteen-"+v.String() {
			return v
		}
	}
	return rma.BouwsteenNotRecorded
}

// Table shows the balance by building block.
func (b FactorBalance) Table() rma.Table {
	return b.table("bouwsteen", rma.T("Wat helpt en wat belemmert, per bouwsteen", "What helps and what hinders, by building block"), rma.T("bouwsteen", "building block"), b.ByBouwsteen)
}

// LevelTable shows the balance by level.
func (b FactorBalance) LevelTable() rma.Table {
	return b.table("level", rma.T("Wat helpt en wat belemmert, per niveau", "What helps and what hinders, by level"), rma.T("niveau", "level"), b.ByLevel)
}

// Tables returns both tables: together they say how the figures add up.
func (b FactorBalance) Tables() []rma.Table { return []rma.Table{b.Table(), b.LevelTable()} }

func (b FactorBalance) table(id string, title, head rma.Text, rows []BalanceRow) rma.Table {
	mentions := []string{"supports", "hinders", "unclear", "factors"}
	t := rma.Table{
		ID: b.Options.Name + "-" + id, Title: title, RowHead: head,
		Columns: []rma.Column{
			{Key: "supports", Label: rma.T("factoren die helpen", "factors that support")},
			{Key: "hinders", Label: rma.T("factoren die belemmeren", "factors that hinder")},
			{Key: "unclear", Label: rma.T("richting niet vastgelegd", "direction not recorded")},
			{Key: "factors", Label: rma.T("factoren", "factors")},
			{Key: "cases_supports", Label: rma.T("casussen waarin iets helpt", "cases in which something supports")},
			{Key: "cases_hinders", Label: rma.T("casussen waarin iets belemmert", "cases in which something hinders")},
		},
		Notes: []rma.Text{rma.T("factoren: zo vaak als ze in een episode genoemd zijn", "factors: as often as an episode names them"), caseNote()}, TeamNotes: b.notes(),
		ColumnSums: []rma.Sum{{Total: "factors", Parts: mentions[:3]}},
		Counts:     b.counts(),
	}
	all := rma.Sum{Total: b.All.Key, Only: mentions}
	for _, r := range rows {
		all.Parts = append(all.Parts, r.Key)
		t.Rows = append(t.Rows, b.row(r))
	}
	t.Rows = append(t.Rows, b.row(b.All))
	t.RowSums = []rma.Sum{all}
	return t.OfPilot(b.Options.Origin.Pilot)
}

func (b FactorBalance) row(r BalanceRow) rma.Row {
	supports, hinders := rma.ShareCell(r.CasesSupports.Proportion), rma.ShareCell(r.CasesHinders.Proportion)
	if r.Key != b.All.Key && r.N() > 0 {
		supports, hinders = supports.WithRefs(b.id(r.Key+"-supports")), hinders.WithRefs(b.id(r.Key+"-hinders"))
	}
	return rma.Row{Key: r.Key, Label: r.Label, Cells: []rma.Cell{rma.CountCell(r.Supports), rma.CountCell(r.Hinders), rma.CountCell(r.Unclear),
		rma.CountCell(r.N()), supports, hinders}}
}

// String writes a line per building block, in English.
func (b FactorBalance) String() string {
	var w strings.Builder
	w.WriteString("What helps and what hinders in " + b.Base.String() + "\n")
	for _, r := range append(b.ByBouwsteen[:len(b.ByBouwsteen):len(b.ByBouwsteen)], b.All) {
		fmt.Fprintf(&w, "  %s: %d support, %d hinder\n", r.Label.In(rma.English), r.Supports, r.Hinders)
	}
	return w.String()
}
