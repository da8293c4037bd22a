// Package review answers: what did we learn from this case about the system? It
// holds structured case reviews after Learning Together: the story as the
// organisations tell it, the episodes that mattered, why what was done made
// sense at the time, which factors helped and hindered, and which patterns show
// through. Beside the reviews themselves it says what several have in common.
//
//	err := review.WriteForm(w, review.Review{}, review.FormOptions{Format: review.XLSX}) // to fill in
//	...
//	r, err := review.Read(file, "R1.json")
//	...
//	r, err = review.Move(r, review.Final)      // or everything that is missing
//	...
//	factors, err := review.Factors(reviews, review.Options{Origin: origin})
//	...
//	fmt.Println(factors.Table())               // in how many cases
//	episodes, err := review.ListEpisodes(reviews, review.Options{Origin: origin})
//	...
//	evidence, err := rma.Collect(factors, episodes)
//	study.Findings = append(study.Findings, r.Findings(origin)...)
//
// The way through: [WriteForm] gives a form with guiding questions; [Read] and
// [Review.Write] keep a review as JSON, one file per review; [Move] takes it
// from planned to final and [Amend] changes it after that, with a reason.
//
//   - [Factors]: which factors come back in which cases
//   - [Balance]: what helps and what hinders, by building block and by level
//   - [Patterns]: what the patterns are about, and how far they reach
//   - [NewFactors]: what each next review added
//   - [Agree]: how far raters judge alike
//   - [ListEpisodes]: the episodes side by side
//
// [Review.Findings] turns insights into findings of the study, and
// [Review.Proposals] offers the questions to take along to the learning agenda.
//
// # What it assumes
//
// Cases are chosen for what they can teach. A figure over reviews says how often
// something came up in them, as "3 of 4 cases", and not how common it is; no
// percentage is printed on fewer than ten cases. A factor that a review does not
// name may have been there. Factor codes mean the same in every review: that is
// for the team to keep. The package does not judge: appraisals, scopes and
// ratings are what people hold.
//
// # Privacy
//
// One case can point at one family. A review names no people: participants have
// an organisation and a role, and a pseudonym if they need one. Its free text is
// for the team: tables that hold words or point at cases are rma.Table.TeamOnly,
// findings are withheld until somebody cleared them, and printing a review in
// any form gives counts and ids. Forms and files hold everything, and are to be
// kept as such. Errors say where a rule is broken and which, and never repeat
// what stands there. The other tables are exact; what leaves goes through
// package rma/privacy.
//
// # Sources
//
// Fish, Munro and Bairstow (2008), Learning together to safeguard children,
// Social Care Institute for Excellence, report 19: the case as a window on the
// system, key practice episodes, contributory factors and the six types of
// patterns; Krippendorff (2011) and Cohen (1960, 1968) for agreement; Wilson
// (1927) for intervals.
package review
