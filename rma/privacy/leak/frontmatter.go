package leak

import (
	"strings"
	"unicode"
)

// frontMatter calls f for each author, and what is said of one, in the lines of
// YAML with which a text in Markdown begins, and where it stands. It reads what
// these lines mostly have, and takes the rest for a text.
func frontMatter(s string, f func(value string, at int)) {
	from, to, is := frontLines(s)
	within := false // the lines below author, or of a list there
	for is && from < to {
		line, _, _ := strings.Cut(s[from:to], "\n")
		switch first, _, _ := strings.Cut(line, "#"); {
		case strings.TrimSpace(first) == "":
		case strings.ContainsAny(line[:1], " \t-"):
			if within {
				frontItems(line, from, f)
			}
		default:
			key, value, _ := strings.Cut(line, ":")
			if within = isAuthor(strings.Trim(key, " \t\"'")); within {
				frontItems(value, from+len(line)-len(value), f)
			}
		}
		from += len(line) + 1
	}
}

// frontLines returns where the lines between the first --- and the next stand.
func frontLines(s string) (from, to int, is bool) {
	first, rest, _ := strings.Cut(s, "\n")
	if strings.TrimRight(first, " \t\r") != "---" {
		return 0, 0, false
	}
	from = len(s) - len(rest)
	for to = from; to < len(s); {
		line, _, _ := strings.Cut(s[to:], "\n")
		if end := strings.TrimRight(line, " \t\r"); end == "---" || end == "..." {
			return from, to, true
		}
		to += len(line) + 1
	}
	return 0, 0, false
}

// frontItems calls f for each value in a line: one, or those of [a, b] and {name:
// a}.
func frontItems(s string, at int, f func(value string, at int)) {
	list := strings.HasPrefix(strings.TrimLeft(s, " \t-"), "[") || strings.HasPrefix(strings.TrimLeft(s, " \t-"), "{")
	for more := true; more; {
		item, rest := s, ""
		if more = list; list {
			item, rest, more = strings.Cut(s, ",")
		}
		frontItem(item, at, f)
		at += len(s) - len(rest)
		s = rest
	}
}

// frontItem calls f for a value without its key, its quotes and a remark behind
// it. What has no letter is no value.
func frontItem(s string, at int, f func(value string, at int)) {
	const around = " \t\r-[]{}"
	value := strings.TrimLeft(s, around)
	if key, behind, is := strings.Cut(value, ": "); is && !strings.ContainsAny(key, `"'`) {
		value = strings.TrimLeft(behind, around)
	}
	at += len(s) - len(value)
	if quote := value[:min(len(value), 1)]; quote == `"` || quote == "'" {
		value, _, _ = strings.Cut(value[1:], quote)
		at++
	} else {
		value, _, _ = strings.Cut(value, " #")
	}
	value = strings.TrimRight(value, around)
	switch {
	case strings.HasPrefix(value, "#"), strings.HasSuffix(value, ":"), value == "true", value == "false", value == "null":
	case strings.IndexFunc(value, unicode.IsLetter) >= 0:
		f(value, at)
	}
}
