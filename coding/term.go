package coding

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// term is one word of a closed vocabulary: its key in files, and its labels.
type term struct{ key, nl, en string }

// terms is a closed vocabulary; a value is its index.
type terms []term

func (ts terms) key(typ string, v uint8) string {
	if int(v) < len(ts) {
		return ts[v].key
	}
	return fmt.Sprintf("%s(%d)", typ, v)
}

func (ts terms) text(typ string, v uint8) rma.Text {
	if int(v) < len(ts) {
		return rma.T(ts[v].nl, ts[v].en)
	}
	s := fmt.Sprintf("%s(%d)", typ, v)
	return rma.T(s, s)
}

func (ts terms) marshal(typ string, v uint8) ([]byte, error) {
	if int(v) >= len(ts) {
		return nil, fmt.Errorf("%w: %s has no value %d", rma.ErrUnknownTerm, typ, v)
	}
	return []byte(ts[v].key), nil
}

// parse finds the value with that key. The message names the keys that would
// have been right, and never the text that was read.
func (ts terms) parse(typ string, text []byte) (uint8, error) {
	list := ""
	for i, t := range ts {
		if t.key == string(text) {
			return uint8(i), nil
		}
		if t.key != "" {
			list += " " + t.key
		}
	}
	return 0, fmt.Errorf("%w: %s is one of%s", rma.ErrUnknownTerm, typ, list)
}
