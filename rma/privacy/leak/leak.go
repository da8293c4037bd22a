package leak

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	// ErrLeak says that something stands in the files that may not leave.
	ErrLeak = errors.New("what may not leave stands in the files")

	// ErrLimit says that a file is larger than the check goes through, so
	// that nobody can tell whether it holds a leak.
	ErrLimit = errors.New("beyond the limits of the check, so not looked into")

	// ErrUnread says that a file, or a part of it, cannot be looked into:
	// its form is not known to the check, it is damaged, or it has a password.
	ErrUnread = errors.New("cannot be looked into")
)

// Kind says what was found.
type Kind uint8

const (
	NotGiven      Kind = iota
	OfIdentifier       // an identifier, in one of the forms of Check
	OfFileName         // an identifier in the name of a file or a folder
	OfMetadata         // an author, an editor, a manager or a company
	OfSmallCount       // a count of people or cases below the policy
	OfCombination      // characteristics that together too few people share
)

var terms = rma.Terms{
	{"", "niet gegeven", "not given"},
	{"identifier", "identificerend gegeven", "identifier"},
	{"name", "identificerend gegeven in een bestandsnaam", "identifier in the name of a file"},
	{"metadata", "auteur of organisatie in de eigenschappen", "author or company in the properties"},
	{"small-count", "te klein aantal", "count that is too small"},
	{"combination", "combinatie van kenmerken die te weinig mensen delen", "characteristics that too few people share"},
}

// String returns the key, "" for not given.
func (k Kind) String() string { return terms.Key("Kind", uint8(k)) }

// Label returns the name in language l.
func (k Kind) Label(l rma.Lang) string { return terms.Text("Kind", uint8(k)).In(l) }

// MarshalText writes the key.
func (k Kind) MarshalText() ([]byte, error) { return terms.Marshal("Kind", uint8(k)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (k *Kind) UnmarshalText(text []byte) error {
	v, err := terms.Parse("Kind", text)
	*k = Kind(v)
	return err
}

// Leak is a place where something stands that may not leave. It holds no word
// of what stands there.
type Leak struct {
	// File is the name as it was given. What holds an identifier in it is shown
	// as [name], or as [entry 3] when it is the third of its folder.
	File string
	// Part is where in the file: the part of a document or an archive, the kind
	// of chunk in an image. "" is the file itself.
	Part string
	// Line and Column count lines, and characters in the line, from 1. In a sheet
	// with the part name ending in "#rows" they count rows and characters in the row, with one
	// character between two cells. Of a name, Column counts characters in it. 0
	// is no place.
	Line, Column int
	Kind         Kind

	// What says which. OfIdentifier and OfFileName: the place in
	// Options.Identifiers, from 0. OfSmallCount: which count is small, as
	// int(OfCell), int(OfBase) or int(OfRest). OfCombination: the place among
	// [Anonymity.OffendingClasses]. OfMetadata: 0 the author, 1 who edited last,
	// 2 the company, 3 the manager; of a page and of the front matter of a text
	// always 0, with whatever is said there of an author.
	What int
}

// String returns the place and the kind.
func (l Leak) String() string {
	var b strings.Builder
	b.WriteString(l.File)
	if l.Part != "" {
		b.WriteString("!" + l.Part)
	}
	if l.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", l.Line, l.Column)
	}
	return b.String() + ": " + l.Kind.Label(rma.English)
}

// compare orders leaks as they are returned.
func (l Leak) compare(m Leak) int {
	return cmp.Or(strings.Compare(l.File, m.File), strings.Compare(l.Part, m.Part), cmp.Compare(l.Line, m.Line),
		cmp.Compare(l.Column, m.Column), cmp.Compare(l.Kind, m.Kind), cmp.Compare(l.What, m.What))
}

// Leaks is what a check found, in the order of file, part, line, column and
// kind.
type Leaks []Leak

// String returns how many of each kind there are in each file.
func (ls Leaks) String() string {
	if len(ls) == 0 {
		return "no leaks\n"
	}
	type group struct {
		file string
		kind Kind
	}
	count := map[group]int{}
	var groups []group
	for _, l := range ls {
		g := group{l.File, l.Kind}
		if count[g] == 0 {
			groups = append(groups, g)
		}
		count[g]++
	}
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(strings.Compare(a.file, b.file), cmp.Compare(a.kind, b.kind))
	})
	var b strings.Builder
	for _, g := range groups {
		fmt.Fprintf(&b, "%s: %d, %s\n", g.file, count[g], g.kind.Label(rma.English))
	}
	return b.String()
}

// Err returns nil when nothing was found, and otherwise ErrLeak with how many.
func (ls Leaks) Err() error {
	if len(ls) == 0 {
		return nil
	}
	files := map[string]bool{}
	for _, l := range ls {
		files[l.File] = true
	}
	return fmt.Errorf("%w: places=%d, files=%d", ErrLeak, len(ls), len(files))
}
