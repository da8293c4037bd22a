package coding

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// MatrixOptions say what is counted. The zero value counts every codable code
// for each pilot, as given by at least one coder.
type MatrixOptions struct {
	By    string   // attribute of the documents; "" means AttrPilot
	Codes []string // nil means every codable code; a code that groups others stands for all of them

	// Coders whose codings count. nil means everybody.
	Coders []string

	// MinCoders is by how many of the Coders a stretch must have the code. 0
	// means 1; with 2 or more only what coders agree on counts: the code
	// points that at least so many of them gave the code. Documents that fewer
	// were asked to code are then out of the base.
	MinCoders int

	// ParticipantsOnly counts only what participants say. false means the
	// whole text.
	ParticipantsOnly bool

	// Measure is what Table shows. The zero value is SpeakersOf.
	Measure Measure
}

// Measure is one of the figures of a cell of a Matrix.
type Measure uint8

const (
	SpeakersOf   Measure = iota // participants who speak of it, k of n
	DocumentsOf                 // documents in which it occurs, k of n
	CodingsOf                   // codings
	PassagesOf                  // stretches of text
	CharactersOf                // share of the text
)

var measureTerms = rma.Terms{
	{"speakers", "deelnemers", "participants"},
	{"documents", "documenten", "documents"},
	{"codings", "coderingen", "codings"},
	{"passages", "passages", "passages"},
	{"characters", "% van de tekens", "% of characters"},
}

// String returns the key.
func (m Measure) String() string { return measureTerms.Key("Measure", uint8(m)) }

// Label returns the name in language l.
func (m Measure) Label(l rma.Lang) string { return m.text().In(l) }

func (m Measure) text() rma.Text { return measureTerms.Text("Measure", uint8(m)) }

// Matrix counts codes against an attribute of documents. [NewMatrix] makes it.
type Matrix struct {
	RowName    string // "code", or the attribute when transposed
	ColumnName string
	Rows       []MatrixKey
	Columns    []MatrixKey
	Cells      [][]MatrixCell // by row and column
	Options    MatrixOptions
}

// MatrixKey is a code, or a value of the attribute.
type MatrixKey struct {
	Key       string // "" for documents without the attribute
	Label     rma.Text
	Documents int // in all, for a value of the attribute; 0 for a code
}

// MatrixCell is what is known of one code for one value of the attribute. The
// bases are documents in which the coders were asked for the code: a document
// that nobody was asked to code is not one without the code. A base of 0
// documents is a cell that was not collected.
type MatrixCell struct {
	Codings    int            // acts of coding that touch a counted stretch; two coders on one passage are two
	Passages   int            // counted stretches, where touching ones are one
	Documents  rma.Proportion // with a counted stretch
	Speakers   rma.Proportion // participants who say some of it; a speaker is a label in one document
	Characters rma.Proportion // code points in counted stretches
	Refs       []string       // keys of the codings, in order
}

// NewMatrix counts codes against an attribute of documents, such as the pilot.
// A code that does not exist and what [Project.Validate] finds are errors.
// Rows are in the order of the codebook and columns in that of their values,
// with documents that lack the attribute last.
func NewMatrix(p *Project, o MatrixOptions) (*Matrix, error) {
	m, err := newMaterial(p)
	if err != nil {
		return nil, err
	}
	return m.matrix(o)
}

func (m *material) matrix(o MatrixOptions) (*Matrix, error) {
	o.Codes, o.Coders = slices.Clone(o.Codes), slices.Clone(o.Coders)
	o.By = cmp.Or(o.By, AttrPilot)
	o.MinCoders = max(1, o.MinCoders)
	targets, err := m.targets(o.Codes)
	if err != nil {
		return nil, err
	}
	coders, err := m.coderIndexes(o.Coders)
	if err != nil {
		return nil, err
	}
	if len(coders) > 64 {
		return nil, errTooManyCoders
	}
	out := &Matrix{RowName: "code", ColumnName: o.By, Options: o}
	groups := m.groups(o.By)
	for _, g := range groups {
		out.Columns = append(out.Columns, MatrixKey{Key: g.value, Label: valueLabel(g.value), Documents: len(g.docs)})
	}
	c := counter{m, coders, o, m.speakers()}
	for _, t := range targets {
		out.Rows = append(out.Rows, MatrixKey{Key: t.id, Label: m.label(t.id)})
		row := make([]MatrixCell, len(groups))
		for i, g := range groups {
			row[i] = c.cell(t, g.docs)
		}
		out.Cells = append(out.Cells, row)
	}
	return out, nil
}

