package leak

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A file names a family with a noun before it, which a report leaves out.
func TestHouseholds(t *testing.T) {
	for _, c := range []struct {
		why, identifier, text string
		found                 bool
	}{
		{"another noun", "Familie van den Berg", "het gezin van den Berg", true},
		{"a title", "de heer P. Jansen", "volgens P. Jansen zelf", true},
		{"none", "Gezin Jansen", "mevrouw Jansen belde", true},
		{"as it is", "Familie van den Berg", "Familie van den Berg", true},
		{"particles alone are no name", "Familie van", "van de week", false},
		{"too little is left", "fam. Bos", "in het bos", false},
		{"a name that begins with a title in it", "Mevrouwen Bakker", "Bakker", false},
		{"two before it", "mevr. dr. Willemsen", "Willemsen", true},
		{"nothing but a title", "mevrouw", "mevrouw kwam", true},
	} {
		found := len(scan(t, namesOnly(t, Options{}, c.identifier), "a.txt", c.text)) > 0
		assert.Equal(t, c.found, found, c.why)
	}
}
