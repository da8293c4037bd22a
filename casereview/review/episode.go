package review

import (
	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// NarrativeItem is a piece of the story of the case as one organisation saw it.
// The pieces of several organisations side by side are the narrative of the
// review: they need not agree.
type NarrativeItem struct {
	At   rma.Date         `json:"at,omitzero"` // the day it is about; zero when it is not known
	Org  casereview.OrgID `json:"org,omitempty"`
	Text string           `json:"text,omitempty"`
}

// Episode is a key practice episode: a stretch of the story that mattered for
// how the case went, and that can teach something about how the work is done.
// What was done is judged, and then explained from where people stood at the
// time.
type Episode struct {
	ID    string             `json:"id"`
	Label string             `json:"label,omitempty"`
	From  rma.Date           `json:"from,omitzero"`
	To    rma.Date           `json:"to,omitzero"`
	Orgs  []casereview.OrgID `json:"orgs,omitempty"` // those that acted

	Appraisal      Appraisal `json:"appraisal,omitempty"`
	WhyItMadeSense string    `json:"why_it_made_sense,omitempty"` // to those who did it, with what they knew then
	Factors        []Factor  `json:"factors,omitempty"`           // what made it likely to go as it did
	Effect         string    `json:"effect,omitempty"`            // on the family, and on what came after
}

// Appraisal is how the practice in an episode is judged. That it cannot be judged is
// an answer; that nobody has said so yet is not recorded.
//
// Keys in files: good, problematic, mixed, undetermined.
type Appraisal uint8

const (
	AppraisalNotRecorded Appraisal = iota
	Good
	Problematic
	Mixed
	Undetermined // looked at, and left open
)

var appraisalTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"good", "goed", "good"},
	{"problematic", "problematisch", "problematic"},
	{"mixed", "wisselend", "mixed"},
	{"undetermined", "niet te beoordelen", "undetermined"},
}

// String returns the key used in files, "" for not recorded.
func (a Appraisal) String() string { return appraisalTerms.Key("Appraisal", uint8(a)) }

// Label returns the name in language l.
func (a Appraisal) Label(l rma.Lang) string { return a.text().In(l) }

func (a Appraisal) text() rma.Text { return appraisalTerms.Text("Appraisal", uint8(a)) }

// MarshalText writes the key.
func (a Appraisal) MarshalText() ([]byte, error) {
	return appraisalTerms.Marshal("Appraisal", uint8(a))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (a *Appraisal) UnmarshalText(text []byte) error {
	v, err := appraisalTerms.Parse("Appraisal", text)
	*a = Appraisal(v)
	return err
}
