package leak

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// filePart is a file, or a part of one, that is looked through.
type filePart struct {
	shown  string // as leaks show it
	name   string // decides with the content how it is read; it may hold an identifier
	office bool   // a part of a document
	depth  int    // archives around it
}

// within returns a part of the part.
func (p filePart) within(shown, name string) filePart {
	if p.shown != "" {
		shown = p.shown + "!" + shown
	}
	return filePart{shown: shown, name: name, office: p.office, depth: p.depth}
}

// fileShape is a kind of file that is not a text.
type fileShape uint8

const (
	textFile fileShape = iota
	zipFile
	gzipFile
	pngFile
	otherFile
)

// magic has the beginnings of files that are not texts.
var magic = [...]struct {
	start string
	file  fileShape
}{
	{"PK\x03\x04", zipFile},
	{"PK\x05\x06", zipFile},
	{"\x1f\x8b", gzipFile},
	{"\x89PNG\r\n\x1a\n", pngFile},
	{"%PDF-", otherFile},
	{"7z\xbc\xaf\x27\x1c", otherFile},
	{"Rar!\x1a\x07", otherFile},
	{"BZh91AY&SY", otherFile},
	{"\xfd7zXZ\x00", otherFile},
	{"\x28\xb5\x2f\xfd", otherFile},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", otherFile}, // Office before 2007
	{"PAR1", otherFile},
}

func fileOf(data []byte) fileShape {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.start)) {
			return m.file
		}
	}
	return textFile
}

// admit counts a part, and reports whether the limits let it through.
func (s *scanner) admit(p filePart, size int) bool {
	s.parts++
	s.bytes += int64(size)
	switch parts := s.check.limits.Parts; {
	case s.ctx.Err() != nil:
		s.problem(p.shown, unread(s.ctx.Err()))
		return false
	case s.parts == parts+1:
		s.problem(p.shown, fmt.Errorf("%w: more than %d parts", ErrLimit, parts))
		return false
	default:
		return s.parts <= parts
	}
}

// content looks through a file or a part of one.
func (s *scanner) content(p filePart, data []byte) {
	if !s.admit(p, len(data)) {
		return
	}
	switch fileOf(data) {
	case zipFile:
		s.zip(p, data)
	case gzipFile:
		s.gzip(p, data)
	case pngFile:
		s.png(p, data)
	case otherFile:
		s.unknown(p)
	default:
		if !s.zlib(p, data, false) {
			s.text(p, decodeText(data))
		}
	}
}

// unknown is for files that the check knows but cannot read.
func (s *scanner) unknown(p filePart) {
	s.problem(p.shown, fmt.Errorf("%w: a PDF, an old Office document or another kind of archive; HTML, DOCX, XLSX and text are read", ErrUnread))
}

// text looks through a text in every view.
func (s *scanner) text(p filePart, text string) {
	format := formatOf(p.name, text)
	if p.office && format == markupText {
		format = officeText
	}
	s.lookAt(p, text, format)
}

// matched is a place in a text.
type matched struct {
	at   int
	kind Kind
	what int
}

func (s *scanner) lookAt(p filePart, text string, format fileFormat) {
	base := &placedText{s: text}
	found := map[matched]bool{}
	note := func(at int, kind Kind, what int) {
		h := matched{at, kind, what}
		switch {
		case found[h]:
		case len(found)+len(s.leaks)-s.from >= s.check.limits.Leaks:
			s.over = true
		default:
			found[h] = true
		}
	}
	declared := map[int]string{}
	views(base, format, s.tagged(text, format, note), func(v textView) {
		s.view(v, note)
		dataURIs(v.t, declared)
	})
	if format == markdownText {
		frontMatter(text, func(value string, at int) { s.authorAt(value, at, note) })
	}
	s.encoded(p, text, declared, note)
	s.place(p, text, found)
}

// view looks at one view of a text.
func (s *scanner) view(v textView, note func(at int, kind Kind, what int)) {
	s.finder.find(v.t.s, func(what, at int) { note(v.t.at(at), OfIdentifier, what) })
	counts := v.words && s.check.counter != nil
	classes := v.whole && s.check.combinations.values > 0
	if !counts && !classes {
		return
	}
	t := plainDigits(v.t)
	blocks(t.s, v.layout, func(block string, from int) {
		if counts {
			s.words = s.check.counter.vocabulary.read(s.fold, block, s.words[:0])
			s.check.counter.find(s.words, v.code, func(of privacy.CountOf, at int) { note(t.at(from+at), OfSmallCount, int(of)) })
		}
		if classes {
			s.seen.find(block, func(what, at int) { note(t.at(from+at), OfCombination, what) })
		}
	})
}

// deeper looks through a file in a file.
func (s *scanner) deeper(p filePart, data []byte) {
	p.depth++
	if p.depth > s.check.limits.Depth {
		s.problem(p.shown, fmt.Errorf("%w: more than %d archives in each other", ErrLimit, s.check.limits.Depth))
		return
	}
	s.content(p, data)
}

// place notes leaks with their lines and columns.
func (s *scanner) place(p filePart, text string, found map[matched]bool) {
	hits := make([]matched, 0, len(found))
	for h := range found {
		hits = append(hits, h)
	}
	slices.SortFunc(hits, func(a, b matched) int { return a.at - b.at }) // the order of one place is that of Leak.compare
	line, from := 1, 0                                                   // where the line begins
	column, to := 1, 0                                                   // of the place before
	for _, h := range hits {
		at := min(h.at, len(text))
		if n := strings.Count(text[to:at], "\n"); n > 0 {
			line += n
			from = to + strings.LastIndexByte(text[to:at], '\n') + 1
			column, to = 1, from
		}
		column += characters(text[to:at])
		to = at
		s.leaks = append(s.leaks, Leak{File: s.shown, Part: p.shown, Line: line, Column: column, Kind: h.kind, What: h.what})
	}
}

func characters(s string) int { return utf8.RuneCountInString(s) }

// unpack reads what was packed in some bytes, and no more than the limits say.
func (s *scanner) unpack(r io.Reader, packed int64) ([]byte, error) {
	l := s.check.limits
	ratio := max(1<<20, packed*int64(l.Ratio))
	if packed > maxFile {
		ratio = maxFile
	}
	limit := min(l.File, l.Total-s.bytes, ratio)
	if limit < 0 {
		limit = 0
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes in a part, more than %d in all, or packed to less than one in %d",
			ErrLimit, l.File, l.Total, l.Ratio)
	}
	if err != nil {
		return data, fmt.Errorf("%w: it is damaged", ErrUnread)
	}
	return data, nil
}
