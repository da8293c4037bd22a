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
// Errors: ErrEntry, with what is missing.
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
	if _, _, err := e.read(); err != nil {
		return Entry{}, err
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

// read checks the entry and returns it as a reader holds it, or the first field
// that breaks a rule, and the rule.
func (e Entry) read() (s *shown, field string, err error) {
	if field, err := e.check(); err != nil {
		return nil, field, err
	}
	s, at, err := newShown(e)
	if err != nil {
		return nil, fmt.Sprintf("tables[%d]", at), err
	}
	return s, "", nil
}

// check looks at everything that the form of the file does not see to. It
// returns the first field that breaks a rule.
func (e Entry) check() (field string, err error) {
	missing := func(what string) error { return fmt.Errorf("%w: %s is missing", ErrEntry, what) }
	settings, policyErr := e.Policy.Settings()
	switch {
	case blank(e.ID):
		return "id", missing("an id")
	case len(e.ID) > maxID || !printable(e.ID):
		return "id", fmt.Errorf("%w: an id has at most %d bytes, and none that does not print", ErrEntry, maxID)
	case e.On.IsZero():
		return "on", missing("the day on which it was published")
	case blank(e.By):
		return "by", missing("who published it")
	case blank(e.Title):
		return "title", missing("a title")
	case policyErr != nil:
		return "policy", policyErr
	case settings != e.Policy:
		return "policy", fmt.Errorf("%w: the policy in force is asked for, in which nothing is left to the audience", ErrPolicy)
	}
	for i, k := range e.Keys {
		if !k.valid() {
			return fmt.Sprintf("keys[%d]", i), fmt.Errorf("%w: the name of a key has 16 hexadecimal digits", ErrEntry)
		}
	}
	for i, w := range e.Waivers {
		if !w.complete() {
			return fmt.Sprintf("waivers[%d]", i), ErrWaiver
		}
	}
	return e.checkCounts()
}

// checkCounts looks at the tables and the observations.
func (e Entry) checkCounts() (field string, err error) {
	ids := map[string]bool{}
	for i, t := range e.Tables {
		at := fmt.Sprintf("tables[%d]", i)
		switch {
		case ids[t.ID]:
			return at, ErrDuplicateTable
		case !t.fits():
			return at, fmt.Errorf("%w: a table has one count for every row and column, a dash where there is none", ErrEntry)
		}
		ids[t.ID] = true
	}
	observations := map[string]bool{}
	for i, o := range e.Observations {
		switch {
		case observations[o.ID]:
			return fmt.Sprintf("observations[%d]", i), rma.ErrDuplicate
		case blank(o.ID) || !o.Printed.valid() || o.Printed.Kind == NotACount:
			return fmt.Sprintf("observations[%d]", i), fmt.Errorf("%w: an observation has an id and a count", ErrEntry)
		}
		observations[o.ID] = true
	}
	return "", nil
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
