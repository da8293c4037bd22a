// Package coding answers the question: what did people say?
//
// It takes transcripts, a codebook, and what several coders marked in the
// transcripts, and gives counts of codes by pilot, quotes with their places,
// the agreement of the coders, and observations for triangulation.
//
//	study, err := coding.ReadProject(os.DirFS("."), "study")
//	if err != nil {
//		return err // every problem of every file, with its place
//	}
//	agreement, err := coding.Agree(study, coding.ByTurn, coding.AgreementOptions{})
//	if err != nil {
//		return err
//	}
//	table := agreement.Table()
//	differ, err := coding.FindDisagreements(study, coding.ByCharacter, coding.AgreementOptions{})
//	matrix, err := coding.NewMatrix(study, coding.MatrixOptions{By: coding.AttrPilot})
//	quotes, err := coding.Quotes(study, coding.QuoteOptions{Codes: []string{"WP.BEL"}})
//	themes, err := coding.FindThemes(study, coding.ThemeOptions{MinCoders: 2})
//
// [Starter] is a codebook of the four bouwstenen to begin with, and
// [ReadProject] says how a study stands on disk: plain files, one with codings
// for each document and coder, so that coders work without seeing each other.
//
// # What it assumes
//
// The text of a [Document] never changes, because every [Span] points into it.
// Positions are Unicode code points, counted from 0, with the end behind the
// last one; this is how REFI-QDA, Python and R count, and not how UTF-16
// software does. Line ends are LF. Letters with accents stay as they were
// typed.
//
// A code is given to a span by a coder, and codes may overlap. Agreement is
// therefore computed for each code apart, on a [Unit] that the researcher
// declares, over documents that an [Assignment] asked the coders to code. Who
// was not asked is missing; who was asked and marked nothing saw nothing.
//
// A speaker is a label within one document. Only the role [Participant] counts
// as somebody whose words are evidence; labels such as I, R and Deelnemer are
// known, and others are declared.
//
// No figure gets a verdict: a coefficient comes with its unit, scope, n,
// prevalence and interval, and a list of the passages to talk about.
//
// # Privacy
//
// A transcript holds names and stories. Errors and warnings give the place and
// the rule and never repeat the text. A [Quote] shows the role of the speaker
// and puts roles in place of labels; names inside the words stay, so read
// quotes before they leave the team. A label that opens too few lines to be
// taken for a speaker may be a name all the same: quotes show "[spreker]" in its
// place, unless NotSpeakers declares it. A [Turn] holds a pseudonym of its
// speaker, and a [Detection] the labels as identifiers; printing them, or a
// [Document], shows neither labels nor text. Tables are exact and for the team;
// what leaves goes through [privacy.Protect], which lets a quote through when
// somebody cleared it.
//
// # Sources
//
// Cohen (1960), Educational and Psychological Measurement 20, 37-46.
// De Vries, Elliott, Kanouse and Teleki (2008), Field Methods 20, 272-282.
// Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition.
// Krippendorff (2004), Content Analysis, 2nd edition, and (2011), Computing
// Krippendorff's alpha-reliability. REFI-QDA standard, section 10.2 (positions).
package coding
