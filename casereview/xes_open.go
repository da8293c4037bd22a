package casereview

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/xmlbytes"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// xesLimits bound memory and time, and are far above what a log of a country
// needs. The bytes are those after unzipping.
func xesLimits() xmlbytes.Limits { return xmlbytes.Limits{Total: 16 << 30, Token: 1 << 20, Depth: 64} }

var errXESZip = fmt.Errorf("%w: the file cannot be unzipped", rma.ErrFormat)

// openXES unzips a file that begins as gzip does.
func openXES(r io.Reader, limits xmlbytes.Limits) (*xmlbytes.Reader, error) {
	from := bufio.NewReaderSize(r, 1<<16)
	head, err := from.Peek(2)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return xmlbytes.NewReader(from, limits), nil
	}
	unzipped, err := gzip.NewReader(from)
	if err != nil {
		return nil, errXESZip
	}
	return xmlbytes.NewReader(unzipped, limits), nil
}

// xesRule words what is wrong with the form of a file.
func xesRule(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, xmlbytes.ErrForm), errors.Is(err, xmlbytes.ErrEnd):
		return fmt.Errorf("%w: %w", rma.ErrFormat, err)
	case errors.Is(err, xmlbytes.ErrTooLarge):
		return tooLarge{err}
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return errXESZip
	}
	return err // of the disk or the network
}

// tooLarge is rma.ErrTooLarge in the words of another package.
type tooLarge struct{ error }

func (t tooLarge) Is(target error) bool { return target == rma.ErrTooLarge }
