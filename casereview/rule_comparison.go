package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// RuleComparison is the same reports under several rules: how much a share
// depends on what one calls a re-report.
type RuleComparison struct {
	Results []Classification // in the order of the rules
	Options ReportOptions
	crossed map[[2]int]classCross // by two rules, where the results list no reports
}

// classCross is how many reports have a class under one rule and a class under another.
type classCross [FollowUp + 1][FollowUp + 1]int

func (x *classCross) plus(o classCross) {
	for a := range o {
		for b, n := range o[a] {
			x[a][b] += n
		}
	}
}

// cross sets the classes under two rules out against each other.
func (c RuleComparison) cross(i, j int) (x classCross) {
	if c.crossed != nil {
		for a, row := range c.crossed[[2]int{min(i, j), max(i, j)}] {
			for b, n := range row {
				if i <= j {
					x[a][b] = n
				} else {
					x[b][a] = n
				}
			}
		}
		return x
	}
	for k, r := range c.Results[i].Reports {
		x[r.Class][c.Results[j].Reports[k].Class]++
	}
	return x
}

// CompareRules classifies the reports under each rule; see [ClassifyReports].
// The shares are of the same reports and differ by definition only, so no
// interval or test of their difference is given.
//
// Errors: ErrOptions, also when there are no rules or two with one name.
func CompareRules(log *Log, rules []Rule, o ReportOptions) (RuleComparison, error) {
	if len(rules) == 0 {
		return RuleComparison{}, fmt.Errorf("%w: one rule at least", ErrOptions)
	}
	if err := checkLevel(o.Level); err != nil {
		return RuleComparison{}, err
	}
	names := map[string]bool{}
	for _, r := range rules {
		if err := r.check(); err != nil {
			return RuleComparison{}, err
		}
		if names[r.Name] {
			return RuleComparison{}, fmt.Errorf("%w: two rules have one name", ErrOptions)
		}
		names[r.Name] = true
	}
	h := newHistory(log)
	c := RuleComparison{Options: o}
	for _, r := range rules {
		c.Results = append(c.Results, classify(h, r, o))
	}
	c.Options.Name = c.Results[0].Options.Name
	return c, nil
}

// Differing returns how many reports have another class under rule i than
// under rule j, by their places in Results; 0 for a place that there is not.
func (c RuleComparison) Differing(i, j int) int {
	if !c.has(i) || !c.has(j) {
		return 0
	}
	differing := 0
	for a, row := range c.cross(i, j) {
		for b, n := range row {
			if a != b {
				differing += n
			}
		}
	}
	return differing
}

func (c RuleComparison) has(i int) bool { return i >= 0 && i < len(c.Results) }

// Table shows one rule per row, and under it what each rule says.
func (c RuleComparison) Table() rma.Table {
	if len(c.Results) == 0 {
		return rma.Table{}
	}
	t := rma.Table{
		ID:      c.Options.Name + "-rules",
		Title:   rma.T("Hermeldingen onder verschillende definities", "Re-reports under different definitions"),
		RowHead: rma.T("definitie", "definition"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("hermeldingen van de ingedeelde meldingen", "re-reports of the classified reports")},
			{Key: "interval", Label: intervalLabel("Wilson", c.Results[0].Share.Interval)},
			{Key: "first", Label: classTerms.Text("Class", uint8(FirstReport))},
			{Key: "follow_up", Label: classTerms.Text("Class", uint8(FollowUp))},
			{Key: "monitoring", Label: rma.T("waarvan tijdens monitoring", "of which during monitoring")},
			{Key: "unclassified", Label: classTerms.Text("Class", uint8(Unclassified))},
			{Key: "reports", Label: rma.T("alle meldingen", "all reports")},
			{Key: "ambiguous", Label: rma.T("volgorde onbekend", "order not known")},
			{Key: "differing", Label: rma.T("anders dan de eerste definitie", "other than under the first definition")},
		},
		ColumnSums: []rma.Sum{
			{Total: "share/n", Parts: []string{"share", "first", "follow_up"}},
			{Total: "follow_up", Parts: []string{"monitoring"}, Rest: true},
			{Total: "reports", Parts: []string{"share/n", "unclassified"}},
		},
	}
	for i, r := range c.Results {
		label := r.Rule.label()
		t.Rows = append(t.Rows, rma.Row{Key: r.Rule.Name, Label: label, Cells: []rma.Cell{
			rma.ShareCell(r.Share.Proportion).WithRefs(r.shareID()).WithSame(r.classID("rereport-of-all")), rma.ShareIntervalCell(r.Share),
			rma.CountCell(r.Counts.First).WithRefs(r.classID(FirstReport.String())),
			rma.CountCell(r.Counts.FollowUp).WithRefs(r.classID(FollowUp.String())),
			rma.CountCell(r.Stages.DuringMonitoring).WithRefs(r.classID(DuringMonitoring.String())),
			rma.CountCell(r.Counts.Unclassified), rma.CountCell(r.Counts.N()), rma.CountCell(r.Ambiguous), rma.CountCell(c.Differing(i, 0)),
		}})
		t.Notes = append(t.Notes, rma.T(label.In(rma.Dutch)+": "+r.Definition.NL, label.In(rma.English)+": "+r.Definition.EN))
		if i > 0 {
			t.RowSums = append(t.RowSums, rma.Sum{Total: c.Results[0].Rule.Name, Parts: []string{r.Rule.Name}, Only: []string{"reports"}})
		}
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// CrossTable sets the classes under rule i out against those under rule j, by
// their places in Results; it is empty for a place that there is not.
func (c RuleComparison) CrossTable(i, j int) rma.Table {
	if !c.has(i) || !c.has(j) {
		return rma.Table{}
	}
	order := []Class{FirstReport, Rereport, FollowUp, Unclassified}
	a, b := c.Results[i], c.Results[j]
	counts := c.cross(i, j)
	t := rma.Table{
		ID: c.Options.Name + "-" + a.Rule.Name + "-by-" + b.Rule.Name,
		Title: rma.T(a.Rule.label().In(rma.Dutch)+" tegen "+b.Rule.label().In(rma.Dutch),
			a.Rule.label().In(rma.English)+" against "+b.Rule.label().In(rma.English)),
		RowHead: a.Rule.label(),
		Notes:   []rma.Text{a.Definition, b.Definition},
	}
	for _, class := range order {
		row := rma.Row{Key: class.String(), Label: classTerms.Text("Class", uint8(class))}
		for _, other := range order {
			row.Cells = append(row.Cells, rma.CountCell(counts[class][other]))
		}
		t.Columns = append(t.Columns, rma.Column{Key: class.String(), Label: classTerms.Text("Class", uint8(class))})
		t.Rows = append(t.Rows, row)
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// String writes one line per rule, in English; without percentages when there
// are fewer reports than rma.DefaultMinBase.
func (c RuleComparison) String() string {
	var b strings.Builder
	for _, r := range c.Results {
		fmt.Fprintf(&b, "%-24s %s, %s\n", r.Rule.label().In(rma.English), r.Share.Format(rma.English, 0), intervalText(r.Share.N, r.Share.Interval))
	}
	return b.String()
}
