package strictjson

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// position is a line and a column, both counted from 1.
type position struct{ line, column int }

// cursor turns offsets into positions. It only goes forward, so that all the
// positions of a file together cost one pass, whatever the length of its lines.
type cursor struct {
	data []byte
	at   int
	pos  position
}

func newCursor(data []byte) cursor { return cursor{data: data, pos: position{1, 1}} }

// moveTo gives the position of an offset that is not before the last one.
func (c *cursor) moveTo(offset int) position {
	passed := c.data[c.at:max(c.at, min(offset, len(c.data)))]
	c.at += len(passed)
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		c.pos.line += n
		c.pos.column = 1
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	c.pos.column += utf8.RuneCount(passed)
	return c.pos
}

// maxPlaces bounds the memory for places. A part beyond it has the place of
// what is around it.
const maxPlaces = 1 << 18

// Places tells where the parts of a file stand, for rules that are checked
// after it was read. The zero Places knows of none.
type Places struct{ at map[string]position }

// At gives the line and the column of the part with that path, or of the
// nearest part around it that the file has; 0 and 0 if it is not known.
func (p Places) At(path string) (line, column int) {
	for {
		if at, ok := p.at[path]; ok {
			return at.line, at.column
		}
		if path == "" {
			return 0, 0
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
}

func (p Places) note(path string, at position) {
	if len(p.at) < maxPlaces {
		p.at[path] = at
	}
}
