package privacy

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/reflexive-monitoring/toolkit/internal/atomicfile"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// AppendEntry adds a release to the ledger in a file, as one line at its end. It
// makes the file when there is none, for the owner alone (mode 0600). When it
// returns nil, the line is on the disk. A process that is killed meanwhile may
// leave a part of the line, and nothing before it is touched.
//
// A release for the team is refused with ErrTeamEntry unless
// EntryOptions.TeamToo was set: what was published for others is known to them,
// while a release for the team holds every count as it is.
//
// The errors are *rma.DataError, of an entry all at once: ErrEntry and the others of [ReadLedger] for
// what could not be read back; rma.ErrDuplicate when the ledger has an entry with
// the same id; ErrTorn when the last line was not written to its end, until
// [SetAside] put it apart; and every error in what the file holds already. Then
// the file is as it was. Two programs that add to one file at the same time are
// not kept apart.
func AppendEntry(path string, e Entry) error {
	fail := func(err error) error { return &rma.DataError{File: path, Err: err} }
	if e.Policy.Audience == Team && !e.teamToo {
		return fail(ErrTeamEntry)
	}
	if found := e.check(); len(found) > 0 {
		return joined(path, found)
	}
	line, err := e.line()
	if err != nil {
		return fail(err)
	}
	if _, found := e.read(); len(found) > 0 {
		return joined(path, found)
	}
	ledger, err := OpenLedger(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for i, earlier := range ledger.Entries() {
		if earlier.ID == e.ID {
			return &rma.DataError{File: path, Field: "id", Err: fmt.Errorf("%w: it is that of entry %d; give EntryOptions.ID another if this is another release", rma.ErrDuplicate, i+1)}
		}
	}
	if err := atomicfile.Append(path, 0o600, line); err != nil {
		return fail(err)
	}
	return nil
}

// SetAside moves the last line of a ledger to the end of a file with ".torn"
// behind its name, if it was not written to its end, and does nothing otherwise.
// The line is on the disk there before it is taken off here, so that one who is
// killed in between finds it in both and can do it again. Look at what was set
// aside: whether the release was published is for somebody who knows.
//
// A ledger that was edited by hand and has lost its last line end looks torn too.
func SetAside(path string) error {
	fail := func(err error) error { return &rma.DataError{File: path, Err: pathCause(err)} }
	raw, err := os.ReadFile(path)
	if err != nil {
		return fail(err)
	}
	at := tornAt(raw)
	if at == len(raw) {
		return nil
	}
	tail := raw[at:]
	if info, err := os.Stat(path + tornSuffix); err == nil && info.Size() > 0 {
		tail = append([]byte("\n"), tail...)
	}
	if err := atomicfile.Append(path+tornSuffix, 0o600, tail); err != nil {
		return fail(err)
	}
	if err := cutOff(path, int64(at)); err != nil {
		return fail(err)
	}
	return nil
}

const tornSuffix = ".torn"

// cutOff makes a file end at a place, on the disk too.
func cutOff(path string, at int64) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Truncate(at); err != nil {
		return err
	}
	return f.Sync()
}
