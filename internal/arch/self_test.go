package arch

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// own writes an import of a package of the module.
func own(pkg string) string { return `import _ "` + module + "/" + pkg + `"` }

// goFile writes a Go file of a package with some lines.
func goFile(pkg string, lines ...string) string {
	return "package " + pkg + "\n" + strings.Join(lines, "\n") + "\n"
}

// machinePath is a path that no file may hold.
func machinePath() string { return "/" + "work" + "/main/x.csv" }

// A breach is a file that breaks one rule and no other.
type breach struct{ rule, path, source string }

func breaches() []breach {
	const (
		base    = "foundations know nothing of the domain"
		core    = "rma is the core"
		privacy = "privacy stands on rma alone"
		charts  = "charts through rma/plot"
		public  = "examples use what is public"
		top     = "the top level is fixed"
		subject = "no package without a subject"
		uses    = "library code does not end the program, print, or read the clock"
		doc     = "exported names are documented"
		details = "no words in the detail of a warning"
		paths   = "no path of a machine"
	)
	return []breach{
		{base, "internal/stat/x.go", goFile("stat", own("rma"))},
		{base, "internal/tabular/x.go", goFile("tabular", own("internal/stat"))},
		{base, "internal/strictjson/x.go", goFile("strictjson", own("internal/tabular"))},
		{base, "internal/chart/x.go", goFile("chart", own("internal/stat"))},
		{base, "internal/docx/deep/x.go", goFile("deep", own("rma"))},
		{base, "internal/testkit/x.go", goFile("testkit", own("rma"))},
		{base, "internal/atomicfile/x.go", goFile("atomicfile", own("internal/tabular"))},
		{base, "internal/stat/x_test.go", goFile("stat", own("survey"))},
		{core, "rma/x.go", goFile("rma", own("rma/privacy"))},
		{core, "rma/x.go", goFile("rma", own("internal/docx"))},
		{core, "rma/x_test.go", goFile("rma_test", own("survey"))},
		{privacy, "rma/privacy/x.go", goFile("privacy", own("casereview"))},
		{"casereview is on its own", "casereview/x.go", goFile("casereview", own("survey"))},
		{"casereview is on its own", "casereview/xlsx/x.go", goFile("xlsx", own("rma/report"))},
		{"survey is on its own", "survey/x.go", goFile("survey", own("coding/refi"))},
		{"survey is on its own", "survey/x_test.go", goFile("survey", own("casereview"))},
		{"coding is on its own", "coding/x.go", goFile("coding", own("rma/plot"))},
		{"coding is on its own", "coding/nlp/x.go", goFile("nlp", own("survey"))},
		{"coding does not need its adapters", "coding/x.go", goFile("coding", own("coding/refi"))},
		{"prose in coding/nlp", "coding/x.go", goFile("coding", `import _ "github.com/jdkato/prose/v2"`)},
		{charts, "rma/report/x.go", goFile("report", own("internal/chart"))},
		{charts, "casereview/x.go", goFile("casereview", own("internal/chart"))},
		{"gota in frame.go", "survey/read.go", goFile("survey", `import _ "github.com/go-gota/gota/dataframe"`)},
		{"excelize in internal/workbook", "survey/x.go", goFile("survey", `import _ "github.com/xuri/excelize/v2"`)},
		{"a workbook guards its cells as a file of text does", "internal/workbook/x.go", goFile("workbook", own("internal/stat"))},
		{"testify in tests", "survey/x.go", goFile("survey", `import _ "github.com/stretchr/testify/assert"`)},
		{"a database in tests", "casereview/x.go", goFile("casereview", `import _ "modernc.org/sqlite"`)},
		{"testkit in tests", "survey/x.go", goFile("survey", own("internal/testkit"))},
		{public, "examples/one/main.go", goFile("main", own("internal/stat"))},
		{public, "examples/one/main_test.go", goFile("main", own("internal/stat"))},
		{"nothing stands on the examples", "survey/x_test.go", goFile("survey", own("examples/one"))},
		{"random numbers from math/rand/v2", "internal/stat/x.go", goFile("stat", `import _ "math/rand"`)},
		{top, "cmd/x.txt", "x"},
		{top, "notes.md", "x"},
		{top, "x.go", goFile("toolkit")},
		{"no file over 400 lines", "survey/x.go", goFile("survey", strings.Repeat("\n", 400))},
		{subject, "internal/util/x.go", goFile("text")},
		{subject, "internal/text/x.go", goFile("helpers")},
		{subject, "examples/types/x_test.go", goFile("types_test")},
		{uses, "rma/x.go", goFile("rma", `func f() { panic("x") }`)},
		{uses, "rma/x.go", goFile("rma", `import "os"`, `func f() { os.Exit(1) }`)},
		{uses, "rma/x.go", goFile("rma", `import l "log"`, `func f() { l.Printf("x") }`)},
		{uses, "internal/stat/x.go", goFile("stat", `import "fmt"`, `func f() { fmt.Println() }`)},
		{uses, "rma/x.go", goFile("rma", `import "time"`, `var now = time.Now`)},
		{uses, "rma/x.go", goFile("rma", `import . "fmt"`, `func f() { Println() }`)},
		{uses, "rma/x.go", goFile("rma", `func f() { println() }`)},
		{doc, "rma/x.go", goFile("rma", "func F() {}")},
		{doc, "rma/x.go", goFile("rma", "// T is.", "type T struct{}", "func (t *T) M() {}")},
		{doc, "rma/x.go", goFile("rma", "// T is.", "type T[A any] struct{}", "func (t *T[A]) M() {}")},
		{doc, "survey/x.go", goFile("survey", "type T int")},
		{doc, "survey/y.go", goFile("survey", "const (", "a = 1", "B = 2", ")")},
		{doc, "survey/y.go", goFile("survey", "const (", "X Kind = 1", "Y Other = 2", ")")},
		{doc, "survey/y.go", goFile("survey", "const (", "X Kind = 1", "Y = 2", ")")},
		{doc, "survey/y.go", goFile("survey", "const X unknown = 1")},
		{details, "survey/x.go", goFile("survey", `var w = rma.Warn("code", "%d respondents", 3)`)},
		{details, "rma/x.go", goFile("rma", `var w = Warn("code", "needed=%d", 3)`)},
		{paths, "README.md", "see " + machinePath()},
		{paths, "survey/testdata/x.json", `{"file": "` + machinePath() + `"}`},
		{paths, "rma/x.go", goFile("rma", "// f reads "+machinePath()+".", "func f() {}")},
		{paths, ".ci/run", "cd " + machinePath()},
		{paths, "examples/x.csv", "a;b\n1;" + strings.Replace(machinePath(), "work", "root", 1)},
	}
}

