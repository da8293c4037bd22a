package review

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Scale is what raters judge something on: a question with levels in their
// order. Reviews that are compared declare the same levels under one id.
type Scale struct {
	ID       string   `json:"id"`
	Question rma.Text `json:"question,omitzero"`
	Levels   []Level  `json:"levels"` // from low to high
}

// Level is one step of a scale.
type Level struct {
	Key   string   `json:"key"`
	Label rma.Text `json:"label,omitzero"`
}

// at returns the place of a level, -1 when the scale does not have it.
func (s Scale) at(key string) int {
	return slices.IndexFunc(s.Levels, func(l Level) bool { return l.Key == key })
}

// scale returns the scale with that id.
func (r Review) scale(id string) (Scale, bool) {
	i := slices.IndexFunc(r.Scales, func(s Scale) bool { return s.ID == id })
	if i < 0 {
		return Scale{}, false
	}
	return r.Scales[i], true
}

// Rating is what one rater holds of one thing in the review. Raters judge on
// their own, before they see what the others gave.
type Rating struct {
	Scale string            `json:"scale"`
	Of    string            `json:"of"` // id of an episode, a factor, an insight or a carry question
	By    privacy.Pseudonym `json:"by"`
	Level string            `json:"level,omitempty"` // key of the level; "" when the rater could not say
}
