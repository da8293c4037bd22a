package leak

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"strings"
)

// fileRun is how many characters a run of base64 or hexadecimal digits has at
// least that is looked at as a file, and how many bytes unpack of packed ones
// before it is not chance any more.
const fileRun = 64

// zlibHead reports whether bytes can be packed by zlib. Its head has two bytes,
// which other files may have as well.
func zlibHead(b []byte) bool {
	return len(b) > 6 && b[0]&0x0f == 8 && b[0] < 0x80 && b[1]&0x20 == 0 && binary.BigEndian.Uint16(b)%31 == 0
}

// zlib looks through packed bytes, and reports whether they are, and whole. Of
// what may be something else (a guess, or a head of letters) it takes those for
// packed that unpack, or go well for a while.
func (s *scanner) zlib(p filePart, data []byte, guess bool) bool {
	if !zlibHead(data) {
		return false
	}
	guess = guess || data[0] != 'x' || data[1] == '^'
	rest := bytes.NewReader(data)
	r, err := zlib.NewReader(rest)
	if err != nil {
		return false
	}
	inside, err := s.unpack(r, int64(len(data)))
	if err != nil {
		if guess && len(inside) < fileRun && !errors.Is(err, ErrLimit) {
			return false
		}
		s.problem(p.shown, err)
	}
	if len(inside) > 0 {
		s.deeper(p.within("zlib", strings.TrimSuffix(p.name, ".zz")), inside)
	}
	if err == nil && rest.Len() > 0 {
		s.content(p.within("behind", ""), data[len(data)-rest.Len():])
	}
	return err == nil
}

// dataHead stands before the bytes of a data URI.
const dataHead = ";base64,"

// dataURIs notes what stands in the data URIs of a text by where it stands in
// the file. Of two views of one, such as with its escapes and without, that with
// more in it counts.
func dataURIs(t *placedText, to map[int]string) {
	for i := 0; ; {
		j := strings.Index(t.s[i:], dataHead)
		if j < 0 {
			return
		}
		i += j + len(dataHead)
		run, _ := base64Runs().whole(t.s, i)
		if at := t.at(i); len(run) > len(to[at]) {
			to[at] = run
		}
	}
}
