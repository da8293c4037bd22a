package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// sourceRules look at the tree itself.
var sourceRules = []rule{
	{"the top level is fixed", "a visitor sees at once what there is", checkTop},
	{"no file over 400 lines", "a file holds one noun or verb", checkLength},
	{"no package without a subject", "a name such as util says nothing of what is in it", checkPackageName},
	{"library code does not end the program, print, or read the clock", "the program of the user decides; now is a parameter", checkUses},
	{"exported names are documented", "the documentation is what a researcher reads", checkDoc},
	{"no words in the detail of a warning", "a report is Dutch or English, and shows the detail as it is", checkDetails},
	{"no path of a machine", "a file must mean the same to whoever clones the module", checkPaths},
}

var topNames = []string{"rma", "casereview", "survey", "coding", "examples", "internal",
	"go.mod", "go.sum", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}

func checkTop(t *tree) []finding {
	var out []finding
	for _, name := range t.top {
		if !strings.HasPrefix(name, ".") && !slices.Contains(topNames, name) {
			out = append(out, finding{name, 0, "does not belong at the top"})
		}
	}
	return out
}

const maxLines = 400

func checkLength(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if f.library() && f.lines > maxLines {
			out = append(out, finding{f.path, 0, fmt.Sprintf("has %d lines; %d is the limit", f.lines, maxLines)})
		}
	}
	return out
}

var emptyNames = []string{"util", "utils", "common", "types", "models", "helpers"}

func checkPackageName(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		name := strings.TrimSuffix(f.ast.Name.Name, "_test")
		if slices.Contains(emptyNames, name) || slices.Contains(emptyNames, path.Base(f.dir)) {
			out = append(out, finding{f.path, t.fset.Position(f.ast.Name.Pos()).Line, "has a name without a subject"})
		}
	}
	return out
}

// forbidden lists what library code may not refer to: by import path, the
// starts of the names.
var forbidden = map[string][]string{
	"fmt":  {"Print"},
	"log":  {"Print", "Fatal", "Panic"},
	"os":   {"Exit"},
	"time": {"Now", "Since", "Until"},
}

// forbiddenBuiltins are functions without a package.
var forbiddenBuiltins = []string{"panic", "print", "println"}

func checkUses(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if !f.library() {
			continue
		}
		names := localNames(f.ast)
		add := func(n ast.Node, what string) {
			out = append(out, finding{f.path, t.fset.Position(n.Pos()).Line, what})
		}
		if p, ok := names["."]; ok {
			add(f.ast.Name, "imports the names of "+p+" without a package")
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && slices.Contains(forbiddenBuiltins, id.Name) {
					add(n, "calls "+id.Name)
				}
			case *ast.SelectorExpr:
				id, ok := n.X.(*ast.Ident)
				if ok && slices.ContainsFunc(forbidden[names[id.Name]], func(start string) bool { return strings.HasPrefix(n.Sel.Name, start) }) {
					add(n, "uses "+names[id.Name]+"."+n.Sel.Name)
				}
			}
			return true
		})
	}
	return out
}

// localNames gives the import path for each name by which a file knows one of
// the packages that have forbidden names.
func localNames(f *ast.File) map[string]string {
	names := map[string]string{}
	for _, spec := range f.Imports {
		p := strings.Trim(spec.Path.Value, "\"`")
		if forbidden[p] == nil {
			continue
		}
		name := path.Base(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = p
	}
	return names
}

// needles are the starts of absolute paths that only one machine has. They are
// put together here so that this file does not hold them.
func needles() []string {
	var out []string
	for _, folder := range []string{"work", "root"} {
		out = append(out, "/"+folder+"/")
	}
	return out
}

func checkPaths(t *tree) []finding {
	var out []finding
	for _, f := range t.texts {
		for i, line := range bytes.Split(f.data, []byte{'\n'}) {
			if slices.ContainsFunc(needles(), func(n string) bool { return holdsPath(string(line), n) }) {
				out = append(out, finding{f.path, i + 1, "holds a path of one machine"})
			}
		}
	}
	return out
}

// holdsPath reports whether a line holds an absolute path that starts with
// needle. A part of a longer path, as of a web address, is none.
func holdsPath(line, needle string) bool {
	for from := 0; ; {
		i := strings.Index(line[from:], needle)
		if i < 0 {
			return false
		}
		at := from + i
		if at == 0 || !isPathByte(line[at-1]) {
			return true
		}
		from = at + 1
	}
}

func isPathByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._-~%})*", c) >= 0
}
