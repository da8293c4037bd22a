package leak

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Limits say how much of a file is gone through. A file beyond them is an
// error that is ErrLimit, never a file without leaks. The zero value works.
type Limits struct {
	File  int64 // bytes of one file, or of one part of an archive; 0 means 256 MiB
	Total int64 // bytes of all parts of one file together, unpacked; 0 means 1 GiB
	Parts int   // parts of one file; 0 means 10,000
	Ratio int   // how many times larger a part of more than 1 MiB is unpacked than packed; 0 means 200
	Depth int   // archives in archives; 0 means 3
	Leaks int   // places noted in one file; 0 means 10,000
}

// maxFile keeps what a file takes of the memory to what places can be
// counted in.
const maxFile = 1 << 31

func (l Limits) checked() (Limits, error) {
	if l.File < 0 || l.Total < 0 || l.Parts < 0 || l.Ratio < 0 || l.Depth < 0 || l.Leaks < 0 || l.File > maxFile {
		return l, fmt.Errorf("%w: limits are 0 or more, and File is %d at most", privacy.ErrPolicy, int64(maxFile))
	}
	fill(&l.File, 256<<20)
	fill(&l.Total, 1<<30)
	fill(&l.Parts, 10_000)
	fill(&l.Ratio, 200)
	fill(&l.Depth, 3)
	fill(&l.Leaks, 10_000)
	return l, nil
}

func fill[N int | int64](v *N, usual N) {
	if *v == 0 {
		*v = usual
	}
}
