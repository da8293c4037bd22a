package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestBalance(t *testing.T) {
	b, err := Balance(all(t), Options{Origin: origin})
	require.NoError(t, err)
	type row struct {
		key                        string
		supports, hinders, unclear int
		helped, hindered           rma.Proportion
	}
	of := func(rows ...BalanceRow) []row {
		var out []row
		for _, r := range rows {
			out = append(out, row{r.Key, r.Supports, r.Hinders, r.Unclear, r.CasesSupports.Proportion, r.CasesHinders.Proportion})
		}
		return out
	}
	p := func(k int) rma.Proportion { return rma.Proportion{K: k, N: 3} }
	assert.Equal(t, []row{
		{"bouwsteen-inhoudelijk", 0, 0, 0, p(0), p(0)},
		{"bouwsteen-werkprocessen", 0, 3, 1, p(0), p(2)},
		{"bouwsteen-samenwerking", 2, 1, 0, p(2), p(1)},
		{"bouwsteen-informatiesystemen", 0, 1, 0, p(0), p(1)},
		{"bouwsteen-not-recorded", 1, 0, 0, p(1), p(0)},
	}, of(b.ByBouwsteen...))
	assert.Equal(t, []row{{"all", 3, 5, 1, p(2), p(2)}}, of(b.All))
	assert.Len(t, b.ByLevel, 9, "the eight, and not recorded")
	list := b.Observations()
	assert.Len(t, list, 2*4+2*5, "four building blocks and five levels are named")
	assert.Equal(t, rma.Werkprocessen, list[0].Bouwsteen)
	assert.Equal(t, "casusreview/AAH/balance-bouwsteen-werkprocessen-supports", list[0].ID)
	assert.Equal(t, "0 van de 3", list[0].Format(rma.Dutch))
	assert.Len(t, list[1].Refs, 2)
	assert.Contains(t, b.String(), "Work processes: 0 support, 3 hinder")
}

func TestPatterns(t *testing.T) {
	p, err := Patterns(all(t), Options{Origin: origin})
	require.NoError(t, err)
	require.Len(t, p.Rows, 7, "six types, and not recorded")
	longer := p.Rows[3]
	assert.Equal(t, LongerTermWork, longer.Type)
	assert.Equal(t, []int{1, 1, 0, 0}, []int{longer.CaseOnly, longer.Recurs, longer.SystemWide, longer.Unclear})
	assert.Equal(t, rma.Proportion{K: 2, N: 3}, longer.Share.Proportion)
	assert.Equal(t, 1, p.Rows[6].Unclear)
	assert.Equal(t, 4, p.All.N())
	assert.Equal(t, rma.Proportion{K: 2, N: 3}, p.All.Share.Proportion)
	var from []string
	for _, s := range p.Statements {
		from = append(from, s.Review)
	}
	assert.Equal(t, []string{"R1", "R1", "R2", "R2"}, from)
	var ids []string
	for _, o := range p.Observations() {
		ids = append(ids, o.ID)
	}
	assert.Equal(t, []string{"casusreview/AAH/patterns-human-tool", "casusreview/AAH/patterns-longer-term", "casusreview/AAH/patterns-not-recorded"}, ids)
	assert.True(t, p.StatementTable().TeamOnly)
	assert.NotContains(t, p.Table().Text(rma.Dutch), secret)
	assert.Contains(t, p.StatementTable().Text(rma.Dutch), secret)
}

func TestNewFactors(t *testing.T) {
	s, err := NewFactors(all(t), Options{Origin: origin})
	require.NoError(t, err)
	var got []SaturationStep
	for _, step := range s.Steps {
		step.At = rma.Date{}
		got = append(got, step)
	}
	assert.Equal(t, []SaturationStep{
		{Review: "R3", Codes: 2, New: []string{"tijd", "werkdruk"}, Total: 2},
		{Review: "R1", Codes: 3, New: []string{"korte-lijnen", "systeem"}, Total: 4},
		{Review: "R2", Codes: 2, Total: 4},
		{Review: "R4", Codes: 1, Total: 4},
	}, got, "in the order of the days, and the one without a day last")
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnUndetermined, "n=1")}, s.Warnings)
	list := s.Observations()
	require.Len(t, list, 2)
	assert.Equal(t, []int{4, 0}, []int{*list[0].Count, *list[1].Count})
	assert.NotContains(t, s.Table().Text(rma.Dutch), "R3", "no review is named")
	assert.Contains(t, s.String(), "2: 2 new of 3, 4 in all")
}

func TestOneDayTwoReviews(t *testing.T) {
	list := []Review{{ID: "b", Status: Final, At: day(t, "2023-01-01")}, {ID: "a", Status: Final, At: day(t, "2023-01-01")}, {ID: "c", Status: Final, At: day(t, "2022-01-01")}}
	s, err := NewFactors(list, Options{})
	require.NoError(t, err)
	assert.Equal(t, []string{"c", "a", "b"}, []string{s.Steps[0].Review, s.Steps[1].Review, s.Steps[2].Review})
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnUndetermined, "n=2")}, s.Warnings)
	s, err = NewFactors(list[:1], Options{})
	require.NoError(t, err)
	assert.Empty(t, s.Warnings, "one review has one order")
	s, err = NewFactors([]Review{{ID: "a", Status: Final}}, Options{})
	require.NoError(t, err)
	assert.Empty(t, s.Warnings, "also without a day")
}

