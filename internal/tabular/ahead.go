package tabular

import "iter"

// Ahead gives what [Reader.Rows] gives, while a goroutine reads on: for large files of
// which the rows are worked on for longer than they are cut. Rows and their strings
// stay valid, whatever Borrow says. When the loop ends, so has the reading, but the
// Reader may be some rows further: a new loop does not go on where it stopped.
func (r *Reader) Ahead() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := r.open(); err == nil {
			r.scan.borrow = false
		}
		batches, stop := make(chan []aheadRow, 2), make(chan struct{})
		go r.readAhead(batches, stop)
		defer func() {
			close(stop)
			for range batches { // until the goroutine has ended
			}
		}()
		for batch := range batches {
			for _, a := range batch {
				if !yield(a.row, a.err) {
					return
				}
			}
		}
	}
}

// aheadRow is what one step of a loop gives.
type aheadRow struct {
	row Row
	err error
}

// perBatch is how many rows are handed over at once.
const perBatch = 256

// readAhead reads every row and hands it over, until it is told to stop.
func (r *Reader) readAhead(batches chan<- []aheadRow, stop <-chan struct{}) {
	defer close(batches)
	var batch []aheadRow
	var fields []string
	give := func() bool {
		select {
		case batches <- batch:
			batch, fields = make([]aheadRow, 0, perBatch), make([]string, 0, perBatch*len(r.headings))
			return true
		case <-stop:
			return false
		}
	}
	for row, err := range r.Rows() {
		from := len(fields)
		fields = append(fields, row.fields...)
		row.fields = fields[from:len(fields):len(fields)]
		if row.kinds != nil {
			row.kinds = append([]Kind(nil), row.kinds...)
		}
		if batch = append(batch, aheadRow{row, err}); len(batch) >= perBatch && !give() {
			return
		}
	}
	if len(batch) > 0 {
		give()
	}
}
