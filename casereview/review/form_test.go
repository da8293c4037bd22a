package review

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/internal/workbook"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func form(t testing.TB, r Review, o FormOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, WriteForm(&b, r, o))
	return b.Bytes()
}

func TestFormGolden(t *testing.T) {
	amended := final(t)
	amended.Amendments = []Amendment{{At: moment(t, "2023-06-01T10:00:00+02:00"), By: "projectleider", Reason: "een fout", What: "een woord", Parts: []string{"insights"}}}
	testkit.Golden(t, "golden/form-empty-nl.md", form(t, Review{}, FormOptions{}))
	testkit.Golden(t, "golden/form-full-en.md", form(t, amended, FormOptions{Lang: rma.English, Blank: -1}))
}

func TestBlankPlaces(t *testing.T) {
	for _, c := range []struct {
		why   string
		blank int
		want  int
	}{{"as usual", 0, 3}, {"as many as asked for", 5, 5}, {"none", -1, 0}} {
		parts := formParts(Review{}, FormOptions{Blank: c.want})
		for i, p := range parts {
			if i > 0 {
				assert.Len(t, p.rows, c.want, "%s: %s", c.why, p.title)
			}
		}
		md := string(form(t, Review{}, FormOptions{Blank: c.blank, Lang: rma.English}))
		assert.Equal(t, c.want, strings.Count(md, "\n### Piece"), c.why)
	}
}

// TestEveryPartOfAFormIsWhole checks in both languages that rows fit their
// headings, that every part has a question, and that everything filled in is
// there.
func TestEveryPartOfAFormIsWhole(t *testing.T) {
	r := final(t)
	r.Amendments = []Amendment{{At: moment(t, "2023-06-01T10:00:00+02:00"), By: "a", Reason: "b", What: "c"}}
	for _, l := range []rma.Lang{rma.Dutch, rma.English} {
		titles := map[string]bool{}
		for _, p := range formParts(r, FormOptions{Lang: l, Blank: 1}) {
			assert.NotEmpty(t, p.guide, p.title)
			assert.False(t, titles[p.title], p.title)
			titles[p.title] = true
			for _, row := range p.rows {
				assert.Len(t, row, len(p.fields), p.title)
			}
		}
		assert.Len(t, titles, 11)
		md := string(form(t, r, FormOptions{Lang: l}))
		for _, want := range []string{"korte-lijnen", "AAH-01", "2023-01-12", "het systeem gaf geen seintje", "wie overdraagt is het kwijt", "Hoe weet het team",
			"wijkteammedewerker", "P-02", "kwaliteit", FactorLevel(InterAgency).Label(l), LongerTermWork.Label(l), confidential().In(l)} {
			assert.Contains(t, md, want)
		}
	}
}

