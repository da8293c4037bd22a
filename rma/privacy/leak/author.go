package leak

import (
	"html"
	"strings"
	"unicode"
)

// authorAt notes that somebody is named at a place of a text as who made it.
func (s *scanner) authorAt(value string, at int, note func(at int, kind Kind, what int)) {
	if s.mayNotName(value) {
		note(at, OfMetadata, 0)
	}
}

// authorNames are the names under which pages and texts say who made them.
const authorNames = " author authors auteur auteurs creator dc.creator dcterms.creator article:author citation_author twitter:creator "

func isAuthor(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return name != "" && !strings.Contains(name, " ") && strings.Contains(authorNames, " "+name+" ")
}

// metaAuthor calls f with the author that a tag meta gives by its attributes, and
// where the name begins.
func metaAuthor(attributes string, f func(value string, at int)) {
	author, value, at := false, "", 0
	eachAttribute(attributes, func(name, v string, i int) {
		switch strings.ToLower(name) {
		case "name", "property", "itemprop":
			author = author || isAuthor(html.UnescapeString(v))
		case "content":
			value, at = html.UnescapeString(v), i
		}
	})
	if author {
		f(value, at)
	}
}

// eachAttribute calls f for each attribute of a tag that has a value, and where
// the value begins.
func eachAttribute(s string, f func(name, value string, at int)) {
	space := func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '>' }
	for i := 0; i < len(s); {
		rest := strings.TrimLeftFunc(s[i:], space)
		i = len(s) - len(rest)
		n := strings.IndexFunc(rest, func(r rune) bool { return space(r) || r == '=' })
		if n < 0 {
			return
		}
		name := rest[:n]
		value, is := strings.CutPrefix(strings.TrimLeftFunc(rest[n:], unicode.IsSpace), "=")
		if !is {
			i += n
			continue
		}
		value = strings.TrimLeftFunc(value, unicode.IsSpace)
		i = len(s) - len(value)
		end, skip := 0, 0
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			i++
			end, skip = strings.IndexByte(value[1:], value[0]), 1
		} else {
			end = strings.IndexFunc(value, func(r rune) bool { return unicode.IsSpace(r) || r == '>' })
		}
		if end < 0 {
			end = len(s) - i
		}
		f(name, s[i:i+end], i)
		i += end + skip
	}
}
