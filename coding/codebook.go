package coding

import (
	"errors"
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Codebook is the list of codes of a study, a forest: a code stands under
// another one or on its own. The order of the list is kept among the codes
// under one parent.
type Codebook struct {
	Name    string
	Version string // raise it when a definition changes: agreement is about one version
	Codes   []Code
}

// Code returns the code with that id.
func (b Codebook) Code(id string) (Code, bool) {
	for _, c := range b.Codes {
		if c.ID == id {
			return c, true
		}
	}
	return Code{}, false
}

// Tree returns the codes in the order of the tree: each code is followed by
// the codes under it. A code whose parent is unknown stands on its own; codes
// that lie under themselves are left out, see [Codebook.Validate].
func (b Codebook) Tree() []Code {
	tree, _ := b.ordered()
	return tree
}

// ordered returns the tree, and for each code in it the place behind the codes
// under it.
func (b Codebook) ordered() (tree []Code, end []int) {
	known := map[string]bool{}
	for _, c := range b.Codes {
		known[c.ID] = true
	}
	under := map[string][]Code{}
	for _, c := range b.Codes {
		parent := c.ParentID
		if !known[parent] {
			parent = ""
		}
		under[parent] = append(under[parent], c)
	}
	tree, end = make([]Code, 0, len(b.Codes)), make([]int, 0, len(b.Codes))
	var walk func(parent string)
	walk = func(parent string) {
		for _, c := range under[parent] {
			at := len(tree)
			tree, end = append(tree, c), append(end, 0)
			if c.ID != "" {
				walk(c.ID)
			}
			end[at] = len(tree)
		}
		delete(under, parent)
	}
	walk("")
	return tree, end
}

// Codable returns the codes that can be given to text, in the order of the
// tree.
func (b Codebook) Codable() []Code {
	var out []Code
	for _, c := range b.Tree() {
		if c.Codable {
			out = append(out, c)
		}
	}
	return out
}

// Within returns the ids of the codable codes that the id stands for, in the
// order of the tree: itself, and all codes under it.
func (b Codebook) Within(id string) []string {
	in := map[string]bool{id: true}
	var out []string
	for _, c := range b.Tree() {
		if c.ParentID != "" && in[c.ParentID] {
			in[c.ID] = true
		}
		if in[c.ID] && c.Codable {
			out = append(out, c.ID)
		}
	}
	return out
}

// Path returns the label of the code behind those of its parents, such as
// "Werkprocessen: Belemmering". A code that is not in the book has its id.
func (b Codebook) Path(id string) rma.Text {
	c, ok := b.Code(id)
	if !ok {
		return rma.T(id, id)
	}
	path := c.Label
	for range b.Codes {
		if c, ok = b.Code(c.ParentID); !ok {
			break
		}
		path = underLabel(c.Label, path)
	}
	return path
}

// underLabel puts the label of the code above before a path.
func underLabel(above, path rma.Text) rma.Text {
	return rma.T(above.In(rma.Dutch)+": "+path.In(rma.Dutch), above.In(rma.English)+": "+path.In(rma.English))
}

// Validate reports everything that makes the codebook unfit for use, joined:
// an id that is empty, has white space or occurs twice; a parent that does not
// exist; a code under itself; a label that is empty or that two codes under
// one parent share; a colour that is not #RRGGBB; no codable code at all. The
// errors are *rma.DataError with the number of the code as Line.
func (b Codebook) Validate() error {
	ps := rma.Problems{File: "codebook"}
	b.check(&ps, func(i int, _ string) (line, column int) { return i + 1, 0 })
	return ps.Err()
}

// check notes the problems; place gives the line and column of a field of the
// i-th code.
func (b Codebook) check(ps *rma.Problems, place func(i int, field string) (line, column int)) {
	reached := map[string]bool{}
	for _, c := range b.Tree() {
		reached[c.ID] = true
	}
	known, ids, labels := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range b.Codes {
		known[c.ID] = true
	}
	codable := false
	for i, c := range b.Codes {
		note := func(field string, rule error) {
			line, column := place(i, field)
			ps.Add(line, column, field, rule)
		}
		codable = codable || c.Codable
		switch {
		case c.ID == "":
			note("id", rma.ErrMissing)
		case strings.ContainsAny(c.ID, " \t\n\r;,|/"):
			note("id", fmt.Errorf("%w: an id has no white space and no ; , | /", rma.ErrFormat))
		case ids[c.ID]:
			note("id", rma.ErrDuplicate)
		case !reached[c.ID]:
			note("parent", ErrForest)
		}
		ids[c.ID] = true
		if c.ParentID != "" && !known[c.ParentID] {
			note("parent", rma.ErrUnknownID)
		}
		if rule := checkLabel(c, labels); rule != nil {
			note("label", rule)
		}
		if c.Color != "" && !isColor(c.Color) {
			note("color", fmt.Errorf("%w: a colour is written as #RRGGBB", rma.ErrFormat))
		}
	}
	if !codable {
		ps.Add(0, 0, "codable", errors.New("no code can be given to text"))
	}
}

// checkLabel compares the label with those of its siblings, in both languages
// and without regard to case.
func checkLabel(c Code, seen map[string]bool) error {
	if c.Label.IsZero() {
		return rma.ErrMissing
	}
	twice := false
	for _, l := range []rma.Lang{rma.Dutch, rma.English} {
		key := c.ParentID + "\x00" + l.String() + "\x00" + strings.ToLower(c.Label.In(l))
		twice = twice || seen[key]
		seen[key] = true
	}
	if twice {
		return fmt.Errorf("%w under one parent", rma.ErrDuplicate)
	}
	return nil
}

func isColor(s string) bool {
	if len(s) != 7 || s[0] != '#' {
		return false
	}
	return strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}
