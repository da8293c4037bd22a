package rma

import (
	"cmp"
	"slices"
)

// Element is a canonical working element or condition. Pilots word them in
// their own way; many wordings map to one element.
type Element struct {
	ID        string      `json:"id"`
	Label     Text        `json:"label"`
	Kind      ElementKind `json:"kind"`
	Bouwsteen Bouwsteen   `json:"bouwsteen,omitempty"`
	Level     Level       `json:"level,omitempty"`
}

// ElementKind tells what works from what it needs.
//
// Keys in files: working, condition.
type ElementKind uint8

const (
	ElementKindNotRecorded ElementKind = iota
	WorkingElement                     // werkzaam element: what makes it work
	Condition                          // randvoorwaarde: what must be there first
)

var elementKindTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"working", "werkzaam element", "working element"},
	{"condition", "randvoorwaarde", "condition"},
}

// String returns the key used in files, "" for not recorded.
func (k ElementKind) String() string { return elementKindTerms.Key("ElementKind", uint8(k)) }

// Label returns the name in language l.
func (k ElementKind) Label(l Lang) string {
	return elementKindTerms.Text("ElementKind", uint8(k)).In(l)
}

// MarshalText writes the key.
func (k ElementKind) MarshalText() ([]byte, error) {
	return elementKindTerms.Marshal("ElementKind", uint8(k))
}

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (k *ElementKind) UnmarshalText(text []byte) error {
	v, err := elementKindTerms.Parse("ElementKind", text)
	*k = ElementKind(v)
	return err
}

// ElementMention is one pilot naming an element in its own words.
type ElementMention struct {
	Pilot    string
	Element  string // id of the canonical element
	Verbatim string // the pilot's own words
	Source   string // where it stands
	Place    Ref
}

// ElementMatrix shows which pilots name which elements of one kind.
type ElementMatrix struct {
	Kind     ElementKind
	Pilots   []Pilot // those that name at least one element
	Rows     []ElementRow
	Mentions int // pairs of an element and a pilot that names it; a second wording in one pilot does not count
	Wordings int // lines of mentions read
}

// ElementRow is one element with the pilots that name it.
type ElementRow struct {
	Element  Element
	In       []bool // by pilot, in the order of ElementMatrix.Pilots
	Where    Proportion
	Mentions []ElementMention
}

// ElementMatrix builds the matrix of one kind of element, or of both kinds
// together for the zero kind. Pilots keep the order of the study; elements are
// ordered by the number of pilots, most first, then as in the study. An element
// that no pilot names is left out. N of a row is the number of pilots that name
// an element of either kind: a pilot without an evaluation does not make an
// element look rare.
func (s *Study) ElementMatrix(kind ElementKind) ElementMatrix {
	m := ElementMatrix{Kind: kind}
	col := map[string]int{}
	for _, p := range s.Pilots {
		if slices.ContainsFunc(s.Mentions, func(x ElementMention) bool { return x.Pilot == p.ID }) {
			col[p.ID] = len(m.Pilots)
			m.Pilots = append(m.Pilots, p)
		}
	}
	for _, e := range s.Elements {
		if kind != ElementKindNotRecorded && e.Kind != kind {
			continue
		}
		if row := s.elementRow(e, col); row.Where.K > 0 {
			m.Rows = append(m.Rows, row)
			m.Mentions += row.Where.K
			m.Wordings += len(row.Mentions)
		}
	}
	slices.SortStableFunc(m.Rows, func(a, b ElementRow) int { return cmp.Compare(b.Where.K, a.Where.K) })
	return m
}

func (s *Study) elementRow(e Element, col map[string]int) ElementRow {
	row := ElementRow{Element: e, In: make([]bool, len(col)), Where: Proportion{N: len(col)}}
	for _, x := range s.Mentions {
		j, ok := col[x.Pilot]
		if x.Element != e.ID || !ok {
			continue
		}
		row.Mentions = append(row.Mentions, x)
		if !row.In[j] {
			row.In[j] = true
			row.Where.K++
		}
	}
	return row
}

// PerPilot returns the number of elements that each pilot names, in the order
// of Pilots.
func (m ElementMatrix) PerPilot() []int {
	n := make([]int, len(m.Pilots))
	for _, r := range m.Rows {
		for j, in := range r.In {
			if in {
				n[j]++
			}
		}
	}
	return n
}

