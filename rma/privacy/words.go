package privacy

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrWords means that a cell of words holds a figure, which nobody can protect.
var ErrWords = errors.New("a cell of words is a figure: use rma.CountCell or rma.ShareCell, or mark the column as one of things")

// checkWords refuses cells of words that are figures, such as "4", "<5" and "3 van
// de 21 (14%)", in columns that may be about people. A figure among other words is
// not seen; the check for leaks looks for those.
func checkWords(tables []rma.Table) error {
	for _, t := range tables {
		for _, r := range t.Rows {
			for j, c := range r.Cells {
				if c.Kind == rma.TextKind && !t.Columns[j].Things && (isFigureText(c.Text.NL) || isFigureText(c.Text.EN)) {
					return fmt.Errorf("table %q, row %q, column %q: %w", t.ID, r.Key, t.Columns[j].Key, ErrWords)
				}
			}
		}
	}
	return nil
}

// aDay is a day, a month, a year or a time of day, which is no count.
var aDay = regexp.MustCompile(`\b(\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d\d|(19|20)\d\d(-\d\d){0,2}|\d{1,2}:\d\d)\b`)

// isFigureText reports whether a text is nothing but numbers, signs, and the words
// between K and N; days apart.
func isFigureText(s string) bool {
	digits := false
	for _, word := range strings.FieldsFunc(aDay.ReplaceAllString(s, ""), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch strings.ToLower(word) {
		case "van", "de", "of", "out", "the", "op":
			continue
		}
		for _, r := range word {
			if !unicode.IsDigit(r) {
				return false
			}
			digits = true
		}
	}
	return digits
}
