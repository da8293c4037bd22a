package casereview

import (
	"runtime"
	"sync"
)

// counting counts batches of families while others are gathered, each goroutine in a
// tally of its own.
type counting struct {
	given, free chan *familyBatch
	wait        sync.WaitGroup
	tallies     []*MonitorTally
	errs        []batchError // of each goroutine, its first
	n           int
}

// batchError is an error with the batch that it is of; none has n below 0.
type batchError struct {
	n   int
	err error
}

// startCounting starts as many goroutines as there are processors beside the one that
// reads, and one at least.
func startCounting(like *MonitorTally) *counting {
	workers := max(1, runtime.GOMAXPROCS(0)-1)
	p := &counting{given: make(chan *familyBatch, workers), free: make(chan *familyBatch, 2*workers+1), errs: make([]batchError, workers)}
	for i := range workers {
		t, err := NewMonitorTally(like.asOf, like.spec)
		p.tallies, p.errs[i].n = append(p.tallies, t), -1
		if err != nil { // what it is made of was checked
			p.errs[i] = batchError{0, err}
		}
		p.wait.Go(func() {
			for b := range p.given {
				if p.errs[i].n < 0 {
					if err := b.count(t); err != nil {
						p.errs[i] = batchError{b.n, err}
					}
				}
				p.free <- b
			}
		})
	}
	return p
}

// batch returns an empty batch, with the memory of one that was counted.
func (p *counting) batch() *familyBatch {
	b := &familyBatch{}
	select {
	case b = <-p.free:
	default:
	}
	*b = familyBatch{n: p.n, events: b.events[:0], cases: b.cases[:0], families: b.families[:0], traces: b.traces[:0]}
	p.n++
	return b
}

func (p *counting) give(b *familyBatch) { p.given <- b }

// finish waits for what was given, and adds it to a tally. Of several errors that of
// the first batch is the error.
func (p *counting) finish(t *MonitorTally) error {
	close(p.given)
	p.wait.Wait()
	first := batchError{n: -1}
	for _, e := range p.errs {
		if e.n >= 0 && (first.n < 0 || e.n < first.n) {
			first = e
		}
	}
	if first.n >= 0 {
		return first.err
	}
	for _, part := range p.tallies {
		if err := t.Merge(part); err != nil {
			return err
		}
	}
	return nil
}
