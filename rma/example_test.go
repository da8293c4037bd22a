package rma_test

import (
	"fmt"
	"testing/fstest"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func ExampleProportion() {
	p := rma.Proportion{K: 9, N: 21}
	fmt.Println(p, p.Wilson(0).Percent(0, rma.Dutch))
	fmt.Println(p.Format(rma.English, 0), p.ClopperPearson(0).Percent(0, rma.English))
	fmt.Println(rma.Proportion{K: 2, N: 2}) // two of two is not 100%
	// Output:
	// 9 van de 21 (43%) 24%–63%
	// 9 of 21 (43%) 22%–66%
	// 2 van de 2
}

// A report prints "8 (10%)" and "42 (53%)" of one group and not how large the
// group was.
func ExampleCommonDenominators() {
	fmt.Println(rma.CommonDenominators(
		rma.Reported{K: 8, Percent: 10},
		rma.Reported{K: 42, Percent: 53},
	))
	// Output: [79 80]
}

func ExampleTriangulate() {
	used := func(pilots ...string) map[string]rma.Usage {
		m := map[string]rma.Usage{}
		for _, p := range pilots {
			m[p] = rma.Usage{Coverage: rma.Used}
		}
		return m
	}
	study := &rma.Study{
		Groups: []rma.Group{{ID: "deelnemers"}, {ID: "begeleiders"}},
		Pilots: []rma.Pilot{{ID: "EMM"}, {ID: "HOO"}},
		Methods: []rma.MethodUse{
			{ID: "enquete", Method: rma.SurveyEnd, Groups: []string{"deelnemers"}, Pilots: used("EMM", "HOO")},
			{ID: "evaluatie", Method: rma.GroupEvaluation, Groups: []string{"deelnemers"}, Pilots: used("EMM", "HOO")},
			{ID: "notities", Method: rma.FacilitatorNote, Groups: []string{"begeleiders"}, Pilots: used("EMM", "HOO")},
		},
		Claims: []rma.Claim{
			{ID: "C1", Statement: rma.T("De samenwerking is verbeterd", "Cooperation improved")},
			{ID: "C2", Statement: rma.T("Er zijn minder overdrachten", "There are fewer handovers")},
			{ID: "C3", Statement: rma.T("Hulp start eerder", "Help starts earlier")},
		},
		Findings: []rma.Finding{
			{ID: "F1", Method: "enquete", Pilot: "EMM"}, {ID: "F2", Method: "evaluatie", Pilot: "EMM"},
			{ID: "F3", Method: "notities", Pilot: "EMM"}, {ID: "F4", Method: "evaluatie", Pilot: "HOO"},
		},
		Appraisals: []rma.Appraisal{
			{Claim: "C1", Finding: "F1", Stance: rma.Supports, Coder: "MB"},
			{Claim: "C1", Finding: "F3", Stance: rma.Supports, Coder: "MB"},
			{Claim: "C2", Finding: "F1", Stance: rma.Supports, Coder: "MB"}, // the same people
			{Claim: "C2", Finding: "F2", Stance: rma.Supports, Coder: "MB"}, // as in F1
			{Claim: "C3", Finding: "F2", Stance: rma.Supports, Coder: "MB"},
			{Claim: "C3", Finding: "F4", Stance: rma.Contradicts, Coder: "MB"},
		},
	}
	t, err := rma.Triangulate(study, rma.TriangulateOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range t.Claims {
		fmt.Printf("%s %s: %s\n", c.Claim.ID, c.VerdictLabel(rma.English), c.Line(t.Options.Units, rma.English))
	}
	// Output:
	// C1 convergent: 2 of 3 methods with evidence, 2 independent sources
	// C2 single source: 2 of 3 methods with evidence, 1 independent source
	// C3 dissonant: 1 of 3 methods with evidence, 1 independent source
}

// Errors name file, line, column and rule, all at once, and never what stood
// there.
func ExampleReadStudy() {
	_, err := rma.ReadStudy(fstest.MapFS{
		"study.json":     {Data: []byte(`{"schema": 1, "id": "s", "title": {"nl": "Studie"}, "groups": [], "pilots": [], "methods": [], "claims": [{"id": "C1", "statement": {"nl": "Het werkt"}, "bouwsteen": "samenwerken"}]}`)},
		"findings.csv":   {Data: []byte("id;method;text_nl;k\nF1;interviews;ja;drie\n")},
		"appraisals.csv": {Data: []byte("claim;finding;stance\nC1;F1;supports\n")},
	}, ".")
	fmt.Println(err)
	// Output:
	// study.json:1:167 (claims[0].bouwsteen): not a term of the declared vocabulary: Bouwsteen is one of inhoudelijk werkprocessen samenwerking informatiesystemen
	// findings.csv:2:4 (k): not a number: a whole number, 0 or more
	// appraisals.csv:1 (coder): no column has this heading
}

func ExampleStudy_ElementMatrix() {
	study := &rma.Study{
		Pilots: []rma.Pilot{{ID: "EMM"}, {ID: "HOO"}},
		Elements: []rma.Element{
			{ID: "lijnen", Label: rma.T("korte lijnen", "short lines"), Kind: rma.WorkingElement, Bouwsteen: rma.Samenwerking},
			{ID: "bezoek", Label: rma.T("samen op huisbezoek", "joint home visit"), Kind: rma.WorkingElement, Bouwsteen: rma.Werkprocessen},
		},
		Mentions: []rma.ElementMention{
			{Pilot: "EMM", Element: "lijnen", Verbatim: "elkaar even bellen"},
			{Pilot: "HOO", Element: "lijnen", Verbatim: "kort lijntje"},
			{Pilot: "HOO", Element: "bezoek", Verbatim: "met z'n tweeën erheen"},
		},
	}
	fmt.Print(study.ElementMatrix(rma.WorkingElement).Table().Text(rma.English))
	// Output:
	// Working elements by pilot
	// element           EMM  HOO  named in       building block
	// short lines       ●    ●    2 of 2 pilots  Collaboration
	// joint home visit       ●    1 of 2 pilots  Work processes
	// ● = named by the pilot. Different wordings of the same are taken together; the literal text is in the annex.
}
