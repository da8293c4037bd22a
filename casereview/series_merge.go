package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// NewSeries makes a series of counts that come from elsewhere, such as the
// reports per month of a whole region. The first count is of the period in which
// the day first lies. With a bases of the same length each count is a share of
// its base; nil means that there is no base. Of the options Name, What, Unit,
// Activity and Origin are used.
//
// Errors: ErrOptions for a first day that is not recorded, a negative count,
// bases of another length, and a base smaller than its count.
func NewSeries(first rma.Date, counts, bases []int, o SeriesOptions) (Series, error) {
	if first.IsZero() || !o.Unit.valid() {
		return Series{}, fmt.Errorf("%w: a series has a first day, and periods of a month, a week or a quarter", ErrOptions)
	}
	if bases != nil && len(bases) != len(counts) {
		return Series{}, fmt.Errorf("%w: a base for every count", ErrOptions)
	}
	o = o.withUsual()
	at := o.Unit.index(first)
	o.From = o.Unit.first(at)
	o.AsOf = o.Unit.first(at + len(counts)).In(time.UTC)
	s := Series{Unit: o.Unit, HasBase: bases != nil, Options: o}
	for i, k := range counts {
		p := SeriesPeriod{Key: o.Unit.key(at + i), Period: o.Unit.period(at + i), Count: k}
		if s.HasBase {
			p.Base = bases[i]
		}
		if k < 0 || s.HasBase && p.Base < k {
			return Series{}, fmt.Errorf("%w: a count is 0 or more, and not above its base", ErrOptions)
		}
		s.Periods = append(s.Periods, p)
	}
	s.total()
	s.Warnings = s.warnings()
	return s, nil
}

// total adds the periods up.
func (s *Series) total() {
	s.Count, s.Base = 0, 0
	for _, p := range s.Periods {
		s.Count += p.Count
		s.Base += p.Base
	}
}

// Counts returns the count of each period.
func (s Series) Counts() []int {
	list := make([]int, len(s.Periods))
	for i, p := range s.Periods {
		list[i] = p.Count
	}
	return list
}

// Bases returns the base of each period, nil for a series without a base.
func (s Series) Bases() []int {
	if !s.HasBase {
		return nil
	}
	list := make([]int, len(s.Periods))
	for i, p := range s.Periods {
		list[i] = p.Base
	}
	return list
}

// Between returns the series of the periods that lie wholly in the time from the
// one day up to, and not including, the other; a zero day sets no limit. The
// events of the others count as Outside. Refs are left out, since they are not
// kept per period.
func (s Series) Between(from, to rma.Date) Series {
	part := s
	part.Periods, part.Refs = nil, nil
	for _, p := range s.Periods {
		if !from.IsZero() && p.Period.From.Before(from) || !to.IsZero() && to.Before(p.Period.To) {
			part.Outside += s.looked(p)
			continue
		}
		part.Periods = append(part.Periods, p)
	}
	part.total()
	part.Warnings = part.warnings()
	return part
}

// looked returns the number of events of a period that were looked at.
func (s Series) looked(p SeriesPeriod) int {
	if s.HasBase {
		return p.Base
	}
	return p.Count
}

// Merge adds up this series and others of the same kind, such as those of three
// pilots. It has the periods that are in all of them; the events of others count
// as Outside, because a period that one of them did not observe would look quiet.
// The options are those of this series.
//
// Errors: ErrOptions when the periods are not of one length, or some have a base
// and some have not.
func (s Series) Merge(others ...Series) (Series, error) {
	sum := s
	sum.Periods, sum.Refs = slices.Clone(s.Periods), slices.Clone(s.Refs)
	for _, o := range others {
		if o.Unit != s.Unit || o.HasBase != s.HasBase {
			return Series{}, fmt.Errorf("%w: series that are added up have periods of one length, and all have a base or none has", ErrOptions)
		}
		sum = sum.plus(o)
	}
	sum.total()
	sum.Warnings = sum.warnings()
	return sum, nil
}

// plus adds up the periods that both have.
func (s Series) plus(o Series) Series {
	byKey := make(map[string]SeriesPeriod, len(o.Periods))
	for _, p := range o.Periods {
		byKey[p.Key] = p
	}
	var common []SeriesPeriod
	for _, p := range s.Periods {
		q, ok := byKey[p.Key]
		if !ok {
			s.Outside += s.looked(p)
			continue
		}
		delete(byKey, p.Key)
		p.Count, p.Base, p.Ambiguous = p.Count+q.Count, p.Base+q.Base, p.Ambiguous+q.Ambiguous
		common = append(common, p)
	}
	for _, p := range byKey {
		s.Outside += o.looked(p)
	}
	s.Periods = common
	s.Incomplete += o.Incomplete
	s.Cut = max(s.Cut, o.Cut)
	s.Ambiguous += o.Ambiguous
	s.Outside += o.Outside
	s.Refs = append(s.Refs, o.Refs...)
	return s
}
