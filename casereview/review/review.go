package review

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Review is the structured review of one case. It is filled in by hand, with
// [WriteForm], and kept as JSON, one file per review, with [Review.Write] and
// [Read]. Its words are those of the team and of participants: printing a Review
// in any form shows counts and ids only.
type Review struct {
	ID     string            `json:"id"`
	Case   casereview.CaseID `json:"case,omitzero"` // the dossier, by its pseudonym
	At     rma.Date          `json:"at,omitzero"`   // the day of the review
	Status Status            `json:"status,omitempty"`

	Lead      []Participant `json:"lead,omitempty"`       // who lead it; not from the organisations that are looked at
	Team      []Participant `json:"team,omitempty"`       // who analyse
	CaseGroup []Participant `json:"case_group,omitempty"` // who worked with the family

	Narrative []NarrativeItem `json:"narrative,omitempty"`
	Episodes  []Episode       `json:"episodes,omitempty"`
	Patterns  []Pattern       `json:"patterns,omitempty"`
	Insights  []Insight       `json:"insights,omitempty"`
	Carry     []CarryQuestion `json:"carry,omitempty"`
	Scales    []Scale         `json:"scales,omitempty"`
	Ratings   []Rating        `json:"ratings,omitempty"`

	Amendments []Amendment `json:"amendments,omitempty"` // in the order in which they were made
}

// factors counts the factors of all episodes.
func (r Review) factors() int {
	n := 0
	for _, e := range r.Episodes {
		n += len(e.Factors)
	}
	return n
}

// clone returns a review that shares no memory with r.
func (r Review) clone() Review {
	r.Lead, r.Team, r.CaseGroup = slices.Clone(r.Lead), slices.Clone(r.Team), slices.Clone(r.CaseGroup)
	r.Narrative, r.Carry, r.Ratings = slices.Clone(r.Narrative), slices.Clone(r.Carry), slices.Clone(r.Ratings)
	r.Episodes, r.Patterns, r.Insights = slices.Clone(r.Episodes), slices.Clone(r.Patterns), slices.Clone(r.Insights)
	r.Scales, r.Amendments = slices.Clone(r.Scales), slices.Clone(r.Amendments)
	for i := range r.Episodes {
		e := &r.Episodes[i]
		e.Orgs, e.Factors = slices.Clone(e.Orgs), slices.Clone(e.Factors)
	}
	for i := range r.Patterns {
		r.Patterns[i].SeenIn = slices.Clone(r.Patterns[i].SeenIn)
	}
	for i := range r.Insights {
		r.Insights[i].Episodes = slices.Clone(r.Insights[i].Episodes)
	}
	for i := range r.Scales {
		r.Scales[i].Levels = slices.Clone(r.Scales[i].Levels)
	}
	for i := range r.Amendments {
		r.Amendments[i].Parts = slices.Clone(r.Amendments[i].Parts)
	}
	return r
}