func valueLabel(v string) rma.Text {
	if v == "" {
		return rma.T("niet vastgelegd", "not recorded")
	}
	return rma.T(v, v)
}

// group is the documents with one value of an attribute.
type group struct {
	value string
	docs  []int
}

func (m *material) groups(by string) []group {
	var out []group
	at := map[string]int{}
	for i, d := range m.docs {
		v := d.Attribute(by)
		if _, ok := at[v]; !ok {
			at[v] = len(out)
			out = append(out, group{value: v})
		}
		out[at[v]].docs = append(out[at[v]].docs, i)
	}
	slices.SortFunc(out, func(a, b group) int {
		if (a.value == "") != (b.value == "") {
			return cmp.Compare(b.value, a.value) // "" last
		}
		return cmp.Compare(a.value, b.value)
	})
	return out
}

// speakers returns, for each document, the place of the speaker of each turn
// of a participant among the participants, and -1 for other turns.
func (m *material) speakers() [][]int {
	out := make([][]int, len(m.docs))
	for i, d := range m.docs {
		seen := map[privacy.Pseudonym]int{}
		out[i] = make([]int, len(d.inside().turns))
		for j, t := range d.inside().turns {
			out[i][j] = -1
			if t.Role != Participant || t.Span.Len() == 0 {
				continue
			}
			key := t.Speaker
			if _, ok := seen[key]; !ok {
				seen[key] = len(seen)
			}
			out[i][j] = seen[key]
		}
	}
	return out
}

// counter counts codings by the options.
type counter struct {
	*material
	coders   []int
	o        MatrixOptions
	speakers [][]int
}

// cell counts one code in some documents.
func (c *counter) cell(t target, docs []int) MatrixCell {
	var out MatrixCell
	for _, doc := range docs {
		if !c.inBase(doc, t) {
			continue
		}
		d := c.docs[doc]
		base := []Span{d.Span()}
		if c.o.ParticipantsOnly {
			base = merged(d.units(ByCharacter, true))
		}
		stretches := intersected(c.stretches(doc, t), base)
		turns := d.inside().turns
		out.Documents.N++
		out.Characters.N += totalLen(base)
		out.Speakers.N += distinct(c.speakers[doc], func(int) bool { return true })
		if len(stretches) == 0 {
			continue
		}
		out.Documents.K++
		out.Passages += len(stretches)
		out.Characters.K += totalLen(stretches)
		out.Speakers.K += distinct(c.speakers[doc], func(turn int) bool { return touches(stretches, turns[turn].Span) })
		out.Refs = append(out.Refs, c.behind(doc, t, stretches)...)
	}
	out.Codings = len(out.Refs)
	return out
}

// inBase reports whether enough of the coders were asked for the code.
func (c *counter) inBase(doc int, t target) bool {
	n := 0
	for _, coder := range c.coders {
		if c.rated(doc, coder, t) {
			n++
		}
	}
	return n >= c.o.MinCoders
}

// stretches returns what at least MinCoders of the coders gave the code.
func (c *counter) stretches(doc int, t target) []Span {
	layers := make([][]Span, len(c.coders))
	for i, coder := range c.coders {
		layers[i] = c.layer(doc, coder, t)
	}
	var out []Span
	for _, r := range sweep(layers) {
		if bits.OnesCount64(r.coders) >= c.o.MinCoders {
			out = append(out, r.span)
		}
	}
	return merged(out)
}

// behind returns the keys of the codings that touch the stretches.
func (c *counter) behind(doc int, t target, stretches []Span) []string {
	var out []string
	for _, i := range c.codingsOf(doc, t) {
		coding := c.all[i]
		coder, _ := slices.BinarySearch(c.material.coders, coding.Coder)
		if slices.Contains(c.coders, coder) && touches(stretches, coding.Span) {
			out = append(out, coding.Key())
		}
	}
	return out
}

// distinct counts the speakers of the turns for which f holds.
func distinct(speakers []int, f func(turn int) bool) int {
	seen := map[int]bool{}
	for turn, s := range speakers {
		if s >= 0 && !seen[s] && f(turn) {
			seen[s] = true
		}
	}
	return len(seen)
}

// touches reports whether the span shares a code point with a merged list.
func touches(list []Span, s Span) bool {
	i, _ := slices.BinarySearchFunc(list, s.Start, func(x Span, at int) int {
		if x.End <= at {
			return -1
		}
		return 1
	})
	return i < len(list) && list[i].Overlap(s) > 0
}
