package coding

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// String names the document and its size, and nothing of its text.
func (d *Document) String() string {
	if d == nil {
		return "no document"
	}
	return fmt.Sprintf("%s (%d code points, %d turns)", d.ID, d.length, len(d.inside().turns))
}

// Format writes String whatever the verb, so that no form of printing shows the
// text or a speaker.
func (d Document) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, d.String()) }

// String gives the place and the role, and not the label of the speaker.
func (t Turn) String() string {
	return fmt.Sprintf("line %d, %s, %s", t.Line, t.Span, t.Role.Label(rma.English))
}

// Format writes String whatever the verb, so that no form of printing shows the
// label.
func (t Turn) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, t.String()) }

// String gives the role and how often the label opens a line, and not the label.
func (c LabelCount) String() string {
	taken := "passed over"
	if c.Taken {
		taken = "taken"
	}
	return fmt.Sprintf("%s, lines: %d, %s", c.Role.Label(rma.English), c.Lines, taken)
}

// Format writes String whatever the verb, so that no form of printing shows the
// label.
func (c LabelCount) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }
