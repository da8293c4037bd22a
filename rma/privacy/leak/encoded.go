package leak

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// encodedText is what is written as base64 or as hexadecimal digits in a text.
type encodedText struct {
	scan  *scanner
	part  filePart
	note  func(at int, kind Kind, what int)
	files int // in it so far
}

// encoded looks at what is written as base64 or as hexadecimal digits. A whole
// file in it, such as an image in a page, is a part. What a data URI declares is
// looked at by itself, since the text may have it escaped.
func (s *scanner) encoded(p filePart, text string, declared map[int]string, note func(at int, kind Kind, what int)) {
	e := encodedText{scan: s, part: p, note: note}
	for _, at := range slices.Sorted(maps.Keys(declared)) {
		decoded := decodeBase64(nil, declared[at])
		e.names(decoded, at)
		if holdsFile(decoded) || zlibHead(decoded) {
			e.file(decoded)
		}
	}
	for _, kind := range runKinds() {
		over := 0 // where a run of several lines is
		kind.runs(text, func(run string, at int) {
			end := at + len(run)
			if len(run) >= shortestLine && at >= over {
				var whole string
				if whole, over = kind.whole(text, at); over > end {
					e.run(kind, whole, at, declared[at] == "")
				}
			}
			e.run(kind, run, at, declared[at] == "" && end > over-1)
		})
	}
}

// run looks at a run, from every character at which a group may begin.
func (e *encodedText) run(kind runKind, run string, at int, file bool) {
	s := e.scan
	for start := range kind.starts {
		decoded := kind.decode(s.scratch[:0], run[start:])
		s.scratch = decoded[:0]
		e.names(decoded, at)
		switch {
		case start > 0 || !file:
		case gzipHead(decoded), len(run) >= fileRun && holdsFile(decoded):
			e.file(slices.Clone(decoded))
		case zlibHead(decoded) && decoded[0] == 'x':
			s.zlib(e.next(), slices.Clone(decoded), true)
		}
	}
}

// names looks for identifiers in what was decoded.
func (e *encodedText) names(decoded []byte, at int) {
	parts(decoded, func(part string) {
		e.scan.finder.find(part, func(what, _ int) { e.note(at, OfIdentifier, what) })
	})
}

func (e *encodedText) next() filePart {
	return e.part.within(fmt.Sprintf("encoded %d", e.files+1), "")
}

// file looks through a file.
func (e *encodedText) file(decoded []byte) {
	p := e.next()
	e.files++
	e.scan.deeper(p, decoded)
}

// gzipHead reports whether bytes begin as a gzip file does.
func gzipHead(b []byte) bool { return bytes.HasPrefix(b, []byte("\x1f\x8b\x08")) }

// holdsFile reports whether what was decoded begins as a file that is not read
// as it stands.
func holdsFile(b []byte) bool {
	if b = bytes.TrimLeft(b, " \t\r\n"); len(b) > 0 && b[0] == '<' {
		return true
	}
	file := fileOf(b)
	return file != textFile && (file != gzipFile || gzipHead(b))
}
