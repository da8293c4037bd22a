package coding

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// DefaultMaxBytes is the largest transcript that is read when the options name
// no other limit: 16 MiB, some two hundred hours of talk.
const DefaultMaxBytes = 16 << 20

const byteOrderMark = "\ufeff"

// readLimited reads all of r and refuses more than limit bytes (0 means
// DefaultMaxBytes).
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	if r == nil {
		return nil, rma.ErrMissing
	}
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, fmt.Errorf("%w of %d bytes", ErrTooLarge, limit)
	}
	return raw, nil
}

// badText says where raw is not plain UTF-8 text: the line, the column in
// bytes and the rule. The line is 0 when all is well.
func badText(raw []byte) (line, column int, rule error) {
	at := firstBadByte(raw)
	if at < 0 {
		return 0, 0, nil
	}
	hint := "save the file as UTF-8"
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		hint = "this is a document of a word processor or an archive; save it as plain text"
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		hint = "this is UTF-16; save the file as UTF-8"
	}
	before := raw[:at]
	line = 1 + bytes.Count(before, []byte{'\n'})
	column = at - bytes.LastIndexByte(before, '\n')
	return line, column, fmt.Errorf("%w: byte %d of the file; %s", ErrEncoding, at, hint)
}

// firstBadByte returns the offset of the first NUL or of the first byte that
// is not UTF-8, -1 when there is none.
func firstBadByte(raw []byte) int {
	nul := bytes.IndexByte(raw, 0)
	if utf8.Valid(raw) {
		return nul
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(raw[i:])
		if r == 0 || r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
}

// withLF strips a byte order mark and turns CRLF and CR into LF. It changes
// nothing else: letters with accents stay composed as they were.
func withLF(s string) string {
	s = strings.TrimPrefix(s, byteOrderMark)
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}
