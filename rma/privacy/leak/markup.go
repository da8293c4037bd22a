package leak

import "strings"

// tagPlace says what a tag does to the text around it.
type tagPlace uint8

const (
	otherTag tagPlace = iota
	inlineTag
	spaceTag // a line break or a tab
	cellTag
	rowTag
	blockTag // a paragraph
	tableTag
	hiddenTag
)

// tagNames has the tags of HTML, SVG, Word, Excel, PowerPoint and
// OpenDocument by their name without a prefix.
var tagNames = [...]string{
	inlineTag: " a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tspan tt u var wbr ",
	spaceTag:  " br tab cr line-break img hr ",
	cellTag:   " td th tc c table-cell dt dd option ",
	rowTag:    " tr row table-row ",
	blockTag: " p h h1 h2 h3 h4 h5 h6 div li ul ol dl pre blockquote section article aside header footer nav main figure figcaption caption" +
		" title desc text g svg body head html si comment summary details textarea button select ",
	tableTag:  " table thead tbody tfoot sst worksheet tbl ",
	hiddenTag: " script style ",
}

func tagOf(name string) tagPlace {
	for tag, names := range tagNames {
		if strings.Contains(names, " "+name+" ") {
			return tagPlace(tag)
		}
	}
	return otherTag
}

// markupReader reads HTML and XML as a browser would: what is not well formed is
// no reason to stop.
type markupReader struct {
	s      string
	office bool // tags that are not known do not part words
	joined bool // and here neither

	text, rest, code *viewWriter
	tags             map[string]tagPlace
	inRow            bool
	others           bool // there are tags that are not known

	seen func(markupTag) // is told of each tag; nil for none
}

// markupTag is a tag: the file has <name from its start, the attributes from their
// start on, and the next text from its end.
type markupTag struct {
	name                   string
	closing                bool
	start, attributes, end int
}

// page is what stands in a page.
type page struct {
	text   *placedText // without the tags
	rest   *placedText // in the tags and comments
	code   *placedText // in scripts and styles
	others bool        // there are tags that are not known
}

func readMarkup(t *placedText, office, joined bool) page {
	return readTags(t, office, joined, nil)
}

// readTags reads a page, and tells of each of its tags, and at its end of that of
// a table, since a table need not have one.
func readTags(t *placedText, office, joined bool, seen func(markupTag)) page {
	m := markupReader{s: t.s, office: office, joined: joined, text: newWriter(t), rest: newWriter(t), code: newWriter(t), tags: map[string]tagPlace{}, seen: seen}
	m.read()
	if end := len(t.s); seen != nil {
		seen(markupTag{name: "table", closing: true, start: end, attributes: end, end: end})
	}
	return page{decodeEntities(m.text.text()), decodeEntities(m.rest.text()), decodeEntities(m.code.text()), m.others}
}

func (m *markupReader) read() {
	for i := 0; i < len(m.s); {
		j := strings.IndexByte(m.s[i:], '<')
		if j < 0 {
			m.text.copy(i, len(m.s))
			return
		}
		m.text.copy(i, i+j)
		i += j
		switch rest := m.s[i:]; {
		case strings.HasPrefix(rest, "<!--"):
			i = m.aside(i, 4, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			end := until(m.s, i, "]]>")
			m.text.copy(i+len("<![CDATA["), max(i+len("<![CDATA["), end-len("]]>")))
			i = end
		case len(rest) > 1 && (rest[1] == '!' || rest[1] == '?'):
			i = m.aside(i, 2, ">")
		case len(rest) > 1 && (rest[1] == '/' || isTagLetter(rest[1])):
			i = m.tag(i)
		default:
			m.text.copy(i, i+1)
			i++
		}
	}
}

// until returns where a part that begins at i is over.
func until(s string, i int, end string) int {
	if j := strings.Index(s[i:], end); j >= 0 {
		return i + j + len(end)
	}
	return len(s)
}

// aside takes a part that is no text of the page, and returns where it is over.
func (m *markupReader) aside(i, skip int, end string) int {
	j := until(m.s, i, end)
	m.rest.copy(i+skip, j)
	m.rest.put(j, "\x1e")
	return j
}

func isTagLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' }

// tag takes a tag, with what is in it when that is no text, and returns where
// that is over.
func (m *markupReader) tag(i int) int {
	closing := m.s[i+1] == '/'
	j := i + 1
	if closing {
		j++
	}
	name := j
	for j < len(m.s) && (isTagLetter(m.s[j]) || '0' <= m.s[j] && m.s[j] <= '9' || m.s[j] == ':' || m.s[j] == '-' || m.s[j] == '.') {
		j++
	}
	end := m.attributes(j)
	tag := m.tagOf(m.s[name:j])
	m.part(tag, closing, end)
	if m.seen != nil {
		m.seen(markupTag{m.s[name:j], closing, i, j, end})
	}
	if tag == hiddenTag && !closing && !strings.HasSuffix(m.s[i:end], "/>") {
		return m.hidden(end, m.s[name:j])
	}
	return end
}

// tagOf looks up a tag once.
func (m *markupReader) tagOf(name string) tagPlace {
	tag, known := m.tags[name]
	if known {
		return tag
	}
	local := strings.ToLower(name[strings.LastIndexByte(name, ':')+1:])
	tag = tagOf(local)
	if m.office && tag == hiddenTag {
		tag = otherTag
	}
	if len(m.tags) < maxFolded {
		m.tags[strings.Clone(name)] = tag
	}
	return tag
}

// part writes what a tag puts between the words around it.
func (m *markupReader) part(tag tagPlace, closing bool, at int) {
	mark := ""
	switch tag {
	case spaceTag:
		mark = string(lineBreak)
	case cellTag:
		mark = "\x1f"
	case rowTag:
		m.inRow = !closing
		mark = "\x1e"
	case tableTag:
		m.inRow = false
		mark = "\x1e"
	case blockTag, hiddenTag:
		mark = "\x1e"
		if m.inRow {
			mark = "\x1f"
		}
	case otherTag:
		m.others = true
		if !m.office && !m.joined {
			mark = "\x1f"
		}
	}
	if mark != "" {
		m.text.put(at, mark)
	}
}

// attributes takes what is in a tag behind its name, each value apart, and
// returns where the tag is over.
func (m *markupReader) attributes(i int) int {
	value := false // behind an equals sign
	from := i
	for i < len(m.s) && m.s[i] != '>' {
		c := m.s[i]
		if value && (c == '"' || c == '\'') {
			m.rest.copy(from, i)
			m.rest.put(i, "\x1e")
			j := strings.IndexByte(m.s[i+1:], c)
			if j < 0 {
				j = len(m.s) - i - 1
			}
			m.rest.copy(i+1, i+1+j)
			i = min(i+j+2, len(m.s))
			m.rest.put(i, "\x1e")
			from, value = i, false
			continue
		}
		value = c == '=' || value && (c == ' ' || c == '\n' || c == '\t' || c == '\r')
		i++
	}
	m.rest.copy(from, i)
	m.rest.put(i, "\x1e")
	return min(i+1, len(m.s))
}

// hidden takes what is in a script or a style.
func (m *markupReader) hidden(i int, name string) int {
	end := i
	for {
		j := strings.Index(m.s[end:], "</")
		if j < 0 {
			end = len(m.s)
			break
		}
		end += j
		if len(m.s)-end-2 >= len(name) && strings.EqualFold(m.s[end+2:end+2+len(name)], name) {
			break
		}
		end += 2
	}
	m.code.copy(i, end)
	m.code.put(end, "\x1e")
	return end
}
