package privacy_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// The warnings of this package are worded by Label, which knows those of package
// rma too. Warning.Label does not know these.
func ExampleLabel() {
	table := rma.Table{ID: "visits", Columns: []rma.Column{{Key: "n"}},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"HOO", "EMM", "AAH"}}}}
	for i, pilot := range []string{"HOO", "EMM", "AAH", "all"} {
		table.Rows = append(table.Rows, rma.Row{Key: pilot, Cells: []rma.Cell{rma.CountCell([]int{3, 2, 9, 14}[i])}})
	}
	waiver := func(row string) privacy.Waiver {
		return privacy.Waiver{Of: privacy.Count{Table: "visits", Row: row, Column: "n"}, Reason: "published in May", By: "lead"}
	}
	release, err := privacy.Protect(privacy.Material{Tables: []rma.Table{table},
		Waivers: []privacy.Waiver{waiver("AAH"), waiver("all")}}, privacy.Policy{Audience: privacy.SteeringGroup})
	if err != nil {
		log.Fatal(err)
	}
	w := release.Warnings()[0]
	fmt.Println(w.Label(rma.English))
	fmt.Println(privacy.Label(w, rma.English))
	// Output:
	// narrowed-by-waiver (table "visits", row "HOO", column "n")
	// a hidden count can be enclosed more narrowly than the policy asks, because of a waiver (table "visits", row "HOO", column "n")
}

// A reader takes the cell of a file as an Identifier. It can be printed and
// logged without telling who it is.
func ExampleIdentifier() {
	family := privacy.NewIdentifier("Gezin Jansen")
	fmt.Println(family)
	fmt.Printf("%+v\n", struct{ Family privacy.Identifier }{family})
	fmt.Println(family.Equal(privacy.NewIdentifier(" gezin  JANSEN ")))

	_, err := family.Reveal("")
	fmt.Println(err)
	// Output:
	// [id]
	// {Family:[id]}
	// true
	// a reason is required to see an identifier
}

// With a key the same person has the same pseudonym in every file of the study,
// and another one in every domain.
func ExampleKeyed() {
	// In a study: privacy.ReadKeyFile("study.key"), made once with CreateKeyFile.
	key, err := privacy.NewKey(bytes.NewReader(bytes.Repeat([]byte("not for use "), 3)))
	if err != nil {
		log.Fatal(err)
	}
	keyed, err := privacy.NewKeyed(key, "drenthe-2023", privacy.KeyedOptions{})
	if err != nil {
		log.Fatal(err)
	}
	number := privacy.NewIdentifier("2023/0017")
	for _, d := range []privacy.Domain{privacy.CaseDomain, privacy.FamilyDomain} {
		p, err := keyed.Pseudonym(d, number)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(p.Domain(), p)
	}
	fmt.Println("key", keyed.KeyID())
	// Output:
	// case C-1PADCFSB2H562ED0
	// family F-7Y1BBQNJ5SQ29HH7
	// key 005d34334c023c3a
}

// With a codebook a data steward keeps the list of who has which code, apart
// from the data.
func ExampleCodebook() {
	book, err := privacy.NewCodebook("drenthe-2023", privacy.CodebookOptions{})
	if err != nil {
		log.Fatal(err)
	}
	code, err := book.Pseudonym(privacy.FamilyDomain, privacy.NewIdentifier("Gezin Jansen"))
	if err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "steward")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "lookup.csv")
	if err := book.Save(path); err != nil {
		log.Fatal(err)
	}

	kept, err := privacy.OpenCodebook(path, privacy.CodebookOptions{})
	if err != nil {
		log.Fatal(err)
	}
	id, err := kept.Lookup(code, "the family asked what is kept of it")
	if err != nil {
		log.Fatal(err)
	}
	name, err := id.Reveal("to answer the family")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(kept, kept.Len(), id, name)
	// Output:
	// [codebook] 1 [id] Gezin Jansen
}

// A file in which a steward has replaced the identifiers passes, and one in
// which nobody did does not.
func ExampleDeclared() {
	declared := privacy.Declared(privacy.CaseDomain)
	for _, cell := range []string{"EMM-01", "P. Jansen", "111222333"} {
		p, err := declared.Pseudonym(privacy.CaseDomain, privacy.NewIdentifier(cell))
		fmt.Println(p, err)
	}
	// Output:
	// EMM-01 <nil>
	//  not a pseudonym: only letters without accents, digits, and - _ . between them
	//  not a pseudonym: seven digits in a row could be a dossier number or a date of birth
}

// Readers number what they are not told how to replace.
func ExampleNumbered() {
	numbered := privacy.Numbered()
	for _, cell := range []string{"2023/0017", "2023/0009", "2023/0017"} {
		p, _ := numbered.Pseudonym(privacy.CaseDomain, privacy.NewIdentifier(cell))
		fmt.Print(p, " ")
	}
	// Output: C-0001 C-0002 C-0001
}

// When a key may have leaked, the pseudonyms of the old key are replaced by
// those of a new one, and the data go on.
func ExampleRotate() {
	first, _ := privacy.NewKey(bytes.NewReader(bytes.Repeat([]byte("the old one "), 3)))
	second, _ := privacy.NewKey(bytes.NewReader(bytes.Repeat([]byte("the new one "), 3)))
	from, _ := privacy.NewKeyed(first, "drenthe-2023", privacy.KeyedOptions{})
	to, _ := privacy.NewKeyed(second, "drenthe-2023", privacy.KeyedOptions{})

	ids := []privacy.Identifier{privacy.NewIdentifier("2023/0017")}
	rotation, err := privacy.Rotate(from, to, privacy.CaseDomain, ids)
	if err != nil {
		log.Fatal(err)
	}
	old, _ := from.Pseudonym(privacy.CaseDomain, ids[0])
	fmt.Println(rotation.Apply(old))
	// Output: C-FJJMSNPMM2CXFHJ3 true
}
