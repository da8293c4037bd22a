package review

import (
	"strings"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Participant is somebody who takes part in a review: for which organisation,
// in which role, and perhaps under which pseudonym. There is no place for a
// name. A pseudonym is needed only to tell two people in one role apart, or to
// say whose a rating is.
type Participant struct {
	ID   privacy.Pseudonym `json:"id,omitzero"`
	Org  casereview.OrgID  `json:"org"`
	Role string            `json:"role,omitempty"` // such as "wijkteammedewerker"
}

// organisations counts the organisations that take part, however their names
// are capitalised.
func (r Review) organisations() int {
	met := map[string]bool{}
	for _, group := range [][]Participant{r.Lead, r.Team, r.CaseGroup} {
		for _, p := range group {
			if org := strings.ToLower(strings.TrimSpace(string(p.Org))); org != "" {
				met[org] = true
			}
		}
	}
	return len(met)
}
