package leak

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// DefaultLen is how many letters and digits an identifier has at least that
// is looked for, when the options say 0.
const DefaultLen = 4

// Options are the settings of [NewCheck]. With the zero value it looks
// for counts below the policy for the public.
type Options struct {
	// Identifiers are what may not appear: the names and numbers that the raw
	// files had. A family that is written as one cell and whose members are in
	// other columns needs all of these. Empty ones are passed over. None means
	// that names are not looked for.
	Identifiers []privacy.Identifier
	// MinLen is how many letters and digits an identifier has at least; shorter
	// ones are passed over, see [Check.PassedOver]. 0 means DefaultLen.
	MinLen int
	// Initials also looks for names of two and more words with initials in place
	// of the given names: P. Jansen, Jansen P.K.
	Initials bool
	// Parts also looks for each word of a name of two and more words by itself: the
	// Vries of Jan de Vries. It passes over words of fewer than four letters (or
	// MinLen, when that is more), particles such as onder and voor, titles, and the
	// words of [PeopleNouns], so that the family of "Familie Jansen" is none. Given
	// names are found as well, and names that are words too, such as Bakker and
	// Groot: a person has to read what it finds. false means that a name is found
	// with all its words, and a surname alone only when it is an identifier itself.
	Parts bool

	// Policy says which counts are too small; that of a release is
	// [Release.Policy]. The zero value is that for the public. With MinCell -1,
	// counts are not looked for.
	Policy privacy.Policy
	// PeopleNouns are the words behind which a number counts people or cases, and
	// ThingNouns those behind which it does not. nil means those of the functions
	// of that name.
	PeopleNouns, ThingNouns []string
	// SkipBare passes over a bare "K of N": one with no word of PeopleNouns behind
	// it, nor before it with a colon or a bracket. It is for a report with tables of things
	// whose cells say no more than "4 van de 6". With it "3 van de 21 wilden niet"
	// goes unseen too; when the things have names, better add these to ThingNouns.
	// Counts with a noun, and n = 3, are looked for all the same. false means that
	// a bare share may be of people, and is a leak.
	SkipBare bool
	// Waived are the shares that may stand there although they are too small,
	// since a waiver lets them through, as Release.WaivedShares gives them. "9 van
	// de 21" is passed over for {9, 21} in figures and in words, wherever it stands
	// and of whatever it is; "9 gezinnen", "9 van de 20" and "12 van de 21" are not.
	// None means that no share may.
	Waived []rma.Proportion

	// Records are the rows with the characteristics Quasi by which people can be
	// told apart, as [CheckAnonymity] takes them: combinations that fewer than K
	// records share are looked for. No Quasi means that they are not. K 0 means
	// PublicK.
	Records privacy.Records
	Quasi   []string
	K       int

	// Authors are who may stand in the properties of a document or an image, in a
	// tag meta of a page or in the front matter of a text in Markdown, as author,
	// editor, manager or company. nil means nobody.
	Authors []string

	Limits Limits
}

