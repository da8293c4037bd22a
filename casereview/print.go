package casereview

import (
	"fmt"
	"io"
	"log/slog"
)

// String gives counts, and nothing of a case: "log (82 cases, 634 events)".
func (l *Log) String() string { return fmt.Sprintf("log (%d cases, %d events)", l.Len(), l.Events()) }

// Format writes String whatever the verb, so that no form of printing shows what
// happened when.
func (l Log) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, l.String()) }

// String names the case and counts its events.
func (t Trace) String() string { return fmt.Sprintf("%s (%d events)", t.Case, len(t.events)) }

// Format writes String whatever the verb.
func (t Trace) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, t.String()) }

// LogValue gives a log String.
func (t Trace) LogValue() slog.Value { return slog.StringValue(t.String()) }

// String gives the pseudonym and the line where the case was read, and nothing
// that is known of it.
func (c Case) String() string { return "case " + c.ID.String() + onLine(c.Line) }

// Format writes String whatever the verb.
func (c Case) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// LogValue gives a log String.
func (c Case) LogValue() slog.Value { return slog.StringValue(c.String()) }

// String gives the activity and the line where the event was read, and not when
// it was or who was involved.
func (e Event) String() string { return string(e.Activity) + onLine(e.Line) }

// Format writes String whatever the verb.
func (e Event) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.String()) }

// LogValue gives a log String.
func (e Event) LogValue() slog.Value { return slog.StringValue(e.String()) }

// onLine is the place in a file, "" when it is not known.
func onLine(line int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf(", line %d", line)
}

// Format writes where the case was read and what came of the visit, whatever the
// verb, and no moment.
func (v VisitCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", v.Case, onLine(v.Ref.Line), v.Within)
}

// Format writes where the report was read and what it is, whatever the verb, and
// no moment.
func (r ClassifiedReport) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", r.Case, onLine(r.Ref.Line), r.Class)
}

// Format writes the case and its state at the end, whatever the verb, and no
// moment.
func (d Dossier) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "%s: %s", d.Case, d.State) }

// LogValue gives a log what Format writes.
func (d Dossier) LogValue() slog.Value { return slog.StringValue(fmt.Sprintf("%v", d)) }

// Format writes with what the involvement began, whatever the verb, and no moment.
func (v Involvement) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "involvement from a %s", v.OpenedBy)
}

// Format writes how many dots there are, whatever the verb.
func (d Dots) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "dotted chart (%d dots)", len(d.Dots))
}

// Format writes the activity, whatever the verb, and no moment.
func (d Dot) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, string(d.Activity)) }

// Format writes String whatever the verb.
func (c CaseTimes) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// Format writes the case, whatever the verb, and no moment.
func (c CaseTime) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "case %s", c.Case) }

// Format writes what kind of stretch it is, whatever the verb, and no moment.
func (i TimelineItem) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, i.Kind.String()) }