// Overlap is how alike two pilots are in the elements that they name.
type Overlap struct {
	A, B  string // pilot ids
	Both  int    // elements that both name
	Union int    // elements that either names
	// Jaccard is Both / Union, from 0 (nothing shared) to 1 (the same
	// elements); NaN when neither names any. Source: Jaccard (1912), New
	// Phytologist 11, 37-50.
	Jaccard float64
}

// Overlaps compares every pair of pilots, most alike first; equals keep the
// order of the pilots.
func (m ElementMatrix) Overlaps() []Overlap {
	var out []Overlap
	for a := range m.Pilots {
		for b := a + 1; b < len(m.Pilots); b++ {
			o := Overlap{A: m.Pilots[a].ID, B: m.Pilots[b].ID}
			for _, r := range m.Rows {
				if r.In[a] && r.In[b] {
					o.Both++
				}
				if r.In[a] || r.In[b] {
					o.Union++
				}
			}
			o.Jaccard = Proportion{K: o.Both, N: o.Union}.Value()
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(x, y Overlap) int { return cmp.Compare(y.Jaccard, x.Jaccard) })
	return out
}

// Table returns the matrix with a mark per pilot and "k of n pilots" per element. A
// mark refers to ELEMENT/PILOT, under which a report shows the wordings.
func (m ElementMatrix) Table() Table {
	t := Table{
		ID:      "elements-" + m.Kind.String(),
		Title:   m.title(),
		RowHead: T("element", "element"),
		Notes: []Text{T(
			"● = door de pilot genoemd. Verschillende bewoordingen van hetzelfde zijn samengenomen; de letterlijke tekst staat in de bijlage.",
			"● = named by the pilot. Different wordings of the same are taken together; the literal text is in the annex.")},
	}
	for _, p := range m.Pilots {
		t.Columns = append(t.Columns, Column{Key: p.ID, Label: PlainText(p.ID)})
	}
	t.Columns = append(t.Columns,
		Column{Key: "pilots", Label: T("genoemd in", "named in")},
		Column{Key: "bouwsteen", Label: T("bouwsteen", "building block")})
	for _, r := range m.Rows {
		row := Row{Key: r.Element.ID, Label: r.Element.Label}
		for j, in := range r.In {
			c := Cell{}
			if in {
				c = PlainCell("●").WithMark("named").WithRefs(r.Element.ID + "/" + m.Pilots[j].ID)
			}
			row.Cells = append(row.Cells, c)
		}
		b := r.Element.Bouwsteen
		row.Cells = append(row.Cells, thingsCell(r.Where, T("pilots", "pilots")), TextCell(T(b.Label(Dutch), b.Label(English))))
		t.Rows = append(t.Rows, row)
	}
	return t.OfThings()
}

func (m ElementMatrix) title() Text {
	switch m.Kind {
	case WorkingElement:
		return T("Werkzame elementen per pilot", "Working elements by pilot")
	case Condition:
		return T("Randvoorwaarden per pilot", "Conditions by pilot")
	}
	return T("Werkzame elementen en randvoorwaarden per pilot", "Working elements and conditions by pilot")
}

// OverlapTable returns Overlaps as a table, a row per pair of pilots.
func (m ElementMatrix) OverlapTable() Table {
	t := Table{
		ID: "overlap", Title: T("Hoe de pilots in elementen op elkaar lijken", "How alike the pilots are in their elements"), RowHead: T("pilots", "pilots"),
		Columns: []Column{
			{Key: "both", Label: T("gedeeld", "shared")}, {Key: "union", Label: T("samen genoemd", "named by either")}, {Key: "jaccard", Label: T("Jaccard", "Jaccard")},
		},
		Notes: []Text{T("Jaccard: gedeelde elementen gedeeld door alle elementen die een van beide noemt; 0 is niets gemeen, 1 is gelijk.",
			"Jaccard: shared elements over all elements that either names; 0 is nothing in common, 1 is the same.")},
	}
	for _, o := range m.Overlaps() {
		t.Rows = append(t.Rows, Row{Key: o.A + "/" + o.B, Label: PlainText(o.A + " – " + o.B),
			Cells: []Cell{CountCell(o.Both), CountCell(o.Union), NumberCell(o.Jaccard, 3)}})
	}
	return t.OfThings()
}
