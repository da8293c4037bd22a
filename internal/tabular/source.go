package tabular

// Kind says what a cell is in a source that knows it. In delimited text every
// cell is a text.
type Kind uint8

// The kinds of cells.
const (
	KindText   Kind = iota // words, whatever they look like
	KindNumber             // a number with a point, which [Number] need not guess at
	KindDate               // a moment as 2023-02-01 or 2023-02-01T10:00, perhaps with an offset behind it
	KindFault              // a cell whose value cannot be had, such as an error of a formula
	KindNone               // no cell: the row is about something that has none
)

// Record is one record of a [Source]. Kinds may be nil, or as long as Fields.
type Record struct {
	Line   int
	Fields []string
	Kinds  []Kind
}

// Source gives records that need not be cut any more: of a sheet, of a query.
// The first one is the heading. Next gives io.EOF at the end. After an [*Error]
// it can be called again; another error ends the file. What a Record holds is
// used until Next is called again.
type Source interface{ Next() (Record, error) }

// NewSourceReader gives a Reader of records. Rows may be shorter or longer
// than the heading, as with [Reader.Pad].
func NewSourceReader(s Source) *Reader { return &Reader{source: s, Pad: true} }

// cut takes the next record into r.scan.fields and r.kinds.
func (r *Reader) cut() (line int, err error) {
	if r.source == nil {
		return r.scan.next()
	}
	rec, err := r.source.Next()
	r.scan.fields, r.kinds = rec.Fields, rec.Kinds
	if _, here := err.(*Error); err != nil && !here {
		r.scan.err = err
	}
	return rec.Line, err
}

// Kind gives what the cell of a column is. A cell that the row does not have
// is a text.
func (r Row) Kind(c Column) Kind {
	if c.number < 1 || c.number > len(r.kinds) {
		return KindText
	}
	return r.kinds[c.number-1]
}
