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
// by whomever. Only a [Table] that went through Protect can be written or drawn.
//
// # Before it leaves, and after
//
// Package leak reads files as they are about to leave and finds names, small
// numbers in words, and combinations that point at few. A [Ledger] keeps what was
// published, because two releases can be held against each other: 12 in May and 13
// in June says that one family came.
//
// # What it assumes
//
// Tables say what adds up to what, and which of them count the same cases; see
// [rma.Table]. A reader is one who has everything in the release, knows the
// policy, and knows how this package works. One who also knows a family can
// learn more, and so can one who has other tables: give them all at once.
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
