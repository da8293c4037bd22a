package rma

import "fmt"

// term is one word of a closed vocabulary: its key in files, and its labels.
type term struct{ key, nl, en string }

// terms is a closed vocabulary. A value is its index; index 0 stands for "not
// recorded", so that missing data can never read as a first category.
type terms []term

func (ts terms) key(typ string, v uint8) string {
	if int(v) < len(ts) {
		return ts[v].key
	}
	return fmt.Sprintf("%s(%d)", typ, v)
}

func (ts terms) label(typ string, v uint8, l Lang) string {
	if int(v) >= len(ts) {
		return fmt.Sprintf("%s(%d)", typ, v)
	}
	return Text{NL: ts[v].nl, EN: ts[v].en}.In(l)
}

func (ts terms) marshal(typ string, v uint8) ([]byte, error) {
	if int(v) >= len(ts) {
		return nil, fmt.Errorf("%w: %s has no value %d", ErrUnknownTerm, typ, v)
	}
	return []byte(ts[v].key), nil
}

// parse finds the value with that key. The message names the keys that would
// have been right, and never the text that was read.
func (ts terms) parse(typ string, text []byte) (uint8, error) {
	for i, t := range ts {
		if t.key == string(text) {
			return uint8(i), nil
		}
	}
	return 0, fmt.Errorf("%w: %s is one of%s", ErrUnknownTerm, typ, ts.list())
}

func (ts terms) list() string {
	s := ""
	for _, t := range ts[1:] {
		s += " " + t.key
	}
	return s
}
