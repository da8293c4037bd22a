package coding

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

const transcriptText = "I: Hoe ging het?\nR: De warme overdracht ontbrak 😀 en één keer ging het\nmis. Ging het goed? Nee.\n"

func transcriptDoc(t testing.TB) *Document {
	t.Helper()
	d, err := ReadTranscript(strings.NewReader(transcriptText), "HOO-01.txt", TranscriptOptions{ID: "HOO-01"})
	require.NoError(t, err)
	return d
}

func TestReadCodings(t *testing.T) {
	d := transcriptDoc(t)
	in := "\ufeffid;start;end;code;quote;memo;at\r\n" +
		"2;;;WP.BEL;één keer ging het\r\n" + // looked up
		"1;23;39;WP.BEL;warme overdracht;zie ook 2;2023-05-01\r\n" +
		";;;;;;\r\n"
	got, err := ReadCodings(strings.NewReader(in), "HOO-01__anna.csv", d, Starter(), "anna")
	require.NoError(t, err)
	assert.Equal(t, []Coding{
		{ID: "1", Doc: "HOO-01", Span: Span{23, 39}, Code: "WP.BEL", Coder: "anna", Memo: "zie ook 2", At: "2023-05-01"},
		{ID: "2", Doc: "HOO-01", Span: Span{53, 70}, Code: "WP.BEL", Coder: "anna"},
	}, got, "in the order of the text")
}

func TestReadCodingsErrors(t *testing.T) {
	d := transcriptDoc(t)
	for _, c := range []struct {
		why, row string
		is       error
		column   int
		says     string
	}{
		{"behind the end of the text", "1,10,999,WP.BEL,x", ErrSpan, 3, "the text ends at 96"},
		{"starts behind the end of the text", "1,990,999,WP.BEL,x", ErrSpan, 2, "the text ends at"},
		{"before the text", "1,-1,4,WP.BEL,x", ErrSpan, 2, "count from 0"},
		{"no length", "1,5,5,WP.BEL,x", ErrSpan, 3, "the end lies behind the start"},
		{"backwards", "1,9,5,WP.BEL,x", ErrSpan, 3, "the end lies behind the start"},
		{"a code that is not in the book", "1,23,39,WP.XXX,warme overdracht", rma.ErrUnknownID, 4, ""},
		{"a code that groups others", "1,23,39,WP,warme overdracht", ErrNotCodable, 4, ""},
		{"no id", ",23,39,WP.BEL,warme overdracht", rma.ErrMissing, 1, ""},
		{"no code", "1,23,39,,warme overdracht", rma.ErrMissing, 4, ""},
		{"no quote", "1,23,39,WP.BEL,", rma.ErrMissing, 5, ""},
		{"half a span", "1,,39,WP.BEL,warme overdracht", rma.ErrMissing, 2, ""},
		{"the other half", "1,23,,WP.BEL,warme overdracht", rma.ErrMissing, 3, ""},
		{"words for a position", "1,hier,39,WP.BEL,warme overdracht", rma.ErrNumber, 2, "whole number"},
		{"the end is inclusive", "1,23,38,WP.BEL,warme overdracht", ErrQuote, 5, "the place behind it"},
		{"counted from 1", "1,24,40,WP.BEL,warme overdracht", ErrQuote, 5, "count from 1"},
		{"counted from 1, end inclusive", "1,24,39,WP.BEL,warme overdracht", ErrQuote, 5, "count from 1"},
		{"UTF-16", "1,54,71,WP.BEL,één keer ging het", ErrQuote, 5, "UTF-16"},
		{"bytes", "1,56,75,WP.BEL,één keer ging het", ErrQuote, 5, "count bytes"},
		{"CRLF counts two", "1,78,82,WP.BEL,Ging", ErrQuote, 5, "line end as two"},
		{"white space was folded", "1,66,75,WP.BEL,het  mis.", ErrQuote, 5, "only the white space"},
		{"another place", "1,3,19,WP.BEL,warme overdracht", ErrQuote, 5, "leave start and end empty"},
		{"several other places", "1,3,7,WP.BEL,ging het", ErrQuote, 5, "several other places"},
		{"nowhere", "1,3,7,WP.BEL,geheim", ErrQuote, 5, "was the text changed"},
		{"looked up and found twice", "1,,,WP.BEL,ging het", ErrAmbiguous, 5, "a longer quote"},
		{"looked up and not found", "1,,,WP.BEL,geheim", ErrNotFound, 5, ""},
		{"looked up, white space differs", "1,,,WP.BEL,het mis.", ErrNotFound, 5, "only the white space"},
	} {
		_, err := ReadCodings(strings.NewReader("id,start,end,code,quote\n"+c.row+"\n"), "f.csv", d, Starter(), "anna")
		require.ErrorIs(t, err, c.is, c.why)
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
		assert.Equal(t, 2, at.Line, c.why)
		assert.Equal(t, c.column, at.Column, c.why)
		assert.Contains(t, err.Error(), c.says, c.why)
		for _, word := range []string{"warme", "geheim", "ging", "XXX", "hier"} {
			assert.NotContains(t, err.Error(), word, "%s: no content in an error", c.why)
		}
	}
}

