package review

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrTransition means that a review cannot go to the status that was asked for,
// or cannot be amended.
var ErrTransition = errors.New("the review cannot take this step")

// TransitionError says which step a review cannot take, and everything that
// stands in the way. It is an ErrTransition, and holds the causes of all that is
// missing.
type TransitionError struct {
	From, To Status      // equal for an amendment
	Why      string      // the rule, when it is not something that is missing
	Missing  []rma.Issue // in the order of the review
}

// Error names the step, and each thing that is missing on a line of its own.
func (e *TransitionError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v, from %s to %s", ErrTransition, statusName(e.From), statusName(e.To))
	if e.Why != "" {
		b.WriteString(": " + e.Why)
	}
	for _, m := range e.Missing {
		b.WriteString("\n" + m.Error())
	}
	return b.String()
}

// Unwrap returns ErrTransition and all that is missing.
func (e *TransitionError) Unwrap() []error {
	errs := []error{ErrTransition}
	for _, m := range e.Missing {
		errs = append(errs, m)
	}
	return errs
}

func statusName(s Status) string {
	if s == StatusNotRecorded {
		return "not recorded"
	}
	return s.String()
}

// Move returns the review with the status to. The review itself is not changed.
//
//	not recorded → planned → collecting → analysed → checked → final
//
// One step back is allowed, but for a final review, which is only amended (see
// [Amend]), and a planned one. Before a review is final, everything that
// [Review.Lacks] lists must be there.
//
// Errors: *TransitionError, with all that is missing at once.
func Move(r Review, to Status) (Review, error) {
	refused := &TransitionError{From: r.Status, To: to}
	switch {
	case r.Status == Final:
		refused.Why = "a final review is only amended, with a reason"
		return Review{}, refused
	case to == StatusNotRecorded || to > Final || r.Status > Final || to != r.Status+1 && to+1 != r.Status:
		refused.Why = "a review goes one step on, or one step back"
		return Review{}, refused
	}
	if to == Final {
		if refused.Missing = r.Lacks(); len(refused.Missing) > 0 {
			return Review{}, refused
		}
	}
	moved := r.clone()
	moved.Status = to
	return moved, nil
}

// Lacks lists what must be there before the review is final, all at once:
// participants from two organisations, an episode, and for each episode a factor
// and a reason why it made sense at the time; and what [Review.Validate] calls
// an error. Nothing for a review that is ready. Paths are as for Validate.
func (r Review) Lacks() []rma.Issue {
	c := checker{r: r}
	c.everything()
	c.complete()
	return slices.DeleteFunc(c.issues, func(i rma.Issue) bool { return i.Severity != rma.IsError })
}

// complete notes what a final review must have.
func (c *checker) complete() {
	lack := func(path, what string) { c.add(rma.IsError, path, fmt.Errorf("%w: %s", rma.ErrMissing, what)) }
	if n := c.r.organisations(); n < 2 {
		lack("case_group", fmt.Sprintf("participants of two organisations or more take part; there is %d", n))
	}
	if len(c.r.Episodes) == 0 {
		lack("episodes", "a review has one episode or more")
	}
	for i, e := range c.r.Episodes {
		if len(e.Factors) == 0 {
			lack(at("episodes", i)+".factors", "an episode has one factor or more")
		}
		if strings.TrimSpace(e.WhyItMadeSense) == "" {
			lack(at("episodes", i)+".why_it_made_sense", "why it made sense at the time")
		}
	}
}
