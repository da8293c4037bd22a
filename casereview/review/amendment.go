package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Amendment says how a review changed after it was final.
type Amendment struct {
	At     Moment   `json:"at"`
	By     string   `json:"by"`              // a role, never a name
	Reason string   `json:"reason"`          // why it was needed
	What   string   `json:"what"`            // what changed, in words
	Parts  []string `json:"parts,omitempty"` // of the file, such as "insights"; [Amend] fills it in
}

// Amend returns changed, a new version of the final review r, with the amendment
// at the end of its list. The parts that differ are noted with it. Neither
// review is changed.
//
// The new version is of the same review and case, is final as the old one is,
// and has its amendments: what was noted before stays. The amendment says when,
// by whom in which role, why, and what; and it is not earlier than the last.
//
// Errors: *TransitionError, with all that is missing at once.
func Amend(r, changed Review, a Amendment) (Review, error) {
	refused := &TransitionError{From: r.Status, To: r.Status}
	parts, err := differ(r, changed)
	switch {
	case r.Status != Final:
		refused.Why = "only a final review is amended; before that it is changed"
	case changed.ID != r.ID || changed.Case != r.Case || changed.Status != Final:
		refused.Why = "the new version is of the same review and case, and is final"
	case !slices.EqualFunc(r.Amendments, changed.Amendments, sameAmendment):
		refused.Why = "the amendments that were made stay as they are"
	case err != nil:
		refused.Why = "a part of it cannot be written"
	case len(parts) == 0:
		refused.Why = "nothing changed"
	}
	if refused.Why != "" {
		return Review{}, refused
	}
	out := changed.clone()
	a.Parts = parts
	out.Amendments = append(out.Amendments, a)
	if refused.Missing = out.Lacks(); len(refused.Missing) > 0 {
		return Review{}, refused
	}
	return out, nil
}

func sameAmendment(a, b Amendment) bool {
	return a.At == b.At && a.By == b.By && a.Reason == b.Reason && a.What == b.What && slices.Equal(a.Parts, b.Parts)
}

// differ names the parts in which two reviews differ, in the order of the file.
func differ(a, b Review) ([]string, error) {
	type part struct {
		name string
		a, b any
	}
	var out []string
	for _, p := range []part{
		{"at", a.At, b.At}, {"lead", a.Lead, b.Lead}, {"team", a.Team, b.Team}, {"case_group", a.CaseGroup, b.CaseGroup},
		{"narrative", a.Narrative, b.Narrative}, {"episodes", a.Episodes, b.Episodes}, {"patterns", a.Patterns, b.Patterns},
		{"insights", a.Insights, b.Insights}, {"carry", a.Carry, b.Carry}, {"scales", a.Scales, b.Scales}, {"ratings", a.Ratings, b.Ratings},
	} {
		x, err := json.Marshal([]any{p.a})
		if err != nil {
			return nil, err
		}
		y, err := json.Marshal([]any{p.b})
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(none(x), none(y)) {
			out = append(out, p.name)
		}
	}
	return out, nil
}

// none makes a list without entries the same as no list.
func none(list []byte) []byte { return bytes.Replace(list, []byte("[null]"), []byte("[[]]"), 1) }

// amendments checks the list.
func (c *checker) amendments() {
	if len(c.r.Amendments) > 0 && c.r.Status != Final {
		c.add(rma.IsError, "amendments", fmt.Errorf("%w: only a final review is amended", rma.ErrOrder))
	}
	for i, a := range c.r.Amendments {
		path := at("amendments", i)
		if a.At.IsZero() {
			c.add(rma.IsError, path+".at", fmt.Errorf("%w: when it was amended", rma.ErrMissing))
		}
		if i > 0 && a.At.Before(c.r.Amendments[i-1].At) {
			c.add(rma.IsError, path+".at", fmt.Errorf("%w: it lies before the amendment above it", rma.ErrOrder))
		}
		for _, f := range []struct{ name, text, what string }{
			{".by", a.By, "by whom, in which role"}, {".reason", a.Reason, "why it was amended"}, {".what", a.What, "what changed"},
		} {
			c.text(path+f.name, f.text)
			if strings.TrimSpace(f.text) == "" {
				c.add(rma.IsError, path+f.name, fmt.Errorf("%w: %s", rma.ErrMissing, f.what))
			}
		}
		c.role(path+".by", a.By)
		for j, p := range a.Parts {
			c.text(at(path+".parts", j), p)
		}
	}
}
