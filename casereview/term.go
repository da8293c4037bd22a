package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// term is one word of a closed vocabulary: its key in files and its label.
type term struct {
	key   string
	label rma.Text
}

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
		return ts[v].label
	}
	return rma.T(ts.key(typ, v), "")
}

func (ts terms) label(typ string, v uint8, l rma.Lang) string { return ts.text(typ, v).In(l) }

func (ts terms) marshal(typ string, v uint8) ([]byte, error) {
	if int(v) < len(ts) {
		return []byte(ts[v].key), nil
	}
	return nil, fmt.Errorf("%w: %s has no value %d", rma.ErrUnknownTerm, typ, v)
}

// parse finds the value with that key; the message names the keys that there
// are, and never the text that was read.
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
