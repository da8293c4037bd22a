package coding

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ThemeOptions say what is reported of each code in each pilot. The zero value
// reports every codable code, as given by at least one coder.
type ThemeOptions struct {
	// Origin is handed on to every observation; its Pilot is filled in from
	// the documents. A Method of "" means "interview".
	Origin rma.Origin

	Codes            []string // nil means every codable code
	Coders           []string // nil means everybody
	MinCoders        int      // as in MatrixOptions; 0 means 1
	ParticipantsOnly bool     // as in MatrixOptions; false means the whole text

	// Unit on which agreement is computed. The zero value means ByTurn; the
	// warnings name it.
	Unit Unit

	// MinAlpha is the alpha below which an observation carries
	// WarnLowAgreement. 0 means 0.667, which Krippendorff (2004) gives as the
	// least for tentative conclusions; less than 0 means no limit.
	MinAlpha float64

	// QuoteLen is the length to which quotes are cut. 0 means DefaultQuoteLen,
	// less than 0 that no quotes are given.
	QuoteLen int
}

// DefaultMinAlpha is the alpha below which a theme carries a warning.
const DefaultMinAlpha = 0.667

// Themes are the codes found in each pilot, as observations: how many
// participants speak of it, and one of them in their own words. [FindThemes]
// makes them.
type Themes struct {
	Matrix    *Matrix
	Agreement *Agreement // nil when no two coders coded the same documents
	Options   ThemeOptions

	observations []rma.Observation
}

var _ rma.Source = (*Themes)(nil)

// FindThemes reports, for each code and pilot, how many of the participants
// speak of it: a participant counts when at least one character of what they
// say has the code, by at least MinCoders coders. n is the participants in the
// documents that were coded for it. In a pilot without participants, such as
// one with notes only, documents are counted in their place and the definition
// says so.
//
// Zero of n is an observation too: it was looked for and not found. A pilot in
// which nobody was asked for a code gives none.
//
// The interval of Wilson treats participants as a sample. Participants of a
// study of this kind are chosen and not drawn, so it shows how little a small
// n can carry, and no more.
//
// The quote is the passage that most coders gave the code, then one that is
// not cut and has five words or more, then the first.
//
// Warnings: WarnOneCoder when every document in the base was coded by one
// person; WarnLowAgreement when alpha on Unit lies under MinAlpha;
// WarnUndefined when there is no alpha although two coders coded. Errors: as
// of [NewMatrix] and [Agree].
func FindThemes(p *Project, o ThemeOptions) (*Themes, error) {
	m, err := newMaterial(p)
	if err != nil {
		return nil, err
	}
	if o.Origin.Method == "" {
		o.Origin.Method = string(rma.Interview)
	}
	if o.MinAlpha == 0 {
		o.MinAlpha = DefaultMinAlpha
	}
	o.Unit = cmp.Or(o.Unit, ByTurn)
	o.MinCoders = max(1, o.MinCoders)
	o.Codes, o.Coders = slices.Clone(o.Codes), slices.Clone(o.Coders)
	t := &Themes{Options: o}
	t.Matrix, err = m.matrix(MatrixOptions{Codes: o.Codes, Coders: o.Coders, MinCoders: o.MinCoders, ParticipantsOnly: o.ParticipantsOnly})
	if err != nil {
		return nil, err
	}
	t.Agreement, err = Agree(p, o.Unit, AgreementOptions{Coders: o.Coders, Codes: o.Codes, Partial: true,
		ParticipantsOnly: o.ParticipantsOnly, Replicates: -1})
	if err != nil && !errors.Is(err, ErrCoders) {
		return nil, err
	}
	w := newThemeWriter(m, t)
	for j := range t.Matrix.Columns {
		for i := range t.Matrix.Rows {
			w.write(i, j)
		}
	}
	return t, nil
}

// Observations returns the observations by pilot, and in each by code: the
// share, followed by the quote.
func (t *Themes) Observations() []rma.Observation {
	if t == nil {
		return nil
	}
	return slices.Clone(t.observations)
}

// Table returns how many participants speak of each code in each pilot, or how
// many documents where nobody is marked as speaking. Cells refer to their
// observation.
func (t *Themes) Table() rma.Table {
	if t == nil || t.Matrix == nil {
		return rma.Table{}
	}
	table := t.Matrix.TableOf(DocumentsOf)
	for _, row := range t.Matrix.Cells {
		if slices.ContainsFunc(row, func(c MatrixCell) bool { return c.Speakers.N > 0 }) {
			table = t.Matrix.TableOf(SpeakersOf)
			break
		}
	}
	table.ID = "themes-" + t.Options.Origin.Method
	for i, r := range t.Matrix.Rows {
		for j, c := range t.Matrix.Columns {
			table.Rows[i].Cells[j].Refs = []string{t.origin(c.Key).ObservationID(r.Key)}
		}
	}
	return table
}

