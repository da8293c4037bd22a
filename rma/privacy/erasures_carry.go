package privacy

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// leaver is a Pseudonymiser that can be told to leave somebody out.
type leaver interface {
	// leaveOut erases a person, whether known here or not.
	leaveOut(Domain, Identifier) error
	// erasedIn returns how many people of a domain were erased.
	erasedIn(Domain) int
}

func (k *Keyed) leaveOut(d Domain, id Identifier) error {
	s, err := k.get()
	if err != nil {
		return err
	}
	normal, err := normalIn(d, id)
	if err != nil {
		return err
	}
	p, digest := s.make(d, normal)
	s.mu.Lock()
	defer s.mu.Unlock()
	if first, known := s.seen[p]; known && first != digest {
		return s.collision()
	}
	s.erased[p] = true
	delete(s.seen, p)
	return nil
}

func (k *Keyed) erasedIn(d Domain) int {
	n := 0
	for _, p := range k.Erasures() {
		if p.Domain() == d {
			n++
		}
	}
	return n
}

func (b *Codebook) leaveOut(d Domain, id Identifier) error {
	return b.change(d, id, (*codebookState).mark)
}

func (b *Codebook) erasedIn(d Domain) int {
	s, err := b.get()
	if err != nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for m := range s.erased.marks {
		if m.domain == d {
			n++
		}
	}
	return n
}

// carried are the identifiers of one rotation that were erased.
type carried struct {
	places []int           // among the identifiers, of whom the old side refuses
	old    map[string]bool // whom the old side refuses, in normal form
	all    map[string]bool // and whom the new side refuses
}

// note takes up an identifier that was erased.
func (c *carried) note(place int, id Identifier, byOld bool) {
	normal, err := id.normal()
	if err != nil { // then another Pseudonymiser than ours refused it
		normal = id.raw()
	}
	c.all[normal] = true
	if byOld && !c.old[normal] {
		c.old[normal] = true
		c.places = append(c.places, place)
	}
}

// carry erases in to whom from refused.
func (c *carried) carry(to Pseudonymiser, d Domain, ids []Identifier) error {
	for _, i := range c.places {
		l, ok := to.(leaver)
		if !ok {
			if _, err := to.Pseudonym(d, ids[i]); errors.Is(err, ErrErased) {
				continue
			}
			return fmt.Errorf("identifier %d: %w: it was erased, and the new side cannot leave anybody out; a Keyed or a Codebook can", i+1, ErrRotation)
		}
		if err := l.leaveOut(d, ids[i]); err != nil {
			return fmt.Errorf("identifier %d, erasing it on the new side: %w", i+1, err)
		}
	}
	return nil
}

// warnings counts the erased among the identifiers, and those erased on the old
// side who are not among them.
func (c *carried) warnings(from Pseudonymiser, d Domain) []rma.Warning {
	var out []rma.Warning
	if n := len(c.all); n > 0 {
		out = append(out, rma.Warn(WarnErased, "n=%d", n))
	}
	if l, ok := from.(leaver); ok {
		if n := l.erasedIn(d) - len(c.old); n > 0 {
			out = append(out, rma.Warn(WarnErasureLost, "n=%d", n))
		}
	}
	return out
}
