package privacy

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
)

var (
	// ErrIdentifier is what every form of writing an Identifier gives.
	ErrIdentifier = errors.New("identifiers are not written: replace it by a pseudonym")

	// ErrNoIdentifier says that a value cannot stand for anybody: it is empty,
	// is no text, or is too long.
	ErrNoIdentifier = errors.New("not an identifier")

	// ErrReason says that somebody asked for an identifier and did not say why.
	ErrReason = errors.New("a reason is required to see an identifier")
)

// identifierMark is what an identifier prints as.
const identifierMark = "[id]"

// Identifier is what a file calls a person, a family or a case: a name, a
// dossier number, a BSN. It is the type for everything that points at somebody
// outside the study. Readers make one of a cell with [NewIdentifier] and hand it
// to a [Pseudonymiser]; analyses take a [Pseudonym] and cannot be given an
// Identifier by mistake.
//
// An Identifier prints as [id], with every verb of fmt that calls a method, in a
// log, in an error and in a template, whether there is one or not. Every form of writing it
// (JSON, text, XML, gob, a database) gives an error that is ErrIdentifier. It
// holds its value in a function, since no way of printing looks inside one: so
// it stays hidden in a field that is not exported too, where fmt and the
// printers of test libraries read the bare fields. Nothing reads one back from
// a file by itself. The only way out is [Identifier.Reveal].
//
// What protects against carelessness does not protect against intent: whoever
// writes the program can reveal an identifier, and the value is in the memory
// of the process.
//
// The zero Identifier names nobody. Identifiers are compared with
// [Identifier.Equal], not with ==, and can be no key of a map; use pseudonyms
// for that.
//
// # Normal form
//
// Comparing and replacing work on the normal form, so that one person who is
// typed in two ways gets one pseudonym. In that form characters that differ in
// appearance only are one (Unicode NFKC: é in one or two code points, full-width
// digits, ligatures), case is folded (Weiß, WEISS and weiss are one), characters
// that cannot be seen are dropped (Unicode category Cf: byte order mark, soft
// hyphen, direction marks), and white space is taken off at both ends and is one
// space elsewhere. Nothing else is changed: 007 is not 7, an accent stays, a
// hyphen stays. An identifier that is not UTF-8, holds a NUL or is longer than
// MaxIdentifier bytes has no normal form and is ErrNoIdentifier where it is to
// be replaced.
type Identifier struct{ reveal func() string }

// NewIdentifier returns the identifier that the text is. White space and
// characters that cannot be seen name nobody: that is the zero Identifier. Any
// other text is taken as it is.
func NewIdentifier(s string) Identifier {
	if namesNobody(s) {
		return Identifier{}
	}
	s = strings.Clone(s) // a cell may be part of a long line
	return Identifier{reveal: func() string { return s }}
}

// Reveal returns the text, as it was given. The reason stands in the program,
// where whoever reads it can find and judge it: "to send the family the
// invitation". A blank reason is ErrReason; the zero Identifier is
// ErrNoIdentifier.
func (id Identifier) Reveal(reason string) (string, error) {
	switch {
	case namesNobody(reason):
		return "", ErrReason
	case id.IsZero():
		return "", fmt.Errorf("%w: it is empty", ErrNoIdentifier)
	}
	return id.reveal(), nil
}

// IsZero reports whether the identifier names nobody.
func (id Identifier) IsZero() bool { return id.reveal == nil }

// Equal reports whether two identifiers name the same, which is whether their
// normal forms are equal. The zero Identifier is equal to nothing, itself
// included: two people without a name are not one person. Identifiers without
// a normal form are equal when they are the same bytes.
func (id Identifier) Equal(other Identifier) bool {
	if id.IsZero() || other.IsZero() {
		return false
	}
	a, errA := id.normal()
	b, errB := other.normal()
	if errA != nil || errB != nil {
		return id.raw() == other.raw()
	}
	return a == b
}

// String returns [id].
func (id Identifier) String() string { return identifierMark }

// GoString returns [id].
func (id Identifier) GoString() string { return identifierMark }

// Format writes [id] whatever the verb, its flags, width and precision.
func (id Identifier) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, identifierMark) }

// LogValue gives a log [id].
func (id Identifier) LogValue() slog.Value { return slog.StringValue(identifierMark) }

// raw returns the text as it was given, "" for the zero Identifier.
func (id Identifier) raw() string {
	if id.reveal == nil {
		return ""
	}
	return id.reveal()
}
