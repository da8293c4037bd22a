// Package casereview answers: what happened with the cases? It reads the events
// of dossiers (a report, a consult, a home visit, a closing), and says how soon
// help came, which reports are re-reports, and what went together.
//
//	m, err := casereview.ReadWideMapping(mappingFile, "cases.json")
//	...
//	log, err := casereview.ReadWide(file, "HOO.csv", m, casereview.ReadOptions{})
//	...
//	origin := rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}
//	visits, err := casereview.TimeToVisit(log, asOf, casereview.VisitOptions{Origin: origin})
//	...
//	fmt.Println(visits.Within.Share)     // 9 van de 21 (43%)
//	rules := []casereview.Rule{casereview.DrentheStudy(), casereview.CBS2022()}
//	reports, err := casereview.CompareRules(log, rules, casereview.ReportOptions{Origin: origin})
//	...
//	evidence, err := rma.Collect(visits, reports)
//
// The way through: a reader gives a [Log] of cases and events ([ReadWide] for a row per
// case, [ReadLong] for a row per event, both as text or as a workbook; [ReadXES],
// [ReadRows] for the rows of a query, [FromDataFrame]); an analysis takes the log and gives a result with every figure, a table and observations for package rma.
// [Monitor] asks what case monitoring asks of a pilot in one pass.
//
// Before anything else, [Check] says what in a register cannot be so.
//
// What happened:
//
//   - [CaseMix]: what kind of cases there are; [Share]: how many have a property
//   - [ClassifyReports], [CompareRules]: first reports, re-reports and
//     follow-up reports, under a stated rule
//   - [Sensitivity]: what rules and windows do to that share
//   - [Radar]: which new reports concern families that are known
//   - [Replay]: the course of one dossier
//   - [Handovers]: who holds a case, and how warmly it changes hands
//   - [AdviceTrack]: what follows advice
//   - [SafetyPhases]: direct safety, care for the risks, recovery
//   - [Presence], [Variants], [DirectlyFollows], [HandoverOfWork]: which activities, in
//     what order, between which organisations
//   - [CheckAll]: whether courses keep to the rules that partners agreed on
//   - [Timeline]: the course of one case with the moments that mattered to the family
//
// How long it took:
//
//   - [TimeToVisit]: how many reports were followed by a visit in time
//   - [Between], [BetweenTimes.Within]: the time from any event to another
//   - [CheckNorm]: which cases met a term in working days or weeks
//   - [Throughput]: how long cases take, and how long nothing happens in them
//   - [Recurrence]: how soon families are reported again after closing
//
// Whether it changed:
//
//   - [Count], [NewRunChart], [NewControlChart]: counts per month, and whether they
//     differ by more than chance
//   - [RatioOfRateRatios]: a pilot before and after, beside a region without it
//   - [TrendOverGroups]: a share over ordered groups
//   - [TwoByTwo]: how one property of cases goes together with another
//   - [ForecastLoad]: how many cases a pilot can expect
//
// Package casereview/review holds what a team learned of single cases, in structured
// case reviews.
//
// # What it assumes
//
// A case is one dossier at Veilig Thuis. A moment is known as precisely as it
// was written down (see [Stamp]), and a figure that needs more says so: it is
// undetermined, has bounds, or is counted as ambiguous. The moment up to which
// the data run is always given by the caller. Shares are of the cases or reports
// in the log; what never came into the log is not seen. An interval takes them
// for a sample of independent cases, which the cases of one family are not.
//
// A result is a figure and its definition, not a verdict: whether a visit within
// 24 hours was good for a family is for the team to say.
//
// # Privacy
//
// A reader takes what a file calls its cases, families and persons for
// identifiers and gives pseudonyms (see [ReadOptions]); no analysis takes anything
// else. A mapping names the columns that are read; all others, such as names,
// addresses and notes, stay in the file. Attributes have declared values or are
// numbers; free text is not read. Errors and warnings say where a rule is broken
// and which, and never repeat what a cell holds. Tables and observations are
// exact, and for the team: counts of one or two cases can point to a family. What
// leaves goes through [privacy.Protect], for which the tables say what adds up to
// what. It does not see that one table counts a part of the cases of another, as of a
// pilot and of all, made apart: publish one of them, or let one analysis split.
//
// # Sources
//
// Statistics Netherlands (CBS), StatLine table 85361NED, reports by earlier
// involvement of Veilig Thuis; Hanze University of Applied Sciences, action
// research on re-reports in Drenthe (2022) and on pilots of local teams (2023),
// for the definition of a re-report, the norm of 24 hours and the reasons. The papers
// behind a statistic stand with the function.
package casereview
