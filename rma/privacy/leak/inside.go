package leak

import (
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Runs of characters that are decoded: shorter ones hold no identifier of four
// letters, and what is decoded is looked at in parts of this many bytes.
const (
	shortestRun  = 6
	shortestPart = 4
)

// runKind is a way to write bytes in letters and digits.
type runKind struct {
	in     func(c byte) bool
	starts int // at how many characters of a run a group can begin
	decode func(to []byte, run string) []byte
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isBase64(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '+' || c == '/' || c == '-' || c == '_'
}

func runKinds() []runKind {
	return []runKind{base64Runs(), {isHex, 2, decodeHex}}
}

func base64Runs() runKind { return runKind{isBase64, 4, decodeBase64} }

// decodeBase64 decodes as many whole bytes as there are, of either alphabet,
// into the memory of an empty slice.
func decodeBase64(to []byte, run string) []byte {
	if len(run)%4 == 1 {
		run = run[:len(run)-1]
	}
	b := append(to, run...)
	for i, c := range b {
		switch c {
		case '-':
			b[i] = '+'
		case '_':
			b[i] = '/'
		}
	}
	n, err := base64.RawStdEncoding.Decode(b, b)
	if err != nil {
		return nil
	}
	return b[:n]
}

func decodeHex(to []byte, run string) []byte {
	value := func(c byte) byte {
		if c <= '9' {
			return c - '0'
		}
		return c | 0x20 - 'a' + 10
	}
	for i := 0; i+1 < len(run); i += 2 {
		to = append(to, value(run[i])<<4|value(run[i+1]))
	}
	return to
}

// runs calls f for each run of characters of the kind, and where it stands.
func (k runKind) runs(s string, f func(run string, at int)) {
	start := -1
	for i := 0; i <= len(s); i++ {
		switch {
		case i < len(s) && k.in(s[i]):
			if start < 0 {
				start = i
			}
		case start >= 0:
			if i-start >= shortestRun {
				f(s[start:i], start)
			}
			start = -1
		}
	}
}

// shortestLine is how long the lines are at least into which a run is broken.
// The first has the head of a data URI before it.
const shortestLine = 40

// whole returns the run that begins at i, with the next lines when it goes on
// there, and where it is over.
func (k runKind) whole(s string, i int) (run string, end int) {
	var b strings.Builder
	for {
		from := i
		for i < len(s) && k.in(s[i]) {
			i++
		}
		b.WriteString(s[from:i])
		end = i
		if end-from < shortestLine {
			return b.String(), end
		}
		for i < len(s) && strings.IndexByte(" \t\r\n", s[i]) >= 0 {
			i++
		}
		if i == len(s) || !k.in(s[i]) || strings.IndexByte(s[end:i], '\n') < 0 {
			return b.String(), end
		}
	}
}

// parts calls f for each part of some bytes that can be a text, since what
// was decoded is mostly none, or has one in its middle.
func parts(b []byte, f func(part string)) {
	for len(b) > 0 {
		n := textLength(b)
		if n >= shortestPart {
			f(string(b[:n]))
		}
		if n == len(b) {
			return
		}
		_, size := utf8.DecodeRune(b[n:])
		b = b[n+size:]
	}
}

// textLength returns how many bytes from the start on are text.
func textLength(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size == 1 || !unicode.IsPrint(r) && !unicode.In(r, unicode.Cf, unicode.Zs) && r != '\t' && r != '\n' && r != '\r' {
			break
		}
		n += size
	}
	return n
}
