package privacy

// tighten draws from every sum of a part what it says of its total and of each
// of its parts, until nothing more follows, or for so many rounds. It reports
// whether any counts can fit.
func (j *joint) tighten(q *jointPart) bool {
	const rounds, beyond = 50, 1 << 40 // counts that grow without end fit nothing
	for range rounds {
		changed := false
		for _, s := range q.sums {
			changed = j.tightenBy(s) || changed
		}
		for _, c := range q.cells {
			if k := j.known[c]; k.empty() || k.low > beyond {
				return false
			}
		}
		if !changed {
			break
		}
	}
	return true
}

// tightenBy draws what follows from one sum:
//
//	low(total) ≥ Σ low(part),   low(part) ≥ low(total) - Σ high(other parts)
//
// and the same for what they are at most. It reports whether that was news.
func (j *joint) tightenBy(s jointSum) bool {
	low, high, endless := 0, 0, 0
	for _, p := range s.parts {
		k := j.known[j.find(p)]
		low += k.low
		if k.high == Unlimited {
			endless++
		} else {
			high += k.high
		}
	}
	top := Unlimited
	if endless == 0 {
		top = high
	}
	changed := j.narrow(s.total, low, top)
	total := j.known[j.find(s.total)]
	for _, p := range s.parts {
		k := j.known[j.find(p)]
		from, to := 0, Unlimited
		switch {
		case endless == 0:
			from = total.low - (high - k.high)
		case endless == 1 && k.high == Unlimited:
			from = total.low - high
		}
		if total.high != Unlimited {
			to = total.high - (low - k.low)
		}
		if j.narrow(p, from, to) {
			return true // what was added up above is no longer right
		}
	}
	return changed
}

// narrow takes over what is known of a count, and reports whether it is news.
func (j *joint) narrow(cell, low, high int) bool {
	cell = j.find(cell)
	k, news := j.known[cell].within(reach{low: low, high: high})
	j.known[cell] = k
	return news
}
