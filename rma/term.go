package rma

import "fmt"

// Terms is a closed vocabulary: for each value, in order, its key in files and
// its label in Dutch and in English. A value is its index. Index 0 usually has
// the empty key and stands for "not recorded", so that missing data can never
// read as a first category. The data packages declare their vocabularies with
// it, and so may a package of one's own:
//
//	var sizeTerms = rma.Terms{{"", "niet vastgelegd", "not recorded"}, {"small", "klein", "small"}}
//
//	func (s Size) String() string { return sizeTerms.Key("Size", uint8(s)) }
type Terms [][3]string

// Key returns the key of the value, or "Size(7)" for one that does not exist.
func (ts Terms) Key(typ string, v uint8) string {
	if int(v) < len(ts) {
		return ts[v][0]
	}
	return fmt.Sprintf("%s(%d)", typ, v)
}

// Text returns the label of the value in both languages, or "Size(7)" for one
// that does not exist.
func (ts Terms) Text(typ string, v uint8) Text {
	if int(v) < len(ts) {
		return T(ts[v][1], ts[v][2])
	}
	return PlainText(ts.Key(typ, v))
}

// Marshal returns the key; a value that does not exist is ErrUnknownTerm.
func (ts Terms) Marshal(typ string, v uint8) ([]byte, error) {
	if int(v) >= len(ts) {
		return nil, fmt.Errorf("%w: %s has no value %d", ErrUnknownTerm, typ, v)
	}
	return []byte(ts[v][0]), nil
}

// Parse finds the value with that key, or returns ErrUnknownTerm. The message
// names the keys that would have been right, and never the text that was read.
func (ts Terms) Parse(typ string, text []byte) (uint8, error) {
	known := ""
	for i, t := range ts {
		if t[0] == string(text) {
			return uint8(i), nil
		}
		if t[0] != "" {
			known += " " + t[0]
		}
	}
	return 0, fmt.Errorf("%w: %s is one of%s", ErrUnknownTerm, typ, known)
}
