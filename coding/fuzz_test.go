package coding

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func FuzzReadTranscript(f *testing.F) {
	for _, seed := range []string{
		transcriptText, "Anna  00:13\nHallo.\nAnna  00:15\n", "[R] ja\r\n[I]\rnee", "\ufeffR:", ": :\n[]\n 00:13", "a\xff", "PK\x03\x04", "R: a\nR:\n\n\nI: \u00a0",
	} {
		for layout := range uint8(5) {
			f.Add(seed, layout)
		}
	}
	f.Fuzz(func(t *testing.T, text string, layout uint8) {
		d, err := ReadTranscript(strings.NewReader(text), "f.txt", TranscriptOptions{Layout: Layout(layout % 5), MinTurns: 1})
		if err != nil {
			var at *rma.DataError
			if !errors.As(err, &at) {
				t.Fatalf("%v is not located", err)
			}
			return
		}
		if d.Len() != len([]rune(d.Text())) || strings.Contains(d.Text(), "\r") {
			t.Fatal("the text is not as it was promised")
		}
		last := 0
		for _, turn := range d.Turns() {
			if turn.Span.Start < last || turn.Span.End < turn.Span.Start || turn.Span.End > d.Len() {
				t.Fatalf("turn %v does not follow on %d", turn.Span, last)
			}
			last = turn.Span.End
			if body := d.Slice(turn.Span); body != strings.TrimSpace(body) {
				t.Fatal("white space around a turn")
			}
		}
		last = 0
		for _, s := range d.Paragraphs() {
			if s.Start < last || s.Len() == 0 {
				t.Fatalf("paragraph %v does not follow on %d", s, last)
			}
			last = s.End
		}
		again, err := ReadTranscript(strings.NewReader(d.Text()), "f.txt", TranscriptOptions{Layout: Layout(layout % 5), MinTurns: 1})
		if strings.HasPrefix(d.Text(), byteOrderMark) { // a second one is text, and the first of the text
			return
		}
		if err != nil || again.SHA256() != d.SHA256() || len(again.Turns()) != len(d.Turns()) {
			t.Fatal("the text reads otherwise when it is read again")
		}
	})
}

func FuzzReadCodings(f *testing.F) {
	for _, seed := range []string{
		"id,start,end,code,quote\n1,23,39,WP.BEL,warme overdracht\n2,,,IS.BEL,één keer\n",
		"id;start;end;code;quote;memo;at\r\n1;23;39;WP.BEL;warme overdracht;\"a\nb\";2023-01-01\r\n",
		"id,start,end,code,quote\n1,99999999999999999999,-1,WP,x\n,,,,\n", "id\n", "", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		d := transcriptDoc(t)
		got, err := ReadCodings(strings.NewReader(in), "f.csv", d, Starter(), "anna")
		if err != nil {
			var at *rma.DataError
			if !errors.As(err, &at) || got != nil {
				t.Fatalf("%v is not located, or comes with codings", err)
			}
			return
		}
		var first, second bytes.Buffer
		if err := WriteCodings(&first, d, got); err != nil {
			t.Fatal(err)
		}
		again, err := ReadCodings(bytes.NewReader(first.Bytes()), "f.csv", d, Starter(), "anna")
		if err != nil {
			t.Fatal(err)
		}
		if err := WriteCodings(&second, d, again); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatal("what was written is not written the same")
		}
	})
}
