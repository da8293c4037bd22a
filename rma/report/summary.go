package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Input is what a summary is made of. Study and Triangulation are required.
type Input struct {
	Study         *rma.Study
	Triangulation rma.Triangulation
	// Release is the evidence, and the tables of results for the annex, as they
	// may be shown to the readers of this report. It may be nil: then nothing can be
	// traced further than findings, and the report is one for the public.
	Release    *privacy.Release
	Annex      []string      // ids of the tables of the release for the annex; nil means all
	KeyFigures []string      // ids of observations for the section on key figures
	Figures    []plot.Figure // further figures for that section, drawn from the same release
	AsOf       rma.Date      // date of the report; zero = not printed
}

// Options are the settings of a report. The zero value works.
type Options struct {
	Lang rma.Lang // 0 = Dutch
}

// ErrInput means that a summary cannot be made of what was given.
var ErrInput = errors.New("a summary cannot be made of this")

// Summary makes the triangulation summary: eleven sections in a fixed order.
// It fails when the study is missing, when the triangulation is not one of this
// study, when a key figure is not among the evidence, or when a figure was made
// for fewer readers than the report.
//
// What the report shows of people and cases went through disclosure control:
// the release, and here the counts of the study itself, such as the number of
// people whom a method heard. Texts that researchers wrote are printed as they
// are; see that they name no small numbers.
func Summary(in Input, o Options) (Document, error) {
	if in.Study == nil {
		return Document{}, fmt.Errorf("%w: there is no study", ErrInput)
	}
	if !slices.EqualFunc(in.Triangulation.Claims, in.Study.Claims, func(r rma.ClaimResult, c rma.Claim) bool { return r.Claim == c }) {
		return Document{}, fmt.Errorf("%w: the triangulation is not of the claims of this study", ErrInput)
	}
	b := newBuilder(in, o)
	key, err := b.keyObservations()
	if err != nil {
		return Document{}, err
	}
	matrix, err := plot.Convergence(in.Triangulation, b.plotOptions())
	if err != nil {
		return Document{}, err
	}
	intervals, err := plot.Intervals(rma.T("Kerncijfers", "Key figures"), b.evidence, in.KeyFigures, plot.IntervalOptions{Options: b.plotOptions()})
	if err != nil {
		return Document{}, err
	}
	if err := b.check(append([]plot.Figure{matrix, intervals}, in.Figures...)); err != nil {
		return Document{}, err
	}
	s := in.Study
	d := Document{
		Lang:     o.Lang,
		Banner:   b.policy.Banner().In(o.Lang),
		Title:    s.Title.In(o.Lang),
		Subtitle: b.subtitle(),
		Sections: []Section{
			b.decision(),
			b.scope(),
			b.findings(matrix),
			b.dissonance(),
			b.keyFigures(key, intervals),
			b.elements(),
			b.agenda(),
			b.recommendations(),
			b.feedback(),
			b.limitations(),
			b.annex(),
		},
	}
	if s.Synthetic {
		d.Notices = append(d.Notices, b.t("Synthetische gegevens: gemaakt om de methode te laten zien. Geen enkele rij of zin gaat over een bestaand gezin of een bestaande professional.",
			"Synthetic data: made to show the method. No row and no sentence is about an existing family or professional."))
	}
	return d, b.err
}

// check refuses figures that would get one file and one anchor, and those that
// show more than the readers of the report may see.
func (b *builder) check(figures []plot.Figure) error {
	seen := map[string]bool{}
	for _, f := range figures {
		if seen[f.ID] {
			return fmt.Errorf("%w: two figures have the id %q: give one of them another with plot.IntervalOptions.ID or plot.LikertOptions.ID, which is not that of a figure that the summary draws itself (convergence, intervals)",
				ErrInput, f.ID)
		}
		if !f.Table.IsFor(b.policy) {
			return fmt.Errorf("%w: figure %q was protected by another policy than the release", ErrInput, f.ID)
		}
		seen[f.ID] = true
	}
	return nil
}

// builder holds what the sections share.
type builder struct {
	in       Input
	lang     rma.Lang
	policy   privacy.Policy    // of the release
	evidence *privacy.Evidence // of the release
	err      error             // the first table of the study that could not be protected
	at       *anchors
	cited    map[string]bool // ids of the observations that something links to

	byID      map[string]rma.Finding
	byClaim   map[string][]rma.Appraisal
	byFinding map[string][]rma.Appraisal
}

