package leak

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// zip looks through an archive, or a document that is one.
func (s *scanner) zip(p filePart, data []byte) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if r == nil || err != nil && len(r.File) == 0 {
		s.problem(p.shown, fmt.Errorf("%w: a damaged archive", ErrUnread))
		return
	}
	p.office = slices.ContainsFunc(r.File, func(f *zip.File) bool {
		return f.Name == "[Content_Types].xml" || f.Name == "mimetype"
	})
	if r.Comment != "" {
		s.lookAt(p.within("comment", ""), decodeText([]byte(r.Comment)), plainText)
	}
	book := workbook{}
	for i, f := range r.File {
		if s.parts > s.check.limits.Parts || s.ctx.Err() != nil {
			break
		}
		s.zipPart(p, i, f, &book)
	}
	book.look(s)
}

// zipPart looks through one file of an archive.
func (s *scanner) zipPart(p filePart, i int, f *zip.File, book *workbook) {
	shown := f.Name
	leaks := len(s.leaks)
	name := string(decodeText([]byte(f.Name)))
	if s.name(s.shown, name, name, "x"); len(s.leaks) > leaks {
		shown = fmt.Sprintf("[entry %d]", i+1)
	}
	inner := p.within(shown, f.Name)
	for j := range s.leaks[leaks:] {
		s.leaks[leaks+j].File, s.leaks[leaks+j].Part = s.shown, inner.shown
	}
	if f.Comment != "" {
		s.lookAt(inner.within("comment", ""), decodeText([]byte(f.Comment)), plainText)
	}
	if f.Flags&1 != 0 {
		s.problem(inner.shown, fmt.Errorf("%w: it has a password", ErrUnread))
		return
	}
	if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
		return
	}
	part, err := f.Open()
	if err != nil {
		s.problem(inner.shown, fmt.Errorf("%w: it is damaged, or packed in a way that is not known", ErrUnread))
		return
	}
	defer func() { _ = part.Close() }()
	data, err := s.unpack(part, int64(min(f.CompressedSize64, maxFile)))
	if err != nil {
		s.problem(inner.shown, err)
	}
	if len(data) == 0 {
		return
	}
	if p.office {
		s.properties(inner, f.Name, data)
		book.add(inner, f.Name, data)
	}
	s.deeper(inner, data)
}

// gzip looks through a packed file, with the names and comments in its heads.
func (s *scanner) gzip(p filePart, data []byte) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		s.problem(p.shown, fmt.Errorf("%w: a damaged gzip file", ErrUnread))
		return
	}
	for _, head := range []string{r.Name, r.Comment} {
		if head != "" {
			s.lookAt(p.within("head", ""), decodeText([]byte(head)), plainText)
		}
	}
	inside, err := s.unpack(r, int64(len(data)))
	if err != nil {
		s.problem(p.shown, err)
	}
	if len(inside) == 0 {
		return
	}
	name, office := strings.TrimSuffix(p.name, ".gz"), p.office
	p = p.within("gzip", name)
	p.office = office
	s.deeper(p, inside)
}

// png looks through every chunk of an image but those of the image itself.
func (s *scanner) png(p filePart, data []byte) {
	const head = 8
	rest := data[head:]
	for number := 1; len(rest) >= 12; number++ {
		size := binary.BigEndian.Uint32(rest)
		if uint64(size) > uint64(len(rest)-12) {
			break
		}
		kind, body := string(rest[4:8]), rest[8:8+size]
		rest = rest[12+size:]
		switch kind {
		case "IHDR", "IDAT", "PLTE", "tRNS", "fdAT", "IEND":
		default:
			s.chunk(p.within(fmt.Sprintf("%s %d", pngKind(kind), number), ""), kind, body)
		}
		if kind == "IEND" {
			if len(rest) > 0 {
				s.content(p.within("behind the image", ""), rest)
			}
			return
		}
	}
	s.problem(p.shown, fmt.Errorf("%w: a damaged image", ErrUnread))
	if len(rest) > 0 {
		s.lookAt(p.within("behind the image", ""), decodeText(rest), binaryText)
	}
}

// pngKind returns the kind of a chunk when it is one, since it may be content.
func pngKind(kind string) string {
	const known = " tEXt zTXt iTXt eXIf iCCP gAMA cHRM sRGB sBIT pHYs tIME bKGD hIST sPLT acTL fcTL "
	if strings.Contains(known, " "+kind+" ") {
		return kind
	}
	return "chunk"
}

// chunk looks through one chunk: text, packed text, or bytes.
func (s *scanner) chunk(p filePart, kind string, body []byte) {
	if !s.admit(p, 0) {
		return
	}
	key, value, _ := bytes.Cut(body, []byte{0})
	packed := []byte(nil)
	switch {
	case (kind == "zTXt" || kind == "iCCP") && len(value) > 0:
		packed = value[1:]
	case kind == "iTXt" && len(value) > 2:
		flag := value[0]
		parts := bytes.SplitN(value[2:], []byte{0}, 3)
		value = parts[len(parts)-1]
		if flag != 0 {
			packed = value
		}
	}
	if packed != nil {
		r, err := zlib.NewReader(bytes.NewReader(packed))
		if err == nil {
			value, err = s.unpack(io.Reader(r), int64(len(packed)))
		}
		if err != nil {
			s.problem(p.shown, unreadOr(err))
		}
		s.bytes += int64(len(value))
		s.lookAt(p, decodeText(value), plainText)
	}
	if (kind == "tEXt" || kind == "iTXt" || kind == "zTXt") && strings.EqualFold(string(key), "author") {
		s.author(p, decodeText(value), 0)
	}
	s.lookAt(p, strings.ReplaceAll(decodeText(body), "\x00", "\n"), plainText)
}

// unreadOr keeps an error of the check, and hides others.
func unreadOr(err error) error {
	if errors.Is(err, ErrLimit) {
		return err
	}
	return fmt.Errorf("%w: it is damaged", ErrUnread)
}
