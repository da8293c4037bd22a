package review

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Validate reports everything that is wrong or still open, in the order of the
// review. An error is what no review may have: an id that is missing or occurs
// twice, something that refers to what is not there, an end before its start, a
// term that does not exist, a text that cannot be stored, or a final review
// that is not complete. What is still to be filled in is a remark.
//
// A path names the part by the fields of the file, counted from 0, as in
// episodes[0].factors[1].code. No issue repeats what stands there.
//
// Causes: rma.ErrMissing, rma.ErrDuplicate, rma.ErrUnknownID, rma.ErrUnknownTerm,
// rma.ErrOrder, rma.ErrFormat.
func (r Review) Validate() []rma.Issue {
	c := checker{r: r}
	c.everything()
	if r.Status == Final {
		c.complete()
	}
	return c.issues
}

// checker goes through a review and notes what is wrong.
type checker struct {
	r        Review
	ids      map[string]bool // of what can be referred to
	episodes map[string]bool
	issues   []rma.Issue
}

func (c *checker) everything() {
	c.declared()
	c.head()
	c.narrative()
	c.theEpisodes()
	c.patterns()
	c.outcomes()
	c.ratings()
	c.amendments()
}

func (c *checker) add(severity rma.Severity, path string, err error) {
	c.issues = append(c.issues, rma.Issue{Severity: severity, Path: path, Err: err})
}

// term notes a value of a vocabulary that does not exist, and one that is not
// recorded yet.
func (c *checker) term(path string, v interface{ MarshalText() ([]byte, error) }) {
	key, err := v.MarshalText()
	switch {
	case err != nil:
		c.add(rma.IsError, path, err)
	case len(key) == 0:
		c.open(path)
	}
}

// open notes what is still to be filled in.
func (c *checker) open(path string) { c.add(rma.IsRemark, path, rma.ErrMissing) }

// at is the path of an entry of a list.
func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// MaxID is the length of the longest id or code, in characters.
const MaxID = 64

// id checks an id or a code.
func (c *checker) id(path, id string) {
	switch {
	case id == "":
		c.add(rma.IsError, path, fmt.Errorf("%w: an id", rma.ErrMissing))
	case !utf8.ValidString(id) || strings.ContainsFunc(id, notInID):
		c.add(rma.IsError, path, fmt.Errorf("%w: an id has no white space, slash or control character", rma.ErrFormat))
	case utf8.RuneCountInString(id) > MaxID:
		c.add(rma.IsError, path, fmt.Errorf("%w: an id has %d characters at most", rma.ErrFormat, MaxID))
	}
}

// notInID holds for what would make the id of an observation ambiguous, or a
// message unreadable.
func notInID(r rune) bool { return r == '/' || unicode.IsSpace(r) || !unicode.IsPrint(r) }

// text checks that a text can be stored and written in a form.
func (c *checker) text(path, s string) {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unstorable) {
		c.add(rma.IsError, path, fmt.Errorf("%w: a text is UTF-8 without control characters", rma.ErrFormat))
	}
}

func unstorable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r == '\ufffe' || r == '\uffff'
}

// words checks a text that is to be filled in.
func (c *checker) words(path, s string) {
	c.text(path, s)
	if strings.TrimSpace(s) == "" {
		c.open(path)
	}
}

// role checks that what should be a role is not a way to reach somebody.
func (c *checker) role(path, s string) {
	digits, longest := 0, 0
	for _, r := range s {
		digits++
		if !unicode.IsDigit(r) {
			digits = 0
		}
		longest = max(longest, digits)
	}
	if strings.ContainsAny(s, "@\n\r") || longest >= 5 {
		c.add(rma.IsError, path, fmt.Errorf("%w: a role or an organisation on one line, without an address or a long number", rma.ErrFormat))
	}
}

// refer notes an id that is not among those declared, or occurs twice in a list.
func (c *checker) refer(path string, ids []string, declared map[string]bool, what string) {
	seen := map[string]bool{}
	for i, id := range ids {
		switch {
		case !declared[id]:
			c.add(rma.IsError, at(path, i), fmt.Errorf("%w among the %s", rma.ErrUnknownID, what))
		case seen[id]:
			c.add(rma.IsError, at(path, i), rma.ErrDuplicate)
		}
		seen[id] = true
	}
}
