package privacy_test

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// An interim report was published in May. In June one family has come, and the
// table of June would say so to whoever kept that of May.
func ExampleLedger_Check() {
	folder, err := os.MkdirTemp("", "study")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "published.jsonl")

	for _, month := range []struct {
		on      rma.Date
		reports int
	}{{rma.NewDate(2023, 5, 31), 12}, {rma.NewDate(2023, 6, 30), 13}} {
		table := rma.Table{ID: "reports", Counts: "reports 2023", RowBy: "pilot", Columns: []rma.Column{{Key: "n"}},
			Rows: []rma.Row{{Key: "EMM", Cells: []rma.Cell{rma.CountCell(month.reports)}}}}
		release, err := privacy.Protect(privacy.Material{Tables: []rma.Table{table}}, privacy.Policy{Audience: privacy.SteeringGroup})
		if err != nil {
			log.Fatal(err)
		}
		ledger, err := privacy.OpenLedger(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // the first release makes the file
			log.Fatal(err)
		}
		for _, w := range ledger.Check(release) {
			fmt.Println(privacy.Label(w, rma.English))
		}
		entry, err := privacy.NewEntry(release, privacy.EntryOptions{ID: month.on.String(), On: month.on, By: "R. Onderzoeker", Title: "Reports by pilot"})
		if err != nil {
			log.Fatal(err)
		}
		if err := privacy.AppendEntry(path, entry); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// a count differs so little from what was published before that the difference may point at somebody (table=reports, release=2023-05-31, counts=1)
}
