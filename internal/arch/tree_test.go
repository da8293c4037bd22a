package arch

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/reflexive-monitoring/toolkit"

// tree is the source of a module. All paths are relative to its root and have
// forward slashes.
type tree struct {
	top   []string // entries of the root folder
	fset  *token.FileSet
	files []file // Go files, in path order
	texts []text // text files, Go files included, in path order
}

type text struct {
	path string
	data []byte
}

type file struct {
	path    string
	dir     string // "." for the root
	test    bool   // a _test.go file
	lines   int
	imports []imported
	ast     *ast.File
}

type imported struct {
	path string // as written
	own  string // relative to the module; empty for a package from elsewhere
	line int
}

// library reports whether a file belongs to what others import: it is no test
// no example, and nothing of the checks.
func (f file) library() bool { return !f.test && !within(f.dir, "examples") && !within(f.dir, ".ci") }

// finding is a place where a rule is broken.
type finding struct {
	path string
	line int // 0 for the whole file
	what string
}

func (f finding) String() string {
	if f.line == 0 {
		return f.path + ": " + f.what
	}
	return f.path + ":" + strconv.Itoa(f.line) + ": " + f.what
}

// within reports whether a folder is root or lies in it.
func within(dir, root string) bool {
	return dir == root || strings.HasPrefix(dir, root+"/")
}

// moduleRoot finds the folder with go.mod, from the folder of the test up.
func moduleRoot(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod in this folder or above it")
		}
		dir = filepath.Dir(dir)
	}
}

// load reads a source tree. A Go file that does not parse is an error.
func load(root fs.FS) (*tree, error) {
	t := &tree{fset: token.NewFileSet()}
	top, err := fs.ReadDir(root, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range top {
		t.top = append(t.top, e.Name())
	}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // a temporary file that another test removed
		case err != nil:
			return err
		case d.IsDir() && name != "." && skipped(name):
			return fs.SkipDir
		case d.IsDir() || !isText(name):
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		t.texts = append(t.texts, text{name, data})
		if path.Ext(name) == ".go" && !within(path.Dir(name), "testdata") && !strings.Contains(name, "/testdata/") {
			return t.parse(name, data)
		}
		return nil
	})
	return t, err
}

// skipped reports whether a folder is not part of the source: one whose name
// starts with a dot, but for the settings of the build.
func skipped(dir string) bool {
	base := path.Base(dir)
	return base[0] == '.' && base != ".ci" && base != ".github"
}

// isText reports whether a file is text that people write or read.
func isText(name string) bool {
	if within(name, ".ci") {
		return true
	}
	switch path.Ext(name) {
	case ".go", ".mod", ".md", ".json", ".jsonl", ".csv", ".txt", ".yml", ".yaml", ".html", ".svg", ".sh", ".R", ".py":
		return true
	}
	return false
}

// parse adds a Go file to the tree.
func (t *tree) parse(name string, data []byte) error {
	parsed, err := parser.ParseFile(t.fset, name, data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	f := file{
		path:  name,
		dir:   path.Dir(name),
		test:  strings.HasSuffix(name, "_test.go"),
		lines: bytes.Count(data, []byte{'\n'}),
		ast:   parsed,
	}
	for _, spec := range parsed.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		i := imported{path: p, line: t.fset.Position(spec.Pos()).Line}
		if p == module {
			i.own = "."
		} else if rest, ok := strings.CutPrefix(p, module+"/"); ok {
			i.own = rest
		}
		f.imports = append(f.imports, i)
	}
	t.files = append(t.files, f)
	return nil
}
