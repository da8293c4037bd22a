// Package leak answers: does this file give somebody away? It reads files of any
// maker as they are about to leave, and reports where one of the names of a
// study stands, a count of people below the policy in words, or a combination of
// characteristics that few people share.
//
//	check, err := leak.NewCheck(leak.Options{Identifiers: names, Policy: release.Policy()})
//	...
//	found, err := check.ScanFS(ctx, os.DirFS("report"))
//	if err = errors.Join(err, found.Err()); err != nil { // ErrUnread, or ErrLeak when there is anything
//		fmt.Println(found)         // counts by kind and file, never a name
//	}
//
// It looks inside HTML, SVG, Word, spreadsheets, images and archives, and knows
// the ways in which a name is written, escaped and encoded; see [Check]. A file
// that cannot be read is an error and never clean.
//
// # What it assumes
//
// A share without a noun, such as "4 van de 6", may be of people or of methods. It
// is taken to be of people, so that such a share of methods is a leak too.
// Options.SkipBare passes over all of them, those of people too: a person should
// then read these.
//
// It looks for what it was told: a name that is not among the identifiers is not
// found, nor one that is drawn or misspelt, nor a story by which neighbours know
// whom it is about. A person reads the report as well.
//
// # Privacy
//
// A check holds the names in a function, and gives none of them out: a [Leak] has
// a place and the number of an identifier.
package leak
