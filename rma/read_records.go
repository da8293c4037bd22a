package rma

import (
	"encoding"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// records reads a delimited file and hands every row to a function.
type records struct {
	Problems
	columns map[string]tabular.Column
	row     tabular.Row
}

// each finds the columns and calls f for every row. A heading that the file does
// not have is an error: a misspelt "withheld" must not publish a finding.
func (r *records) each(src io.Reader, required, optional []string, f func()) error {
	tr := tabular.NewReader(src)
	found, err := tr.Find(required, optional)
	if err != nil {
		r.AddTabular(err)
		return r.Err()
	}
	r.columns = map[string]tabular.Column{}
	for _, c := range found {
		r.columns[c.Name()] = c
	}
	for _, column := range tr.Unasked() {
		r.Add(1, column, "", fmt.Errorf("%w; the headings are %s", ErrUnknownHeading, strings.Join(slices.Concat(required, optional), ", ")))
	}
	for row, err := range tr.Rows() {
		if err != nil {
			r.AddTabular(err)
			continue
		}
		if row.Blank() {
			continue
		}
		r.row = row
		f()
	}
	return r.Err()
}

func (r *records) text(name string) string {
	return strings.TrimSpace(strings.Clone(r.row.Get(r.columns[name])))
}

// need reports an empty cell and returns its text.
func (r *records) need(name string) string {
	s := r.text(name)
	if s == "" {
		r.fail(name, ErrMissing)
	}
	return s
}

func (r *records) fail(name string, err error) {
	r.Add(r.row.Line, r.columns[name].Number(), name, err)
}

func (r *records) term(name string, v encoding.TextUnmarshaler) {
	if err := v.UnmarshalText([]byte(r.text(name))); err != nil {
		r.fail(name, err)
	}
}

func (r *records) number(name string) int {
	s := r.text(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		r.fail(name, fmt.Errorf("%w: a whole number, 0 or more", ErrNumber))
	}
	return n
}

func (r *records) list(name string) []string {
	var out []string
	for _, s := range strings.Split(r.text(name), "|") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// yes reads ja/yes/1 as true, and nee/no/0 or nothing as false.
func (r *records) yes(name string) bool {
	switch strings.ToLower(r.text(name)) {
	case "ja", "yes", "1":
		return true
	case "", "nee", "no", "0":
		return false
	}
	r.fail(name, fmt.Errorf("%w: ja or nee", ErrUnknownTerm))
	return false
}

func (r *records) wording(nl, en string) Text { return T(r.text(nl), r.text(en)) }

func (r *records) place(kind RefKind, id string) Ref {
	return Ref{Kind: kind, ID: id, File: r.File, Line: r.row.Line}
}

func (s *Study) readFindings(src io.Reader, file string) error {
	r := records{Problems: Problems{File: file}}
	return r.each(src,
		[]string{"id", "method", "text_nl"},
		[]string{"pilot", "groups", "text_en", "bouwsteen", "level", "k", "n", "framework", "observations", "withheld"},
		func() {
			f := Finding{
				ID: r.need("id"), Method: r.need("method"), Pilot: r.text("pilot"), Groups: r.list("groups"),
				Text: r.wording("text_nl", "text_en"), Speakers: Proportion{K: r.number("k"), N: r.number("n")},
				Framework: r.text("framework"), Observations: r.list("observations"), Withheld: r.yes("withheld"),
			}
			r.need("text_nl")
			r.term("bouwsteen", &f.Bouwsteen)
			r.term("level", &f.Level)
			f.Place = r.place("finding", f.ID)
			s.Findings = append(s.Findings, f)
		})
}

func (s *Study) readAppraisals(src io.Reader, file string) error {
	r := records{Problems: Problems{File: file}}
	return r.each(src,
		[]string{"claim", "finding", "stance", "coder"},
		[]string{"prominence", "reason_nl", "reason_en"},
		func() {
			a := Appraisal{Claim: r.need("claim"), Finding: r.need("finding"), Coder: r.need("coder"), Reason: r.wording("reason_nl", "reason_en")}
			r.need("stance")
			r.term("stance", &a.Stance)
			r.term("prominence", &a.Prominence)
			a.Place = r.place("appraisal", "")
			s.Appraisals = append(s.Appraisals, a)
		})
}

func (s *Study) readMentions(src io.Reader, file string) error {
	r := records{Problems: Problems{File: file}}
	return r.each(src, []string{"pilot", "element", "verbatim"}, []string{"source"}, func() {
		s.Mentions = append(s.Mentions, ElementMention{
			Pilot: r.need("pilot"), Element: r.need("element"), Verbatim: r.need("verbatim"),
			Source: r.text("source"), Place: r.place("mention", ""),
		})
	})
}

func (s *Study) readFeedback(src io.Reader, file string) error {
	r := records{Problems: Problems{File: file}}
	return r.each(src, []string{"claim", "group", "response"}, []string{"at", "note_nl", "note_en"}, func() {
		f := Feedback{Claim: r.need("claim"), Group: r.need("group"), Note: r.wording("note_nl", "note_en")}
		r.need("response")
		r.term("response", &f.Response)
		r.term("at", &f.At)
		f.Place = r.place("feedback", "")
		s.Feedback = append(s.Feedback, f)
	})
}