// origin is that of what was found in a pilot.
func (t *Themes) origin(pilot string) rma.Origin {
	o := t.Options.Origin
	o.Pilot = pilot
	return o
}

// themeWriter makes the observations of a cell.
type themeWriter struct {
	*material
	t     *Themes
	byKey map[string]int // places of the codings
	doc   map[string]*Document
}

func newThemeWriter(m *material, t *Themes) themeWriter {
	w := themeWriter{m, t, map[string]int{}, map[string]*Document{}}
	for i, c := range m.all {
		w.byKey[c.Key()] = i
	}
	for _, d := range m.docs {
		w.doc[d.ID] = d
	}
	return w
}

func (w themeWriter) write(row, column int) {
	cell := w.t.Matrix.Cells[row][column]
	code, pilot := w.t.Matrix.Rows[row], w.t.Matrix.Columns[column]
	if cell.Documents.N == 0 {
		return
	}
	origin := w.t.origin(pilot.Key)
	base := cell.Speakers
	what, who := rma.T("deelnemers die spreken over ", "participants who speak of "), w.definition("deelnemer", "participant")
	if base.N == 0 {
		base = cell.Documents
		what, who = rma.T("documenten over ", "documents about "), w.definition("document", "document")
	}
	o := rma.Observation{
		ID: origin.ObservationID(code.Key), Origin: origin, Bouwsteen: w.bouwsteen(code.Key),
		What:       rma.T(what.NL+code.Label.In(rma.Dutch), what.EN+code.Label.In(rma.English)),
		Definition: who,
		Share:      &rma.Share{Proportion: base, Interval: base.Wilson(0)},
		N:          base.N, Refs: w.refs(cell.Refs), Warnings: w.warnings(code.Key, pilot.Key),
	}
	if len(o.Refs) == 0 {
		o.Refs = w.searched(code.Key, pilot.Key)
	}
	if base.N < rma.DefaultMinBase {
		o.Warnings = append(o.Warnings, rma.Warn(rma.WarnSmallBase, "n=%d, n≥%d", base.N, rma.DefaultMinBase))
	}
	w.t.observations = append(w.t.observations, o)
	w.writeQuote(o, code, cell)
}

// writeQuote adds the passage that goes with the share.
func (w themeWriter) writeQuote(share rma.Observation, code MatrixKey, cell MatrixCell) {
	if w.t.Options.QuoteLen < 0 || len(cell.Refs) == 0 {
		return
	}
	var quotes []Quote
	for _, key := range cell.Refs {
		c := w.all[w.byKey[key]]
		quotes = append(quotes, w.quote(c, w.doc[c.Doc], QuoteOptions{MaxLen: w.t.Options.QuoteLen}))
	}
	q := best(quotes)
	o := share
	o.ID += "/quote"
	o.What = code.Label
	o.Share = nil
	o.Passage = &rma.Passage{Text: q.Text, Speaker: q.speaker(w.doc[q.Doc])}
	o.N = 1
	o.Refs = []rma.Ref{{Kind: rma.RefSegment, ID: q.Key, File: q.File, Line: q.Line}}
	o.Warnings = slices.DeleteFunc(slices.Clone(share.Warnings), func(x rma.Warning) bool { return x.Code == rma.WarnSmallBase })
	w.t.observations = append(w.t.observations, o)
}

// best chooses the quote to show.
func best(quotes []Quote) Quote {
	layers := map[docCoder][]Span{}
	coders := map[string][]string{} // by document
	for _, q := range quotes {
		key := docCoder{q.Doc, q.Coder}
		if layers[key] == nil {
			coders[q.Doc] = append(coders[q.Doc], q.Coder)
		}
		layers[key] = append(layers[key], q.Span)
	}
	for key, spans := range layers {
		layers[key] = merged(spans)
	}
	rank := func(q Quote) int {
		r := 0
		for _, coder := range coders[q.Doc] {
			if touches(layers[docCoder{q.Doc, coder}], q.Span) {
				r += 4
			}
		}
		if q.Role == Participant {
			r += 2
		}
		if !strings.HasSuffix(q.Text, "…") && len(strings.Fields(q.Text)) >= 5 {
			r++
		}
		return r
	}
	best, most := quotes[0], -1
	for _, q := range quotes {
		if r := rank(q); r > most {
			best, most = q, r
		}
	}
	return best
}

func (w themeWriter) definition(nl, en string) rma.Text {
	who := atLeast(w.t.Options.MinCoders)
	return rma.T("Een "+nl+" telt mee zodra "+who.NL+" een deel van de woorden deze code gaf.",
		"A "+en+" counts as soon as "+who.EN+" gave part of the words this code.")
}