func TestReadCodingsReportsAllAtOnce(t *testing.T) {
	d := transcriptDoc(t)
	in := "id,start,end,code,quote\n1,23,39,WP.BEL,warme overdracht\n1,23,39,WP.BEL,warme overdracht\n2,23,39,WP.BEL,warme overdracht\n3,0,1,XX,y\n"
	_, err := ReadCodings(strings.NewReader(in), "f.csv", d, Starter(), "anna")
	assert.Equal(t, []string{
		"f.csv:3:1 (id): occurs more than once",
		"f.csv:4:4 (code): occurs more than once for one span",
		"f.csv:5:4 (code): refers to an id that is not declared",
		"f.csv:5:5 (quote): the quote is not what stands in the text: it occurs nowhere; was the text changed after it was coded?",
	}, strings.Split(err.Error(), "\n"))

	_, err = ReadCodings(strings.NewReader("id,code\n"), "f.csv", d, Starter(), "anna")
	assert.Len(t, strings.Split(err.Error(), "\n"), 3, "start, end and quote are missing")

	many := "id,start,end,code,quote\n" + strings.Repeat("1,9,5,WP.BEL,x\n", 500)
	_, err = ReadCodings(strings.NewReader(many), "f.csv", d, Starter(), "anna")
	assert.Len(t, strings.Split(err.Error(), "\n"), rma.MaxProblems+1)
}

func TestSawNothing(t *testing.T) {
	got, err := ReadCodings(strings.NewReader("id,start,end,code,quote\n"), "f.csv", transcriptDoc(t), Starter(), "anna")
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestWriteCodingsRoundTrip(t *testing.T) {
	d := transcriptDoc(t)
	codings := []Coding{
		{ID: "2", Doc: "HOO-01", Span: Span{61, 75}, Code: "IS.BEL", Coder: "anna", Memo: "over \"twee\"\nregels; toch"},
		{ID: "1", Doc: "HOO-01", Span: Span{23, 39}, Code: "WP.BEL", Coder: "anna", At: "2023-05-01T10:00:00+02:00"},
		{ID: "3", Doc: "HOO-01", Span: Span{23, 39}, Code: "SW.BEL", Coder: "anna"},
	}
	var first, second bytes.Buffer
	testkit.Unchanged(t, &codings, func() { require.NoError(t, WriteCodings(&first, d, codings)) })
	read, err := ReadCodings(bytes.NewReader(first.Bytes()), "f.csv", d, Starter(), "anna")
	require.NoError(t, err)
	assert.ElementsMatch(t, codings, read)
	require.NoError(t, WriteCodings(&second, d, read))
	assert.Equal(t, first.String(), second.String())

	assert.ErrorIs(t, WriteCodings(&second, d, []Coding{{ID: "1", Doc: "x"}}), rma.ErrUnknownID)
	assert.ErrorIs(t, WriteCodings(&second, d, []Coding{{ID: "1", Doc: "HOO-01", Span: Span{0, 999}}}), ErrSpan)
	assert.ErrorIs(t, WriteCodings(&second, d, []Coding{{Doc: "HOO-01", Coder: "a", Span: Span{0, 1}}, {Doc: "HOO-01", Coder: "b", Span: Span{0, 1}}}), rma.ErrFormat)
}

func TestReadAssignments(t *testing.T) {
	got, err := ReadAssignments(strings.NewReader("coder,doc,codes\nanna,d1,\nbram,d1,WP SW.BEL\n"), "assignments.csv")
	require.NoError(t, err)
	assert.Equal(t, []Assignment{{Coder: "anna", Doc: "d1", Codes: []string{}}, {Coder: "bram", Doc: "d1", Codes: []string{"WP", "SW.BEL"}}}, got)
	assert.Equal(t, map[string]bool{"WP.BEL": true, "WP.AAN": true, "WP.WZE": true, "WP.RVW": true, "SW.BEL": true}, got[1].covers(Starter()))
	assert.Len(t, got[0].covers(Starter()), 16)

	_, err = ReadAssignments(strings.NewReader("coder,doc\nanna,d1\nanna,d1\n,d2\n"), "assignments.csv")
	assert.ErrorIs(t, err, rma.ErrDuplicate)
	assert.ErrorIs(t, err, rma.ErrMissing)
}
