package privacy

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/atomicfile"
	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	// ErrReplace says that saving would destroy people that the codebook does
	// not know.
	ErrReplace = errors.New("the file holds a list that was not read before: read it first, or save under another name")

	// ErrContradiction says that a row says something else than an earlier one.
	ErrContradiction = errors.New("contradicts an earlier row")
)

// codebookHeadings are the columns of a lookup file.
var codebookHeadings = []string{"study", "domain", "identifier", "code"}

// The places of the columns in codebookHeadings.
const (
	studyColumn = iota
	domainColumn
	identifierColumn
	codeColumn
)

// Save writes the list to a file that only the owner can read (mode 0600), whole
// or not at all. It is the only function of this library that writes
// identifiers. The errors are *rma.DataError.
//
// The file is CSV in UTF-8 with the heading study;domain;identifier;code and
// one row per person, sorted by code, which does not tell who came first.
// Identifiers stand there exactly as they are kept, so that reading gives the
// same list; a cell that a spreadsheet would run as a formula is not guarded.
// Do not open the file in a spreadsheet: it also takes the zeros off at the
// start of a number.
//
// When people were erased (see [Codebook.Erase]), a row with the domain
// erasure-salt follows, with the salt in the column of the identifier, and for
// everybody who was erased a row with the domain erased-case, erased-family and
// so on, with the digest in that column, both as 64 hexadecimal digits. The
// column of the code is empty. The rows are sorted by digest. Who has the file
// can try names on these digests, so what is said of keeping the list apart goes
// for them too.
//
// Save replaces a file only when its people are in the codebook: the file is
// one that this codebook read or saved, unaltered since, or one without rows.
// Otherwise it is ErrReplace, and the file stays as it is. Two programs that
// save to one file at the same time are not kept apart.
func (b *Codebook) Save(path string) error {
	s, err := b.get()
	if err == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		err = s.save(path)
	}
	if err != nil {
		return &rma.DataError{File: path, Err: err}
	}
	return nil
}

func (s *codebookState) save(path string) error {
	var content bytes.Buffer
	if err := s.write(&content); err != nil {
		return err
	}
	old, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return pathCause(err)
	case !s.known[sha256.Sum256(old)] && !noRows(old):
		return ErrReplace
	}
	err = atomicfile.Write(path, 0o600, func(w io.Writer) error {
		_, err := w.Write(content.Bytes())
		return err
	})
	if err == nil {
		s.known[sha256.Sum256(content.Bytes())] = true
	}
	return err
}

// write writes the list.
func (s *codebookState) write(w io.Writer) error {
	tw := tabular.NewWriter(w)
	tw.Comma = ';'
	if err := tw.Write(codebookHeadings...); err != nil {
		return err
	}
	for _, p := range s.sorted() {
		e := s.people[p]
		if err := tw.Write(s.study, e.domain.String(), e.identifier, p.text); err != nil {
			return err
		}
	}
	if err := s.erased.write(tw, s.study); err != nil {
		return err
	}
	return tw.Flush()
}

// noRows reports whether a file is empty or has a heading alone.
func noRows(file []byte) bool {
	text := string(bytes.TrimSpace(file))
	return text == "" || text == strings.Join(codebookHeadings, ";")
}

// OpenCodebook reads the list that Save wrote. See [ReadCodebook].
func OpenCodebook(path string, o CodebookOptions) (*Codebook, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &rma.DataError{File: path, Err: pathCause(err)}
	}
	defer f.Close()
	return ReadCodebook(f, path, o)
}

