package privacy_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// A file of cases is made coarser and then checked. All data are synthetic.
func ExampleCheckAnonymity() {
	regions, err := privacy.ReadRegions(strings.NewReader("place;region\nAssen;Noord\nTynaarlo;Noord\nEmmen;Zuid\nCoevorden;Zuid\n"), "regions.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	ages, err := privacy.NewBands(0, 12, 18)
	if err != nil {
		fmt.Println(err)
		return
	}
	var rows [][]string
	for _, c := range []struct {
		place string
		age   int
		day   rma.Date
	}{
		{"Assen", 3, rma.NewDate(2023, 2, 6)}, {"Tynaarlo", 9, rma.NewDate(2023, 3, 1)}, {"assen", 11, rma.NewDate(2023, 1, 17)},
		{"Emmen", 5, rma.NewDate(2023, 2, 7)}, {"Emmen", 0, rma.NewDate(2023, 3, 9)}, {"Coevorden", 8, rma.NewDate(2023, 1, 2)},
		{"Coevorden", 14, rma.NewDate(2023, 2, 20)},
	} {
		region, _ := regions.Of(c.place)
		band, _ := ages.Of(c.age)
		rows = append(rows, []string{region, band.Key, privacy.Generalise(c.day, privacy.Quarter).Key})
	}
	columns := []string{"regio", "leeftijd", "kwartaal"}
	check, err := privacy.CheckAnonymity(privacy.RecordsOf(columns, rows), columns, privacy.AnonymityOptions{K: privacy.TeamK})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(check)
	for _, w := range check.Warnings {
		fmt.Println(privacy.Label(w, rma.English))
	}
	// Output:
	// 7 records, 3 combinations of 3 quasi-identifiers (regio, leeftijd, kwartaal)
	// records that share the rarest combination: 1 (K = 3)
	// shared by fewer than K: 1 combinations, 1 of 7 records; unique: 1
	// expected re-identifications: 3.0
	// regio: 0 records offend on it alone, 1 without it
	// leeftijd: 1 records offend on it alone, 0 without it
	// kwartaal: 0 records offend on it alone, 1 without it
	// offends on its own: leeftijd, 1 records
	// too few records with one combination of quasi-identifiers (K=3, combinations=1, n=1)
}

// What still offends after the classes were made coarser is left out, and the
// rest is checked again. All data are synthetic.
func ExampleAnonymity_OffendingRows() {
	columns := []string{"regio", "leeftijd"}
	rows := [][]string{{"Noord", "0-11"}, {"Noord", "0-11"}, {"Zuid", "12-17"}, {"Noord", "0-11"}, {"Zuid", "0-11"}}
	o := privacy.AnonymityOptions{K: privacy.TeamK}
	check, err := privacy.CheckAnonymity(privacy.RecordsOf(columns, rows), columns, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(check.Share.Format(rma.English, 0), "offend:", check.OffendingRows())
	var kept [][]string
	out := check.OffendingRows()
	for i, row := range rows {
		if !slices.Contains(out, i) {
			kept = append(kept, row)
		}
	}
	check, err = privacy.CheckAnonymity(privacy.RecordsOf(columns, kept), columns, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(check.N, "records left, of which offend:", check.OffendingRows())
	// Output:
	// 2 of 5 offend: [2 4]
	// 3 records left, of which offend: []
}

// Within a case the weekdays and the days between events stay.
func ExampleShiftBy() {
	secret := [32]byte([]byte("32 random bytes in a real study!"))
	shift, err := privacy.ShiftBy(secret, "C-0001", privacy.ShiftOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	reported, visited := rma.NewDate(2023, 2, 6), rma.NewDate(2023, 2, 9)
	fmt.Println(shift)
	fmt.Println(shift.Date(reported).DaysUntil(shift.Date(visited)))
	// Output:
	// [shift]
	// 3
}
