package main

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

//go:embed texts/*.txt
var texts embed.FS

// coders are the two who coded every document; A is the first.
var coders = []string{"A", "B"}

// mark is a coded stretch of a document, in code points.
type mark struct {
	coder, code string
	start, end  int
	quote       string
}

// transcripts turns the marked texts into documents, and a file of codings per
// document and coder. A mark is «words|codes»; a code stands for both coders,
// or for one when it begins with the coder's letter, as in A:SW.WZE.
func transcripts() (map[string]string, error) {
	names, err := fs.Glob(texts, "texts/*.txt")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	documents := [][]string{{"id", "name", "lang", "layout", "pilot", "method", "group"}}
	assignments := [][]string{{"coder", "doc", "codes"}}
	for _, name := range names {
		raw, err := texts.ReadFile(name)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(path.Base(name), ".txt")
		head, body, _ := strings.Cut(string(raw), "\n")
		attr := header(head)
		text, marks, err := unmark(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out["coding/documents/"+id+".txt"] = text
		documents = append(documents, []string{id, attr["name"], "nl", attr["layout"], attr["pilot"], attr["method"], attr["group"]})
		for _, c := range coders {
			assignments = append(assignments, []string{c, id, ""})
			out["coding/codings/"+id+"__"+c+".csv"] = codingsOf(c, marks)
		}
	}
	out["coding/documents.csv"] = table(documents)
	out["coding/assignments.csv"] = table(assignments)
	out["coding/coders.csv"] = table([][]string{{"id", "name"}, {"A", "codeur A"}, {"B", "codeur B"}})
	return out, nil
}

// header reads "# key=value; key=value".
func header(line string) map[string]string {
	attr := map[string]string{}
	for _, part := range strings.Split(strings.TrimPrefix(line, "# "), "; ") {
		key, value, _ := strings.Cut(part, "=")
		attr[key] = value
	}
	return attr
}

// unmark takes the marks out of a text and returns where they stood.
func unmark(s string) (string, []mark, error) {
	var b strings.Builder
	var marks []mark
	at := 0 // code points written
	for {
		before, rest, ok := strings.Cut(s, "«")
		b.WriteString(before)
		at += utf8.RuneCountInString(before)
		if !ok {
			return b.String(), marks, nil
		}
		inside, after, ok := strings.Cut(rest, "»")
		words, codes, hasCodes := strings.Cut(inside, "|")
		if !ok || !hasCodes {
			return "", nil, fmt.Errorf("a mark without an end or without codes, after %d code points", at)
		}
		n := utf8.RuneCountInString(words)
		for _, code := range strings.Split(codes, ",") {
			for _, c := range coders {
				coder, own, single := strings.Cut(code, ":")
				if single && coder == c {
					marks = append(marks, mark{c, own, at, at + n, words})
				} else if !single {
					marks = append(marks, mark{c, code, at, at + n, words})
				}
			}
		}
		b.WriteString(words)
		at += n
		s = after
	}
}

func codingsOf(coder string, marks []mark) string {
	rows := [][]string{{"id", "start", "end", "code", "quote"}}
	for _, m := range marks {
		if m.coder == coder {
			rows = append(rows, []string{fmt.Sprintf("%s%d", coder, len(rows)), fmt.Sprint(m.start), fmt.Sprint(m.end), m.code, m.quote})
		}
	}
	return table(rows)
}

func table(rows [][]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = ';'
	_ = w.WriteAll(rows) // a strings.Builder does not fail
	return b.String()
}
