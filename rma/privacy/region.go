package privacy

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrOtherRegion is the cause when a file gives one place two regions.
var ErrOtherRegion = errors.New("an earlier line puts this place in another region")

// Regions say in which region a place lies, so that a table can show the region
// in place of a municipality with few cases. They are made by [ReadRegions] and
// do not change after that. The zero Regions know no place.
//
// No list of municipalities comes with the library: municipalities merge every
// year, and which places are shown together is a choice of the study.
type Regions struct {
	of     map[string]int // place as compared to region
	names  []string
	places []int // of each region
}

// ReadRegions reads a delimited file with the headings place and region: UTF-8,
// separated by semicolons or commas.
//
//	place;region
//	Aa en Hunze;Noord-Drenthe
//	Coevorden;Zuidoost-Drenthe
//
// Names are compared without regard to upper and lower case, accents, white
// space, kinds of apostrophe and hyphen, and invisible characters: "SUDWEST
// FRYSLAN" and "Súdwest Fryslân" are one place. A hyphen and a space are two
// things. A region is shown as its first line writes it. A place may occur more
// than once as long as it lies in one region.
//
// Errors: all of them at once, each an *rma.DataError with file, line and
// column: ErrOtherRegion, rma.ErrMissing for an empty cell, rma.ErrUnknownHeading,
// and those of the form of a delimited file. Then there are no regions. No error
// repeats a place.
func ReadRegions(r io.Reader, file string) (Regions, error) {
	p := rma.Problems{File: file}
	tr := tabular.NewReader(r)
	columns, err := tr.Columns("place", "region")
	if err != nil {
		p.AddTabular(err)
		return Regions{}, p.Err()
	}
	for _, column := range tr.Unasked() {
		p.Add(1, column, "", fmt.Errorf("%w; the headings are place, region", rma.ErrUnknownHeading))
	}
	b := regionBuilder{Regions: Regions{of: map[string]int{}}, numbers: map[string]int{}}
	for row, err := range tr.Rows() {
		switch {
		case err != nil:
			p.AddTabular(err)
		case !row.Blank():
			for _, bad := range b.add(row, columns[0], columns[1]) {
				p.AddTabular(bad)
			}
		}
	}
	if err := p.Err(); err != nil {
		return Regions{}, err
	}
	return b.Regions, nil
}

// regionBuilder holds what is needed while reading only.
type regionBuilder struct {
	Regions
	numbers map[string]int // region as compared to its number
}

func (b *regionBuilder) add(row tabular.Row, place, region tabular.Column) (bad []error) {
	from, to := foldName(row.Get(place)), foldName(row.Get(region))
	for _, cell := range []struct {
		text   string
		column tabular.Column
	}{{from, place}, {to, region}} {
		if cell.text == "" {
			bad = append(bad, row.Error(cell.column, rma.ErrMissing))
		}
	}
	if len(bad) > 0 {
		return bad
	}
	number, known := b.numbers[to]
	earlier, again := b.of[from]
	switch {
	case again && known && earlier == number:
		return nil
	case again:
		return []error{row.Error(region, ErrOtherRegion)}
	case !known:
		number = len(b.names)
		b.numbers[to] = number
		b.names = append(b.names, strings.Join(strings.Fields(row.Get(region)), " "))
		b.places = append(b.places, 0)
	}
	b.of[from] = number
	b.places[number]++
	return nil
}

// Of returns the region of a place, and false when the file does not have it.
// Do not show the place itself then.
func (r Regions) Of(place string) (region string, ok bool) {
	i, ok := r.of[foldName(place)]
	if !ok {
		return "", false
	}
	return r.names[i], true
}

// All returns the regions in the order in which the file first names them.
func (r Regions) All() []string { return slices.Clone(r.names) }

// Places returns how many places lie in a region, 0 when there is no such
// region. A region of one place hides nothing.
func (r Regions) Places(region string) int {
	key := foldName(region)
	for i, name := range r.names {
		if foldName(name) == key {
			return r.places[i]
		}
	}
	return 0
}

// String returns the numbers of regions and places.
func (r Regions) String() string {
	return fmt.Sprintf("%d regions, %d places", len(r.names), len(r.of))
}

// foldName returns the form in which names of places are compared.
func foldName(name string) string {
	plain := func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf):
			return -1
		case strings.ContainsRune("‘’ʼ`´", r):
			return '\''
		case unicode.Is(unicode.Pd, r):
			return '-'
		}
		return r
	}
	name = strings.Map(plain, norm.NFKD.String(strings.Map(plain, name)))
	name = strings.Map(plain, norm.NFKD.String(cases.Fold().String(name)))
	return strings.Join(strings.Fields(name), " ")
}
