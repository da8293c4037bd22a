package arch

import (
	"path"
	"slices"
	"strings"
)

// An importRule says what the files of some folders may import. Folders and
// packages are relative to the module; "rma" is that folder alone, and
// "rma/..." also everything in it. A package of another module is named by its
// whole path.
//
// Test files follow the rules too, but may always import internal/testkit and
// the package that they test. With "rma/..." in from, the packages in that
// folder may import each other whatever only says.
type importRule struct {
	name, why string
	from      []string          // where the rule holds; none means everywhere
	holds     func(f file) bool // for which files there; nil means all
	only      []string          // of this module, nothing but these; nil sets no limit
	never     []string
}

// nothing is the value of only for a package that imports none of the module.
var nothing = []string{}

var importRules = []importRule{
	{
		name: "foundations know nothing of the domain",
		why:  "they can be read, tested and replaced on their own",
		from: []string{"internal/stat/...", "internal/tabular/...", "internal/strictjson/...", "internal/chart/...", "internal/docx/...", "internal/disclosure/...", "internal/testkit/...", "internal/atomicfile/...", "internal/xmlbytes/..."},
		only: nothing,
	},
	{
		name: "a workbook guards its cells as a file of text does",
		why:  "there is one rule for what a spreadsheet may run",
		from: []string{"internal/workbook/..."},
		only: []string{"internal/tabular", "internal/xmlbytes"},
	},
	{
		name:  "excelize in internal/workbook",
		why:   "who was the author is taken out in one place",
		holds: func(f file) bool { return !within(f.dir, "internal/workbook") && !f.test },
		never: []string{"github.com/xuri/excelize/..."},
	},
	{
		name: "rma is the core",
		why:  "every other package imports it",
		from: []string{"rma"},
		only: []string{"internal/stat/...", "internal/tabular/...", "internal/strictjson/..."},
	},
	{
		name: "privacy stands on rma alone",
		why:  "disclosure control works on tables, whatever they are about",
		from: []string{"rma/privacy/..."},
		only: []string{"rma", "internal/..."},
	},
	{
		name:  "casereview is on its own",
		why:   "importing one method must not bring in another",
		from:  []string{"casereview/..."},
		never: []string{"survey/...", "coding/...", "rma/plot/...", "rma/report/..."},
	},
	{
		name:  "survey is on its own",
		why:   "importing one method must not bring in another",
		from:  []string{"survey/..."},
		never: []string{"casereview/...", "coding/...", "rma/plot/...", "rma/report/..."},
	},
	{
		name:  "coding is on its own",
		why:   "importing one method must not bring in another",
		from:  []string{"coding/..."},
		never: []string{"casereview/...", "survey/...", "rma/plot/...", "rma/report/..."},
	},
	{
		name:  "coding does not need its adapters",
		why:   "coding/refi and coding/nlp stand on coding, not under it",
		from:  []string{"coding"},
		never: []string{"coding/refi/...", "coding/nlp/..."},
	},
	{
		name:  "prose in coding/nlp",
		why:   "its models are large and English; one adapter can be left out",
		holds: func(f file) bool { return !within(f.dir, "coding/nlp") },
		never: []string{"github.com/jdkato/prose/..."},
	},
	{
		name:  "charts through rma/plot",
		why:   "a figure is drawn from a protected table, never from raw counts",
		holds: func(f file) bool { return f.dir != "rma/plot" && !within(f.dir, "internal/chart") },
		never: []string{"internal/chart/..."},
	},
	{
		name: "gota in frame.go",
		why:  "it is for interchange, not for reading or computing",
		holds: func(f file) bool {
			return path.Base(f.path) != "frame.go" && path.Base(f.path) != "frame_test.go"
		},
		never: []string{"github.com/go-gota/gota/..."},
	},
	{
		name:  "testify in tests",
		why:   "who imports the library must not get a test framework",
		holds: func(f file) bool { return !f.test },
		never: []string{"github.com/stretchr/testify/..."},
	},
	{
		name:  "a database in tests",
		why:   "readers take rows of package database/sql, whatever driver the user has",
		holds: func(f file) bool { return !f.test },
		never: []string{"modernc.org/..."},
	},
	{
		name:  "testkit in tests",
		why:   "who imports the library must not get a test framework",
		holds: func(f file) bool { return !f.test },
		never: []string{"internal/testkit/..."},
	},
	{
		name:  "examples use what is public",
		why:   "students copy them into a module of their own",
		from:  []string{"examples/..."},
		never: []string{"internal/..."},
	},
	{
		name:  "nothing stands on the examples",
		why:   "they are the end of the line",
		holds: func(f file) bool { return !within(f.dir, "examples") },
		never: []string{"examples/..."},
	},
	{
		name:  "random numbers from math/rand/v2",
		why:   "the old package has a global source, which no seed can make repeatable",
		holds: file.library,
		never: []string{"math/rand"},
	},
}

// check gives the imports in the tree that break the rule.
func (r importRule) check(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if len(r.from) > 0 && !matchAny(f.dir, r.from) || r.holds != nil && !r.holds(f) {
			continue
		}
		for _, i := range f.imports {
			if !r.allows(f, i) {
				out = append(out, finding{f.path, i.line, "imports " + i.path})
			}
		}
	}
	return out
}

func (r importRule) allows(f file, i imported) bool {
	if f.test && (i.own == f.dir || within(i.own, "internal/testkit")) {
		return true
	}
	name := i.path
	if i.own != "" {
		name = i.own
	}
	if matchAny(name, r.never) {
		return false
	}
	return r.only == nil || i.own == "" || matchAny(name, r.only) || r.together(f.dir, i.own)
}

// together reports whether two packages lie in one folder of the rule.
func (r importRule) together(a, b string) bool {
	return slices.ContainsFunc(r.from, func(p string) bool {
		return strings.HasSuffix(p, "/...") && matchAny(a, []string{p}) && matchAny(b, []string{p})
	})
}

// matchAny reports whether a folder or package is meant by one of the patterns.
func matchAny(name string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if root, ok := strings.CutSuffix(p, "/..."); ok {
			return within(name, root)
		}
		return name == p
	})
}
