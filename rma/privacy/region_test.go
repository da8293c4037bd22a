package privacy

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const drentheRegions = "place;region\n" +
	"Aa en Hunze;Noord-Drenthe\n" +
	"Assen;Noord-Drenthe\n" +
	"Coevorden;Zuidoost-Drenthe\n" +
	"Súdwest-Fryslân;  Fryslân  \n" +
	"'s-Gravenhage;Haaglanden\n" +
	"\n;\n" +
	"IJsselstein;Utrecht\n"

func readRegions(t testing.TB, text string) Regions {
	t.Helper()
	r, err := ReadRegions(strings.NewReader(text), "regions.csv")
	require.NoError(t, err)
	return r
}

func TestRegionsOf(t *testing.T) {
	r := readRegions(t, drentheRegions)
	for _, c := range []struct{ why, place, region string }{
		{"as it is written", "Aa en Hunze", "Noord-Drenthe"},
		{"upper case", "AA EN HUNZE", "Noord-Drenthe"},
		{"white space around and within", "\tAa  en\u00a0Hunze ", "Noord-Drenthe"},
		{"without accents", "Sudwest-Fryslan", "Fryslân"},
		{"accents typed apart", "Su\u0301dwest-Frysla\u0302n", "Fryslân"},
		{"a curly apostrophe", "’s-gravenhage", "Haaglanden"},
		{"a hyphen that does not break", "'s\u2011Gravenhage", "Haaglanden"},
		{"IJ as one letter", "ĳsselstein", "Utrecht"},
		{"a mark that nobody sees", "As\u00adsen\u200f", "Noord-Drenthe"},
		{"a place that the file does not have", "Emmen", ""},
		{"part of a name", "Aa", ""},
		{"a space is no hyphen", "Sudwest Fryslan", ""},
		{"no place", "", ""},
		{"marks alone are no place", "\u200f \u0301", ""},
		{"not UTF-8", "As\xffsen", ""},
		{"NUL", "Assen\x00", ""},
		{"very long", strings.Repeat("Assen", 1<<16), ""},
	} {
		region, ok := r.Of(c.place)
		assert.Equal(t, c.region, region, c.why)
		assert.Equal(t, c.region != "", ok, c.why)
	}
	assert.Equal(t, []string{"Noord-Drenthe", "Zuidoost-Drenthe", "Fryslân", "Haaglanden", "Utrecht"}, r.All())
	assert.Equal(t, 2, r.Places("noord-drenthe"))
	assert.Equal(t, 1, r.Places("Fryslân"), "a region of one place hides nothing")
	assert.Zero(t, r.Places("Emmen"))
	assert.Equal(t, "5 regions, 6 places", fmt.Sprintf("%v", r))
	r.All()[0] = "changed"
	region, _ := r.Of("Assen")
	assert.Equal(t, "Noord-Drenthe", region)
}

func TestRegionsNobodyRead(t *testing.T) {
	region, ok := Regions{}.Of("Assen")
	assert.False(t, ok)
	assert.Empty(t, region)
	assert.Empty(t, Regions{}.All())
	assert.Equal(t, "0 regions, 0 places", Regions{}.String())
	empty := readRegions(t, "place;region\n")
	_, ok = empty.Of("")
	assert.False(t, ok)
}

func TestReadRegionsForms(t *testing.T) {
	for _, c := range []struct{ why, text string }{
		{"commas and a byte order mark", "\ufeffplace,region\r\nAssen,Noord\r\n"},
		{"quoted, in another order", "Region ; PLACE\n\"Noord\";\"Assen\"\n"},
		{"twice in one region, in two spellings", "place;region\nAssen;Noord\nASSEN;noord\n"},
	} {
		r := readRegions(t, c.text)
		region, ok := r.Of("Assen")
		assert.True(t, ok, c.why)
		assert.Equal(t, "Noord", region, c.why)
		assert.Equal(t, 1, r.Places("Noord"), c.why)
	}
}