func newBuilder(in Input, o Options) *builder {
	b := &builder{in: in, lang: o.Lang, policy: in.Release.Policy(), evidence: in.Release.Evidence(), at: newAnchors(), cited: map[string]bool{},
		byID: map[string]rma.Finding{}, byClaim: map[string][]rma.Appraisal{}, byFinding: map[string][]rma.Appraisal{}}
	for _, f := range in.Study.Findings {
		b.byID[f.ID] = f
	}
	for _, a := range in.Study.Appraisals {
		b.byClaim[a.Claim] = append(b.byClaim[a.Claim], a)
		b.byFinding[a.Finding] = append(b.byFinding[a.Finding], a)
	}
	return b
}

// t returns the wording in the language of the report.
func (b *builder) t(nl, en string) string { return rma.T(nl, en).In(b.lang) }

// count writes a number with the word that goes with it.
func (b *builder) count(n int, one, many rma.Text) string {
	if n == 1 {
		return "1 " + one.In(b.lang)
	}
	return fmt.Sprintf("%d %s", n, many.In(b.lang))
}

// f formats a wording.
func (b *builder) f(nl, en string, args ...any) string { return fmt.Sprintf(b.t(nl, en), args...) }

func (b *builder) claimAnchor(id string) string   { return b.at.of("claim", id) }
func (b *builder) findingAnchor(id string) string { return b.at.of("finding", id) }

// observationAnchor returns the anchor of the observation in the annex, and
// notes that it must be there.
func (b *builder) observationAnchor(id string) string {
	b.cited[id] = true
	return b.at.of("obs", id)
}

func (b *builder) plotOptions() plot.Options {
	o := plot.Options{Lang: b.lang}
	if b.in.Study.Synthetic {
		o.Note = rma.T("Synthetische gegevens.", "Synthetic data.")
	}
	return o
}

// subtitle tells who asked for the study, for whom this version is, and when it
// was made.
func (b *builder) subtitle() string {
	var parts []string
	if s := b.in.Study.Commissioner.In(b.lang); s != "" {
		parts = append(parts, s)
	}
	parts = append(parts, b.f("versie: %s", "version: %s", b.policy.Audience.Label(b.lang)))
	if !b.in.AsOf.IsZero() {
		parts = append(parts, b.in.AsOf.Label(b.lang))
	}
	return strings.Join(parts, " · ")
}

func (b *builder) keyObservations() ([]rma.Observation, error) {
	var out []rma.Observation
	for _, id := range b.in.KeyFigures {
		o, ok := b.evidence.Get(id)
		if !ok {
			return nil, fmt.Errorf("%w: key figure %q is not among the evidence", ErrInput, id)
		}
		out = append(out, o)
	}
	return out, nil
}

// figureText writes the figure of an observation, in words when it is withheld.
func (b *builder) figureText(o rma.Observation) string {
	if o.Withheld {
		return b.t("niet getoond", "not shown")
	}
	return o.Format(b.lang)
}

// links maps everything that a cell of the table refers to onto its anchor in
// the annex.
func (b *builder) links(t privacy.Table) map[string]string {
	out := map[string]string{}
	for _, r := range t.View().Rows {
		for _, c := range r.Cells {
			for _, id := range c.Refs {
				if to, ok := b.anchorOf(id); ok {
					out[id] = to
				}
			}
		}
	}
	return out
}

// anchorOf finds the anchor of an observation, of a finding that is shown, or of
// a claim.
func (b *builder) anchorOf(id string) (string, bool) {
	for _, c := range b.in.Study.Claims {
		if id == rma.ClaimRef(c.ID) {
			return b.claimAnchor(c.ID), true
		}
	}
	if _, ok := b.evidence.Get(id); ok {
		return b.observationAnchor(id), true
	}
	if f, ok := b.byID[id]; ok && !f.Withheld {
		return b.findingAnchor(id), true
	}
	return "", false
}

func (b *builder) table(t privacy.Table) TableBlock {
	return TableBlock{ID: b.at.next("table", t.View().ID), Table: t, Links: b.links(t)}
}

// own protects a table of the study itself by the policy of the release.
func (b *builder) own(t rma.Table) privacy.Table {
	p, err := privacy.ProtectTable(t, b.policy)
	b.note(err)
	return p
}

// note keeps the first error.
func (b *builder) note(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *builder) figure(f plot.Figure) FigureBlock {
	return FigureBlock{ID: b.at.next("figure", f.ID), Figure: f, TableID: b.at.next("table", f.Table.View().ID), Links: b.links(f.Table)}
}

// verdictBadge links to the section of the claim.
func (b *builder) verdictBadge(r rma.ClaimResult) Badge {
	return Badge{Text: r.VerdictLabel(b.lang), Mark: r.Verdict.String(), To: b.claimAnchor(r.Claim.ID)}
}

// join puts a separator between spans.
func join(sep string, spans []Span) []Span {
	var out []Span
	for i, s := range spans {
		if i > 0 {
			out = append(out, plain(sep))
		}
		out = append(out, s)
	}
	return out
}
