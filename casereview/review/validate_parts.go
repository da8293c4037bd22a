package review

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// declared notes the ids of everything that can be referred to, and those that
// occur twice. Episodes, factors, insights and questions share one set, so that
// a rating can be of any of them.
func (c *checker) declared() {
	c.ids, c.episodes = map[string]bool{}, map[string]bool{}
	note := func(path, id string) {
		if c.ids[id] && id != "" {
			c.add(rma.IsError, path, fmt.Errorf("the id %w in the review", rma.ErrDuplicate))
		}
		c.ids[id] = true
	}
	for i, e := range c.r.Episodes {
		c.episodes[e.ID] = true
		note(at("episodes", i)+".id", e.ID)
		for j, f := range e.Factors {
			if f.ID != "" {
				note(at(at("episodes", i)+".factors", j)+".id", f.ID)
			}
		}
	}
	for i, s := range c.r.Insights {
		note(at("insights", i)+".id", s.ID)
	}
	for i, q := range c.r.Carry {
		note(at("carry", i)+".id", q.ID)
	}
	delete(c.ids, "")
	delete(c.episodes, "")
}

func (c *checker) head() {
	c.id("id", c.r.ID)
	if c.r.Case.IsZero() {
		c.open("case")
	}
	if c.r.At.IsZero() {
		c.open("at")
	}
	c.term("status", c.r.Status)
	for _, g := range []struct {
		path string
		list []Participant
	}{{"lead", c.r.Lead}, {"team", c.r.Team}, {"case_group", c.r.CaseGroup}} {
		if len(g.list) == 0 {
			c.open(g.path)
		}
		for i, p := range g.list {
			c.participant(at(g.path, i), p)
		}
	}
}

func (c *checker) participant(path string, p Participant) {
	c.org(path+".org", p.Org)
	c.text(path+".role", p.Role)
	c.role(path+".role", p.Role)
	if strings.TrimSpace(p.Role) == "" && p.ID.IsZero() {
		c.add(rma.IsRemark, path+".role", fmt.Errorf("%w: a role or a pseudonym", rma.ErrMissing))
	}
}

// org checks an organisation, which may not be left open.
func (c *checker) org(path string, o casereview.OrgID) {
	c.text(path, string(o))
	c.role(path, string(o))
	if strings.TrimSpace(string(o)) == "" {
		c.add(rma.IsError, path, fmt.Errorf("%w: an organisation", rma.ErrMissing))
	}
}

func (c *checker) narrative() {
	for i, n := range c.r.Narrative {
		path := at("narrative", i)
		c.org(path+".org", n.Org)
		c.words(path+".text", n.Text)
	}
}

func (c *checker) theEpisodes() {
	for i, e := range c.r.Episodes {
		path := at("episodes", i)
		c.id(path+".id", e.ID)
		c.words(path+".label", e.Label)
		if !e.From.IsZero() && !e.To.IsZero() && e.To.Before(e.From) {
			c.add(rma.IsError, path+".to", fmt.Errorf("%w: it ends before it starts", rma.ErrOrder))
		}
		if !c.r.At.IsZero() && (c.r.At.Before(e.From) || c.r.At.Before(e.To)) {
			c.add(rma.IsRemark, path, fmt.Errorf("%w: it lies after the day of the review", rma.ErrOrder))
		}
		for j, o := range e.Orgs {
			c.org(at(path+".orgs", j), o)
		}
		c.term(path+".appraisal", e.Appraisal)
		c.words(path+".why_it_made_sense", e.WhyItMadeSense)
		c.words(path+".effect", e.Effect)
		for j, f := range e.Factors {
			c.factor(at(path+".factors", j), f)
		}
	}
}

func (c *checker) factor(path string, f Factor) {
	if f.ID != "" {
		c.id(path+".id", f.ID)
	}
	c.id(path+".code", f.Code)
	c.term(path+".level", f.Level)
	c.term(path+".direction", f.Direction)
	c.term(path+".bouwsteen", f.Bouwsteen)
	c.text(path+".note", f.Note)
}

func (c *checker) patterns() {
	for i, p := range c.r.Patterns {
		path := at("patterns", i)
		c.term(path+".type", p.Type)
		c.words(path+".statement", p.Statement)
		c.refer(path+".seen_in", p.SeenIn, c.episodes, "episodes")
		if len(p.SeenIn) == 0 {
			c.open(path + ".seen_in")
		}
		c.term(path+".scope", p.Scope)
	}
}

// outcomes checks the insights and the questions to take along.
func (c *checker) outcomes() {
	for i, s := range c.r.Insights {
		path := at("insights", i)
		c.id(path+".id", s.ID)
		c.words(path+".text", s.Text)
		c.term(path+".bouwsteen", s.Bouwsteen)
		c.term(path+".level", s.Level)
		c.refer(path+".episodes", s.Episodes, c.episodes, "episodes")
		c.text(path+".cleared_by", s.ClearedBy)
		c.role(path+".cleared_by", s.ClearedBy)
	}
	for i, q := range c.r.Carry {
		path := at("carry", i)
		c.id(path+".id", q.ID)
		c.words(path+".text", q.Text)
		if t := strings.TrimSpace(q.Text); t != "" && !strings.HasSuffix(t, "?") {
			c.add(rma.IsRemark, path+".text", fmt.Errorf("%w: a question ends with a question mark", rma.ErrFormat))
		}
		c.term(path+".bouwsteen", q.Bouwsteen)
		c.term(path+".level", q.Level)
	}
}
