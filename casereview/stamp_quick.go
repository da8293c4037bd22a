package casereview

import (
	"fmt"
	"math"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// stampReader reads the moments of one column as [ParseStamp] does, and the
// usual forms of them faster: it remembers when each day begins. Whatever is
// unusual goes to ParseStamp itself, and so does every day near a change of the
// clock.
type stampReader struct {
	loc     *time.Location
	layouts []string
	quick   shape        // the forms that are read here
	days    []int64      // when a day since firstYear begins; 0 is not known yet, irregularDay is for ParseStamp
	cells   *stampReader // of cells that hold moments
}

// shape is a set of forms of a moment.
type shape uint16

const (
	yearFirst shape = 1 << iota
	yearFirstT
	yearFirstMinute
	yearFirstSecond
	yearFirstTSecond
	yearFirstTZone
	yearFirstTSecondZone
	yearFirstSecondZone
	dayFirst
	dayFirstMinute
	dayFirstSecond
	short // a day or month of one digit
)

// shapeOf gives the forms that a layout reads. ok is false for a layout that
// may read one of these forms otherwise.
func shapeOf(layout string) (s shape, ok bool) {
	switch layout {
	case "2006-01-02":
		return yearFirst, true
	case "2006-01-02T15:04":
		return yearFirstT, true
	case "2006-01-02 15:04":
		return yearFirstMinute, true
	case "2006-01-02 15:04:05":
		return yearFirstSecond, true
	case "2006-01-02T15:04:05":
		return yearFirstTSecond, true
	case "2006-01-02T15:04Z07:00":
		return yearFirstTZone, true
	case "2006-01-02T15:04:05Z07:00":
		return yearFirstTSecondZone, true
	case "2006-01-02 15:04:05Z07:00":
		return yearFirstSecondZone, true
	case "2-1-2006":
		return dayFirst | short, true
	case "2-1-2006 15:04":
		return dayFirstMinute | short, true
	case "2-1-2006 15:04:05":
		return dayFirstSecond | short, true
	case "02-01-2006":
		return dayFirst, true
	case "02-01-2006 15:04":
		return dayFirstMinute, true
	case "02-01-2006 15:04:05":
		return dayFirstSecond, true
	case WeekLayout, "2006-01", "2006-01-02T15", "2006-01-02T15Z07:00":
		return 0, true
	}
	return 0, false
}

const irregularDay = math.MinInt64

func newStampReader(loc *time.Location, layouts []string) *stampReader {
	r := &stampReader{loc: loc, layouts: layouts}
	if len(layouts) == 0 {
		r.quick = yearFirst | yearFirstT | yearFirstMinute | yearFirstSecond | yearFirstTSecond |
			yearFirstTZone | yearFirstTSecondZone | dayFirst | dayFirstMinute | dayFirstSecond | short
	}
	for _, layout := range layouts {
		s, ok := shapeOf(layout)
		if !ok {
			r.quick = 0
			break
		}
		r.quick |= s
	}
	return r
}

// read reads a text without spaces around it.
func (r *stampReader) read(s string) (Stamp, error) {
	if stamp, ok := r.quickly(s); ok {
		return stamp, nil
	}
	return ParseStamp(s, r.loc, r.layouts...)
}

// readCell reads a cell of a kind. The layouts that a mapping declares are for
// texts: a cell that holds a moment has a form of its own.
func (r *stampReader) readCell(kind tabular.Kind, text string) (Stamp, error) {
	switch kind {
	case tabular.KindNumber:
		return Stamp{}, errNumberForDate()
	case tabular.KindDate:
		if len(r.layouts) > 0 {
			if r.cells == nil {
				r.cells = newStampReader(r.loc, nil)
			}
			return r.cells.read(text)
		}
	}
	return r.read(text)
}

func errNumberForDate() error {
	return fmt.Errorf("%w: a number; give the column the format of a date", rma.ErrDate)
}

// quickly reads the usual forms. Not ok says nothing about the text.
func (r *stampReader) quickly(s string) (Stamp, bool) {
	w, ok := dissect(s)
	if !ok || r.quick&w.form != w.form {
		return Stamp{}, false
	}
	if w.year <= firstYear || w.year >= lastYear || w.month < 1 || w.month > 12 || w.day < 1 || w.day > daysIn(w.year, w.month) {
		return Stamp{}, false
	}
	if w.zoned {
		if w.year < 1973 { // zones were not always whole minutes apart
			return Stamp{}, false
		}
		at := time.Date(w.year, time.Month(w.month), w.day, 0, 0, 0, 0, time.UTC).Unix() + 60*w.minute - w.offset
		return Stamp{at: at, loc: r.loc, width: 60, p: Minute}, true
	}
	lo := r.dayStart(w.year, w.month, w.day)
	switch {
	case lo == irregularDay:
		return Stamp{}, false
	case w.form&(yearFirst|dayFirst) != 0:
		return Stamp{at: lo, loc: r.loc, width: 24 * 60 * 60, p: Day}, true
	}
	return Stamp{at: lo + 60*w.minute, loc: r.loc, width: 60, p: Minute}, true
}
