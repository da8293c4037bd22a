// Package privacy answers: what may leave? It keeps names out of the analysis,
// and small numbers out of what is published.
//
//	release, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: evidence}, privacy.Policy{})
//	...
//	for _, t := range release.Tables() {
//		fmt.Println(t)                         // counts below 10 are a point
//	}
//	found, err := privacy.Audit(published, privacy.Policy{MinCell: 5, RoundTo: -1})
//	...
//	for _, a := range privacy.Exposed(found, privacy.Policy{MinCell: 5}) {
//		fmt.Println(a.Row, a.Column, a.Low, a.High) // a reader knows that it lies between
//	}
//
// A [Table] prints in Dutch; t.Text(rma.English) is the same in English.
//
// # In what order
//
//  1. Read the files. The readers of casereview, survey and coding replace ids of
//     people and cases by pseudonyms while they read.
//  2. [Protect] all tables and observations of a report together, once for each
//     audience.
//  3. Look at [Release.Warnings], which [Label] words: a total that a table does
//     not declare, a group of whom all have something in common.
//  4. Write, with package report, [Table.WriteCSV] or [Table.WriteXLSX].
//  5. Look for names and small numbers in what was written, with package leak.
//  6. Hold the release against what was published before, with [Ledger.Check];
//     when it is published, [AppendEntry] adds it.
//
// # Policies
//
// A [Policy] names an audience, and may set otherwise what is usual for it:
//
//	                MinCell  MinBase  RoundTo  Dates
//	Public               10       10        5  quarter
//	SteeringGroup         5       10        -  month
//	Team                  -        -        -  day
//
// MinCell is the smallest count of people or cases that is shown, MinBase the
// fewest that a percentage or a mean may rest on, RoundTo what counts are rounded
// to, and Dates how precisely a day is told. What is not for everyone has a
// banner wherever it is written.
//
// # Names
//
// What a file calls a person, a family or a case is an [Identifier]: it prints as
// [id], cannot be written, and gives up what it holds to [Identifier.Reveal]
// alone. Analyses take a [Pseudonym]. Four makers turn the one into the other:
// [Numbered] by order of appearance, [Declared] when a data steward did it
// before, [Keyed] with a secret key, [Codebook] with random codes and a list that
// the steward keeps. A person can be erased, and readers then leave that person
// out. Keys and lists can be replaced (see [Rotation]); who was erased stays out
// when the list of the erased goes along (see [Rotate]).
//
// # Records
//
// A file that goes to somebody else has its dates by week, month or quarter
// ([Generalise]) or shifted ([Shift]), ages in [Bands], places as [Regions], and
// is then held against [CheckAnonymity]: which combinations of characteristics do
// too few people share?
//
// # Tables
//
// Blanking small counts protects nobody: most can be worked out from the totals.
// [Protect] hides what it must, all tables, shares and observations of a report
// together, and attacks the result until nobody can enclose a small count more
// narrowly than the [Policy] asks. [Audit] attacks tables as they were published,
// by whomever. Only a [Table] that went through Protect, or one of [Things], can
// be written or drawn.
//
// Of a figure that is no count and no share, such as a mean or a rate, a table says
// of what it is: rma.Column.Values or rma.Column.From. One of which nothing is said
// is hidden, since nobody can tell what it gives away.
//
// In a table for Audit, a cell that was blanked or has a point is
// rma.Cell{Kind: rma.Withheld}. Protect refuses such a cell: it wants counts as
// they are, and hides by itself.
//
// # Before it leaves, and after
//
// Package leak reads files as they are about to leave and finds names, small
// numbers in words, and combinations that point at few; [StripAuthors] takes the
// names of authors out of a document. A [Ledger] keeps what was
// published, because two releases can be held against each other: 12 in May and 13
// in June says that one family came.
//
// # What it assumes
//
// Tables say what adds up to what, and which of them count the same cases; see
// [rma.Table]. A reader is one who has everything in the release, knows the
// policy, and solves every equation. One who also knows a family can learn more,
// and so can one who has other tables: give them all at once. One who runs this
// package on every table that could have been there learns sometimes more too,
// from which counts were chosen to be hidden with the small ones.
// Disclosure control does not look into words; the leak check does, as far as a
// machine can. A count may be hidden well and still be guessed well; the
// width of the interval is a rule, not a proof.
//
// # Sources
//
// Cox (1995), Journal of the American Statistical Association 90, 1453-1462, on
// intervals and networks; Fischetti and Salazar (2001), Management Science 47,
// 1008-1027, on what to hide; Sweeney (2002), International Journal of
// Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), on k-anonymity;
// Statistics Netherlands, StatLine 85361NED, for the form of public tables on
// Veilig Thuis; EDPB Guidelines 01/2025 and ENISA (2019) on pseudonyms.
package privacy
