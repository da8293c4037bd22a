package review

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// MaxLevels is how many levels a scale may have.
const MaxLevels = 100

// ratings checks the scales and what was rated on them.
func (c *checker) ratings() {
	scales := map[string]Scale{}
	for i, s := range c.r.Scales {
		path := at("scales", i)
		c.id(path+".id", s.ID)
		if _, ok := scales[s.ID]; ok && s.ID != "" {
			c.add(rma.IsError, path+".id", fmt.Errorf("the id %w among the scales", rma.ErrDuplicate))
		}
		scales[s.ID] = s
		c.scale(path, s)
	}
	delete(scales, "")
	type key struct{ scale, of, by string }
	seen := map[key]bool{}
	for i, g := range c.r.Ratings {
		path := at("ratings", i)
		scale, ok := scales[g.Scale]
		if !ok {
			c.add(rma.IsError, path+".scale", fmt.Errorf("%w among the scales", rma.ErrUnknownID))
		}
		if !c.ids[g.Of] {
			c.add(rma.IsError, path+".of", fmt.Errorf("%w among the episodes, factors, insights and questions", rma.ErrUnknownID))
		}
		if g.By.IsZero() {
			c.add(rma.IsError, path+".by", fmt.Errorf("%w: the pseudonym of the rater", rma.ErrMissing))
		}
		switch {
		case g.Level == "":
			c.open(path + ".level")
		case ok && scale.at(g.Level) < 0:
			c.add(rma.IsError, path+".level", fmt.Errorf("%w: a level of the scale", rma.ErrUnknownTerm))
		}
		k := key{g.Scale, g.Of, g.By.String()}
		if seen[k] {
			c.add(rma.IsError, path, fmt.Errorf("the scale, what is rated and the rater together: %w", rma.ErrDuplicate))
		}
		seen[k] = true
	}
}

func (c *checker) scale(path string, s Scale) {
	c.text(path+".question.nl", s.Question.NL)
	c.text(path+".question.en", s.Question.EN)
	if len(s.Levels) < 2 || len(s.Levels) > MaxLevels {
		c.add(rma.IsError, path+".levels", fmt.Errorf("%w: a scale has 2 to %d levels", rma.ErrFormat, MaxLevels))
	}
	for i, l := range s.Levels {
		at := at(path+".levels", i)
		c.id(at+".key", l.Key)
		c.text(at+".label.nl", l.Label.NL)
		c.text(at+".label.en", l.Label.EN)
		if s.at(l.Key) < i {
			c.add(rma.IsError, at+".key", rma.ErrDuplicate)
		}
	}
}
