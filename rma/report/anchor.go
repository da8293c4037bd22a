package report

import (
	"strconv"
	"strings"
	"unicode"
)

// anchors gives out ids that are unique in a document and safe in HTML and
// Markdown.
type anchors struct {
	byKey map[string]string
	taken map[string]bool
}

func newAnchors() *anchors {
	return &anchors{byKey: map[string]string{}, taken: map[string]bool{}}
}

// of returns the anchor of the thing of that kind with that id; the same for
// the same, and never one for two.
func (a *anchors) of(kind, id string) string {
	key := kind + "\x00" + id
	if s, ok := a.byKey[key]; ok {
		return s
	}
	s := a.next(kind, id)
	a.byKey[key] = s
	return s
}

// next returns a new anchor for a thing of that kind, also when another has the
// same id.
func (a *anchors) next(kind, id string) string {
	base := kind + "-" + slug(id)
	s := base
	for n := 2; a.taken[s]; n++ {
		s = base + "-" + strconv.Itoa(n)
	}
	a.taken[s] = true
	return s
}

// slug keeps ASCII letters and digits, and turns everything else into hyphens.
func slug(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
