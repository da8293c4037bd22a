package rma

import "fmt"

// Code names a warning. Tests compare codes; reports word them.
type Code string

// The warnings of the library. A result that carries one can be used, but not
// without saying so.
const (
	WarnSmallBase          Code = "small-base"           // fewer cases than a percentage needs
	WarnFewPairs           Code = "few-pairs"            // fewer pairs than an interval at the level needs
	WarnFewRespondents     Code = "few-respondents"      // fewer respondents than the figure can bear
	WarnUndefined          Code = "undefined"            // a figure does not exist, the detail says which
	WarnOneCategory        Code = "one-category"         // agreement cannot be told, since all ratings are alike
	WarnNoInterval         Code = "no-interval"          // a figure stands without an interval
	WarnNoUnit             Code = "no-unit"              // texts without anything to compare coders on
	WarnApproximate        Code = "approximate"          // an exact procedure was replaced by an approximation
	WarnLostRespondents    Code = "lost-respondents"     // respondents in one wave only
	WarnDuplicateCode      Code = "duplicate-code"       // a respondent code that two people gave; left out of the pairing
	WarnMissingAnswers     Code = "missing-answers"      // answers missing or not applicable
	WarnReverseItem        Code = "reverse-item"         // an item runs against the rest of its scale
	WarnSelfReport         Code = "self-report"          // people on themselves
	WarnSharedInformants   Code = "shared-informants"    // the same people spoke in another method too
	WarnInformedBy         Code = "informed-by"          // results of another method were known
	WarnUndetermined       Code = "undetermined"         // the precision of a stamp leaves the outcome open
	WarnPending            Code = "pending"              // the deadline lies after the end of the data
	WarnAmbiguousTie       Code = "ambiguous-tie"        // a closing and a report on one day
	WarnUnclassified       Code = "unclassified"         // reports without a person or family to link
	WarnOutOfState         Code = "out-of-state"         // an event that does not fit the course of the dossier
	WarnTwoPopulations     Code = "two-populations"      // figures of different populations side by side
	WarnRowsLeftOut        Code = "rows-left-out"        // rows that the mapping says not to read
	WarnRowsAlike          Code = "rows-alike"           // events that are alike in everything that was read
	WarnNestedLeftOut      Code = "nested-left-out"      // attributes of attributes, which are not read
	WarnSmallCells         Code = "small-cells"          // an expected count below 5
	WarnNotCausal          Code = "not-causal"           // an association in observed data
	WarnOneCoder           Code = "one-coder"            // coded by one person only
	WarnLowAgreement       Code = "low-agreement"        // coders agree less than the stated threshold
	WarnCodersDiffer       Code = "coders-differ"        // coders appraise one finding differently
	WarnInternalDissonance Code = "internal-dissonance"  // one method both supports and contradicts
	WarnHorizon            Code = "horizon"              // the run is shorter than the outcome needs
	WarnConfidenceCeiling  Code = "confidence-ceiling"   // confidence set above what the verdict allows
	WarnUnknownCoverage    Code = "unknown-coverage"     // the source does not say whether a method was used
	WarnNoObservation      Code = "no-observation"       // a finding that names no observation
	WarnNearHorizonEnd     Code = "too-short-to-see"     // follow-up shorter than the window asked for
	WarnSynthetic          Code = "synthetic"            // the data were generated, not collected
	WarnMethodsMixedDesign Code = "sequential-not-apart" // methods held after one another with feedback between
	WarnZeroCorrected      Code = "zero-corrected"       // something was added to counts because one of them was 0
	WarnFewExpected        Code = "few-expected"         // the run will probably bring fewer cases than were asked for
	WarnFewPoints          Code = "few-points"           // fewer periods than limits or runs need
	WarnTrialLimits        Code = "trial-limits"         // limits on so few periods that they will still move
	WarnEmptyPeriods       Code = "empty-periods"        // periods without anything to compute a figure of
	WarnOverdispersed      Code = "overdispersed"        // periods differ more than chance within them explains
	WarnAutocorrelated     Code = "autocorrelated"       // a period resembles the one before it
	WarnNoSpread           Code = "no-spread"            // the limits of a control chart fall on its centre line
)

