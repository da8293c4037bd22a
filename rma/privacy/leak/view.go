package leak

import (
	"path"
	"strings"
)

// fileFormat is how a text is read.
type fileFormat uint8

const (
	plainText fileFormat = iota
	lineText             // a log
	markupText
	officeText
	markdownText
	recordText
	jsonText
	codeText
	binaryText
)

// textView is a text as one kind of reader would meet it.
type textView struct {
	t *placedText
	// words: counts are looked for; whole: and combinations, in parts by layout.
	words, whole bool
	code         bool // signs are no words
	layout       layout
}

// formatOf decides by the extension, and otherwise by the content.
func formatOf(name, text string) fileFormat {
	start := text[:min(len(text), 8192)]
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".svg", ".xml", ".rels", ".vml", ".gpx", ".kml", ".xsd":
		return markupText
	case ".md", ".markdown", ".qmd", ".rmd":
		return markdownText
	case ".csv", ".tsv", ".tab":
		return recordText
	case ".json", ".jsonl", ".ndjson", ".geojson", ".ipynb":
		return jsonText
	case ".log":
		return lineText
	case ".js", ".mjs", ".ts", ".css", ".py", ".r", ".go", ".sql":
		return codeText
	case ".txt":
		return plainText
	}
	if strings.IndexByte(start, 0) >= 0 {
		return binaryText
	}
	switch start = strings.TrimSpace(start); {
	case strings.HasPrefix(start, "<"):
		return markupText
	case strings.HasPrefix(start, "{"), strings.HasPrefix(start, "["):
		return jsonText
	}
	return plainText
}

// views calls f for each view of a text. What is found in two of them at
// one place is one leak. What is seen of the tags of a page is told, too.
func views(base *placedText, format fileFormat, seen func(markupTag), f func(textView)) {
	first := textView{t: base, words: true, whole: true}
	switch format {
	case markupText, officeText:
		markupViews(base, format == officeText, seen, f)
		first.words, first.whole = false, false
	case markdownText:
		page := readMarkup(base, false, true)
		f(textView{t: emphasis(page.text), words: true, whole: true, layout: byParagraph})
		f(textView{t: page.rest})
		f(textView{t: page.code})
		first.words, first.whole = false, false
	case recordText:
		first.layout = byRecord
	case jsonText:
		first.layout = byObject
		if text := escapes(base); text != base {
			f(textView{t: base})
			first.t = text
		}
	case lineText:
		first.layout = byLine
	case binaryText:
		first.words, first.whole = false, false
	default:
		first.layout, first.code = byParagraph, format == codeText
	}
	f(first)
	if format != jsonText && format != binaryText {
		if text := escapes(base); text != base {
			f(textView{t: text})
		}
	}
	if text := percentDecoded(base); text != base {
		f(textView{t: text})
	}
	if format != markupText && format != officeText && format != markdownText && strings.ContainsAny(first.t.s, "<&") {
		page := readMarkup(first.t, false, true)
		f(textView{t: page.text})
		f(textView{t: page.rest})
		f(textView{t: page.code})
	}
}

// markupViews gives the text of a page, and what stands in its tags and
// scripts.
func markupViews(base *placedText, office bool, seen func(markupTag), f func(textView)) {
	page := readTags(base, office, false, seen)
	f(textView{t: page.text, words: true, whole: true})
	for _, t := range []*placedText{page.rest, page.code} {
		f(textView{t: t, words: true, code: t == page.code})
		if escaped := escapes(t); escaped != t {
			f(textView{t: escaped})
		}
		if decoded := percentDecoded(t); decoded != t {
			f(textView{t: decoded})
		}
	}
	if page.others && !office {
		f(textView{t: readMarkup(base, false, true).text})
	}
}

// longestTarget is how long the target of a link in Markdown is at most.
const longestTarget = 512

// emphasis takes out of Markdown what can stand within a name: the marks of
// emphasis, and where a link leads.
func emphasis(t *placedText) *placedText {
	w := newWriter(t)
	done := 0
	for i := 0; i < len(t.s); i++ {
		end := i
		switch {
		case strings.IndexByte("*_`~\\", t.s[i]) >= 0:
			end = i + 1
		case strings.HasPrefix(t.s[i:], "]("):
			j := strings.IndexAny(t.s[i:min(len(t.s), i+longestTarget)], ")\n")
			if j > 0 && t.s[i+j] == ')' {
				end = i + j + 1
			}
		}
		if end > i {
			w.copy(done, i)
			done, i = end, end-1
		}
	}
	w.copy(done, len(t.s))
	return w.text()
}
