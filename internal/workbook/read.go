package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/internal/xmlbytes"
)

// The limits of a workbook that is read. They bound memory and are far above what
// a sheet can hold that people work with.
const (
	maxPacked   = 512 << 20 // bytes of the file
	maxUnpacked = 4 << 30   // bytes of one part
	maxToken    = 1 << 20   // bytes in a tag or a text
	maxDepth    = 64
	maxShared   = 512 << 20 // bytes of texts that cells share
	maxLinks    = 10_000    // links of a part, and sheets
)

// These are the causes of an error in reading, besides tabular.ErrTooLarge.
var (
	ErrForm      = errors.New("not a workbook of Excel (.xlsx) that can be read; one with a password cannot")
	ErrSheetName = errors.New("no sheet of the workbook has this name")
)

// Book is a workbook that was opened. It is read with the standard library: the
// rows of excelize pass over what is wrong with the XML, which would lose rows
// without notice, and do not tell a number from a text or a day.
type Book struct {
	parts    map[string]*zip.File
	sheets   []part
	shared   []string
	dates    []bool // by style: shown as a date
	date1904 bool
}

type part struct{ name, path string }

// Open reads what the sheets of a workbook share: their names, the texts, and
// which styles show a date. Errors are [ErrForm], tabular.ErrTooLarge, and those
// of r.
func Open(r io.Reader) (*Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPacked+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxPacked:
		return nil, fmt.Errorf("%w of %d bytes", tabular.ErrTooLarge, maxPacked)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrForm
	}
	b := &Book{parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.parts[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	main := "xl/workbook.xml"
	for _, r := range b.relations("") {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			main = r.target
		}
	}
	if err := b.readBook(main); err != nil {
		return nil, err
	}
	return b, nil
}

// Sheets gives the names of the sheets in their order. They are content.
func (b *Book) Sheets() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// relation is a link from one part to another.
type relation struct{ id, kind, target string }

// relations reads the links of a part, those of the file for "". A part without
// them, or with some that cannot be read, or too many, has none.
func (b *Book) relations(of string) []relation {
	dir, name := path.Split(of)
	var list []relation
	_ = b.each(dir+"_rels/"+name+".rels", func(t xml.StartElement) error {
		if t.Name.Local == "Relationship" && attr(t, "TargetMode") != "External" {
			if len(list) == maxLinks {
				list = nil
				return ErrForm
			}
			target := attr(t, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			list = append(list, relation{attr(t, "Id"), attr(t, "Type"), strings.TrimPrefix(path.Clean(target), "/")})
		}
		return nil
	})
	return list
}

// readBook reads the part that names the sheets, and the parts that they share.
func (b *Book) readBook(main string) error {
	links := b.relations(main)
	var wanted []part
	err := b.each(main, func(t xml.StartElement) error {
		switch t.Name.Local {
		case "workbookPr":
			on := attr(t, "date1904")
			b.date1904 = on == "1" || strings.EqualFold(on, "true")
		case "sheet":
			if len(wanted) == maxLinks {
				return ErrForm
			}
			wanted = append(wanted, part{attr(t, "name"), attr(t, "id")})
		}
		return nil
	})
	if err != nil {
		return err
	}
	byID := map[string]string{}
	var shared, styles string
	for _, l := range links { // the first of each: a part is read once
		switch _, twice := byID[l.id]; {
		case strings.HasSuffix(l.kind, "/worksheet") && l.id != "" && !twice:
			byID[l.id] = l.target
		case strings.HasSuffix(l.kind, "/sharedStrings") && shared == "":
			shared = l.target
		case strings.HasSuffix(l.kind, "/styles") && styles == "":
			styles = l.target
		}
	}
	for _, s := range wanted {
		if target, ok := byID[s.path]; ok {
			b.sheets = append(b.sheets, part{s.name, target})
		}
	}
	if shared != "" {
		err = b.readShared(shared)
	}
	if err == nil && styles != "" {
		err = b.readStyles(styles)
	}
	if err == nil && len(b.sheets) == 0 {
		return ErrNoSheet
	}
	return err
}

// open opens a part; the caller closes it.
func (b *Book) open(name string) (*xmlbytes.Reader, io.Closer, error) {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil, ErrForm
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, ErrForm
	}
	return xmlbytes.NewReader(r, xmlbytes.Limits{Total: maxUnpacked, Token: maxToken, Depth: maxDepth}), r, nil
}

// each calls f for every element of a part that begins.
func (b *Book) each(name string, f func(xml.StartElement) error) error {
	return b.tokens(name, func(token xml.Token) error {
		if t, ok := token.(xml.StartElement); ok {
			return f(t)
		}
		return nil
	})
}

// tokens calls f for every token of a part.
func (b *Book) tokens(name string, f func(xml.Token) error) error {
	x, c, err := b.open(name)
	if err != nil {
		return err
	}
	defer c.Close()
	for {
		token, _, err := x.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return rule(err)
		}
		if err := f(token); err != nil {
			return err
		}
	}
}

// rule words an error of the XML of a part. What the zip itself finds, such as a
// wrong sum, is an error of the form too.
func rule(err error) error {
	if errors.Is(err, xmlbytes.ErrTooLarge) {
		return fmt.Errorf("%w: a part of the workbook", tabular.ErrTooLarge)
	}
	return ErrForm
}

// attr gives an attribute by its local name.
func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
