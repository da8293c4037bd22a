package privacy

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

const codebookHead = "study;domain;identifier;code\n"

func readCodebook(t testing.TB, file string) *Codebook {
	t.Helper()
	b, err := ReadCodebook(strings.NewReader(file), "lookup.csv", CodebookOptions{Rand: fixedRandom(9)})
	require.NoError(t, err)
	return b
}

func saved(t testing.TB, b *Codebook) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lookup.csv")
	require.NoError(t, b.Save(path))
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(data)
}

func TestSave(t *testing.T) {
	b := testCodebook(t)
	path := filepath.Join(t.TempDir(), "lookup.csv")
	p := mustReplace(t, b, FamilyDomain, `Jansen; "Piet"`)
	require.NoError(t, b.Save(path))
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, codebookHead+`drenthe;family;"Jansen; ""Piet""";`+p.String()+"\n", string(data))
	info, err := os.Stat(path)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		assert.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "no temporary file with identifiers stays")
}

func TestSavedFileDoesNotTellTheOrderOfEntry(t *testing.T) {
	b := testCodebook(t)
	var codes []string
	for i := range 50 {
		codes = append(codes, mustReplace(t, b, CaseDomain, fmt.Sprintf("%03d", i)).String())
	}
	assert.False(t, slices.IsSorted(codes))
	slices.Sort(codes)
	lines := strings.Split(strings.TrimSpace(saved(t, b)), "\n")[1:]
	for i, line := range lines {
		assert.True(t, strings.HasSuffix(line, ";"+codes[i]))
	}
	assert.Equal(t, saved(t, b), saved(t, b), "the same list, the same bytes")
}

// hostile are identifiers that could break out of a cell, or be altered in it.
var hostile = []string{
	"=1+1", "+31612345678", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'quoted", `"`, `""`, `a"b`, ";", ";;", ",", "\t|", "a;b,c",
	"007", "1e5", "1,5", "2-1-2023", "TRUE", "sep=;", "study", "a\nb", "a\r\nb", "\r", "x\x1b[31m", "\u202eabc", "\ufeffabc", "é", "e\u0301",
	"يوسف", "王", "👪", "a\u200bb", " leading", "trailing ", "a  b", "\u00a0x", strings.Repeat("long ", 800), "C-7K2M9QXR", "#REF!", "\\n", "%s", "<script>",
}

func TestCodebookRoundTrip(t *testing.T) {
	b := testCodebook(t)
	for _, d := range Domains() {
		for _, s := range hostile {
			if id := NewIdentifier(s); !id.IsZero() {
				mustReplace(t, b, d, s)
			}
		}
	}
	file := saved(t, b)
	back := readCodebook(t, file)
	assert.Equal(t, b.Len(), back.Len())
	assert.Equal(t, "drenthe", back.Study())
	assert.Equal(t, file, saved(t, back), "byte for byte")
	assert.Equal(t, b.state().people, back.state().people)
	assert.Equal(t, b.state().codes, back.state().codes)
	for _, s := range hostile {
		if id := NewIdentifier(s); !id.IsZero() {
			p := mustReplace(t, back, CaseDomain, s)
			assert.Equal(t, mustReplace(t, b, CaseDomain, s), p)
			again, err := back.Lookup(p, "to test it")
			require.NoError(t, err)
			assert.True(t, again.Equal(id), "%q", s)
		}
	}
	assert.Equal(t, b.Len(), back.Len(), "nobody got a second code")
}

func TestCodebookRoundTripOfRandomText(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	const alphabet = "ab;\"',=+-@\t\n\r \u00a0\u200b\ufeffé\u0301\u202e\x01\x7f0ß"
	runes := []rune(alphabet)
	for range times(300) {
		b := testCodebook(t)
		for range rng.IntN(20) {
			text := make([]rune, 1+rng.IntN(8))
			for i := range text {
				text[i] = runes[rng.IntN(len(runes))]
			}
			_, _ = b.Pseudonym(Domains()[rng.IntN(5)], NewIdentifier(string(text)))
		}
		if b.Len() == 0 {
			continue
		}
		var out strings.Builder
		require.NoError(t, b.state().write(&out))
		back := readCodebook(t, out.String())
		require.Equal(t, b.state().people, back.state().people)
		require.Equal(t, b.state().codes, back.state().codes)
	}
}

