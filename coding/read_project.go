package coding

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ReadProject reads the coded material of a study from a folder:
//
//	codebook.json               as Codebook.Write makes it
//	documents.csv               id,name,file,sha256,lang,layout + attributes
//	documents/<id>.txt          the transcripts
//	speakers.csv                doc,label,role (may be absent)
//	coders.csv                  id,name
//	assignments.csv             coder,doc,codes
//	codings/<doc>__<coder>.csv  as ReadCodings reads it
//
// In documents.csv only id is required. Ids and names stand in reports, so give
// none that says who spoke. An empty file means documents/<id>.txt; a sha256 must be that of the file or of its text; any
// other column is an attribute of the documents, such as pilot. In
// speakers.csv an empty doc gives the label this role in all documents.
//
// Every assignment needs its file with codings, if only a heading: that is a
// coder who saw nothing. A file in codings without an assignment is an error.
// All problems of all files are reported at once, joined, up to
// rma.MaxProblems for each file, as *rma.DataError with the path of the file
// in fsys, which is also the File of a Document.
func ReadProject(fsys fs.FS, dir string) (*Project, error) {
	if fsys == nil {
		return nil, fmt.Errorf("file system: %w", rma.ErrMissing)
	}
	l := loader{fsys: fsys, dir: dir, project: &Project{}}
	l.codebook()
	roles := l.speakers()
	l.documents(roles)
	l.coders()
	l.assignments()
	if l.haveBook && len(l.project.Assignments) > 0 {
		l.codings()
	}
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	if err := l.project.Validate(); err != nil {
		return nil, err
	}
	return l.project, nil
}

// loader gathers a project and what is wrong with it.
type loader struct {
	fsys    fs.FS
	dir     string
	project *Project
	lines   []int // of the assignments
	errs    []error

	haveBook  bool // the codebook could be read
	wholeList bool // all assignments could be read
}

func (l *loader) note(err error) {
	if err != nil {
		l.errs = append(l.errs, err)
	}
}

// path returns where a file of the project stands in the file system.
func (l *loader) path(name string) string { return path.Join(l.dir, name) }

// open opens a file of the project and notes when it cannot.
func (l *loader) open(name string, optional bool) fs.File {
	f, err := l.fsys.Open(l.path(name))
	switch {
	case err == nil:
		return f
	case errors.Is(err, fs.ErrNotExist):
		if !optional {
			l.note(problem(l.path(name), 0, 0, "", fs.ErrNotExist))
		}
	default:
		l.note(problem(l.path(name), 0, 0, "", errors.New("the file cannot be opened")))
	}
	return nil
}

// sheet calls f with an open CSV file and notes the problems that f finds.
func (l *loader) sheet(name string, optional bool, f func(ps *rma.Problems, file fs.File)) {
	file := l.open(name, optional)
	if file == nil {
		return
	}
	defer file.Close()
	ps := rma.Problems{File: l.path(name)}
	f(&ps, file)
	l.note(ps.Err())
}

func (l *loader) codebook() {
	file := l.open("codebook.json", false)
	if file == nil {
		return
	}
	defer file.Close()
	book, err := ReadCodebook(file, l.path("codebook.json"))
	l.note(err)
	l.project.Codebook, l.haveBook = book, err == nil
}

// speakers returns the roles by document; those under "" hold for all.
func (l *loader) speakers() map[string]map[string]Role {
	out := map[string]map[string]Role{}
	l.sheet("speakers.csv", true, func(ps *rma.Problems, file fs.File) {
		readSheet(file, ps, []string{"doc", "label", "role"}, nil, func(s sheetRow) {
			var role Role
			if err := role.UnmarshalText([]byte(s.get(2))); err != nil {
				s.note(2, err)
			}
			doc := s.get(0)
			if out[doc] == nil {
				out[doc] = map[string]Role{}
			}
			out[doc][s.need(1)] = role
		})
	})
	return out
}

// reservedColumns of documents.csv are no attributes.
var reservedColumns = []string{"id", "name", "file", "sha256", "lang", "layout"}

func (l *loader) documents(roles map[string]map[string]Role) {
	l.sheet("documents.csv", false, func(ps *rma.Problems, file fs.File) {
		rd := tabular.NewReader(file)
		rd.Pad = true
		headings, err := rd.Headings()
		if err != nil {
			ps.AddTabular(err)
			return
		}
		cols, err := rd.Find(reservedColumns[:1], slices.Concat(reservedColumns[1:], attributeNames(headings)))
		if err != nil {
			ps.AddTabular(err)
			return
		}
		cols, attributes := cols[:len(reservedColumns)], cols[len(reservedColumns):]
		seen := map[string]bool{}
		eachRow(rd, ps, func(row tabular.Row) {
			l.document(sheetRow{row, cols, ps}, attributes, seen, roles)
		})
	})
}

// attributeNames returns the headings that are not reserved, each once.
func attributeNames(headings []string) []string {
	var out []string
	for _, h := range headings {
		name := strings.ToLower(strings.Join(strings.Fields(h), " "))
		if name != "" && !slices.Contains(reservedColumns, name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// document reads one row of documents.csv and the transcript it names.
func (l *loader) document(s sheetRow, attributes []tabular.Column, seen map[string]bool, roles map[string]map[string]Role) {
	before := s.ps.Len()
	o := TranscriptOptions{ID: s.need(0), Name: s.get(1), Attributes: map[string]string{}}
	if rule := checkFileID(o.ID); o.ID != "" && rule != nil {
		s.note(0, rule)
	}
	if seen[o.ID] && o.ID != "" {
		s.note(0, rma.ErrDuplicate)
	}
	seen[o.ID] = true
	name := s.get(2)
	if name == "" {
		name = "documents/" + o.ID + ".txt"
	}
	if !fs.ValidPath(name) {
		s.note(2, errPath)
	}
	var err error
	if o.Lang, err = rma.ParseLang(s.get(4)); err != nil {
		s.note(4, err)
	}
	if err := o.Layout.UnmarshalText([]byte(s.get(5))); err != nil {
		s.note(5, err)
	}
	for _, c := range attributes {
		if v := strings.TrimSpace(s.row.Get(c)); v != "" {
			o.Attributes[c.Name()] = strings.Clone(v)
		}
	}
	o.Roles = rolesFor(roles, o.ID)
	if s.ps.Len() > before {
		return
	}
	d := l.transcript(name, o)
	if d == nil {
		return
	}
	if sum := strings.ToLower(s.get(3)); sum != "" && sum != d.SHA256() && sum != d.SourceSHA256() {
		s.note(3, ErrHash)
	}
	l.project.Documents = append(l.project.Documents, d)
}

var errPath = errors.New("a file is named by its place in the folder of the study, with a / between folders and none above it")

func rolesFor(roles map[string]map[string]Role, doc string) map[string]Role {
	out := map[string]Role{}
	for _, key := range []string{"", doc} { // those of the document win
		for label, role := range roles[key] {
			out[foldLabel(label)] = role
		}
	}
	return out
}

func (l *loader) transcript(name string, o TranscriptOptions) *Document {
	file := l.open(name, false)
	if file == nil {
		return nil
	}
	defer file.Close()
	d, err := ReadTranscript(file, l.path(name), o)
	l.note(err)
	return d
}
