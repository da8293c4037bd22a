package privacy

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
)

// ErrOffice means that a file is no document of a word processor or spreadsheet
// that can be read, or larger than the limit.
var ErrOffice = errors.New("not a DOCX, XLSX, PPTX or OpenDocument file that can be read")

// maxOfficePart is how many bytes a part of a document may unpack to.
const maxOfficePart = 256 << 20

var (
	// Elements that say who made or changed a document, with their prefixes.
	authorElements = regexp.MustCompile(`(?s)<((?:[\w.-]+:)?(?:creator|initial-creator|lastModifiedBy|Company|Manager|printed-by|author))(\s[^>]*[^/]|)>.*?</((?:[\w.-]+:)?[\w-]+)>`)
	// Attributes that say so of a change, a comment or a person.
	authorAttributes = regexp.MustCompile(`\s((?:w|w15|p|p15):(?:author|initials|userId)|displayName|userId|lastEdited(?:By)?|userName)=("[^"]*"|'[^']*')`)
	// The properties that somebody added by hand.
	customProperties = regexp.MustCompile(`(?s)<((?:[\w.-]+:)?(?:property|user-defined))\s.*?</((?:[\w.-]+:)?(?:property|user-defined))>`)
)

// StripAuthors copies a document (DOCX, XLSX, PPTX, ODT, ODS, ODP) without the
// names of those who made it, changed it, commented on it or track changes in it,
// and without properties added by hand and the times of its parts. What the
// document says is not touched, comments included: look at those yourself, and at
// pictures, which may have an author of their own.
//
// The result is the same bytes for the same input. Errors: ErrOffice, and those of
// reading and writing; none repeats what stands in the document.
func StripAuthors(w io.Writer, r io.ReaderAt, size int64) error {
	in, err := zip.NewReader(r, size)
	if err != nil {
		return ErrOffice
	}
	if !isOffice(in) {
		return ErrOffice
	}
	out := zip.NewWriter(w)
	for i, f := range in.File {
		if err := copyPart(out, f); err != nil {
			return fmt.Errorf("part %d: %w", i+1, err)
		}
	}
	return out.Close()
}

func isOffice(r *zip.Reader) bool {
	for _, f := range r.File {
		if f.Name == "[Content_Types].xml" || f.Name == "META-INF/manifest.xml" {
			return true
		}
	}
	return false
}

func copyPart(out *zip.Writer, f *zip.File) error {
	part, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method})
	if err != nil {
		return err
	}
	in, err := f.Open()
	if err != nil {
		return ErrOffice
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, maxOfficePart+1))
	if err != nil || len(data) > maxOfficePart {
		return ErrOffice
	}
	if data, err = withoutAuthors(f.Name, data); err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

// withoutAuthors empties what tells a name in a part of XML. Other parts stay.
func withoutAuthors(name string, data []byte) ([]byte, error) {
	if ext := path.Ext(name); ext != ".xml" && ext != ".rels" {
		return data, nil
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.IndexByte(data, 0) >= 0 {
		return nil, ErrOffice // not UTF-8
	}
	if strings.HasPrefix(name, "docProps/") || name == "meta.xml" || strings.Contains(path.Base(name), "omments") || isOpenContent(name) {
		data = authorElements.ReplaceAll(data, []byte("<$1$2></$3>"))
	}
	if name == "docProps/custom.xml" || name == "meta.xml" {
		data = customProperties.ReplaceAll(data, nil)
	}
	return authorAttributes.ReplaceAll(data, []byte(` $1=""`)), nil
}

// isOpenContent reports whether a part is the text of an OpenDocument file, in
// which comments and changes name who made them.
func isOpenContent(name string) bool { return name == "content.xml" || name == "styles.xml" }
