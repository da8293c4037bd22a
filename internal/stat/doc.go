// Package stat is the numeric kernel of the module: tails and quantiles,
// intervals for proportions, rates and their ratio, counts to come, the exact test of
// a 2x2 table, the trend of a share over ordered groups, the signed-rank
// test with its shift and effect size, survival curves with their comparison,
// counts of events that recur, run charts and control charts, the reliability of
// a scale, and the agreement of coders. It works on plain numbers and knows nothing
// of cases, questionnaires or transcripts.
//
// Rules that hold for the whole package:
//
//   - A figure that does not exist is NaN, and the result says why in a field
//     of type [Reason]. 0/0 is never shown as 0 or 1.
//   - Arguments that no data set can have (more successes than trials, a
//     level outside (0, 1), rows of unequal length) give NaN and [BadInput].
//     Nothing panics.
//   - Arguments are never changed, and results share no memory with them.
//   - An infinity is a value: an odds ratio with an empty cell is +Inf.
//   - NaN in the data is a missing value. What happens to it, and what N
//     counts after that, is said at each function. Control charts refuse it.
//   - A confidence level is a fraction: 0.95, not 95.
//
// Small samples are the rule in the studies this module is for, so a test is
// exact wherever that is affordable and the result tells which of its figures
// are exact. The figures are compared in the tests with those of R 4.2.2 and
// SciPy 1.10.1 in testdata/oracle, and with slow computations by definition.
package stat
