package arch

import (
	"fmt"
	"go/ast"
	"go/token"
)

// checkDoc finds exported declarations without a comment in the packages that
// others can import. A group of constants or variables may share one comment,
// and a constant may have it at the end of its line. A group of constants of a
// type is explained by the comment of the type, where the documentation shows
// them. A group is reported once.
func checkDoc(t *tree) []finding {
	var out []finding
	types := documentedTypes(t)
	for _, f := range t.files {
		if !f.library() || within(f.dir, "internal") || f.ast.Name.Name == "main" {
			continue
		}
		for _, d := range f.ast.Decls {
			if kind := groupType(d); kind != "" && types[f.dir+"."+kind] {
				continue
			}
			if names := undocumented(d); len(names) > 0 {
				what := names[0].Name + " has no comment"
				if len(names) > 1 {
					what = fmt.Sprintf("%s and %d more of its group have no comment", names[0].Name, len(names)-1)
				}
				out = append(out, finding{f.path, t.fset.Position(names[0].Pos()).Line, what})
			}
		}
	}
	return out
}

// documentedTypes gives the exported types that have a comment, each as its
// folder, a point and its name.
func documentedTypes(t *tree) map[string]bool {
	out := map[string]bool{}
	for _, f := range t.files {
		for _, d := range f.ast.Decls {
			group, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				s, ok := spec.(*ast.TypeSpec)
				if ok && s.Name.IsExported() && (group.Doc != nil || s.Doc != nil) {
					out[f.dir+"."+s.Name.Name] = true
				}
			}
		}
	}
	return out
}

// groupType gives the type that every constant of a group has, or nothing.
// A constant without a type and a value has those of the one before it.
func groupType(d ast.Decl) string {
	group, ok := d.(*ast.GenDecl)
	if !ok || group.Tok != token.CONST {
		return ""
	}
	kind := ""
	for i, spec := range group.Specs {
		s, ok := spec.(*ast.ValueSpec)
		if !ok {
			return ""
		}
		name := kind
		if s.Type != nil || len(s.Values) > 0 {
			id, _ := s.Type.(*ast.Ident)
			if id == nil {
				return ""
			}
			name = id.Name
		}
		if i > 0 && name != kind {
			return ""
		}
		kind = name
	}
	return kind
}

// undocumented gives the exported names that a declaration does not explain.
func undocumented(d ast.Decl) []*ast.Ident {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && receiverIsExported(d) {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		if d.Tok == token.IMPORT || d.Doc != nil {
			return nil
		}
		var out []*ast.Ident
		for _, spec := range d.Specs {
			out = append(out, undocumentedSpec(spec)...)
		}
		return out
	}
	return nil
}

func undocumentedSpec(spec ast.Spec) []*ast.Ident {
	var names []*ast.Ident
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Doc == nil && s.Comment == nil {
			names = []*ast.Ident{s.Name}
		}
	case *ast.ValueSpec:
		if s.Doc == nil && s.Comment == nil {
			names = s.Names
		}
	}
	var out []*ast.Ident
	for _, id := range names {
		if id.IsExported() {
			out = append(out, id)
		}
	}
	return out
}

// receiverIsExported reports whether a function is no method, or a method of
// an exported type.
func receiverIsExported(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	e := d.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return true
		}
	}
}
