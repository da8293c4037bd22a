package coding

import (
	"fmt"
	"io"
	"log/slog"

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

// LogValue gives a log String.
func (d Document) LogValue() slog.Value { return slog.StringValue(d.String()) }

// String gives the place and the role, and not the label of the speaker.
func (t Turn) String() string {
	return fmt.Sprintf("line %d, %s, %s", t.Line, t.Span, t.Role.Label(rma.English))
}

// Format writes String whatever the verb, so that no form of printing shows the
// label.
func (t Turn) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, t.String()) }

// String counts what the project holds, and gives no text, memo or name.
func (p *Project) String() string {
	if p == nil {
		return "no project"
	}
	return fmt.Sprintf("project (%d codes, %d documents, %d coders, %d codings)",
		len(p.Codebook.Codes), len(p.Documents), len(p.Coders), len(p.Codings))
}

// Format writes String whatever the verb.
func (p Project) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.String()) }

// LogValue gives a log String.
func (p Project) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String gives the key, the place and the code, and not the memo of the coder.
func (c Coding) String() string { return fmt.Sprintf("%s %s %s", c.Key(), c.Span, c.Code) }

// Format writes String whatever the verb, so that no form of printing shows the
// memo.
func (c Coding) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue gives a log String.
func (c Coding) LogValue() slog.Value { return slog.StringValue(c.String()) }

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
