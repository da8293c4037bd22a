package coding

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// comparison is what coders are compared on: units of documents in scope.
type comparison struct {
	*material
	unit    Unit
	o       AgreementOptions
	coders  []int
	targets []target
	units   [][]Span // by document; nil when it is out of scope
	scope   []int    // documents
}

var errOptions = errors.New("the options cannot be used")

func newComparison(p *Project, unit Unit, o AgreementOptions) (*comparison, error) {
	o, err := o.checked(unit)
	if err != nil {
		return nil, err
	}
	m, err := newMaterial(p)
	if err != nil {
		return nil, err
	}
	c := &comparison{material: m, unit: unit, o: o, units: make([][]Span, len(m.docs))}
	if c.coders, err = m.coderIndexes(o.Coders); err != nil {
		return nil, err
	}
	if c.targets, err = m.targets(o.Codes); err != nil {
		return nil, err
	}
	if n := len(c.coders); n < 2 || n > 64 {
		return nil, fmt.Errorf("%w: from 2 to 64 coders can be compared, there are %d", ErrCoders, n)
	}
	for doc := range m.docs {
		if c.inScope(doc) {
			c.scope = append(c.scope, doc)
			c.units[doc] = c.unitsOf(doc)
		}
	}
	if len(c.scope) == 0 {
		return nil, fmt.Errorf("%w: none of %d documents was assigned to all %d; compare fewer coders or set Partial", ErrCoders, len(m.docs), len(c.coders))
	}
	return c, nil
}

// checked fills in what the zero values mean.
func (o AgreementOptions) checked(unit Unit) (AgreementOptions, error) {
	o.Coders, o.Codes = slices.Clone(o.Coders), slices.Clone(o.Codes)
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	if o.Replicates == 0 {
		o.Replicates = 1000
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	switch {
	case !unit.valid():
		return o, fmt.Errorf("%w: choose ByCharacter, ByTurn or ByParagraph", ErrNoUnit)
	case o.Level < 0 || o.Level >= 1:
		return o, fmt.Errorf("%w: Level lies between 0 and 1", errOptions)
	case o.MinOverlap < 0 || o.MinOverlap > 1:
		return o, fmt.Errorf("%w: MinOverlap lies between 0 and 1", errOptions)
	case unit == ByCharacter && o.IndependentUnits:
		return o, fmt.Errorf("%w: characters of one text are not independent", errOptions)
	}
	return o, nil
}

// raters returns the compared coders who were asked for the target in the
// document, 0 when they are too few to compare.
func (c *comparison) raters(doc int, t target) uint64 {
	var mask uint64
	for i, coder := range c.coders {
		if c.rated(doc, coder, t) {
			mask |= 1 << i
		}
	}
	least := len(c.coders)
	if c.o.Partial {
		least = 2
	}
	if bits.OnesCount64(mask) < least {
		return 0
	}
	return mask
}

func (c *comparison) inScope(doc int) bool {
	return slices.ContainsFunc(c.targets, func(t target) bool { return c.raters(doc, t) != 0 })
}

// layers returns the spans of each rater, nothing for who did not rate.
func (c *comparison) layers(doc int, t target, raters uint64) [][]Span {
	out := make([][]Span, len(c.coders))
	for i, coder := range c.coders {
		if raters>>i&1 == 1 {
			out[i] = c.layer(doc, coder, t)
		}
	}
	return out
}

// unitsOf returns the units of a document, by the options.
func (c *comparison) unitsOf(doc int) []Span {
	units := c.docs[doc].units(c.unit, c.o.ParticipantsOnly)
	if !c.o.OnlyCoded {
		return units
	}
	keep := make([]bool, len(units))
	var anywhere []Span
	for _, t := range c.targets {
		raters := c.raters(doc, t)
		if raters == 0 {
			continue
		}
		layers := c.layers(doc, t, raters)
		if c.unit == ByCharacter {
			anywhere = append(anywhere, slices.Concat(layers...)...)
			continue
		}
		for i, r := range onUnits(layers, units, c.o.MinOverlap) {
			keep[i] = keep[i] || r.coders != 0
		}
	}
	if c.unit == ByCharacter {
		return intersected(merged(units), merged(anywhere))
	}
	var out []Span
	for i, u := range units {
		if keep[i] {
			out = append(out, u)
		}
	}
	return out
}

// runs returns which raters gave the target to which units. With ByCharacter
// these are stretches with the code; what no rater coded is left to the caller.
func (c *comparison) runs(doc int, t target, raters uint64) []run {
	layers := c.layers(doc, t, raters)
	if c.unit != ByCharacter {
		return onUnits(layers, c.units[doc], c.o.MinOverlap)
	}
	whole := len(c.units[doc]) == 1 && c.units[doc][0] == c.docs[doc].Span()
	for i := range layers {
		if !whole && len(layers[i]) > 0 {
			layers[i] = intersected(layers[i], merged(c.units[doc]))
		}
	}
	return sweep(layers)
}

// size returns the number of units of a document.
func (c *comparison) size(doc int) int {
	if c.unit == ByCharacter {
		return totalLen(c.units[doc])
	}
	return len(c.units[doc])
}
