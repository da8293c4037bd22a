// Package strictjson reads a JSON file into a Go value and reports everything
// in which the file differs from the type of that value, all at once and each
// with its place. It knows nothing of what the files are about: studies,
// codebooks, instruments and mappings are read with it.
//
//	var f struct {
//		Schema int    `json:"schema"`
//		Name   string `json:"name"`
//	}
//	places, ok := strictjson.Decode(data, &f, strictjson.Schema{Known: 1}, report)
//	if ok && f.Name == "" {
//		line, column := places.At("name")
//		report(line, column, "name", errNoName)
//	}
//
// Package json alone stops at the first error, passes over a field that it
// does not know or finds twice, and takes "Name" for name.
//
// # Rules
//
// A file is one JSON value in UTF-8, with or without a byte order mark. Bytes
// that are no UTF-8 and NUL, as in UTF-16, are refused. Its fields are those of
// the type, by their names in JSON, in the same case, and each at most once:
// a misspelt field is never lost without notice. Values have the kind that the
// type asks for, and numbers fit. null stands for a field that is left out, as
// several programs write it; for a list or an object with free names it may
// also be an element.
//
//	{"name": "a", "nam": "b"}      ErrUnknownField, line 1, column 15
//	{"name": "a", "name": "b"}     ErrDuplicate, line 1, column 15
//	{"name": 1}                    ErrFormat, line 1, column 10: expected a text
//	{"name": "a"                   ErrFormat, line 1, column 13: the file ends too early
//
// # Types
//
// The value may be made of structs, also embedded by value, pointers, slices, maps
// with text as key, texts, booleans, whole numbers and floats. A type with
// UnmarshalText, such as a closed vocabulary or a date, is read from a text;
// its error becomes the rule that is broken, so it must not repeat the text.
// Types with UnmarshalJSON, interfaces and arrays are not meant.
//
// # Versions
//
// A form of file has a version, in the field "schema" of its outermost object
// (see [Schema]). A file of another version is refused for that alone: what
// else is odd in it may be right there.
//
// # Errors
//
// Lines and columns count from 1, columns in code points. A path names the
// part: claims[0].label.nl is the field nl of the field label of the first of
// the claims. The entries of an object with free names are numbered like those
// of a list, pilots[1], because their names are content. No message repeats
// what stands in the file, but for the number of its version.
//
// # Limits
//
// Values nest to a depth of [MaxDepth]. Memory is bounded by the size of the
// file.
package strictjson
