package coding

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// TranscriptOptions say how a transcript is read. The zero value works.
type TranscriptOptions struct {
	ID         string            // "" means "doc-" and eight digits, made of the text; never the name of the file, which may be that of a person
	Name       string            // for a reader of the report; "" means none
	Lang       rma.Lang          // the zero value is Dutch
	Attributes map[string]string // pilot, informant group, method; nil means none

	// Layout is how speakers are marked. The zero value detects it.
	Layout Layout

	// Roles gives the roles of labels, compared without regard to case. nil
	// means the usual ones only: I, Interviewer, R, Respondent, P, Deelnemer,
	// Facilitator, Begeleider and the like, also with a number. The usual ones
	// hold for labels that Roles does not have.
	Roles map[string]Role

	// NotSpeakers are labels that open no turn and are no names, such as "Let
	// op": quotes show them as they are. nil means none.
	NotSpeakers []string

	// MinTurns is how often a label without a role must open a line before it
	// is taken for a speaker, so that a sentence with a colon is not. 0 means 2.
	// A label that is passed over for this may be a name all the same: quotes
	// show "[spreker]" in its place.
	MinTurns int

	// MaxBytes is the largest file that is read. 0 means DefaultMaxBytes.
	MaxBytes int64

	// Pseudonyms makes the pseudonyms of speakers. nil means privacy.Numbered, of
	// this document alone: P-0001 for whoever speaks first.
	Pseudonyms privacy.Pseudonymiser
}

// ReadTranscript reads a plain-text transcript and cuts it into turns. The
// text is kept whole, with the labels and with what stands before the first
// turn; [Document.Detection] tells which labels were taken for speakers. A
// text in which nobody is marked as speaking is a document without turns.
//
// The errors are *rma.DataError and wrap ErrEncoding (with the place of the
// first byte that is not UTF-8), ErrTooLarge, ErrEmpty, or ErrLayout when the
// layout was declared and no line follows it. The file is a name for messages
// and for references, which stay with the team; it is not opened, and gives
// neither the ID nor the Name.
func ReadTranscript(r io.Reader, file string, o TranscriptOptions) (*Document, error) {
	raw, err := readLimited(r, o.MaxBytes)
	if err != nil {
		return nil, problem(file, 0, 0, "", err)
	}
	d, err := newDocument(o.ID, file, raw)
	if err != nil {
		return nil, err
	}
	if d.ID == "" {
		d.ID = "doc-" + d.SHA256()[:8]
	}
	d.Name, d.File, d.Lang, d.Attributes = o.Name, file, o.Lang, maps.Clone(o.Attributes)
	if err := d.cut(o); err != nil {
		return nil, problem(file, 0, 0, "", err)
	}
	return d, nil
}

// cut finds the turns and notes how.
func (d *Document) cut(o TranscriptOptions) error {
	best := d.detect(o)
	c := d.inside()
	ids := o.Pseudonyms
	if ids == nil {
		ids = privacy.Numbered()
	}
	c.detection.Layout, c.detection.Labels = best.layout, best.labels
	if best.layout != NoTurns && len(best.taken) == 0 {
		return fmt.Errorf("%w in the layout %q; %d lines were read", ErrLayout, best.layout, len(d.lines))
	}
	for i, op := range best.taken {
		end := len(c.text)
		if i+1 < len(best.taken) {
			end = best.taken[i+1].start
		}
		role, _ := roleOf(op.label, o.Roles)
		from, to := trimmed(c.text, op.body, end)
		speaker, err := ids.Pseudonym(privacy.PersonDomain, privacy.NewIdentifier(foldLabel(op.label)))
		if err != nil {
			return fmt.Errorf("the speaker on line %d: %w", op.line, err)
		}
		c.turns = append(c.turns, Turn{d.SpanOf(from, to), speaker, role, op.line})
	}
	d.noteLabels(best.passed)
	return nil
}

// detect reads the text in the declared layout, or in each one to find the one
// that opens most turns.
func (d *Document) detect(o TranscriptOptions) reading {
	c := d.inside()
	if o.Layout != AutoDetect {
		return readAs(c.text, o.Layout, o)
	}
	best, rare := reading{layout: NoTurns}, reading{}
	for _, layout := range turnLayouts {
		r := readAs(c.text, layout, o)
		c.detection.Counts = append(c.detection.Counts, LayoutCount{layout, len(r.taken)})
		if len(r.taken) > len(best.taken) {
			best = r
		}
		if len(r.passed) > len(rare.passed) {
			rare = r
		}
	}
	if best.layout == NoTurns { // what may be names all the same
		best.passed, best.labels = rare.passed, rare.labels
	}
	return best
}

// reading is a text read in one layout.
type reading struct {
	layout Layout
	taken  []opening
	passed []opening // too rare to be taken
	labels []LabelCount
}

func readAs(text string, layout Layout, o TranscriptOptions) reading {
	out := reading{layout: layout}
	if layout == NoTurns {
		return out
	}
	all := openings(text, layout)
	at := map[string]int{} // folded label to its place in labels
	var labels []string
	for _, op := range all {
		key := foldLabel(op.label)
		if _, ok := at[key]; !ok {
			at[key] = len(out.labels)
			out.labels = append(out.labels, LabelCount{Label: privacy.NewIdentifier(op.label)})
			labels = append(labels, op.label)
		}
		out.labels[at[key]].Lines++
	}
	for i := range out.labels {
		out.labels[i].judge(labels[i], o)
	}
	for _, op := range all {
		switch {
		case out.labels[at[foldLabel(op.label)]].Taken:
			out.taken = append(out.taken, op)
		case !o.notSpeaker(op.label):
			out.passed = append(out.passed, op)
		}
	}
	return out
}

// judge decides whether the label names a speaker.
func (c *LabelCount) judge(label string, o TranscriptOptions) {
	least := o.MinTurns
	if least == 0 {
		least = 2
	}
	role, known := roleOf(label, o.Roles)
	c.Role, c.Taken = role, (known || c.Lines >= least) && !o.notSpeaker(label)
}

// notSpeaker reports whether the label was declared not to name a speaker.
func (o TranscriptOptions) notSpeaker(label string) bool {
	return slices.ContainsFunc(o.NotSpeakers, func(not string) bool { return foldLabel(not) == foldLabel(label) })
}