// Check looks for what may not leave in files of any maker. It does not
// change, and may be used by several goroutines. It prints as the numbers of
// things that it looks for, and holds nothing that can be written. Make one with
// [NewCheck]; the zero Check looks for nothing.
//
// A file is held in memory, some five times its size in all. Time goes with the
// size of the file, and hardly with the number of identifiers.
//
// # Identifiers
//
// Both an identifier and a text are taken in the normal form of [Identifier],
// without accents, and as letters and digits with what stands between them. So
// "André de Wit" is found in "ANDRE DE WIT", "andre_de_wit" and "de Wit, Andre".
// The words of a name of up to six words may stand in any order that begins with
// one of them and goes round; a name of eight letters and more may be written as
// one word; up to eight other characters may stand between two words, but no end
// of a paragraph. In numbers of six digits and more a space, point or hyphen may
// stand or be left out at any place. A hyphen and the end of a line may break
// off a word or a number: Jan-, and sen in the next line.
//
// An identifier is found as a whole word: at both ends there is something that
// is no letter or digit, or a letter meets a digit, or a small letter a capital.
// Jansen is found in Jansen's, jansen_1, jansen1 and interviewJansen; not in
// Jansens. An is not found in Anne, nor 1234 in 12345. Of a name of several words
// all must be there, but for a title or a household before it (familie Jansen is
// found as Jansen): Vries is not found for Jan de Vries, unless Options.Parts
// asks for it or Vries is among the identifiers.
//
// # Files
//
// Archives and images are known by their content; texts by the extension of the
// name, and by their content where that says nothing: HTML, SVG and XML (text
// without tags, values of attributes, comments, scripts), Markdown, CSV, JSON,
// other text, DOCX, XLSX and other archives of XML, PNG (every chunk but the
// image), gzip, zlib, and archives in archives. Bytes that are not UTF-8 are taken
// for UTF-16, UTF-32 or Windows-1252. Entities, escapes with a backslash, and URLs
// are decoded, and so is every run of base64 and of hexadecimal digits that holds
// four bytes of text, in one line or in several. A file in such a run or in a data
// URI is looked into as any other. Names of files are looked at too.
//
// Of images and fonts of other kinds the bytes are read as text. PDF, encrypted
// and damaged files, and archives of other kinds are errors that are
// ErrUnread: who asks whether a file is clean must not be told so because it
// could not be opened. A name that is drawn is not found, nor one that is
// misspelt.
//
// # Counts
//
// In running text, tables and the values of attributes: "9 van de 21 gezinnen",
// "9 op de 21", "nine of twenty-one", "9/21 (43%)", "twee casussen", "3 (14%) ouders",
// "gezinnen: 3", "gezinnen (3/21)", "n = 3". A leak is where K, N or N-K is above 0 and below MinCell. A number alone
// is one only before a word of PeopleNouns, with two words between them at most
// ("drie van de jonge kinderen"), or behind one or n, with a colon or an equals
// sign between them; not so in programs, scripts and styles. "K of N" is one
// unless a word of ThingNouns stands behind it ("4 van de 6 methoden"), or before
// it ("pagina 2 van 7"); when neither does, see Options.SkipBare. "Een op de vijf"
// is a rate, unless it is of people. "3/21" may be a date, so it is a count only
// before people, with a percentage, or first in brackets behind people, with two
// words between them at most. Digits may be those of any script. What a count is
// said to be above is none ("at least two families", "more than one person"). "Een"
// counts as 1 in "een van de", with accents, and behind slechts, precies and the
// like ("slechts een gezin", "er was maar een gezin"), since it is an article
// elsewhere.
//
// In a table of HTML a whole number alone in a cell, or with a percentage behind it,
// is one below or behind a th that begins with a plural of PeopleNouns ("ouders met
// werk") or has such a noun behind aantal or number of. It is none when a head says
// that it is of something else (a percentage, a mean, an age, things). Below a
// singular the number of a family may stand. Other counts in cells are for [Audit],
// and so is whether counts are rounded.
//
// # Combinations
//
// A combination is found where all its values stand in one line, paragraph, row
// or JSON object. Missing values are left out, and so are values of one
// character, as long as the others alone are below K.
type Check struct{ state func() *checkState }

// checkState is what a check looks for. It holds identifiers as text, so it is
// kept in a function.
type checkState struct {
	identifiers  *matcher
	combinations *rareClasses
	counter      *phraseCounter // nil when counts are not looked for
	authors      map[string]bool
	limits       Limits
	number       int // of identifiers
	passedOver   int
}

