package coding

import (
	"github.com/reflexive-monitoring/toolkit/rma"
)

// AgreementOptions say what is compared. The zero value compares all coders on
// all codable codes over all text.
type AgreementOptions struct {
	// Coders are compared with each other. nil means everybody who codes.
	Coders []string

	// Codes are reported. nil means every codable code. A code that groups
	// others stands for all of them: a stretch has it when it has one of them.
	Codes []string

	// Partial also takes documents that only some of the coders were asked to
	// code, two at least. Percent agreement and alpha then have missing
	// ratings, and each pair of coders is compared on what both did. false
	// means documents assigned to all compared coders.
	Partial bool

	// ParticipantsOnly leaves out what others than participants say, and what
	// nobody says. false means the whole text.
	ParticipantsOnly bool

	// OnlyCoded leaves out units to which none of the compared coders gave any
	// of the compared codes, so that much text about something else does not
	// raise agreement. false means all units.
	OnlyCoded bool

	// MinOverlap is the share of a turn or paragraph that the spans of a coder
	// must cover before it counts as coded, up to 1. 0 means that one
	// character is enough. It plays no part with ByCharacter.
	MinOverlap float64

	// Level is the level of the intervals. 0 means 0.95.
	Level float64

	// IndependentUnits takes every turn or paragraph for an independent
	// observation and gives large-sample intervals for kappa and percent
	// agreement. Turns of one interview are not independent, so these are too
	// narrow with few interviews. false means that whole documents are drawn
	// again (bootstrap), which needs five of them.
	IndependentUnits bool

	// Replicates is how often the documents are drawn. 0 means 1000, less
	// than 0 means that no interval is made.
	Replicates int

	// Seed of the draws. 0 means 1.
	Seed uint64
}

// MinDocuments is the number of documents below which no interval is made by
// drawing documents again.
const MinDocuments = 5

// Agreement says how far coders gave the same codes to the same units, code by
// code. [Agree] makes it.
type Agreement struct {
	Unit      Unit
	Coders    []string // in the order of their ids
	Documents []string // compared on at least one code, in the order of their ids
	LeftOut   int      // documents that are not, because too few coders were asked to code them
	NoUnits   int      // documents among the compared ones without a unit, such as turns
	Options   AgreementOptions
	Codes     []CodeAgreement // in the order of the codebook
	Pooled    []PooledAgreement
	Warnings  []rma.Warning
}

// CodeAgreement is the agreement on one code.
type CodeAgreement struct {
	Code      string
	Label     rma.Text
	Documents int
	N         int // units that at least two coders rated

	// Prevalence is, for each coder in the order of Agreement.Coders, the
	// units with the code out of those that the coder rated. With a rare code
	// percent agreement is high and kappa unstable.
	Prevalence []rma.Proportion

	Percent  rma.Estimate // mean share of pairs of coders that agree, 0 to 1
	Alpha    rma.Estimate // Krippendorff's alpha, nominal
	Pairs    []PairAgreement
	Warnings []rma.Warning
}

// PairAgreement compares two coders on one code.
type PairAgreement struct {
	A, B string

	// The four cells: units that both coded, that only A or only B did, and
	// that neither did.
	Both, OnlyA, OnlyB, Neither int

	Po    float64      // observed agreement: (Both + Neither) / n
	Pe    float64      // agreement expected by chance from how often each uses the code
	Kappa rma.Estimate // Cohen's kappa
}

// N returns the number of units that both coders rated.
func (p PairAgreement) N() int { return p.Both + p.OnlyA + p.OnlyB + p.Neither }

// PooledAgreement compares two coders on all codes together. It is not the
// mean of the kappas, which rare codes rule.
type PooledAgreement struct {
	A, B   string
	Codes  int     // codes on which both rated a unit
	Po, Pe float64 // means over the codes
	Kappa  rma.Estimate
}

// Code returns the agreement on the code with that id.
func (a *Agreement) Code(id string) (CodeAgreement, bool) {
	if a == nil {
		return CodeAgreement{}, false
	}
	for i := range a.Codes {
		if a.Codes[i].Code == id {
			return a.Codes[i], true
		}
	}
	return CodeAgreement{}, false
}

// Scope says on which units coders were compared, for a note or a methods
// section.
func (a *Agreement) Scope() rma.Text {
	if a == nil {
		return rma.Text{}
	}
	s := rma.T("Eenheid: "+a.Unit.Label(rma.Dutch), "Unit: "+a.Unit.Label(rma.English))
	add := func(nl, en string) { s = rma.T(s.NL+"; "+nl, s.EN+"; "+en) }
	o := a.Options
	if a.Unit != ByCharacter {
		if o.MinOverlap == 0 {
			add("gecodeerd zodra één teken gecodeerd is", "coded as soon as one character is coded")
		} else {
			add("gecodeerd bij minstens "+rma.FormatPercent(o.MinOverlap, 0, rma.Dutch)+" van de tekens",
				"coded from "+rma.FormatPercent(o.MinOverlap, 0, rma.English)+" of the characters")
		}
	}
	if o.ParticipantsOnly {
		add("alleen wat deelnemers zeggen", "participants' words only")
	}
	if o.OnlyCoded {
		add("alleen eenheden die iemand codeerde", "only units that somebody coded")
	}
	if o.Partial {
		add("documenten die minstens twee codeurs codeerden", "documents that at least two coders coded")
	} else {
		add("documenten die alle codeurs codeerden", "documents that all coders coded")
	}
	return s
}
