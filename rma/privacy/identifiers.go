package privacy

import (
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Identifiers are the people, families and cases that a file or a list names, by
// domain, each once. They are for [Rotate], domain by domain, and for the check
// of what leaves in package leak:
//
//	ids, err := casereview.ReadIdentifiers(file, "HOO.csv", mapping)
//	rotation, err := privacy.Rotate(oldKeyed, newKeyed, privacy.CaseDomain, ids[privacy.CaseDomain])
//	check, err := leak.NewCheck(leak.Options{Identifiers: ids.All()})
//
// Each of them prints as [id] and is not written in any form.
type Identifiers map[Domain][]Identifier

// All returns the identifiers of all domains, in the order of [Domains]. One that
// stands for somebody in two domains is there twice.
func (ids Identifiers) All() []Identifier {
	var out []Identifier
	for _, d := range Domains() {
		out = append(out, ids[d]...)
	}
	return out
}

// Collector keeps the identifiers that a reader meets. It is a [Pseudonymiser]
// to give to a reader of any package, in place of the one of the study; the
// pseudonyms that it makes are those of [Transient], and what the reader returns
// can be thrown away. Nobody is left out: it knows nothing of people who were
// erased, which is what Rotate needs.
//
// Several goroutines may use it at once. It prints as [collector]. Make one with
// [NewCollector].
type Collector struct{ state func() *collectorState }

type collectorState struct {
	mu   sync.Mutex
	seen map[Pseudonym]bool
	ids  Identifiers
}

// NewCollector returns a Collector that has met nobody.
func NewCollector() *Collector {
	s := &collectorState{seen: map[Pseudonym]bool{}, ids: Identifiers{}}
	return &Collector{state: func() *collectorState { return s }}
}

// Pseudonym keeps an identifier, unless its normal form was there before in the
// domain, and returns a pseudonym for this run. The zero Domain is ErrDomain;
// what cannot be an identifier is ErrNoIdentifier.
func (c *Collector) Pseudonym(d Domain, id Identifier) (Pseudonym, error) {
	s, err := c.get()
	if err != nil {
		return Pseudonym{}, err
	}
	p, err := Transient().Pseudonym(d, id)
	if err != nil {
		return Pseudonym{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.seen[p] {
		s.seen[p] = true
		s.ids[d] = append(s.ids[d], id)
	}
	return p, nil
}

// Identifiers returns whom the collector met, in the order in which they first
// came, as they were given.
func (c *Collector) Identifiers() Identifiers {
	out := Identifiers{}
	s, err := c.get()
	if err != nil {
		return out
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for d, list := range s.ids {
		out[d] = slices.Clone(list)
	}
	return out
}

func (c *Collector) get() (*collectorState, error) {
	if c == nil || c.state == nil {
		return nil, fmt.Errorf("%w: a Collector is made by NewCollector", rma.ErrMissing)
	}
	return c.state(), nil
}

// String returns [collector].
func (c Collector) String() string { return "[collector]" }

// Format writes [collector] whatever the verb.
func (c Collector) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// MarshalText returns ErrIdentifier: identifiers are not written.
func (c Collector) MarshalText() ([]byte, error) { return nil, ErrIdentifier }

// Identifiers returns everybody on the list, in the order of the codes, which
// does not tell who came first. Who was erased is not among them: to pass
// erasures on with Rotate, read the identifiers of the source files. For the text
// of an identifier, see [Identifier.Reveal].
func (b *Codebook) Identifiers() Identifiers {
	out := Identifiers{}
	s, err := b.get()
	if err != nil {
		return out
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.sorted() {
		e := s.people[p]
		out[e.domain] = append(out[e.domain], NewIdentifier(e.identifier))
	}
	return out
}
