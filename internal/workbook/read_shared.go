package workbook

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// readShared reads the texts that cells name by number.
func (b *Book) readShared(name string) error {
	var text runs
	size := 0
	return b.tokens(name, func(token xml.Token) error {
		text.take(token)
		if t, ok := token.(xml.EndElement); ok && t.Name.Local == "si" {
			s := text.String()
			if size += len(s) + 16; size > maxShared {
				return fmt.Errorf("%w of %d bytes in the texts of a workbook", tabular.ErrTooLarge, maxShared)
			}
			b.shared = append(b.shared, s)
			text = runs{}
		}
		return nil
	})
}

// runs puts the pieces of a text together, of which each may have its own looks.
// How a text is pronounced (rPh) is no part of it.
type runs struct {
	b      strings.Builder
	inText bool
	spoken bool
}

func (r *runs) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		r.spoken = r.spoken || t.Name.Local == "rPh"
		r.inText = t.Name.Local == "t" && !r.spoken
	case xml.EndElement:
		r.inText = false
		r.spoken = r.spoken && t.Name.Local != "rPh"
	case xml.CharData:
		if r.inText {
			r.b.Write(t)
		}
	}
}

func (r *runs) String() string { return unescaped(r.b.String()) }

// unescaped reads _x000D_, by which the format writes characters that XML has
// trouble with.
func unescaped(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "_x") {
		b.WriteString(s[:at])
		s = s[at:]
		if len(s) >= 7 && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil && n != 0 && (n < 0xd800 || n > 0xdfff) {
				b.WriteRune(rune(n))
				s = s[7:]
				continue
			}
		}
		b.WriteString(s[:2])
		s = s[2:]
	}
	return b.String() + s
}

// readStyles finds out which styles show a day.
func (b *Book) readStyles(name string) error {
	formats := map[int]string{}
	inCells := false
	return b.tokens(name, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			n, _ := strconv.Atoi(attr(t, "numFmtId"))
			switch {
			case t.Name.Local == "numFmt":
				formats[n] = attr(t, "formatCode")
			case t.Name.Local == "cellXfs":
				inCells = true
			case t.Name.Local == "xf" && inCells:
				code, own := formats[n]
				b.dates = append(b.dates, own && showsDay(code) || !own && usualDay(n))
			}
		case xml.EndElement:
			inCells = inCells && t.Name.Local != "cellXfs"
		}
		return nil
	})
}

// usualDay reports which of the formats without a code show a day: those of
// Excel, and of Excel in East Asia.
func usualDay(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// showsDay reports whether a format shows a day, a month or a year. A time alone
// is no moment, and [h] is a number of hours.
func showsDay(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	if strings.EqualFold(code, "General") || strings.EqualFold(code, "Standard") {
		return false
	}
	clock, month := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '"' || code[i] == '[':
			closing := byte(']')
			if code[i] == '"' {
				closing = '"'
			}
			end := strings.IndexByte(code[i+1:], closing)
			if end < 0 {
				return false
			}
			clock = clock || closing == ']' && strings.Trim(code[i+1:i+1+end], "hmsHMS") == ""
			i += end + 1
		case c == 'y' || c == 'd':
			return true
		case c == 'm':
			month = true
		case c == 'h' || c == 's':
			clock = true
		}
	}
	return month && !clock
}
