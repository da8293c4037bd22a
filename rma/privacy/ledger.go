package privacy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrTorn means that the last line of a ledger was not written to its end, as
// when the power failed. What stands before it is whole.
var ErrTorn = errors.New("the last line was not written to its end: see what is in it, and SetAside puts it apart")

// Ledger is what was published before, release by release. What was published
// once cannot be taken back: a reader who kept an interim report holds the final
// one beside it. It does not change and may be read by several goroutines. A nil
// Ledger holds nothing.
//
// Of releases of one day, add the one for the fewest readers first: steering
// group, then public. One that follows for more readers under a stricter policy
// is then no lowering; see [Ledger.Check].
//
// It knows what stands in its file. It does not know of tables that were
// published elsewhere, or before it was kept, and not of counts that were named
// otherwise then: the same table under another id, a variable that was renamed.
type Ledger struct {
	entries []Entry
	shown   []*shown // per entry
}

// Entries returns the releases in the order in which they were added. The lists
// inside an entry are those of the ledger, and not to be changed.
func (l *Ledger) Entries() []Entry {
	if l == nil {
		return nil
	}
	return slices.Clone(l.entries)
}

// OpenLedger reads the ledger in a file. See [ReadLedger]. That there is no file
// is an error, fs.ErrNotExist: a mistyped name must not read as that nothing was
// ever published. On the first run there is none yet: see with errors.Is that it
// is this error, go on with the nil Ledger that comes with it, and [AppendEntry]
// makes the file.
func OpenLedger(path string) (*Ledger, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &rma.DataError{File: path, Err: pathCause(err)}
	}
	defer f.Close()
	return ReadLedger(f, path)
}

// ReadLedger reads a ledger: one release per line, in JSON, as [AppendEntry]
// writes it; file is its name in errors. An empty file is an empty ledger, and
// without a file there is nothing to read: a nil Ledger does on the first run.
//
// Lines are read as strictly as every file of a study: a field that is not known
// is refused, and so is a line of another version. All errors come together,
// each an *rma.DataError with its place and without the content: those of the
// form, ErrEntry, ErrPolicy, ErrWaiver, ErrSum, ErrLinked, ErrDuplicateTable,
// rma.ErrDuplicate for an id that an earlier line has, and rma.ErrTooLarge for a
// line of more than 16 MiB. Then there is no ledger.
//
// A last line that was not written to its end is ErrTorn. If nothing else is
// wrong, the ledger holds the entries before it, and comes together with the
// error.
func ReadLedger(r io.Reader, file string) (*Ledger, error) {
	if r == nil {
		return nil, fmt.Errorf("%s: %w: no reader", file, rma.ErrMissing)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, &rma.DataError{File: file, Err: pathCause(err)}
	}
	return parseLedger(raw, file)
}

func parseLedger(raw []byte, file string) (*Ledger, error) {
	whole := raw[:tornAt(raw)]
	in := ledgerReader{Ledger: &Ledger{}, lines: map[string]int{}, Problems: rma.Problems{File: file}}
	for line := range bytes.Lines(whole) {
		in.line++
		in.take(line)
	}
	if len(whole) < len(raw) {
		torn := &rma.DataError{File: file, Line: in.line + 1, Err: ErrTorn}
		return in.ledger(), errors.Join(in.Err(), torn)
	}
	return in.ledger(), in.Err()
}

// tornAt returns where the last line starts if it was not written to its end,
// and the length of the file otherwise. A line without an end was not, and
// neither was one that holds a NUL byte: a file system may have made the file
// longer before it had the content.
func tornAt(raw []byte) int {
	body := bytes.TrimSuffix(raw, []byte("\n"))
	start := bytes.LastIndexByte(body, '\n') + 1
	if len(body) == len(raw) || bytes.IndexByte(body[start:], 0) >= 0 {
		return start
	}
	return len(raw)
}

// ledgerReader takes up the lines of a ledger.
type ledgerReader struct {
	*Ledger
	rma.Problems
	line  int
	lines map[string]int // where each id stands
}

func (in *ledgerReader) ledger() *Ledger {
	if in.Len() > 0 {
		return nil
	}
	return in.Ledger
}

// take takes up one line, or notes what is wrong with it.
func (in *ledgerReader) take(line []byte) {
	if len(line) > maxLedgerLine {
		in.Add(in.line, 0, "", fmt.Errorf("%w: a line of a ledger has at most %d bytes", rma.ErrTooLarge, maxLedgerLine))
		return
	}
	var f entryForm
	note := func(_, column int, field string, rule error) { in.Add(in.line, column, field, rule) }
	places, ok := strictjson.Decode(line, &f, strictjson.Schema{Known: ledgerSchema}, note)
	if !ok {
		return
	}
	fail := func(field string, rule error) {
		_, column := places.At(field)
		in.Add(in.line, column, field, rule)
	}
	e := f.entry()
	s, found := e.read()
	for _, b := range found {
		fail(b.field, b.err)
	}
	if len(found) > 0 {
		return
	}
	if earlier, ok := in.lines[e.ID]; ok {
		fail("id", fmt.Errorf("%w: it is that of line %d", rma.ErrDuplicate, earlier))
		return
	}
	in.lines[e.ID] = in.line
	in.entries, in.shown = append(in.entries, e), append(in.shown, s)
}