func TestReadRegionsErrors(t *testing.T) {
	for _, c := range []struct {
		why, text string
		places    []string
		cause     error
	}{
		{"no file", "", []string{"r.csv:1"}, rma.ErrEmpty},
		{"no heading for the region", "place;gebied\nGeheim;x\n", []string{"r.csv:1 (region)"}, rma.ErrMissingColumn},
		{"a heading that it does not have", "place;region;opmerking\nGeheim;x;\n", []string{"r.csv:1:3"}, rma.ErrUnknownHeading},
		{"a place without a region", "place;region\nGeheim;\n", []string{"r.csv:2:2 (region)"}, rma.ErrMissing},
		{"a region without a place", "place;region\n \u200b;Geheim\n", []string{"r.csv:2:1 (place)"}, rma.ErrMissing},
		{"white space in both cells", "place;region\n ; \n", []string{"r.csv:2:1 (place)", "r.csv:2:2 (region)"}, rma.ErrMissing},
		{"two regions for one place", "place;region\nGeheim;a\nGEHEIM;b\nGeheim;a\n", []string{"r.csv:3:2 (region)"}, ErrOtherRegion},
		{"all of them at once", "place;region\nGeheim;a\nGeheim;b\nx;\nGeheim;c\n", []string{"r.csv:3:2 (region)", "r.csv:4:2 (region)", "r.csv:5:2 (region)"}, ErrOtherRegion},
		{"a row of another length", "place;region\nGeheim\n", []string{"r.csv:2"}, rma.ErrRagged},
		{"not UTF-8", "place;region\nGeheim\xff;a\n", []string{"r.csv:2:1 (place)"}, rma.ErrEncoding},
		{"NUL", "place;region\nGeheim;a\x00\n", []string{"r.csv:2:2 (region)"}, rma.ErrEncoding},
		{"a quote that never closes", "place;region\n\"Geheim;a\n", []string{"r.csv:2:1 (place)"}, rma.ErrQuote},
		{"a cell beyond the limit", "place;region\n" + strings.Repeat("Geheim", 1<<20) + ";a\n", []string{"r.csv:2"}, rma.ErrTooLarge},
	} {
		r, err := ReadRegions(strings.NewReader(c.text), "r.csv")
		require.ErrorIs(t, err, c.cause, c.why)
		assert.Empty(t, r.All(), c.why)
		assert.NotContains(t, strings.ToLower(err.Error()), "geheim", c.why)
		lines := strings.Split(err.Error(), "\n")
		require.Len(t, lines, len(c.places), c.why)
		for i, place := range c.places {
			assert.True(t, strings.HasPrefix(lines[i], place), "%s: %s", c.why, lines[i])
		}
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
	}
}

// Formula cells and marks of direction are names like any other: a writer
// guards them, and a reader must not lose a place.
func TestReadRegionsHostileNames(t *testing.T) {
	r := readRegions(t, "place;region\n=1+1;@som\n\u202eAssen;Noord\n")
	region, ok := r.Of("=1+1")
	assert.True(t, ok)
	assert.Equal(t, "@som", region)
	region, _ = r.Of("Assen")
	assert.Equal(t, "Noord", region)
}

// The order of the lines changes the order of the regions only.
func TestReadRegionsAnyOrder(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(strings.TrimPrefix(drentheRegions, "place;region\n")), "\n")
	want := readRegions(t, drentheRegions)
	r := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got := readRegions(t, "place;region\n"+strings.Join(rows, "\n"))
		for _, place := range []string{"assen", "aa en hunze", "coevorden", "ijsselstein", "emmen"} {
			a, _ := want.Of(place)
			b, _ := got.Of(place)
			assert.Equal(t, a, b)
		}
		assert.ElementsMatch(t, want.All(), got.All())
	}
}

// foldName gives the same again when it is applied twice, or names that were
// read would not be found.
func TestFoldNameSettles(t *testing.T) {
	for _, s := range []string{"Súdwest-Fryslân", "ĲSSELSTEIN", "ﬀ ﬃ", "İzmir", "straße", "´s-Hertogenbosch", "A\u0345", "\u1e9e", "ǅ", "Å", "\xff", "１２", "ﾞ", "K"} {
		assert.Equal(t, foldName(s), foldName(foldName(s)), "%q", s)
		assert.Equal(t, foldName(s), foldName(strings.ToUpper(foldName(s))), "%q", s)
	}
}

func FuzzReadRegions(f *testing.F) {
	for _, s := range []string{drentheRegions, "place;region\nA;B\nA;C\n", "place,region\n\"a\nb\",c\n", "sep=|\nplace|region\nx|y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ReadRegions(strings.NewReader(text), "r.csv")
		if err != nil {
			require.Empty(t, r.All())
			return
		}
		total := 0
		for _, region := range r.All() {
			require.NotEmpty(t, region)
			require.Positive(t, r.Places(region))
			total += r.Places(region)
		}
		require.Len(t, r.of, total)
		for place := range r.of {
			_, ok := r.Of(place)
			require.True(t, ok, "a place that was read is found: %q", place)
		}
	})
}
