package chart

// segment is one level of a bar, from and to in shares of the base, 0 being the
// centre of the scale.
type segment struct {
	level    int
	count    int
	from, to float64
}

// likertShares are the segments of a bar.
type likertShares struct {
	base     int
	segments []segment // from left to right; levels without answers are left out
	aside    segment   // the neutral level in a column of its own, from 0
}

// shares computes what is drawn of a bar.
func (k Likert) shares(bar LikertBar) likertShares {
	low, neutral := k.sides()
	var s likertShares
	for level, c := range bar.Counts {
		if level != neutral || k.Neutral != NeutralDropped {
			s.base += c
		}
	}
	if s.base == 0 {
		return s
	}
	share := func(c int) float64 { return float64(c) / float64(s.base) }
	at := 0.0
	for _, c := range bar.Counts[:low] {
		at -= share(c)
	}
	if neutral >= 0 && k.Neutral == NeutralSplit {
		at -= share(bar.Counts[neutral]) / 2
	}
	for level, c := range bar.Counts {
		switch {
		case c == 0 || level == neutral && k.Neutral == NeutralDropped:
			continue
		case level == neutral && k.Neutral == NeutralAside:
			s.aside = segment{level, c, 0, share(c)}
			continue
		}
		s.segments = append(s.segments, segment{level, c, at, at + share(c)})
		at += share(c)
	}
	return s
}

// reach returns how far the bars go from the centre, and how wide the
// neutral level set aside gets, rounded up to tenths.
func reach(all []likertShares) (side, aside float64) {
	for _, s := range all {
		if n := len(s.segments); n > 0 {
			side = max(side, -s.segments[0].from, s.segments[n-1].to)
		}
		aside = max(aside, s.aside.to)
	}
	return min(max(roundUp(side, 10), 0.2), 1), min(roundUp(aside, 10), 1)
}

// roundUp rounds up to a multiple of 1/parts; the last bits of a sum do not
// count.
func roundUp(v float64, parts int) float64 {
	n := 0
	for float64(n)/float64(parts) < v-1e-9 && n < parts {
		n++
	}
	return float64(n) / float64(parts)
}
