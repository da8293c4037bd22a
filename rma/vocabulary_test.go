package rma

import (
	"encoding"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// closedVocabulary is what every closed vocabulary can do.
type closedVocabulary interface {
	fmt.Stringer
	Label(Lang) string
}

func TestVocabulariesRoundTrip(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int // values, the zero value included
		of   func(uint8) (closedVocabulary, encoding.TextUnmarshaler)
	}{
		{"Bouwsteen", len(bouwsteenTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Bouwsteen(v), new(Bouwsteen) }},
		{"Level", len(levelTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Level(v), new(Level) }},
		{"Phase", len(phaseTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Phase(v), new(Phase) }},
		{"Strand", len(strandTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Strand(v), new(Strand) }},
		{"Coverage", len(coverageTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Coverage(v), new(Coverage) }},
		{"Stance", len(stanceTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Stance(v), new(Stance) }},
		{"Prominence", len(prominenceTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Prominence(v), new(Prominence) }},
		{"Confidence", len(confidenceTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Confidence(v), new(Confidence) }},
		{"Verdict", len(verdictTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Verdict(v), new(Verdict) }},
		{"ElementKind", len(elementKindTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return ElementKind(v), new(ElementKind) }},
		{"PilotEventKind", len(pilotEventTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) {
			return PilotEventKind(v), new(PilotEventKind)
		}},
		{"RecommendationStatus", len(recommendationTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) {
			return RecommendationStatus(v), new(RecommendationStatus)
		}},
		{"Response", len(responseTerms), func(v uint8) (closedVocabulary, encoding.TextUnmarshaler) { return Response(v), new(Response) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			for v := range uint8(c.n) {
				value, empty := c.of(v)
				text, err := value.(encoding.TextMarshaler).MarshalText()
				require.NoError(t, err)
				assert.Equal(t, string(text), value.String())
				assert.NotEmpty(t, value.Label(Dutch), "the Dutch label of %q", text)
				assert.NotEmpty(t, value.Label(English), "the English label of %q", text)
				require.NoError(t, empty.UnmarshalText(text))
				assert.Equal(t, fmt.Sprint(value), deref(empty), "a key must read back as the value that wrote it")
			}
			beyond, empty := c.of(uint8(c.n))
			assert.Equal(t, fmt.Sprintf("%s(%d)", c.name, c.n), beyond.String())
			assert.Equal(t, beyond.String(), beyond.Label(English))
			_, err := beyond.(encoding.TextMarshaler).MarshalText()
			require.ErrorIs(t, err, ErrUnknownTerm)
			err = empty.UnmarshalText([]byte("Jansen"))
			require.ErrorIs(t, err, ErrUnknownTerm)
			assert.NotContains(t, err.Error(), "Jansen", "an error never repeats what was read")
		})
	}
}

// deref returns the value behind the pointer as its key.
func deref(p encoding.TextUnmarshaler) string {
	text, _ := p.(encoding.TextMarshaler).MarshalText()
	return string(text)
}

func TestLabelsWithoutKeys(t *testing.T) {
	for _, v := range []closedVocabulary{Agreement, Silence, PairCode(9), OneStrand, Discordance, Fit(9), HasEvidence, NotEligible, CellState(9), ByStrand, UnitKind(9), Literal, PairRule(9)} {
		assert.NotEmpty(t, v.Label(Dutch))
		assert.NotEmpty(t, v.Label(English))
	}
	assert.Equal(t, "literal", Literal.String())
	assert.Equal(t, "meaning-first", MeaningFirst.String())
}

func TestZeroIsNotRecorded(t *testing.T) {
	var b Bouwsteen
	assert.Equal(t, "", b.String(), "missing data must not read as a building block")
	assert.Equal(t, "niet vastgelegd", b.Label(Dutch))
	var c Coverage
	assert.Equal(t, CoverageUnknown, c, "a method whose use is not stated is unknown, not unused")
}

func TestBouwstenen(t *testing.T) {
	var names []string
	for _, b := range Bouwstenen() {
		names = append(names, b.Label(Dutch))
	}
	assert.Equal(t, "Inhoudelijk Werkprocessen Samenwerking Informatiesystemen", strings.Join(names, " "))
}

func TestMethod(t *testing.T) {
	assert.Equal(t, "casusmonitoring", CaseMonitoring.Label(Dutch))
	assert.Equal(t, "case monitoring", CaseMonitoring.Label(English))
	assert.Equal(t, Quantitative, CaseMonitoring.Strand())
	own := Method("walk-along")
	assert.Equal(t, "walk-along", own.Label(Dutch), "a method of one's own is shown by its key")
	assert.Equal(t, StrandNotRecorded, own.Strand())
	assert.Equal(t, Qualitative, MethodUse{Method: own, Strand: Qualitative}.StrandOf())
	assert.Equal(t, "meelopen", MethodUse{Method: own, Name: T("meelopen", "")}.Label(English))
}

func TestLang(t *testing.T) {
	for in, want := range map[string]Lang{"": Dutch, "nl": Dutch, "en": English} {
		got, err := ParseLang(in)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := ParseLang("fr")
	require.ErrorIs(t, err, ErrUnknownTerm)
	assert.Equal(t, "nl", Dutch.String())
	assert.Equal(t, "en", English.String())
	assert.Equal(t, "Lang(7)", Lang(7).String())
	assert.Equal(t, "zorg", T("zorg", "").In(English), "a wording in one language serves for both")
	assert.Equal(t, "care", T("", "care").In(Dutch))
	assert.True(t, Text{}.IsZero())
	assert.Equal(t, "EMM", PlainText("EMM").In(English))
}
