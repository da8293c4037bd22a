package leak

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// properties has the elements of the properties of a document that say who
// made it, by the number that a leak has in What.
var properties = [...][]string{
	{"creator", "initial-creator"},
	{"lastModifiedBy"},
	{"Company"},
	{"Manager"},
}

// properties notes who made a document, when it says so.
func (s *scanner) properties(p filePart, name string, data []byte) {
	if name != "docProps/core.xml" && name != "docProps/app.xml" && name != "meta.xml" {
		return
	}
	text := decodeText(data)
	for what, elements := range properties {
		for _, e := range elements {
			if value := element(text, e); value != "" {
				s.author(p, value, what)
			}
		}
	}
}

// longestPrefix is how far before the name of an element its bracket stands.
const longestPrefix = 32

// element returns the text of the first element with a name, whatever its
// prefix.
func element(text, name string) string {
	for i := 0; ; {
		j := strings.Index(text[i:], name)
		if j < 0 {
			return ""
		}
		i += j + len(name)
		before := text[max(0, i-len(name)-longestPrefix) : i-len(name)]
		open := strings.LastIndexByte(before, '<')
		if open < 0 || strings.ContainsAny(before[open+1:], "/ >") || !strings.HasSuffix(before, ":") && open != len(before)-1 {
			continue
		}
		start := strings.IndexByte(text[i:], '>')
		if start < 0 || strings.HasSuffix(text[i:i+start], "/") {
			return ""
		}
		inside, _, _ := strings.Cut(text[i+start+1:], "</")
		plain := readMarkup(&placedText{s: inside}, true, false)
		return strings.TrimSpace(plain.text.s)
	}
}

// mayNotName reports whether a text names somebody who is not among the authors.
func (s *scanner) mayNotName(value string) bool {
	form := privacy.NormalForm(value)
	return form != "" && !s.check.authors[form]
}

// author notes that somebody is named who made the file.
func (s *scanner) author(p filePart, value string, what int) {
	if !s.mayNotName(value) {
		return
	}
	if len(s.leaks)-s.from >= s.check.limits.Leaks {
		s.over = true
		return
	}
	s.leaks = append(s.leaks, Leak{File: s.shown, Part: p.shown, Kind: OfMetadata, What: what})
}

// workbook puts the rows of a workbook together, since the cells hold
// numbers of texts that stand elsewhere.
type workbook struct {
	texts  []string
	sheets []sheet
}

type sheet struct {
	part filePart
	data string
}

// add keeps the parts that are needed.
func (b *workbook) add(p filePart, name string, data []byte) {
	switch {
	case strings.HasSuffix(name, "xl/sharedStrings.xml"):
		b.texts = sharedTexts(decodeText(data))
	case strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml"):
		b.sheets = append(b.sheets, sheet{p, decodeText(data)})
	}
}

// sharedTexts returns the texts that cells refer to by number.
func sharedTexts(xml string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(xml, "<si")
		if !ok {
			return out
		}
		if strings.HasPrefix(rest, "/>") {
			out, xml = append(out, ""), rest
			continue
		}
		inside, after, _ := strings.Cut(rest, "</si>")
		_, inside, _ = strings.Cut(inside, ">")
		in := readMarkup(&placedText{s: inside}, true, false)
		out, xml = append(out, oneLine(in.text.s)), after
	}
}

// oneLine keeps a cell from ending its row.
func oneLine(s string) string { return strings.Join(strings.Fields(noMarks(s)), " ") }

// look looks through the rows of each sheet.
func (b *workbook) look(s *scanner) {
	for _, sheet := range b.sheets {
		text, whole := b.rows(sheet.data, int(min(s.check.limits.File, s.check.limits.Total-s.bytes)))
		part := sheet.part
		part.shown += "#rows"
		if !whole {
			s.problem(part.shown, fmt.Errorf("%w: more than %d bytes in the rows", ErrLimit, s.check.limits.File))
		}
		s.bytes += int64(len(text))
		s.lookAt(part, text, lineText)
	}
}

// rows returns the cells of a sheet, row by row, as far as the limit goes.
func (b *workbook) rows(xml string, limit int) (text string, whole bool) {
	var out strings.Builder
	for out.Len() <= limit {
		_, rest, ok := strings.Cut(xml, "<")
		if !ok {
			return out.String(), true
		}
		xml = rest
		switch {
		case strings.HasPrefix(xml, "/row>"):
			out.WriteByte('\n')
		case strings.HasPrefix(xml, "c ") || strings.HasPrefix(xml, "c>") || strings.HasPrefix(xml, "c/"):
			var head, inside string
			head, xml, _ = strings.Cut(xml, ">")
			if !strings.HasSuffix(head, "/") {
				inside, xml, _ = strings.Cut(xml, "</c>")
				out.WriteString(b.cell(head, inside))
			}
			out.WriteByte(sheetCell)
		}
	}
	return out.String(), false
}

// cell returns the text of a cell.
func (b *workbook) cell(head, inside string) string {
	value := oneLine(readMarkup(&placedText{s: inside}, true, false).text.s)
	if strings.Contains(head, `t="s"`) || strings.Contains(head, `t='s'`) {
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < len(b.texts) {
			return b.texts[n]
		}
	}
	return value
}
