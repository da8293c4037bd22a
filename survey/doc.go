// Package survey answers the question: what did people answer, and did it
// change?
//
// It reads a questionnaire and its waves of answers, describes the answers and
// the scale scores, finds the same people back in two waves, and tells how far
// they moved:
//
//	inst, err := survey.ReadInstrument(instrumentFile, "instrument.json")
//	voor, err := survey.ReadWave(file1, "voor.csv", inst, survey.WaveMapping{Wave: "voor", Code: "code"}, survey.ReadOptions{})
//	na, err := survey.ReadWave(file2, "na.csv", inst, survey.WaveMapping{Wave: "na", Code: "code"}, survey.ReadOptions{})
//
//	spread, err := survey.Describe(voor, survey.DescribeOptions{})
//	alphas, err := survey.ReliabilityAll(voor, survey.ReliabilityOptions{})
//	pairs, err := survey.Pair(voor, na, survey.PairOptions{Origin: rma.Origin{Method: "enquete"}})
//	changes, err := survey.CompareAll(pairs, survey.CompareOptions{})
//
//	evidence, err := rma.Collect(pairs, changes)
//
// Every result has Table for reports and Observations for triangulation, and
// carries its warnings with it. The function Where takes a part of a wave, such
// as one pilot, for any of these.
//
// # What is declared, and what is not guessed
//
// The instrument declares the levels of each response scale, so that a level
// that nobody chose stays in every table, and the codes for answers that are
// missing, by kind: not answered, don't know, not applicable, not relevant to my
// role, not relevant at this stage. No kind of missing counts as neutral or
// enters a mean. The direction of each scale is declared, so that "better" and
// "worse" are counted without the reader having to know the wording. A mapping
// says which columns of a file are read; others stay outside.
//
// # What is assumed
//
// Respondents are independent of each other. The signed-rank test and the
// Hodges-Lehmann shift assume that changes can be ranked by size and lie
// symmetrically around their centre; the counts of better, same and worse assume
// nothing. Scale means treat levels as equally far apart. A change between two
// waves without a comparison group is a change, and not an effect; and people who
// come back may differ from those who do not, which [Pairing] shows.
//
// Tests are exact for the small groups that pilots have: see [Compare]. Where a
// figure does not exist it is NaN with a warning, never 0 or 1.
//
// # Privacy
//
// A respondent code is a quasi-identifier: letters of a mother's name and a
// birthday name a person in a small team. A reader makes a pseudonym of it, which
// is used to pair and goes nowhere else. Results carry pair ids (P001) and counts; printing a wave gives its size;
// errors give file, line, column and rule, and never a cell. Tables are exact and
// for the team; what leaves goes through [privacy.Protect].
//
// # Sources
//
// Wilcoxon (1945), Pratt (1959), Hodges and Lehmann (1963) and Kerby (2014) for
// the change of pairs; Cronbach (1951) and Feldt (1965) for reliability; Wilson
// (1927) for shares; Yurek, Vasey and Havens (2008) for self-generated codes;
// Finch and others (2018), BMC Medical Research Methodology 18, 135, for the kinds
// of not applicable. Each function names the pages it rests on.
package survey
