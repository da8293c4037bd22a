package privacy_test

import (
	"fmt"
	"log"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// visits is a table made by hand: places in two regions, with the reports of a year,
// the visits within a day, the days until a visit, and the reports per 1,000
// inhabitants. It says what adds up to what, and of each figure what it is.
func visits() rma.Table {
	t := rma.Table{
		ID: "visits", Title: rma.T("Huisbezoeken", "Home visits"), RowHead: rma.T("Plaats", "Place"),
		Columns: []rma.Column{
			{Key: "reports", Label: rma.T("meldingen", "reports")},
			{Key: "in_time", Label: rma.T("op tijd", "in time")},
			{Key: "late", Label: rma.T("later of niet", "later or never")},
			{Key: "days", Label: rma.T("dagen, gemiddeld", "days, mean"), Base: "reports", Values: true},
			{Key: "people", Label: rma.T("inwoners", "inhabitants"), Things: true},
			{Key: "rate", Label: rma.T("per 1.000", "per 1,000"), Base: "people", From: []string{"reports", "people"}},
		},
		ColumnSums: []rma.Sum{{Total: "reports", Parts: []string{"in_time", "late"}}},
		RowSums: []rma.Sum{
			{Total: "all", Parts: []string{"north", "south"}},
			{Total: "north", Parts: []string{"A", "B"}},
			{Total: "south", Parts: []string{"C", "D"}},
		},
	}
	row := func(key string, inTime, late int, days float64, people int) {
		n := inTime + late
		t.Rows = append(t.Rows, rma.Row{Key: key, Label: rma.PlainText(key), Cells: []rma.Cell{
			rma.CountCell(n), rma.CountCell(inTime), rma.CountCell(late), rma.NumberCell(days, 1),
			rma.CountCell(people), rma.NumberCell(1000*float64(n)/float64(people), 2)}})
	}
	row("A", 21, 3, 1.9, 48_200)
	row("B", 17, 14, 4.6, 61_900)
	row("north", 38, 17, 3.4, 110_100)
	row("C", 33, 12, 2.5, 107_100)
	row("D", 12, 19, 6.2, 35_400)
	row("south", 45, 31, 4.0, 142_500)
	row("all", 83, 48, 3.8, 252_600)
	return t
}

// A table is protected for those who will read it, and attacked as they could.
func ExampleProtect() {
	steering := privacy.Policy{Audience: privacy.SteeringGroup}
	release, err := privacy.Protect(privacy.Material{Tables: []rma.Table{visits()}}, steering)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(release.Tables()[0].Text(rma.English))
	fmt.Println(release.Hidden()[0])
	fmt.Println("warnings:", len(release.Warnings()))

	found, err := privacy.Audit([]rma.Table{release.Tables()[0].View()}, steering)
	fmt.Println("exposed:", len(privacy.Exposed(found, steering)), err)
	// Output:
	// CONFIDENTIAL – for the steering group only
	// Home visits
	// Place  reports  in time  later or never  days, mean  inhabitants  per 1,000
	// A           24        .               .         1.9        48200       0.50
	// B           31        .               .         4.6        61900       0.50
	// north       55       38              17         3.4       110100       0.50
	// C           45       33              12         2.5       107100       0.42
	// D           31       12              19         6.2        35400       0.88
	// south       76       45              31         4.0       142500       0.53
	// all        131       83              48         3.8       252600       0.52
	// A point: 1 to 4, or not shown to protect another count.
	//
	// table "visits": hidden 1 small and 3 added of 21 counts, 0 figures
	// warnings: 0
	// exposed: 0 <nil>
}

// The small count alone was blanked, by hand. It is what is left of the others.
func ExampleAudit() {
	t := visits()
	t.Rows[0].Cells[2] = rma.Cell{Kind: rma.Withheld}
	policy := privacy.Policy{Audience: privacy.SteeringGroup}
	found, err := privacy.Audit([]rma.Table{t}, policy)
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range privacy.Exposed(found, policy) {
		fmt.Println(a)
	}
	// Output:
	// table "visits", row "A", column "late": 3 to 3
}
