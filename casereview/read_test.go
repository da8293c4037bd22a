package casereview

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

const namedCases = `casus;gezin;melding;wie
20230114;familie Jansen;1-2-2023;Piet Jansen|Mia Jansen
20230115;Familie  Jansen;1-3-2023;Mia Jansen
20230116;familie De Boer;1-4-2023;
`

func namedMapping() WideMapping {
	return WideMapping{Case: "casus", Family: Field{Column: "gezin"},
		Events: []EventColumn{{Column: "melding", Activity: Report, Subjects: "wie"}}}
}

// TestIdentifiersStayInTheFile reads dossier numbers and names, and looks for
// them in everything that comes out.
func TestIdentifiersStayInTheFile(t *testing.T) {
	log, err := ReadWide(strings.NewReader(namedCases), "cases.csv", namedMapping(), ReadOptions{})
	require.NoError(t, err)
	c, err := CompareRules(log, []Rule{DrentheStudy(), CBS2022()}, ReportOptions{})
	require.NoError(t, err)
	e, err := rma.Collect(c)
	require.NoError(t, err)
	raw, err := json.Marshal(c.Table())
	require.NoError(t, err)
	for _, secret := range []string{"20230114", "Jansen", "De Boer"} {
		for id, tr := range log.Cases() {
			testkit.NoLeak(t, secret, id, tr.Case)
			for e := range tr.All() {
				e.At = Stamp{} // whose time zone is much to look through
				testkit.NoLeak(t, secret, e)
			}
		}
		assert.NotContains(t, fmt.Sprintf("%+v %#v", c, e), secret)
		assert.NotContains(t, string(raw), secret)
	}
	first, ok := log.Trace(caseID("C-0001"))
	require.True(t, ok)
	second, ok := log.Trace(caseID("C-0002"))
	require.True(t, ok)
	assert.Equal(t, first.Case.Family, second.Case.Family, "a name in other capitals and spaces is the same name")
}

func TestOneSourceOfPseudonyms(t *testing.T) {
	ids := privacy.Numbered()
	a, err := ReadWide(strings.NewReader(namedCases), "a.csv", namedMapping(), ReadOptions{Pseudonyms: ids})
	require.NoError(t, err)
	b, err := ReadWide(strings.NewReader("casus;gezin;melding;wie\n20240001;familie de Boer;1-2-2024;\n"), "b.csv", namedMapping(), ReadOptions{Pseudonyms: ids})
	require.NoError(t, err)
	third, _ := a.Trace(caseID("C-0003"))
	fourth, ok := b.Trace(caseID("C-0004"))
	require.True(t, ok, "the numbers go on in the second file")
	assert.Equal(t, third.Case.Family, fourth.Case.Family, "a family in two files is one")
}

func TestDeclaredPseudonymsAreChecked(t *testing.T) {
	_, err := ReadWide(strings.NewReader(namedCases), "cases.csv", namedMapping(), declared)
	require.Error(t, err)
	assert.ErrorIs(t, err, privacy.ErrPseudonym)
	var at *rma.DataError
	require.True(t, errors.As(err, &at))
	assert.Equal(t, []any{2, 1, "casus"}, []any{at.Line, at.Column, at.Field})
	for _, secret := range []string{"20230114", "Jansen"} {
		assert.NotContains(t, err.Error(), secret)
		assert.NotContains(t, fmt.Sprintf("%+v %#v", err, err), secret)
	}
}