func TestListEpisodes(t *testing.T) {
	l, err := ListEpisodes(all(t), Options{Origin: origin, Labels: map[string]rma.Text{"werkdruk": rma.T("werkdruk", "workload")}})
	require.NoError(t, err)
	assert.Len(t, l.Episodes, 5)
	assert.Equal(t, map[Appraisal]int{Good: 2, Problematic: 1, Mixed: 1, AppraisalNotRecorded: 1}, l.Appraisals)
	table := l.Table()
	assert.True(t, table.TeamOnly)
	c, ok := table.Cell("R1/E1", "hinders")
	require.True(t, ok)
	assert.Equal(t, "workload", c.Format(rma.English))
	list := l.Observations()
	require.Len(t, list, 2, "those of which it is written why")
	assert.Equal(t, "casusreview/AAH/episodes-R1-E1", list[0].ID)
	assert.Empty(t, list[0].Passage.ClearedBy, "for the team only")
	assert.Equal(t, []rma.Ref{{Kind: rma.RefCase, ID: "AAH-01"}, {Kind: rma.RefDocument, ID: "R1"}}, list[0].Refs)
	l.Episodes[0].Episode.Factors[0].Code = "x"
	assert.Equal(t, "korte-lijnen", all(t)[0].Episodes[0].Factors[0].Code)
}

func TestFindings(t *testing.T) {
	r := final(t)
	r.Insights = append(r.Insights, Insight{ID: "I3"})
	found := r.Findings(rma.Origin{Method: "casusreview", Pilot: "AAH", Group: "professionals"})
	require.Len(t, found, 2, "an insight without a text is none yet")
	assert.Equal(t, rma.Finding{ID: "R1-I1", Method: "casusreview", Pilot: "AAH", Groups: []string{"professionals"}, Text: rma.PlainText("korte lijnen dragen het werk"),
		Bouwsteen: rma.Samenwerking, Level: rma.Operational, Observations: []string{"casusreview/AAH/episodes-R1-E1"}}, found[0])
	assert.True(t, found[1].Withheld, "nobody cleared it")
	for _, f := range full(t).Findings(origin) {
		assert.True(t, f.Withheld, "the review is not final")
		assert.Empty(t, f.Groups)
	}
	l, err := ListEpisodes([]Review{r}, Options{Origin: origin})
	require.NoError(t, err)
	e, err := rma.Collect(l)
	require.NoError(t, err)
	study := rma.Study{Findings: r.Findings(origin)}
	assert.Empty(t, study.Link(e), "every finding rests on an observation")
}

func TestProposals(t *testing.T) {
	r := full(t)
	r.Carry = append(r.Carry, CarryQuestion{ID: "Q2"})
	got := r.Proposals()
	want := Proposal{Question: "Hoe weet het team dat een dossier overgaat?", Bouwsteen: rma.Werkprocessen, Level: rma.Network, Review: "R1", Ref: rma.Ref{Kind: rma.RefDocument, ID: "R1-Q1"}}
	require.Len(t, got, 1)
	assert.True(t, want == got[0], "the question and where it comes from")
	q := got[0].Proposed()
	assert.Equal(t, "R1", q.From)
	assert.Equal(t, want.Question, q.Text.In(rma.Dutch))
	assert.NotEmpty(t, q.Reason.In(rma.English))
	assert.Empty(t, Review{}.Proposals())
}

// plain writes a table as a terminal shows it, in both languages.
func plain(tables ...rma.Table) []byte {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "[%s]\n%s\n%s\n", t.ID, t.Text(rma.Dutch), t.Text(rma.English))
	}
	return []byte(b.String())
}

func TestTablesGolden(t *testing.T) {
	o := Options{Origin: origin}
	m, err := Factors(all(t), o)
	require.NoError(t, err)
	b, err := Balance(all(t), o)
	require.NoError(t, err)
	p, err := Patterns(all(t), o)
	require.NoError(t, err)
	s, err := NewFactors(all(t), o)
	require.NoError(t, err)
	a, err := Agree(all(t), "kwaliteit", o)
	require.NoError(t, err)
	l, err := ListEpisodes(all(t), o)
	require.NoError(t, err)
	tables := slices.Concat([]rma.Table{m.Table(), m.CaseTable()}, b.Tables(), []rma.Table{p.Table(), p.StatementTable(), s.Table(), a.Table(), l.Table()})
	for _, table := range tables {
		for _, r := range table.Rows {
			require.Len(t, r.Cells, len(table.Columns), "%s, row %s", table.ID, r.Key)
		}
		require.NoError(t, table.DataFrame(rma.Dutch).Err, table.ID)
	}
	testkit.Golden(t, "golden/tables.txt", plain(tables...))
	testkit.Golden(t, "golden/strings.txt", fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s\n%s\n", m, b, p, s, a, l))
}
