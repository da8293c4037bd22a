package coding

import (
	"io"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Coder is somebody who codes. The ID is what files and results show.
type Coder struct {
	ID   string
	Name string
}

// Assignment says that a coder has coded a document on some codes. It tells
// apart who saw nothing from who did not look: without it, a document that
// somebody never opened counts as disagreement.
type Assignment struct {
	Coder string
	Doc   string
	Codes []string // ids; a code that groups others stands for all of them; empty means all
}

// ReadAssignments reads assignments from CSV with the columns coder and doc,
// and if needed codes, with white space between the ids:
//
//	coder,doc,codes
//	anna,HOO-01,
//	bram,HOO-01,WP SW.BEL
//
// An empty cell for codes means all codes. All problems are reported at once,
// as *rma.DataError; [Project.Validate] checks the ids.
func ReadAssignments(r io.Reader, file string) ([]Assignment, error) {
	ps := rma.Problems{File: file}
	if r == nil {
		return nil, problem(file, 0, 0, "", rma.ErrMissing)
	}
	out, _ := readAssignments(r, &ps)
	if err := ps.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// readAssignments also gives the line of each assignment.
func readAssignments(r io.Reader, ps *rma.Problems) (out []Assignment, lines []int) {
	type pair struct{ coder, doc string }
	seen := map[pair]bool{}
	readSheet(r, ps, []string{"coder", "doc"}, []string{"codes"}, func(s sheetRow) {
		a := Assignment{Coder: s.need(0), Doc: s.need(1), Codes: strings.Fields(s.get(2))}
		key := pair{a.Coder, a.Doc}
		if seen[key] {
			s.note(1, rma.ErrDuplicate)
		}
		seen[key] = true
		out = append(out, a)
		lines = append(lines, s.line())
	})
	return out, lines
}

// asks says for each codable code whether the assignment asks for it.
func (a Assignment) asks(x *codeIndex) map[string]bool {
	out := map[string]bool{}
	add := func(from, to int) {
		for _, code := range x.ids[from:to] {
			out[code] = true
		}
	}
	if len(a.Codes) == 0 {
		add(0, len(x.ids))
	}
	for _, id := range a.Codes {
		add(x.within(id))
	}
	return out
}
