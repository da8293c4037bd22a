package casereview

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// The limits of an XES file. They bound memory and time, and are far above what
// a log of a country needs.
const (
	maxXES      = 16 << 30 // bytes, unzipped
	maxXESToken = 1 << 20  // bytes in a tag, a comment or a text
	maxXESDepth = 64       // elements in one another
)

var (
	errXESForm  = fmt.Errorf("%w: not XML in UTF-8 that is well formed, and has no entities of its own", rma.ErrFormat)
	errXESEnd   = fmt.Errorf("%w: the file ends too early", rma.ErrFormat)
	errXESZip   = fmt.Errorf("%w: the file cannot be unzipped", rma.ErrFormat)
	errXESSize  = fmt.Errorf("%w of %d bytes unzipped", rma.ErrTooLarge, int64(maxXES))
	errXESToken = fmt.Errorf("%w of %d bytes in a tag or a text", rma.ErrTooLarge, maxXESToken)
	errXESDepth = fmt.Errorf("%w of %d elements in one another", rma.ErrTooLarge, maxXESDepth)
)

// xesBytes gives the bytes of a file to the XML decoder, one at a time, so that
// it knows the line, and can stop in the middle of a tag that does not end.
type xesBytes struct {
	from  *bufio.Reader
	line  int
	total int64
	token int64 // bytes since the last token began
	limit int64
	err   error // what stopped it
}

// openXES unzips a file that begins as gzip does.
func openXES(r io.Reader, limit int64) (*xesBytes, error) {
	b := &xesBytes{from: bufio.NewReaderSize(r, 1<<16), line: 1, limit: limit}
	head, err := b.from.Peek(3)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		unzipped, err := gzip.NewReader(b.from)
		if err != nil {
			return nil, errXESZip
		}
		b.from = bufio.NewReaderSize(unzipped, 1<<16)
		head, _ = b.from.Peek(3) // an error comes again when it is read
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		_, _ = b.from.Discard(3)
	}
	return b, nil
}

// ReadByte gives the next byte.
func (b *xesBytes) ReadByte() (byte, error) {
	if b.err != nil {
		return 0, b.err
	}
	c, err := b.from.ReadByte()
	if err != nil {
		b.err = err
		return 0, err
	}
	b.total++
	b.token++
	switch {
	case b.total > b.limit:
		b.err = errXESSize
	case b.token > maxXESToken:
		b.err = errXESToken
	case c == '\n':
		b.line++
	}
	return c, b.err
}

// Read is for the decoder, which asks for single bytes only.
func (b *xesBytes) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := b.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// rule gives the rule that an error of the decoder stands for, without what it
// says of the content.
func (b *xesBytes) rule(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(b.err, rma.ErrTooLarge):
		return b.err
	case errors.Is(b.err, io.EOF), errors.Is(b.err, io.ErrUnexpectedEOF):
		return errXESEnd
	case b.err == nil:
		return errXESForm
	case errors.Is(b.err, gzip.ErrChecksum), errors.Is(b.err, gzip.ErrHeader), errors.As(b.err, &corrupt):
		return errXESZip
	}
	return b.err // of the disk or the network
}
