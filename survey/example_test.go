package survey_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/survey"
)

// example reads the instrument, a mapping and a wave from the test data.
func example(wave string) *survey.Wave {
	open := func(name string) *os.File {
		f, err := os.Open("testdata/" + name)
		if err != nil {
			log.Fatal(err)
		}
		return f
	}
	inst, err := survey.ReadInstrument(open("instrument.json"), "instrument.json")
	if err != nil {
		log.Fatal(err)
	}
	mapping, err := survey.ReadMapping(open(wave+".mapping.json"), wave+".mapping.json")
	if err != nil {
		log.Fatal(err)
	}
	w, err := survey.ReadWave(open(wave+".csv"), wave+".csv", inst, mapping, survey.ReadOptions{})
	if err != nil {
		log.Fatal(err)
	}
	return w
}

func ExampleReadWave() {
	w := example("voor")
	fmt.Println(w)
	for _, err := range w.Flagged() {
		fmt.Println(err)
	}
	// Output:
	// wave voor: 13 respondents, 5 items
	// voor.csv:13:2 (Uw code): this respondent code occurs more than once in the wave: first on line 12
}

// Every problem of a file is reported at once, with its place and the rule, and
// without what stands in the cell.
func ExampleReadWave_errors() {
	file := "code,Q1,Q2,Q3,Q4,Q5\n" +
		"k1,3,6,2,1,1\n" +
		"k2,soms,3,2,1,1\n"
	_, err := survey.ReadWave(strings.NewReader(file), "na.csv", example("na").Instrument(), survey.WaveMapping{Wave: "na", Code: "code"}, survey.ReadOptions{})
	fmt.Println(err)
	fmt.Println(errors.Is(err, survey.ErrOutsideScale))
	var first *rma.DataError
	if errors.As(err, &first) {
		fmt.Println(first.Line, first.Column, first.Field)
	}
	// Output:
	// na.csv:2:3 (Q2): a number outside the declared levels of the response scale: "eens5" has 5 levels from 1 to 5
	// na.csv:3:2 (Q1): not a level, a label or a missing code of the response scale
	// true
	// 2 3 Q2
}

func ExampleDescribe() {
	d, err := survey.Describe(example("voor"), survey.DescribeOptions{Items: []string{"Q1"}, By: "pilot"})
	if err != nil {
		log.Fatal(err)
	}
	for _, it := range d.Items {
		who := it.Label.In(rma.English)
		if it.Whole() {
			who = "everybody"
		}
		fmt.Printf("%-10s %v, median %g, net %.2f, top: %s\n", who, it.Counts, it.Median, it.Net, it.Top.Format(rma.English, 0))
	}
	// Output:
	// everybody  [1 4 5 2 1], median 3, net -0.15, top: 3 of 13 (23%)
	// Emmen      [0 2 3 1 0], median 3, net -0.17, top: 1 of 6
	// Hoogeveen  [1 2 2 1 1], median 3, net -0.14, top: 2 of 7
}

func ExampleScore() {
	s, err := survey.Score(example("voor"), survey.ScoreOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, x := range s.Scales {
		fmt.Printf("%s: mean %.2f (n %d, not scored %d), %s\n", x.Scale.ID, x.Mean, x.N, x.NotScored, x.Scale.Better.Label(rma.English))
	}
	// Output:
	// afstemming: mean 2.94 (n 12, not scored 1), higher is better
	// werkdruk: mean 0.94 (n 12, not scored 1), lower is better
}

func ExamplePair() {
	p, err := survey.Pair(example("voor"), example("na"), survey.PairOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(p)
	for _, b := range p.Baseline {
		fmt.Printf("%s: %d paired, %d in the first wave only, standardised difference %.2f\n", b.Scale.ID, b.Paired.N, b.PreOnly.N, b.Difference)
	}
	// Output:
	// voor: 13 respondents, 1 without a code, 2 with a duplicate code, 10 with a code of their own; 8 paired, 2 in this wave only, 0 blocked
	// na: 10 respondents, 0 without a code, 0 with a duplicate code, 10 with a code of their own; 8 paired, 1 in this wave only, 1 blocked
	// found back: 8 of 13 (62%)
	// afstemming: 8 paired, 2 in the first wave only, standardised difference -1.51
	// werkdruk: 7 paired, 2 in the first wave only, standardised difference 1.18
}

func ExampleCompare() {
	p, err := survey.Pair(example("voor"), example("na"), survey.PairOptions{})
	if err != nil {
		log.Fatal(err)
	}
	c, err := survey.Compare(p, survey.CompareOptions{Scale: "afstemming"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(c)
	// Output:
	// Change in afstemming from voor to na (higher is better)
	//   parameter of interest: shift, the median of all averages of two changes (Hodges-Lehmann)
	//   value under h0:        0
	//   point estimate:        1.00 points
	//   interval:              0.50 to 1.33, level reached 96.09%, asked 95% (Walsh averages)
	//   test:                  Wilcoxon signed-rank test, exact; zero differences dropped (Wilcoxon)
	//   two-sided p:           0.016
	//   V+, V-, Z:             28.0, 0.0, 2.37
	//   rank-biserial:         1.00 (– to –)
	//   pairs:                 8 of 8 (no value before 0, after 0, both 0)
	//   better, same, worse:   7, 1, 0 (5 ties among the changes)
	//   before:                median 2.50, mean 2.54, n 8
	//   after:                 median 3.83, mean 3.46, n 8
	//   warning:               undefined (CI r: |r|=1)
	//   warning:               duplicate respondent code, not paired (voor: n=2)
	//   warning:               respondents in one wave only (voor: 5/13, na: 2/10)
	//   warning:               self-report
}

func ExampleReliability() {
	r, err := survey.Reliability(example("voor"), survey.ReliabilityOptions{Scale: "afstemming"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r)
	// Output:
	// afstemming, voor: Cronbach's alpha 0.92 (95% interval, Feldt: 0.78 to 0.98); average correlation 0.81; n = 11, incomplete 2.
}

func ExampleDescription_Bars() {
	d, err := survey.Describe(example("voor"), survey.DescribeOptions{Items: []string{"Q2"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range d.Bars(survey.NeutralSplit) {
		for _, s := range b.Segments {
			fmt.Printf("%-20s %d  %+.2f to %+.2f\n", s.Label.NL, s.Count, s.From, s.To)
		}
		fmt.Println("n", b.Base, "no answer", b.Missing)
	}
	// Output:
	// helemaal mee oneens  0  -0.55 to -0.55
	// mee oneens           4  -0.55 to -0.18
	// neutraal             4  -0.18 to +0.18
	// mee eens             3  +0.18 to +0.45
	// helemaal mee eens    0  +0.45 to +0.45
	// n 11 no answer 2
}
