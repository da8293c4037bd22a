package review

import (
	"fmt"
	"io"
	"log/slog"
)

// String gives the id and counts, and no word of what stands in the review:
// "review R1 (3 episodes, 7 factors, 2 patterns)".
func (r Review) String() string {
	return fmt.Sprintf("review %s (%d episodes, %d factors, %d patterns)", r.ID, len(r.Episodes), r.factors(), len(r.Patterns))
}

// Format writes String whatever the verb, so that no form of printing shows the
// words of participants.
func (r Review) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// LogValue gives a log String.
func (r Review) LogValue() slog.Value { return slog.StringValue(r.String()) }

// String gives the pseudonym, if there is one.
func (p Participant) String() string {
	if p.ID.IsZero() {
		return "participant"
	}
	return "participant " + p.ID.String()
}

// Format writes String whatever the verb.
func (p Participant) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.String()) }

// LogValue gives a log String.
func (p Participant) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String says how long the piece is, and not what it tells.
func (n NarrativeItem) String() string { return fmt.Sprintf("narrative (%d bytes)", len(n.Text)) }

// Format writes String whatever the verb.
func (n NarrativeItem) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, n.String()) }

// LogValue gives a log String.
func (n NarrativeItem) LogValue() slog.Value { return slog.StringValue(n.String()) }

// String gives the id and the number of factors.
func (e Episode) String() string { return fmt.Sprintf("episode %s (%d factors)", e.ID, len(e.Factors)) }

// Format writes String whatever the verb.
func (e Episode) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.String()) }

// LogValue gives a log String.
func (e Episode) LogValue() slog.Value { return slog.StringValue(e.String()) }

// String gives the code and the direction, and not the note.
func (f Factor) String() string { return "factor " + f.Code + " " + f.Direction.String() }

// Format writes String whatever the verb.
func (f Factor) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, f.String()) }

// LogValue gives a log String.
func (f Factor) LogValue() slog.Value { return slog.StringValue(f.String()) }

// String gives the type and the number of episodes, and not the statement.
func (p Pattern) String() string {
	return fmt.Sprintf("pattern %s (%d episodes)", p.Type, len(p.SeenIn))
}

// Format writes String whatever the verb.
func (p Pattern) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.String()) }

// LogValue gives a log String.
func (p Pattern) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String gives the id.
func (i Insight) String() string { return "insight " + i.ID }

// Format writes String whatever the verb.
func (i Insight) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, i.String()) }

// LogValue gives a log String.
func (i Insight) LogValue() slog.Value { return slog.StringValue(i.String()) }

// String gives the id.
func (q CarryQuestion) String() string { return "question " + q.ID }

// Format writes String whatever the verb.
func (q CarryQuestion) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, q.String()) }

// LogValue gives a log String.
func (q CarryQuestion) LogValue() slog.Value { return slog.StringValue(q.String()) }

// String gives the place of the question.
func (p Proposal) String() string { return "proposal from " + p.Ref.String() }

// Format writes String whatever the verb.
func (p Proposal) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.String()) }

// LogValue gives a log String.
func (p Proposal) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String counts the parts that were amended, and gives no word of it.
func (a Amendment) String() string {
	return fmt.Sprintf("amendment %s (%d parts)", a.At, len(a.Parts))
}

// Format writes String whatever the verb.
func (a Amendment) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, a.String()) }

// LogValue gives a log String.
func (a Amendment) LogValue() slog.Value { return slog.StringValue(a.String()) }