func TestReadCodebookOfATeam(t *testing.T) {
	b := readCodebook(t, "\ufeffcode,domain,identifier,study\r\nEMM-01,case,2023/0017,emmen\r\n\r\n,,,\r\nEMM-02,case,\"Jansen, P.\",emmen\r\n")
	assert.Equal(t, 2, b.Len())
	assert.Equal(t, "emmen", b.Study())
	assert.Equal(t, "EMM-02", mustReplace(t, b, CaseDomain, "jansen, p.").String(), "codes that a team has already go on")
	assert.Regexp(t, "^C-.{8}$", mustReplace(t, b, CaseDomain, "new").String(), "and new people get new ones")
}

func TestReadCodebookRefuses(t *testing.T) {
	const name = "Qz7-Xw4-Kp9 Vb2"
	good := "drenthe;case;" + name + ";C-7K2M9QXR\n"
	for _, c := range []struct {
		rows         string
		line, column int
		want         error
		why          string
	}{
		{good + good, 3, 3, rma.ErrDuplicate, "the same row twice"},
		{good + "drenthe;case; qz7-xw4-kp9  vb2;C-7K2M9QXR\n", 3, 3, rma.ErrDuplicate, "the same person in another spelling"},
		{good + "drenthe;case;" + name + ";C-8K2M9QXR\n", 3, 3, ErrContradiction, "two codes for a person"},
		{good + "drenthe;case;other;C-7K2M9QXR\n", 3, 4, ErrContradiction, "two people for a code"},
		{"drenthe;case;" + name + ";EMM-01\ndrenthe;family;" + name + ";EMM-01\n", 3, 4, ErrContradiction, "one code in two domains"},
		{good + "emmen;case;other;C-8K2M9QXR\n", 3, 1, ErrStudy, "another study"},
		{";case;" + name + ";C-7K2M9QXR\n", 2, 1, ErrStudy, "no study"},
		{"drenthe;;" + name + ";C-7K2M9QXR\n", 2, 2, ErrDomain, "no domain"},
		{"drenthe;" + name + ";x;C-7K2M9QXR\n", 2, 2, rma.ErrUnknownTerm, "a name in the column of domains"},
		{"drenthe;case;;C-7K2M9QXR\n", 2, 3, ErrNoIdentifier, "no identifier"},
		{"drenthe;case;\u200b;C-7K2M9QXR\n", 2, 3, ErrNoIdentifier, "an identifier that cannot be seen"},
		{"drenthe;case;" + strings.Repeat("x", MaxIdentifier+1) + ";C-7K2M9QXR\n", 2, 3, ErrNoIdentifier, "a text"},
		{"drenthe;case;" + name + ";\n", 2, 4, rma.ErrMissing, "no code"},
		{"drenthe;case;" + name + ";" + name + "\n", 2, 4, ErrPseudonym, "a name in the column of codes"},
		{"drenthe;case;" + name + ";F-7K2M9QXR\n", 2, 4, ErrPseudonym, "a code of another domain"},
		{"drenthe;case;" + name + "\n", 2, 0, rma.ErrRagged, "a column less"},
		{"drenthe;case;\"" + name + ";C-7K2M9QXR\n", 2, 3, rma.ErrQuote, "a quote that is not closed"},
		{"drenthe;case;" + name + "\xff;C-7K2M9QXR\n", 2, 3, rma.ErrEncoding, "not UTF-8"},
		{"drenthe;case;" + name + "\x00;C-7K2M9QXR\n", 2, 3, rma.ErrEncoding, "a NUL"},
		{"", 0, 0, rma.ErrMissing, "no rows"},
	} {
		b, err := ReadCodebook(strings.NewReader(codebookHead+c.rows), "lookup.csv", CodebookOptions{})
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, b, c.why)
		assertTellsNothing(t, err, name, c.why)
		assertTellsNothing(t, err, "7K2M9QXR", c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, [2]int{c.line, c.column}, [2]int{at.Line, at.Column}, c.why)
		assert.Equal(t, "lookup.csv", at.File, c.why)
	}
}

func TestReadCodebookSaysWhichRowsContradict(t *testing.T) {
	_, err := ReadCodebook(strings.NewReader(codebookHead+"s;case;a;C-7K2M9QXR\n\ns;case;b;C-8K2M9QXR\ns;case;a;C-8K2M9QXR\n"), "x", CodebookOptions{})
	assert.EqualError(t, err, "x:5:3 (identifier): contradicts an earlier row: on line 2 it has another code")
}

