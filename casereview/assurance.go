package casereview

import (
	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Assured says whether a target can be expected to be met. The zero value is
// that there is no verdict: no target, or no limits.
type Assured uint8

const (
	NotAssured    Assured = iota
	MeetsTarget           // the limits lie on the good side of the target
	MissesTarget          // the limits lie on the other side
	HitsAndMisses         // the target lies between the limits
)

var assuredTerms = rma.Terms{
	{"", "geen uitspraak", "no verdict"},
	{"meets", "haalt het streefcijfer zolang er niets verandert", "meets the target as long as nothing changes"},
	{"misses", "haalt het streefcijfer niet zolang er niets verandert", "misses the target as long as nothing changes"},
	{"hits-and-misses", "haalt het streefcijfer soms wel en soms niet, door gewone variatie", "meets and misses the target, by common cause variation"},
}

// String returns the key used in files, "" for no verdict.
func (a Assured) String() string { return assuredTerms.Key("Assured", uint8(a)) }

// Label returns the name in language l.
func (a Assured) Label(l rma.Lang) string { return a.text().In(l) }

func (a Assured) text() rma.Text { return assuredTerms.Text("Assured", uint8(a)) }

// Assurance is what the limits of the last phase say of the target. It holds as
// long as the way of working stays what it is; with signals it is no forecast.
type Assurance struct {
	Verdict Assured
	Trial   bool // by trial limits
}

// newAssurance holds the target against the limits of a phase.
func newAssurance(chart stat.ControlChart, o ControlOptions) Assurance {
	if o.Target == nil {
		return Assurance{}
	}
	a := chart.Assurance(*o.Target/o.scale(), o.Better.kernel())
	verdict := [...]Assured{NotAssured, MeetsTarget, MissesTarget, HitsAndMisses}[a.Verdict]
	return Assurance{Verdict: verdict, Trial: a.Trial}
}