// NewCheck returns a check.
//
// Errors: ErrNoIdentifier with the place of each identifier that has no normal
// form, ErrPolicy for limits and lengths below 0, a waived share of nothing or of
// more than there is, and a policy that cannot be, and those of CheckAnonymity.
func NewCheck(o Options) (*Check, error) {
	policy, err := o.Policy.Settings()
	if err != nil {
		return nil, err
	}
	limits, err := o.Limits.checked()
	if err != nil {
		return nil, err
	}
	if o.MinLen < 0 {
		return nil, fmt.Errorf("%w: MinLen is 0 or more", privacy.ErrPolicy)
	}
	for i, w := range o.Waived {
		if !w.Valid() || w.N == 0 {
			return nil, fmt.Errorf("%w: waived share %d is K of N, with K from 0 to N, and N above 0", privacy.ErrPolicy, i)
		}
	}
	s := &checkState{limits: limits, number: len(o.Identifiers), authors: map[string]bool{}}
	fill(&o.MinLen, DefaultLen)
	folder := newFolder()
	if err := s.addIdentifiers(o, folder); err != nil {
		return nil, err
	}
	if err := s.addCombinations(o, folder); err != nil {
		return nil, err
	}
	if policy.MinCell > 1 {
		s.counter = newCounter(policy, o)
	}
	for _, a := range o.Authors {
		s.authors[privacy.NormalForm(a)] = true
	}
	return &Check{func() *checkState { return s }}, nil
}

func (s *checkState) addIdentifiers(o Options, folder *textFolder) error {
	things := make([][]nameForm, len(o.Identifiers))
	common := map[string]bool(nil)
	if o.Parts {
		common = commonWords(folder)
	}
	var errs []error
	for i, id := range o.Identifiers {
		if id.IsZero() {
			s.passedOver++
			continue
		}
		raw, err := id.Reveal("to look for it in a file")
		if err == nil {
			err = id.Valid()
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("identifier %d: %w", i, err))
			continue
		}
		if letters, _ := folder.text(privacy.NormalForm(raw)); utf8.RuneCount(letters) < max(o.MinLen, 1) {
			s.passedOver++
			continue
		}
		forms := append(nameForms(folder, raw, o.Initials), bareForms(folder, raw, o.Initials)...)
		if o.Parts {
			forms = append(forms, partForms(folder, raw, common)...)
		}
		for _, form := range forms {
			if utf8.RuneCountInString(form.text) >= o.MinLen {
				things[i] = append(things[i], form)
			}
		}
	}
	s.identifiers = newMatcher(things)
	return errors.Join(errs...)
}

func (s *checkState) addCombinations(o Options, folder *textFolder) error {
	a := privacy.Anonymity{}
	if len(o.Quasi) > 0 {
		var err error
		if a, err = privacy.CheckAnonymity(o.Records, o.Quasi, privacy.AnonymityOptions{K: o.K}); err != nil {
			return err
		}
	}
	s.combinations = newCombinations(a, folder)
	return nil
}

// get returns the state, one that looks for nothing for the zero Check.
func (c Check) get() *checkState {
	if c.state == nil {
		limits, _ := Limits{}.checked()
		return &checkState{identifiers: newMatcher(nil), combinations: newCombinations(privacy.Anonymity{}, newFolder()), limits: limits}
	}
	return c.state()
}

// PassedOver returns how many identifiers are not looked for, because they are
// empty or too short. A file without leaks can have these.
func (c Check) PassedOver() int { return c.get().passedOver }

// String returns how many things are looked for.
func (c Check) String() string {
	s := c.get()
	counts := "no counts"
	if s.counter != nil {
		counts = fmt.Sprintf("counts below %d", s.counter.policy.MinCell)
		if n := len(s.counter.waived); n > 0 {
			counts += fmt.Sprintf(", but for shares waived: %d", n)
		}
	}
	combinations := 0
	for _, classes := range s.combinations.classes {
		combinations += len(classes)
	}
	return fmt.Sprintf("%d identifiers, of which %d passed over; %d combinations; %s", s.number, s.passedOver, combinations, counts)
}

// Format writes String whatever the verb.
func (c Check) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }
