// Package rma is the spine of a toolkit for reflexive monitoring in action:
// research that accompanies organisations while they change how they work
// together. It answers one question: what do the methods say together, where do
// they contradict each other, where are they silent, and what do we ask next?
//
//	study, err := rma.ReadStudy(os.DirFS("mystudy"), ".")
//	evidence, err := rma.Collect(visits, change, codes) // results of the data packages
//	issues := study.Link(evidence)                      // findings that rest on nothing
//	t, err := rma.Triangulate(study, rma.TriangulateOptions{})
//	for _, c := range t.Claims {
//		fmt.Println(c.Claim.ID, c.Verdict, c.Line(t.Options.Units, rma.Dutch))
//	}
//
// # From rows to a summary
//
// A datum goes one way. A data package reads rows or passages and gives results
// with [Observation]s: what one method saw. A researcher reads a [Finding] in
// them, and appraises whether it supports, qualifies or contradicts a [Claim].
// [Triangulate] compares those appraisals over methods, and gives each claim a
// [Verdict] with its counts. Every step keeps the ids of the step before, so
// that a sentence in a report can be followed back to the rows it rests on.
//
// # Packages
//
//   - casereview: what happened with the cases?
//   - survey: what did people answer, and did it change?
//   - coding: what did people say?
//   - rma: what do the methods say together?
//   - rma/plot: results as figures
//   - rma/report: results and figures as a document
//
// The three data packages do not know each other. They meet here.
//
// # What it holds to
//
// No p-value turns itself into a conclusion, and nothing is added up to a score
// of convergence: a verdict comes from a table and stands beside its counts.
// Three kinds of empty are kept apart: a method that was not used or cannot
// speak on a claim, one that could have spoken and was silent, and one that
// spoke but may not be shown. Methods that share informants, or of which one
// was held knowing what the other had shown, count as one source.
//
// Results are values; none of the functions alters its arguments, and results
// may be read by several goroutines at once. The same input gives the same
// output, byte for byte. A figure that does not exist is NaN and comes with a
// [Warning] that says why.
//
// # Privacy
//
// Errors, warnings and log lines hold places and rules, never the content of a
// cell. Ids of cases and respondents are pseudonyms. Percentages are not printed
// below [DefaultMinBase] cases. Evidence and tables are exact, and for the team;
// a [Table] says of itself what package privacy needs to know to publish it.
//
// # Sources
//
// Van Mierlo, Regeer and others (2010), Reflexive Monitoring in Action. Farmer,
// Robinson, Elliott and Eyles (2006), Developing and implementing a
// triangulation protocol for qualitative health research. O'Cathain, Murphy and
// Nicholl (2010), Three techniques for integrating data in mixed methods
// studies. Denzin (1970), The Research Act.
package rma
