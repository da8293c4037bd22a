package privacy

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// MaxIdentifier is the length in bytes that no identifier exceeds: whatever is
// longer is a text, and stands in the wrong column.
const MaxIdentifier = 4096

// normalIn returns the normal form of an identifier of a domain.
func normalIn(d Domain, id Identifier) (string, error) {
	if err := d.check(); err != nil {
		return "", err
	}
	return id.normal()
}

// Valid reports why an identifier has no normal form, and cannot be replaced:
// ErrNoIdentifier when it is empty, too long, or no text.
func (id Identifier) Valid() error {
	_, err := id.normal()
	return err
}

// normal returns the form by which identifiers are compared and replaced, as
// the documentation of Identifier says it.
func (id Identifier) normal() (string, error) {
	s := id.raw()
	switch {
	case id.IsZero():
		return "", fmt.Errorf("%w: it is empty", ErrNoIdentifier)
	case len(s) > MaxIdentifier:
		return "", fmt.Errorf("%w: it is longer than %d bytes", ErrNoIdentifier, MaxIdentifier)
	case !utf8.ValidString(s):
		return "", fmt.Errorf("%w: it is not UTF-8 text", ErrNoIdentifier)
	case strings.IndexByte(s, 0) >= 0:
		return "", fmt.Errorf("%w: it holds a NUL byte", ErrNoIdentifier)
	}
	if s = NormalForm(s); s == "" {
		return "", fmt.Errorf("%w: it is empty", ErrNoIdentifier)
	}
	return s, nil
}

// NormalForm folds a text twice, since folding can bring forth what folds
// again: Unicode asks for it in compatibility caseless matching (definition
// D146).
func NormalForm(s string) string {
	if isASCII(s) {
		return squeeze(strings.ToLower(s)) // the same, sooner
	}
	fold := cases.Fold()
	for range 2 {
		s = norm.NFKC.String(fold.String(norm.NFKD.String(strings.Map(visible, s))))
		s = squeeze(s)
	}
	return norm.NFKC.String(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// visible drops the characters of category Cf.
func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// squeeze takes the white space off at both ends and makes it one space
// elsewhere, line ends included.
func squeeze(s string) string {
	if !strings.ContainsFunc(s, unicode.IsSpace) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// namesNobody reports whether a text holds nothing that can be seen.
func namesNobody(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return true
}
