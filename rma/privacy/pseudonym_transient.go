package privacy

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"sync"
)

// Transient returns a Pseudonymiser for pseudonyms that are compared and not
// shown, such as those by which two waves of a survey are paired: the same
// identifier has the same pseudonym in every file that this program reads, and
// another one the next time it runs. It keeps nothing per person. Several
// goroutines may use it at once.
//
// The pseudonym is the whole of HMAC-SHA-256 under a random key that ends with
// the program, so that two people cannot share one.
func Transient() Pseudonymiser { return transient{} }

type transient struct{}

// runKey is the key of this run of the program.
var runKey = sync.OnceValue(func() [sha256.Size]byte {
	var key [sha256.Size]byte
	_, _ = rand.Read(key[:]) // does not fail: see crypto/rand
	return key
})

// Pseudonym returns the pseudonym of an identifier for this run.
func (transient) Pseudonym(d Domain, id Identifier) (Pseudonym, error) {
	normal, err := normalIn(d, id)
	if err != nil {
		return Pseudonym{}, err
	}
	key := runKey()
	mac := hmac.New(sha256.New, key[:])
	mac.Write([]byte{byte(d)})
	mac.Write([]byte(normal))
	return newPseudonym(d, codeEncoding.EncodeToString(mac.Sum(nil))), nil
}
