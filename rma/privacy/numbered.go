package privacy

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Numbered returns a Pseudonymiser that numbers identifiers in the order in
// which they first appear, per domain: C-0001, C-0002, and F-0001. It is what
// readers use when they are given no other. The same files in the same order
// give the same numbers, and no key or list needs to be kept; in another order,
// or with a file left out, the numbers belong to other people. So give one
// Numbered to the files that belong together, and do not compare its pseudonyms
// with those of another run unless the input was the same.
//
// The number tells who came first in the file. If the file has an order that
// means something, such as the alphabet or the date, use [Keyed] or [Codebook]
// for what is published.
//
// It keeps no identifiers, but digests under a random key that ends with the
// program (HMAC-SHA-256), so that the memory of the process cannot be searched
// for names by trying. Several goroutines may use it at once; the numbers then
// depend on which comes first.
func Numbered() Pseudonymiser {
	s := &numberedState{
		last:    map[Domain]int32{},
		numbers: map[[halfDigest]byte]int32{},
	}
	_, _ = rand.Read(s.key[:]) // does not fail: see crypto/rand
	s.digest = hmac.New(sha256.New, s.key[:])
	return numbered{state: func() *numberedState { return s }}
}

type numbered struct{ state func() *numberedState }

// halfDigest is how much of a digest is kept: two of a billion identifiers have the
// same 16 bytes with a chance of one in 10^20.
const halfDigest = sha256.Size / 2

type numberedState struct {
	key     [sha256.Size]byte
	mu      sync.Mutex
	digest  hash.Hash // under the key
	buf     []byte    // of one identifier, and then its digest
	last    map[Domain]int32
	numbers map[[halfDigest]byte]int32
}

// Pseudonym returns the number of an identifier.
func (n numbered) Pseudonym(d Domain, id Identifier) (Pseudonym, error) {
	normal, err := normalIn(d, id)
	if err != nil {
		return Pseudonym{}, err
	}
	s := n.state()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buf = append(append(s.buf[:0], byte(d)), normal...)
	s.digest.Reset()
	s.digest.Write(s.buf)
	s.buf = s.digest.Sum(s.buf[:0])
	digest := [halfDigest]byte(s.buf)
	number, ok := s.numbers[digest]
	if !ok {
		s.last[d]++
		number = s.last[d]
		s.numbers[digest] = number
	}
	return newPseudonym(d, numberCode(int(number))), nil
}

// String returns [numbered].
func (n numbered) String() string { return "[numbered]" }

// Format writes [numbered] whatever the verb.
func (n numbered) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, n.String()) }

// numberCode writes a number with at least four digits. From a million on a
// hyphen stands before the last six, since seven digits in a row are no
// pseudonym.
func numberCode(n int) string {
	if n < 1_000_000 {
		return padded(n, 4)
	}
	return strconv.Itoa(n/1_000_000) + "-" + padded(n%1_000_000, 6)
}

// padded writes a number with at least so many digits.
func padded(n, digits int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, digits-len(s))) + s
}
