package rma

import "fmt"

// Lang is the language in which labels, tables and reports are written. The
// zero value is Dutch.
type Lang uint8

const (
	Dutch   Lang = iota // the default
	English             // by option
)

// ParseLang reads "nl" or "en"; an empty string is Dutch.
func ParseLang(s string) (Lang, error) {
	switch s {
	case "", "nl":
		return Dutch, nil
	case "en":
		return English, nil
	}
	return Dutch, fmt.Errorf("%w: the languages are nl and en", ErrUnknownTerm)
}

// String returns the BCP 47 tag: "nl" or "en".
func (l Lang) String() string {
	switch l {
	case Dutch:
		return "nl"
	case English:
		return "en"
	}
	return fmt.Sprintf("Lang(%d)", uint8(l))
}

// Text is a wording in Dutch and English. Either may be empty: In falls back
// on the other, so that a study written in one language still prints.
type Text struct {
	NL string `json:"nl,omitempty"`
	EN string `json:"en,omitempty"`
}

// T makes a Text of its two wordings.
func T(nl, en string) Text { return Text{NL: nl, EN: en} }

// PlainText is a wording that is the same in every language, such as a name.
func PlainText(s string) Text { return Text{NL: s} }

// In returns the wording in language l, or the other one when l has none.
func (t Text) In(l Lang) string {
	if l == English && t.EN != "" || t.NL == "" {
		return t.EN
	}
	return t.NL
}

// IsZero reports whether both wordings are empty.
func (t Text) IsZero() bool { return t == Text{} }
