package casereview

import "github.com/reflexive-monitoring/toolkit/rma/privacy"

// ReadOptions are the settings of a reader. The zero value works.
type ReadOptions struct {
	// Pseudonyms makes the pseudonyms of cases, families and persons. nil means
	// privacy.Numbered, of this file alone: C-0001, C-0002 in the order of the rows.
	// Give the same to all files that hold the same families, and privacy.Declared
	// for a file in which a data steward put pseudonyms before.
	Pseudonyms privacy.Pseudonymiser
}

func (o ReadOptions) pseudonymiser() privacy.Pseudonymiser {
	if o.Pseudonyms == nil {
		return privacy.Numbered()
	}
	return o.Pseudonyms
}
