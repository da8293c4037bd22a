package casereview

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// hoogeveen reads the synthetic cases of the examples.
func hoogeveen(t testing.TB) (*Log, time.Time) {
	t.Helper()
	raw, err := os.ReadFile("testdata/HOO.csv")
	require.NoError(t, err)
	return readHoogeveen(t, string(raw)), asOf(t, "2023-05-01")
}

func readHoogeveen(t testing.TB, text string) *Log {
	t.Helper()
	f, err := os.Open("testdata/HOO.json")
	require.NoError(t, err)
	defer f.Close()
	m, err := ReadWideMapping(f, "HOO.json")
	require.NoError(t, err)
	log, err := ReadWide(strings.NewReader(text), "HOO.csv", m, declared)
	require.NoError(t, err)
	return log
}

// plain writes a table as lines, in both languages.
func plain(table rma.Table) string {
	var b strings.Builder
	for _, l := range []rma.Lang{rma.Dutch, rma.English} {
		fmt.Fprintf(&b, "%s [%s]\n%s", table.Title.In(l), table.ID, table.RowHead.In(l))
		for _, c := range table.Columns {
			fmt.Fprintf(&b, " | %s", c.Label.In(l))
		}
		b.WriteString("\n")
		for _, r := range table.Rows {
			b.WriteString(r.Label.In(l))
			for _, c := range r.Cells {
				fmt.Fprintf(&b, " | %s", c.Format(l))
			}
			b.WriteString("\n")
		}
		for _, n := range append(append([]rma.Text(nil), table.Notes...), table.TeamNotes...) {
			fmt.Fprintf(&b, "  %s\n", n.In(l))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTablesGolden(t *testing.T) {
	log, end := hoogeveen(t)
	s, err := Share(log, ShareOptions{What: rma.T("huisbezoek", "home visit"), Definition: rma.T("minstens één", "at least one"), In: Has(HomeVisit)})
	require.NoError(t, err)
	v, err := TimeToVisit(log, end, VisitOptions{})
	require.NoError(t, err)
	a, err := TwoByTwo(log, SameDay(Report, Consult), v.MetWithin(), AssociationOptions{})
	require.NoError(t, err)
	rules := []Rule{DrentheStudy(), CBS2022(), Within12Months()}
	rules[2].MergeWindow = 48 * time.Hour
	c, err := CompareRules(log, rules, ReportOptions{})
	require.NoError(t, err)
	for _, table := range []rma.Table{s.Table(), a.Table(), c.Results[0].Table(), c.Results[2].Table(), c.Results[0].ChangeTable(), c.Table(), c.CrossTable(0, 1)} {
		for _, r := range table.Rows {
			require.Len(t, r.Cells, len(table.Columns), "%s, row %s", table.ID, r.Key)
		}
		require.NoError(t, table.DataFrame(rma.Dutch).Err, table.ID)
	}
	testkit.Golden(t, "golden/strings.txt", []byte(s.String()+"\n"+v.String()+a.String()+c.Results[0].String()+c.String()))
	testkit.Golden(t, "golden/share.txt", []byte(plain(s.Table())))
	testkit.Golden(t, "golden/association.txt", []byte(plain(a.Table())))
	testkit.Golden(t, "golden/reports.txt", []byte(plain(c.Results[0].Table())+plain(c.Results[2].Table())+plain(c.Results[0].ChangeTable())))
	testkit.Golden(t, "golden/rules.txt", []byte(plain(c.Table())+plain(c.CrossTable(0, 1))))
}