// sound is a tree that comes close to breaking the rules and keeps them all.
func sound() fstest.MapFS {
	files := fstest.MapFS{}
	for name, source := range map[string]string{
		"go.mod":                      "module " + module + "\n",
		".gitignore":                  "*.got\n",
		"README.md":                   "https://example.org/work/x and my/root/folder\n",
		"rma/doc.go":                  goFile("rma", own("internal/stat"), own("internal/tabular"), own("internal/strictjson")),
		"rma/frame.go":                goFile("rma", `import _ "github.com/go-gota/gota/series"`),
		"rma/frame_test.go":           goFile("rma", `import _ "github.com/go-gota/gota/series"`, `import _ "github.com/stretchr/testify/assert"`),
		"rma/x_test.go":               goFile("rma_test", own("rma"), own("internal/testkit"), `func F() { panic("x") }`),
		"rma/long_test.go":            goFile("rma", strings.Repeat("\n", 500)),
		"rma/privacy/x.go":            goFile("privacy", own("rma"), own("internal/docx")),
		"rma/plot/x.go":               goFile("plot", own("internal/chart"), own("survey")),
		"rma/report/x.go":             goFile("report", own("rma/plot"), own("coding")),
		"casereview/x.go":             goFile("casereview", own("rma"), own("rma/privacy"), own("internal/tabular")),
		"casereview/y.go":             goFile("casereview", `var w = rma.Warn("code", "%s, α=%.3f, n=%d, n≥%d, CI r", "x", 3)`),
		"coding/nlp/x.go":             goFile("nlp", own("coding"), `import _ "github.com/jdkato/prose/v2"`),
		"coding/refi/x.go":            goFile("refi", own("coding"), own("rma")),
		"internal/chart/x_test.go":    goFile("chart_test", own("internal/chart"), own("internal/testkit")),
		"internal/stat/x.go":          goFile("stat", `import _ "math/rand/v2"`, "func F() {}"),
		"internal/stat/testdata/x.go": "not Go",
		"examples/one/main.go":        goFile("main", own("rma/report"), `import "fmt"`, `func Main() { fmt.Println(); panic("x") }`),
		"examples/one/main_test.go":   goFile("main", own("internal/testkit")),
		"survey/x.go": goFile("survey", `import "time"`, `import "fmt"`,
			"// f says panic( and time.Now() in a comment.",
			`func f(fmt2 fmt.Stringer) string { return fmt.Sprint("panic(", "os.Exit(1)", time.Time{}) }`,
			"// These belong together.", "const (", "A = 1", "B = 2", ")", "const (", "C = 1 // is one", ")",
			"type t struct{}", "func (t) M() {}",
			"// Kind is a kind.", "type Kind int", "const (", "First Kind = iota", "Second", ")"),
	} {
		files[name] = &fstest.MapFile{Data: []byte(source)}
	}
	return files
}

func TestSoundTreeKeepsEveryRule(t *testing.T) {
	source, err := load(sound())
	require.NoError(t, err)
	for _, r := range rules() {
		assert.Empty(t, r.check(source), r.name)
	}
}

// TestEveryRuleFires puts each breach into the sound tree and sees that its
// rule finds it, at its place, and that no other rule does.
func TestEveryRuleFires(t *testing.T) {
	fired := map[string]bool{}
	for _, b := range breaches() {
		files := sound()
		files[b.path] = &fstest.MapFile{Data: []byte(b.source)}
		source, err := load(files)
		require.NoError(t, err)
		for _, r := range rules() {
			found := r.check(source)
			if r.name != b.rule {
				assert.Empty(t, found, "%s in %q", b.path, b.source)
				continue
			}
			fired[r.name] = true
			require.Len(t, found, 1, "%s in %q", b.path, b.source)
			assert.True(t, within(b.path, found[0].path), found[0].String())
			assert.NotEmpty(t, r.why)
		}
	}
	for _, r := range rules() {
		assert.True(t, fired[r.name], "no tree proves the rule: %s", r.name)
	}
}

func TestLoadReportsWhatDoesNotParse(t *testing.T) {
	_, err := load(fstest.MapFS{"rma/x.go": &fstest.MapFile{Data: []byte("pakket rma")}})
	assert.ErrorContains(t, err, "rma/x.go")
	_, err = load(fstest.MapFS{"rma/x.go": &fstest.MapFile{Data: []byte("package rma\nimport \"a\\q\"\n")}})
	assert.Error(t, err)
}
