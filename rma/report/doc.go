// Package report turns results and figures into a document that a steering
// group can decide on: what do the methods say together, on what does each
// sentence rest, and what is asked of whom?
//
//	release, err := privacy.Protect(privacy.Material{Evidence: evidence}, privacy.Policy{})
//	doc, err := report.Summary(report.Input{
//		Study: study, Triangulation: triangulation, Release: release,
//	}, report.Options{Lang: rma.Dutch})
//	err = doc.WriteHTML(w)
//	err = doc.WriteMarkdown(w, report.MarkdownOptions{FigureDir: "figures"})
//
// [Summary] puts the sections in a fixed order: decision page, what was looked
// at, findings by building block, contradiction and silence, key figures, what
// works under which conditions, learning agenda, recommendations, feedback,
// limitations and annex. A [Document] is data: sections, paragraphs, lists,
// tables and figures. Its writers make one self-contained HTML file, without
// scripts and without anything fetched from elsewhere, and Markdown. One that you
// put together yourself needs no study: see the example of Document.
//
// # Tracing
//
// Everything that is claimed is a link. A message on the first page links to
// its claim, a claim to the findings behind it, a finding to its observations,
// and an observation names the rows, respondents or passages it was taken from.
//
// # Privacy
//
// A report is for one audience, that of its release, and says so: a banner on
// every page when it is not for everyone, and a section on what was hidden, how,
// and what was let through by whom and why. A document with tables for different
// audiences is not written. Rows and passages that a figure was taken from are
// named for the team only. Findings that are withheld are counted and not shown.
// Words that researchers wrote are not looked into. Everything that came from
// data is escaped.
package report
