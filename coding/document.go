package coding

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Attributes of documents that the package knows by name. A study adds its own.
const (
	AttrPilot  = "pilot"
	AttrGroup  = "group"  // informant group
	AttrMethod = "method" // id of the use of a method
)

// markEvery is the distance in code points between the places whose byte
// offset a Document remembers.
const markEvery = 128

// Document is one text that is coded: a transcript, notes, a report. Its text
// never changes, because every coding points into it; a corrected text is
// another Document. The zero Document has no text. Printing a document gives
// its id and size and nothing of its text.
type Document struct {
	ID         string
	Name       string // for a reader of the report, "" when none was given
	File       string // where it was read from; may hold the name of a person
	Lang       rma.Lang
	Attributes map[string]string

	in     hidden
	length int   // code points
	marks  []int // byte offset of every 128th code point
	lines  []int // where each line starts, in code points
	source string
}

// NewDocument makes a document without turns of a text, which must be UTF-8
// with something in it. A byte order mark is dropped and CRLF and CR become
// LF; letters with accents stay composed as they were. Errors wrap ErrEncoding
// and ErrEmpty.
func NewDocument(id, text string) (*Document, error) {
	return newDocument(id, id, []byte(text))
}

func newDocument(id, file string, raw []byte) (*Document, error) {
	if line, column, rule := badText(raw); rule != nil {
		return nil, problem(file, line, column, "", rule)
	}
	c := &content{text: withLF(string(raw))}
	d := &Document{ID: id, source: hexSum(raw), in: hide(c)}
	if strings.TrimSpace(c.text) == "" {
		return nil, problem(file, 0, 0, "", ErrEmpty)
	}
	d.index()
	return d, nil
}

func (d *Document) index() {
	d.lines = append(d.lines, 0)
	n := 0
	for at, r := range d.inside().text {
		if n%markEvery == 0 {
			d.marks = append(d.marks, at)
		}
		n++
		if r == '\n' {
			d.lines = append(d.lines, n)
		}
	}
	d.length = n
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Text returns the whole text, with LF as line end and without a byte order
// mark.
func (d *Document) Text() string { return d.inside().text }

// Len returns the number of code points of the text.
func (d *Document) Len() int { return d.length }

// Span returns the whole text as a span.
func (d *Document) Span() Span { return Span{0, d.length} }

// SHA256 returns the hash of the text as lower-case hexadecimals. It is also
// the hash of the file when that has line ends LF and no byte order mark.
func (d *Document) SHA256() string { return hexSum([]byte(d.inside().text)) }

// SourceSHA256 returns the hash of the bytes that were read, before a byte
// order mark was dropped and line ends were changed.
func (d *Document) SourceSHA256() string { return d.source }

// Attribute returns the value of an attribute, "" when the document has none.
func (d *Document) Attribute(key string) string { return d.Attributes[key] }

// Slice returns the text of a span. What lies outside the document is left
// out, so that no span can break a program.
func (d *Document) Slice(s Span) string {
	from, to := d.Bytes(s)
	return d.inside().text[from:to]
}

// Bytes returns where the span starts and ends in [Document.Text], in bytes,
// for use with strings and regexp. What lies outside the text is left out.
func (d *Document) Bytes(s Span) (from, to int) {
	from = d.byteOffset(s.Start)
	return from, max(from, d.byteOffset(s.End))
}

func (d *Document) byteOffset(at int) int {
	text := d.inside().text
	switch {
	case at <= 0:
		return 0
	case at >= d.length:
		return len(text)
	case d.length == len(text): // one byte for each code point
		return at
	}
	offset := d.marks[at/markEvery]
	for range at % markEvery {
		_, n := utf8.DecodeRuneInString(text[offset:])
		offset += n
	}
	return offset
}

// SpanOf returns the span of the bytes from up to to of [Document.Text]. A
// bound in the middle of a code point counts as its start, and what lies
// outside the text is left out.
func (d *Document) SpanOf(from, to int) Span {
	start := d.runeOffset(from)
	return Span{start, max(start, d.runeOffset(to))}
}

func (d *Document) runeOffset(at int) int {
	text := d.inside().text
	switch {
	case at <= 0:
		return 0
	case at >= len(text):
		return d.length
	case d.length == len(text):
		return at
	}
	for !utf8.RuneStart(text[at]) {
		at--
	}
	mark := sort.SearchInts(d.marks, at+1) - 1
	return mark*markEvery + utf8.RuneCountInString(text[d.marks[mark]:at])
}

// LineCol returns the line and the column of a code point, both counted from
// 1, as an editor shows them.
func (d *Document) LineCol(at int) (line, column int) {
	at = max(0, min(at, d.length))
	line = sort.SearchInts(d.lines, at+1)
	if line == 0 { // the zero Document
		return 1, 1
	}
	return line, at - d.lines[line-1] + 1
}

// Line returns the line on which the span starts, counted from 1.
func (d *Document) Line(s Span) int {
	line, _ := d.LineCol(s.Start)
	return line
}

// Find returns where the quote stands, in the order of the text and up to
// limit places (0 means all). Places may overlap each other.
func (d *Document) Find(quote string, limit int) []Span {
	text := d.inside().text
	var found []Span
	for from := 0; quote != "" && (limit == 0 || len(found) < limit); {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			break
		}
		at := from + i
		found = append(found, d.SpanOf(at, at+len(quote)))
		_, n := utf8.DecodeRuneInString(text[at:])
		from = at + n
	}
	return found
}
