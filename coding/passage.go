package coding

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// spoken returns the text of a span with the role in place of every label of a
// speaker, because a label is often a name.
func (d *Document) spoken(s Span) string {
	var b strings.Builder
	at := s.Start
	first := sort.Search(len(d.turns), func(i int) bool { return d.turns[i].Span.Start > s.Start })
	for _, t := range d.turns[first:] {
		label := Span{d.lines[t.Line-1], t.Span.Start}
		if label.Start >= s.End {
			break
		}
		b.WriteString(d.Slice(Span{at, label.Start}))
		b.WriteString("[" + t.Role.spoken(d.Lang) + "] ")
		at = label.End
	}
	b.WriteString(d.Slice(Span{at, s.End}))
	return b.String()
}

func (r Role) spoken(l rma.Lang) string {
	if r == RoleNotRecorded {
		return rma.T("spreker", "speaker").In(l)
	}
	return r.Label(l)
}

// clip puts s on one line and cuts it to at most limit code points, the
// ellipsis included, at a word. A limit of 0 or less cuts nothing.
func clip(s string, limit int) string {
	s = foldSpace(s)
	if limit <= 0 || utf8.RuneCountInString(s) <= limit {
		return s
	}
	cut, n := 0, 0
	for i, r := range s {
		if n > limit-2 { // room for a space and the ellipsis
			break
		}
		if unicode.IsSpace(r) {
			cut = i
		}
		n++
	}
	if cut == 0 { // one long word
		runes := []rune(s)
		return string(runes[:max(0, limit-1)]) + "…"
	}
	return s[:cut] + " …"
}
