package coding

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// lookUp returns the only place where the quote stands.
func lookUp(d *Document, quote string) (Span, error) {
	switch found := d.Find(quote, 2); len(found) {
	case 1:
		return found[0], nil
	case 2:
		return Span{}, fmt.Errorf("%w: give start and end, or a longer quote", ErrAmbiguous)
	}
	if foldSpace(quote) != "" && strings.Contains(foldSpace(d.Text()), foldSpace(quote)) {
		return Span{}, fmt.Errorf("%w: only the white space differs", ErrNotFound)
	}
	return Span{}, ErrNotFound
}

// whyNotQuote returns ErrQuote with the rule that the file seems to follow
// instead. It never repeats the quote or the text.
func whyNotQuote(d *Document, s Span, quote string) error {
	at := func(from, to int) bool {
		span := Span{from, to}
		return checkSpan(span, d) == nil && d.Slice(span) == quote
	}
	recounted := func(width func(rune) int) bool {
		from, to := recount(d.Text(), s, width)
		return at(from, to)
	}
	hint := ""
	switch {
	case at(s.Start, s.End+1):
		hint = "the end seems to be the last character; here it is the place behind it"
	case recounted(utf16Width):
		hint = "the file seems to count UTF-16 units; here an emoji is one code point"
	case at(s.Start-1, s.End-1), at(s.Start-1, s.End):
		hint = "the file seems to count from 1; here the first character is 0"
	case recounted(crlfWidth):
		hint = "the file seems to count a line end as two; here it is one"
	case recounted(utf8.RuneLen):
		hint = "the file seems to count bytes; here an accented letter is several of them and one code point"
	case foldSpace(d.Slice(s)) == foldSpace(quote):
		hint = "only the white space differs"
	default:
		hint = elsewhere(d, quote)
	}
	return fmt.Errorf("%w: %s", ErrQuote, hint)
}

func elsewhere(d *Document, quote string) string {
	switch len(d.Find(quote, 2)) {
	case 0:
		return "it occurs nowhere; was the text changed after it was coded?"
	case 1:
		return "it stands at another place; leave start and end empty to look it up"
	}
	return "it stands at several other places"
}

// recount turns a span in units of the given width into code points.
func recount(text string, s Span, width func(rune) int) (from, to int) {
	from, to = -1, -1
	units, n := 0, 0
	for _, r := range text {
		if units == s.Start {
			from = n
		}
		if units == s.End {
			to = n
			break
		}
		units += width(r)
		n++
	}
	if units == s.End {
		to = n
	}
	return from, to
}

func utf16Width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

func crlfWidth(r rune) int {
	if r == '\n' {
		return 2
	}
	return 1
}

// foldSpace makes each stretch of white space one space.
func foldSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
