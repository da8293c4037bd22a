// Package atomicfile writes a file whole or not at all. Whoever reads the file
// while it is written, or after the power failed half-way, finds the old
// content or the new one, and never a part.
//
//	err := atomicfile.Write("lookup.csv", 0o600, func(w io.Writer) error {
//		return table.WriteCSV(w)
//	})
//
// [Write] makes a temporary file in the same folder, writes and syncs it, gives
// it the name, and syncs the folder, so that the name survives a power failure
// too. [Create] makes a file that does not exist yet. [Append] adds a record to
// the end of a file, and is the one function that can leave a part of it.
//
// # Errors
//
// After every error, and after a panic of the function that writes, the
// temporary file is gone and the old file is as it was. There is one exception:
// if only the folder could not be synced, the new file is in place, and the
// error says so. A process that is killed may leave a file .writing-*.tmp
// behind, which has the permissions of the file that was meant.
//
// No error repeats a path: the caller knows it, and a path of a machine does
// not belong in a report.
package atomicfile
