package arch

import (
	"go/ast"
	"regexp"
	"slices"
	"strconv"
)

// detailWords may stand in the detail of a warning: they are the same in Dutch
// and in English.
var detailWords = []string{"CI", "codes", "min"}

var (
	verbs    = regexp.MustCompile(`%[-+# 0]*[0-9.]*[a-zA-Z]`)
	longWord = regexp.MustCompile(`\pL{2,}`)
)

// checkDetails looks for words in the details of warnings: a report words the
// code, in its own language, and shows the detail as it is. Package privacy has
// the keys of a table in its details, which name what they are of.
func checkDetails(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if !f.library() || within(f.dir, "rma/privacy") {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 || !callsWarn(call.Fun) {
				return true
			}
			format, ok := call.Args[1].(*ast.BasicLit)
			if !ok {
				return true
			}
			text, _ := strconv.Unquote(format.Value)
			for _, word := range longWord.FindAllString(verbs.ReplaceAllString(text, " "), -1) {
				if !slices.Contains(detailWords, word) {
					out = append(out, finding{f.path, t.fset.Position(n.Pos()).Line, "has a word in the detail of a warning"})
					return true
				}
			}
			return true
		})
	}
	return out
}

// callsWarn reports whether a function is rma.Warn.
func callsWarn(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "Warn"
	case *ast.SelectorExpr:
		id, ok := f.X.(*ast.Ident)
		return ok && id.Name == "rma" && f.Sel.Name == "Warn"
	}
	return false
}
