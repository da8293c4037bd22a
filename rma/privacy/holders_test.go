package privacy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const modulePath = "github.com/reflexive-monitoring/toolkit"

// holderGraph says for each named type of the module, as folder.Name, which
// named types stand in its definition: in a field, exported or not, as an
// element of a slice, a map, a channel or a pointer, or as what a function takes
// or gives, since a function can hold a value too.
type holderGraph map[string][]string

// holders gives the types from which one of the roots can be reached.
func (g holderGraph) holders(roots ...string) []string {
	found := map[string]bool{}
	for _, r := range roots {
		found[r] = true
	}
	for grown := true; grown; {
		grown = false
		for name, parts := range g {
			if !found[name] && slices.ContainsFunc(parts, func(p string) bool { return found[p] }) {
				found[name], grown = true, true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// addFile adds the types of a file that stands in a folder. Methods of an
// interface are not part of it: whoever implements it is found by itself.
func (g holderGraph) addFile(dir string, f *ast.File) {
	imports := map[string]string{}
	for _, spec := range f.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if own, ok := strings.CutPrefix(p, modulePath+"/"); ok {
			imports[name] = own
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		name := dir + "." + spec.Name.Name
		g[name] = append(g[name], parts(dir, imports, spec.Type)...)
		return true
	})
}

// parts gives the named types in an expression.
func parts(dir string, imports map[string]string, expr ast.Expr) []string {
	var out []string
	ast.Inspect(expr, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.InterfaceType:
			return false
		case *ast.Field: // its names are not types
			out = append(out, parts(dir, imports, n.Type)...)
			return false
		case *ast.SelectorExpr:
			if pkg, ok := n.X.(*ast.Ident); ok && imports[pkg.Name] != "" {
				out = append(out, imports[pkg.Name]+"."+n.Sel.Name)
			}
			return false
		case *ast.Ident:
			out = append(out, dir+"."+n.Name)
		}
		return true
	})
	return out
}

// graphOf reads every Go file of a module that is no test.
func graphOf(t *testing.T, root fs.FS) holderGraph {
	t.Helper()
	g := holderGraph{}
	require.NoError(t, fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		g.addFile(path.Dir(name), f)
		return nil
	}))
	return g
}

// TestEveryHolderIsInTheLeakTest finds in the source of the whole module the
// types that hold an Identifier or a Key. Each must have a value in the leak
// test of this package, or be named here with the package whose test has it.
func TestEveryHolderIsInTheLeakTest(t *testing.T) {
	elsewhere := map[string]string{
		"coding.Document":   "coding, TestNoSpeakerLeaks",
		"coding.Detection":  "coding, TestNoSpeakerLeaks",
		"coding.LabelCount": "coding, TestNoSpeakerLeaks",
		"coding.Project":    "coding, TestNoSpeakerLeaks",

		"rma/privacy/leak.Options": "rma/privacy/leak, TestACheckTellsNothing",
	}
	// What coding passes a Document round in, while it works. None is given out.
	for _, name := range []string{"codingReader", "comparison", "content", "counter", "hidden", "loader", "material", "reading", "themeWriter", "unitRows", "validator"} {
		elsewhere["coding."+name] = "not exported"
	}
	g := graphOf(t, os.DirFS(filepath.Join("..", "..")))
	want := slices.Collect(maps.Keys(elsewhere))
	for name := range leakSamples(t, secretName) {
		want = append(want, "rma/privacy."+name)
	}
	slices.Sort(want)
	assert.Equal(t, want, g.holders("rma/privacy.Identifier", "rma/privacy.Key"),
		"a type that holds an Identifier or a Key needs a value in leakSamples, and then NoLeak looks at it; "+
			"a type of another package needs such a test there, and a line in elsewhere")
}

func TestHoldersAreFoundWhereverTheyHide(t *testing.T) {
	const source = `package x
import (
	"time"
	p "` + modulePath + `/rma/privacy"
	"` + modulePath + `/rma"
)
type (
	Direct    struct{ ID p.Identifier }
	Hidden    struct{ a int; id p.Key }
	Embedded  struct{ p.Identifier }
	Pointer   struct{ id *p.Identifier }
	Slice     []p.Identifier
	Map       map[string][]*p.Key
	Channel   chan p.Key
	Array     [3]p.Key
	Closure   struct{ get func() p.Key }
	Taker     func(p.Identifier)
	Named     p.Identifier
	Alias     = p.Identifier
	Anonymous struct{ in struct{ id p.Identifier } }
	Generic   struct{ list box[p.Identifier] }
	Deep      struct{ d []*Direct }
	Deeper    map[int]Deep
	Ring      struct{ next *Ring; deep Deep }
	box[T any] struct{ of T }

	Free      struct{ at time.Time; t rma.Text; name string; p p.Pseudonym }
	Loop      struct{ next *Loop }
	Replacer  interface{ Pseudonym(p.Domain, p.Identifier) p.Pseudonym }
	Field     struct{ Identifier string; Key int }
)
func f() { type Local struct{ id p.Identifier } }
`
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", source, 0)
	require.NoError(t, err)
	g := holderGraph{}
	g.addFile("x", f)
	var want []string
	for _, name := range []string{"Direct", "Hidden", "Embedded", "Pointer", "Slice", "Map", "Channel", "Array", "Closure", "Taker",
		"Named", "Alias", "Anonymous", "Generic", "Deep", "Deeper", "Ring", "Local"} {
		want = append(want, "x."+name)
	}
	want = append(want, "rma/privacy.Identifier", "rma/privacy.Key")
	slices.Sort(want)
	assert.Equal(t, want, g.holders("rma/privacy.Identifier", "rma/privacy.Key"))
}