// ReadCodebook reads a list of people with their codes; file is its name in
// errors. The codes may be those of a list that a team already has, such as
// EMM-01: each has the form of a [Pseudonym], and not that of a code of another
// domain.
//
// All errors come together, each an *rma.DataError with its place and without
// the content: a second row for a person with the same code is rma.ErrDuplicate;
// a second code for a person, or a second person for a code, is
// ErrContradiction, and so is a person who is listed and was erased; a row of
// another study than the first is ErrStudy; a row about the erased that Save
// cannot have written is rma.ErrFormat, and such rows without the salt are
// rma.ErrMissing. A list without rows does not tell its study and is
// rma.ErrMissing. Then there is no codebook.
func ReadCodebook(r io.Reader, file string, o CodebookOptions) (*Codebook, error) {
	book, err := NewCodebook("-", o) // the first row has the study
	if err != nil {
		return nil, err
	}
	s := book.state()
	whole := &hashedReader{from: r, sum: sha256.New()}
	in := codebookReader{s: s, lines: map[Pseudonym]int{}}
	in.File = file
	in.each(whole, codebookHeadings, in.take)
	in.finish()
	if err := in.Err(); err != nil {
		return nil, err
	}
	s.known[[sha256.Size]byte(whole.sum.Sum(nil))] = true
	return book, nil
}

// codebookReader takes up the rows of a lookup file.
type codebookReader struct {
	codeTable
	s      *codebookState
	rows   int
	lines  map[Pseudonym]int // where each code stands
	marked int               // line of the last row of somebody who was erased
}

// take takes up one row.
func (in *codebookReader) take() {
	if !in.erasure() {
		in.person()
	}
}

// person takes up one row, or notes what is wrong with it.
func (in *codebookReader) person() {
	before := in.Len()
	in.study()
	kept, normal := in.identifier()
	p, _ := in.pseudonym(codeColumn)
	if own := p.Domain(); own != DomainNotGiven && kept.domain != DomainNotGiven && own != kept.domain {
		in.fail(codeColumn, fmt.Errorf("%w of this domain: it starts with the letter of another", ErrPseudonym))
	}
	if in.Len() > before {
		return
	}
	earlier, known := in.s.codes[normal]
	_, taken := in.lines[p]
	switch {
	case known && earlier == p:
		in.fail(identifierColumn, fmt.Errorf("%w: it stands on line %d", rma.ErrDuplicate, in.lines[p]))
	case known:
		in.fail(identifierColumn, fmt.Errorf("%w: on line %d it has another code", ErrContradiction, in.lines[earlier]))
	case taken:
		in.fail(codeColumn, fmt.Errorf("%w: on line %d it belongs to another identifier", ErrContradiction, in.lines[p]))
	default:
		in.s.codes[normal], in.s.people[p], in.lines[p] = p, kept, in.row.Line
	}
}

// study takes the name of the study from the first row and compares the others
// with it.
func (in *codebookReader) study() {
	study := in.cell(studyColumn)
	if err := checkStudy(study); err != nil {
		in.fail(studyColumn, err)
	}
	in.rows++
	if in.rows == 1 {
		in.s.study = string([]byte(study)) // not the whole line
	} else if study != in.s.study {
		in.fail(studyColumn, fmt.Errorf("%w: the first row has another", ErrStudy))
	}
}

// identifier returns a person as kept, and the entry by which to find the
// person.
func (in *codebookReader) identifier() (kept, normal codebookEntry) {
	var d Domain
	err := d.UnmarshalText([]byte(in.cell(domainColumn)))
	if err == nil {
		err = d.check()
	}
	if err != nil {
		in.fail(domainColumn, err)
		d = DomainNotGiven
	}
	id := NewIdentifier(in.cell(identifierColumn))
	text, err := id.normal()
	if err != nil {
		in.fail(identifierColumn, err)
		return codebookEntry{domain: d}, codebookEntry{}
	}
	return codebookEntry{d, squeeze(id.raw())}, codebookEntry{d, text}
}

// hashedReader computes the digest of what is read.
type hashedReader struct {
	from io.Reader
	sum  hash.Hash
}

func (h *hashedReader) Read(b []byte) (int, error) {
	n, err := h.from.Read(b)
	h.sum.Write(b[:n])
	return n, err
}
