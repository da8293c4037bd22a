package review

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrOptions means that an analysis cannot start: its options, or the reviews
// together, ask for something that does not exist.
var ErrOptions = errors.New("options that ask for something that does not exist")

// Options say which reviews an analysis takes and what its observations are
// called. The zero value takes all that were analysed.
type Options struct {
	Name    string              // key of the observations; "" means the name of the analysis
	AtLeast Status              // reviews that have not come so far are left out; 0 means Analysed
	Labels  map[string]rma.Text // what factor codes are called; a code without a label is shown as it is
	Level   float64             // of intervals; 0 means 0.95
	Origin  rma.Origin          // for the observations
}

// Base says what an analysis over several reviews rests on.
type Base struct {
	Options Options
	Reviews int // that count
	Cases   int // that those are of; two reviews of one case are one
	LeftOut int // reviews that have not come far enough
}

// theCase is a case with its reviews.
type theCase struct {
	key     string
	ref     rma.Ref
	reviews []Review
}

// casesOf puts the reviews that count under their cases, both in the order of
// their ids, and settles the options. A review without a case is a case of its
// own. Errors: rma.ErrMissing and rma.ErrDuplicate for the ids of reviews, and
// ErrOptions.
func casesOf(reviews []Review, o Options, name string) ([]theCase, Base, error) {
	o, err := o.settled(name)
	if err != nil {
		return nil, Base{}, err
	}
	base := Base{Options: o}
	seen, byCase := map[string]bool{}, map[string]*theCase{}
	for i, r := range reviews {
		switch {
		case r.ID == "":
			return nil, Base{}, fmt.Errorf("review %d: %w: an id", i+1, rma.ErrMissing)
		case seen[r.ID]:
			return nil, Base{}, fmt.Errorf("review %d: the id %w", i+1, rma.ErrDuplicate)
		}
		seen[r.ID] = true
		if r.Status < o.AtLeast || r.Status > Final {
			base.LeftOut++
			continue
		}
		base.Reviews++
		c := r.asCase()
		if byCase[c.key] == nil {
			byCase[c.key] = &c
		}
		byCase[c.key].reviews = append(byCase[c.key].reviews, r)
	}
	base.Cases = len(byCase)
	var list []theCase
	for _, key := range slices.Sorted(maps.Keys(byCase)) {
		c := *byCase[key]
		slices.SortFunc(c.reviews, func(a, b Review) int { return cmp.Compare(a.ID, b.ID) })
		list = append(list, c)
	}
	return list, base, nil
}

// settled returns the options with what their zero values mean.
func (o Options) settled(name string) (Options, error) {
	if o.Name == "" {
		o.Name = name
	}
	if o.AtLeast == StatusNotRecorded {
		o.AtLeast = Analysed
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
	if !(o.Level > 0 && o.Level < 1) {
		return Options{}, fmt.Errorf("%w: a level lies between 0 and 1", ErrOptions)
	}
	o.Labels = maps.Clone(o.Labels)
	return o, nil
}

// asCase returns the case of the review, without reviews. The keys of reviews
// without a case hold a slash, which no pseudonym does.
func (r Review) asCase() theCase {
	if r.Case.IsZero() {
		return theCase{key: "review/" + r.ID, ref: rma.Ref{Kind: rma.RefDocument, ID: r.ID}}
	}
	return theCase{key: r.Case.String(), ref: rma.Ref{Kind: rma.RefCase, ID: r.Case.String()}}
}

// factors lists every factor of the case, by review and episode.
func (c theCase) factors() []Factor {
	var out []Factor
	for _, r := range c.reviews {
		for _, e := range r.Episodes {
			out = append(out, e.Factors...)
		}
	}
	return out
}

// warnings warns of a base on which no percentage stands.
func (b Base) warnings() []rma.Warning {
	switch {
	case b.Cases == 0:
		return []rma.Warning{rma.Warn(rma.WarnUndefined, "n=0")}
	case b.Cases < rma.DefaultMinBase:
		return []rma.Warning{rma.Warn(rma.WarnSmallBase, "n=%d, n≥%d", b.Cases, rma.DefaultMinBase)}
	}
	return nil
}

// label returns what a factor code is called.
func (b Base) label(code string) rma.Text {
	if t, ok := b.Options.Labels[code]; ok && !t.IsZero() {
		return t
	}
	return rma.PlainText(code)
}

// share is the one place where a number of cases gets its interval.
func (b Base) share(k int) rma.Share {
	p := rma.Proportion{K: k, N: b.Cases}
	return rma.Share{Proportion: p, Interval: p.Wilson(b.Options.Level)}
}

// id is the id of the observation of what is named so.
func (b Base) id(suffix string) string {
	name := b.Options.Name
	if suffix != "" {
		name += "-" + suffix
	}
	return b.Options.Origin.ObservationID(name)
}

// counts names what the tables count.
func (b Base) counts() string {
	o := b.Options
	return "reviewed cases " + o.Origin.Method + " " + o.Origin.Pilot + " " + o.AtLeast.String()
}

// notes says what the base is, for the team: how many were left out.
func (b Base) notes() []rma.Text {
	return []rma.Text{rma.T(
		fmt.Sprintf("reviews: %d; casussen: %d; reviews die nog niet zo ver zijn en niet meetellen: %d", b.Reviews, b.Cases, b.LeftOut),
		fmt.Sprintf("reviews: %d; cases: %d; reviews that have not come so far and do not count: %d", b.Reviews, b.Cases, b.LeftOut))}
}

// caseNote says what a share is of.
func caseNote() rma.Text {
	return rma.T("aantal van de besproken casussen; een casus telt één keer, hoe vaak iets er ook in voorkomt. De casussen zijn gekozen, en geen steekproef.",
		"number of the cases reviewed; a case counts once, however often something occurs in it. The cases were chosen, and are no sample.")
}

// refs returns the places of the cases for which keep holds.
func refs(cases []theCase, keep func(theCase) bool) []rma.Ref {
	var out []rma.Ref
	for _, c := range cases {
		if keep(c) {
			out = append(out, c.ref)
		}
	}
	return out
}

// noInterval is the interval of a figure that has none.
func noInterval() rma.Interval { return rma.Interval{Lo: math.NaN(), Hi: math.NaN()} }

// String counts the reviews and the cases.
func (b Base) String() string {
	return fmt.Sprintf("%d reviews of %d cases", b.Reviews, b.Cases)
}
