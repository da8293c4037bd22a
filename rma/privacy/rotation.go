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
type Rotation struct{ pairs []RotationPair }

// RotationPair is one pseudonym with what replaces it.
type RotationPair struct{ Old, New Pseudonym }

// Rotate makes for every identifier the old and the new pseudonym, when a key
// was lost, leaked, or is changed by rule:
//
//	rotation, err := privacy.Rotate(oldKeyed, newKeyed, privacy.CaseDomain, ids)
//
// An identifier may be there more than once. Two old pseudonyms that would
// become one, and one that would become two, are ErrRotation; an identifier that
// either side refuses gives the error of that side. The errors name the place of
// the identifier among ids, counted from 1. To rotate the codes of a codebook,
// use [Codebook.Rotate].
func Rotate(from, to Pseudonymiser, d Domain, ids []Identifier) (Rotation, error) {
	if from == nil || to == nil {
		return Rotation{}, fmt.Errorf("%w: a Pseudonymiser to rotate from and one to rotate to", rma.ErrMissing)
	}
	b := newRotationBuilder()
	for i, id := range ids {
		old, err := from.Pseudonym(d, id)
		if err != nil {
			return Rotation{}, fmt.Errorf("identifier %d, old pseudonym: %w", i+1, err)
		}
		next, err := to.Pseudonym(d, id)
		if err != nil {
			return Rotation{}, fmt.Errorf("identifier %d, new pseudonym: %w", i+1, err)
		}
		if err := b.add(RotationPair{old, next}); err != nil {
			return Rotation{}, fmt.Errorf("identifier %d: %w", i+1, err)
		}
	}
	return b.rotation(), nil
}

// Rotate gives everybody on the list a new random code, one that nobody had, and
// returns the pairs. After an error the list is as it was. Save the codebook and
// the rotation before using either.
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
