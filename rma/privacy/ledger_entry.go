package privacy

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Entry is one release in a ledger: when it was published, for whom, by whom,
// under which policy, and the counts as they were printed.
type Entry struct {
	ID      string // unique in a ledger
	On      rma.Date
	By      string // who published it
	Title   string
	Purpose string // what for, "" when it was not recorded
	Policy  Policy // as in force

	Keys         []KeyID // with which pseudonyms were made
	Waivers      []Waiver
	Tables       []PublishedTable
	Observations []PublishedCount

	teamToo bool
}

// EntryOptions says what a release does not know of itself. On, By and Title are
// required: the library does not look at the clock, and a ledger that does not
// say what was published, when and by whom is of no use to those who come after.
type EntryOptions struct {
	On      rma.Date
	By      string
	Title   string
	Purpose string  // "" means not recorded
	Keys    []KeyID // with which the pseudonyms were made; none means none
	// ID names the release in warnings; "" means the day and eight digits, made of
	// everything above and the ids of the tables. It must not say anything that a
	// reader of a warning should not know.
	ID string
	// TeamToo lets a release for the team into the ledger. Such a release holds
	// every count as it is, so that the ledger becomes as secret as the data, and
	// must be kept with them. False means that AppendEntry refuses it.
	TeamToo bool
}

var (
	// ErrEntry means that an entry of a ledger is not complete or contradicts itself.
	ErrEntry = errors.New("not an entry of a ledger")
	// ErrTeamEntry means that a release for the team would get into a ledger.
	ErrTeamEntry = errors.New("a release for the research team holds every count as it is; EntryOptions.TeamToo puts it in the ledger, which then has to be kept as the data are")
)

// NewEntry returns what the release shows, as an entry for a ledger. The
// percentages, means and words of the release are not in it.
//
// Errors: ErrEntry, with everything that is missing at once, each an
// *rma.DataError with the field.
func NewEntry(release *Release, o EntryOptions) (Entry, error) {
	if release == nil {
		return Entry{}, fmt.Errorf("%w: no release", ErrEntry)
	}
	e := entryOf(release)
	e.ID, e.On, e.By, e.Title, e.Purpose = o.ID, o.On, o.By, o.Title, o.Purpose
	e.Keys = append([]KeyID(nil), o.Keys...)
	e.teamToo = o.TeamToo && e.Policy.Audience == Team
	if e.ID == "" {
		e.ID = e.usualID()
	}
	if _, found := e.read(); len(found) > 0 {
		return Entry{}, joined("entry", found)
	}
	return e, nil
}

// entryOf returns what the release knows of itself.
func entryOf(r *Release) Entry {
	e := Entry{Policy: r.policy, Waivers: append([]Waiver(nil), r.waivers...)}
	for _, t := range r.tables {
		e.Tables = append(e.Tables, publishedTable(t.t))
	}
	e.Observations = publishedCounts(r.evidence)
	return e
}

// usualID names an entry by its day and a digest of what it is about. The counts
// are not in it, so that it tells nobody whether a guess of them is right.
func (e Entry) usualID() string {
	about := fmt.Sprintf("%q %q %q %q %v", e.By, e.Title, e.Purpose, e.Keys, e.Policy)
	for _, t := range e.Tables {
		about += fmt.Sprintf(" %q", t.ID)
	}
	sum := sha256.Sum256([]byte(about))
	return fmt.Sprintf("%v-%s", e.On, hex.EncodeToString(sum[:4]))
}

// maxID bounds what a warning repeats.
const maxID = 100

// breach is a field of an entry and the rule that it breaks.
type breach struct {
	field string
	err   error
}

// read checks the entry and returns it as a reader holds it, or every rule that
// is broken.
func (e Entry) read() (*shown, []breach) {
	if found := e.check(); len(found) > 0 {
		return nil, found
	}
	s, at, err := newShown(e)
	if err != nil {
		return nil, []breach{{fmt.Sprintf("tables[%d]", at), err}}
	}
	return s, nil
}

// check looks at everything that the form of the file does not see to.
func (e Entry) check() []breach {
	var out []breach
	add := func(field string, err error) { out = append(out, breach{field, err}) }
	need := func(there bool, field, what string) {
		if !there {
			add(field, fmt.Errorf("%w: %s is missing", ErrEntry, what))
		}
	}
	need(!blank(e.ID), "id", "an id")
	if len(e.ID) > maxID || !printable(e.ID) {
		add("id", fmt.Errorf("%w: an id has at most %d bytes, and none that does not print", ErrEntry, maxID))
	}
	need(!e.On.IsZero(), "on", "the day on which it was published")
	need(!blank(e.By), "by", "who published it")
	need(!blank(e.Title), "title", "a title")
	if settings, err := e.Policy.Settings(); err != nil {
		add("policy", err)
	} else if settings != e.Policy {
		add("policy", fmt.Errorf("%w: the policy in force is asked for, in which nothing is left to the audience", ErrPolicy))
	}
	for i, k := range e.Keys {
		if !k.valid() {
			add(fmt.Sprintf("keys[%d]", i), fmt.Errorf("%w: the name of a key has 16 hexadecimal digits", ErrEntry))
		}
	}
	for i, w := range e.Waivers {
		if err := w.check(); err != nil {
			add(fmt.Sprintf("waivers[%d]", i), err)
		}
	}
	return append(out, e.checkCounts()...)
}

// checkCounts looks at the tables and the observations.
func (e Entry) checkCounts() []breach {
	var out []breach
	ids := map[string]bool{}
	for i, t := range e.Tables {
		at := fmt.Sprintf("tables[%d]", i)
		switch {
		case ids[t.ID]:
			out = append(out, breach{at, ErrDuplicateTable})
		case !t.fits():
			out = append(out, breach{at, fmt.Errorf("%w: a table has one count for every row and column, a dash where there is none", ErrEntry)})
		}
		ids[t.ID] = true
	}
	observations := map[string]bool{}
	for i, o := range e.Observations {
		at := fmt.Sprintf("observations[%d]", i)
		switch {
		case observations[o.ID]:
			out = append(out, breach{at, rma.ErrDuplicate})
		case blank(o.ID) || !o.Printed.valid() || o.Printed.Kind == NotACount:
			out = append(out, breach{at, fmt.Errorf("%w: an observation has an id and a count", ErrEntry)})
		}
		observations[o.ID] = true
	}
	return out
}

// joined returns the breaches as one error, each at the field in a file; nil when
// there are none.
func joined(file string, found []breach) error {
	ps := rma.Problems{File: file}
	for _, b := range found {
		ps.Add(0, 0, b.field, b.err)
	}
	return ps.Err()
}

// valid reports whether this is the name of a key.
func (k KeyID) valid() bool {
	b, err := hex.DecodeString(string(k))
	return err == nil && len(b) == 8 && hex.EncodeToString(b) == string(k)
}

// printable reports whether a name can stand in a line of text.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsGraphic(r) })
}
