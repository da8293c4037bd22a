package privacy

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrRotation says that pseudonyms cannot be replaced by others one for one.
var ErrRotation = errors.New("not a replacement of pseudonyms one for one")

// Rotation says which new pseudonym replaces which old one, so that data and
// codings that were made before can go on under a new key or new codes. It
// holds no identifiers; but who has it can connect the old data with the new,
// so destroy it when everything is replaced. The zero Rotation replaces nothing.
type Rotation struct {
	pairs    []RotationPair
	warnings []rma.Warning
}

// RotationPair is one pseudonym with what replaces it.
type RotationPair struct{ Old, New Pseudonym }

// Rotate makes for every identifier the old and the new pseudonym, when a key
// leaked, or is changed by rule:
//
//	rotation, err := privacy.Rotate(oldKeyed, newKeyed, privacy.CaseDomain, ids)
//
// An identifier may be there more than once. Two old pseudonyms that would
// become one, and one that would become two, are ErrRotation; an identifier that
// either side refuses gives the error of that side. The errors name the place of
// the identifier among ids, counted from 1. To rotate the codes of a codebook,
// use [Codebook.Rotate].
//
// # People who were erased
//
// Who was erased on either side gets no pair, so that the data of that person
// are not carried on. Who was erased on the old side is erased on the new side
// too: write the list of erasures again under the new key, or save the new
// codebook, and the person stays out. A new side that cannot leave anybody out,
// such as Numbered, is then ErrRotation. After an error nobody is erased
// on the new side, but for an error of the erasing itself.
//
// An erasure can be passed on only when the identifier is among ids: neither a
// key nor a codebook can give it back. So give all identifiers of the source files
// (a reader of pseudonyms leaves the erased out; [Collector] does not), and do it
// once for each domain. See [Rotation.Warnings] for who is missing: an erased
// person who is in no source file any more can do without, and one who is in
// a file that was not given comes back with it.
func Rotate(from, to Pseudonymiser, d Domain, ids []Identifier) (Rotation, error) {
	if from == nil || to == nil {
		return Rotation{}, fmt.Errorf("%w: a Pseudonymiser to rotate from and one to rotate to", rma.ErrMissing)
	}
	b, gone := newRotationBuilder(), carried{old: map[string]bool{}, all: map[string]bool{}}
	for i, id := range ids {
		old, err := from.Pseudonym(d, id)
		if errors.Is(err, ErrErased) {
			gone.note(i, id, true)
			continue
		}
		if err != nil {
			return Rotation{}, fmt.Errorf("identifier %d, old pseudonym: %w", i+1, err)
		}
		next, err := to.Pseudonym(d, id)
		if errors.Is(err, ErrErased) {
			gone.note(i, id, false)
			continue
		}
		if err != nil {
			return Rotation{}, fmt.Errorf("identifier %d, new pseudonym: %w", i+1, err)
		}
		if err := b.add(RotationPair{old, next}); err != nil {
			return Rotation{}, fmt.Errorf("identifier %d: %w", i+1, err)
		}
	}
	if err := gone.carry(to, d, ids); err != nil {
		return Rotation{}, err
	}
	r := b.rotation()
	r.warnings = gone.warnings(from, d)
	return r, nil
}

// Rotate gives everybody on the list a new random code, one that nobody had, and
// returns the pairs. Who was erased stays erased. After an error the list is as
// it was. Save the codebook and the rotation before using either.
func (b *Codebook) Rotate() (Rotation, error) {
	s, err := b.get()
	if err != nil {
		return Rotation{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var r Rotation
	people := make(map[Pseudonym]codebookEntry, len(s.people))
	codes := make(map[codebookEntry]Pseudonym, len(s.people))
	taken := make(map[Pseudonym]bool, len(s.people))
	for _, old := range s.sorted() {
		e := s.people[old]
		p, err := s.draw(e.domain, taken)
		if err != nil {
			return Rotation{}, err
		}
		people[p], codes[e.normal()], taken[p] = e, p, true
		r.pairs = append(r.pairs, RotationPair{old, p})
	}
	s.people, s.codes = people, codes
	return r, nil
}

// Apply returns what replaces a pseudonym; false when the rotation does not have
// it.
func (r Rotation) Apply(p Pseudonym) (Pseudonym, bool) {
	i, ok := slices.BinarySearchFunc(r.pairs, p, func(pair RotationPair, p Pseudonym) int { return pair.Old.Compare(p) })
	if !ok {
		return Pseudonym{}, false
	}
	return r.pairs[i].New, true
}

// Len returns the number of pairs.
func (r Rotation) Len() int { return len(r.pairs) }

// Pairs returns the pairs, sorted by the old pseudonym.
func (r Rotation) Pairs() []RotationPair { return slices.Clone(r.pairs) }

// Warnings returns what Rotate met, for a rotation that it made: WarnErased with
// the number of people who were erased and have no pair, and WarnErasureLost with
// the number of those erased on the old side, in this domain, who were not
// among the identifiers, and so are not erased on the new side.
func (r Rotation) Warnings() []rma.Warning { return slices.Clone(r.warnings) }

// rotationBuilder takes up pairs and sees that they are one for one.
type rotationBuilder struct {
	to   map[Pseudonym]Pseudonym // old to new
	from map[Pseudonym]Pseudonym // new to old
}

func newRotationBuilder() rotationBuilder {
	return rotationBuilder{map[Pseudonym]Pseudonym{}, map[Pseudonym]Pseudonym{}}
}

func (b rotationBuilder) add(pair RotationPair) error {
	if to, ok := b.to[pair.Old]; ok && to != pair.New {
		return fmt.Errorf("%w: its old pseudonym would become two new ones", ErrRotation)
	}
	if from, ok := b.from[pair.New]; ok && from != pair.Old {
		return fmt.Errorf("%w: its old pseudonym and another would become one", ErrRotation)
	}
	b.to[pair.Old], b.from[pair.New] = pair.New, pair.Old
	return nil
}

func (b rotationBuilder) rotation() Rotation {
	var r Rotation
	for _, old := range slices.SortedFunc(maps.Keys(b.to), Pseudonym.Compare) {
		r.pairs = append(r.pairs, RotationPair{old, b.to[old]})
	}
	return r
}