var warningTexts = map[Code]Text{
	WarnSmallBase:          T("te weinig gevallen voor een percentage", "too few cases for a percentage"),
	WarnFewPairs:           T("te weinig paren", "too few pairs"),
	WarnFewRespondents:     T("te weinig respondenten", "too few respondents"),
	WarnUndefined:          T("niet te bepalen", "undefined"),
	WarnOneCategory:        T("overeenstemming niet te bepalen: alle oordelen zijn gelijk", "agreement undefined: all ratings are alike"),
	WarnNoInterval:         T("geen interval", "no interval"),
	WarnNoUnit:             T("documenten zonder eenheid om te vergelijken", "documents without a unit to compare"),
	WarnApproximate:        T("benadering in plaats van een exacte berekening", "approximation instead of an exact computation"),
	WarnLostRespondents:    T("respondenten in maar één meting", "respondents in one wave only"),
	WarnDuplicateCode:      T("dubbele respondentcode, niet gekoppeld", "duplicate respondent code, not paired"),
	WarnMissingAnswers:     T("ontbrekende antwoorden", "missing answers"),
	WarnReverseItem:        T("een vraag loopt tegen de schaal in", "an item runs against its scale"),
	WarnSelfReport:         T("eigen oordeel van betrokkenen", "self-report"),
	WarnSharedInformants:   T("dezelfde mensen spraken ook in een andere methode", "the same people spoke in another method too"),
	WarnInformedBy:         T("uitkomsten van een andere methode waren bekend", "results of another method were known"),
	WarnUndetermined:       T("door de nauwkeurigheid van het tijdstip niet te bepalen", "left open by the precision of the time stamp"),
	WarnPending:            T("de termijn was nog niet verstreken", "the deadline had not passed"),
	WarnAmbiguousTie:       T("afsluiting en melding op dezelfde dag", "closed and reported on one day"),
	WarnUnclassified:       T("meldingen zonder te koppelen persoon of gezin", "reports without a person or family to link"),
	WarnOutOfState:         T("een gebeurtenis past niet in het verloop van het dossier", "an event does not fit the course of the dossier"),
	WarnTwoPopulations:     T("verschillende populaties: een aandeel van de meldingen en een kans na afsluiting zijn niet te vergelijken", "different populations: a share of the reports and a chance after closing cannot be compared"),
	WarnRowsLeftOut:        T("rijen die volgens de mapping niet zijn ingelezen", "rows that the mapping leaves out"),
	WarnRowsAlike:          T("gebeurtenissen die in alles gelijk zijn", "events that are alike in everything"),
	WarnNestedLeftOut:      T("geneste attributen die niet zijn ingelezen", "nested attributes that are not read"),
	WarnSmallCells:         T("een verwacht aantal onder de 5", "an expected count below 5"),
	WarnNotCausal:          T("samenhang, geen oorzaak", "association, not cause"),
	WarnOneCoder:           T("door één persoon gecodeerd", "coded by one person"),
	WarnLowAgreement:       T("codeurs zijn het weinig eens", "coders agree little"),
	WarnCodersDiffer:       T("codeurs oordelen verschillend", "coders appraise differently"),
	WarnInternalDissonance: T("één methode steunt en weerspreekt", "one method both supports and contradicts"),
	WarnHorizon:            T("de looptijd is korter dan de uitkomst vraagt", "the run is shorter than the outcome needs"),
	WarnConfidenceCeiling:  T("vertrouwen hoger dan het oordeel toelaat", "confidence above what the verdict allows"),
	WarnUnknownCoverage:    T("onbekend of de methode is gebruikt", "unknown whether the method was used"),
	WarnNoObservation:      T("bevinding zonder waarneming", "finding without an observation"),
	WarnNearHorizonEnd:     T("te korte follow-up", "follow-up too short"),
	WarnSynthetic:          T("synthetische gegevens", "synthetic data"),
	WarnMethodsMixedDesign: T("methoden na elkaar, met terugkoppeling ertussen", "methods in sequence, with feedback between them"),
	WarnZeroCorrected:      T("bij de aantallen is iets opgeteld omdat er een 0 is", "something was added to the counts because one is 0"),
	WarnFewExpected:        T("in de looptijd zijn waarschijnlijk te weinig gevallen te verwachten", "the run will probably bring too few cases"),
	WarnFewPoints:          T("te weinig perioden", "too few periods"),
	WarnTrialLimits:        T("voorlopige limieten", "trial limits"),
	WarnEmptyPeriods:       T("perioden zonder gegevens", "periods without data"),
	WarnOverdispersed:      T("perioden verschillen meer dan door toeval te verklaren is", "periods differ more than chance explains"),
	WarnAutocorrelated:     T("een periode lijkt op die ervoor", "a period resembles the one before it"),
	WarnNoSpread:           T("geen spreiding: de limieten vallen op de middellijn", "no spread: the limits fall on the centre line"),
}

// Warning goes with a result that can be used, but not without saying so.
// [Warning.Label] words it. The codes of package rma/privacy are not known here:
// Label of that package words those, and all others.
type Warning struct {
	Code   Code
	Detail string // figures and ids only, such as "n=4, n≥6", since no language is known; never a cell or a name
}

// Warn makes a warning with a formatted detail.
func Warn(code Code, format string, args ...any) Warning {
	return Warning{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// Label returns the wording in language l, with the detail in brackets. A code
// of one's own is shown as it is, and so are those of package rma/privacy, which
// has a Label for all.
func (w Warning) Label(l Lang) string {
	s := string(w.Code)
	if t, ok := warningTexts[w.Code]; ok {
		s = t.In(l)
	}
	if w.Detail == "" {
		return s
	}
	return s + " (" + w.Detail + ")"
}

// HasWarning reports whether one of the warnings has the code.
func HasWarning(ws []Warning, code Code) bool {
	for _, w := range ws {
		if w.Code == code {
			return true
		}
	}
	return false
}
