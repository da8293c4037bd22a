package leak

import (
	"slices"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// gridCell is a cell of a table: in the file its text goes from one place to another.
type gridCell struct {
	from, to      int // to is 0 as long as it is not over
	head          bool
	columns, rows int
}

// gridReader finds the small counts that stand alone in the cells of the tables of
// a page, below or behind a head that says whom they count.
type gridReader struct {
	text    string
	scanner *scanner
	note    func(at int, kind Kind, what int)

	cells  []gridCell // of the row at hand
	heads  []headSays // by column
	left   []int      // rows that a cell further up still reaches, by column
	inHead bool       // the row before had heads only
}

// maxColumns is how many columns of a table are looked at, which are as many as
// a cell of HTML can reach over.
const maxColumns = 1000

// see takes a tag of the page. A table in a cell ends the one around it.
func (r *gridReader) see(tag markupTag) {
	name := strings.ToLower(tag.name)
	cell := name == "td" || name == "th"
	if !cell && !strings.Contains(" tr thead tbody tfoot table ", " "+name+" ") {
		return
	}
	if n := len(r.cells); n > 0 && r.cells[n-1].to == 0 {
		r.cells[n-1].to = tag.start
	}
	switch {
	case cell && !tag.closing && len(r.cells) < maxColumns:
		r.cells = append(r.cells, newGridCell(tag, name, r.text[tag.attributes:tag.end]))
	case !cell:
		r.row()
		if name == "table" {
			r.heads, r.left, r.inHead = nil, nil, false
		}
	}
}

func newGridCell(tag markupTag, name, attributes string) gridCell {
	c := gridCell{from: tag.end, head: name == "th", columns: 1, rows: 1}
	eachAttribute(attributes, func(name, value string, _ int) {
		n, err := strconv.Atoi(value)
		switch {
		case err != nil || n < 1:
		case strings.EqualFold(name, "colspan"):
			c.columns = min(n, maxColumns)
		case strings.EqualFold(name, "rowspan"):
			c.rows = n
		}
	})
	return c
}

// row looks through a row that is over. A row of heads alone says what stands
// below it, another head what stands behind it.
func (r *gridReader) row() {
	if len(r.cells) == 0 {
		return
	}
	heads := !slices.ContainsFunc(r.cells, func(c gridCell) bool { return !c.head })
	if heads && !r.inHead {
		clear(r.heads)
	}
	column, before := 0, headSays(0)
	for _, c := range r.cells {
		for column < len(r.left) && r.left[column] > 0 {
			column++
		}
		end := min(column+c.columns, maxColumns)
		for len(r.heads) < end {
			r.heads, r.left = append(r.heads, 0), append(r.left, 0)
		}
		if c.head {
			says := r.says(c)
			before |= says
			for i := column; heads && i < end; i++ {
				r.heads[i] |= says
			}
		} else if column < end && before|r.heads[column] == saysPeople {
			r.count(c)
		}
		for ; column < end; column++ {
			r.left[column] = c.rows
		}
	}
	for i, n := range r.left {
		r.left[i] = max(n-1, 0)
	}
	r.cells, r.inHead = r.cells[:0], heads
}

// longestCell is how long a head or a cell with a count is at most.
const longestCell = 1024

// words returns the text and the words of a cell without the ends of paragraphs,
// none of one that is too long.
func (r *gridReader) words(c gridCell) (*placedText, []wordAt) {
	if c.to-c.from > longestCell {
		return &placedText{}, nil
	}
	t := plainDigits(readMarkup(&placedText{s: r.text[c.from:c.to]}, false, true).text)
	s := r.scanner
	s.words = slices.DeleteFunc(s.check.counter.vocabulary.read(s.fold, t.s, s.words[:0]), func(w wordAt) bool {
		return w.kind == signWord && w.value == textEnd
	})
	return t, s.words
}

// count notes a cell with a small number and no more than a percentage behind it.
func (r *gridReader) count(c gridCell) {
	t, words := r.words(c)
	if len(words) == 0 || words[0].kind != numberWord {
		return
	}
	next := 1
	countPhrase{words: words}.share(&next)
	if k := words[0].value; next == len(words) && k > 0 && r.scanner.check.counter.policy.Small(k) {
		r.note(c.from+t.at(words[0].from), OfSmallCount, int(privacy.OfCell))
	}
}