func TestFormAsWorkbook(t *testing.T) {
	r := full(t)
	data := form(t, r, FormOptions{Format: XLSX, Lang: rma.English})
	for range 5 {
		require.Equal(t, data, form(t, r, FormOptions{Format: XLSX, Lang: rma.English}), "the same bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{"Overview", "Participants", "Narrative", "Episodes", "Factors", "Patterns", "Insights", "Questions to take along", "Scales", "Ratings"}, f.GetSheetList())
	rows, err := f.GetRows("Factors")
	require.NoError(t, err)
	assert.Equal(t, confidential().EN, rows[0][0])
	assert.Contains(t, rows, []string{"E1", "korte-lijnen", "between agencies", "supports", "Collaboration", secret, "F1"})
	empty := form(t, Review{}, FormOptions{Format: XLSX})
	f, err = excelize.OpenReader(bytes.NewReader(empty))
	require.NoError(t, err)
	defer f.Close()
	rows, err = f.GetRows("Episoden")
	require.NoError(t, err)
	assert.Contains(t, rows, []string{"code", "wat er gebeurde", "van", "tot", "organisaties", "oordeel", "waarom het begrijpelijk was", "gevolg"})
}

// hostile is text that acts somewhere: in a spreadsheet, in Markdown, in HTML or
// in what shows it.
var hostile = []string{"=1+1", "+1", "-2+3", "@x", "\t=x", "＝1", "=HYPERLINK(\"http://x\")", "# kop", "- lijst", "1. lijst", "| cel | cel |", "a\n# kop",
	"a\r\n\r\n- lijst", "<script>x</script>", "[x](http://x)", "![x](http://x)", "`code`", "*vet*", "a\u202eb", "a\u2028# b", "---", "&lt;", "\\|"}

func TestHostileText(t *testing.T) {
	for _, text := range hostile {
		r := full(t)
		r.Narrative[0].Text, r.Episodes[0].Label, r.Episodes[0].Factors[0].Note, r.Patterns[0].Statement = text, text, text, text
		r.Insights[0].Text, r.Carry[0].Text, r.Scales[0].Question = text, text, rma.PlainText(text)
		data := form(t, r, FormOptions{Format: XLSX})
		f, err := excelize.OpenReader(bytes.NewReader(data))
		require.NoError(t, err, "%q", text)
		for _, name := range f.GetSheetList() {
			rows, err := f.GetRows(name)
			require.NoError(t, err)
			for i, row := range rows {
				for j, cell := range row {
					at, err := excelize.CoordinatesToCellName(j+1, i+1)
					require.NoError(t, err)
					formula, err := f.GetCellFormula(name, at)
					require.NoError(t, err)
					assert.Empty(t, formula)
					if first := strings.TrimLeft(cell, " \t"); first != "" {
						assert.NotContains(t, "=@＝", string([]rune(first)[:1]), "%q", text)
					}
				}
			}
		}
		require.NoError(t, f.Close())
		checkMarkdown(t, string(form(t, r, FormOptions{})), string(form(t, full(t), FormOptions{})), text)
	}
}

// checkMarkdown holds the form against the same form with harmless text: the
// lines that have a meaning must be as many.
func checkMarkdown(t *testing.T, got, harmless, text string) {
	t.Helper()
	count := func(s, start string) int {
		n := 0
		for _, line := range strings.Split(s, "\n") {
			if strings.HasPrefix(line, start) {
				n++
			}
		}
		return n
	}
	for _, start := range []string{"#", "- ", "|", "1.", "---", "<", "**"} {
		assert.Equal(t, count(harmless, start), count(got, start), "%q: lines with %q", text, start)
	}
	assert.Equal(t, strings.Count(harmless, "\n"), strings.Count(got, "\n"), "%q: lines", text)
	assert.Equal(t, unescapedBars(harmless), unescapedBars(got), "%q: cells", text)
	for _, mark := range []string{"<script", "\u202e", "\u2028", "](http"} {
		assert.False(t, strings.Contains(strings.ReplaceAll(got, `\]`, ""), mark), "%q holds %q", text, mark)
	}
}

func unescapedBars(s string) int {
	return strings.Count(strings.ReplaceAll(strings.ReplaceAll(s, `\\`, ""), `\|`, ""), "|")
}

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{"": "", " a ": "a", "a\nb": "a<br>b", "a\r\nb": "a<br>b", "- a": `\- a`, "12. a": `12\. a`, "12": "12", "a|b": `a\|b`, "<b>": "&lt;b&gt;",
		"a\x00b": "ab", "a\xffb": "ab", "👩\u200d👧": "👩\u200d👧", "\u00a0": ""} {
		assert.Equal(t, want, markdown(in), "%q", in)
	}
}

func TestFormErrors(t *testing.T) {
	assert.ErrorIs(t, WriteForm(io.Discard, Review{}, FormOptions{Format: 7}), ErrOptions)
	assert.ErrorIs(t, WriteForm(broken{}, Review{}, FormOptions{}), errBroken)
	assert.ErrorIs(t, WriteForm(broken{}, Review{}, FormOptions{Format: XLSX}), errBroken)
	for why, text := range map[string]string{"no UTF-8": secret + "\xff", "a control character": secret + "\x00", "too long": strings.Repeat(secret, workbook.MaxText)} {
		r := full(t)
		r.Episodes[1].Effect = text
		err := WriteForm(io.Discard, r, FormOptions{Format: XLSX})
		require.Error(t, err, why)
		assert.Contains(t, err.Error(), "sheet 4, row 2, column 8", why)
		assert.NotContains(t, err.Error(), secret, why)
		assert.NoError(t, WriteForm(io.Discard, r, FormOptions{}), why)
	}
	r := full(t)
	testkit.Unchanged(t, &r, func() { form(t, r, FormOptions{}) })
	assert.Equal(t, "", fmt.Sprint(term(Status(0), rma.Dutch)))
}
