package privacy

import (
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// isTotal reports whether a line is called a total.
func isTotal(key string, label rma.Text) bool {
	return isCalled(key, label, func(s string) bool {
		switch s {
		case "totaal", "total", "alle", "all", "allen", "alles", "samen", "together", "som", "sum":
			return true
		}
		return false
	})
}

// isCumulative reports whether a line is called cumulative. A degree is not.
func isCumulative(key string, label rma.Text) bool {
	return isCalled(key, label, func(s string) bool {
		return strings.HasPrefix(s, "cum") && !strings.HasPrefix(s, "cum laude")
	})
}

// isAnswer reports whether a line is called after one of the answers to a question:
// its first or its last word is one, such as helemaal mee eens, or soms.
func isAnswer(key string, label rma.Text) bool {
	return isCalled(key, label, func(s string) bool {
		words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
		return len(words) > 0 && (isAnswerWord(words[0]) || isAnswerWord(words[len(words)-1]))
	})
}

func isAnswerWord(s string) bool {
	switch s {
	case "ja", "nee", "yes", "no", "onbekend", "unknown", "neutraal", "neutral", "anders", "other",
		"eens", "oneens", "agree", "disagree", "tevreden", "ontevreden", "satisfied", "dissatisfied",
		"nooit", "zelden", "soms", "vaak", "altijd", "never", "rarely", "seldom", "sometimes", "often", "always",
		"slechter", "gelijk", "beter", "worse", "same", "better", "laag", "midden", "hoog", "low", "medium", "high",
		"slecht", "matig", "voldoende", "onvoldoende", "goed", "poor", "fair", "good":
		return true
	}
	return false
}

func isCalled(key string, label rma.Text, is func(s string) bool) bool {
	for _, s := range []string{key, label.NL, label.EN} {
		if is(strings.ToLower(strings.TrimSpace(s))) {
			return true
		}
	}
	return false
}
