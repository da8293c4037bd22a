package leak

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func TestCountsInTheCellsOfPages(t *testing.T) {
	c := countsOnly(t, 10)
	for _, x := range []struct {
		table string
		want  int
		why   string
	}{
		{"<tr><th>pilot<th>gezinnen<tr><td>Emmen<td>3", 1, "below a plural"},
		{"<thead><tr><th>pilot</th><th scope='col'>Gezinnen</th></tr></thead><tbody><tr><td>Emmen</td><td>3</td></tr></tbody>", 1, "with all tags"},
		{"<TR><TH>aantal <b>gezinnen</b></TH></TR><TR><TD><p> 3 </p></TD></TR>", 1, "capitals, and tags in the cells"},
		{"<tr><th>aantal jonge gezinnen<tr><td>3", 1, "an amount and an adjective"},
		{"<tr><th>Number of families<tr><td>3", 1, "an amount in English"},
		{"<tr><th>ouders met werk<tr><td>3", 1, "more behind the plural"},
		{"<tr><th>gezinnen per maand<tr><td>3", 1, "things behind the plural"},
		{"<tr><th>aantal gezin<tr><td>3", 1, "an amount of a singular"},
		{"<tr><th>people<tr><td>3", 1, "a plural without an ending"},
		{"<tr><th>gezinnen<tr><td>3&nbsp;(14%)", 1, "a percentage behind it"},
		{"<tr><th>gezinnen, n (%)<tr><td>3 (14%)", 1, "a head of both"},
		{"<tr><th>gezinnen<tr><td>３", 1, "a wide digit"},
		{"<tr><th>gezinnen<tr><td>drie", 1, "in words"},
		{"<tr><th>gezinnen<tr><td>3<tr><td>40<tr><td>9", 2, "each row"},
		{"<tr><th>gezinnen<td>3", 1, "behind it"},
		{"<tr><th>pilot<th>2022<th>2023<tr><th scope=row>ouders<td>3<td>4", 2, "behind it, below years"},
		{"<tr><td>1<th>gezinnen<td>3", 1, "behind it, and not before it"},
		{"<tr><th rowspan=2>pilot<th colspan=2>ouders<tr><th>voor<th>na<tr><td>1<td>3<td>4", 2, "a head over two columns, beside one over two rows"},
		{"<tr><th>pilot<th>deel<th>gezinnen<tr><td rowspan=2>Emmen<td>1<td>3<tr><td>2<td>4", 2, "a cell over two rows"},
		{"<tr><th>methoden<tr><td>3<tr><th>gezinnen<tr><td>4", 1, "new heads halfway"},
		{"<tr><th>gezinnen<tr><td>4</table><p>x</p><table><tr><td>3", 1, "the head of another table"},
		{"<tr><th>gezinnen<tr><td>12", 0, "enough"},
		{"<tr><th>gezinnen<tr><td>0", 0, "none"},
		{"<tr><th>gezinnen<tr><td>3,5", 0, "no whole number"},
		{"<tr><th>gezinnen<tr><td>3%", 0, "a percentage"},
		{"<tr><th>gezinnen<tr><td>&lt;5", 0, "what it is below"},
		{"<tr><th>gezinnen<tr><td>3 keer", 0, "something else of them"},
		{"<tr><th>gezinnen<tr><td>", 0, "empty"},
		{"<tr><th>gezinnen<tr><td>3-4", 0, "a range"},
		{"<tr><td>gezinnen<tr><td>3", 0, "no head"},
		{"<tr><th>gezin<tr><td>3", 0, "the number of a family"},
		{"<tr><th>casus<tr><td>3", 0, "the number of a case, in the singular though it ends in s"},
		{"<tr><th>leeftijd kinderen<tr><td>3", 0, "an age"},
		{"<tr><th>ouders, gemiddelde<tr><td>3", 0, "a mean"},
		{"<tr><th>ouders (score 1-10)<tr><td>3", 0, "a score"},
		{"<tr><th>ouders (%)<tr><td>3", 0, "a percentage in the head"},
		{"<tr><th>methoden<tr><td>3", 0, "things"},
		{"<tr><th>aantal uren per gezin<tr><td>3", 0, "an amount of things"},
		{"<tr><th>aantal contacten per gezin<tr><td>3", 0, "an amount of something else"},
		{"<tr><th>n<tr><td>3", 0, "of nobody knows what"},
		{"<tr><th>x<th>methoden<tr><th>ouders<td>3", 0, "people before it, and things above it"},
		{"<tr><th>x<th colspan=2>ouders<tr><th>x<th>n<th>%<tr><td>x<td>12<td>3", 0, "people above it, and a percentage below them"},
		{"<tr><th>gezinnen<th>pilot<tr><td colspan=1>40<td>3", 0, "another column"},
		{"<tr><th>" + strings.Repeat("lang ", 300) + "<th>gezinnen" + strings.Repeat(" lang", 300) + "<tr><td>3<td>3", 0, "heads that are too long"},
		{"<tr><th>gezinnen<!-- <tr><td>3 -->", 0, "a remark"},
	} {
		assert.Len(t, scan(t, c, "x.html", "<table>"+x.table), x.want, "%s: %s", x.why, x.table)
		assert.Len(t, scan(t, c, "x.html", "<table>"+x.table+"</table>"), x.want, "%s, closed", x.why)
	}
	assert.Equal(t, Leaks{{File: "x.html", Line: 2, Column: 13, Kind: OfSmallCount, What: int(privacy.OfCell)}},
		scan(t, c, "x.html", "<table><tr><th>gezinnen</th></tr>\n<tr><td><b> 3</b></td></tr></table>"))
	for _, x := range []struct{ name, content, why string }{
		{"x.md", "<table><tr><th>gezinnen<tr><td>3", "Markdown"},
		{"x.html", "<tr><th>gezinnen<tr><td>12</td></table>3", "behind the table"},
		{"x.html", "</table></td></tr><td><th>", "tags without a table"},
	} {
		assert.Empty(t, scan(t, c, x.name, x.content), x.why)
	}
	assert.Empty(t, scan(t, countsOnly(t, -1), "x.html", "<table><tr><th>gezinnen<tr><td>3"), "counts are not looked for")
}

func TestTablesThatAreHostile(t *testing.T) {
	c := countsOnly(t, 10)
	for _, span := range []string{"0", "-1", "x", "99999999999999999999", "2000000000", "\x00", "\u202e2"} {
		html := fmt.Sprintf("<table><tr><th>gezinnen<th colspan=%[1]s rowspan=%[1]s>x<tr><td>3", span)
		assert.Len(t, scan(t, c, "x.html", html), 1, "a span of %q", span)
	}
	wide := "<table><tr>" + strings.Repeat("<th>gezinnen", 3*maxColumns) + "<tr>" + strings.Repeat("<td>3", 3*maxColumns)
	assert.Len(t, scan(t, c, "x.html", wide), maxColumns, "no more columns than there can be")
	deep := strings.Repeat("<table><tr><td>", 9999) + "<table><tr><th>gezinnen<tr><td>3" + strings.Repeat("</table>", 9999)
	assert.Len(t, scan(t, c, "x.html", deep), 1, "tables in each other")
	_, err := c.Scan("x.html", strings.NewReader("<table><tr><th \xff\x00<td<<th colspan=\"<tr>"))
	require.NoError(t, err, "nonsense")
}
