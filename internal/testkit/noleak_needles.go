package testkit

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// shortestPart is the length of the parts of a secret that are looked for. A
// shorter part is as likely to be chance.
const shortestPart = 6

// needles are the forms in which a secret may show.
type needles struct{ forms []string }

// newNeedles gives the forms of the parts of the secret: as text every part of
// the shortest length, and in other forms parts next to each other, so that of
// eleven bytes in a row one part is whole.
func newNeedles(secret string) needles {
	forms := map[string]bool{}
	last := len(secret) - shortestPart
	for i := range last + 1 {
		part := secret[i : i+shortestPart]
		for _, form := range textForms(part) {
			forms[form] = true
		}
		if i%shortestPart == 0 || i == last {
			for _, form := range slices.Concat(byteForms(part), base64Forms(part)) {
				forms[form] = true
			}
		}
	}
	return needles{slices.Sorted(maps.Keys(forms))}
}

// textForms gives a part as text, in other cases and as a quoted text has it.
func textForms(part string) []string {
	var out []string
	for _, text := range []string{part, strings.ToLower(part), strings.ToUpper(part)} {
		out = append(out, text, strings.Trim(fmt.Sprintf("%q", text), `"`), strings.Trim(fmt.Sprintf("%+q", text), `"`))
	}
	return out
}

// byteForms gives a part as the numbers of its bytes and of its characters.
func byteForms(part string) []string {
	digits := hex.EncodeToString([]byte(part))
	out := []string{digits, strings.ToUpper(digits)}
	for _, format := range []string{"% x", "% X", "%# x", "%v", "%#v", "%o", "%b", "%U", "%c", "%q"} {
		out = append(out, inner(fmt.Sprintf(format, []byte(part))), inner(fmt.Sprintf(format, []rune(part))))
	}
	numbers := inner(fmt.Sprint([]byte(part)))
	return append(out, strings.ReplaceAll(numbers, " ", ",")) // as in JSON
}

// inner takes the brackets off a slice that was printed.
func inner(s string) string {
	if i := strings.IndexByte(s, '{'); i >= 0 {
		s = s[i+1:]
	}
	return strings.Trim(s, "[]{}")
}

// base64Forms gives how a part shows in base64 of a longer text, for each of
// the three places where it can start: the characters that depend on its
// neighbours are left out.
func base64Forms(part string) []string {
	var out []string
	for before := range 3 {
		text := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + part))
		whole := (before + len(part)) * 8 / 6
		text = text[(before*8+5)/6 : whole]
		out = append(out, text, strings.NewReplacer("+", "-", "/", "_").Replace(text))
	}
	return out
}

// in reports whether a part of the secret can be seen.
func (n needles) in(s string) bool {
	for _, form := range n.forms {
		if strings.Contains(s, form) {
			return true
		}
	}
	return false
}
