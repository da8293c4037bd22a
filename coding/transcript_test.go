package coding

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// turn is a turn as a test expects it.
type turn struct {
	speaker string
	role    Role
	line    int
	body    string
}

func TestReadTranscript(t *testing.T) {
	for _, c := range []struct {
		why, in string
		o       TranscriptOptions
		layout  Layout
		want    []turn
	}{
		{
			why: "initials of interviewer and respondent",
			in:  "Gesprek 3\n\nI: Hoe ging het?\nR: Goed.\nHeel goed.\n\nI: Mooi.\n",
			want: []turn{{"I", Interviewer, 3, "Hoe ging het?"}, {"R", Participant, 4, "Goed.\nHeel goed."},
				{"I", Interviewer, 7, "Mooi."}}, layout: NameColon,
		},
		{
			why:    "a sentence with a colon is no speaker",
			in:     "Anna: Ja.\nLet op: dit is geen spreker.\nBen: Nee.\nAnna: Toch.\nBen: Nou.",
			want:   []turn{{"Anna", 0, 1, "Ja.\nLet op: dit is geen spreker."}, {"Ben", 0, 3, "Nee."}, {"Anna", 0, 4, "Toch."}, {"Ben", 0, 5, "Nou."}},
			layout: NameColon,
		},
		{
			why:    "a declared role makes a speaker of a label that stands once",
			in:     "Anna: Ja.\nBen: Nee.\nAnna: Toch.",
			o:      TranscriptOptions{Roles: map[string]Role{"anna": Interviewer, "BEN": Participant}},
			want:   []turn{{"Anna", Interviewer, 1, "Ja."}, {"Ben", Participant, 2, "Nee."}, {"Anna", Interviewer, 3, "Toch."}},
			layout: NameColon,
		},
		{
			why: "a label that was declared not to be a speaker",
			in:  "R: Ja.\nLet op: een.\nLet op: twee.\nR: Nee.",
			o:   TranscriptOptions{NotSpeakers: []string{"let op"}},
			want: []turn{{"R", Participant, 1, "Ja.\nLet op: een.\nLet op: twee."},
				{"R", Participant, 4, "Nee."}}, layout: NameColon,
		},
		{
			why: "name and time on a line of its own",
			in:  "Anna de Wit  00:13\nHallo.\n\nDeelnemer 2  1:02:03\nHoi, om 10:30 zeker.\nAnna de Wit  00:19\nJa.",
			want: []turn{{"Anna de Wit", 0, 1, "Hallo."}, {"Deelnemer 2", Participant, 4, "Hoi, om 10:30 zeker."},
				{"Anna de Wit", 0, 6, "Ja."}}, layout: NameTime,
		},
		{
			why:    "name in brackets, and a remark in brackets that stands once",
			in:     "[Interviewer] Vraag?\n[R1]: Antwoord.\n[lacht]\n[R1]\nNog iets.",
			want:   []turn{{"Interviewer", Interviewer, 1, "Vraag?"}, {"R1", Participant, 2, "Antwoord.\n[lacht]"}, {"R1", Participant, 4, "Nog iets."}},
			layout: NameInBracket,
		},
		{
			why:    "times before or behind a name",
			in:     "[00:00:13] R2: Een.\nInterviewer (00:15): Twee.\n00:20 R2: Drie.",
			want:   []turn{{"R2", Participant, 1, "Een."}, {"Interviewer", Interviewer, 2, "Twee."}, {"R2", Participant, 3, "Drie."}},
			layout: NameColon,
		},
		{
			why: "a clock and an address are no labels", in: "Om 10:30 begonnen.\nhttps://voorbeeld.nl\nhttps://voorbeeld.nl\n10:30 klaar.\n10:30 weg.",
			layout: NoTurns,
		},
		{
			why: "declared to be without speakers", in: "R: dit telt niet.\nR: dit ook niet.",
			o: TranscriptOptions{Layout: NoTurns}, layout: NoTurns,
		},
		{
			why: "CRLF, and a turn without words", in: "I: \r\nR: Ja.\r\n",
			want: []turn{{"I", Interviewer, 1, ""}, {"R", Participant, 2, "Ja."}}, layout: NameColon,
		},
	} {
		d, err := ReadTranscript(strings.NewReader(c.in), "map/doc.txt", c.o)
		require.NoError(t, err, c.why)
		var got []turn
		for i, tn := range d.Turns() {
			got = append(got, turn{speakerOf(t, tn, d, c.want, i), tn.Role, tn.Line, d.Slice(tn.Span)})
		}
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, c.layout, d.Detection().Layout, c.why)
	}
}

// speakerOf returns the name that a test expects of a turn, if the turns that it
// gives that name to, and no others, have the same pseudonym.
func speakerOf(t *testing.T, of Turn, d *Document, want []turn, at int) string {
	t.Helper()
	if at >= len(want) {
		return ""
	}
	for j, other := range d.Turns()[:at] {
		if same := foldLabel(want[j].speaker) == foldLabel(want[at].speaker); same != (other.Speaker == of.Speaker) {
			return "another speaker"
		}
	}
	return want[at].speaker
}

