package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/report"
)

// writeReport writes report.html, report.md, the figures, and the observations with
// the ids on which findings can rest, as CSV and as a workbook, all in one folder.
func writeReport(dir string, doc report.Document, observations privacy.Table) error {
	if err := os.MkdirAll(filepath.Join(dir, "figures"), 0o755); err != nil {
		return err
	}
	files := map[string]func(io.Writer) error{
		"report.html":       doc.WriteHTML,
		"report.md":         func(w io.Writer) error { return doc.WriteMarkdown(w, report.MarkdownOptions{FigureDir: "figures"}) },
		"observations.csv":  func(w io.Writer) error { return observations.WriteCSV(w, "id", doc.Lang, privacy.SheetOptions{}) },
		"observations.xlsx": func(w io.Writer) error { return observations.WriteXLSX(w, "id", doc.Lang, privacy.SheetOptions{}) },
	}
	for _, f := range doc.Figures() {
		files[filepath.Join("figures", f.ID+".svg")] = f.SVG
		files[filepath.Join("figures", f.ID+".png")] = func(w io.Writer) error { return f.PNG(w, 200) }
	}
	for name, write := range files {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// summary is what the screen shows.
type summary struct {
	lang          rma.Lang
	study         *rma.Study
	evidence      *rma.Evidence
	key           []string // ids of the key figures
	triangulation rma.Triangulation
	dir           string
	remarks       []string
}

// printSummary prints the study on one screen.
func printSummary(w io.Writer, v summary) error {
	l, s, e, t := v.lang, v.study, v.evidence, v.triangulation
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", s.Title.In(l))
	fmt.Fprintf(&b, rma.T("%d pilots, %d methoden, %d waarnemingen, %d bevindingen\n\n", "%d pilots, %d methods, %d observations, %d findings\n\n").In(l),
		len(s.Pilots), len(s.Methods), len(e.All()), len(s.Findings))
	figures := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, id := range v.key {
		o, _ := e.Get(id)
		fmt.Fprintf(figures, "%s\t%s\t%s\n", o.Pilot, o.Format(l), o.What.In(l))
	}
	for _, kind := range []rma.ElementKind{rma.WorkingElement, rma.Condition} {
		m := s.ElementMatrix(kind)
		if len(m.Rows) == 0 {
			continue
		}
		fmt.Fprintf(figures, "\t"+rma.T("%d elementen, %d vermeldingen", "%d elements, %d mentions").In(l)+"\t%s\n", len(m.Rows), m.Mentions, m.Table().Title.In(l))
	}
	if err := figures.Flush(); err != nil {
		return err
	}
	claims := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(claims, "\n\t%s\t%s\t%s\t%s\n", rma.T("oordeel", "verdict").In(l), t.Options.Units.Label(l),
		rma.T("bronnen", "sources").In(l), rma.T("uitspraak", "claim").In(l))
	for _, c := range t.Claims {
		n := rma.Proportion{K: c.Counts.WithEvidence, N: c.Counts.Eligible}
		fmt.Fprintf(claims, "%s\t%s\t%s\t%d\t%s\n", c.Claim.ID, c.VerdictLabel(l), n.Format(l, 0), c.Counts.Sources, c.Claim.Statement.In(l))
	}
	if err := claims.Flush(); err != nil {
		return err
	}
	for _, r := range v.remarks {
		fmt.Fprintf(&b, "\n%s %s", rma.T("Let op:", "Note:").In(l), r)
	}
	if len(v.remarks) > 0 {
		fmt.Fprintln(&b)
	}
	head := rma.T("Rapport:", "Report:").In(l)
	fmt.Fprintf(&b, "\n%s %s\n", head, filepath.Join(v.dir, privacy.Team.String(), "report.html"))
	fmt.Fprintf(&b, "%s %s\n", strings.Repeat(" ", len(head)), filepath.Join(v.dir, privacy.Public.String(), "report.html"))
	_, err := io.WriteString(w, b.String())
	return err
}