func TestReadCodebookReportsAllRows(t *testing.T) {
	_, err := ReadCodebook(strings.NewReader(codebookHead+strings.Repeat(";;x;\n", 150)), "x", CodebookOptions{})
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	assert.Len(t, joined.Unwrap(), rma.MaxProblems+1)
}

func TestReadCodebookRefusesHeadings(t *testing.T) {
	for _, c := range []struct {
		file string
		want error
	}{
		{"", rma.ErrEmpty},
		{"study;domain;identifier\n", rma.ErrMissingColumn},
		{"study;domain;identifier;code;code\n", rma.ErrDuplicateColumn},
		{"study;domain;identifier;code;Qz7-Xw4-Kp9\n", rma.ErrUnknownHeading},
		{"Qz7-Xw4-Kp9;Vb2\n", rma.ErrMissingColumn},
	} {
		_, err := ReadCodebook(strings.NewReader(c.file), "x", CodebookOptions{})
		require.ErrorIs(t, err, c.want)
		assert.NotContains(t, err.Error(), "Qz7")
	}
	_, err := ReadCodebook(strings.NewReader(codebookHead), "x", CodebookOptions{Length: 2})
	assert.ErrorIs(t, err, ErrCodeLength)
	broken := errors.New("broken")
	_, err = ReadCodebook(iotest.ErrReader(broken), "x", CodebookOptions{})
	assert.ErrorIs(t, err, broken)
}

func TestOpenCodebook(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "lookup.csv")
	b := testCodebook(t)
	p := mustReplace(t, b, CaseDomain, "1")
	require.NoError(t, b.Save(path))
	next, err := OpenCodebook(path, CodebookOptions{})
	require.NoError(t, err)
	assert.Equal(t, p, mustReplace(t, next, CaseDomain, "1"))
	mustReplace(t, next, CaseDomain, "2")
	require.NoError(t, next.Save(path), "it was read from there")
	require.NoError(t, next.Erase(CaseDomain, NewIdentifier("1")))
	require.NoError(t, next.Save(path), "and saved there")

	_, err = OpenCodebook(filepath.Join(dir, "none.csv"), CodebookOptions{})
	require.ErrorIs(t, err, fs.ErrNotExist)
	assert.Equal(t, 1, strings.Count(err.Error(), dir), "the path once")
}

func TestSaveDestroysNobody(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lookup.csv")
	first := testCodebook(t)
	mustReplace(t, first, CaseDomain, "1")
	require.NoError(t, first.Save(path))
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	second, err := NewCodebook("drenthe", CodebookOptions{})
	require.NoError(t, err)
	mustReplace(t, second, CaseDomain, "2")
	err = second.Save(path)
	require.ErrorIs(t, err, ErrReplace, "a new list over one that was not read")
	var at *rma.DataError
	require.ErrorAs(t, err, &at)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, before, after)

	steward, err := OpenCodebook(path, CodebookOptions{})
	require.NoError(t, err)
	mustReplace(t, first, CaseDomain, "3")
	require.NoError(t, first.Save(path))
	assert.ErrorIs(t, steward.Save(path), ErrReplace, "somebody saved in the meantime")
	require.NoError(t, first.Save(path+"2"))
	require.NoError(t, first.Erase(CaseDomain, NewIdentifier("3")))
	require.NoError(t, first.Save(path+"2"))
	require.NoError(t, first.Save(path), "an older list of its own")
}

func TestSaveOverAnEmptyList(t *testing.T) {
	dir := t.TempDir()
	b := testCodebook(t)
	for i, content := range []string{"", "\n", codebookHead, strings.TrimSpace(codebookHead)} {
		path := filepath.Join(dir, fmt.Sprint(i))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		assert.NoError(t, b.Save(path), "%q", content)
	}
	for i, content := range []string{"stu", "something else", codebookHead + "s;case;1;C-7K2M9QXR\n"} {
		path := filepath.Join(dir, fmt.Sprint("x", i))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		assert.ErrorIs(t, b.Save(path), ErrReplace, "%q", content)
	}
	assert.ErrorIs(t, b.Save(filepath.Join(dir, "none", "x")), fs.ErrNotExist)
	assert.Error(t, b.Save(dir), "a folder")
}
