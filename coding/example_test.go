package coding_test

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/coding"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// smallStudy is an interview that two people coded.
func smallStudy() *coding.Project {
	text := "I: Hoe liep het?\nR: De overdracht bleef steken.\nR: Maar wij kennen elkaar nu wel.\n"
	doc, err := coding.ReadTranscript(strings.NewReader(text), "documents/HOO-01.txt",
		coding.TranscriptOptions{ID: "HOO-01", Attributes: map[string]string{coding.AttrPilot: "HOO"}})
	if err != nil {
		panic(err)
	}
	book := coding.Starter()
	p := &coding.Project{Codebook: book, Documents: []*coding.Document{doc}}
	for coder, file := range map[string]string{
		"anna": "id,start,end,code,quote\n1,,,WP.BEL,overdracht bleef steken\n2,,,SW.WZE,wij kennen elkaar\n",
		"bram": "id,start,end,code,quote\n1,,,WP.BEL,De overdracht\n",
	} {
		codings, err := coding.ReadCodings(strings.NewReader(file), "codings/HOO-01__"+coder+".csv", doc, book, coder)
		if err != nil {
			panic(err)
		}
		p.Coders = append(p.Coders, coding.Coder{ID: coder})
		p.Assignments = append(p.Assignments, coding.Assignment{Coder: coder, Doc: doc.ID})
		p.Codings = append(p.Codings, codings...)
	}
	return p
}

func ExampleReadTranscript() {
	text := "Gesprek 3\n\nAnna: Hoe liep het?\nMieke: Goed.\nAnna: Mooi.\n"
	doc, err := coding.ReadTranscript(strings.NewReader(text), "gesprek.txt", coding.TranscriptOptions{
		ID:    "gesprek-3",
		Roles: map[string]coding.Role{"Anna": coding.Interviewer, "Mieke": coding.Participant},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, turn := range doc.Turns() {
		fmt.Println(turn.Line, turn.Span, turn.Role.Label(rma.Dutch), doc.Slice(turn.Span))
	}
	// Output:
	// 3 [17,30) interviewer Hoe liep het?
	// 4 [38,43) deelnemer Goed.
	// 5 [50,55) interviewer Mooi.
}

func ExampleReadCodings() {
	doc, err := coding.NewDocument("HOO-01", "De overdracht bleef steken.")
	if err != nil {
		fmt.Println(err)
		return
	}
	file := "id,start,end,code,quote\n1,3,12,WP.BEL,overdracht\n2,0,99,WP,De\n"
	_, err = coding.ReadCodings(strings.NewReader(file), "HOO-01__anna.csv", doc, coding.Starter(), "anna")
	fmt.Println(err)
	// Output:
	// HOO-01__anna.csv:2:5 (quote): the quote is not what stands in the text: the end seems to be the last character; here it is the place behind it
	// HOO-01__anna.csv:3:4 (code): the code groups other codes and cannot be given to text
	// HOO-01__anna.csv:3:3 (end): not a stretch of the text: the text ends at 27
}

func ExampleAgree() {
	study := smallStudy()
	for _, unit := range []coding.Unit{coding.ByTurn, coding.ByCharacter} {
		a, err := coding.Agree(study, unit, coding.AgreementOptions{Codes: []string{"WP.BEL"}, ParticipantsOnly: true})
		if err != nil {
			fmt.Println(err)
			return
		}
		c := a.Codes[0]
		fmt.Printf("%s: n=%d, kappa %s\n", unit, c.N, c.Pairs[0].Kappa.Format(rma.English))
	}
	// Output:
	// turn: n=2, kappa 1.00
	// character: n=57, kappa 0.37
}

func ExampleFindDisagreements() {
	list, err := coding.FindDisagreements(smallStudy(), coding.ByTurn, coding.AgreementOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range list {
		fmt.Printf("%s:%d %s: wel %v, niet %v: %s\n", d.Doc, d.Line, d.Label.In(rma.Dutch), d.Coded, d.NotCoded, d.Quote)
	}
	// Output:
	// HOO-01:3 Samenwerking: Werkzaam element: wel [anna], niet [bram]: Maar wij kennen elkaar nu wel.
}

func ExampleQuotes() {
	quotes, err := coding.Quotes(smallStudy(), coding.QuoteOptions{
		Codes:   []string{"SW"},
		Where:   map[string]string{coding.AttrPilot: "HOO"},
		Context: 20,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range quotes {
		fmt.Println(q)
	}
	// Output:
	// Maar «wij kennen elkaar» nu wel. (deelnemer; HOO-01, regel 3)
}

func ExampleNewMatrix() {
	m, err := coding.NewMatrix(smallStudy(), coding.MatrixOptions{Codes: []string{"WP", "SW"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range m.TableOf(coding.CodingsOf).Rows {
		fmt.Println(row.Label.In(rma.Dutch), row.Cells[0].Count, row.Cells[0].Refs)
	}
	// Output:
	// Werkprocessen 2 [HOO-01/bram/1 HOO-01/anna/1]
	// Samenwerking 1 [HOO-01/anna/2]
}

func ExampleFindThemes() {
	themes, err := coding.FindThemes(smallStudy(), coding.ThemeOptions{
		Origin: rma.Origin{Method: "interviews"},
		Codes:  []string{"SW.WZE"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range themes.Observations() {
		fmt.Printf("%s: %s\n", o.ID, o.Format(rma.Dutch))
		for _, w := range o.Warnings {
			fmt.Println("  ", w.Label(rma.Dutch))
		}
	}
	// Output:
	// interviews/HOO/SW.WZE: 1 van de 1
	//    codeurs zijn het weinig eens (α=0.000, α≥0.667, n=3)
	//    te weinig gevallen voor een percentage (n=1, n≥10)
	// interviews/HOO/SW.WZE/quote: wij kennen elkaar
	//    codeurs zijn het weinig eens (α=0.000, α≥0.667, n=3)
}

func ExampleCodebook_Path() {
	fmt.Println(coding.Starter().Path("WP.BEL").In(rma.Dutch))
	// Output: Werkprocessen: Belemmering
}
