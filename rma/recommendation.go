package rma

import "slices"

// Barrier is something that stands in the way, with the findings that show it.
type Barrier struct {
	ID        string    `json:"id"`
	Text      Text      `json:"text"`
	Bouwsteen Bouwsteen `json:"bouwsteen,omitempty"`
	Level     Level     `json:"level,omitempty"`
	Findings  []string  `json:"findings,omitempty"`
}

// Recommendation is what the study advises, with what it rests on.
type Recommendation struct {
	ID         string               `json:"id"`
	No         int                  `json:"no,omitempty"`
	Text       Text                 `json:"text"`
	Bouwsteen  Bouwsteen            `json:"bouwsteen,omitempty"`
	Level      Level                `json:"level,omitempty"`
	Owner      Text                 `json:"owner,omitzero"`
	Barriers   []string             `json:"barriers,omitempty"`   // barriers it addresses
	Claims     []string             `json:"claims,omitempty"`     // claims it rests on
	Conditions []string             `json:"conditions,omitempty"` // elements that must be there first
	Status     RecommendationStatus `json:"status,omitempty"`
	Due        Date                 `json:"due,omitzero"`
}

// RecommendationStatus is how far a recommendation has come.
//
// Keys in files: proposed, accepted, started, done, rejected.
type RecommendationStatus uint8

const (
	StatusNotRecorded RecommendationStatus = iota
	Proposed
	Accepted
	Started
	Done
	Rejected
)

var recommendationTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"proposed", "voorgesteld", "proposed"},
	{"accepted", "aanvaard", "accepted"},
	{"started", "begonnen", "started"},
	{"done", "gedaan", "done"},
	{"rejected", "afgewezen", "rejected"},
}

// String returns the key used in files, "" for not recorded.
func (s RecommendationStatus) String() string {
	return recommendationTerms.Key("RecommendationStatus", uint8(s))
}

// Label returns the name in language l.
func (s RecommendationStatus) Label(l Lang) string {
	return recommendationTerms.Text("RecommendationStatus", uint8(s)).In(l)
}

// MarshalText writes the key.
func (s RecommendationStatus) MarshalText() ([]byte, error) {
	return recommendationTerms.Marshal("RecommendationStatus", uint8(s))
}

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (s *RecommendationStatus) UnmarshalText(text []byte) error {
	v, err := recommendationTerms.Parse("RecommendationStatus", text)
	*s = RecommendationStatus(v)
	return err
}

// Trace shows on what each recommendation rests, and what no recommendation
// addresses.
type Trace struct {
	Rows        []TraceRow
	Unaddressed []Barrier        // barriers that no recommendation addresses
	Unfounded   []Recommendation // recommendations that name no claim
	Weak        []Recommendation // recommendations of which no claim is convergent or complementary
}

// TraceRow is one recommendation with what it rests on.
type TraceRow struct {
	Recommendation Recommendation
	Barriers       []Barrier
	Claims         []ClaimResult
	Conditions     []Element
}

// Trace follows every recommendation back to the barriers that it addresses and
// the claims that it rests on, with their verdicts. Ids that the study does not
// declare are left out here; Validate names them.
func (s *Study) Trace(t Triangulation) Trace {
	var tr Trace
	addressed := map[string]bool{}
	for _, r := range s.Recommendations {
		row := TraceRow{Recommendation: r}
		for _, b := range s.Barriers {
			if slices.Contains(r.Barriers, b.ID) {
				row.Barriers = append(row.Barriers, b)
				addressed[b.ID] = true
			}
		}
		firm := false
		for _, c := range t.Claims {
			if slices.Contains(r.Claims, c.Claim.ID) {
				row.Claims = append(row.Claims, c)
				firm = firm || c.Verdict == Convergent || c.Verdict == Complementary
			}
		}
		for _, e := range s.Elements {
			if slices.Contains(r.Conditions, e.ID) {
				row.Conditions = append(row.Conditions, e)
			}
		}
		switch {
		case len(row.Claims) == 0:
			tr.Unfounded = append(tr.Unfounded, r)
		case !firm:
			tr.Weak = append(tr.Weak, r)
		}
		tr.Rows = append(tr.Rows, row)
	}
	for _, b := range s.Barriers {
		if !addressed[b.ID] {
			tr.Unaddressed = append(tr.Unaddressed, b)
		}
	}
	return tr
}
