package coding

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Layout is how a plain-text transcript marks who speaks.
type Layout uint8

const (
	AutoDetect    Layout = iota // the layout that opens most turns
	NameColon                   // Anna: words, also with a time: Anna (00:13): words
	NameTime                    // Anna  00:13 on a line of its own, words below it
	NameInBracket               // [Anna] words, or [Anna] on a line of its own
	NoTurns                     // notes: nobody is marked as speaking
)

var layoutTerms = rma.Terms{
	{"auto", "automatisch", "detected"},
	{"colon", "naam met dubbele punt", "name and colon"},
	{"time", "naam met tijd", "name and time"},
	{"bracket", "naam tussen haken", "name in brackets"},
	{"none", "zonder sprekers", "without speakers"},
}

// String returns the key used in files.
func (l Layout) String() string { return layoutTerms.Key("Layout", uint8(l)) }

// MarshalText writes the key.
func (l Layout) MarshalText() ([]byte, error) { return layoutTerms.Marshal("Layout", uint8(l)) }

// UnmarshalText reads the key; an empty text is AutoDetect. The error wraps
// rma.ErrUnknownTerm.
func (l *Layout) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*l = AutoDetect
		return nil
	}
	v, err := layoutTerms.Parse("Layout", text)
	*l = Layout(v)
	return err
}

// turnLayouts are the layouts that detection tries; the first wins a tie.
var turnLayouts = [...]Layout{NameColon, NameTime, NameInBracket}

// Detection says how a transcript was cut into turns, so that a reader can see
// which labels were taken for speakers.
type Detection struct {
	Layout Layout        // the one that was used
	Counts []LayoutCount // lines that would open a turn, for each layout tried
	Labels []LabelCount  // labels of the layout used, in the order of the text; when nobody speaks, of the one that found most
}

// LayoutCount is the number of lines that would open a turn in a layout.
type LayoutCount struct {
	Layout Layout
	Turns  int
}

// LabelCount is a label that stands where a speaker is named. It is not Taken
// when it occurs too rarely to be a speaker, or was declared not to be one.
// Whoever has to see what was taken asks the Label to reveal itself.
type LabelCount struct {
	Label privacy.Identifier `json:"-"` // often a name
	Role  Role
	Lines int
	Taken bool
}

// Detection says how the document was cut into turns.
func (d *Document) Detection() Detection {
	out := d.inside().detection
	out.Counts = append([]LayoutCount(nil), out.Counts...)
	out.Labels = append([]LabelCount(nil), out.Labels...)
	return out
}

// opening is a line that may open a turn.
type opening struct {
	label string
	line  int
	start int // byte where the line starts
	body  int // byte where the words start
}

const clock = `(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?`

var (
	leadingClock  = regexp.MustCompile(`^(?:\[` + clock + `\]|\(` + clock + `\)|` + clock + `)\s+`)
	trailingClock = regexp.MustCompile(`\s+(?:\[` + clock + `\]|\(` + clock + `\)|` + clock + `)$`)
)

// openings returns the lines that open a turn in the layout.
func openings(text string, layout Layout) []opening {
	var out []opening
	at, line := 0, 1
	for l := range strings.Lines(text) {
		content := strings.TrimRightFunc(l, unicode.IsSpace)
		if label, body, ok := parseOpening(content, layout); ok {
			out = append(out, opening{label, line, at, at + body})
		}
		at += len(l)
		line++
	}
	return out
}

// parseOpening returns the label of a line and the byte where its words start.
func parseOpening(line string, layout Layout) (label string, body int, ok bool) {
	indent := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
	rest := line[indent:]
	switch layout {
	case NameColon:
		if m := leadingClock.FindString(rest); m != "" {
			indent += len(m)
			rest = rest[len(m):]
		}
		i := colonOf(rest)
		if i < 0 {
			return "", 0, false
		}
		label, body = trailingClock.ReplaceAllString(rest[:i], ""), indent+i+1
	case NameTime:
		if rest == "" || !strings.ContainsRune("0123456789])", rune(rest[len(rest)-1])) {
			return "", 0, false
		}
		m := trailingClock.FindStringIndex(rest)
		if m == nil {
			return "", 0, false
		}
		label, body = rest[:m[0]], len(line)
	case NameInBracket:
		i := strings.IndexByte(rest, ']')
		if i < 0 || rest[0] != '[' {
			return "", 0, false
		}
		label, body = rest[1:i], indent+i+1
		if strings.HasPrefix(line[body:], ":") {
			body++
		}
	}
	label = strings.TrimSpace(label)
	return label, body, isLabel(label)
}

// colonOf returns where the first colon stands that can end a label: not the
// one in 10:30, and not the one in https://.
func colonOf(s string) int {
	limit := min(len(s), 4*maxLabel)
	for i := range limit {
		if s[i] != ':' {
			continue
		}
		before := i > 0 && isDigit(s[i-1])
		after := i+1 < len(s) && isDigit(s[i+1])
		if before && after {
			continue
		}
		if strings.HasPrefix(s[i+1:], "//") {
			return -1
		}
		return i
	}
	return -1
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

const (
	maxLabel      = 40 // code points
	maxLabelWords = 4
)

// isLabel reports whether s can name a speaker: a few words that start with a
// letter, without the marks of a sentence.
func isLabel(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) || utf8.RuneCountInString(s) > maxLabel || len(strings.Fields(s)) > maxLabelWords {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .-'’()/&_", r) {
			return false
		}
	}
	return true
}
