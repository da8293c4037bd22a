package leak

import "strings"

// tagged returns what is told of the tags of a page: it notes who made the page, and
// the small counts in its tables. It is nil for other texts.
func (s *scanner) tagged(text string, format fileFormat, note func(at int, kind Kind, what int)) func(markupTag) {
	if format != markupText {
		return nil
	}
	tables := gridReader{text: text, scanner: s, note: note}
	return func(tag markupTag) {
		if s.check.counter != nil {
			tables.see(tag)
		}
		if !tag.closing && strings.EqualFold(tag.name, "meta") {
			metaAuthor(text[tag.attributes:tag.end], func(value string, at int) { s.authorAt(value, tag.attributes+at, note) })
		}
	}
}