func TestDetectionReports(t *testing.T) {
	d, err := ReadTranscript(strings.NewReader("I: een\nR: twee\nLet op: drie\nI: vier"), "d.txt", TranscriptOptions{})
	require.NoError(t, err)
	got := d.Detection()
	assert.Equal(t, []LayoutCount{{NameColon, 3}, {NameTime, 0}, {NameInBracket, 0}}, got.Counts)
	var labels []string
	for _, l := range got.Labels {
		label, err := l.Label.Reveal("test")
		require.NoError(t, err)
		labels = append(labels, fmt.Sprint(label, ": ", l))
	}
	assert.Equal(t, []string{"I: interviewer, lines: 2, taken", "R: participant, lines: 1, taken", "Let op: not recorded, lines: 1, passed over"}, labels)
}

// The name of a file may be that of a person, and an id stands in observations
// and in the names of files with codings.
func TestNoNameComesFromTheFile(t *testing.T) {
	const text = "I: vraag\nR: antwoord\n"
	for _, file := range []string{"interview-Qz7xw4kp9.txt", `map\Qz7xw4kp9.txt`, "Qz7xw4kp9/a.b.txt", ""} {
		d, err := ReadTranscript(strings.NewReader(text), file, TranscriptOptions{})
		require.NoError(t, err)
		assert.Equal(t, "doc-"+d.SHA256()[:8], d.ID, "the same text has the same id, wherever it is read")
		assert.NoError(t, checkFileID(d.ID))
		assert.Empty(t, d.Name)
		assert.Equal(t, file, d.File)
		testkit.NotPrinted(t, "Qz7xw4kp9", d, *d, d.Turns())
	}
	given, err := ReadTranscript(strings.NewReader(text), "x.txt", TranscriptOptions{ID: "HOO-01", Name: "Gesprek 1"})
	require.NoError(t, err)
	assert.Equal(t, []string{"HOO-01", "Gesprek 1"}, []string{given.ID, given.Name})
	other, err := ReadTranscript(strings.NewReader(text+"R: meer\n"), "x.txt", TranscriptOptions{})
	require.NoError(t, err)
	assert.NotEqual(t, "doc-"+given.SHA256()[:8], other.ID, "a corrected text is another document")
	_, err = ReadTranscript(strings.NewReader(""), "interview-Jan.txt", TranscriptOptions{})
	assert.ErrorContains(t, err, "interview-Jan.txt", "an error is for whoever has the file")
}

func TestTextBeforeTheFirstTurnIsKept(t *testing.T) {
	d, err := ReadTranscript(strings.NewReader("Titel\nDatum\n\nI: vraag\nR: antwoord"), "d.txt", TranscriptOptions{})
	require.NoError(t, err)
	assert.Equal(t, "Titel\nDatum\n\n", d.Slice(d.Preamble()))
	_, ok := d.TurnAt(Span{0, 5})
	assert.False(t, ok, "nobody says the title")
}

func TestReadTranscriptErrors(t *testing.T) {
	for _, c := range []struct {
		why, in string
		o       TranscriptOptions
		is      error
	}{
		{"nothing to code", "\n\n", TranscriptOptions{}, ErrEmpty},
		{"the declared layout does not occur", "R: ja\nI: nee", TranscriptOptions{Layout: NameInBracket}, ErrLayout},
		{"larger than the limit", "R: veel te lang", TranscriptOptions{MaxBytes: 5}, ErrTooLarge},
		{"windows-1252", "R: caf\xe9", TranscriptOptions{}, ErrEncoding},
	} {
		_, err := ReadTranscript(strings.NewReader(c.in), "d.txt", c.o)
		require.ErrorIs(t, err, c.is, c.why)
		for _, word := range []string{"ja", "nee", "lang", "caf"} {
			assert.NotContains(t, strings.TrimPrefix(err.Error(), "d.txt"), word, "%s: no content in an error", c.why)
		}
	}
}

func TestParagraphsStayWithinTurns(t *testing.T) {
	d, err := ReadTranscript(strings.NewReader("Kop\n\nI: een\ntwee\n\n  drie\n \nR: vier\n"), "d.txt", TranscriptOptions{})
	require.NoError(t, err)
	var got []string
	for _, s := range d.Paragraphs() {
		got = append(got, d.Slice(s))
	}
	assert.Equal(t, []string{"Kop", "een\ntwee", "drie", "vier"}, got)
}

func TestSpeakersAreLabelsWithinADocument(t *testing.T) {
	d, err := ReadTranscript(strings.NewReader("R1: a\nR2: b\nr1: c\nI: d\nR3:\n"), "d.txt", TranscriptOptions{})
	require.NoError(t, err)
	assert.Equal(t, 2, d.Speakers(Participant), "R1 twice, R2, and R3 who says nothing")
	assert.Len(t, d.TurnsOf(Participant), 4)
}

func TestVocabularies(t *testing.T) {
	for _, r := range []Role{RoleNotRecorded, Interviewer, Participant, Facilitator} {
		text, err := r.MarshalText()
		require.NoError(t, err)
		var back Role
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, r, back)
	}
	var role Role
	err := role.UnmarshalText([]byte("mevrouw Jansen"))
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "Jansen")
	assert.Equal(t, "Role(9)", Role(9).String())
	_, err = Unit(9).MarshalText()
	assert.Error(t, err)
}
